"""What newsboat's ``config`` asks for, as settings, keys and rules of ours, and what has no counterpart here."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from feeds.answers import Rule, RuleActions
from feeds.search.query import Field, Phrase, Query, all_of, any_of
from feeds.search.writing import text_of
from tui import keymap

_OPERATIONS: Mapping[str, str] = {
    "open": "open",
    "quit": "back-or-quit",
    "hard-quit": "quit",
    "reload": "refresh",
    "reload-all": "refresh-all",
    "mark-feed-read": "all-read",
    "toggle-article-read": "read",
    "next-unread": "next-unread",
    "prev-unread": "previous-unread",
    "next": "next-article",
    "prev": "previous-article",
    "open-in-browser": "browser",
    "show-urls": "links",
    "goto-url": "hints",
    "edit-flags": "tags",
    "edit-urls": "manage",
    "open-search": "filter",
    "save": "share",
    "help": "help",
    "cmdline": "command",
    "up": "up",
    "down": "down",
    "pageup": "page-up",
    "pagedown": "page-down",
    "home": "first",
    "end": "last",
}
"""Its operations that an action of ours does."""
_KEYS: Mapping[str, str] = {
    "ENTER": "enter",
    "ESC": "escape",
    "TAB": "tab",
    "SPACE": "space",
    "UP": "up",
    "DOWN": "down",
    "LEFT": "left",
    "RIGHT": "right",
    "PPAGE": "PgUp",
    "NPAGE": "PgDn",
    "HOME": "Home",
    "END": "End",
    "BACKSPACE": "backspace",
    "DC": "delete",
}
_NUMBERS: Mapping[str, str] = {"max-items": "keep_articles", "keep-articles-days": "keep_days", "text-width": "measure"}
_CLAUSE = re.compile(r'\s*(title|author|content|link)\s*(=~|#|=)\s*(?:"([^"]*)"|(\S+))\s*')
_PLAIN = re.compile(r"[^\\^$.*+?()\[\]{}|]+")
"""A part of a regular expression that means itself."""
_ASKED: Mapping[str, Callable[[str], Query]] = {
    "title": lambda word: Field("title", Phrase((word,))),
    "author": lambda word: Field("author", word),
    "link": lambda word: Field("link", word),
    "content": lambda word: Phrase((word,)),
}
"""What asks for a word in the part of an article that newsboat names so."""


@dataclass(slots=True)
class Taken:
    """``settings`` and ``keys`` go into the settings file, ``rules`` into the library; ``left`` are the lines that have
    no counterpart, as they were written."""

    settings: dict[str, int | list[str]] = field(default_factory=dict)
    keys: dict[str, list[str]] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def taken(lines: Iterable[Sequence[str]], titles: Mapping[str, str]) -> Taken:
    """What is to be taken of the lines, a later one before an earlier one. ``titles`` are the names of feeds by their
    addresses."""
    found = Taken()
    every, by_itself = 0, None
    takers: Mapping[str, Callable[[Taken, Sequence[str]], bool]] = {
        "player": _player,
        "bind-key": _key,
        "ignore-article": lambda to, given: _rule(to, given, titles),
    }
    for name, *given in lines:
        if name == "auto-reload" and given:
            by_itself = given[0] == "yes"
        elif name == "reload-time" and given and given[0].isdecimal():
            every = int(given[0])
        elif not (_number(found, name, given) if name in _NUMBERS else name in takers and takers[name](found, given)):
            found.left.append(" ".join((name, *given)))
    if by_itself is not None:
        found.settings["refresh_every"] = (every or 60) if by_itself else 0
    elif every:
        # Its clock stands still unless it is told to run.
        found.left.append(f"reload-time {every}")
    return found


def _number(to: Taken, name: str, given: Sequence[str]) -> bool:
    if not (given and given[0].isdecimal() and len(given[0]) < 8):
        return False
    value = int(given[0])
    if name == "text-width" and not 20 <= value <= 400:
        return False
    to.settings[_NUMBERS[name]] = value
    return True


def _player(to: Taken, given: Sequence[str]) -> bool:
    """A program with its arguments; what only a shell understands is not taken."""
    try:
        words = shlex.split(" ".join(given))
    except ValueError:
        return False
    if not words or set("".join(words)) & set("|&;<>$`"):
        return False
    to.settings["player"] = [*(word.replace("%u", "{url}") for word in words)]
    return True


def _key(to: Taken, given: Sequence[str]) -> bool:
    if len(given) < 2 or given[1] not in _OPERATIONS:
        return False
    key = keymap.read(_KEYS.get(given[0], given[0]))
    if key is None:
        return False
    for keys in to.keys.values():
        if key in keys:
            keys.remove(key)
    to.keys.setdefault(_OPERATIONS[given[1]], []).append(key)
    return True


def _rule(to: Taken, given: Sequence[str], titles: Mapping[str, str]) -> bool:
    """``ignore-article FEED FILTER`` mutes what the filter meets, where the filter is of words."""
    if len(given) != 2:
        return False
    feed, condition = given
    if feed != "*" and feed not in titles:
        return False
    meets: list[list[Query]] = [[]]
    for at, part in enumerate(re.split(r"\s+(and|or)\s+", condition.strip())):
        if part == "or" and at % 2:
            meets.append([])
        elif not at % 2:
            said = _clause(part)
            if said is None:
                return False
            meets[-1].append(said)
    query = any_of(filter(None, map(all_of, meets)))
    if query and feed != "*":
        query = all_of([Field("feed", titles[feed]), query])
    if query:
        to.rules.append(Rule(0, "", text_of(query), RuleActions(mute=True)))
    return query is not None


def _clause(part: str) -> Query | None:
    """``title # "word"`` and its like; with ``=~`` words of which one is to be met."""
    found = _CLAUSE.fullmatch(part)
    if found is None:
        return None
    name, value = found[1], found[3] if found[3] is not None else found[4]
    words = value.split("|") if found[2] == "=~" else [value]
    if not all(_PLAIN.fullmatch(word) and any(map(str.isalnum, word)) and '"' not in word for word in words):
        return None
    return any_of(map(_ASKED[name], words))
