"""What the line that is being typed may go on with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tui import fuzzy, i18n
from tui.colon.commands import COMMANDS, STATES, Takes, named
from tui.i18n import _
from tui.settings import Setting


@dataclass(frozen=True, slots=True)
class Option:
    """A word that may stand there, and what it means."""

    value: str
    meaning: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """``line`` is all of what is typed with the option in its place."""

    line: str
    option: Option


Options = Callable[[Takes], Sequence[Option]]
"""The names that there are now of themes, sections, feeds and tags."""


def completions(line: str, options: Options, settings: Callable[[], Sequence[Setting]]) -> list[Completion]:
    """What ``line`` may be completed to, what fits best first."""
    line = line.lstrip()
    command, rest = named(line)
    if command is None or command.takes is Takes.NOTHING:
        return [Completion(_with_blank(one), one) for one in fitting(line, _commands(line))]
    head = line.rstrip().removesuffix(rest).rstrip()
    match command.takes:
        case Takes.SETTING:
            return _of_setting(head, rest, line, settings())
        case Takes.STATE:
            there: Sequence[Option] = _states()
        case takes:
            there = options(takes)
    return [Completion(f"{head} {one.value}", one) for one in fitting(rest, there)]


def fitting(typed: str, options: Sequence[Option]) -> list[Option]:
    """The options that have the letters, in their value or as words of what they mean, those first that fit best."""
    words = fuzzy.wanted(typed)
    scored: list[tuple[int | None, str]] = []
    for one in options:
        name = fuzzy.comparable(one.value)
        found = fuzzy.score(words, name)
        if found is None and one.meaning:
            meant = fuzzy.score(words, fuzzy.comparable(one.meaning))
            found = 0 if meant is not None and meant >= fuzzy.WORD * len(words) else None
        scored.append((found, name if words else ""))
    return [options[at] for at in fuzzy.best(scored)]


def _commands(typed: str) -> list[Option]:
    """Every command by its name in the script that is typed, with nothing typed in the language in use."""
    latin = typed.isascii() if typed else i18n.language() != "ar"
    return [Option(one.id if latin or not one.arabic else one.arabic, _(one.help)) for one in COMMANDS]


def _with_blank(option: Option) -> str:
    command = next(one for one in COMMANDS if option.value in (one.id, one.arabic))
    return option.value if command.takes is Takes.NOTHING else f"{option.value} "


def _states() -> list[Option]:
    return [Option(arabic if i18n.language() == "ar" else value, _(full)) for value, (arabic, full) in STATES.items()]


def _of_setting(head: str, typed: str, line: str, settings: Sequence[Setting]) -> list[Completion]:
    name, _blank, value = typed.partition(" ")
    setting = next((one for one in settings if one.name == name), None)
    if setting and (value or line[-1:].isspace()):
        values = [Option(str(one), told) for one, told in setting.options if str(one)]
        return [Completion(f"{head} {name} {one.value}", one) for one in fitting(value, values)]
    names = [Option(one.name, one.label) for one in settings]
    return [Completion(f"{head} {one.value} ", one) for one in fitting(typed, names)]
