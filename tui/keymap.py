"""Which keys start which action: the defaults of the registry, with the user's own in their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tui.actions import ACTIONS

NAMES = {
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "comma": ",",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "⇧Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
}
"""Keys as people know them."""


def keys(own: Mapping[str, Sequence[str]], *, rtl: bool) -> dict[str, tuple[str, ...]]:
    """The keys of each action by its id, in Textual's names. ``toward`` and ``away`` stand for the arrow that points at
    the article and the one that points away from it."""
    arrows = {"toward": "left", "away": "right"} if rtl else {"toward": "right", "away": "left"}
    return {action.id: tuple(arrows.get(key, key) for key in own.get(action.id, action.keys)) for action in ACTIONS}


def name(key: str) -> str:
    """A key as it is shown to people: ``^p`` for ctrl+p."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+")
    return NAMES.get(key, key)
