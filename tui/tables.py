"""Tables laid out for a width, their columns from the right in right-to-left text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feeds.blocks import Cell, SpanKind, Table
from tui import inline
from tui.roles import Chrome
from tui.text import Line, Mark, Paragraph, Run, paragraph

Part = Run | Line
"""Of a row: finished cells, or a line that is drawn when they are asked for."""

_BETWEEN = 3
_NARROWEST = 5


def chrome(text: str, key: Chrome) -> Run:
    """Cells that are no text of the article; each character is one cell."""
    return Run(text, len(text), (key,), (-1,) * len(text))


def table_rows(table: Table, language: str, width: int) -> tuple[bool, list[tuple[Part, ...]]]:
    """Whether the table runs from right to left, and its rows: parts from left to right, ``width`` cells at most.

    A table too wide to stand in columns is told row by row, each cell on a line of its own after its column's header.
    """
    grid = [[_laid(cell, language) for cell in row] for row in table.rows]
    first = next((laid for row in grid for laid in row if laid.text), None)
    rtl = table.direction == "rtl" or (table.direction == "auto" and first is not None and first.base == "rtl")
    columns = max((sum(cell.span for cell in row) for row in table.rows), default=0)
    if not columns:
        return rtl, []
    room = width - _BETWEEN * (columns - 1)
    if room < columns * _NARROWEST:
        return rtl, list(_told(table, grid, width, rtl, language))
    widths = _widths(table, grid, columns, room)
    return rtl, list(_set(table, grid, widths, rtl))


def _laid(cell: Cell, language: str) -> Paragraph:
    tongue = cell.text.language or language
    told = inline.written(cell.text, tongue)
    return paragraph(told, base=cell.text.direction, language=tongue, marks=_marks(cell))


def _marks(cell: Cell, at: int = 0) -> list[Mark]:
    """The marks of a cell whose text starts at ``at``; a header stands out."""
    marks = [Mark(mark.start + at, mark.end + at, mark.key) for mark in inline.marks_of(cell.text)]
    return [*marks, Mark(at, at + len(cell.text.text), SpanKind.STRONG)] if cell.header else marks


def _widths(table: Table, grid: Sequence[Sequence[Paragraph]], columns: int, room: int) -> list[int]:
    """Each column as wide as its widest cell; beyond the room, wide ones share what narrow ones leave."""
    natural = [1] * columns
    for cells, laid in zip(table.rows, grid, strict=True):
        at = 0
        for cell, one in zip(cells, laid, strict=True):
            if cell.span == 1:
                natural[at] = max(natural[at], one.fit(room).width)
            at += cell.span
    if sum(natural) <= room:
        return natural
    widths = [0] * columns
    left, waiting = room, sorted(range(columns), key=lambda column: natural[column])
    while waiting:
        column = waiting.pop(0)
        widths[column] = min(natural[column], left // (len(waiting) + 1))
        left -= widths[column]
    return widths


def _set(
    table: Table, grid: Sequence[Sequence[Paragraph]], widths: Sequence[int], rtl: bool
) -> Iterator[tuple[Part, ...]]:
    for number, (cells, laid) in enumerate(zip(table.rows, grid, strict=True)):
        at = 0
        columns: list[tuple[int, tuple[tuple[Part, ...], ...]]] = []
        for cell, one in zip(cells, laid, strict=True):
            span = max(min(cell.span, len(widths) - at), 1)
            width = sum(widths[at : at + span]) + _BETWEEN * (span - 1)
            columns.append((width, tuple(_padded(line, width, rtl) for line in one.wrap(width))))
            at += span
        columns += [(width, ()) for width in widths[at:]]
        for index in range(max(len(lines) for _, lines in columns)):
            row: list[tuple[Part, ...]] = [
                lines[index] if index < len(lines) else (chrome(" " * width, Chrome.BLANK),) for width, lines in columns
            ]
            yield _joined(row, " │ ", rtl)
        if number == 0 and any(cell.header for cell in cells) and len(table.rows) > 1:
            yield _joined([(chrome("─" * width, Chrome.FRAME),) for width, _ in columns], "─┼─", rtl)


def _joined(cells: Sequence[tuple[Part, ...]], between: str, rtl: bool) -> tuple[Part, ...]:
    parts: list[Part] = []
    for cell in reversed(cells) if rtl else cells:
        if parts:
            parts.append(chrome(between, Chrome.FRAME))
        parts += cell
    return tuple(parts)


def _padded(line: Line, width: int, rtl: bool) -> tuple[Part, ...]:
    if line.width >= width:
        return (line,)
    gap = chrome(" " * (width - line.width), Chrome.BLANK)
    return (gap, line) if rtl else (line, gap)


def _told(
    table: Table, grid: Sequence[Sequence[Paragraph]], width: int, rtl: bool, language: str
) -> Iterator[tuple[Part, ...]]:
    headers = [cell.text.text if cell.header else "" for cell in table.rows[0]]
    # Headers are told with the cells under them: one that has none under it would be lost.
    start = 1 if all(headers) and max(map(len, table.rows[1:]), default=0) >= len(headers) else 0
    for cells, laid in zip(table.rows[start:], grid[start:], strict=True):
        for at, (cell, one) in enumerate(zip(cells, laid, strict=True)):
            head = headers[at] if start and at < len(headers) else ""
            before = f"{head}: "
            marks = [Mark(0, len(head), SpanKind.STRONG), *_marks(cell, len(before))]
            told = before + inline.written(cell.text, language)
            whole = paragraph(told, language=language, marks=marks) if head else one
            for line in whole.wrap(width):
                yield _padded(line, width, rtl)
        yield (chrome("─" * min(width, _NARROWEST * 2), Chrome.FRAME),)
