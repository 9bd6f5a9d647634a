"""All that is wrong in the file of the settings: what their types tell, and the keys and themes that there are not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from tui.commands.complaints import meant
from tui.i18n import _
from tui.settings_check import Mistake, by_type, found


def mistakes(path: Path) -> list[Mistake]:
    """All of them, by their lines; none in a file that is not there."""
    return found(path, lambda written: (*by_type(written), *_beyond(written)))


def no_theme(name: str, known: Collection[str]) -> str:
    """That there is no theme of a name, and which one may be meant or else all there are."""
    near = meant(name, known)
    return (
        _("There is no theme “{name}”.", name=name) + near
        if near
        else _("There is no theme “{name}”, but: {names}", name=name, names=", ".join(sorted(known)))
    )


def _beyond(written: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What the types of the settings alone don't tell: the keys and the themes that there are."""
    if isinstance(own := written.get("keys"), dict):
        yield from _keys(own, str(written.get("preset", "nashra")))
    if isinstance(theme := written.get("theme"), str) and theme not in (known := _themes()):
        yield "theme", no_theme(theme, known)


def _keys(own: Mapping[str, object], preset: str) -> Iterator[tuple[str, str]]:
    from tui.keymap import keymap

    fit = {action: keys for action, keys in own.items() if isinstance(keys, list)}
    for told in keymap(fit, rtl=False, preset=preset).faults:
        named = (one for one, keys in fit.items() if any(f"“{name}”" in told for name in (one, *map(str, keys))))
        yield next(named, "keys"), told


def _themes() -> set[str]:
    from tui import paths, user_themes
    from tui.themes import THEMES

    return {theme.name for theme in (*THEMES, *user_themes.read(paths.themes()).themes)}
