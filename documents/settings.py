"""The page of all settings, from their types."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from typing import Literal, get_args, get_origin, get_type_hints

from tui.config import Config
from tui.settings import explanations

_HEAD = """# Settings

*Made from the types of the settings by `make documents`.*

All of them are on the screen of the settings (`,`), which shows what each does while you choose, and are kept in
`config.toml` in `$XDG_CONFIG_HOME/nashra` (`~/.config/nashra`; on macOS `~/Library/Preferences/nashra`). The file may
be written by hand, too: what the screen changes leaves its comments and its order as they are. What is not in it is as
at first.

| setting | what it takes | at first | what it does |
|---|---|---|---|
"""
_TYPES = {str: "text", int: "a whole number", bool: "true or false"}


def page() -> str:
    """The page, in Markdown."""
    hints, told = get_type_hints(Config), explanations()
    rows = []
    for field in fields(Config):
        default = "" if field.default is MISSING else f"`{json.dumps(field.default, ensure_ascii=False)}`"
        rows.append(f"| `{field.name}` | {_taken(hints[field.name])} | {default} | {told[field.name]} |\n")
    return _HEAD + "".join(rows)


def _taken(hint: object) -> str:
    if get_origin(hint) is Literal:
        return ", ".join(f'`"{value}"`' for value in get_args(hint))
    if get_origin(hint) is dict:
        return "a table of lists of texts"
    return _TYPES.get(hint, "a list of texts")  # type: ignore[call-overload, no-any-return]
