"""Completion of commands in bash, zsh and fish, made from the parsers: nothing in it is written by hand."""

from __future__ import annotations

from argparse import Action
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from shlex import quote
from typing import Literal

from tui.commands import COMMANDS
from tui.commands.parser import Parser, parser

Kind = Literal["", "file", "folder", "feed", "section", "tag", "command"]
"""What a value is, for which the shell or a command finds those there are."""

_KINDS: Mapping[str, Kind] = {
    "FILE": "file",
    "PATH": "file",
    "FOLDER": "folder",
    "FEED": "feed",
    "TAG": "tag",
    "SECTION": "section",
    "COMMAND": "command",
}
_ASKED: Mapping[str, tuple[str, int, int]] = {
    "feed": ("nashra --quiet feeds 2>/dev/null", 1, 5),
    "section": ("nashra --quiet sections 2>/dev/null", 4, 4),
    "tag": ("nashra --quiet tags 2>/dev/null", 2, 2),
}
"""What lists the values of a kind, the field that has them, and the one that says what each is."""


@dataclass(frozen=True, slots=True)
class Value:
    """What may be typed at a place: one of ``words``, or something of a ``kind``."""

    words: tuple[str, ...] = ()
    kind: Kind = ""


@dataclass(frozen=True, slots=True)
class Option:
    """``value`` is None for one that takes none."""

    names: tuple[str, ...]
    told: str
    value: Value | None
    metavar: str
    shared: bool
    """Whether every command takes it."""


@dataclass(frozen=True, slots=True)
class Described:
    """A command, by the words that it is typed with; ``values`` are those that may follow it in their order, of which
    the last one may be typed again and again if ``more``."""

    path: tuple[str, ...]
    told: str
    typed_as: str
    options: tuple[Option, ...]
    values: tuple[Value, ...]
    more: bool
    below: tuple[str, ...]


def described() -> list[Described]:
    """``nashra`` itself, and each command that people type, in the language in use."""
    top = parser([])
    found = [_of((), "", top)]
    for name, (_room, told) in COMMANDS.items():
        under = parser([name]).under
        if told and under:
            found += _all((name,), told, under.choices[name])
    return found


def script(shell: str, commands: Sequence[Described]) -> str:
    """What a shell reads to complete ``commands``."""
    made: Mapping[str, Callable[[Sequence[Described]], Iterator[str]]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
    return "\n".join(made[shell](commands)) + "\n"


def _all(path: tuple[str, ...], told: str, of: Parser) -> Iterator[Described]:
    yield _of(path, told, of)
    if of.under:
        for name, below in of.under.choices.items():
            yield from _all((*path, name), below.description or "", below)


def _of(path: tuple[str, ...], told: str, of: Parser) -> Described:
    actions = [*of.own(), *of.shared()]
    typed = [one for one in actions if not one.option_strings]
    return Described(
        path,
        told,
        of.typed_as(),
        tuple(_option(one, shared=one in of.shared()) for one in actions if one.option_strings),
        tuple(map(_value, typed)),
        bool(typed) and typed[-1].nargs in ("*", "+"),
        tuple(name for name in of.under.choices if path or COMMANDS[name][1]) if of.under else (),
    )


def _option(action: Action, *, shared: bool) -> Option:
    value = None if action.nargs == 0 else _value(action)
    metavar = "" if value is None else str(action.metavar or "|".join(value.words))
    return Option(tuple(action.option_strings), action.help or "", value, metavar, shared)


def _value(action: Action) -> Value:
    if action.choices:
        return Value(tuple(map(str, action.choices)))
    metavar = str(action.metavar or "")
    if metavar == "NAME" and action.dest == "section":
        return Value(kind="section")
    return Value(kind=_KINDS.get(metavar, ""))


# ── bash ─────────────────────────────────────────────────────────────────────────────────────────────────────

_BASH = r"""# bash completion of nashra, made by «nashra completion bash»
_nashra_lines() {
    # A value a line, quoted where it has blanks.
    local line
    while IFS= read -r line; do
        [[ $line == "$cur"* ]] && COMPREPLY+=("$(printf %%q "$line")")
    done
}
_nashra_kind() {
    case $1 in
        file) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); compopt -o filenames ;;
        folder) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); compopt -o filenames ;;
%(asked)s
        *) mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur") ;;
    esac
}
_nashra() {
    local cur=${COMP_WORDS[COMP_CWORD]} path="" typed=0 index=1 value values options
    COMPREPLY=()
    while ((index < COMP_CWORD)); do
        case "$path:${COMP_WORDS[index]}" in
%(taking)s
            *:-*) ;;
%(below)s
            *) ((typed++)) ;;
        esac
        ((index++))
    done
    case "$path:${COMP_WORDS[COMP_CWORD - 1]}" in
%(values_of_options)s
    esac
    case "$path" in
%(commands)s
    esac
    if [[ $cur == -* ]]; then
        _nashra_kind "$options"
    elif ((typed < ${#values[@]})); then
        _nashra_kind "${values[typed]}"
    elif [[ $more ]]; then
        _nashra_kind "${values[-1]}"
    fi
}
complete -F _nashra nashra"""


def _bash(commands: Sequence[Described]) -> Iterator[str]:
    taking, answers, below, cases = [], [], [], []
    for one in commands:
        path = " ".join(one.path)
        for option in one.options:
            if option.value is None or (option.shared and path):
                continue
            names = "|".join(f"*:{name}" if option.shared else quote(f"{path}:{name}") for name in option.names)
            taking.append(f"            {names}) ((index++)) ;;")
            answers.append(f"        {names}) _nashra_kind {quote(_bash_value(option.value))}; return ;;")
        below += [
            f"            {quote(f'{path}:{name}')}) path={quote(' '.join((*one.path, name)))} ;;" for name in one.below
        ]
        values = [" ".join(one.below)] if one.below else [_bash_value(value) for value in one.values]
        options = " ".join(name for option in one.options for name in option.names)
        more = "1" if one.more else ""
        cases.append(
            f"        {quote(path)}) options={quote(options)} values=({' '.join(map(quote, values))}) more={more} ;;"
        )
    asked = "\n".join(
        f"        {kind}) _nashra_lines < <({command} | cut -f{field}) ;;"
        for kind, (command, field, _told) in _ASKED.items()
    )
    named = " ".join(commands[0].below)
    yield _BASH % {
        "asked": f'{asked}\n        command) mapfile -t COMPREPLY < <(compgen -W {quote(named)} -- "$cur") ;;',
        "taking": "\n".join(taking),
        "below": "\n".join(below),
        "values_of_options": "\n".join(answers),
        "commands": "\n".join(cases),
    }


def _bash_value(value: Value) -> str:
    return " ".join(value.words) if value.words else value.kind


# ── zsh ──────────────────────────────────────────────────────────────────────────────────────────────────────


_ZSH_ASKED = r"""_nashra_%(kind)s() {
    local -a found=()
    local row
    for row in ${(f)"$(%(command)s | cut -f%(field)s,%(told)s)"}; do
        found+=("${${row%%%%$'\t'*}//:/\\:}:${row#*$'\t'}")
    done
    _describe %(kind)s found
}"""


def _zsh(commands: Sequence[Described]) -> Iterator[str]:
    yield "#compdef nashra\n# zsh completion of nashra, made by «nashra completion zsh»\n"
    for kind, (command, field, told) in _ASKED.items():
        yield _ZSH_ASKED % {"kind": kind, "command": command, "field": field, "told": told}
    yield f"_nashra_command() {{\n    compadd {' '.join(commands[0].below)}\n}}"
    for one in commands:
        name = "_".join(("_nashra_of", *one.path)).replace("-", "_")
        yield f"{name}() {{"
        yield "    local curcontext=$curcontext state line"
        specs = [_zsh_option(option) for option in one.options]
        if one.below:
            specs += ["':command:->command'", "'*::word:->word'"]
        else:
            values = [f"{at}:value:{_zsh_value(value)}" for at, value in enumerate(one.values, 1)]
            if one.more:
                values[-1] = f"*:value:{_zsh_value(one.values[-1])}"
            specs += map(quote, values)
        yield "    _arguments -C -s \\\n        " + " \\\n        ".join(specs)
        if one.below:
            texts = {below.path: below.told for below in commands}
            names = " ".join(quote(f"{below}:{_zsh_text(texts[*one.path, below])}") for below in one.below)
            calls = "\n".join(
                f"            {below}) {'_'.join((name, below)).replace('-', '_')} ;;" for below in one.below
            )
            yield f"    local -a commands=({names})"
            yield "    case $state in\n        command) _describe command commands ;;"
            yield f"        word) case $line[1] in\n{calls}\n        esac ;;\n    esac"
        yield "}"
    yield 'if [[ $funcstack[1] == _nashra ]]; then\n    _nashra_of "$@"\nelse\n    compdef _nashra_of nashra\nfi'


def _zsh_option(option: Option) -> str:
    told = f"[{_zsh_text(option.told)}]"
    value = "" if option.value is None else f":value:{_zsh_value(option.value)}"
    if len(option.names) == 1:
        return quote(f"{option.names[0]}{told}{value}")
    return f"{quote('(' + ' '.join(option.names) + ')')}{{{','.join(option.names)}}}{quote(told + value)}"


def _zsh_value(value: Value) -> str:
    if value.words:
        return f"({' '.join(value.words)})"
    return {"file": "_files", "folder": "_files -/", "": " "}.get(value.kind, f"_nashra_{value.kind}")


def _zsh_text(text: str) -> str:
    for char in "\\[]:":
        text = text.replace(char, f"\\{char}")
    return text


# ── fish ─────────────────────────────────────────────────────────────────────────────────────────────────────

_FISH = """\
# fish completion of nashra, made by «nashra completion fish»
function __nashra_at
    # Whether just these commands have been typed; options and the values of those that take one are passed over.
    set -l typed (commandline -opc)[2..]
    set -l path
    set -l skip 0
    for word in $typed
        if test $skip = 1
            set skip 0
        else if contains -- $word %(taking)s
            set skip 1
        else if not string match -q -- '-*' $word
            set -a path $word
        end
    end
    set -l wanted (count $argv)
    if test $wanted = 0
        test (count $path) = 0
    else
        test (count $path) -ge $wanted; and test "$path[1..$wanted]" = "$argv"
    end
end
complete -c nashra -f"""


def _fish(commands: Sequence[Described]) -> Iterator[str]:
    taking = {name for one in commands for option in one.options if option.value is not None for name in option.names}
    yield _FISH % {"taking": " ".join(sorted(taking))}
    texts = {one.path: one.told for one in commands}
    for one in commands:
        condition = f"-n {quote(' '.join(('__nashra_at', *one.path)))}"
        for name in one.below:
            yield f"complete -c nashra {condition} -a {name} -d {_fish_text(texts[*one.path, name])}"
        for option in one.options:
            names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
            value = "" if option.value is None else f" {_fish_value(option.value, commands)}"
            yield f"complete -c nashra {condition} {names} -d {_fish_text(option.told)}{value}"
        for place in one.values:
            if place.words or place.kind:
                yield f"complete -c nashra {condition} {_fish_value(place, commands, option=False)}"


def _fish_value(value: Value, commands: Sequence[Described], *, option: bool = True) -> str:
    if value.kind == "file":
        return "-r -F" if option else "-F"
    if value.kind == "folder":
        return "-x -a '(__fish_complete_directories)'" if option else "-a '(__fish_complete_directories)'"
    if value.kind in _ASKED:
        command, field, told = _ASKED[value.kind]
        words = f"({command} | cut -f{field}{'' if field == told else f',{told}'})"
    else:
        words = " ".join(commands[0].below if value.kind == "command" else value.words)
    return f"{'-x' if option else ''} -a {_fish_text(words)}".strip()


def _fish_text(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
