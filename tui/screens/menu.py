"""A small menu at the pointer or the cursor, of what can be done with what stands there: made from the registry."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Offset
from textual.screen import Screen

from tui import i18n, keymap
from tui.actions import ACTIONS, Action, Place
from tui.i18n import _
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice
from tui.widgets.heading import Prose

_GAP = 4
"""Cells between what an action does and its key, and those about them."""
_FRAME = 2
_WIDEST = 56


class Item(NamedTuple):
    """An action of the registry, and Textual's action that it is where the menu was asked for."""

    action: Action
    run: str


def items_of(screen: Screen[None]) -> list[Item]:
    """What the keys of a screen do beside moving about."""
    there = {one.id: one.action for bound in screen._bindings.key_to_bindings.values() for one in bound}  # noqa: SLF001
    left_out = {"menu"} | {action.id for action in ACTIONS if action.place is Place.MOVE}
    return [Item(one, there[one.id]) for one in ACTIONS if one.id in there and one.id not in left_out]


class MenuScreen(Dialog):
    """Enter or a click does what is under the cursor, a key what it is the key of; Escape or a click elsewhere closes.

    ``place`` is the cell of the screen at which it begins, ``run`` does an action, ``foot`` is told below."""

    def __init__(
        self, items: Sequence[Item], place: Offset, run: Callable[[str], Awaitable[Any]], foot: str = ""
    ) -> None:
        super().__init__(_("What can be done here"))
        self.items = items
        self.place = place
        self.run = run
        self.told = foot

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="-menu"):
            yield self.list
            yield Prose(self.told, id="dialog-foot")

    def choices(self) -> Sequence[Choice]:
        return list(self._rows())

    def _rows(self) -> Iterator[Choice]:
        for item in self.items:
            keys = self.nashra.keys[item.action.id]
            yield Choice(_(item.action.help), keymap.name(keys[0]) if keys else "", item)

    def shown(self) -> None:
        self.query_one("#dialog-foot", Prose).display = bool(self.told)
        self._put()

    def on_resize(self) -> None:
        if self.list.choices:
            self._put()

    def _put(self) -> None:
        """Put it where it was asked for, towards the side to which one reads, and within the screen."""
        frame, (width, height) = self.query_one("#dialog"), self.app.size
        rows = self.list.choices
        wide = max(len(one.text) + len(one.aside) for one in rows) + 2 * _GAP
        wide = min(max(wide, min(len(self.told) + _GAP, _WIDEST)), width)
        high = min(len(rows) + _FRAME, height)
        x = self.place.x - wide + 1 if i18n.rtl() else self.place.x
        frame.styles.width = wide
        frame.styles.max_height = height
        # What is told below adds a few lines at the most.
        room = height - high - (len(self.told) // max(wide - _GAP, 1) + 1 if self.told else 0)
        frame.styles.offset = (max(0, min(x, width - wide)), max(0, min(self.place.y, room)))

    def on_key(self, event: events.Key) -> None:
        """Do what has the key that was pressed."""
        item = next((one for one in self.items if event.key in self.nashra.keys[one.action.id]), None)
        if item:
            event.stop()
            self._run(item)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss()

    def open_menu(self, place: Offset) -> None:
        """A menu has none of its own: either button chooses."""
        self.list.open()

    def chosen(self, choice: Choice) -> None:
        if isinstance(choice.value, Item):
            self._run(choice.value)

    def _run(self, item: Item) -> None:
        app = self.nashra
        self.dismiss()
        app.call_later(self.run, item.run)
