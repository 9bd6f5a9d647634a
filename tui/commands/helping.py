"""The commands about the commands: help, completion in shells, and the manual, all made from the parsers."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from feeds.clean import without_marks
from tui.commands import Command
from tui.commands.parser import parser
from tui.i18n import _

if TYPE_CHECKING:
    from tui.commands.parser import Parser

SHELLS = ("bash", "zsh", "fish")


def _help_words(of: Parser) -> None:
    of.add_argument("about", nargs="*", metavar="COMMAND", help=_("The command to tell of; of all without one."))


def _completion_words(of: Parser) -> None:
    of.add_argument("shell", choices=SHELLS, metavar="|".join(SHELLS), help=_("The shell that is to complete."))


def help_(given: Namespace) -> int:
    """Prints the help of a command, or of all."""
    parser(given.about).parse_args([*given.about, "--help"])
    raise AssertionError("the help leaves by itself")


def completion(given: Namespace) -> int:
    """Prints what the shell has to read to complete commands."""
    from tui.completion import described, script

    sys.stdout.write(without_marks(script(given.shell, described())))
    return 0


def man(_given: Namespace) -> int:
    """Prints the manual as roff."""
    from tui.manual import page

    sys.stdout.write(without_marks(page()))
    return 0


COMMANDS = {
    "help": Command(_help_words, apart=help_),
    "completion": Command(_completion_words, apart=completion),
    "man": Command(lambda _of: None, apart=man),
}
