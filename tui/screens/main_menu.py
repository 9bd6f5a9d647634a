"""What the mouse does on the reader beside opening: a menu of what can be done with what stands there, which has a key
too, and the drag of a feed to another section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset

from feeds.types import ScopeKind
from tui.actions import Thing
from tui.addresses import shown
from tui.screens.main_base import MainBase

if TYPE_CHECKING:
    from tui.widgets.article import ArticlePane
    from tui.widgets.dragging import Dragging
    from tui.widgets.rows import Rows


class MenuActions(MainBase):
    """Of an article, a feed, a section, a link, and the page."""

    def action_menu(self) -> None:
        """Open the menu at the cursor, or at the top of the page."""
        pane = self.focused
        if pane is self.page and self.page.rows:
            self._open(Thing.PAGE, self.page.region.offset + Offset(self.page.region.width // 3, 1))
        elif pane in (self.sections, self.articles):
            self._open_of(pane, pane.below_cursor)

    def on_rows_asked(self, message: Rows.Asked) -> None:
        self._open_of(message.rows, message.place)

    def on_article_pane_asked(self, message: ArticlePane.Asked) -> None:
        from tui.around import is_within

        # What leads within the reader is no address that anything could be done with.
        href = "" if is_within(message.href) else message.href
        self._open(Thing.LINK if href else Thing.PAGE, message.place, href)

    def on_dragging_dropped(self, message: Dragging.Dropped) -> None:
        """Move a feed to the section onto which it was dragged."""
        from tui.screens.arranging import Arranger

        feed = self.sections.entries[message.index].scope.id
        if feed is not None:
            Arranger(self.nashra, self._dropped).put([feed], self.sections.section_of(message.onto))

    def _dropped(self, told: str, failed: bool) -> None:
        self.renew()
        self.tell(told, error=failed)

    def _open_of(self, rows: Rows, place: Offset) -> None:
        """Of the row under the cursor."""
        if not rows.can_stand(rows.cursor):
            return
        if rows is self.articles:
            self._open(Thing.ARTICLE, place)
            return
        entry = self.sections.entries[self.sections.cursor]
        if entry.scope.kind is ScopeKind.FEED:
            self._open(Thing.FEED, place)
        else:
            self._open(Thing.SECTION if entry.scope.kind is ScopeKind.SECTION else Thing.LIST, place)

    def _open(self, thing: Thing, place: Offset, href: str = "") -> None:
        from tui.screens.menu import Item, MenuScreen

        async def run(action: str) -> None:
            self.link = href
            try:
                await self.nashra.do(action)
            finally:
                self.link = ""

        items = [Item(action, action.run) for action in thing.actions]
        self.nashra.show(MenuScreen(items, place, run, shown(href)))
