"""What the keys of the reader do on the page of an article: step to its neighbours of the list, quote it."""

from __future__ import annotations

from feeds.errors import NashraError
from feeds.types import ArticleRow
from feeds.webcontent import WebContent
from tui.i18n import _
from tui.messages import Failed
from tui.screens.main_base import told
from tui.screens.main_reading import ReadingActions


class PageActions(ReadingActions):
    """Of the article that is open, as its page shows it."""

    _hinted = ""
    """The letters of a hint that were typed so far."""
    _to_hints = False
    """Whether hints are to be drawn once the page is there."""

    # ── The articles beside it ───────────────────────────────────────────────────────────────────────────────

    @told
    def action_step(self, step: int) -> None:
        """Open the next article of the list, or the one before."""
        step *= self.nashra.take_count() or 1
        row = self.opened_row if self.opened is not None else self.articles.current
        at = self.articles.number_of(row.id) if row else None
        # The article may have left the list: the one that has its place is next.
        wanted = (self.articles.number or 0) + step - (step > 0) if at is None else at + step
        while wanted >= len(self.articles.rows) and self.articles.following is not None and not self.searching:
            self.articles.extend(self.reader.articles(self.listed(self.scope), self.articles.following))
        if not 0 <= wanted < len(self.articles.rows):
            self.tell(_("This is the last article of the list.") if step > 0 else _("This is the first of the list."))
            return
        row = self.articles.rows[wanted]
        self.articles.cursor = self.articles.index_of(row.id) or 0
        self.open_article(row)

    # ── Hints ────────────────────────────────────────────────────────────────────────────────────────────────

    def action_hints(self) -> None:
        """Draw letters over the links in view; those of one follow it, any other key takes them away."""
        from tui.hints import hints

        if self.opened is None:
            return
        if not self.page.is_shown:
            # It will be laid out for the room that it gets.
            self._to_hints = True
            self._focus_pane(self.page)
            return
        self._focus_pane(self.page)
        found = hints(self.page.rows, *self.page.in_view)
        if not found:
            self.tell(_("There is no link in view."), "links")
            return
        self.page.show_hints(found)
        self._hinted = ""
        self.nashra.taker = self._take_hint

    def shown_page(self) -> None:
        super().shown_page()
        if self._to_hints:
            self._to_hints = False
            self.call_after_refresh(self.action_hints)

    def _take_hint(self, key: str) -> None:
        self._hinted += key
        left = [hint for hint in self.page.hints if hint.letters.startswith(self._hinted)]
        meant = next((hint for hint in left if hint.letters == self._hinted), None)
        if left and not meant:
            self.page.show_hints(left)
            return
        self.end_hints()
        if meant:
            self.follow(meant.href)

    def end_hints(self) -> None:
        """Take the letters away."""
        if self.nashra.taker == self._take_hint:
            self.nashra.taker = None
            self.page.show_hints(())

    # ── Quoting ──────────────────────────────────────────────────────────────────────────────────────────────

    def action_quote(self) -> None:
        """Copy with its source what is selected, else the paragraph in view, and at the top or in a list the
        headline."""
        row = self._current()
        if row is None:
            return
        text, said = "", _("Headline copied, with its source.")
        if row.id == self.page.article and self.focused is self.page:
            if text := self.page.selected_text:
                said = _("Quotation copied, with its source.")
            elif text := self.page.paragraph_in_view:
                from tui.inline import without_numbers

                text, said = without_numbers(text), _("Paragraph copied, with its source.")
        self.run_worker(lambda: self._quote(row, text, said), thread=True, group="copy", exclusive=True)

    def _quote(self, row: ArticleRow, text: str, said: str) -> None:
        from tui.quoting import citation

        try:
            article, content = self.reader.article(row.id), self.reader.content(row.id)
        except NashraError as error:
            self.post_message(Failed(error))
            return
        published = article.row.published
        if isinstance(content, WebContent):
            published = published or content.published
        authors = [author.name for author in article.authors or content.authors if author.name]
        self.app.call_from_thread(self.copied, citation(text, article.row, authors, published), said)
