"""A list that has plots and tables among its rows.

Time runs as the interface is read: from right to left in Arabic. Nothing is said by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region

from tui import i18n, words
from tui.plots import bar, columns, fitted, stretched
from tui.text import paragraph
from tui.widgets.bidi import blank, drawn, segments_of
from tui.widgets.choices import Choice, ChoiceList

_MEASURE = 120
"""Cells: the eye loses a row that is longer."""
_BETWEEN = 2
_NAME, _LONGEST_NAME = 16, 36
"""Cells that are left to what a row is called before it has more columns, and those that it takes at most."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Columns over a few lines. ``marks`` stand under it: each the place of a value and what it is called; the last
    one ends with its column if it would not fit otherwise."""

    values: Sequence[int]
    height: int
    look: str = "plain"
    marks: Sequence[tuple[int, str]] = ()
    widest: int = 0
    """The largest number that a plot beside it in time has, so that their columns stand under each other."""

    def rows(self) -> list[Choice]:
        """All of it as rows of a list."""
        lines = [PlotRow("", heading=True, plot=self, at=at) for at in range(self.height)]
        # What stands under it is told as well, for those who look for the texts of a row.
        told = "  ".join(text for _at, text in self.marks)
        return [*lines, PlotRow("", told, heading=True, plot=self, at=self.height)] if self.marks else list(lines)


@dataclass(frozen=True, slots=True)
class PlotTitle(Choice):
    """What stands over a plot. The cursor stops there, so that each plot can be come to."""


@dataclass(frozen=True, slots=True)
class PlotRow(Choice):
    """Line ``at`` of a plot, or its marks."""

    plot: Plot = Plot((), 0)
    at: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; those of higher ``rank`` are left out first where there is no room."""

    width: int
    rank: int


@dataclass(frozen=True, slots=True)
class TableRow(Choice):
    """``text`` and beside it a cell for each of ``columns``; a number between 0 and 1 is drawn as a bar."""

    columns: Sequence[Column] = ()
    cells: Sequence[str | float] = ()


def table_row(
    columns: Sequence[Column],
    text: str,
    cells: Sequence[str | float],
    value: object = None,
    *,
    heading: bool = False,
    language: str = "",
) -> TableRow:
    """A row whose ``aside`` tells its cells."""
    aside = "  ".join(cell for cell in cells if isinstance(cell, str))
    return TableRow(text, aside, value, heading, language, columns, cells)


class PlotList(ChoiceList):
    """Shows plots and tables among other rows; the cursor passes over plots."""

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        choice, room = self.choices[index], min(width, _MEASURE)
        here = index == self.cursor and not choice.heading
        if isinstance(choice, PlotRow):
            cells = self._plot(choice, room)
        elif isinstance(choice, TableRow):
            cells = self._table(choice, room, here=here)
        elif isinstance(choice, PlotTitle):
            cells = self._title(choice, room, here=here)
        else:
            cells = super().draw(index, line, room)
        rest = [blank(width - room, self.style("plain", cursor=here))] if width > room else []
        return self.side_by_side(cells, rest)

    def on_resize(self) -> None:
        # What is told below of a row may take a line of the list.
        self.watch_cursor(self.cursor)

    def watch_cursor(self, index: int) -> None:
        # What stands between a row and the one before it that can be stood on is reached by no other way.
        first = index
        while first > 0 and not self.can_stand(first - 1):
            first -= 1
        first = max(first, index - max(self.size.height, 1) + 1)
        self.scroll_to_region(Region(0, first, 1, index - first + 1), animate=False, force=True)
        self.refresh()

    def _title(self, title: PlotTitle, width: int, *, here: bool) -> list[Segment]:
        """The title whole, and beside it what there is room for."""
        quiet, name = self.style("quiet", cursor=here), paragraph(title.text, language=i18n.language())
        aside = paragraph(title.aside, language=i18n.language())
        room = width - name.width - _BETWEEN
        if room < aside.width:
            return self.cell(title.text, width, self.style("accent", cursor=here))
        return self.side_by_side(
            self.cell(title.text, name.width, self.style("accent", cursor=here)),
            [blank(_BETWEEN, quiet)],
            self.cell(title.aside, room, quiet, end=True),
        )

    def _plot(self, row: PlotRow, width: int) -> list[Segment]:
        plot, quiet = row.plot, self.style("quiet")
        top = words.number(max(plot.values, default=0))
        side = max(len(top), len(words.number(plot.widest))) + 1
        values = fitted(plot.values, width - side)
        if row.at == plot.height:
            return self.side_by_side([blank(side, quiet)], self._marks(plot, len(values), width - side))
        line = stretched(columns(values, plot.height)[row.at], width - side)
        label = self.cell(top if row.at == 0 else "", side - 1, quiet, end=True)
        plotted = _solid(line, self.style(plot.look))
        rest = blank(width - side - len(line), quiet)
        return self.side_by_side(label, [blank(1, quiet)], plotted, [rest])

    def _marks(self, plot: Plot, shown: int, width: int) -> list[Segment]:
        style, used = self.style("quiet"), 0
        each = max(width // max(shown, 1), 1)
        found: list[list[Segment]] = []
        for place, text in plot.marks:
            line = paragraph(text, language=i18n.language()).fit(width)
            column = place * shown // max(len(plot.values), 1)
            start = column * each
            if column == shown - 1:
                start = min(start, (column + 1) * each - line.width - (each > 1))
            if start < used or start + line.width > width:
                continue
            found += [[blank(start - used, style)], segments_of(line, style)]
            used = start + line.width
        return self.side_by_side(*found, [blank(width - used, style)])

    def _table(self, row: TableRow, width: int, *, here: bool) -> list[Segment]:
        kept = _kept(row.columns, width)
        style = self.style("accent") if row.heading else self.style("plain", cursor=here)
        quiet = style if row.heading else self.style("quiet", cursor=here)
        room = width - sum(column.width + _BETWEEN for at, column in enumerate(row.columns) if at in kept)
        name = min(room, _LONGEST_NAME)
        cells = [self.cell(row.text, name, style, language=row.language)]
        for at, (column, cell) in enumerate(zip(row.columns, row.cells, strict=True)):
            if at not in kept:
                continue
            cells.append([blank(_BETWEEN, style)])
            if isinstance(cell, str):
                # Figures have their ones under each other at the right, whichever way the row is read.
                cells.append(self.cell(cell, column.width, quiet, end=not i18n.rtl(), base=i18n.side()))
            else:
                cells.append(_solid(bar(cell, column.width), style))
        return self.side_by_side(*cells, [blank(room - name, style)])


def _solid(line: str, style: Style) -> list[Segment]:
    """The cells of a line of blocks as they stand on the screen. The full ones have their colour behind them, too: the
    blocks of many fonts do not reach the edges of the cell, and a bar would be in slices."""
    full = style + Style(bgcolor=style.color)
    runs = groupby(line[::-1] if i18n.rtl() else line, key="█".__eq__)
    return [drawn("".join(run), full if solid else style) for solid, run in runs]


def _kept(columns: Sequence[Column], width: int) -> set[int]:
    """The columns that there is room for, by their places."""
    kept: set[int] = set()
    room = width - _NAME
    for at, column in sorted(enumerate(columns), key=lambda one: one[1].rank):
        room -= column.width + _BETWEEN
        if room < 0:
            break
        kept.add(at)
    return kept
