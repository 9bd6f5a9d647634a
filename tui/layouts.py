"""Keyboard layouts: which key of the US layout a character was typed by, so that keys work whatever layout is on."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LAYOUTS = (
    "ar-101",
    "ar-102-win",
    "ar-azerty",
    "ar-mac",
    "fa-isiri9147",
    "fa-win",
    "he-si1452",
    "ur-phonetic",
    "ur-crulp",
    "ckb",
)
"""Those of `layouts.tsv`; where the one that is on is not known or lacks a character, the first that has it."""
AZERTY = "ar-azerty"
"""Its digits are typed with Shift, in the Latin half of it too."""
_SHIFTED = dict(zip("1234567890-=[];'`\\,./", '!@#$%^&*()_+{}:"~|<>?', strict=True))


def shifted(us: str) -> str:
    """What the key ``us`` of the US layout gives with Shift."""
    return _SHIFTED.get(us, us.upper())


def us(characters: str, layout: str) -> str | None:
    """The key that typed ``characters``, as the US layout names it with Shift or without, or None for a character that
    no layout has. ASCII means itself. ``layout`` is the one thought to be on; it may be empty."""
    if len(characters) == 1 and characters.isascii():
        return characters
    wanted = unicodedata.normalize("NFKC", characters)
    for name in (layout, *LAYOUTS):
        found = _table().get(name, {}).get(wanted)
        if found:
            return found
    return None


def gives(key: str, characters: str, layout: str) -> bool:
    """Whether ``key`` of the US layout types ``characters`` under ``layout``."""
    return (key, unicodedata.normalize("NFKC", characters)) in _keys().get(layout, frozenset())


def digit(characters: str, layout: str) -> str | None:
    """The ASCII digit that ``characters`` stand for in a count: Arabic and Persian digits, and what the keys of digits
    give under AZERTY without Shift."""
    if len(characters) != 1:
        return None
    value = unicodedata.decimal(characters, None)
    if value is not None:
        return str(value)
    if layout == AZERTY or not characters.isascii():
        found = _table()[AZERTY].get(unicodedata.normalize("NFKC", characters), "")
        return found if found.isdigit() else None
    return None


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    """Characters to keys by layout. Of two keys that give the same, the one without Shift."""
    table: dict[str, dict[str, str]] = {}
    for layout, key, characters in _rows():
        had = table.setdefault(layout, {})
        if characters not in had or (had[characters] in _with_shift() and key not in _with_shift()):
            had[characters] = key
    return table


@cache
def _with_shift() -> frozenset[str]:
    """What is typed with Shift."""
    return frozenset([*_SHIFTED.values(), *"ABCDEFGHIJKLMNOPQRSTUVWXYZ"])


@cache
def _keys() -> Mapping[str, frozenset[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = {}
    for layout, key, characters in _rows():
        found.setdefault(layout, set()).add((key, characters))
    return {layout: frozenset(pairs) for layout, pairs in found.items()}


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    """Layout, key and characters (NFKC, so that lam-alef as one character and as two are the same)."""
    rows = []
    for line in Path(__file__).with_suffix(".tsv").read_text("utf-8").splitlines():
        if not line.startswith("# "):
            layout, key, characters = line.split("\t")
            plain = "".join(chr(int(code, 16)) for code in characters.split("\\u")[1:])
            rows.append((layout, key, unicodedata.normalize("NFKC", plain)))
    return tuple(rows)
