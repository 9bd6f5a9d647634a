"""All commands, sections and feeds, found by a few letters of their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.widget import Widget
from textual.widgets import Input

from feeds.search import fold
from feeds.types import Scope
from tui import keymap
from tui.actions import ACTIONS, Action
from tui.i18n import _
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice
from tui.widgets.field import Field


class PaletteScreen(Dialog):
    """Typing narrows the list; Enter does what stands under the cursor."""

    TALL = True

    def __init__(self, places: Sequence[tuple[str, Scope]]) -> None:
        super().__init__(_("All commands"))
        self.places = places

    def above(self) -> Iterable[Widget]:
        yield Field(placeholder=_("Type a few letters"))

    def choices(self) -> Sequence[Choice]:
        keys = self.nashra.keys
        asked = [fold(word) for word in self.query_one(Input).value.split()]
        rows = [
            Choice(_(action.help), keymap.name(keys[action.id][0]) if keys[action.id] else "", action)
            for action in ACTIONS
            if action.palette
        ]
        rows += [Choice(name, _("Go to"), scope) for name, scope in self.places]
        return [row for row in rows if all(word in fold(row.text) for word in asked)]

    def on_input_changed(self) -> None:
        self.list.show(self.choices())

    def on_input_submitted(self) -> None:
        self.action_choose()

    def chosen(self, choice: Choice) -> None:
        app = self.nashra
        self.dismiss()
        if isinstance(choice.value, Action):
            app.call_later(app.do, choice.value.run)
        elif isinstance(choice.value, Scope):
            app.call_later(app.go_to, choice.value)
