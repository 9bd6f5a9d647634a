"""A box to type what no one may read over a shoulder: a bullet for each letter."""

from __future__ import annotations

from tui import i18n
from tui.text.editing import Editing, editing
from tui.widgets.field import Field


class HiddenField(Field):
    """What is in it can be replaced and erased, not read: it is never drawn, nor given to the clipboard."""

    @property
    def _text(self) -> Editing:
        # As many places as letters, and no words to stop at.
        return editing("•" * len(self.value), i18n.language())

    def action_copy(self) -> None:
        """Nothing leaves."""

    def action_cut(self) -> None:
        self.delete_selection()

    def action_delete_left_word(self) -> None:
        self.action_delete_left_all()

    def action_delete_right_word(self) -> None:
        self.action_delete_right_all()
