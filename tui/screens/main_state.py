"""Going on where the reader was at the last start: the panes, the list, the article and the place in it."""

from __future__ import annotations

from feeds.errors import NashraError
from feeds.types import Scope, ScopeKind
from tui import state
from tui.i18n import N_, _
from tui.panes import ARTICLE, ARTICLES, Sizes, View
from tui.screens.main_base import told
from tui.screens.main_layout import LayoutActions
from tui.state import State

CHOOSE_ONE = N_("Choose an article to read it here.")
_EVERY = 10.0
"""Seconds between two times that it is kept, so that little is lost in a crash."""
_PAGES_SOUGHT = 4
"""Pages of the list that are read to find the row that the cursor was on."""
_SMART = (ScopeKind.TODAY, ScopeKind.TAG, ScopeKind.CATEGORY, ScopeKind.SAVED)
"""What is counted off the event loop, so that the start needs not wait for it."""


class Keeping(LayoutActions):
    """Of `MainScreen`; nothing in the file can stop it from starting."""

    _restoring = True
    """Until the sections that make themselves are there."""
    _saved = State()
    _place: tuple[int, State] | None = None
    """The article that is to be scrolled when it is laid out, and to where."""

    @told
    def restore(self) -> None:
        """Show what was shown last time, as far as it is still there."""
        kept = self.nashra.kept
        was = self._saved = state.load(kept, self.reader.path) if kept else State()
        self.panes.sizes = Sizes(was.sections, was.articles, was.beside, self.config.measure)
        scope = Scope(ScopeKind(was.kind), was.scope or None)
        if scope.kind is ScopeKind.TODAY:
            scope = Scope(scope.kind, self.today())
        self.sections.restore(was.folded, was.unfolded)
        self.sections.seek(scope)
        self.show_sections()
        if scope.kind not in _SMART and not self._is_there(scope):
            scope = Scope()
        self.show_list(scope)
        self._find_row(was.row)
        if was != State():
            self.articles.put_above(was.row_above)
            self.sections.put_above(was.section_above)
        front = was.pane
        if was.article and self._open_again(was):
            self.panes.view = View(front, was.reading, was.zen and front == ARTICLE)
        else:
            front = min(front, ARTICLES)
            self.panes.view = View().facing(front)
            self.page.hint = _(CHOOSE_ONE)
        self.set_focus(self._in_order()[front])
        if kept:
            self.set_interval(_EVERY, self._keep_by_the_clock)

    def _is_there(self, scope: Scope) -> bool:
        if scope.kind is ScopeKind.FEED:
            return scope.id in self.titles
        if scope.kind is ScopeKind.SECTION:
            return any(section.id == scope.id for section in self.reader.sections())
        return True

    def found_smart(self) -> None:
        """The sections that make themselves are there: one that was shown last time may be gone, or be known now."""
        if not self._restoring:
            return
        self._restoring = False
        self._is_as_it_was()
        self.sections.seek(None)
        if self.scope.kind not in _SMART or self.scope.text:
            return
        if not any(entry.scope == self.scope for entry in self.sections.entries):
            self.show_list(self.sections.scope)
        elif self.scope.kind is ScopeKind.SAVED and not self.articles.rows:
            self.show_list(self.scope)

    def _find_row(self, article: int) -> None:
        for _page in range(_PAGES_SOUGHT):
            at = self.articles.index_of(article)
            if at is not None:
                self.articles.cursor = at
            if at is not None or not article or self.articles.following is None or self.searching:
                return
            self.articles.extend(self.reader.articles(self.listed(self.scope), self.articles.following))

    def _open_again(self, was: State) -> bool:
        try:
            row = self.reader.article(was.article).row
        except NashraError:
            return False
        self.opened, self.opened_row = row.id, row
        self._place = row.id, was
        # The page is laid out at its first resize, for the width that it gets then.
        return True

    def restore_place(self, article: int) -> None:
        """Scroll the article that was open last time to where it was."""
        if self._place is None:
            return
        (wanted, was), self._place = self._place, None
        if wanted == article:
            from tui.layout import TextPlace

            self.page.go_to(TextPlace(was.piece, was.offset, was.skip))
        self._is_as_it_was()

    def _is_as_it_was(self) -> None:
        """Come up, if all is there that the last screen showed."""
        if not self._restoring and self._place is None:
            self.nashra.come_up()

    def comes_again(self) -> bool:
        """Whether the next start shows what is shown now: nothing is on the way, nothing is told, and nothing is turned
        that is not kept."""
        if self._restoring or self._place or self.searching or self.scope.kind is ScopeKind.EDITION:
            return False
        page, panes = self.page, (self.sections, self.articles, self.page)
        going = self.scope.kind is ScopeKind.UNREAD and any(row.read for row in self.articles.rows)
        told = self.status.busy or self.status.begun or self.notice.display or self.articles.waiting
        turned = self.opened is not None and (
            self.newest_first or self.opened in self._as_sent or page.hints or page.picture
        )
        selected = any(pane.selection is not None for pane in panes)
        return self.focused in panes and self.opened == page.article and not (going or told or turned or selected)

    # ── Keeping it ───────────────────────────────────────────────────────────────────────────────────────────

    def _state(self) -> State:
        view, sizes, scope = self.panes.view, self.panes.sizes, self.scope_without_text
        row = self.articles.current
        place = self.page.place if self.opened is not None and self.page.article == self.opened else None
        folded, unfolded = self.sections.folding()
        if self._place is not None and self.opened == self._place[0]:
            # It has not been shown yet.
            was = self._place[1]
            piece, offset, skip = was.piece, was.offset, was.skip
        else:
            piece, offset, skip = place or (0, 0, 0)
        return State(
            sections=sizes.sections,
            articles=sizes.articles,
            beside=sizes.beside,
            pane=view.front,
            reading=view.reading,
            zen=view.zen,
            kind=scope.kind.value,
            scope=scope.id or 0,
            row=row.id if row else 0,
            row_above=self.articles.above,
            section_above=self.sections.above,
            article=self.opened or 0,
            piece=piece,
            offset=offset,
            skip=skip,
            folded=folded,
            unfolded=unfolded,
        )

    def _keep_by_the_clock(self) -> None:
        now, kept, library = self._state(), self.nashra.kept, self.reader.path
        if now != self._saved and kept:
            self._saved = now
            self.run_worker(lambda: state.save(kept, library, now), thread=True, group="state", exclusive=True)

    def on_unmount(self) -> None:
        if self.nashra.kept:
            state.save(self.nashra.kept, self.reader.path, self._state())
