"""The tags of an article and the note on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.widget import Widget
from textual.widgets import Input

from feeds.errors import NashraError
from feeds.search import fold
from feeds.types import ArticleRow
from tui import words
from tui.i18n import _
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice
from tui.widgets.field import Field


class _LabelScreen(Dialog):
    """About one article."""

    def __init__(self, row: ArticleRow, title: str, *, ticked: set[object] | None = None) -> None:
        super().__init__(title, ticked=ticked)
        self.row = row


class TagsScreen(_LabelScreen):
    """Enter gives the tag that is typed; on one of the list it gives it or takes it away. Typing narrows the list."""

    TALL = True

    def __init__(self, row: ArticleRow) -> None:
        super().__init__(row, _("Tags"), ticked=set())

    def above(self) -> Iterable[Widget]:
        yield Field(placeholder=_("A tag, old or new"))

    def choices(self) -> Sequence[Choice]:
        typed = fold(self.query_one(Field).value.strip())
        has, _note = self.reader.labels(self.row.id)
        self.list.ticked = set(has)
        return [
            Choice(tag.name, words.number(tag.articles), tag.name)
            for tag in self.reader.tags()
            if typed in fold(tag.name)
        ]

    def empty_hint(self) -> str:
        if self.query_one(Field).value.strip():
            return _("A new tag: {key} gives it.", key=self.key_or_name("choose"))
        return _("No tags yet. Type one: {key} gives it.", key=self.key_or_name("choose"))

    def on_input_changed(self) -> None:
        self.foot("")
        self.list.hint = self.empty_hint()
        self.list.show(self.choices())

    def on_input_submitted(self, message: Input.Submitted) -> None:
        typed = message.value.strip()
        if not typed:
            self.dismiss()
        elif self._put(typed, True):
            message.input.value = ""

    def chosen(self, choice: Choice) -> None:
        name = str(choice.value)
        at = self.list.cursor
        if self._put(name, name not in self.reader.labels(self.row.id)[0]):
            self.list.show(self.choices())
            self.list.go_to(min(at, self.list.count() - 1))

    def _put(self, name: str, value: bool) -> bool:
        try:
            self.reader.tag([self.row.id], name, value)
        except NashraError:
            self.foot(_("That is no name for a tag."), error=True)
            return False
        return True


class NoteScreen(_LabelScreen):
    """What is typed is kept when the screen is left, by whichever key."""

    def __init__(self, row: ArticleRow) -> None:
        super().__init__(row, _("Note"))

    def above(self) -> Iterable[Widget]:
        yield Field(self.reader.labels(self.row.id)[1], placeholder=_("What you want to remember of it"))

    def shown(self) -> None:
        self.foot(_("It is kept when you leave: {key}", key=self.key_or_name("choose")))

    def on_input_submitted(self) -> None:
        self.action_leave()

    def action_leave(self) -> None:
        try:
            self.reader.set_note(self.row.id, self.query_one(Field).value)
        except NashraError as error:
            self.tell_error(error)
            return
        self.dismiss()
