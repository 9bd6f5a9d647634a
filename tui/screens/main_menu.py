"""What a key or the right button of the mouse does on the reader: a menu of what can be done with what stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset

from feeds.types import ScopeKind
from tui.actions import Thing
from tui.addresses import shown
from tui.screens.main_base import MainBase

if TYPE_CHECKING:
    from tui.widgets.article import ArticlePane
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
        self._open(Thing.LINK if message.href else Thing.PAGE, message.place, message.href)

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
