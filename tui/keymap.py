"""Which keys start which action: the defaults of the registry, a preset's over them, the user's own over both."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from feeds.values import dataclass, field
from tui import keyed
from tui.actions import ACTIONS, IN_DIALOGS, Action, Place
from tui.i18n import _
from tui.presets import PRESETS

_TOLD = {
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "⇧Tab",
    "backspace": "⌫",
    "delete": "Del",
    "insert": "Ins",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
}
_REPLACED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Names of Unicode that Textual has others for."""
MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
"""In the order in which Textual puts them."""
_NAMED = 3
"""Actions that a sentence names."""
_OTHERS = ("toward", "away", *(f"f{number}" for number in range(1, 25)))


def textual(character: str) -> str:
    """The key that types ``character``, in Textual's names."""
    if character.isalnum() or len(character) != 1:
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _REPLACED.get(name, name)


NAMES = {**_TOLD, **{textual(character): character for character in string.punctuation}}
"""Keys as people know them."""
_KNOWN = {told.lower(): key for key, told in NAMES.items() if len(told) > 1}


def name(keys: str) -> str:
    """A key or a sequence as it is shown to people: ``^p`` for ctrl+p."""
    return " ".join(map(_name, keys.split(" ")))


def of(keys: Mapping[str, Sequence[str]], action: str, *, in_field: bool = False) -> keyed.Keyed:
    """The first key of an action, as it is shown, which a click on it does; empty where it has none. ``in_field`` tells
    one that works where one types, if there is such a key: others would be typed."""
    bound = keys.get(action, ())
    if in_field:
        bound = [*filter(_works_in_field, bound), *(["enter"] if action == "choose" else []), *bound]
    return keyed.key(name(bound[0]) if bound else "", action)


def key_or_name(keys: Mapping[str, Sequence[str]], action: str, *, in_field: bool = False) -> keyed.Keyed:
    """`of` as a sentence names it: an action that has no key by what menus call it, which a click on it does too."""
    return of(keys, action, in_field=in_field) or keyed.key(_("“{action}”", action=_title(action)), action)


def _works_in_field(keys: str) -> bool:
    return " " not in keys and keys != "space" and (keys in _TOLD or len(NAMES.get(keys, keys)) > 1)


def _name(key: str) -> str:
    if key in NAMES:
        return NAMES[key]
    modifiers, _plus, last = key.rpartition("+")
    if modifiers == "ctrl":
        return f"^{NAMES.get(last, last)}"
    return f"{modifiers}+{NAMES.get(last, last)}" if modifiers else key


def read(written: str) -> str | None:
    """A key or a sequence as a person may write it, in Textual's names: ``/``, ``^p``, ``ctrl+p``, ``PgDn``, ``g g``.
    None if there is no such key."""
    parts = [" "] if written == " " else written.split()
    found = [_read(part) for part in parts]
    return " ".join(key for key in found if key) if found and all(found) else None


def _read(written: str) -> str | None:
    if len(written) == 1:
        return textual(written)
    if written[0] == "^":
        written = f"ctrl+{written[1:].lower() if len(written) == 2 else written[1:]}"
    begun, plus, last = written.rpartition("+")
    if plus and not last:
        begun, last = begun.removesuffix("+"), "plus"
    modifiers = sorted({one.lower() for one in begun.split("+") if one})
    if not set(modifiers) <= set(MODIFIERS):
        return None
    if modifiers == ["shift"] and len(last) == 1 and last.isalpha():
        return last.upper()
    last = last.lower() if modifiers and len(last) == 1 else last
    key = textual(last) if len(last) == 1 else _KNOWN.get(last.lower(), last.lower())
    if len(last) > 1 and key not in NAMES and key not in _OTHERS:
        return None
    return "+".join([*modifiers, key])


@dataclass(slots=True)
class _Taken:
    """The sequences of one part of the reader: by themselves, and by what they begin with."""

    by: dict[str, str] = field(default_factory=dict)
    begun: dict[str, list[str]] = field(default_factory=dict)

    def against(self, sequence: str) -> list[str]:
        """The sequences that can't be typed beside ``sequence``: the same, its beginnings, and what it begins."""
        same = [other for other in (sequence, *_beginnings(sequence)) if other in self.by]
        return [*same, *self.begun.get(sequence, ())]

    def take(self, sequence: str, action: str) -> None:
        self.by[sequence] = action
        for beginning in _beginnings(sequence):
            self.begun.setdefault(beginning, []).append(sequence)


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of each action by its id, in Textual's names, and sentences about what is wrong with the user's own."""

    keys: dict[str, tuple[str, ...]]
    faults: tuple[str, ...] = ()


def keymap(own: Mapping[str, Sequence[str]], *, rtl: bool, preset: str = "nashra") -> Keymap:
    """What is to be bound. Of two keys that are the same, or one of which begins the other, that one stays which is
    the user's, or else the preset's; two of the user's own stay in the order of the settings. ``toward`` and ``away``
    stand for the arrow that points at the article and the one that points away from it."""
    arrows = {"toward": "left", "away": "right"} if rtl else {"toward": "right", "away": "left"}
    set_by_preset = PRESETS.get(preset, {})
    mine, faults = _own(own)
    layers = (
        mine,
        {one: keys for one, keys in set_by_preset.items() if one not in mine},
        {one.id: one.keys for one in ACTIONS if one.id not in mine and one.id not in set_by_preset},
    )
    reader, dialogs = _Taken(), _Taken()
    kept: dict[str, list[str]] = {action.id: [] for action in ACTIONS}
    lost: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for layer in layers:
        for action, keys in layer.items():
            parts = [part for part, within in ((reader, _in_reader(action)), (dialogs, action in IN_DIALOGS)) if within]
            for key in (arrows.get(key, key) for key in keys):
                against = [(part.by[other], other) for part in parts for other in part.against(key)]
                if rivals := [rival for rival in against if rival[0] != action]:
                    lost.setdefault(rivals[0], []).append((action, key))
                elif not against:
                    kept[action].append(key)
                    for part in parts:
                        part.take(key, action)
    told = [said for winner, losers in lost.items() if winner[0] in mine for said in _clash(winner, losers)]
    return Keymap({action: tuple(keys) for action, keys in kept.items()}, (*faults, *told))


def keys(own: Mapping[str, Sequence[str]], *, rtl: bool, preset: str = "nashra") -> dict[str, tuple[str, ...]]:
    """The keys of `keymap` alone."""
    return keymap(own, rtl=rtl, preset=preset).keys


_BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}


def _beginnings(sequence: str) -> Iterator[str]:
    parts = sequence.split(" ")
    return (" ".join(parts[:count]) for count in range(1, len(parts)))


def _own(own: Mapping[str, Sequence[str]]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The user's keys that there are, and sentences about the others."""
    mine: dict[str, tuple[str, ...]] = {}
    faults: list[str] = []
    for action, written in own.items():
        if action not in _BY_ID:
            faults.append(_("Settings give keys to “{action}”, which is no action: see docs/keys.md.", action=action))
            continue
        found = {one: read(one) if one not in _OTHERS else one for one in written}
        mine[action] = tuple(key for key in found.values() if key)
        faults += [
            _("“{key}” is no key. Give “{action}” another in the settings.", key=one, action=_title(action))
            for one, key in found.items()
            if not key
        ]
    return mine, faults


def _in_reader(action: str) -> bool:
    return _BY_ID[action].place is not Place.DIALOG


def _clash(winner: tuple[str, str], losers: Sequence[tuple[str, str]]) -> Iterator[str]:
    action, key = winner
    same = [_title(other) for other, sequence in losers if sequence == key]
    alike = [f"{name(sequence)} ({_title(other)})" for other, sequence in losers if sequence != key]
    named = {"key": name(key), "action": _title(action), "id": action}
    if same:
        yield _(
            "{key} is now for “{action}” and no longer for {others}. Change keys.{id} in the settings to have both.",
            others=_list(same),
            **named,
        )
    if alike:
        yield _(
            "{key} (“{action}”) begins like {others}, which lost it. Change keys.{id} in the settings to have both.",
            others=_list(alike),
            **named,
        )


def _list(names: Sequence[str]) -> str:
    return _(", ").join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")


def _title(action: str) -> str:
    return _(_BY_ID[action].help)
