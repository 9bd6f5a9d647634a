"""What is typed, without what the terminal answers to the questions of a session, and with the key that typed it where
the terminal tells."""

from __future__ import annotations

import errno
import os
import re
import select
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual import events
from textual._keyboard_protocol import FUNCTIONAL_KEYS, MODIFIER_FUNCTIONAL_KEYS
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.keys import Keys

from tui import keymap, layouts
from tui.text.terminal.detection import Replies

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.message import Message


KEYS_BESIDE = "\x1b[=4;2u"
"""Asks for the base-layout key beside each key, over what Textual asks for (kitty's keyboard protocol, "Progressive
enhancement"); Textual's own end of it takes this back."""
_KEY = re.compile(r"\x1b\[(\d+)(?::(\d*))?(?::(\d*))?(?:;(\d*)(?::(\d+))?)?(?:;([\d:]*))?u")
_FUNCTION = re.compile(r"\x1b\[(\d+)(?:;(\d+))?~")
_FUNCTIONS = {25: "f13", 26: "f14", 28: "f15", 29: "menu", 31: "f17", 32: "f18", 33: "f19", 34: "f20"}
"""Of the VT220, which Textual takes for the control characters and signs of these numbers; 29 is the menu key in xterm
and all that follow it. Shift and F10 are 34 in PuTTY and urxvt."""
_SHIFT, _LOCKS, _RELEASE = 1, 64 | 128, "3"
_PRIVATE = range(0xE000, 0xF900)
"""Where the protocol has its keys that type nothing."""
_LAM_ALEF = re.compile("\u0644([\u0627\u0622\u0623\u0625])")
_ONE_KEY = {"\u0627": "\ufefb", "\u0622": "\ufef5", "\u0623": "\ufef7", "\u0625": "\ufef9"}


class Key(events.Key):
    """A key press with ``base``, the key of the US layout that typed it."""

    def __init__(self, key: str, character: str | None, base: str) -> None:
        super().__init__(key, character)
        self.base = base

    def copy(self) -> Key:
        return Key(self.key, self.character, self.base)


class ListeningParser(XTermParser):
    """Textual's parser, which would take an answer that comes late for typing. ``typed`` was read before there was a
    parser; ``listens`` says whether answers may still come."""

    def __init__(self, replies: Replies, typed: str, listens: Callable[[], bool], debug: bool = False) -> None:
        super().__init__(debug)
        self._replies = replies
        self._typed = typed
        self._listens = listens
        self._pasting = False

    def feed(self, data: str) -> Iterable[Message]:
        if data and self._listens():
            data = self._replies.take(data, time.monotonic())
        elif data:
            data = self._replies.release(float("inf")) + data
        else:
            return super().feed(data)
        typed, self._typed = self._typed + data, ""
        return super().feed(self._joined(typed)) if typed else ()

    def tick(self) -> Iterable[Message]:
        typed, self._typed = self._typed + self._replies.release(time.monotonic()), ""
        if typed:
            yield from super().feed(self._joined(typed))
        yield from super().tick()
        _read_on()

    def _joined(self, read: str) -> str:
        """``read`` with each lam and alef that came at once as the one key that types both; not in what is pasted."""
        pieces = re.split(f"({re.escape(BRACKETED_PASTE_START)}|{re.escape(BRACKETED_PASTE_END)})", read)
        for at, piece in enumerate(pieces):
            if piece in (BRACKETED_PASTE_START, BRACKETED_PASTE_END):
                self._pasting = piece == BRACKETED_PASTE_START
            elif not self._pasting:
                pieces[at] = _LAM_ALEF.sub(lambda found: _ONE_KEY[found[1]], piece)
        return "".join(pieces)

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        key = _key(sequence) if sequence.endswith("u") else _function(sequence)
        if key:
            return [key]
        try:
            return list(super()._sequence_to_key_events(sequence, alt))
        except (ValueError, OverflowError):  # numbers that are none
            return [events.Key(Keys.Ignore, sequence)]


def _read_on() -> None:
    """Raises OSError where the terminal has hung up: what reads it would find nothing for ever, without waiting."""
    asked = select.poll()
    asked.register(sys.__stdin__, select.POLLIN)  # type: ignore[arg-type]
    if any(found & select.POLLHUP for _, found in asked.poll(0)):
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def _key(sequence: str) -> events.Key | None:
    """The key press that a sequence of kitty's protocol tells of, or None for another sequence or a key that types
    nothing, which Textual knows."""
    found = _KEY.fullmatch(sequence)
    if not found:
        return None
    code, up, base, modifiers, kind, text = found.groups(default="")
    if int(code) > 0x10FFFF:
        return events.Key(Keys.Ignore, sequence)
    bits = max(int(modifiers or 1) - 1, 0)
    name = FUNCTIONAL_KEYS.get(f"{code}u", "")
    if kind == _RELEASE or name in MODIFIER_FUNCTIONAL_KEYS:
        return events.Key(Keys.Ignore, sequence)
    if name and not text:
        return _named(name, bits)
    typed = "".join(chr(int(one)) for one in text.split(":") if one and int(one) < 0x110000)
    if not typed and not bits & ~(_SHIFT | _LOCKS) and not _of_control(code):
        typed = chr(int((bits & _SHIFT and up) or code))
        typed = typed.upper() if bits & (_SHIFT | 64) and not up else typed
    where = chr(int(base)) if base and int(base) < 128 else ""
    where = layouts.shifted(where) if where and bits & _SHIFT else where
    if typed:
        return Key(keymap.textual(typed), typed, where)
    return _named(keymap.textual(chr(int(code))), bits, where)


def _function(sequence: str) -> events.Key | None:
    """The function key of a terminal that has no other names for it, or None for another sequence."""
    found = _FUNCTION.fullmatch(sequence)
    name = _FUNCTIONS.get(int(found[1])) if found else None
    return _named(name, max(int(found[2] or 1) - 1, 0)) if found and name else None


def _of_control(code: str) -> bool:
    number = int(code)
    return number < 32 or number == 127 or number in _PRIVATE


def _named(name: str, bits: int, base: str = "") -> Key:
    """A key with what is held beside it, as Textual names it; Shift is in the character where there is one."""
    held = [one for bit, one in enumerate(("shift", "alt", "ctrl", "super", "hyper", "meta")) if bits & 1 << bit]
    character = {"enter": "\r", "tab": "\t", "backspace": "\x7f"}.get(name) if not held else None
    return Key("+".join([*sorted(held), name]), character, base)


@contextmanager
def parser_for(driver: type[Driver], replies: Replies, typed: str, listens: Callable[[], bool]) -> Iterator[None]:
    """While it is entered, ``driver`` reads through such a parser; it makes one when it starts to read."""
    module = sys.modules[driver.__module__]
    plain = getattr(module, "XTermParser", None)
    if plain is None:
        yield
        return
    setattr(module, "XTermParser", lambda debug=False: ListeningParser(replies, typed, listens, debug))  # noqa: B010
    try:
        yield
    finally:
        setattr(module, "XTermParser", plain)  # noqa: B010
