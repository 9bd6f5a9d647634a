"""What the keys of the reader do to articles: marks, stars, tags and notes, and taking them back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from feeds.errors import NashraError
from feeds.types import ArticleRow, Cursor, ScopeKind
from tui.i18n import _
from tui.messages import Failed
from tui.screens.main_base import told
from tui.screens.main_menu import MenuActions
from tui.screens.main_reading import ReadingActions

T = TypeVar("T")


class MarkingActions(ReadingActions, MenuActions):
    """Each deed is kept at once, and can be taken back."""

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
            self.tell(_("Star removed.") if row.starred else _("Starred."), "undo")
            self.show_sections(marked=True)

    def action_all_read(self) -> None:
        """Mark what is in the list, but not what has come in above it since it was drawn."""
        from tui import undo_words

        # By relevance, and in an edition, the newest may stand anywhere.
        newest = max(((row.sort_at, row.id) for row in self.articles.rows), default=None)
        if newest is None:
            return
        scope, upto = self.asked(self.scope), Cursor(*newest)

        def told(count: int) -> str:
            return undo_words.all_read(count, self.keys)

        typing = self.typing
        if scope.text:
            self._do(lambda: self.reader.mark_found_read(scope, upto, typing=typing), told)
        else:
            self._do(lambda: self.reader.mark_all_read(scope, upto), told)

    def action_undo(self) -> None:
        from tui import undo_words

        self._do(self.reader.undo, lambda change: undo_words.turned(change, self.keys, back=True))

    def action_redo(self) -> None:
        from tui import undo_words

        self._do(self.reader.redo, lambda change: undo_words.turned(change, self.keys, back=False))

    def action_tags(self) -> None:
        """Open the tags of the article under the cursor."""
        from tui.screens.labels import TagsScreen

        if row := self._current():
            self.nashra.show(TagsScreen(row), self._labelled)

    def action_note(self) -> None:
        """Open the note on the article under the cursor."""
        from tui.screens.labels import NoteScreen

        if row := self._current():
            self.nashra.show(NoteScreen(row), self._labelled)

    def action_mute(self) -> None:
        """Open what the article under the cursor may be muted by, or the feed."""
        self.mute_words("")

    def mute_words(self, typed: str) -> None:
        """The same, with words first."""
        from tui.screens.mute import MuteScreen

        scope, row = self.sections.scope, self._current()
        if self.focused is self.sections:
            feed = self.titles.get(scope.id or 0, "") if scope.kind is ScopeKind.FEED else ""
            self.nashra.show(MuteScreen(feed=feed, typed=typed))
        else:
            self.nashra.show(MuteScreen(row.id if row else None, typed=typed))

    # ── What the command line asks for ───────────────────────────────────────────────────────────────────────

    def mark_current(self, state: str) -> None:
        """Mark the article under the cursor, or ``all`` of the list."""
        if state == "all":
            self.action_all_read()
            return
        row = self._shown(self._asked_of())
        if row and state in ("read", "unread") and row.read != (state == "read"):
            self.action_toggle_read()
        elif row and state in ("starred", "unstarred") and row.starred != (state == "starred"):
            self.action_toggle_star()

    def tag_current(self, names: Sequence[str], value: bool) -> None:
        """Give the article under the cursor tags, or take them away."""
        from feeds.answers import Change
        from tui import notices, undo_words

        row = self._asked_of()
        if row is None:
            return
        article = row.id

        def told(name: str, count: int) -> str:
            line = undo_words.now(Change("tag", value, count, name), value)
            return notices.with_steps(line, self.keys, "undo") if count else line

        for name in names:
            self._do(partial(self.reader.tag, [article], name, value), partial(told, name))

    @told
    def note_current(self, text: str) -> None:
        """Write the note on the article under the cursor."""
        if row := self._asked_of():
            self.reader.set_note(row.id, text)
            self._labelled(None)
            self.tell(_("Note kept."), "undo")

    def _asked_of(self) -> ArticleRow | None:
        """The article under the cursor; where there is none, that is told."""
        row = self._current()
        if row is None:
            self.tell(_("Choose an article first."))
        return row

    def _labelled(self, _none: None) -> None:
        self.lay_out_again()

    def _do(self, deed: Callable[[], T], tell: Callable[[T], str]) -> None:
        """Do what may take a while off the event loop, then show and tell what came of it."""

        def work() -> None:
            try:
                done = deed()
            except NashraError as error:
                self.post_message(Failed(error))
                return
            self.app.call_from_thread(self._done, tell(done))

        self.run_worker(work, thread=True, group="marks")

    def _done(self, text: str) -> None:
        self.renew()
        self.lay_out_again()
        self.tell(text)
