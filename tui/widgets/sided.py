"""The scroll bar of a pane at the side where lines end: at the left in Arabic."""

from __future__ import annotations

from collections.abc import Iterable

from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.widget import Widget

from tui import i18n


class Sided(ScrollView):
    """Base of what draws its own lines. They are ``room`` cells wide, and leave ``lead`` cells at the left
    free."""

    @property
    def lead(self) -> int:
        """Cells that the scroll bar takes at the left."""
        return self.scrollbar_size_vertical if i18n.rtl() else 0

    @property
    def room(self) -> int:
        """Cells of a line beside the scroll bar."""
        return self.size.width - self.scrollbar_size_vertical

    def _arrange_scrollbars(self, region: Region) -> Iterable[tuple[Widget, Region]]:
        for bar, place in super()._arrange_scrollbars(region):
            yield bar, Region(region.x, *place[1:]) if i18n.rtl() and bar is self.vertical_scrollbar else place
