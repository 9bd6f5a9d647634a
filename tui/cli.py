"""The command line: what may be typed, and which command it starts. A command imports what it needs itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.errors import NashraError, SettingsUnreadable
from tui import commands, config, i18n, paths, region
from tui.commands.parser import parser

if TYPE_CHECKING:
    from tui.config import Config

_VALUED = ("--library", "--terminal", "--lang")
"""The options of the reader itself, which all take a value."""
_WITHOUT_SETTINGS = (["config"], ["-h"], ["--help"], ["--version"])
"""What a mistake in the settings must not stop."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs what was asked for. Returns 0 when it went well, 1 when something failed, 2 when the words were off."""
    words = list(sys.argv[1:] if argv is None else argv)
    rest = _after_options(words)
    from_locale = i18n.from_locale(os.environ)
    i18n.use(_language_of(words) or from_locale)
    report = False
    try:
        settings = _settings(rest)
        i18n.use(_language_of(words) or settings.language or from_locale)
        region.use(region.of(settings, os.environ))
        # The reader itself needs no command, and to describe all of them takes 5 ms.
        given = parser(rest, commands=bool(rest)).parse_args(words)
        if named := getattr(given, "terminal", None):
            os.environ["NASHRA_TERMINAL"] = named
        elif settings.terminal:
            # For all that prints, and for the commands that the app runs.
            os.environ.setdefault("NASHRA_TERMINAL", settings.terminal)
        if given.version:
            return _version()
        report = getattr(given, "report", False)
        given.library, given.settings = getattr(given, "library", None) or paths.library(), settings
        if given.command is None:
            return _read(given.library, settings)
        return commands.run(given)
    except SystemExit as left:
        return int(left.code or 0)
    except NashraError as error:
        return commands.complain(error, report=report)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _after_options(words: Sequence[str]) -> Sequence[str]:
    """The words from the command on, or from what asks for help."""
    at = 0
    while at < len(words) and words[at].startswith("--"):
        name, given, _value = words[at].partition("=")
        if name not in _VALUED:
            break
        at += 1 if given else 2
    return words[at:]


def _settings(rest: Sequence[str]) -> Config:
    """The settings; where they can't be read, what is there to mend them goes by those at first. Raises
    SettingsUnreadable."""
    try:
        return config.load(paths.config())
    except SettingsUnreadable:
        if rest[:1] not in _WITHOUT_SETTINGS:
            raise
        return config.Config()


def _read(library: Path, settings: Config) -> int:
    """The reader itself, full screen."""
    from tui.terminal_session import Session

    # Asked before the app is imported: the terminal answers while Python reads files.
    session = Session(os.environ, settings.terminal)
    from tui.app import start

    return start(library, settings, session)


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
