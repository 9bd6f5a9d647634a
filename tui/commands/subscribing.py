"""``nashra add``: subscribing to a feed or to the feed of a site."""

from __future__ import annotations

import asyncio
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from feeds.errors import PrivateAddress
from feeds.types import Feed
from tui import reporting, words
from tui.commands import Command, finished
from tui.i18n import _, plural
from tui.printing import Printer

if TYPE_CHECKING:
    from feeds.answers import FeedOffer
    from feeds.reader import Reader
    from tui.commands.parser import Parser

_TITLES = 3
"""Titles that are shown of each feed that can be chosen."""


def _words(of: Parser) -> None:
    what = of.add_mutually_exclusive_group(required=True)
    what.add_argument("url", nargs="?", metavar="URL", help=_("The address of a feed or of a site."))
    what.add_argument("--sample", action="store_true", help=_("Add the built-in sample edition."))
    of.add_argument("--section", default="", metavar="NAME", help=_("The section to put the feed in."))
    of.add_argument("--allow-private", action="store_true", help=_("Allow an address on this machine or its network."))
    of.for_app()


def add(reader: Reader, given: Namespace) -> int:
    """Subscribes to what was typed; a private address asks once, on the terminal or by standard input."""
    if given.sample:
        feeds = reader.add_sample()
        Printer(sys.stdout).say(plural("{n} feed added.", "{n} feeds added.", len(feeds)) + "\n")
        return 0
    feed = _add(reader, given, allow_private=given.allow_private)
    if feed is None:
        return 1
    if given.report:
        reporting.report({"kind": "added", "feed": feed.id, "title": feed.title})
    else:
        Printer(sys.stdout).say(_("Added: {title}", title=feed.title) + "\n")
    return 0


def _add(reader: Reader, given: Namespace, *, allow_private: bool) -> Feed | None:
    choose = _choose_for_app if given.report else _choose if sys.stdin.isatty() else None
    told = {"section": given.section, "allow_private": allow_private, "choose": choose}
    try:
        with reporting.asking(to_app=given.report) as tell:
            return finished(reader.add(given.url, **told, tell=tell))
    except PrivateAddress as error:
        if allow_private or given.report:
            raise
        out = Printer(sys.stderr)
        out.write(words.error(error.code, error.args_) + "\n")
        out.write(_("Fetch it all the same? [y/N]") + " ")
        if sys.stdin.readline().strip().casefold() not in ("y", "yes", "ن", "نعم"):
            return None
        return _add(reader, given, allow_private=True)


async def _choose_for_app(offers: Sequence[FeedOffer]) -> int | None:
    reporting.report({"kind": "choose", "feeds": [asdict(one) for one in offers]})
    return _place(await asyncio.to_thread(sys.stdin.readline), len(offers))


async def _choose(offers: Sequence[FeedOffer]) -> int | None:
    """Which of several feeds, asked on the terminal: their titles with those of their newest articles."""
    out = Printer(sys.stderr)
    out.erase()
    for at, one in enumerate(offers, 1):
        out.write(f"{at}. {one.title}\n")
        for title in one.newest[:_TITLES]:
            out.write(f"   · {title}\n")
    out.write(_("Which one? Its number, or Enter for none:") + " ")
    number = _place(await asyncio.to_thread(sys.stdin.readline), len(offers) + 1)
    return number - 1 if number else None


def _place(typed: str, count: int) -> int | None:
    typed = typed.strip()
    return int(typed) if typed.isdecimal() and int(typed) < count else None


COMMANDS = {"add": Command(_words, add)}
