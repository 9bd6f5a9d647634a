"""What the screens of the reader are built on: the app as what it is, and less work at once than Textual's own do."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

from textual import events
from textual.binding import BindingsMap
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from tui.app import NashraApp

_Bound = list[tuple[DOMNode, BindingsMap]]


class ReaderScreen(Screen[None]):
    """Textual copies all bindings from the focus up and lays the reader's keys over them, three times a press, which
    is half a frame: here that is done once until the focus or the keys are others. And it lays out and draws a screen
    that comes twice, in one callback: here others have their turn in between."""

    _chain: tuple[tuple[object, ...], _Bound] | None = None

    @property
    def nashra(self) -> NashraApp:
        """The app, as what it is."""
        return self.app  # type: ignore[return-value]

    async def _dispatch_message(self, message: Message) -> None:
        await super()._dispatch_message(message)
        if isinstance(message, events.ScreenResume):
            await asyncio.sleep(0)

    async def _message_loop_exit(self) -> None:
        """What was drawn goes with the screen; the rest of it stands in a circle until garbage is collected."""
        left = [self, *self.walk_children(Widget)]
        await super()._message_loop_exit()
        for widget in left:
            widget._styles_cache.clear()  # noqa: SLF001 (there is no other way in)
            widget._layout_cache.clear()  # noqa: SLF001
        del left, widget
        # Most of it now, while it is among the newest: what screens leave behind takes more than all that stays.
        gc.collect(1)

    @property
    def _binding_chain(self) -> _Bound:
        focused = self.focused
        state = focused, focused is not None and focused.loading, self.app._keymap  # noqa: SLF001
        if self._chain is None or any(one is not other for one, other in zip(self._chain[0], state, strict=True)):
            self._chain = state, super()._binding_chain
        return self._chain[1]
