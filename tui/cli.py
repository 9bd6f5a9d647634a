"""The command line: what may be typed, and which command it starts. A command imports what it needs itself."""

from __future__ import annotations

import os
import sys
import time
from argparse import Namespace
from collections.abc import Collection, Sequence
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.errors import NashraError, SettingsUnreadable
from tui import commands, config, i18n, paths, region, verbosity
from tui.commands.parser import parser
from tui.exit_codes import Exit

if TYPE_CHECKING:
    from tui.config import Config

_VALUED = ("--library", "--terminal", "--lang", "--log")
"""The options of the reader itself that take a value."""
_FLAGS = ("-q", "--quiet", "-v", "--verbose")
"""Those that take none."""
_WITHOUT_SETTINGS = (["config"], ["help"], ["completion"], ["man"], ["-h"], ["--help"], ["--version"])
"""What a mistake in the settings must not stop."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs what was asked for. Returns one of `tui.exit_codes.Exit`."""
    words = list(sys.argv[1:] if argv is None else argv)
    began = time.monotonic()
    try:
        code = _run(words)
        # What can't be written any more is met here, and not where Python ends.
        sys.stdout.flush()
    except SystemExit as left:
        code = int(left.code or 0)
    except NashraError as error:
        code = commands.complain(error, report="--report" in words)
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        code = Exit.UNREAD
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except Exception:
        from traceback import format_exc

        verbosity.note(format_exc())
        raise
    if verbosity.noted():
        verbosity.note(f"left with {int(code)} after {time.monotonic() - began:.1f} s")
    return int(code)


def _run(words: Sequence[str]) -> int:
    rest = _after_options(words)
    from_locale = i18n.from_locale(os.environ)
    asked = _language_of(words)
    i18n.use(asked or from_locale)
    settings, strangers = _settings(rest)
    if settings.language and not asked:
        i18n.use(settings.language)
    region.use(region.of(settings, os.environ))
    # The reader itself needs no command, and to describe all of them takes 5 ms.
    given = parser(rest, commands=bool(rest)).parse_args(words)
    _hear(given, settings, words)
    if given.version:
        return _version()
    given.library, given.settings = getattr(given, "library", None) or paths.library(), settings
    if given.command is None:
        return _read(given.library, settings, _told(strangers)) if _has_terminal() else _without_terminal()
    # The app tells of it itself, and a timer is not told again and again.
    if rest[:1] not in _WITHOUT_SETTINGS and not (verbosity.quiet() or getattr(given, "report", False)):
        for one in _told(strangers):
            _tell(one)
    return commands.run(given)


def _hear(given: Namespace, settings: Config, words: Sequence[str]) -> None:
    """What holds for all that follows, and for the commands that the app runs."""
    if named := getattr(given, "terminal", None):
        os.environ["NASHRA_TERMINAL"] = named
    elif settings.terminal:
        os.environ.setdefault("NASHRA_TERMINAL", settings.terminal)
    if log := getattr(given, "log", None):
        os.environ["NASHRA_LOG"] = str(Path(log).expanduser().absolute())
    verbosity.use(
        quiet=getattr(given, "quiet", False),
        verbose=getattr(given, "verbose", False),
        file=os.environ.get("NASHRA_LOG", "") or settings.log,
    )
    if verbosity.noted():
        from tui import __version__

        verbosity.note(f"nashra {__version__}: {verbosity.words(words)}")


def _after_options(words: Sequence[str]) -> Sequence[str]:
    """The words from the command on, or from what asks for help."""
    at = 0
    while at < len(words):
        name, given, _value = words[at].partition("=")
        if name in _FLAGS:
            at += 1
        elif name in _VALUED:
            at += 1 if given else 2
        else:
            break
    return words[at:]


def _settings(rest: Sequence[str]) -> tuple[Config, frozenset[str]]:
    """The settings, and the names among them that no setting has; where they can't be read, what is there to mend them
    goes by those at first. Raises SettingsUnreadable."""
    try:
        return config.load_all(paths.config())
    except SettingsUnreadable:
        if rest[:1] not in _WITHOUT_SETTINGS:
            raise
        return config.Config(), frozenset()


def _told(strangers: Collection[str]) -> Sequence[str]:
    """What is said of names in the settings that no setting has: they are passed over."""
    if not strangers:
        return ()
    from tui.settings_check import strangers as found

    return [f"{paths.config()}: {one}" for one in found(paths.config())]


def _tell(told: str) -> None:
    from tui.printing import Printer

    Printer(sys.stderr).write(f"{told}\n")


def _read(library: Path, settings: Config, told: Sequence[str]) -> int:
    """The reader itself, full screen; ``told`` is for a notice at its start."""
    from tui.last_screen import LastScreen
    from tui.terminal_session import Session

    last = LastScreen(library, settings, os.environ)
    # Asked before the app is imported: the terminal answers while Python reads files.
    session = Session(os.environ, settings.terminal)
    try:
        last.show(session)
        from tui.app import start

        return start(library, settings, session, last, told)
    finally:
        # What is to be told of a start that failed is told on the shell's screen.
        session.close()


def _has_terminal() -> bool:
    """Whether the reader can be shown and typed to, which draws on standard error; a page in the browser is both."""
    if "TEXTUAL_DRIVER" in os.environ:
        return True
    return all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__))


def _without_terminal() -> int:
    from tui.i18n import _

    told = _("The reader needs a terminal to show itself and to be typed to.")
    beside = _(
        "Scripts and pipes are for its commands, such as {names}: «nashra help».", names="list, search, show, refresh"
    )
    _tell(f"{told} {beside}")
    return Exit.FAILED


def _language_of(words: Sequence[str]) -> str:
    """The value of --lang, read before the parser exists, since its help is in that language."""
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        if word == "--lang":
            return following if following in i18n.languages() else ""
        if word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
            return asked if asked in i18n.languages() else ""
    return ""


def _version() -> int:
    from tui import __version__

    sys.stdout.write(f"nashra {__version__}\n")
    return 0
