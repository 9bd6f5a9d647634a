"""What a person gets who presses keys under a layout."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from tui import keymap, layouts

SHIPPED = Path(layouts.__file__).with_suffix(".tsv")


@cache
def given(layout: str) -> dict[str, list[str]]:
    """The characters of each key by what the US layout gives on it, where they are others."""
    found: dict[str, list[str]] = {}
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(
            (line for line in file if not line.startswith("# ")), "excel-tab", quoting=csv.QUOTE_NONE
        ):
            if row[0] == layout:
                found.setdefault(row[1], []).append(row[2].encode("ascii").decode("unicode_escape"))
    return found


def typed_by(key: str, layout: str) -> str:
    """What reaches the program for ``key`` (Textual's name of it) under ``layout``, by which key so ever; an empty
    string where nothing of the layout means it. A key that types nothing is itself."""
    character = keymap.NAMES.get(key, key)
    if len(character) > 1 or key in ("up", "down", "left", "right", "backspace"):
        return key
    own = given(layout)
    for typed in own.get(character, [character]):
        if layouts.us(typed, layout) == character:
            return typed
    return character if any(character in typed for typed in own.values()) else ""
