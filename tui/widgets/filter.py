"""The box in which a filter is typed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding

from tui.widgets.field import Field


class FilterBox(Field):
    """Escape leaves it, and what was typed stays in it until the list is another."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("escape", "screen.close_filter", show=False),
        Binding("down,enter,tab", "screen.leave_box", show=False),
    ]

    def on_unmount(self) -> None:
        # What Textual subscribes to it would keep each box as long as its screen.
        self.screen.text_selection_started_signal.unsubscribe(self)
