"""Text selected on a page: places in its logical texts, and the cells that show them. No widget, no colour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.segment import Segment

    from tui.layout import PlacedLine
    from tui.text import Line

_WORD = re.compile("[\\w\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c]+")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The characters [start, end) of the page's text number ``text``, in the order of reading; a cluster, or none."""

    text: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Selection:
    """All from the character ``start`` of text ``first`` up to the character ``end`` of text ``last``."""

    first: int
    start: int
    last: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether nothing is selected."""
        return (self.first, self.start) >= (self.last, self.end)

    def within(self, text: int, length: int) -> tuple[int, int]:
        """What is selected of a text of ``length`` characters."""
        if not self.first <= text <= self.last:
            return 0, 0
        return (self.start if text == self.first else 0), (self.end if text == self.last else length)


def between(one: Place, other: Place) -> Selection:
    """All that a drag from one place to the other went over, both with it."""
    low = min(one, other)
    high = max((place.text, place.end) for place in (one, other))
    return Selection(low.text, low.start, *high)


class Laid(Protocol):
    """A row as it is seen. Rows of one ``piece`` are of the same texts; ``rtl`` ones are read from the right."""

    @property
    def piece(self) -> int: ...
    @property
    def rtl(self) -> bool: ...
    def lines(self) -> Sequence[PlacedLine]: ...


@dataclass(frozen=True, slots=True)
class _Placed:
    piece: int
    rtl: bool
    found: tuple[PlacedLine, ...]

    def lines(self) -> Sequence[PlacedLine]:
        return self.found


def placed(segments: Sequence[Segment], lines: Sequence[tuple[Segment, Line]], piece: int, *, rtl: bool) -> Laid:
    """A row of a list: its ``segments`` from left to right, and of each line of text the first one."""
    from tui.layout import PlacedLine

    starts: dict[int, int] = {}
    at = 0
    for segment in segments:
        starts[id(segment)] = at
        at += segment.cell_length
    found = sorted(((starts[id(first)], line) for first, line in lines if id(first) in starts), key=lambda one: one[0])
    columns = [PlacedLine(cell, column, line) for column, (cell, line) in enumerate(found)]
    return _Placed(piece, rtl, tuple(reversed(columns) if rtl else columns))


class Selectable:
    """The texts of a page in the order in which they are read."""

    def __init__(self, rows: Sequence[Laid]) -> None:
        self._rows = rows
        self._texts: list[str] = []
        self._beside: list[bool] = []
        self._lines: list[list[tuple[int, int, Line]]] = []
        """For each row the cell, the number of its text and the line itself."""
        numbers: dict[tuple[int, int], int] = {}
        for row in rows:
            found = []
            for at, (cell, column, line) in enumerate(row.lines()):
                place = row.piece, column
                # A line that starts a text starts the next cell of the column.
                if line.start == 0 or place not in numbers:
                    numbers[place] = len(self._texts)
                    self._texts.append(line.source.text)
                    self._beside.append(at > 0)
                found.append((cell, numbers[place], line))
            self._lines.append(found)

    def place(self, row: int, cell: int) -> Place | None:
        """What stands at a cell of a row; beside the text the line's end at that side, and between texts the start of
        the next. None for a page without text."""
        row = min(max(row, 0), len(self._rows) - 1)
        for below in range(row, len(self._rows)):
            lines = self._lines[below]
            if not lines:
                continue
            if below > row:
                return Place(lines[0][1], lines[0][2].start, lines[0][2].start)
            if beside := self._past(cell, lines, self._rows[below].rtl):
                return beside
            at, number, line = min(lines, key=lambda one: _distance(cell, one[0], one[2].width))
            return Place(number, *line.span_at(cell - at))
        return Place(len(self._texts) - 1, len(self._texts[-1]), len(self._texts[-1])) if self._texts else None

    def _past(self, cell: int, lines: Sequence[tuple[int, int, Line]], rtl: bool) -> Place | None:
        """Left or right of all lines of a row: where the first of them starts, or the last ends."""
        left = cell < min(at for at, _number, _line in lines)
        if not left and cell < max(at + line.width for at, _number, line in lines):
            return None
        # A text alone on its row ends where its own direction has it.
        rtl = lines[0][2].base == "rtl" if len(lines) == 1 else rtl
        _at, number, line = lines[-1 if left == rtl else 0]
        offset = max(line.offset_at(-1), line.offset_at(line.width)) if left == rtl else line.start
        return Place(number, offset, offset)

    def word(self, place: Place) -> Selection:
        """The word around a place."""
        for found in _WORD.finditer(self._texts[place.text]):
            if found.start() <= place.start < found.end():
                return Selection(place.text, found.start(), place.text, found.end())
        return Selection(place.text, place.start, place.text, place.end)

    def whole(self, place: Place) -> Selection:
        """The paragraph around a place."""
        return Selection(place.text, 0, place.text, len(self._texts[place.text]))

    def text(self, selection: Selection) -> str:
        """What is selected, logical: a line for each paragraph, a tab between the cells of a table's row."""
        found = ""
        for number in range(selection.first, selection.last + 1):
            start, end = selection.within(number, len(self._texts[number]))
            if number > selection.first:
                found += "\t" if self._beside[number] else "\n"
            found += self._texts[number][start:end]
        from tui.inline import without_numbers

        # They were put in to hold the parts of a line together.
        return without_numbers(found).replace("\u200e", "")

    def cells(self, selection: Selection, row: int) -> Iterator[int]:
        """The cells of a row that show what is selected; they need not stand together."""
        for at, number, line in self._lines[row]:
            if not selection.first <= number <= selection.last:
                continue
            start, end = selection.within(number, len(self._texts[number]))
            if start < line.end and line.start < end:
                offsets = (offset for run in line.runs for offset in run.offsets)
                yield from (at + cell for cell, offset in enumerate(offsets) if start <= offset < end)


def _distance(cell: int, at: int, width: int) -> int:
    return max(at - cell, cell - (at + width - 1), 0)
