"""One line to type."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.widget import Widget
from textual.widgets import Input

from tui.screens.dialog import Dialog
from tui.widgets.field import Field


class AskScreen(Dialog):
    """Enter takes what is typed, ``value`` to begin with; where it is empty ``hint`` is shown."""

    def __init__(self, title: str, value: str, hint: str, taken: Callable[[str], None]) -> None:
        super().__init__(title)
        self.value = value
        self.hint = hint
        self.taken = taken

    def above(self) -> Iterable[Widget]:
        yield Field(self.value, placeholder=self.hint, select_on_focus=False)

    def shown(self) -> None:
        self.query_one(Field).action_end()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        self.taken(message.value.strip())
        self.dismiss()
