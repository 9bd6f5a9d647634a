"""Pieces of a page as rows of cells, each as wide as the page.

All of a page is wrapped at once: call it off the event loop. A row is put in order and drawn when it is first seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.document import Piece
from tui.roles import Chrome, Role
from tui.tables import Part, chrome, table_rows
from tui.text import Line, Run, paragraph

STEP = 4
"""Cells of one step of indent: room for a bullet or a number."""
_NARROWEST = 10
_WIDEST_PICTURE = 48
_LONG = 2_000
"""Characters of a paragraph whose levels, a millisecond of work and more, are not left to the first row drawn."""


class PlacedLine(NamedTuple):
    """A line of text on a row: ``column`` counts those of a table from the left, ``cell`` is where it starts."""

    cell: int
    column: int
    line: Line


class Row:
    """One row of the page. ``href`` is where the whole piece leads."""

    __slots__ = ("_parts", "_runs", "href", "piece", "role", "rtl", "width")

    def __init__(self, parts: Sequence[Part], role: Role, href: str = "", *, rtl: bool = False, piece: int = 0) -> None:
        self.role = role
        self.href = href
        self.rtl = rtl
        """Whether it is read from the right."""
        self.piece = piece
        """The number of the piece that it is a row of."""
        self.width = sum(part.width for part in parts)
        """In cells; known before anything is drawn."""
        self._parts = parts
        self._runs: tuple[Run, ...] | None = None

    @property
    def runs(self) -> tuple[Run, ...]:
        """From left to right; drawn when first asked for."""
        runs = self._runs
        if runs is None:
            runs = self._runs = tuple(
                run for part in self._parts for run in (part.runs if isinstance(part, Line) else (part,))
            )
        return runs

    def lines(self) -> Sequence[PlacedLine]:
        """The lines of text on it, in the order of reading."""
        found: list[PlacedLine] = []
        at = column = 0
        for part in self._parts:
            if isinstance(part, Line):
                found.append(PlacedLine(at, column, part))
            else:
                column += part.keys == (Chrome.FRAME,)
            at += part.width
        return found[::-1] if self.rtl else found

    @property
    def start(self) -> int:
        """The offset in its piece at which its text starts."""
        lines = self.lines()
        return lines[0].line.start if lines else 0

    @property
    def text(self) -> str:
        """The cells of the row."""
        return "".join(run.text for run in self.runs)


class TextPlace(NamedTuple):
    """Where a row is in the text, whatever the width: ``skip`` counts the rows after the one that starts there."""

    piece: int = 0
    offset: int = 0
    """Characters into the piece, or into the cell of a table that is read first."""
    skip: int = 0


def place_of(rows: Sequence[Row], at: int) -> TextPlace:
    """The place of row ``at``."""
    if not 0 <= at < len(rows):
        return TextPlace()
    piece, start = rows[at].piece, rows[at].start
    first = at
    while first and rows[first - 1].piece == piece and rows[first - 1].start == start:
        first -= 1
    return TextPlace(piece, start, at - first)


def row_at(rows: Sequence[Row], place: TextPlace) -> int:
    """The row that has ``place`` in it, or the nearest one where the text has changed."""
    found, same = 0, 0
    for at, row in enumerate(rows):
        if row.piece > place.piece:
            break
        if row.piece < place.piece or row.start <= place.offset:
            same = 0 if not at or (row.piece, row.start) != (rows[at - 1].piece, rows[at - 1].start) else same + 1
            if same <= place.skip or row.piece < place.piece:
                found = at
    return found


def rows_of(pieces: Sequence[Piece], width: int, spacing: int = 1) -> list[Row]:
    """The rows of a page of ``width`` cells, with the blank ones between pieces: ``spacing`` of them between two
    paragraphs, one at least beside all else."""
    found: list[Row] = []
    for number, piece in enumerate(pieces):
        rows = [Row(parts, piece.role, piece.href, rtl=rtl, piece=number) for parts, rtl in _rows(piece, width)]
        if found and not piece.close:
            before = pieces[number - 1]
            running = piece.role is Role.BODY and before.role is Role.BODY
            between = _between(min(piece.quoted, before.quoted), width, rtl=bool(rows) and rows[0].rtl)
            found += [Row(between, piece.role, piece=number)] * (spacing if running else max(spacing, 1))
        found += rows
    return found


def room_of_picture(width: int) -> tuple[int, int]:
    """The columns and rows that a page of ``width`` cells keeps for a picture before anything is known of it: as wide
    as high is to 16:9, a cell being twice as high as wide."""
    columns = min(width, _WIDEST_PICTURE)
    return columns, -(-columns * 9 // 32)


def _between(quoted: int, width: int, *, rtl: bool) -> Sequence[Part]:
    """The parts of a blank row: the bars of a quotation that goes on run through it."""
    if not quoted or width - quoted * 2 < _NARROWEST:
        return ()
    bars = [chrome(" │" if rtl else "│ ", Chrome.BAR)] * quoted
    gap = chrome(" " * (width - quoted * 2), Chrome.BLANK)
    return (gap, *bars) if rtl else (*bars, gap)


def _rows(piece: Piece, width: int) -> Iterator[tuple[Sequence[Part], bool]]:
    if piece.role is Role.RULE:
        yield (chrome("─" * width, Chrome.FRAME),), False
        return
    if piece.role is Role.PICTURE:
        for _row_of_it in range(room_of_picture(width)[1]):
            yield (chrome(" " * width, Chrome.BLANK),), piece.base == "rtl"
        return
    lead = piece.quoted * 2 + piece.indent * STEP
    if width - lead < _NARROWEST:
        lead = 0
    room = width - lead
    if piece.table is not None:
        rtl, lines = table_rows(piece.table, piece.language, room)
        for parts in lines:
            yield _row(piece, parts, room, lead, rtl, first=False), rtl
        return
    laid = paragraph(piece.text, base=piece.base, language=piece.language, marks=piece.marks)
    if len(piece.text) > _LONG:
        laid.settle()
    rtl = laid.base == "rtl"
    for at, line in enumerate(laid.wrap(room)):
        yield _row(piece, (line,), room, lead, rtl, first=at == 0), rtl


def _row(piece: Piece, inner: Sequence[Part], room: int, lead: int, rtl: bool, *, first: bool) -> Sequence[Part]:
    beside = _lead(piece, rtl, first=first) if lead else []
    used = sum(part.width for part in inner)
    gap = [chrome(" " * (room - used), Chrome.BLANK)] if room > used else []
    # A row is put together as it is read and turned round where reading starts at the right.
    return (*gap, *inner, *reversed(beside)) if rtl else (*beside, *inner, *gap)


def _lead(piece: Piece, rtl: bool, *, first: bool) -> list[Run]:
    """Bars, indent and label in the order of reading."""
    found = [chrome(" │" if rtl else "│ ", Chrome.BAR)] * piece.quoted
    label = piece.label if first and piece.indent else ""
    plain = piece.indent - bool(label)
    if plain > 0:
        found.append(chrome(" " * STEP * plain, Chrome.BLANK))
    if label:
        line = paragraph(label, base="rtl" if rtl else "ltr").fit(STEP)
        gap = " " * max(STEP - 1 - line.width, 0)
        after = " " * (STEP - len(gap) - line.width)
        found.append(chrome(after + line.text + gap if rtl else gap + line.text + after, Chrome.LABEL))
    return found
