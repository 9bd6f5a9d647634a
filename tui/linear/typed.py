"""What a typed line asks for: a number, the keys of an action in any keyboard layout, or the name of a command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from tui import keymap, layouts
from tui.actions import ACTIONS, Place
from tui.colon.commands import Fault, parse
from tui.i18n import _


@dataclass(frozen=True, slots=True)
class Typed:
    """``action`` is the id of an action or a command, or empty where only a ``number`` was typed, or nothing at all."""

    action: str = ""
    argument: str = ""
    number: int | None = None


def bound(keys: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The actions of the reader by their keys, in Textual's names."""
    ids = [action.id for action in ACTIONS if action.place is not Place.DIALOG]
    return {sequence: action for action in ids for sequence in keys.get(action, ())}


def read(line: str, actions: Mapping[str, str], layout: str) -> Typed | Fault:
    """The meaning of a line. Keys come first, with the number before them and what stands after them; then names, as
    after ``:``."""
    text = line.strip(" \t\r\n")
    figures = [layouts.digit(char, layout) for char in takewhile(lambda one: layouts.digit(one, layout), text)]
    number = int("".join(filter(None, figures))[:9]) if figures else None
    rest = text[len(figures) :].strip()
    if not rest:
        return Typed(number=number)
    if found := actions.get(sequence(rest, layout)):
        return Typed(found, "", number)
    first, _blank, argument = rest.partition(" ")
    if found := actions.get(sequence(first, layout)):
        return Typed(found, argument.strip(), number)
    if rest[0] == "/" and "slash" in actions:
        return Typed(actions["slash"], rest[1:].strip(), number)
    call = parse(rest.removeprefix(":"))
    if isinstance(call, Fault):
        # A line has no Tab that would complete it.
        told = _("“{name}” is nothing that can be done here. ? tells what is.", name=first)
        return Fault(told) if "Tab" in call.sentence else call
    if call is None:
        return Typed(number=number)
    return Typed(call.command.id, call.argument, number)


def sequence(text: str, layout: str) -> str:
    """The keys that type ``text``, in Textual's names with blanks between; empty where a character is on no key. A
    caret before a letter stands for Ctrl, since the terminal keeps most of these to itself."""
    if len(text) == 2 and text[0] == "^":
        letter = layouts.us(text[1], layout)
        return f"ctrl+{letter.lower()}" if letter else ""
    found: list[str] = []
    at = 0
    while at < len(text):
        # Lam-alef is one key and two characters.
        pair = text[at : at + 2]
        wide = len(pair) == 2 and not pair.isascii() and " " not in pair and layouts.us(pair, layout)
        key = wide or _key(text[at], layout)
        if key is None:
            return ""
        found += [key] if key else []
        at += 2 if wide else 1
    return " ".join(found)


def _key(char: str, layout: str) -> str | None:
    if char == " ":
        return ""
    if char == "\x1b":
        return "escape"
    if char < " ":
        return f"ctrl+{chr(ord(char) + 0x60)}"
    us = layouts.us(char, layout)
    return keymap.textual(us) if us else None
