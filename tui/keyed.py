"""Texts that name keys and remember where, so that a click on the name of a key does what the key does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Formatter
from typing import NamedTuple


class Named(NamedTuple):
    """Characters [start, end) name a key of ``action``, by its id."""

    start: int
    end: int
    action: str


class Keyed(str):
    """A text with the keys that it names."""

    keys: tuple[Named, ...]

    def __new__(cls, text: str, keys: Iterable[Named] = ()) -> Keyed:
        made = super().__new__(cls, text)
        made.keys = tuple(keys)
        return made


def key(name: str, action: str) -> Keyed:
    """The name of a key of an action."""
    return Keyed(name, [Named(0, len(name), action)] if name else ())


def keys_of(text: str) -> tuple[Named, ...]:
    """The keys that a text names, as far as it knows."""
    return text.keys if isinstance(text, Keyed) else ()


def joined(between: str, parts: Iterable[str]) -> str:
    """``parts`` with ``between`` them, which may name keys."""
    given = list(parts)
    text = between.join(given)
    if not any(isinstance(part, Keyed) for part in given):
        return text
    found: list[Named] = []
    at = 0
    for part in given:
        found += [Named(at + one.start, at + one.end, one.action) for one in keys_of(part)]
        at += len(part) + len(between)
    return Keyed(text, found)


def unbroken(text: str) -> str:
    """``text`` on one line: its spaces break no line."""
    return Keyed(text.replace(" ", "\u00a0"), keys_of(text))


def filled(message: str, places: Mapping[str, str]) -> str:
    """``message`` with its ``{places}`` filled by texts, which may name keys."""
    if not any(isinstance(text, Keyed) for text in places.values()):
        return message.format_map(places)
    parsed = Formatter().parse(message)
    return joined("", (part for literal, name, *_ in parsed for part in (literal, places[name] if name else "")))
