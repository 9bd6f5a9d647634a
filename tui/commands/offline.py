"""``nashra offline``: the pages of all that is unread, to read without a network."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from tui import offline_words, reporting
from tui.commands import CANCELLED, Command, finished
from tui.printing import Printer
from tui.reporting import Progress

if TYPE_CHECKING:
    from feeds.answers import PageTaken
    from feeds.reader import Reader
    from tui.commands.parser import Parser


def _words(of: Parser) -> None:
    of.for_app()


def offline(reader: Reader, given: Namespace) -> int:
    """Fetches the pages that are not there yet. What stood in the way is summed up on standard error."""
    if given.report:
        done = finished(
            reader.take_offline(lambda one: reporting.report({"kind": "page", **asdict(one)})), in_order=True
        )
        reporting.report({"kind": "pages", **asdict(done)})
        return 0
    out = Printer(sys.stdout)
    done = finished(reader.take_offline(partial(_draw, Progress(out))), in_order=True)
    out.erase()
    if done.taken:
        reader.index()
    out.write(offline_words.summed_up(done) + "\n")
    errors = Printer(sys.stderr)
    for told in offline_words.failures(done):
        errors.write(f"{told}\n")
    return CANCELLED if done.cancelled else 1 if done.failed else 0


def _draw(progress: Progress, one: PageTaken) -> None:
    progress.draw(one.done, one.total, one.title)


COMMANDS = {"offline": Command(_words, offline)}
