"""Pieces of a page as rows of cells, each as wide as the page.

All of a page is wrapped at once: call it off the event loop. A row is put in order and drawn when it is first seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.document import Piece
from tui.roles import Chrome, Role
from tui.tables import Part, chrome, table_rows
from tui.text import Line, Run, paragraph

STEP = 4
"""Cells of one step of indent: room for a bullet or a number."""
_NARROWEST = 10
_LONG = 2_000
"""Characters of a paragraph whose levels, a millisecond of work and more, are not left to the first row drawn."""


class Row:
    """One row of the page. ``href`` is where the whole piece leads."""

    __slots__ = ("_parts", "_runs", "href", "role", "width")

    def __init__(self, parts: Sequence[Part], role: Role, href: str = "") -> None:
        self.role = role
        self.href = href
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

    def lines(self) -> Iterator[tuple[int, Line]]:
        """The lines of text on it, in the order of reading, each after the cell in which it starts."""
        found: list[tuple[int, Line]] = []
        at = 0
        for part in self._parts:
            if isinstance(part, Line):
                found.append((at, part))
            at += part.width
        return reversed(found) if found and found[0][1].base == "rtl" else iter(found)

    @property
    def text(self) -> str:
        """The cells of the row."""
        return "".join(run.text for run in self.runs)


def rows_of(pieces: Sequence[Piece], width: int) -> list[Row]:
    """The rows of a page of ``width`` cells, with the blank ones between pieces."""
    found: list[Row] = []
    for piece in pieces:
        if found and not piece.close:
            found.append(Row((), piece.role))
        found += _rows(piece, width)
    return found


def _rows(piece: Piece, width: int) -> Iterator[Row]:
    if piece.role is Role.RULE:
        yield Row((chrome("─" * width, Chrome.FRAME),), piece.role)
        return
    lead = piece.quoted * 2 + piece.indent * STEP
    if width - lead < _NARROWEST:
        lead = 0
    room = width - lead
    if piece.table is not None:
        rtl, lines = table_rows(piece.table, piece.language, room)
        for parts in lines:
            yield _row(piece, parts, room, lead, rtl, first=False)
        return
    laid = paragraph(piece.text, base=piece.base, language=piece.language, marks=piece.marks)
    if len(piece.text) > _LONG:
        laid.settle()
    for at, line in enumerate(laid.wrap(room)):
        yield _row(piece, (line,), room, lead, laid.base == "rtl", first=at == 0)


def _row(piece: Piece, inner: Sequence[Part], room: int, lead: int, rtl: bool, *, first: bool) -> Row:
    beside = _lead(piece, rtl, first=first) if lead else []
    used = sum(part.width for part in inner)
    gap = [chrome(" " * (room - used), Chrome.BLANK)] if room > used else []
    # A row is put together as it is read and turned round where reading starts at the right.
    parts = (*gap, *inner, *reversed(beside)) if rtl else (*beside, *inner, *gap)
    return Row(parts, piece.role, piece.href)


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
