"""Keeping the library: what goes after a refresh, backups, and articles for other programs."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.errors import DiskFull, LibraryBusy, LibraryReadOnly
from feeds.types import Retention
from tui import words
from tui.commands import Command
from tui.i18n import _, plural
from tui.printing import Printer

if TYPE_CHECKING:
    from feeds.reader import Reader
    from tui.commands.parser import Parser
    from tui.config import Config

_LONGEST = 10.0
"""Seconds that a refresh takes at most to let old articles go; what is left goes after the next."""


def _export_words(of: Parser) -> None:
    what = of.add_mutually_exclusive_group()
    what.add_argument(
        "--json", action="store_true", help=_("All articles with all that is known, a line of JSON each.")
    )
    what.add_argument("--atom", action="store_true", help=_("Articles with a star, a tag or a note, as an Atom feed."))


def _backup_words(of: Parser) -> None:
    of.add_argument("file", type=Path, metavar="FILE", help=_("The file to write; an older backup is replaced."))


def _restore_words(of: Parser) -> None:
    of.add_argument("file", type=Path, metavar="FILE", help=_("The backup; the library that is there is kept."))


def tidy(reader: Reader, settings: Config) -> None:
    """Let go what the settings don't keep. What stands in the way of that now, the next refresh will try again."""
    end = time.monotonic() + _LONGEST
    with suppress(LibraryBusy, LibraryReadOnly, DiskFull):
        reader.prune(retention(settings), stop=lambda: time.monotonic() > end)


def retention(settings: Config) -> Retention:
    return Retention(
        settings.keep_days, settings.keep_articles, settings.keep_in_all, settings.keep_unread == "as-others"
    )


def backup(reader: Reader, given: Namespace) -> int:
    """Writes all of the library into one file."""
    target = given.file.expanduser()
    size = reader.backup(target)
    out = Printer(sys.stdout)
    out.say(_("Backup written: {path} ({size} MB)", path=target, size=words.number(-(-size // 1_000_000))) + "\n")
    out.say(_("It holds the library; your settings and what signs in to feeds are not in it.") + "\n")
    return 0


def restore(reader: Reader, given: Namespace) -> int:
    """Puts a backup in place of the library, and tells where the library before it is kept."""
    done = reader.restore(given.file.expanduser())
    out = Printer(sys.stdout)
    articles = plural("{n} article", "{n} articles", done.articles)
    out.say(_("Restored: {articles}.", articles=articles) + "\n")
    if done.kept_as:
        out.say(_("What the library was before is kept: {path}", path=done.kept_as) + "\n")
    return 0


def export(reader: Reader, given: Namespace) -> int:
    """Writes to standard output what was asked for: as bytes, since OPML and Atom declare their encoding."""
    pieces = reader.export_json() if given.json else reader.export_atom() if given.atom else (reader.export_opml(),)
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return 0


COMMANDS = {
    "export": Command(_export_words, export),
    "backup": Command(_backup_words, backup),
    "restore": Command(_restore_words, restore),
}
