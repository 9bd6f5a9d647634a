"""What the keys of the reader do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from textual.worker import get_current_worker

from feeds.errors import NashraError
from feeds.types import ArticleRow, Cursor, RefreshSummary, Scope, ScopeKind
from tui import words
from tui.i18n import _, plural
from tui.messages import Failed, LaidOut, Listed, Refreshed, RefreshEnded
from tui.text import harakat_shown, show_harakat
from tui.widgets.article import ArticlePane
from tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.screen import Screen

    from feeds.reader import Reader
    from tui.app import NashraApp
    from tui.config import Config
    from tui.widgets.articles import ArticlesPane
    from tui.widgets.heading import Heading
    from tui.widgets.sections import SectionsPane
    from tui.widgets.status import Notice, StatusBar

    _Base = Screen[None]
else:
    _Base = object

_PAGES_SOUGHT = 200
"""Pages of the list that are read to bring the next unread article into it."""


_Of = TypeVar("_Of", bound="MainActions")
_Given = ParamSpec("_Given")


def told(method: Callable[Concatenate[_Of, _Given], None]) -> Callable[Concatenate[_Of, _Given], None]:
    """A method that asks the library: what goes wrong there is told in words, and the reader goes on."""

    @wraps(method)
    def telling(self: _Of, /, *given: _Given.args, **named: _Given.kwargs) -> None:
        try:
            method(self, *given, **named)
        except NashraError as error:
            self.tell_error(error)

    return telling


class MainActions(_Base):
    """Mixed into `MainScreen`, which shows what these change."""

    if TYPE_CHECKING:
        sections: SectionsPane
        articles: ArticlesPane
        page: ArticlePane
        status: StatusBar
        notice: Notice
        scope_heading: Heading
        scope: Scope

        def renew(self) -> None: ...
        def show_sections(self) -> None: ...
        def show_list(self, scope: Scope) -> None: ...
        def title_list(self) -> None: ...
        def empty_hint(self) -> str: ...

    opened: int | None = None
    """The article on the page."""
    opened_row: ArticleRow | None = None
    failed: RefreshSummary | None = None
    """The last refresh in which feeds failed."""
    _all_read_asked: Scope | None = None

    @property
    def nashra(self) -> NashraApp:
        """The app, as what it is."""
        return self.app  # type: ignore[return-value]

    @property
    def reader(self) -> Reader:
        return self.nashra.reader

    @property
    def config(self) -> Config:
        return self.nashra.config

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        return self.nashra.keys

    @property
    def scope_without_text(self) -> Scope:
        """What the list is drawn from, whatever is filtered."""
        return Scope(self.scope.kind, self.scope.id, self.scope.unread)

    # ── Telling ──────────────────────────────────────────────────────────────────────────────────────────────

    def tell(self, text: str) -> None:
        self.notice.tell(text)

    def tell_error(self, error: NashraError) -> None:
        self.notice.tell(words.error(error.code, error.args_), error=True)

    def on_failed(self, message: Failed) -> None:
        self.tell_error(message.error)

    # ── Moving about ─────────────────────────────────────────────────────────────────────────────────────────

    def action_move(self, step: int) -> None:
        if isinstance(self.focused, Rows):
            self.focused.move(step)
        elif self.focused is self.page:
            self.page.scroll_relative(y=step, animate=False)

    def action_page(self, step: int) -> None:
        if isinstance(self.focused, Rows):
            self.focused.page(step)
        elif self.focused is self.page:
            self._scroll_page(step)

    def action_edge(self, step: int) -> None:
        if isinstance(self.focused, Rows):
            self.focused.edge(step)
        elif self.focused is self.page:
            self.page.scroll_to(y=0 if step < 0 else self.page.max_scroll_y, animate=False)

    def action_pane(self, step: int) -> None:
        panes: list[Rows | ArticlePane] = [self.sections, self.articles, self.page]
        at = next((at for at, pane in enumerate(panes) if pane is self.focused), 0)
        self._focus_pane(panes[(at + step) % len(panes)])

    def _focus_pane(self, pane: Rows | ArticlePane) -> None:
        self.set_class(pane is self.page, "-reading")
        self.set_class(pane is self.sections, "-choosing")
        pane.focus()

    def action_open(self) -> None:
        if isinstance(self.focused, Rows):
            self.focused.open()

    def action_back(self) -> None:
        if self.notice.display:
            self.notice.hide()
        if self.focused is self.page:
            self._focus_pane(self.articles)
        elif self.scope.text:
            self.close_filter()
        elif self.focused is self.articles:
            self._focus_pane(self.sections)

    def action_fold(self) -> None:
        self.sections.fold()

    # ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────

    def open_article(self, row: ArticleRow) -> None:
        """Show an article and mark it as read."""
        self.opened, self.opened_row = row.id, row
        if not row.read:
            self.set_read(row, True)
        self.lay_out(row.id)
        self._focus_pane(self.page)

    def lay_out(self, article: int) -> None:
        """Prepare a page off the event loop, where a long one would hold it."""
        width = self.page.measure
        self.run_worker(lambda: self._lay_out(article, width), thread=True, group="page", exclusive=True)

    def _lay_out(self, article: int, width: int) -> None:
        from tui.document import document
        from tui.layout import rows_of

        try:
            whole, content = self.reader.article(article), self.reader.content(article)
        except NashraError as error:
            self.post_message(Failed(error))
            return
        rows = rows_of(document(whole, content, self.nashra.now()), width)
        if not get_current_worker().is_cancelled:
            self.post_message(LaidOut(article, width, rows, whole.row.url))

    def action_read_on(self) -> None:
        if self.opened is None:
            current = self.articles.current
            if current:
                self.open_article(current)
            return
        if self.focused is not self.page:
            self._focus_pane(self.page)
        if self.page.at_end:
            self.action_unread(1)
        else:
            self._scroll_page(1)

    def _scroll_page(self, step: int) -> None:
        # Two lines of the page before stay, so that the eye finds its place.
        self.page.scroll_relative(y=step * max(self.page.size.height - 2, 1), animate=False)

    @told
    def action_unread(self, step: int) -> None:
        """Open the nearest unread article; past the end it goes on from the other."""
        row = self.opened_row if self.opened is not None else None
        after = Cursor(row.sort_at, row.id) if row else None
        scope = self.scope_without_text
        found = self.reader.next_unread(scope, after, backwards=step < 0)
        if found is None and after is not None:
            found = self.reader.next_unread(scope, None, backwards=step < 0)
        if found is None:
            self.tell(_("All is read."))
            return
        self._bring(found)
        self.open_article(found)

    def _bring(self, row: ArticleRow) -> None:
        """Put the list's cursor on an article that may not be loaded yet."""
        for _page in range(_PAGES_SOUGHT):
            at = self.articles.index_of(row.id)
            if at is not None:
                self.articles.cursor = at
                return
            if self.articles.following is None or self.scope.text:
                return
            self.articles.extend(self.reader.articles(self.scope, self.articles.following))

    def action_browser(self) -> None:
        row = self._current()
        if row:
            self.follow(row.url)

    def follow(self, href: str) -> None:
        """Open a link in the browser."""
        from tui import browser

        if not browser.open_link(href):
            self.tell(_("This link can't be opened: {url}", url=href) if href else _("The article has no link."))

    def action_copy_link(self) -> None:
        row = self._current()
        if row and row.url:
            self.app.copy_to_clipboard(row.url)
            self.tell(_("Link copied."))

    def action_copy_article(self) -> None:
        """Copy the whole article as logical text."""
        row = self._current()
        if row:
            self.run_worker(lambda: self._copy(row.id), thread=True, group="copy", exclusive=True)

    def _copy(self, article: int) -> None:
        from tui.document import document, logical

        try:
            pieces = document(self.reader.article(article), self.reader.content(article), self.nashra.now())
        except NashraError as error:
            self.post_message(Failed(error))
            return
        self.app.call_from_thread(self._copied, "\n".join(map(logical, pieces)))

    def _copied(self, text: str) -> None:
        self.app.copy_to_clipboard(text)
        self.tell(_("Article copied."))

    def action_harakat(self) -> None:
        """Turn vowel signs on the screen; the text keeps them."""
        show_harakat(not harakat_shown())
        self.redraw()
        self.tell(_("Vowel signs are shown.") if harakat_shown() else _("Vowel signs are hidden."))

    def redraw(self) -> None:
        """Draw all anew, as the settings are now."""
        self.page.widest = self.config.measure
        self.title_list()
        self.app.refresh(layout=True)
        for rows in (self.sections, self.articles):
            rows.refresh()
        if self.opened is not None:
            self.lay_out(self.opened)

    def _current(self) -> ArticleRow | None:
        return self.opened_row if self.focused is self.page else self.articles.current

    # ── Marking ──────────────────────────────────────────────────────────────────────────────────────────────

    @told
    def set_read(self, row: ArticleRow, read: bool) -> None:
        """Keep a read mark, then show it."""
        self.reader.mark_read([row.id], read)
        self.articles.mark(row.id, read=read)
        self.show_sections()
        self.title_list()

    @told
    def action_toggle_read(self) -> None:
        row = self._shown(self._current())
        if row:
            self.set_read(row, not row.read)

    @told
    def action_toggle_star(self) -> None:
        row = self._shown(self._current())
        if row:
            self.reader.star([row.id], not row.starred)
            self.articles.mark(row.id, starred=not row.starred)
            self.tell(_("Star removed.") if row.starred else _("Starred."))
            self.show_sections()

    def _shown(self, row: ArticleRow | None) -> ArticleRow | None:
        """The article with its marks as they are now."""
        return self.reader.article(row.id).row if row else None

    def action_all_read(self) -> None:
        first = self.articles.rows[0] if self.articles.rows else None
        if first is None:
            return
        if self._all_read_asked != self.scope:
            self._all_read_asked = self.scope
            self.tell(_("Once more to mark all of «{name}» as read.", name=self.scope_heading.text))
            return
        self._all_read_asked = None
        scope, upto = self.scope, Cursor(first.sort_at, first.id)

        def mark() -> None:
            try:
                count = self.reader.mark_all_read(scope, upto)
            except NashraError as error:
                self.post_message(Failed(error))
                return
            self.app.call_from_thread(self._marked, count)

        self.run_worker(mark, thread=True, group="marks")

    def _marked(self, count: int) -> None:
        self.renew()
        self.tell(plural("{n} article marked as read.", "{n} articles marked as read.", count))

    # ── Refreshing ───────────────────────────────────────────────────────────────────────────────────────────

    @told
    def action_refresh_here(self) -> None:
        scope = self.sections.scope
        if scope.kind is ScopeKind.FEED and scope.id is not None:
            self.refresh_feeds([scope.id])
        elif scope.kind is ScopeKind.SECTION:
            self.refresh_feeds([feed.id for feed in self.reader.feeds() if feed.section == scope.id])
        else:
            self.refresh_feeds([])

    def action_refresh_all(self) -> None:
        self.refresh_feeds([])

    def refresh_feeds(self, only: list[int]) -> None:
        """Refresh ``only`` these feeds, or all; one refresh at a time."""
        if self.status.busy:
            self.tell(_("A refresh is under way."))
            return
        self.status.progress = None
        self.status.busy = True
        self.run_worker(self._refresh(only), group="refresh")

    async def _refresh(self, only: list[int]) -> None:
        from tui import jobs

        summary, error = None, None
        async for told in jobs.refresh(self.reader.path, only):
            if isinstance(told, NashraError):
                error = told
            elif isinstance(told, RefreshSummary):
                summary = told
            else:
                self.post_message(Refreshed(told))
        self.post_message(RefreshEnded(summary, error))

    def on_refreshed(self, message: Refreshed) -> None:
        self.status.progress = message.one

    def on_refresh_ended(self, message: RefreshEnded) -> None:
        self.status.busy = False
        self.status.progress = None
        self.renew()
        if message.error:
            self.tell_error(message.error)
        elif message.summary is None:
            self.notice.tell(_("The refresh broke off. What had come is kept."), error=True)
        else:
            self._sum_up(message.summary)

    def _sum_up(self, summary: RefreshSummary) -> None:
        told = plural("{n} new article", "{n} new articles", summary.new)
        self.failed = summary if summary.failed else None
        if summary.failed:
            count = len(summary.failed)
            told += " · " + plural("{n} feed failed, press {key}", "{n} feeds failed, press {key}", count, key="e")
        self.notice.tell(told, error=bool(summary.failed))

    # ── Filtering ────────────────────────────────────────────────────────────────────────────────────────────

    def find(self, scope: Scope, after: Cursor | None, renewed: int = 0) -> None:
        """Read a list off the event loop: one that is filtered, or as many rows as are shown of a long one."""
        self.run_worker(lambda: self._find(scope, after, renewed), thread=True, group="find", exclusive=after is None)

    def _find(self, scope: Scope, after: Cursor | None, renewed: int) -> None:
        try:
            page = self.reader.articles(scope, after, renewed or 50)
        except NashraError as error:
            self.post_message(Failed(error))
            return
        if not get_current_worker().is_cancelled:
            self.post_message(Listed(scope, page, first=after is None, renewed=renewed > 0))

    def close_filter(self) -> None:
        raise NotImplementedError
