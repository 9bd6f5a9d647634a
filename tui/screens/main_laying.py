"""The page of an article: prepared off the event loop, as its feed sent it, from its web page, or with what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from textual.worker import get_current_worker

from feeds.errors import NashraError
from feeds.types import Article, ArticleRow
from tui.i18n import _
from tui.messages import Failed, LaidOut, Near
from tui.roles import Role
from tui.screens.main_base import MainBase, told

if TYPE_CHECKING:
    from feeds.searching import Spans
    from tui.around import Around
    from tui.document import Piece
    from tui.layout import TextPlace

_NEAR_KEPT = 30
"""Articles of which it is known what is near them, so that one who comes back to one finds it as it was."""


class Wanted(NamedTuple):
    """What is to be shown of an article: the comments with the ``newest`` first, the ``full`` text, or its ``changes``;
    and what there is ``around`` it, of which ``seeks`` says that those near it are not known yet. With ``at_comments``
    it is to be shown from its comments on."""

    article: int
    newest: bool
    full: bool
    changes: bool
    around: Around
    seeks: bool
    at_comments: bool


class LayingOut(MainBase):
    """Of the article that is open."""

    newest_first = False
    """Whether comments stand with the newest first."""
    to_comments = False
    """Whether the next page that is shown is to be shown from its comments on."""
    _as_sent: frozenset[int] = frozenset()
    """Articles that are shown as the feed sent them although there is more."""
    _asked: frozenset[int] = frozenset()
    """Articles whose page was asked for since the start; one that could not be had is not asked for unasked again."""
    _compared: int | None = None
    """The article whose changes are shown in place of its page."""
    _left: TextPlace | None = None
    """Where its page was when they were gone to."""
    _near: Mapping[int, Sequence[ArticleRow]] = MappingProxyType({})
    """What of the library is near the articles that were opened last."""
    unseen: frozenset[str] = frozenset()
    """Addresses of pictures that could not be had."""
    goes_to: tuple[int, TextPlace] | None = None
    """The article that is being prepared, and where its page is to be seen from if not as the pane has it."""

    @told
    def action_full_text(self) -> None:
        """Show the whole text from the article's page, fetched the first time; once more shows the feed's again."""
        article = self.opened
        if article is None:
            return
        if not self.reader.has_full_text(article):
            self._start_page(article)
            return
        self._as_sent ^= {article}
        self.tell(_("As the feed sent it.") if article in self._as_sent else _("The whole text."))
        self.lay_out(article)

    def _wants_page(self, row: ArticleRow) -> bool:
        """Whether the page of an article is to be fetched unasked, as the settings of its feed or a section have it."""
        if not row.url or row.id in self._asked or self.reader.has_full_text(row.id):
            return False
        return self.reader.wants_full_text(row.feed)

    def _start_page(self, article: int) -> None:
        self._asked |= {article}
        self.run_worker(self._fetch_page(article), group="full-text", exclusive=True)

    async def _fetch_page(self, article: int) -> None:
        from tui import jobs

        error = await jobs.full_text(self.reader.path, article)
        if error:
            self.tell_error(error, "full-text")
            return
        self.tell(_("The whole text."))
        self._as_sent -= {article}
        if article == self.opened:
            self.lay_out(article)

    @told
    def action_changes(self) -> None:
        """Show what its feed changed in the article; once more shows the article again, where it was."""
        row = self._current()
        if row is None:
            return
        if self._compared == row.id:
            self.end_changes()
        elif not self.reader.article(row.id).was_kept:
            told = _("The text of before the change was not kept.") if row.edited else _("The article was not changed.")
            self.tell(told)
        else:
            from tui.layout import TextPlace

            self._left = self.page.place if self.page.article == row.id else TextPlace()
            self._compared, self.goes_to = row.id, (row.id, TextPlace())
            self.open_article(row)

    def end_changes(self) -> None:
        """Show the article again that its changes were shown of."""
        if self._compared is not None and self._left is not None:
            self.goes_to = self._compared, self._left
        self._compared = None
        self.lay_out_again()

    def lay_out(self, article: int) -> None:
        """Prepare a page off the event loop, where a long one would hold it."""
        if article != self._compared:
            self._compared = None
        wanted = self._wanted(article)
        width, spans = self.page.measure, self.articles.spans if self.scope.text else None
        self.run_worker(lambda: self._lay_out(wanted, width, spans), thread=True, group="page", exclusive=True)

    def lay_out_again(self) -> None:
        """Prepare the page that is open anew, if one is."""
        if self.opened is not None:
            self.lay_out(self.opened)

    def _wanted(self, article: int) -> Wanted:
        from tui.around import Around

        at, rows = self.articles.number_of(article), self.articles.rows
        before = rows[at - 1] if at else None
        after = rows[at + 1] if at is not None and at + 1 < len(rows) else None
        pictures = self.config.pictures == "always" and not self.page.few_colours
        around = Around(before, after, self._near.get(article, ()), pictures, self.unseen)
        full, changes, seeks = article not in self._as_sent, article == self._compared, article not in self._near
        return Wanted(article, self.newest_first, full, changes, around, seeks, self.to_comments)

    def _lay_out(self, wanted: Wanted, width: int, spans: Spans | None) -> None:
        from tui.document import with_hits
        from tui.layout import rows_of
        from tui.links import numbered

        try:
            whole, pieces = self._page_of(wanted)
            asks = self._wants_page(whole.row)
        except NashraError as error:
            self.post_message(Failed(error))
            return
        if asks and not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._start_page, wanted.article)
        if self.config.link_numbers == "show" and not wanted.changes:
            pieces = numbered(pieces)
        rows = rows_of(with_hits(pieces, spans) if spans else pieces, width, self.config.paragraph_spacing)
        if not get_current_worker().is_cancelled:
            lead = next((piece.whole for piece in pieces if piece.role is Role.PICTURE), "")
            self.post_message(LaidOut(wanted.article, width, rows, whole.row.url, lead, at_comments=wanted.at_comments))
            if wanted.seeks and not wanted.changes:
                self._seek(wanted.article)

    def _seek(self, article: int) -> None:
        """Look for what is near an article, after it is shown."""
        with suppress(NashraError):
            near = self.reader.near(article)
            if near is not None:
                self.post_message(Near(article, near))

    def on_near(self, message: Near) -> None:
        """Put what was found at the end of the page."""
        if message.article == self.opened:
            kept = list(self._near.items())[-_NEAR_KEPT:]
            self._near = MappingProxyType({**dict(kept), message.article: message.rows})
            if message.rows:
                self.lay_out(message.article)

    def shown_page(self) -> None:
        """The page is there: go to where it is to be seen from."""
        if self.goes_to and self.goes_to[0] == self.page.article:
            self.page.go_to(self.goes_to[1])
        self.goes_to = None

    def _pieces(self, article: int, *, alone: bool = False) -> Sequence[Piece]:
        """The page of an article, ``alone`` without what the reader puts on it, or none of it where that fails. Off the
        event loop."""
        try:
            return self._page_of(self._wanted(article), alone=alone)[1]
        except NashraError as error:
            self.post_message(Failed(error))
            return ()

    def _page_of(self, wanted: Wanted, *, alone: bool = False) -> tuple[Article, Sequence[Piece]]:
        from tui.document import document

        whole, now = self.reader.article(wanted.article), self.nashra.now()
        before = self.reader.before(wanted.article) if wanted.changes else None
        if before:
            from tui.changes import changes

            return whole, changes(whole, self.reader.content(wanted.article, full=False), *before, now).pieces
        content = self.reader.content(wanted.article, full=wanted.full)
        pieces = document(whole, content, now, newest=wanted.newest)
        if alone:
            return whole, pieces
        from tui.around import with_ways

        return whole, with_ways(pieces, whole, content, wanted.around, now)
