"""Keeping what is shown up to date without moving what is read: what is new waits above the list until it is asked
for."""

from __future__ import annotations

from textual import events

from feeds.types import Page, ScopeKind
from tui import keymap
from tui.i18n import _, plural
from tui.keyed import joined
from tui.news import renewed
from tui.screens.main_base import told
from tui.screens.main_reading import ReadingActions

_AT_ONCE = 500
"""Rows that are read within a frame; longer lists are read off the event loop."""
_MORE = 100
"""Rows that are read beyond those shown, for what is new among them."""


class NewsActions(ReadingActions):
    """Of the list."""

    _news = False
    """Whether the list is being read anew because something came, not because the reader did something."""

    @told
    def renew(self, *, news: bool = False) -> None:
        """Show what another program, or a refresh, has changed; with ``news`` what it brought waits while the list or
        an article is read."""
        self.show_sections()
        if self.opened_row and self.opened_row.feed not in self.titles:
            self.close_page()
        self.title_list()
        if self.scope.text:
            return
        self._news = news and self.focused is not self.sections
        wanted = len(self.articles.rows)
        if self.searching:
            self.find(self.scope, None, wanted)
        elif wanted + _MORE > _AT_ONCE:
            self.find(self.scope, None, wanted + _MORE)
        else:
            self.show_renewed(self.reader.articles(self.listed(self.scope), None, wanted + _MORE))

    def show_renewed(self, page: Page) -> None:
        """Show the list as it is now."""
        self.articles.hint = self.empty_hint()
        if self.scope.kind is ScopeKind.EDITION or self.searching:
            self.articles.renew(page.rows, page.next)
            return
        before = self.articles.rows
        found = renewed(before, page, self.articles.waiting, news=self._news)
        rows = found.rows
        if self.scope.kind is ScopeKind.UNREAD:
            # What was read just now stays until the list is opened again, or rows would run away under the cursor.
            there = {row.id for row in rows}
            rows = [*rows, *(row for row in before if row.read and row.id not in there)]
            rows.sort(key=lambda row: (row.sort_at, row.id), reverse=True)
        self.articles.waiting = found.waiting
        self.articles.renew(rows, found.following)
        self.title_list()

    @told
    def look(self) -> None:
        """Look whether another program has written."""
        version = self.reader.data_version()
        if version != self.version:
            self.version = version
            self.renew(news=True)

    def news_told(self) -> str:
        """The line about what waits, for the heading of the list."""
        count = len(self.articles.waiting)
        if not count:
            return ""
        key = keymap.of(self.keys, "news")
        said = plural("{n} new", "{n} new", count)
        return joined("", (said, " (", key, ")")) if key else said

    def action_news(self) -> None:
        """Show the new articles that wait, from the newest on."""
        if self.articles.waiting:
            self.show_list(self.scope)
        else:
            self.tell(_("Nothing new is waiting."), "refresh-all")

    def goes_onto_news(self, step: int) -> bool:
        """Whether a step up from the first row went onto the line about what waits, which shows it."""
        first = next((at for at in range(self.articles.count()) if self.articles.can_stand(at)), 0)
        onto = step < 0 and self.focused is self.articles and self.articles.cursor <= first
        if onto and self.articles.waiting:
            self.action_news()
            return True
        return False

    def on_click(self, event: events.Click) -> None:
        if event.widget is self.scope_heading and self.articles.waiting:
            self.action_news()
