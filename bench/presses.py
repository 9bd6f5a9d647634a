"""How each action of the registry is brought about in the reader, and its like in a bare Textual app."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Press:
    """``bare`` are the keys of `BareApp` whose last one does the same there; ``before`` what is done first in ours, by
    the ids of actions, and ``typed`` after them."""

    bare: tuple[str, ...]
    before: tuple[str, ...] = ()
    typed: str = ""
    waits: bool = True
    """Whether what it begins is waited for; else it is stopped."""


_LIST, _PAGE, _MANAGE = ("next-pane",), ("next-pane", "open"), ("manage",)
_MOVED, _TOLD, _MARKED, _OPENED = ("tab", "down"), ("n",), ("tab", "m"), ("o",)
_IN_OVER = ("o", "space")
PRESSES = {
    "down": Press(_MOVED, _LIST),
    "up": Press(("tab", "down", "up"), (*_LIST, "down")),
    "page-down": Press(("tab", "pagedown"), _LIST),
    "page-up": Press(("tab", "pagedown", "pageup"), (*_LIST, "page-down")),
    "first": Press(("tab", "end", "home"), (*_LIST, "last")),
    "last": Press(("tab", "end"), _LIST),
    "open": Press(("r",), _LIST),
    "back": Press(("tab", "shift+tab"), _PAGE),
    "back-or-quit": Press(("tab", "shift+tab"), _PAGE),
    **dict.fromkeys(("go-all", "go-unread", "go-today", "go-starred"), Press(("l",))),
    "fold": Press(("l",), ("go-all", "back", "last")),
    "next-pane": Press(("tab",)),
    "previous-pane": Press(("tab", "shift+tab"), _LIST),
    "narrower": Press(("w",)),
    "wider": Press(("w",)),
    "read-on": Press(("r",)),
    "next-unread": Press(("r",)),
    "previous-unread": Press(("r",)),
    "next-article": Press(("r",), _PAGE),
    "previous-article": Press(("r",), (*_PAGE, "next-article")),
    "zen": Press(("z",), _PAGE),
    "edition": Press(("l",)),
    "direction": Press(("r",), _PAGE),
    "harakat": Press(("r",), _PAGE),
    "links": Press(_OPENED, _LIST),
    "hints": Press(("r",), _PAGE),
    "read": Press(_MARKED, _LIST),
    "star": Press(_MARKED, _LIST),
    "all-read": Press(("a",), ("undo",)),
    "undo": Press(("a",), ("all-read",)),
    "redo": Press(("a",), ("undo", "all-read", "undo")),
    "tags": Press(_OPENED, _LIST),
    "note": Press(_OPENED, _LIST),
    "refresh": Press(_TOLD, waits=False),
    "refresh-all": Press(_TOLD, waits=False),
    "offline": Press(_TOLD, waits=False),
    **dict.fromkeys(("add", "welcome", "failures", "manage", "statistics", "rules"), Press(_OPENED)),
    **dict.fromkeys(("command", "import", "palette", "help", "settings", "terminal"), Press(_OPENED)),
    **dict.fromkeys(("feed", "menu", "mute", "share"), Press(_OPENED, _LIST)),
    "filter": Press(("slash",)),
    "save-search": Press(_OPENED, ("filter",), "كان"),
    "order": Press(("l",), ("filter",), "كان"),
    "theme": Press(("t",)),
    "quit": Press(("q",)),
    "choose": Press(_OPENED, ("welcome", "down")),
    "leave": Press(("o", "escape"), ("help",)),
    "tick": Press(_IN_OVER, (*_MANAGE, "down")),
    "tick-all": Press(("o", "x"), _MANAGE),
    "save": Press(("o", "escape"), ("rules", "choose"), "كان"),
    "rename": Press(_OPENED, (*_MANAGE, "down")),
    "move-to": Press(_OPENED, (*_MANAGE, "down")),
    "new-section": Press(_OPENED, _MANAGE),
    "remove": Press(("o", "x"), (*_MANAGE, "down")),
    "refresh-ticked": Press(("o", "x"), (*_MANAGE, "down"), waits=False),
    "order-down": Press(("o", "x"), (*_MANAGE, "down")),
    "order-up": Press(("o", "x"), (*_MANAGE, "down", "down")),
}
OTHER = Press(_TOLD, _LIST)
"""What is not in `PRESSES` tells something, or is done beside the reader: a notice is shown."""
ENDS = "quit"
LEFT_OUT = {
    "suspend": "gives the terminal back",
    "stop-refresh": "ends what `refresh` began, there",
}
