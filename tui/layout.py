"""Pieces of a page as rows of cells, each as wide as the page. Slow for long articles: call it off the event loop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tui.document import Piece
from tui.roles import Chrome, Role
from tui.tables import chrome, table_rows
from tui.text import Run, paragraph

STEP = 4
"""Cells of one step of indent: room for a bullet or a number."""
_NARROWEST = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the page from left to right. ``href`` is where the whole piece leads."""

    runs: tuple[Run, ...]
    role: Role
    href: str = ""

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
        for cells in lines:
            yield _row(piece, cells, sum(run.width for run in cells), room, lead, rtl, first=False)
        return
    laid = paragraph(piece.text, base=piece.base, language=piece.language, marks=piece.marks)
    for at, line in enumerate(laid.wrap(room)):
        yield _row(piece, line.runs, line.width, room, lead, laid.base == "rtl", first=at == 0)


def _row(piece: Piece, runs: Sequence[Run], used: int, room: int, lead: int, rtl: bool, *, first: bool) -> Row:
    beside = _lead(piece, rtl, first=first) if lead else []
    gap = [chrome(" " * (room - used), Chrome.BLANK)] if room > used else []
    # A row is put together as it is read and turned round where reading starts at the right.
    parts = [*gap, *runs, *reversed(beside)] if rtl else [*beside, *runs, *gap]
    return Row(tuple(parts), piece.role, piece.href)


def _lead(piece: Piece, rtl: bool, *, first: bool) -> list[Run]:
    """Bars, indent and label in the order of reading."""
    found = [chrome(" │" if rtl else "│ ", Chrome.BAR)] * piece.quoted
    label = piece.label if first else ""
    plain = piece.indent - bool(label)
    if plain > 0:
        found.append(chrome(" " * STEP * plain, Chrome.BLANK))
    if label:
        line = paragraph(label, base="rtl" if rtl else "ltr").fit(STEP)
        gap = " " * max(STEP - 1 - line.width, 0)
        after = " " * (STEP - len(gap) - line.width)
        text = "".join(run.text for run in line.runs)
        found.append(chrome(after + text + gap if rtl else gap + text + after, Chrome.LABEL))
    return found
