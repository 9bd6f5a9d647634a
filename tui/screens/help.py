"""All the keys, made from the registry."""

from __future__ import annotations

from collections.abc import Sequence

from tui import keymap
from tui.actions import ACTIONS, Place
from tui.i18n import _
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice


class HelpScreen(Dialog):
    """Each action with the keys that are the user's own."""

    TALL = True

    def __init__(self, typed: str = "") -> None:
        super().__init__(_("Help"))
        self.typed = typed

    def choices(self) -> Sequence[Choice]:
        keys = self.nashra.keys
        rows: list[Choice] = []
        for place in Place:
            rows.append(Choice(_(place.value), heading=True))
            rows += [
                Choice(_(action.help), "  ".join(keymap.name(key) for key in keys[action.id]), action)
                for action in ACTIONS
                if action.place is place and keys[action.id]
            ]
        return rows
