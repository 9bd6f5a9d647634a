"""The settings: what can be chosen, and the values of one of them. A choice holds at once and is kept in the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from feeds.errors import NashraError
from tui import paths
from tui.i18n import _
from tui.screens.dialog import Dialog
from tui.settings import Setting, named, settings
from tui.settings_file import put
from tui.widgets.choices import Choice


class SettingsScreen(Dialog):
    """Each setting with its value; Enter shows what else it can be."""

    TALL = True

    def __init__(self) -> None:
        super().__init__(_("Settings"))

    def choices(self) -> Sequence[Choice]:
        app = self.nashra
        return [
            Choice(one.label, named(one.name, getattr(app.config, one.name)), one)
            for one in settings(sorted(app.available_themes))
        ]

    def shown(self) -> None:
        self.foot(_("They are kept in {path}", path=paths.config()))

    def chosen(self, choice: Choice) -> None:
        app = self.nashra
        setting = cast("Setting", choice.value)
        if setting.name == "terminal":
            app.action_terminal(self.renew)
        else:
            app.show(OptionsScreen(setting, getattr(app.config, setting.name)), self.renew)

    def renew(self, _result: None = None) -> None:
        """Show the values as they are now."""
        at = self.list.cursor
        self.list.show(self.choices())
        self.list.go_to(at)


class OptionsScreen(Dialog):
    """The values of one setting."""

    def __init__(self, setting: Setting, value: object) -> None:
        super().__init__(setting.label)
        self.setting = setting
        self.value = value

    def choices(self) -> Sequence[Choice]:
        return [Choice(name, "•" if value == self.value else "", value) for value, name in self.setting.options]

    def shown(self) -> None:
        at = next((at for at, (value, _name) in enumerate(self.setting.options) if value == self.value), 0)
        self.list.go_to(at)

    def chosen(self, choice: Choice) -> None:
        try:
            config = put(paths.config(), self.setting.name, cast("str | int", choice.value))
        except NashraError as error:
            self.tell_error(error)
            return
        self.dismiss()
        self.nashra.configure(config)
