"""Tables: those that hold data, with their columns in step; those that only lay out a page give what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from feeds.blocks import Block, Cell, Table, Text
from feeds.content.flow import Context, Flow
from feeds.content.tree import number

if TYPE_CHECKING:
    from feeds.content.builder import Builder

_WIDEST = 100
"""Columns in which a cell reaches down into other rows."""
_TALLEST = 1_000
_MOST_COVERED = 100_000
"""Places that cells from above take in all tables of a document: a few bytes of markup can ask for millions."""

_COVERED = Cell(Text(""))


def add_table(builder: Builder, element: etree._Element, flow: Flow, depth: int) -> None:
    """A `Table`, then the pictures that stood in its cells; or, of a table for layout, the blocks of its cells."""
    context = builder.inside(element, flow.context)
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _rows(element)]
    caption = next((child for child in element if child.tag == "caption"), None)
    if _is_layout(element, rows):
        for part in [[caption] if caption is not None else [], *rows]:
            for cell in part:
                flow.extend(builder.blocks(cell, context, depth + 2))
        return
    leftovers: list[Block] = []
    title = None
    if caption is not None:
        title, rest = builder.text(caption, context, depth + 1)
        leftovers += rest
    grid: list[tuple[Cell, ...]] = []
    open_cells: dict[int, int] = {}
    for row in rows:
        cells, rest = _row(builder, row, context, depth + 2, open_cells)
        leftovers += rest
        if any(cell.text.text for cell in cells):
            grid.append(cells)
    if grid:
        flow.append(Table(tuple(grid), title if title and title.text else None, context.direction))
    flow.extend(leftovers)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The table's own rows, the foot's last."""
    feet: list[etree._Element] = []
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in ("thead", "tbody"):
            yield from part.iterchildren("tr")
        elif part.tag == "tfoot":
            feet += part.iterchildren("tr")
    yield from feet


def _is_layout(table: etree._Element, rows: list[list[etree._Element]]) -> bool:
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    if max(map(len, rows), default=0) <= 1:
        return True
    if next(table.iter("th"), None) is not None:
        return False
    return any(
        next(cell.iter("table", "p", "h1", "h2", "h3", "ul", "ol"), None) is not None
        for row in rows[:2]
        for cell in row
    )


def _row(
    builder: Builder, row: list[etree._Element], context: Context, depth: int, open_cells: dict[int, int]
) -> tuple[tuple[Cell, ...], list[Block]]:
    """One row's cells; ``open_cells`` counts, by column, the rows that a cell from above still reaches into."""
    cells: list[Cell] = []
    leftovers: list[Block] = []
    column = 0

    def pass_open() -> None:
        nonlocal column
        while open_cells.get(column, 0) > 0 and builder.covered_cells < _MOST_COVERED:
            open_cells[column] -= 1
            builder.covered_cells += 1
            cells.append(_COVERED)
            column += 1

    for element in row:
        pass_open()
        text, rest = builder.text(element, context, depth)
        leftovers += rest
        width = min(max(number(element.get("colspan")) or 1, 1), _WIDEST)
        height = min(max(number(element.get("rowspan")) or 1, 1), _TALLEST)
        cells.append(Cell(text, element.tag == "th", width))
        if height > 1:
            open_cells |= dict.fromkeys(range(column, min(column + width, _WIDEST)), height - 1)
        column += width
    pass_open()
    return tuple(cells), leftovers
