"""Keys of one's own: each action with its keys, and a box to type others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.widget import Widget
from textual.widgets import Input

from feeds.errors import NashraError
from tui import fuzzy, i18n, keymap, paths
from tui.actions import ACTIONS, Action
from tui.i18n import _
from tui.screens.dialog import Dialog
from tui.settings_file import put
from tui.widgets.choices import Choice
from tui.widgets.field import Field
from tui.widgets.heading import Prose


class OwnKeysScreen(Dialog):
    """Typing narrows the list of actions; Enter on one takes its keys into the box, and Enter there keeps them."""

    TALL = True

    def __init__(self) -> None:
        super().__init__(_("Keys of your own"))
        self.action: Action | None = None

    def above(self) -> Iterable[Widget]:
        yield Prose(_("Choose an action, then type its keys with commas between: g g, ^p, F5. None: as at first."))
        yield Field(placeholder=_("Type a few letters"))

    def choices(self) -> Sequence[Choice]:
        keys = self.nashra.keys
        typed = fuzzy.wanted("" if self.action else self.query_one(Field).value)
        names = [f"{_(one.help)} {one.id}" for one in ACTIONS]
        scores = [(fuzzy.score(typed, fuzzy.comparable(name)), name) for name in names]
        there = [ACTIONS[at] for at in fuzzy.best(scores)] if typed else ACTIONS
        return [Choice(_(one.help), ", ".join(map(keymap.name, keys[one.id])), one) for one in there]

    def empty_hint(self) -> str:
        return _("Nothing found. Fewer letters find more.")

    def on_input_changed(self) -> None:
        if self.action is None:
            self.list.show(self.choices())

    def chosen(self, choice: Choice) -> None:
        assert isinstance(choice.value, Action)
        self.action = choice.value
        field = self.query_one(Field)
        field.value = choice.aside
        field.placeholder = "g g, ^p, F5"
        field.select_all()
        field.focus()
        self.foot(_(self.action.help))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        if self.action is None:
            self.action_choose()
            return
        typed = [one.strip() for one in message.value.replace("،", ",").split(",") if one.strip()]
        app = self.nashra
        own = {**app.config.keys, self.action.id: typed}
        faults = keymap.keymap(own, rtl=i18n.rtl(), preset=app.config.preset).faults if typed else ()
        if wrong := [one for one in typed if keymap.read(one) is None]:
            self.foot(_("“{key}” is no key.", key=wrong[0]), error=True)
            return
        try:
            config = put(paths.config(), self.action.id, typed or None, within="keys")
        except NashraError as error:
            self.tell_error(error)
            return
        app.configure(config)
        kept, self.action = self.action, None
        message.input.placeholder = _("Type a few letters")
        with self.prevent(Input.Changed):
            message.input.value = ""
        self.list.show(self.choices())
        self.list.go_to(ACTIONS.index(kept))
        self.foot("\n".join(faults), error=bool(faults))
