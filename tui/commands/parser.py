"""The words of the command line: what may be typed, in the language in use."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, get_args

from tui import i18n
from tui.commands import complaints
from tui.config import TerminalName
from tui.i18n import _

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

# It takes its messages from these, for which it has no setting, and would look on the disk for a catalog of its own.
argparse._, argparse.ngettext = i18n._, i18n.plural  # type: ignore[attr-defined]


class _Help(argparse.HelpFormatter):
    """Holds what is typed together: in a right-to-left line the dashes of an option would change sides. What stands
    below the options is laid out already."""

    asked_width: ClassVar[int | None] = 80
    """None asks the terminal. Each argument is tried with a help of its own that is not printed."""

    def __init__(self, prog: str, **given: Any) -> None:
        super().__init__(prog, **{"width": self.asked_width, **given})

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return text if "\n" in text else super()._fill_text(text, width, indent)

    def _format_action_invocation(self, action: argparse.Action) -> str:
        typed = super()._format_action_invocation(action)
        return held(typed)


def held(typed: str) -> str:
    """What is typed, held together in a right-to-left line."""
    return f"\u200e{typed}\u200e" if i18n.rtl() and typed else typed


class Parser(argparse.ArgumentParser):
    """An argument parser whose help and complaints go through the text engine like all that is printed."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, formatter_class=_Help, add_help=False)
        self._positionals.title = _("What to do")
        self._optionals.title = _("Options")
        self.under: argparse._SubParsersAction[Parser] | None = None
        """What chooses among the commands below this one."""
        self._told_of: list[str] = []
        self._common()
        self._shared = len(self._actions)
        # For what only the command itself can tell is wrong use.
        self.set_defaults(refuse=self.error)

    def _common(self) -> None:
        """What may stand before a command and after it."""
        self.add_argument("-h", "--help", action="help", help=_("Print this help and leave."))
        unsaid = argparse.SUPPRESS
        self.add_argument("--library", type=Path, metavar="PATH", default=unsaid, help=_("The library file to use."))
        terminals = [name for name in get_args(TerminalName) if name]
        self.add_argument(
            "--terminal",
            choices=terminals,
            metavar="NAME",
            default=unsaid,
            help=_("How Arabic is sent to this terminal."),
        )
        self.add_argument("--lang", choices=i18n.languages(), default=unsaid, help=_("The language of the interface."))
        how_much = self.add_mutually_exclusive_group()
        quiet, verbose = _("Say nothing but what was asked for, and errors."), _("Tell each step on standard error.")
        how_much.add_argument("-q", "--quiet", action="store_true", default=unsaid, help=quiet)
        how_much.add_argument("-v", "--verbose", action="store_true", default=unsaid, help=verbose)
        told = _("Write what is done into a file, without what signs in.")
        self.add_argument("--log", metavar="FILE", default=unsaid, help=told)

    def format_usage(self) -> str:
        _Help.asked_width = None
        # What every command takes is told of below; before that would be what one looks for last.
        self.usage = self.typed_as().replace("%", "%%")
        return super().format_usage()

    def format_help(self) -> str:
        _Help.asked_width = None
        self.usage = self.typed_as().replace("%", "%%")
        if self.epilog is None:
            self.epilog = self._below_help()
        return super().format_help()

    def _below_help(self) -> str:
        """Examples of the command, or of ``nashra`` itself what its exit codes say."""
        from tui.commands.examples import EXAMPLES
        from tui.exit_codes import TOLD

        command = self.prog.partition(" ")[2]
        if not command:
            codes = (f"  {held(f'{int(code):>3}')}  {_(told)}\n" for code, told in TOLD.items())
            return f"{_('Exit codes')}:\n{''.join(codes)}\n{_('«nashra help COMMAND» tells more of each.')}\n"
        examples = (f"  {held(typed)}\n    {_(told)}\n" for typed, told in EXAMPLES.get(command, ()))
        return f"{_('Examples')}:\n{''.join(examples)}" if command in EXAMPLES else ""

    def own(self) -> list[argparse.Action]:
        """What may be typed after this command that not every one takes, and that is told of."""
        own = self._actions[self._shared :]
        return [one for one in own if one is not self.under and one.help not in (None, argparse.SUPPRESS)]

    def shared(self) -> list[argparse.Action]:
        """What every command takes."""
        return self._actions[: self._shared]

    def typed_as(self) -> str:
        """How this command is typed, on one line and without what every one takes."""
        formatter = argparse.HelpFormatter(self.prog, width=10_000)
        formatter.add_usage(None, self._actions[self._shared :], self._mutually_exclusive_groups, prefix="")
        return formatter.format_help().strip()

    def below(self, dest: str, metavar: str, *, required: bool = False) -> None:
        """Let a command follow this one, by the name ``dest``: see `command`."""
        self.under = self.add_subparsers(dest=dest, metavar=metavar, required=required, parser_class=Parser)

    def command(self, name: str, told: str) -> Parser:
        """One that may follow; without a word about it, people are not told of it."""
        assert self.under is not None
        if told:
            self._told_of.append(name)
        return self.under.add_parser(name, help=told, description=told) if told else self.under.add_parser(name)

    def one_of(self, dest: str, told: Mapping[str, str], *, required: bool = False) -> None:
        """Let one of several be asked for by an option of its own, whose name ``dest`` then has; ``told`` says what
        each does."""
        group = self.add_mutually_exclusive_group(required=required)
        for name, said in told.items():
            group.add_argument(f"--{name}", action="store_const", dest=dest, const=name, help=said)

    def for_json(self) -> None:
        """Let what is listed be asked for as JSON, see `tui.commands.records`."""
        self.add_argument("--json", action="store_true", help=_("Tell all of it as JSON."))

    def for_app(self) -> None:
        """Let the app ask for reports, a line of JSON each, in place of what a person reads."""
        self.add_argument("--report", action="store_true", help=argparse.SUPPRESS)

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        from tui.printing import Printer

        to_errors = file is sys.stderr
        Printer(sys.stderr if to_errors else sys.stdout).write(message)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """As of every parser, but what this one has no place for is told of here, where its options are known."""
        given, left = super().parse_known_args(args, namespace)
        for word in left:
            if word.startswith("-") and word != "--":
                told = _("There is no option “{typed}”.", typed=word)
                self.error(told + complaints.meant(word.partition("=")[0], self._option_string_actions))
            self.error(_("“{typed}” is more than can be taken here.", typed=word))
        return given, left

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        if action is not self.under:
            told = _("“{typed}” is none of: {names}.", typed=value, names=_(", ").join(map(str, action.choices)))
            raise argparse.ArgumentError(action, told + complaints.meant(str(value), action.choices))
        told = _("There is no command “{typed}”.", typed=value)
        raise argparse.ArgumentError(None, told + complaints.meant(str(value), self._told_of))

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\n")


def parser(typed: Sequence[str], *, commands: bool = True) -> Parser:
    """Every command by its name, and those that are ``typed`` with their arguments; or without ``commands`` what may
    stand before them alone."""
    top = Parser(prog="nashra", description=_("A news reader for the terminal, Arabic first."))
    top.add_argument("--version", action="store_true", help=_("Print the version and leave."))
    top.set_defaults(command=None)
    if commands:
        from tui.commands import COMMANDS, room

        top.below("command", "COMMAND")
        # All of them are for help and complaints: to describe each takes longer than a list of articles.
        first = typed[0] if typed and typed[0] in COMMANDS else ""
        for name, (where, told) in COMMANDS.items():
            if first and name != first:
                continue
            one = top.command(name, _(told) if told else "")
            if name in typed:
                room(where).COMMANDS[name].words(one)
    return top
