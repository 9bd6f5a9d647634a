"""What the keys of the reader do with an article: open it, go on to the next, copy it, turn it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from feeds.errors import NashraError
from feeds.scripts import Direction
from feeds.types import ArticleRow, Cursor, Page, Scope, ScopeKind
from tui.i18n import _, plural
from tui.messages import Failed
from tui.roles import Role
from tui.screens.main_base import told
from tui.screens.main_laying import LayingOut
from tui.text import harakat_shown, paragraph, show_harakat

if TYPE_CHECKING:
    from tui.layout import TextPlace

_OTHER: Mapping[Direction, Direction] = {"ltr": "rtl", "rtl": "ltr"}
_TWIN = {"#note": "#mark", "#mark": "#note"}
"""Where the way stands that leads back (`feeds.content.footnotes`)."""
_SOUGHT, _AT_ONCE = 10_000, 500
"""Rows of the list that are read, and in one go, to bring the next unread article into it."""


class ReadingActions(LayingOut):
    """Of the page and of the article under the cursor of the list."""

    _commented: int | None = None
    """The article whose comments were fetched last."""
    _awaited: int | None = None
    """The article whose comments are fetched to be gone to; none any more once another is opened."""
    trail: tuple[tuple[int, TextPlace], ...] = ()
    """The articles that led to this one, with the places that were gone from."""

    # ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────

    def open_article(self, row: ArticleRow) -> None:
        """Show an article and mark it as read."""
        if row.id != self.opened:
            self.trail = ()
            self.to_comments, self._awaited = False, None
        self.opened, self.opened_row = row.id, row
        if not row.read:
            self.set_read(row, True)
        self.lay_out(row.id)
        self._focus_pane(self.page)

    def action_comments(self) -> None:
        """Fetch the comments and go to them; once more turns their order."""
        if self.opened is None:
            return
        if self._commented == self.opened:
            self.newest_first = not self.newest_first
            self.tell(_("Newest comments first.") if self.newest_first else _("Oldest comments first."))
            self.to_comments = True
            self.lay_out(self.opened)
        else:
            self._awaited = self.opened
            self.run_worker(self._fetch_comments(self.opened), group="comments", exclusive=True)

    async def _fetch_comments(self, article: int) -> None:
        from tui import jobs

        found = await jobs.comments(self.reader.path, article)
        if isinstance(found, NashraError):
            self.tell_error(found, "comments")
        else:
            self.tell(plural("{n} comment", "{n} comments", found))
            self._commented = article
        if article == self._awaited:
            self.to_comments, self._awaited = True, None
        if article == self.opened:
            self.lay_out(article)

    def show_comments(self) -> None:
        """Go to the comments of the page, if it has any."""
        self.to_comments = False
        at = next((at for at, row in enumerate(self.page.rows) if row.role is Role.COMMENTS), None)
        if at is not None:
            self.page.scroll_to(y=at, animate=False, force=True)

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
        scope = self.listed(self.scope_without_text)
        found = self.reader.next_unread(scope, after, backwards=step < 0)
        if found is None and after is not None:
            found = self.reader.next_unread(scope, None, backwards=step < 0)
        if found is None:
            self.tell(self.end_of_list(), "refresh-all")
            return
        self._bring(found)
        self.open_article(found)

    def _bring(self, row: ArticleRow) -> None:
        """Put the list's cursor on an article; what is not loaded down to it is, unless that is too far."""
        at, after = self.articles.index_of(row.id), self.articles.following
        if at is not None:
            self.articles.cursor = at
        elif after is not None and not self.scope.text:
            stood = self.articles.current
            load = partial(self._load_to, row, self.scope, after, stood.id if stood else None)
            self.run_worker(load, thread=True, group="bring", exclusive=True)

    def _load_to(self, row: ArticleRow, scope: Scope, after: Cursor, stood: int | None) -> None:
        rows: list[ArticleRow] = []
        following: Cursor | None = after
        while following is not None and len(rows) < _SOUGHT:
            try:
                page = self.reader.articles(self.listed(scope), following, _AT_ONCE)
            except NashraError as error:
                self.post_message(Failed(error))
                return
            rows += page.rows
            following = page.next
            if any(one.id == row.id for one in page.rows):
                self.app.call_from_thread(self._loaded, row, scope, after, stood, Page(tuple(rows), following))
                return

    def _loaded(self, row: ArticleRow, scope: Scope, after: Cursor, stood: int | None, page: Page) -> None:
        if scope != self.scope or row.id != self.opened:
            return
        if after == self.articles.following:
            self.articles.extend(page)
            # Its neighbours are known now.
            self.lay_out(row.id)
        here = self.articles.current
        if (here and here.id) == stood:
            # Others may have been loaded meanwhile.
            self._bring(row)

    def action_browser(self) -> None:
        """Open the article, or with a count the link of that number."""
        row, number = self._current(), self.nashra.take_count()
        if self.link:
            self.follow(self.link)
        elif row and number is not None:
            self.run_worker(lambda: self._follow(row.id, number), thread=True, group="links", exclusive=True)
        elif row:
            self.follow(row.url)

    def _follow(self, article: int, number: int) -> None:
        from tui.links import links

        if pieces := self._pieces(article):
            found = links(pieces)
            if 0 < number <= len(found):
                self.app.call_from_thread(self.follow, found[number - 1][1])
            else:
                self.app.call_from_thread(self.tell, _("The article has no link {n}.", n=number))

    def follow(self, href: str) -> None:
        """Open a link in the browser; between a mark and its note go to the other."""
        from tui import browser
        from tui.around import is_within

        if is_within(href):
            self._go_within(href)
            return
        if href.startswith("#"):
            kind, _dash, number = href.partition("-")
            self.page.reveal(f"{_TWIN[kind]}-{number}" if kind in _TWIN else href)
            return
        if not browser.open_link(href):
            self.tell(_("This link can't be opened: {url}", url=href) if href else _("The article has no link."))

    @told
    def _go_within(self, address: str) -> None:
        from tui.around import BEFORE, CHANGES, NEXT, PICTURES, article_at

        if address == CHANGES:
            self.action_changes()
        elif address == PICTURES:
            self.action_pictures()
        elif address in (BEFORE, NEXT):
            self.action_step(1 if address == NEXT else -1)
        elif (article := article_at(address)) is not None and self.opened is not None:
            trail = (*self.trail, (self.opened, self.page.place))
            self.open_article(self.reader.article(article).row)
            self.trail = trail

    @told
    def go_back(self) -> None:
        """Open the article again that led to this one, at the place where that was."""
        *trail, (article, place) = self.trail
        self.trail = ()
        self.goes_to = article, place
        self.open_article(self.reader.article(article).row)
        self.trail = tuple(trail)

    def action_links(self) -> None:
        """List the links of the article."""
        row = self._current()
        if row:
            self.run_worker(lambda: self._list_links(row.id), thread=True, group="links", exclusive=True)

    def _list_links(self, article: int) -> None:
        from tui.links import links
        from tui.screens.links import LinksScreen

        if not (pieces := self._pieces(article)):
            return
        if found := links(pieces):
            self.app.call_from_thread(self.nashra.show, LinksScreen(found, self.follow))
        else:
            self.app.call_from_thread(self.tell, _("The article has no link."))

    def action_copy_link(self) -> None:
        row = self._current()
        if url := self.link or (row.url if row else ""):
            self.copied(url, _("Link copied."))

    def action_copy_article(self) -> None:
        """Copy the whole article as logical text."""
        row = self._current()
        if row:
            self.run_worker(lambda: self._copy(row.id), thread=True, group="copy", exclusive=True)

    def _copy(self, article: int) -> None:
        from tui.document import logical

        if pieces := self._pieces(article, alone=True):
            self.app.call_from_thread(self.copied, "\n".join(map(logical, pieces)), _("Article copied."))

    def copied(self, text: str, said: str) -> None:
        """Copy a text, and say so."""
        self.app.copy_to_clipboard(text)
        self.tell(said)

    def action_harakat(self) -> None:
        """Turn vowel signs on the screen; the text keeps them."""
        show_harakat(not harakat_shown())
        self.redraw()
        self.tell(_("Vowel signs are shown.") if harakat_shown() else _("Vowel signs are hidden."))

    @told
    def action_direction(self) -> None:
        """Turn the direction of the article's text, or of all of a feed's from its row; once more takes it back."""
        scope = self.sections.scope
        if self.focused is self.sections and scope.kind is ScopeKind.FEED and scope.id is not None:
            feed = next(one for one in self.reader.feeds() if one.id == scope.id)
            seen = paragraph(feed.title, language=feed.language).base
            self.reader.set_feed_direction(feed.id, "" if feed.direction else _OTHER[seen])
            name = feed.title
        elif row := self._shown(self._current()):
            detected = paragraph(row.title, language=row.language).base
            wanted = _OTHER[row.direction or detected]
            self.reader.set_direction(row.id, "")
            if ((self._shown(row) or row).direction or detected) != wanted:
                self.reader.set_direction(row.id, wanted)
            name = row.title
        else:
            return
        self.renew()
        self.lay_out_again()
        self.tell(_("Direction turned: {name}", name=name), "direction")

    def redraw(self) -> None:
        """Draw all anew, as the settings are now."""
        self.page.widest = self.config.measure
        self.panes.sizes = self.panes.sizes._replace(measure=self.config.measure)
        self.title_list()
        self.app.refresh(layout=True)
        for rows in (self.sections, self.articles):
            rows.refresh()
        self.lay_out_again()

    def _current(self) -> ArticleRow | None:
        return self.opened_row if self.focused is self.page else self.articles.current

    def _shown(self, row: ArticleRow | None) -> ArticleRow | None:
        """The article with its marks as they are now."""
        return self.reader.article(row.id).row if row else None

    @told
    def set_read(self, row: ArticleRow, read: bool) -> None:
        """Keep a read mark, then show it."""
        if read and row.told_by and self.config.stories == "once":
            self.reader.mark_story_read(row.id)
        else:
            self.reader.mark_read([row.id], read)
        self.articles.mark(row.id, read=read)
        self.show_sections(marked=True)
        self.title_list()
