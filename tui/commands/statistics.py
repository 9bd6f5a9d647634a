"""The statistics, for people and as JSON."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tui import statistics_words, words
from tui.commands import Command
from tui.i18n import _
from tui.plots import sparkline
from tui.printing import Printer

if TYPE_CHECKING:
    from feeds.reader import Reader
    from feeds.statistics import FeedFigures, Statistics
    from tui.commands.parser import Parser

_MARKS = str.maketrans("", "", "\u200e\u200f")


def _words(of: Parser) -> None:
    of.add_argument("--json", action="store_true", help=_("Tell all of it as JSON."))


def stats(reader: Reader, given: Namespace) -> int:
    """Prints what came and was read, the feeds by how much they publish, and those to leave."""
    told = reader.statistics()
    if given.json:
        sys.stdout.write(json.dumps(_plain(told), ensure_ascii=False, indent=2) + "\n")
        return 0
    out = Printer(sys.stdout)
    for line in _lines(told):
        # Marks of direction are for a terminal alone: in a pipe they would be part of what is found.
        out.write(f"{line if out.terminal else line.translate(_MARKS)}\n")
    return 0


def _lines(told: Statistics) -> list[str]:
    names = (_("came in"), _("you read"), _("starred"))
    lines = []
    for name, figures in statistics_words.periods(told.days):
        pairs = (f"{what} {figure}" for what, figure in zip(names, figures, strict=True))
        lines.append(f"{name}: {words.beside(pairs)}")
    came, read = ([one.came for one in told.days], [one.read for one in told.days])
    lines += ["", _plot(_("What came in, day by day"), came, statistics_words.busiest_day(told.days, came))]
    lines.append(_plot(_("What you read, day by day"), read, statistics_words.busiest_day(told.days, read)))
    if any(told.hours):
        lines.append(_plot(_("Hours at which you read"), told.hours, statistics_words.busiest_hour(told.hours)))
    lines.append(statistics_words.counted(told))
    if told.suggestions:
        lines += ["", _("You might leave")]
    for one in told.suggestions:
        command = f"nashra remove {one.of.feed.id}"
        lines.append(
            words.beside((statistics_words.title(one.of.feed), statistics_words.reason(one, told.at), command))
        )
    lines += ["", _("Feeds")] if told.feeds else []
    return [
        *lines,
        *(words.beside((statistics_words.title(one.feed), statistics_words.feed(one, told.at))) for one in told.feeds),
    ]


def _plot(name: str, values: Sequence[int], most: str) -> str:
    # Between Arabic words the plot runs from right to left as they do.
    return f"{name}: {sparkline(values)}" + (f" ({most})" if most else "")


def _plain(told: Statistics) -> dict[str, Any]:
    """Names as in `feeds.statistics`; times by ISO 8601."""
    return {
        "at": _time(told.at),
        "days": [
            {"day": one.day.isoformat(), "came": one.came, "read": one.read, "starred": one.starred}
            for one in told.days
        ],
        "hours": list(told.hours),
        "marked_at_once": told.marked_at_once,
        "feeds": [_plain_feed(one) for one in told.feeds],
        "suggestions": [{"feed": one.of.feed.id, "reason": one.reason.value} for one in told.suggestions],
    }


def _plain_feed(one: FeedFigures) -> dict[str, Any]:
    return {
        "id": one.feed.id,
        "url": one.feed.url,
        "title": one.feed.title,
        "days": one.days,
        "articles": one.articles,
        "a_week": round(one.a_week, 2),
        "settled": one.settled,
        "read": one.read,
        "last": _time(one.last),
        "answers": one.answers,
        "failed": one.failed,
        "failing_since": _time(one.failing_since),
    }


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


COMMANDS = {"stats": Command(_words, stats)}
