"""The command line: what may be typed, and which command it starts. A command imports what it needs itself."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, get_args

from feeds.errors import NashraError
from tui import config, i18n, paths, region
from tui.config import TerminalName
from tui.i18n import _

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

    from tui.config import Config


_VALUED = ("--library", "--terminal", "--lang")
"""The options of the reader itself, which all take a value."""


class _Help(argparse.HelpFormatter):
    """Holds what is typed together: in a right-to-left line the dashes of an option would change sides."""

    def _format_action_invocation(self, action: argparse.Action) -> str:
        typed = super()._format_action_invocation(action)
        return f"\u200e{typed}\u200e" if i18n.rtl() and typed else typed


class Parser(argparse.ArgumentParser):
    """An argument parser whose help and complaints go through the text engine like all that is printed."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, formatter_class=_Help)
        self._positionals.title = _("What to do")
        self._optionals.title = _("Options")

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        from tui.printing import Printer

        to_errors = file is sys.stderr
        Printer(sys.stderr if to_errors else sys.stdout).write(message)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {message}\n")


def parser(*, whole: bool = True) -> argparse.ArgumentParser:
    """Every command with its arguments, in the language in use; or not ``whole`` what may stand before them alone."""
    top = Parser(prog="nashra", description=_("A news reader for the terminal, Arabic first."), add_help=False)
    _common(top)
    top.add_argument("--version", action="store_true", help=_("Print the version and leave."))
    if not whole:
        top.set_defaults(command=None)
        return top
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)

    add = commands.add_parser("add", help=_("Subscribe to a feed, or to the feed of a site."), add_help=False)
    _common(add)
    what = add.add_mutually_exclusive_group(required=True)
    what.add_argument("url", nargs="?", metavar="URL", help=_("The address of a feed or of a site."))
    what.add_argument("--sample", action="store_true", help=_("Add the built-in sample edition."))
    add.add_argument("--section", default="", metavar="NAME", help=_("The section to put the feed in."))
    add.add_argument("--allow-private", action="store_true", help=_("Allow an address on this machine or its network."))
    add.add_argument("--report", action="store_true", help=argparse.SUPPRESS)

    refresh = commands.add_parser("refresh", help=_("Fetch new articles."), add_help=False)
    _common(refresh)
    refresh.add_argument("feeds", nargs="*", type=int, metavar="FEED", help=_("The numbers of feeds; all without any."))
    refresh.add_argument("--due", action="store_true", help=_("Only those that are due, and quietly: for a timer."))
    refresh.add_argument("--report", action="store_true", help=argparse.SUPPRESS)

    keeping_up = commands.add_parser("keep-up", add_help=False)
    _common(keeping_up)

    listing = commands.add_parser("list", help=_("List articles, newest first."), add_help=False)
    _common(listing)
    scope = listing.add_mutually_exclusive_group()
    scope.add_argument("--unread", action="store_true", help=_("Only unread articles."))
    scope.add_argument("--starred", action="store_true", help=_("Only starred articles."))
    scope.add_argument("--section", metavar="NAME", help=_("Only the articles of a section."))
    scope.add_argument("--feed", type=int, metavar="FEED", help=_("Only the articles of a feed."))
    scope.add_argument("--feeds", action="store_true", help=_("List the feeds instead, with their numbers."))
    listing.add_argument("--limit", type=int, default=100, metavar="N", help=_("How many at most."))

    search = commands.add_parser("search", help=_("Find articles, newest first."), add_help=False)
    _common(search)
    search.add_argument("query", nargs="+", metavar="QUERY", help=_("Words, “phrases”, -without, feed:name."))
    search.add_argument("--limit", type=int, default=100, metavar="N", help=_("How many at most."))

    show = commands.add_parser("show", help=_("Print an article."), add_help=False)
    _common(show)
    show.add_argument("article", type=int, metavar="ARTICLE", help=_("The number that «nashra list» gives."))

    fetch = commands.add_parser("fetch", help=_("Fetch the whole text of an article from its page."), add_help=False)
    _common(fetch)
    fetch.add_argument("article", type=int, metavar="ARTICLE", help=_("The number that «nashra list» gives."))
    fetch.add_argument("--report", action="store_true", help=argparse.SUPPRESS)

    comments = commands.add_parser("comments", help=_("Fetch the comments on an article."), add_help=False)
    _common(comments)
    comments.add_argument("article", type=int, metavar="ARTICLE", help=_("The number that «nashra list» gives."))
    comments.add_argument("--report", action="store_true", help=argparse.SUPPRESS)

    taking = commands.add_parser(
        "import", help=_("Take the feeds of another reader: OPML, or newsboat's urls or cache.db."), add_help=False
    )
    _common(taking)
    which = taking.add_mutually_exclusive_group(required=True)
    which.add_argument("file", nargs="?", type=Path, metavar="FILE", help=_("The file of the other reader."))
    which.add_argument("--undo", type=int, metavar="N", help=_("Take an import back, by the number it told."))
    taking.add_argument(
        "--flag", default="", metavar="LETTER", help=_("The flag of newsboat's that means starred; any without it.")
    )
    taking.add_argument("--json", action="store_true", help=_("Tell what came of it as JSON."))
    taking.add_argument("--report", action="store_true", help=argparse.SUPPRESS)

    _keeping(commands)

    _feeds_and_sections(commands)

    stats = commands.add_parser("stats", help=_("See what comes, what you read, and how the feeds do."), add_help=False)
    _common(stats)
    stats.add_argument("--json", action="store_true", help=_("Tell all of it as JSON."))

    _rules(commands)

    doctor = commands.add_parser("doctor", help=_("See how Arabic is sent to this terminal."), add_help=False)
    _common(doctor)
    return top


def _rules(commands: argparse._SubParsersAction[Parser]) -> None:
    """The commands of `tui.rules_commands`."""
    rules = commands.add_parser("rules", help=_("List the rules with what they do, or try a query."), add_help=False)
    _common(rules)
    rules.set_defaults(query=None)
    deeds = rules.add_subparsers(dest="deed", metavar="test", parser_class=Parser)
    test = deeds.add_parser("test", help=_("See how many stored articles a rule would match."), add_help=False)
    _common(test)
    test.add_argument("query", metavar="QUERY", help=_("What is searched for, as in the search box."))


def _keeping(commands: argparse._SubParsersAction[Parser]) -> None:
    """The commands of `tui.keeping_commands`."""
    giving = commands.add_parser("export", help=_("Write the feeds as OPML, or articles."), add_help=False)
    _common(giving)
    what = giving.add_mutually_exclusive_group()
    what.add_argument(
        "--json", action="store_true", help=_("All articles with all that is known, a line of JSON each.")
    )
    what.add_argument("--atom", action="store_true", help=_("Articles with a star, a tag or a note, as an Atom feed."))

    backup = commands.add_parser("backup", help=_("Write the library into one file."), add_help=False)
    _common(backup)
    backup.add_argument("file", type=Path, metavar="FILE", help=_("The file to write; an older backup is replaced."))

    restore = commands.add_parser("restore", help=_("Take the library from a backup."), add_help=False)
    _common(restore)
    restore.add_argument("file", type=Path, metavar="FILE", help=_("The backup; the library that is there is kept."))


def _feeds_and_sections(commands: argparse._SubParsersAction[Parser]) -> None:
    """The commands of `tui.feed_commands`."""
    which = _("The number of a feed, or its address.")
    feed = commands.add_parser("feed", help=_("See how a feed does, and set how it is asked."), add_help=False)
    _common(feed)
    feed.add_argument("feed", metavar="FEED", help=which)
    feed.add_argument("--sign-in", choices=["basic", "bearer", "none"], help=_("Ask for what signs in, or forget it."))
    feed.add_argument("--as-browser", action=argparse.BooleanOptionalAction, help=_("Ask as a browser would"))
    feed.add_argument("--user-agent", metavar="TEXT", help=_("What it is told in place of Nashra's name; '' for that."))
    feed.add_argument("--proxy", metavar="ADDRESS", help=_("The proxy to ask it through; '' for the environment's."))
    feed.add_argument(
        "--header", action="append", metavar="'NAME: VALUE'", help=_("A further header; without a value it goes.")
    )
    _whole_text(feed)
    feed.add_argument("--keep-days", type=int, metavar="N", help=_("Days to keep articles; 0 as of all, -1 for good."))
    feed.add_argument("--keep-articles", type=int, metavar="N", help=_("Articles to keep; 0 as of all, -1 for all."))
    feed.add_argument("--direction", choices=["rtl", "ltr", "auto"], help=_("The direction of its texts."))

    section = commands.add_parser("section", help=_("See how the feeds of a section do, and set it."), add_help=False)
    _common(section)
    section.add_argument("section", metavar="NAME", help=_("The name of a section."))
    _whole_text(section)

    remove = commands.add_parser("remove", help=_("Unsubscribe; the articles of the feed go too."), add_help=False)
    _common(remove)
    remove.add_argument("feed", metavar="FEED", help=which)


def _whole_text(of: argparse.ArgumentParser) -> None:
    values = of.add_mutually_exclusive_group()
    for option, const, told in (
        ("--full-text", "always", _("Show articles as their pages have them.")),
        ("--no-full-text", "never", _("Show articles as the feed sends them.")),
        ("--inherit-full-text", "", _("Leave it to the section around.")),
    ):
        values.add_argument(option, dest="full_text", action="store_const", const=const, help=told)


def _common(of: argparse.ArgumentParser) -> None:
    """What may stand before a command and after it."""
    of.add_argument("-h", "--help", action="help", help=_("Print this help and leave."))
    unsaid = argparse.SUPPRESS
    of.add_argument("--library", type=Path, metavar="PATH", default=unsaid, help=_("The library file to use."))
    terminals = [name for name in get_args(TerminalName) if name]
    of.add_argument(
        "--terminal", choices=terminals, metavar="NAME", default=unsaid, help=_("How Arabic is sent to this terminal.")
    )
    of.add_argument("--lang", choices=["ar", "en"], default=unsaid, help=_("The language of the interface."))


def main(argv: Sequence[str] | None = None) -> int:
    """Runs what was asked for. Returns 0 when it went well, 1 when something failed, 2 when the words were off."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words == ["--version"]:
        return _version()
    from_locale = i18n.from_locale(os.environ)
    i18n.use(_language_of(words) or from_locale)
    report = False
    try:
        settings = config.load(paths.config())
        i18n.use(_language_of(words) or settings.language or from_locale)
        region.use(region.of(settings, os.environ))
        # The reader itself needs no command, and to describe all of them takes 5 ms.
        given = parser(whole=not _only_options(words)).parse_args(words)
        if named := getattr(given, "terminal", None):
            os.environ["NASHRA_TERMINAL"] = named
        elif settings.terminal:
            # For all that prints, and for the commands that the app runs.
            os.environ.setdefault("NASHRA_TERMINAL", settings.terminal)
        if given.version:
            return _version()
        report = getattr(given, "report", False)
        library = getattr(given, "library", None) or paths.library()
        if given.command is None:
            return _read(library, settings)
        if given.command == "doctor":
            from tui import doctor

            return doctor.run(library, settings)
        from tui import commands

        return commands.run(given, library, settings)
    except SystemExit as left:
        return int(left.code or 0)
    except NashraError as error:
        from tui import commands

        return commands.complain(error, report=report)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _only_options(words: Sequence[str]) -> bool:
    """Whether no command is asked for, nor help."""
    rest = iter(words)
    for word in rest:
        if word in _VALUED:
            next(rest, None)
        elif not word.startswith(tuple(f"{one}=" for one in _VALUED)):
            return False
    return True


def _read(library: Path, settings: Config) -> int:
    """The reader itself, full screen."""
    from tui.terminal_session import Session

    # Until the first screen is there, nothing is thrown away: looking for garbage takes a fifth of the time.
    gc.disable()
    # Asked before the app is imported: the terminal answers while Python reads files.
    session = Session(os.environ, settings.terminal)
    from tui.app import start

    return start(library, settings, session)


def _language_of(words: Sequence[str]) -> str:
    """The value of --lang, read before the parser exists, since its help is in that language."""
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        if word == "--lang":
            return following if following in ("ar", "en") else ""
        if word.startswith("--lang="):
            return word.removeprefix("--lang=") if word.removeprefix("--lang=") in ("ar", "en") else ""
    return ""


def _version() -> int:
    from importlib.metadata import version

    sys.stdout.write(f"nashra {version('nashra')}\n")
    return 0
