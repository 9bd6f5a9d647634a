"""Sets of keys that people know from other programs: by the id of an action, in place of its own keys."""

from __future__ import annotations

from collections.abc import Mapping

Preset = Mapping[str, tuple[str, ...]]

PRESETS: Mapping[str, Preset] = {
    "nashra": {},
    # Newsboat's own defaults (its manual, "Newsboat Keybindings") where an action has a counterpart.
    "newsboat": {
        "back": ("escape", "away"),
        "back-or-quit": ("q",),
        "quit": ("Q", "ctrl+q"),
        "page-down": ("pagedown",),
        "page-up": ("pageup",),
        "first": ("home", "g g"),
        "last": ("end", "G"),
        "all-read": ("A",),
        "read": ("N",),
        "links": ("u",),
        "filter": ("slash", "F"),
        "tags": ("ctrl+e",),
        "star": ("ctrl+b", "s"),
        # What stands on keys that are newsboat's.
        "note": ("m",),
        "undo": ("ctrl+u",),
    },
    "vim": {
        "open": ("l", "enter", "toward"),
        "back": ("h", "escape", "away"),
        "page-down": ("ctrl+f", "ctrl+d", "pagedown"),
        "page-up": ("ctrl+b", "ctrl+u", "pageup"),
        "fold": ("z a",),
        "next-pane": ("ctrl+w w", "tab"),
        "previous-pane": ("ctrl+w p", "shift+tab"),
        "narrower": ("ctrl+w less_than_sign", "less_than_sign"),
        "wider": ("ctrl+w greater_than_sign", "greater_than_sign"),
        "zen": ("ctrl+w o",),
        "browser": ("g x", "o"),
        "copy-link": ("y y",),
        "copy-article": ("Y",),
        "quit": ("Z Z", "Z Q", "q", "ctrl+q"),
        # What stands on keys that are vim's.
        "links": ("g l",),
        "harakat": ("g h",),
        "previous-unread": ("N", "p"),
        "note": ("g n",),
    },
}
"""By the values of the setting ``preset``. An action that is in none keeps its own keys, but for those that another
action has here."""
