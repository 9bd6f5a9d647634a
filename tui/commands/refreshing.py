"""``nashra refresh``: what is new is fetched, and what follows behind it is done."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from feeds.errors import FeedNotFound
from tui import reporting, verbosity, words
from tui.commands import Command, finished, keeping, rules
from tui.commands.complaints import whole
from tui.exit_codes import Exit
from tui.i18n import _, plural
from tui.printing import Printer
from tui.reporting import Progress

if TYPE_CHECKING:
    from feeds.reader import Reader
    from feeds.types import FeedRefreshed, RefreshSummary
    from tui.commands.parser import Parser
    from tui.config import Config

_GROUPED = 20_000
"""Articles that are looked through at once for the stories they tell."""


def _words(of: Parser) -> None:
    of.add_argument("feeds", nargs="*", type=whole(), metavar="FEED", help=_("The numbers of feeds; all without any."))
    of.add_argument("--due", action="store_true", help=_("Only those that are due, and quietly: for a timer."))
    of.add_argument("--notify", action="store_true", help=_("Tell of what is new by a notification."))
    of.for_app()


def refresh(reader: Reader, given: Namespace) -> int:
    """Fetches what is new. Each feed that failed is one line on standard error."""
    only = given.feeds or None
    known = {feed.id for feed in reader.feeds()}
    for unknown in set(only or ()) - known:
        raise FeedNotFound(id=unknown)
    if given.due and not given.report and only is None and not reader.is_due():
        # Nothing that fetches is brought in, either: a timer asks often.
        return Exit.DONE
    fetching = partial(reader.refresh, only, force=not given.due)
    if given.report:
        summary = finished(fetching(report=_report), in_order=True)
        reporting.report({"kind": "summary", **asdict(summary)})
    else:
        out = Printer(sys.stdout)
        drawn = Progress(out)

        come: dict[str, int] = {}

        def tell(one: FeedRefreshed) -> None:
            _step(one)
            come[one.title] = one.new
            drawn(one)

        summary = finished(fetching(report=tell), in_order=True)
        drawn.erase()
        if summary.total or not given.due:
            _sum_up(summary, out)
        if not summary.cancelled and (summary.total or not given.due):
            keep_up(reader, given)
        if given.notify and not summary.cancelled:
            _notify(reader, given.settings, come)
    if summary.cancelled:
        return Exit.INTERRUPTED
    if not summary.failed:
        return Exit.DONE
    return Exit.PARTLY if len(summary.failed) < summary.total else Exit.FAILED


def _report(one: FeedRefreshed) -> None:
    _step(one)
    reporting.report({"kind": "feed", **asdict(one)})


def _step(one: FeedRefreshed) -> None:
    if verbosity.noted():
        news = plural("{n} new article", "{n} new articles", one.new)
        verbosity.step(f"{one.title}: {words.error(one.error, one.error_args or {}) if one.error else news}")


def keep_up(reader: Reader, given: Namespace) -> int:
    """Does what follows behind a refresh, which the app does in a child of its own: the index for searches, the rules,
    which go by it, which articles tell the same story, and what need not be kept goes."""
    if reader.index_waits():
        reader.index()
    rules.follow(reader)
    reader.group(_GROUPED)
    keeping.tidy(reader, given.settings)
    return 0


def _notify(reader: Reader, settings: Config, come: Mapping[str, int]) -> None:
    """Tell in one notification what the settings want told; what rules wanted is told, then, whatever is said of it."""
    if settings.notifications == "never":
        return
    from tui import notifying

    by_rules = notifying.of_rules(reader.take_news())
    notice = (notifying.of_refresh(come) if settings.notifications == "all" else None) or by_rules
    if notice:
        notifying.notify_here(notice)


def _sum_up(summary: RefreshSummary, out: Printer) -> None:
    failures = Printer(sys.stderr)
    for failed in summary.failed:
        sentence = words.error(failed.error, failed.error_args or {})
        failures.write(f"{failed.title}: {sentence}\n")
    out.say(plural("{n} new article", "{n} new articles", summary.new) + "\n")
    if summary.unasked:
        out.say(plural("{n} feed was not asked.", "{n} feeds were not asked.", summary.unasked) + "\n")


COMMANDS = {"refresh": Command(_words, refresh), "keep-up": Command(lambda _of: None, keep_up)}
