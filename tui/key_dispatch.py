"""The one way of every key press: by its layout to a key, by those before it to a sequence, and to what it starts."""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.timer import Timer

from tui import i18n, keymap
from tui.key_sequences import Act, Keying, Verdict

if TYPE_CHECKING:
    from tui.config import Config
    from tui.screens.main import MainScreen

_DIGITS = frozenset("0123456789")
_PATIENCE = 2.0
"""Seconds until what was begun is dropped, or acts if it is a key by itself."""
_AFTER_THE_START = 1.0
"""Seconds until the system is asked for its keyboard layouts: the first screen comes first."""


class KeyPresses(App[None]):
    """Base of the app. In a text field characters stay what they are; everywhere else a character of another layout
    stands for the key that types it, digits before a key are its count, and keys may come in sequences."""

    if TYPE_CHECKING:
        main: MainScreen

    keys: dict[str, tuple[str, ...]]
    """The keys of each action by its id, in Textual's names; those that are bound now, also in what was given it."""
    keyboard = ""
    """The layout that is thought to be on when a character is not of the Latin one."""
    taker: Callable[[str], None] | None = None
    """What is given each key press, by the US layout in Textual's names, in place of the actions."""
    _waiting: list[events.Key] | None = None
    """Key presses that wait until what the key before them opens has the focus, in their order."""
    _count: int | None = None
    _patience: Timer | None = None

    def __init__(self) -> None:
        super().__init__()
        self.keys = {}
        self._keying = Keying()
        self._faults: tuple[str, ...] = ()
        self._pressed_at = 0.0

    def choose_keys(self, config: Config) -> None:
        """Take the keys and the layout that the settings have."""
        chosen = keymap.keymap(config.keys, rtl=i18n.rtl(), preset=config.preset)
        self.keys.update(chosen.keys)
        self._faults = chosen.faults
        self.keyboard = config.keyboard

    def bind_keys(self) -> None:
        """Bind them, tell of those that can't be, and find out the layout if the settings leave it to us."""
        self.set_keymap({name: ",".join(keys) for name, keys in self.keys.items()})
        if self._faults:
            self.call_after_refresh(self._tell_faults, self._faults)
        if not self.keyboard:
            from tui import keyboard

            self.keyboard = keyboard.by_locale(os.environ)
            self.set_timer(
                _AFTER_THE_START, lambda: self.run_worker(self._find_keyboard, thread=True, group="keyboard")
            )

    def _tell_faults(self, faults: tuple[str, ...]) -> None:
        self.main.tell("\n".join(faults), error=True)

    def _find_keyboard(self) -> None:
        from tui import keyboard

        if found := keyboard.by_system(os.environ):
            self.keyboard = found

    def take_count(self) -> int | None:
        """The number that was typed before the key of the action that runs, which has it from then on."""
        count, self._count = self._count, None
        return count

    @property
    def at_rest(self) -> float:
        """Seconds since the last key."""
        return time.monotonic() - self._pressed_at

    # ── A key press ──────────────────────────────────────────────────────────────────────────────────────────

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._pressed_at = time.monotonic()
            if self._waiting is not None:
                self._waiting.append(event)
                return
            if await self._pressed(event):
                return
        await super().on_event(event)

    async def _pressed(self, event: events.Key) -> bool:
        """Whether the key has done what it does here; else it goes on as the key that it is."""
        if not self.screen.is_mounted or self.screen.maximized:
            # A screen that is still being made comes to the key when it is there.
            event.key = self._us(event)
            return False
        if self.focused is not None and self.focused.check_consume_key("x", "x"):
            self._keying.clear()
            self._wait()
            if not self.focused.check_consume_key(event.key, event.character):
                event.key = self._us(event)
            return False
        if self.taker is not None:
            self.taker(self._us(event))
            return True
        bound = self._bound()
        # Keys of one's own may be in another script.
        if event.key.isascii() or not any(event.key in sequence.split(" ") for sequence in bound):
            event.key = self._us(event)
        found = self._keying.press(event.key, bound, self._digit(event))
        self._wait()
        self.app_focus = True
        if isinstance(found, Act):
            await self._act(found)
        return found is not Verdict.FREE

    async def _act(self, found: Act) -> None:
        self._count = found.count
        try:
            for priority in (True, False):
                if await self._check_bindings(found.sequence, priority):
                    break
        finally:
            self._count = None
            self._hold()

    async def do_here(self, action: str) -> None:
        """Do what a key of ``action`` does where the focus is; nothing where it does nothing."""
        for node, _bindings in self.screen._modal_binding_chain:  # noqa: SLF001
            # As they are on the node: of those in the chain a field keeps the keys that it types.
            for bound in node._bindings.key_to_bindings.values():  # noqa: SLF001
                if one := next((one for one in bound if one.id == action), None):
                    await self.run_action(one.action, node)
                    return

    def _hold(self) -> None:
        """Let keys wait: a line may bring many at once, and what is typed after ``:`` or ``/`` is for what they open.
        Textual gives the focus by messages, first the screen's and then the app's, so they wait behind those."""
        if self._waiting is None:
            self._waiting = []
            self.call_later(self._settle)

    async def _settle(self) -> None:
        if not (self.screen_stack and self.screen.call_later(self.call_later, self._release)):
            await self._release()

    async def _release(self) -> None:
        held, self._waiting = self._waiting or [], None
        for event in held:
            await self.on_event(event)

    def _bound(self) -> set[str]:
        """The sequences that have an action where the focus is."""
        return {key for _node, bindings in self.screen._modal_binding_chain for key in bindings.key_to_bindings}  # noqa: SLF001

    def _wait(self) -> None:
        """Show what was begun, and let it end by itself."""
        keying = self._keying
        if self._patience:
            self._patience.stop()
            self._patience = None
        begun = " ".join(filter(None, (keying.digits, *map(keymap.name, keying.keys))))
        if self.main.is_mounted and self.main.status.begun != begun:
            self.main.status.begun = begun
        if keying.waits:
            self._patience = self.set_timer(_PATIENCE, self._expire)

    async def _expire(self) -> None:
        found = self._keying.expire(self._bound())
        self._wait()
        if isinstance(found, Act):
            await self._act(found)

    # ── Layouts ──────────────────────────────────────────────────────────────────────────────────────────────

    def _us(self, event: events.Key) -> str:
        """The key as the US layout has it, in Textual's names."""
        modifiers, _plus, last = event.key.rpartition("+")
        typed = last if modifiers else event.character or last
        base = getattr(event, "base", "")
        if typed.isascii() and not base:
            return event.key
        from tui import layouts

        if base and self._is_of(base, typed):
            found: str | None = base
        else:
            found = layouts.us(typed, self.keyboard) if not typed.isascii() else None
        return "+".join(filter(None, (modifiers, keymap.textual(found)))) if found else event.key

    def _is_of(self, base: str, typed: str) -> bool:
        """Whether the key that the terminal names stands for what it typed: not for letters of a Latin layout, on which
        a key is what is written on it, and for what ASCII a layout of ours has there."""
        from tui import layouts

        if typed.isascii():
            return layouts.gives(base, typed, self.keyboard)
        return base.isdigit() or not unicodedata.name(typed[0], "").startswith("LATIN ")

    def _digit(self, event: events.Key) -> str | None:
        if event.key in _DIGITS or not event.character or len(event.character) != 1:
            return event.key if event.key in _DIGITS else None
        from tui import layouts

        return layouts.digit(event.character, self.keyboard)
