"""The settings as a person chooses them: each field of `tui.config.Config` with its name and the values it takes."""

from __future__ import annotations

import ast
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import Enum, auto
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal, cast, get_args, get_origin, get_type_hints

from tui import config, i18n, words
from tui.config import Config
from tui.i18n import N_, _
from tui.themes import title

Value = str | int

LABELS: Mapping[str, str] = {
    "language": N_("Language of the interface"),
    "theme": N_("Colours"),
    "terminal": N_("How Arabic is sent to this terminal"),
    "measure": N_("Widest line of an article"),
    "paragraph_spacing": N_("Blank lines between paragraphs"),
    "link_numbers": N_("Numbers of links"),
    "harakat": N_("Vowel signs"),
    "country": N_("Country"),
    "digits": N_("Digits"),
    "months": N_("Names of the months"),
    "calendar": N_("Calendar that stands first"),
    "calendar_beside": N_("Calendar beside it"),
    "hijri_offset": N_("Days that the Hijri date is ahead"),
    "week_start": N_("First day of the week"),
    "feed_digits": N_("Digits in articles"),
    "stories": N_("A story that several papers tell"),
    "edition_minutes": N_("Minutes of the morning edition"),
    "pictures": N_("Pictures of articles"),
    "player_in": N_("Where the player of audio and video draws"),
    "save_to": N_("Folder that articles are saved in"),
    "commands": N_("Programs that an article can be given to"),
    "read_lines": N_("Lines at a time in «nashra read»"),
    "refresh_every": N_("Minutes between refreshes while the reader is open"),
    "notifications": N_("Notifications"),
    "keep_days": N_("Days that articles are kept"),
    "keep_articles": N_("Articles that are kept of each feed"),
    "keep_in_all": N_("Articles that are kept in all"),
    "keep_unread": N_("Unread articles"),
    "preset": N_("Set of keys"),
    "keyboard": N_("Keyboard layout beside the Latin one"),
    "keys": N_("Keys of your own"),
}
"""By the name of a field; see `label`."""

VALUES: Mapping[str, str] = {
    "": N_("Found out"),
    "auto": N_("By the country"),
    "show": N_("Shown"),
    "hide": N_("Hidden"),
    "latin": "123",
    "arabic": "١٢٣",
    "persian": "۱۲۳",
    "common": "يناير، فبراير",
    "levant": "كانون الثاني، شباط",
    "algeria": "جانفي، فيفري",
    "morocco": "يناير… يوليوز، غشت",
    "mauritania": "يناير… أغشت، شتمبر",
    "none": N_("None"),
    "gregorian": N_("Gregorian"),
    "hijri": N_("Hijri"),
    "jalali": N_("Persian"),
    "saturday": N_("Saturday"),
    "sunday": N_("Sunday"),
    "monday": N_("Monday"),
    "as-written": N_("As they are written"),
    "shown": N_("Those of the interface"),
    "once": N_("One row, read as one"),
    "each": N_("A row for each"),
    "always": N_("Always kept"),
    "key": N_("Fetched at a key"),
    "never": N_("Never fetched"),
    "window": N_("In a window of its own"),
    "terminal": N_("In this terminal"),
    "as-others": N_("Kept as long as others"),
    "ar-101": "العربية (101)",
    "ar-102-win": "العربية (102)",
    "ar-azerty": "العربية (AZERTY)",
    "ar-mac": "العربية (Mac)",
    "fa-isiri9147": "فارسی (ISIRI 9147)",
    "fa-win": "فارسی (Windows)",
    "he-si1452": "עברית (SI 1452)",
    "ur-phonetic": "اردو (phonetic)",
    "ur-crulp": "اردو (CRULP)",
    "ckb": "کوردی",
}
_OTHERWISE: Mapping[tuple[str, Value], str] = {
    ("language", ""): N_("By the locale"),
    ("country", ""): N_("By the locale"),
    ("pictures", "always"): N_("Under the headline, too"),
    ("refresh_every", 0): N_("Only when asked"),
    ("save_to", ""): N_("Your documents"),
    ("read_lines", 0): N_("All"),
    ("notifications", "never"): N_("None"),
    ("notifications", "rules"): N_("What rules want told"),
    ("notifications", "all"): N_("All that is new"),
    ("keep_days", 0): N_("For good"),
    ("keep_articles", 0): N_("All"),
    ("keep_in_all", 0): N_("All"),
    ("harakat", "auto"): N_("Where the terminal places them well"),
}
"""Values that mean another thing in one setting."""
_RANGES: Mapping[str, Sequence[int]] = {
    "measure": (48, 56, 64, 72, 80, 90, 100, 120),
    "paragraph_spacing": range(4),
    "hijri_offset": range(-2, 3),
    "edition_minutes": (5, 10, 15, 20, 30, 45, 60),
    "read_lines": (0, 1, 5, 10, 20, 40),
    "refresh_every": (0, 15, 30, 60, 120),
    "keep_days": (0, 7, 30, 90, 365),
    "keep_articles": (0, 100, 500, 1_000, 5_000),
    "keep_in_all": (0, 10_000, 50_000, 100_000, 500_000),
}


class Kind(Enum):
    """How a setting is set, by its type."""

    CHOICE = auto()
    NUMBER = auto()
    SWITCH = auto()
    TEXT = auto()
    LIST = auto()
    KEYS = auto()
    TABLE = auto()
    """Written in the file alone."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One of them: what it is called and does, and values that may be chosen, each with its name. Of a number, a text
    or a list there are others, too."""

    name: str
    label: str
    options: tuple[tuple[Value, str], ...]
    kind: Kind
    told: str
    default: object


def settings(themes: Sequence[str]) -> list[Setting]:
    """All of them in the order of the fields. ``themes`` are the names of those there are."""
    hints, told = get_type_hints(Config), explanations()
    found = []
    for field in fields(Config):
        name, hint = field.name, hints[field.name]
        options = tuple((value, named(name, value)) for value in _values(name, hint, themes))
        found.append(Setting(name, label(name), options, _kind(name, hint), _(told[name]), getattr(Config(), name)))
    return found


def label(name: str) -> str:
    """What a setting is called: one that has no label goes by the name of its field, which the catalogs may have."""
    return _(LABELS.get(name) or name.replace("_", " ").capitalize())


def messages() -> Iterator[str]:
    """What the settings add to the catalogs by their types alone."""
    for field in fields(Config):
        if field.name not in LABELS:
            yield field.name.replace("_", " ").capitalize()
    yield from explanations().values()


@cache
def explanations() -> Mapping[str, str]:
    """What each field of the settings says of itself, in English."""
    tree = ast.parse(Path(config.__file__).read_text("utf-8"))
    [body] = [node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == Config.__name__]
    return {
        one.target.id: " ".join(str(following.value.value).split())
        for one, following in pairwise(body)
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
        if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
    }


def read(setting: Setting, typed: str) -> object:
    """What was typed as a value. Raises ValueError, with a sentence for the reader."""
    typed = typed.strip()
    if setting.kind is Kind.NUMBER:
        try:
            return int(typed)
        except ValueError as error:
            raise ValueError(_("“{typed}” is not a whole number.", typed=typed)) from error
    if setting.kind is Kind.LIST:
        try:
            return shlex.split(typed)
        except ValueError as error:
            raise ValueError(_("A quotation mark is not closed.")) from error
    return typed


def written(value: object) -> str:
    """A value as it is typed: what a list has, with blanks between and quotes where it has some itself."""
    return shlex.join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _kind(name: str, hint: object) -> Kind:
    if name in ("theme", "country", "language") or get_origin(hint) is Literal:
        return Kind.CHOICE
    if get_origin(hint) is dict:
        return Kind.KEYS if name == "keys" else Kind.TABLE
    if get_origin(hint) in (list, tuple):
        return Kind.LIST
    return {bool: Kind.SWITCH, int: Kind.NUMBER}.get(cast("type", hint), Kind.TEXT)


def _values(name: str, hint: object, themes: Sequence[str]) -> Sequence[Value]:
    if name == "theme":
        return themes
    if name == "language":
        return ("", *i18n.languages())
    if name == "country":
        return ("", *sorted(words.COUNTRIES, key=words.country))
    if name in _RANGES:
        return _RANGES[name]
    return get_args(hint) if get_origin(hint) is Literal else (True, False) if hint is bool else ()


def named(name: str, value: object) -> str:
    """A value of the setting ``name`` in words."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict):
        return words.number(len(value)) if value else _("None")
    if isinstance(value, (list, tuple)):
        return written(value) or _("None")
    if isinstance(value, (str, int)) and (name, value) in _OTHERWISE:
        return _(_OTHERWISE[name, value])
    if isinstance(value, int):
        return words.number(value) if value >= 0 else f"\u200e\u2212{words.number(-value)}"
    if name == "language":
        return i18n.facts(str(value)).name
    if name == "country":
        return words.country(str(value))
    if name == "theme":
        return title(str(value))
    return _(VALUES[str(value)]) if (value in VALUES and name != "terminal") or not value else str(value)
