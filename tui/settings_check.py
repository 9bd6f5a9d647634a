"""What the types of the settings tell of their file: each mistake with its line and with what may stand there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from tui.commands.complaints import meant
from tui.config import Config
from tui.i18n import _
from tui.settings_file import line_of

_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
"""Where `tomllib` says a mistake is."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """``line`` is from 1, or 0 where none can be named; ``name`` is that of the setting, or empty."""

    line: int
    name: str
    told: str

    def __str__(self) -> str:
        return _("Line {n}: {told}", n=self.line, told=self.told) if self.line else self.told


def why(path: Path) -> str:
    """The first mistake that keeps the settings from being read, or empty."""
    return next((str(one) for one in found(path, by_type) if one.name in ("", *Config.__match_args__)), "")


def strangers(path: Path) -> list[Mistake]:
    """The names in the file that no setting has, which are passed over, each with what may be meant."""
    return [one for one in found(path, by_type) if one.name not in ("", *Config.__match_args__)]


def found(path: Path, look: Callable[[Mapping[str, object]], Iterable[tuple[str, str]]]) -> list[Mistake]:
    """What a look at the settings in the file finds, by its lines; none where there is no file."""
    try:
        text = path.read_text("utf-8-sig")
        written = tomllib.loads(text)
    except FileNotFoundError:
        return []
    except tomllib.TOMLDecodeError as error:
        return [_unreadable(text, str(error))]
    except (OSError, UnicodeError) as error:
        return [Mistake(0, "", str(error))]
    there = [Mistake(line_of(text, name) or _table(text, name), name, told) for name, told in look(written)]
    return sorted(there, key=lambda one: one.line)


def allowed(name: str) -> str:
    """What a setting takes, in words."""
    return _of_type(get_type_hints(Config)[name])


def _unreadable(text: str, told: str) -> Mistake:
    at = _AT.search(told)
    line = int(at[1] or text.count("\n") + 1) if at else 0
    return Mistake(line, "", _("This is no TOML: {why}.", why=_AT.sub("", told)))


def by_type(written: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The setting that each mistake is in, and a sentence: for all but those that are not there the settings can't be
    read."""
    import msgspec

    for name, value in written.items():
        if name not in Config.__match_args__:
            yield name, _("There is no setting “{name}”.", name=name) + meant(name, Config.__match_args__)
            continue
        try:
            msgspec.convert({name: value}, Config)
        except msgspec.ValidationError as error:
            yield name, _wrong(name, value, error)


def _wrong(name: str, value: object, error: Exception) -> str:
    """Why a value is refused: the sentence of the settings themselves where its type is right."""
    if isinstance(error.__cause__, ValueError):
        return str(error.__cause__)
    return _("“{name}” can't be {value}. It takes {allowed}.", name=name, value=_short(value), allowed=allowed(name))


def _of_type(hint: Any) -> str:
    if get_origin(hint) is Literal:
        return _("one of {values}", values=", ".join(f'"{value}"' for value in get_args(hint)))
    if get_origin(hint) is dict:
        return _("a table whose values are each {value}", value=_of_type(get_args(hint)[1]))
    if get_origin(hint) in (list, tuple):
        return _("a list of texts in brackets")
    return {int: _("a whole number"), bool: _("true or false")}.get(hint, _("a text in quotation marks"))


def _table(text: str, name: str) -> int:
    """The line of the head of a table, or 0."""
    return line_of(text, f"[{name}]")


def _short(value: object) -> str:
    told = f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
    return told if len(told) <= 60 else f"{told[:60]}…"
