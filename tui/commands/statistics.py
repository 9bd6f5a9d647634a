"""The statistics, for people and as JSON."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui import statistics_words, words
from tui.commands import Command, as_json
from tui.i18n import _
from tui.plots import sparkline
from tui.printing import Printer

if TYPE_CHECKING:
    from feeds.reader import Reader
    from feeds.statistics import Statistics
    from tui.commands.parser import Parser


def _words(of: Parser) -> None:
    of.for_json()


def stats(reader: Reader, given: Namespace) -> int:
    """Prints what came and was read, the feeds by how much they publish, and those to leave."""
    told = reader.statistics()
    if as_json("stats", [told], given):
        return 0
    out = Printer(sys.stdout)
    for line in _lines(told):
        out.write(f"{line}\n")
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
        lines.append(words.beside((one.of.feed.title, statistics_words.reason(one, told.at), command)))
    lines += ["", _("Feeds")] if told.feeds else []
    return [
        *lines,
        *(words.beside((one.feed.title, statistics_words.feed(one, told.at))) for one in told.feeds),
    ]


def _plot(name: str, values: Sequence[int], most: str) -> str:
    # Between Arabic words the plot runs from right to left as they do.
    return f"{name}: {sparkline(values)}" + (f" ({most})" if most else "")


COMMANDS = {"stats": Command(_words, stats)}
