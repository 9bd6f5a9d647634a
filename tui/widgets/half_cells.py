"""Pictures in half cells: two pixels, one above the other, are a cell, which any terminal with colours draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

from tui.widgets.bidi import drawn

if TYPE_CHECKING:
    from feeds.answers import Picture


def half_cells(picture: Picture, row: int, width: int, base: Style) -> list[Segment]:
    """The cells of a row of a picture from its left, up to ``width``, each in a segment of its own; none below it."""
    if 2 * row >= picture.height:
        return []
    return [_cell(picture, x, 2 * row, base) for x in range(min(picture.width, width))]


def _cell(picture: Picture, x: int, y: int, base: Style) -> Segment:
    upper = Color.from_rgb(*picture.at(x, y))
    lower = Color.from_rgb(*picture.at(x, y + 1)) if y + 1 < picture.height else None
    return drawn("▀", base + Style(color=upper, bgcolor=lower))
