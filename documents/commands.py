"""The page of all commands, from their parsers and from what they tell as JSON."""

from __future__ import annotations

from argparse import Action
from collections.abc import Iterator, Sequence

from tui import i18n
from tui.commands import COMMANDS
from tui.commands.parser import Parser, parser
from tui.commands.records import BY_COMMAND, FIELDS, Record
from tui.exit_codes import TOLD
from tui.i18n import _
from tui.manual import page as manual_page

_BEGIN = """\
# Commands

*Made from the commands themselves by `make documents`.*

`nashra COMMAND --help` tells the same in your language. What is printed to a terminal is ordered and joined for it; in
a pipe it is logical text without marks of direction, a row a line, its fields parted by tabs.

Commands that list take `--json`: a line of JSON for each thing (JSON Lines, in UTF-8), every member in every line. A
text that is not known is empty, a time (RFC 3339, in UTC) that is not known `null`. Members are added in later
versions, but none is renamed, taken away or given another meaning.
"""


_CODES = "\n## Exit codes\n\n| code | what it says | |\n|---|---|---|\n"


def page() -> str:
    """The page in Markdown."""
    language = i18n.language()
    try:
        return _BEGIN + "".join((*_all_take(), *_codes(), *_commands()))
    finally:
        i18n.use(language)


def manual() -> str:
    """The manual in English, as the wheel installs it."""
    language = i18n.language()
    i18n.use("en")
    try:
        return manual_page()
    finally:
        i18n.use(language)


def _all_take() -> Iterator[str]:
    yield "\n## What every command takes\n"
    yield from _table(*(_parser("list", language).shared() for language in ("en", "ar")))


def _codes() -> Iterator[str]:
    yield _CODES
    for code, told in TOLD.items():
        i18n.use("ar")
        yield f"| {int(code)} | {told} | {_(told)} |\n"


def _commands() -> Iterator[str]:
    for name, (_room, told) in COMMANDS.items():
        if not told:
            continue
        english, arabic = (_parser(name, language) for language in ("en", "ar"))
        yield f"\n## nashra {name}\n\n{told}<br>\n{_(told)}\n\n```\n{english.typed_as()}\n```\n"
        yield from _arguments(english, arabic)
        yield from _told(name)
        for below in english.under.choices if english.under else ():
            parsers = [one.under.choices[below] for one in (english, arabic) if one.under]
            yield f"\n```\n{parsers[0].typed_as()}\n```\n"
            yield from _arguments(*parsers)
            yield from _told(f"{name} {below}")


def _parser(name: str, language: str) -> Parser:
    """The parser of a command in a language, which stays in use."""
    i18n.use(language)
    under = parser([name]).under
    assert under is not None
    return under.choices[name]


def _arguments(english: Parser, arabic: Parser) -> Iterator[str]:
    yield from _table(english.own(), arabic.own())


def _table(english: Sequence[Action], arabic: Sequence[Action]) -> Iterator[str]:
    rows = []
    for one, other in zip(english, arabic, strict=True):
        values = str(one.metavar or "|".join(map(str, one.choices or ())))
        typed = [", ".join(one.option_strings)] if one.option_strings else []
        if one.nargs != 0:
            typed.append(values or one.dest)
        rows.append(f"| `{_cell(' '.join(typed))}` | {_cell(str(one.help))} | {_cell(str(other.help))} |\n")
    if rows:
        yield "\n| | | |\n|---|---|---|\n"
        yield from rows


def _told(kind: str) -> Iterator[str]:
    """The members of what a command tells as JSON; of what another one tells as well, only which that is."""
    if kind not in BY_COMMAND:
        return
    record = BY_COMMAND[kind]
    first = next(name for name, known in BY_COMMAND.items() if known is record)
    if first != kind:
        yield f"\n`nashra {kind} --json` tells the same as `nashra {first} --json`.\n"
        return
    if kind in FIELDS:
        yield f"\nA row in a pipe, its fields parted by tabs: {', '.join(FIELDS[kind])}.\n"
    yield f"\n`nashra {kind} --json`:\n\n| member | kind | what it says |\n|---|---|---|\n"
    yield from _members(record)


def _members(record: Record, within: str = "") -> Iterator[str]:
    for one in record:
        yield f"| `{within}{one.name}` | {one.kind} | {_cell(one.told)} |\n"
        if one.inside and one.inside not in BY_COMMAND.values():
            yield from _members(one.inside, f"{within}{one.name}[].")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
