"""What the keys of the reader do."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from feeds.errors import NashraError
from feeds.types import Cursor, Scope, ScopeKind
from tui.i18n import _
from tui.messages import Failed, Listed, Snipped
from tui.screens.main_base import told
from tui.screens.main_edition import EditionActions
from tui.screens.main_layout import LayoutActions
from tui.screens.main_marking import MarkingActions
from tui.screens.main_media import MediaActions
from tui.screens.main_news import NewsActions
from tui.screens.main_offline import OfflineActions
from tui.screens.main_sharing import SharingActions
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from feeds.answers import SavedSearch, Snippet

_SNIPPETS = 10
"""Snippets that are shown at a time: what is seen first comes first."""
_SHORTEST_SNIPPET = 40
"""Characters of a snippet in the narrowest pane."""


class MainActions(
    OfflineActions, SharingActions, MarkingActions, LayoutActions, NewsActions, EditionActions, MediaActions
):
    """Moving about and filtering."""

    # ── Moving about ─────────────────────────────────────────────────────────────────────────────────────────

    def action_move(self, step: int) -> None:
        step *= self.nashra.take_count() or 1
        if self.goes_onto_news(step):
            return
        if isinstance(self.focused, Rows):
            self.focused.move(step)
        elif self.focused is self.page:
            self.page.scroll_relative(y=step, animate=False)

    def action_page(self, step: int) -> None:
        step *= self.nashra.take_count() or 1
        if isinstance(self.focused, Rows):
            self.focused.page(step)
        elif self.focused is self.page:
            self._scroll_page(step)

    def action_edge(self, step: int) -> None:
        number = self.nashra.take_count()
        if number is None and self.goes_onto_news(step):
            return
        if isinstance(self.focused, Rows):
            self.focused.edge(step, number)
        elif self.focused is self.page:
            end = 0 if step < 0 else self.page.max_scroll_y
            self.page.scroll_to(y=end if number is None else number - 1, animate=False)

    def action_open(self) -> None:
        if isinstance(self.focused, Rows):
            self.focused.open()
        elif self.opened is None:
            # The page has nothing to open: what it may show stands in the list.
            self._focus_pane(self.articles)

    def action_back(self) -> None:
        if self.notice.display:
            self.notice.hide()
        if self.panes.view.zen:
            self.action_zen()
        elif self.focused is self.page and self._compared is not None:
            self.end_changes()
        elif self.focused is self.page and self.trail:
            self.go_back()
        elif self.focused is self.page:
            self._focus_pane(self.articles)
        elif self.scope.text:
            self.close_filter()
        elif self.focused is self.articles:
            if self.scope.kind is ScopeKind.EDITION:
                self.show_list(self.sections.scope)
            self._focus_pane(self.sections)

    def action_back_or_quit(self) -> None:
        if self.focused is self.sections and not self.scope.text:
            self.app.exit()
        else:
            self.action_back()

    def action_show(self, kind: str) -> None:
        """Go to one of the sections that are always there."""
        entry = next((one for one in self.sections.entries if one.scope.kind is ScopeKind(kind)), None)
        if entry:
            self.nashra.go_to(entry.scope)

    def action_fold(self) -> None:
        self.sections.fold()

    @told
    def action_feed(self) -> None:
        """Open the page of the feed or the section under the cursor, or of the article's feed."""
        scope, row = self.sections.scope, self._current()
        if self.focused is self.sections and scope.kind is ScopeKind.SECTION:
            from tui.screens.section import SectionScreen

            section = next((one for one in self.reader.sections() if one.id == scope.id), None)
            if section:
                self.nashra.show(SectionScreen(section), self._page_left)
            return
        one = self.saved.get(scope.id or 0) if scope.kind is ScopeKind.SAVED else None
        if self.focused is self.sections and one:
            from feeds.answers import SavedSearch

            self._show_search(SavedSearch(one.id, one.name, one.query))
            return
        from tui.screens.feed import FeedScreen

        wanted = scope.id if self.focused is self.sections and scope.kind is ScopeKind.FEED else row and row.feed
        feed = next((feed for feed in self.reader.feeds() if feed.id == wanted), None)
        if feed:
            self.nashra.show(FeedScreen(feed), self._page_left)

    def _page_left(self, _none: None) -> None:
        """Show what the page of a feed or of a section may have changed."""
        self.renew()
        self.lay_out_again()

    def action_save_search(self) -> None:
        """Give what is searched for a name, to find it among the sections."""
        if text := self.asked(self.scope).text:
            from feeds.answers import SavedSearch

            self._show_search(SavedSearch(0, "", text))
        else:
            self.tell(_("Search for something first."), "filter")

    def _show_search(self, search: SavedSearch) -> None:
        from tui.screens.saved import SavedScreen

        self.nashra.show(SavedScreen(search), lambda _none: self.renew())

    # ── Filtering ────────────────────────────────────────────────────────────────────────────────────────────

    def find(self, scope: Scope, after: Cursor | None, renewed: int = 0) -> None:
        """Read a list off the event loop: one that is filtered, or as many rows as are shown of a long one."""
        typing, by_relevance = self.typing, self.by_relevance
        self.run_worker(
            lambda: self._find(scope, after, renewed, typing, by_relevance),
            thread=True,
            group="find",
            exclusive=after is None,
        )

    def _find(self, scope: Scope, after: Cursor | None, renewed: int, typing: bool, by_relevance: bool) -> None:
        spans, waiting = None, 0
        try:
            asked = self.asked(scope)
            if asked.text:
                page = self.reader.find(asked, after, renewed or 50, by_relevance=by_relevance, typing=typing)
                spans, waiting = self.reader.spans(asked.text, typing=typing), self.reader.index_waits()
            else:
                page = self.reader.articles(self.listed(scope), after, renewed or 50)
        except NashraError as error:
            self.post_message(Failed(error))
            return
        if page is not None and not get_current_worker().is_cancelled:
            first = after is None
            self.post_message(Listed(scope, page, first=first, renewed=renewed > 0, spans=spans, waiting=waiting))
            if asked.text:
                self._snip(scope, asked.text, [row.id for row in page.rows], typing)

    def _snip(self, scope: Scope, text: str, ids: Sequence[int], typing: bool) -> None:
        """Read what the articles say, a few rows at a time, until another search is asked for."""
        worker = get_current_worker()
        length = max(self.articles.size.width, _SHORTEST_SNIPPET)
        found: dict[int, Snippet] = {}
        with suppress(NashraError):
            for id_, snippet in self.reader.snippets(text, ids, length, typing=typing):
                if worker.is_cancelled:
                    return
                found[id_] = snippet
                if len(found) == _SNIPPETS:
                    self.post_message(Snipped(scope, found))
                    found = {}
        self.post_message(Snipped(scope, found))

    def action_order(self) -> None:
        """Turn what was found to the other order."""
        if not self.searching:
            self.tell(_("Search for something first."), "filter")
            return
        self.by_relevance = not self.by_relevance
        self.show_list(self.scope)

    def close_filter(self) -> None:
        raise NotImplementedError
