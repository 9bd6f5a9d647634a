"""The settings: what can be chosen, and the values of one of them. A choice holds at once and is kept in the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar, cast

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from feeds.errors import NashraError
from tui import paths
from tui.i18n import N_, _
from tui.keyed import joined
from tui.screens.dialog import Dialog
from tui.settings import Kind, Setting, named, read, settings, written
from tui.settings_file import put
from tui.widgets.choices import Choice
from tui.widgets.field import Field
from tui.widgets.heading import Prose
from tui.widgets.rows import Rows
from tui.widgets.sample import Sample


class SettingsScreen(Dialog):
    """Each setting with its value; Enter shows what else it can be."""

    TALL = True
    BINDINGS: ClassVar[list[Binding]] = [Binding("x,delete", "remove", show=False, id="remove")]

    def __init__(self) -> None:
        super().__init__(_("Settings"))

    def choices(self) -> Sequence[Choice]:
        app = self.nashra
        return [
            Choice(one.label, named(one.name, getattr(app.config, one.name)), one)
            for one in settings(sorted(app.available_themes))
        ]

    def shown(self) -> None:
        self.explain()

    def on_rows_moved(self, message: Rows.Moved) -> None:
        message.stop()
        self.explain()

    def explain(self) -> None:
        """Tell under the list what the setting under the cursor does."""
        setting = self.setting
        default = named(setting.name, setting.default)
        back = N_("At first: {value}. {key} takes it back.")
        key = self.key_of("remove")
        at_first = _(back, value=default, key=key) if key else _("At first: {value}.", value=default)
        self.foot(joined("\n", [setting.told, at_first, _("They are kept in {path}", path=paths.config())]))

    @property
    def setting(self) -> Setting:
        """The one under the cursor."""
        return cast("Setting", self.list.choices[self.list.cursor].value)

    def chosen(self, choice: Choice) -> None:
        app = self.nashra
        setting = cast("Setting", choice.value)
        if setting.name == "terminal":
            app.action_terminal(self.renew)
        elif setting.kind is Kind.SWITCH:
            self.keep(setting, not getattr(app.config, setting.name))
        elif setting.kind is Kind.KEYS:
            from tui.screens.own_keys import OwnKeysScreen

            app.show(OwnKeysScreen(), self.renew)
        elif setting.kind is Kind.TABLE:
            self.foot(_("This is written in the file itself: {path}", path=paths.config()))
        else:
            app.show(OptionsScreen(setting, getattr(app.config, setting.name)), self.renew)

    def action_remove(self) -> None:
        """Take the setting out of the file, so that it is as at first."""
        self.keep(self.setting, None)

    def keep(self, setting: Setting, value: bool | None) -> None:
        """Set it in the file and here."""
        try:
            config = put(paths.config(), setting.name, value)
        except NashraError as error:
            self.tell_error(error)
            return
        self.nashra.configure(config)
        self.renew()

    def say_again(self) -> None:
        self.heading = _("Settings")
        super().say_again()
        self.explain()

    def renew(self, _result: None = None) -> None:
        """Show the values as they are now."""
        at = self.list.cursor
        self.list.show(self.choices())
        self.list.go_to(at)
        self.explain()


class OptionsScreen(Dialog):
    """The values of one setting, and a box for others where there are any. All looks as with the value that the cursor
    is on; Enter keeps it, Escape takes it back."""

    FIELD_FIRST = False
    TALL = True

    def __init__(self, setting: Setting, value: object) -> None:
        super().__init__(setting.label)
        self.setting = setting
        self.value = value

    def above(self) -> Iterable[Widget]:
        yield Prose(self.setting.told, id="told")
        if self.setting.kind is not Kind.CHOICE:
            yield Field(written(self.value), placeholder=written(self.setting.default))
        yield Sample(self.nashra.now, id="sample")

    def choices(self) -> Sequence[Choice]:
        return [Choice(name, "•" if value == self.value else "", value) for value, name in self.setting.options]

    def shown(self) -> None:
        self.before = self.nashra.config
        at = next((at for at, (value, _name) in enumerate(self.setting.options) if value == self.value), 0)
        self.list.go_to(at)
        if not self.setting.options:
            self.query_one(Field).focus()
        self._tell_default()

    def _tell_default(self) -> None:
        self.foot(_("At first: {value}.", value=named(self.setting.name, self.setting.default)))

    def on_rows_moved(self, message: Rows.Moved) -> None:
        message.stop()
        if self.list.current:
            self.preview(self.list.current.value)

    def say_again(self) -> None:
        there = settings(sorted(self.nashra.available_themes))
        self.setting = next(one for one in there if one.name == self.setting.name)
        self.heading = self.setting.label
        super().say_again()
        self.query_one("#told", Prose).text = self.setting.told
        self._tell_default()

    def preview(self, value: object) -> bool:
        """Let all look as with ``value``; False where it can't be, which is told."""
        try:
            config = replace(self.before, **{self.setting.name: value})  # type: ignore[arg-type]
        except ValueError as error:
            self.foot(str(error), error=True)
            return False
        self.nashra.look_as(config)
        self.query_one(Sample).renew()
        return True

    def on_input_changed(self, message: Input.Changed) -> None:
        if message.value != written(self.value):
            self.foot("")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        try:
            value = read(self.setting, message.value)
        except ValueError as error:
            self.foot(str(error), error=True)
            return
        if self.preview(value):
            self.keep(value)

    def chosen(self, choice: Choice) -> None:
        self.keep(choice.value)

    def keep(self, value: object) -> None:
        """Set it in the file and here, and close."""
        try:
            config = put(paths.config(), self.setting.name, cast("str | int", value))
        except NashraError as error:
            self.nashra.look_as(self.before)
            self.tell_error(error)
            return
        self.dismiss()
        self.nashra.configure(config)

    def action_leave(self) -> None:
        if self.nashra.config != self.before:
            self.nashra.look_as(self.before)
        self.dismiss()
