"""``nashra edition``: the morning edition, as the reader shows it."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING

from tui import words
from tui.commands import Command, listing
from tui.commands.complaints import whole
from tui.i18n import _, plural
from tui.printing import Printer

if TYPE_CHECKING:
    from feeds.reader import Reader
    from tui.commands.parser import Parser


def _words(of: Parser) -> None:
    of.add_argument(
        "--minutes", type=whole(1, 600), metavar="N", help=_("Minutes of reading, where a new one is made.")
    )
    of.for_json()


def edition(reader: Reader, given: Namespace) -> int:
    """Prints the edition that is being read, or makes one: section by section on a terminal, in a pipe a row an
    article. Returns 1 where nothing is unread."""
    minutes = given.settings.edition_minutes if given.minutes is None else given.minutes
    made = reader.open_edition(datetime.now().astimezone().date().isoformat(), minutes)
    out = Printer(sys.stdout)
    if given.json or not out.terminal:
        listing.articles(made.rows, given)
        return 0 if made.rows else 1
    for part in made.parts:
        out.write(f"{part.section or _('Without a section')}\n")
        out.articles(part.rows)
    if not made.rows:
        out.write(_("All is read.") + "\n")
        return 1
    count = plural("{n} article", "{n} articles", len(made.rows))
    out.write(words.beside((_("The edition ends here"), count, words.minutes(made.seconds))) + "\n")
    return 0


COMMANDS = {"edition": Command(_words, edition)}
