"""What each command does. Text for a person goes through `tui.printing`; reports for the app are JSON, a line each."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from feeds.errors import FeedNotFound, LibraryDamaged, NashraError, PrivateAddress
from feeds.reader import Reader
from feeds.types import ArticleRow, Feed, RefreshSummary, Scope, ScopeKind
from tui import feed_commands, import_commands, keeping_commands, reporting, rules_commands, statistics_commands, words
from tui.config import Config
from tui.i18n import _, plural
from tui.printing import Printer
from tui.reporting import Progress

_CANCELLED = 130
if TYPE_CHECKING:
    from feeds.answers import FeedOffer

_GROUPED = 20_000
"""Articles that are looked through at once for the stories they tell."""
_TITLES = 3
"""Titles that are shown of each feed that can be chosen."""


def run(given: Namespace, library: Path, settings: Config) -> int:
    """Runs the command that was typed. Returns the exit code."""
    # Of a worker process that ends with the event loop, asyncio warns or not as it happens: that is no news for people.
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    with Reader(library) as reader:
        if isinstance(reader.notice, LibraryDamaged) and not getattr(given, "report", False):
            Printer(sys.stderr).write(words.error(reader.notice.code, reader.notice.args_) + "\n")
        code = _COMMANDS[given.command](reader, given)
        # For the app, which waits for the end of a refresh, what follows is a command of its own.
        if given.command == "keep-up" or (given.command == "refresh" and not given.report and code != _CANCELLED):
            keeping_commands.tidy(reader, settings)
        return code


def complain(error: NashraError, *, report: bool) -> int:
    """One sentence on standard error, or a report for the app."""
    if report:
        reporting.report({"kind": "error", "code": error.code, "args": error.args_})
        return 1
    Printer(sys.stderr).write(words.error(error.code, error.args_) + "\n")
    return 1


def add(reader: Reader, given: Namespace) -> int:
    """Subscribes to what was typed; a private address asks once, on the terminal or by standard input."""
    if given.sample:
        feeds = reader.add_sample()
        Printer(sys.stdout).write(plural("{n} feed added.", "{n} feeds added.", len(feeds)) + "\n")
        return 0
    feed = _add(reader, given, allow_private=given.allow_private)
    if feed is None:
        return 1
    if given.report:
        reporting.report({"kind": "added", "feed": feed.id, "title": feed.title})
    else:
        Printer(sys.stdout).write(_("Added: {title}", title=feed.title) + "\n")
    return 0


def _add(reader: Reader, given: Namespace, *, allow_private: bool) -> Feed | None:
    choose = _choose_for_app if given.report else _choose if sys.stdin.isatty() else None
    told = {"section": given.section, "allow_private": allow_private, "choose": choose}
    try:
        with reporting.asking(to_app=given.report) as tell:
            return asyncio.run(reader.add(given.url, **told, tell=tell))
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
        out.write(f"{at}. {one.title or one.url}\n")
        for title in one.newest[:_TITLES]:
            out.write(f"   · {title}\n")
    out.write(_("Which one? Its number, or Enter for none:") + " ")
    number = _place(await asyncio.to_thread(sys.stdin.readline), len(offers) + 1)
    return number - 1 if number else None


def _place(typed: str, count: int) -> int | None:
    typed = typed.strip()
    return int(typed) if typed.isdecimal() and int(typed) < count else None


def refresh(reader: Reader, given: Namespace) -> int:
    """Fetches what is new. Each feed that failed is one line on standard error."""
    only = given.feeds or None
    known = {feed.id for feed in reader.feeds()}
    for unknown in set(only or ()) - known:
        raise FeedNotFound(id=unknown)
    fetching = partial(reader.refresh, only, force=not given.due)
    if given.report:
        summary = asyncio.run(_whole(fetching(report=lambda one: reporting.report({"kind": "feed", **asdict(one)}))))
        reporting.report({"kind": "summary", **asdict(summary)})
    else:
        out = Printer(sys.stdout)
        summary = asyncio.run(_whole(fetching(report=Progress(out))))
        out.erase()
        if summary.total or not given.due:
            _sum_up(summary, out)
        keep_up(reader, given)
    return _CANCELLED if summary.cancelled else 1 if summary.failed else 0


def keep_up(reader: Reader, _given: Namespace) -> int:
    """Does what follows behind a refresh, which the app does in a child of its own: the index for searches, the rules,
    which go by it, and which articles tell the same story."""
    if reader.index_waits():
        reader.index()
    rules_commands.follow(reader)
    reader.group(_GROUPED)
    return 0


async def _whole(refreshing: Coroutine[Any, Any, RefreshSummary]) -> RefreshSummary:
    """Ends it in order when the program is told to end, as asyncio does for an interrupt."""
    if task := asyncio.current_task():
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await refreshing


def _sum_up(summary: RefreshSummary, out: Printer) -> None:
    failures = Printer(sys.stderr)
    for failed in summary.failed:
        sentence = words.error(failed.error, failed.error_args or {})
        failures.write(f"{failed.title or failed.url}: {sentence}\n")
    out.write(plural("{n} new article", "{n} new articles", summary.new) + "\n")
    if summary.unasked:
        out.write(plural("{n} feed was not asked.", "{n} feeds were not asked.", summary.unasked) + "\n")


def list_(reader: Reader, given: Namespace) -> int:
    """Lists articles, or feeds: columns on a terminal, fields parted by tabs in a pipe."""
    out = Printer(sys.stdout)
    if given.feeds:
        names = {section.id: section.name for section in reader.sections()}
        out.feeds([(feed, names.get(feed.section or 0, "")) for feed in reader.feeds()])
        return 0
    scope = _scope(reader, given)
    left, after = given.limit, None
    rows: list[ArticleRow] = []
    while left > 0:
        page = reader.articles(scope, after, min(left, 500))
        rows += page.rows
        left -= len(page.rows)
        after = page.next
        if after is None:
            break
    out.articles(rows)
    return 0


def search(reader: Reader, given: Namespace) -> int:
    """Lists the articles that match what the search box would find."""
    scope = Scope(text=" ".join(given.query))
    rows: list[ArticleRow] = []
    after = None
    while len(rows) < given.limit:
        page = reader.find(scope, after, min(given.limit - len(rows), 500))
        if page is None:
            break
        rows += page.rows
        after = page.next
        if after is None:
            break
    Printer(sys.stdout).articles(rows)
    return 0 if rows else 1


def _scope(reader: Reader, given: Namespace) -> Scope:
    if given.unread:
        return Scope(ScopeKind.UNREAD)
    if given.starred:
        return Scope(ScopeKind.STARRED)
    if given.section is not None:
        return Scope(ScopeKind.SECTION, feed_commands.section_called(reader.sections(), given.section).id)
    if given.feed is not None:
        if all(feed.id != given.feed for feed in reader.feeds()):
            raise FeedNotFound(id=given.feed)
        return Scope(ScopeKind.FEED, given.feed)
    return Scope()


def show(reader: Reader, given: Namespace) -> int:
    """Prints one article whole, as the article pane lays it out."""
    Printer(sys.stdout).article(reader.article(given.article), reader.content(given.article))
    return 0


def fetch(reader: Reader, given: Namespace) -> int:
    """Fetches the whole text of an article and prints it."""
    asyncio.run(reader.refresh_full_text(given.article))
    if given.report:
        reporting.report({"kind": "fetched"})
        return 0
    return show(reader, given)


def comments(reader: Reader, given: Namespace) -> int:
    """Fetches the comments on an article, and prints it with them under it, where they stand from then on."""
    count = asyncio.run(reader.refresh_comments(given.article))
    if given.report:
        reporting.report({"kind": "comments", "count": count})
        return 0
    return show(reader, given)


_COMMANDS: Mapping[str, Callable[[Reader, Namespace], int]] = {
    "add": add,
    "refresh": refresh,
    "keep-up": keep_up,
    "list": list_,
    "search": search,
    "show": show,
    "fetch": fetch,
    "comments": comments,
    "import": import_commands.import_,
    "export": keeping_commands.export,
    "backup": keeping_commands.backup,
    "restore": keeping_commands.restore,
    "feed": feed_commands.feed,
    "section": feed_commands.section,
    "remove": feed_commands.remove,
    "stats": statistics_commands.stats,
    "rules": rules_commands.rules,
}
