"""Themes of one's own: the files ``themes/*.toml`` beside the settings (docs/themes.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from textual.color import Color, ColorParseError
from textual.theme import Theme

from tui.i18n import SOURCE, _
from tui.settings_file import line_of
from tui.themes import Palette, theme

Stamp = frozenset[tuple[str, int, int]]
"""The files that there are, each with its time of change and its size."""
_COLOURS = {one.name: one.default != "" for one in fields(Palette)}
"""The colours by their names, and whether a theme must have them."""
_OTHERS: Mapping[str, type] = {"title": str, "dark": bool}
_TITLE_IN = "title_"
"""Before a language (ISO 639) that the title is in."""


class _Broken(ValueError):
    """What is wrong, and the key it is about."""

    def __init__(self, told: str, key: str = "") -> None:
        super().__init__(told)
        self.key = key


@dataclass(frozen=True, slots=True)
class Found:
    """The themes that can be read, their names as people call them, and a sentence about each file that can't be."""

    themes: tuple[Theme, ...] = ()
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By the name of a theme and by language."""
    faults: tuple[str, ...] = ()


def stamp(folder: Path) -> Stamp:
    """What changes whenever a theme does. Looks at the disk: call it off the event loop."""
    try:
        found = [(path.name, path.stat()) for path in folder.glob("*.toml")]
    except OSError:
        return frozenset()
    return frozenset((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)


def read(folder: Path) -> Found:
    """All of the themes in ``folder``, each by the name of its file."""
    themes: list[Theme] = []
    titles: dict[str, Mapping[str, str]] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        text = ""
        try:
            text = path.read_text("utf-8")
            written = tomllib.loads(text)
            themes.append(_made(path.stem, written))
            title = str(written.get("title", path.stem))
            others = {key.removeprefix(_TITLE_IN): str(it) for key, it in written.items() if key.startswith(_TITLE_IN)}
            titles[path.stem] = {SOURCE: title, **others}
        except _Broken as error:
            at = line_of(text, error.key)
            where = _("Theme {file}, line {n}: {told}", file=path.name, n=at, told=str(error))
            faults.append(where if at else _("Theme {file}: {told}", file=path.name, told=str(error)))
        except (OSError, ValueError) as error:
            faults.append(_("Theme {file}: {told}", file=path.name, told=str(error)))
    return Found(tuple(themes), titles, tuple(faults))


def _made(name: str, written: Mapping[str, object]) -> Theme:
    colours: dict[str, str] = {}
    for key, value in written.items():
        if key in _COLOURS:
            colours[key] = _colour(key, value)
        elif key.startswith(_TITLE_IN):
            if not isinstance(value, str):
                raise _Broken(_("“{key}” can't be {value}.", key=key, value=str(value)), key)
        elif key not in _OTHERS:
            raise _Broken(_("there is no colour “{key}” in a theme: see docs/themes.md.", key=key), key)
        elif not isinstance(value, _OTHERS[key]):
            raise _Broken(_("“{key}” can't be {value}.", key=key, value=str(value)), key)
    for key, needed in _COLOURS.items():
        if needed and key not in colours:
            raise _Broken(_("it lacks “{key}”, which every theme must have.", key=key))
    kinds = {key: Color.parse(value).ansi is not None for key, value in colours.items()}
    ansi = kinds["background"]
    for key, kind in kinds.items():
        if kind != ansi:
            told = _(
                "colours of the terminal (ansi_…) and others don't go together: “{key}” is not as the background.",
                key=key,
            )
            raise _Broken(told, key)
    palette = Palette(**colours)
    dark = written.get("dark", ansi or Color.parse(palette.background).brightness < 0.5)
    return theme(name, palette, dark=bool(dark), ansi=ansi)


def _colour(key: str, value: object) -> str:
    try:
        Color.parse(value if isinstance(value, str) else "")
    except ColorParseError as error:
        told = _('“{value}” of “{key}” is no colour; write it as "#1f4e79".', value=str(value), key=key)
        raise _Broken(told, key) from error
    return str(value)
