"""``nashra offline``: the pages of all that is unread, to read without a network."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from tui import offline_words, reporting, verbosity, words
from tui.commands import Command, finished
from tui.exit_codes import Exit
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
        done = finished(reader.take_offline(_report), in_order=True)
        reporting.report({"kind": "pages", **asdict(done)})
        return 0
    out = Printer(sys.stdout)
    drawn = Progress(out)
    done = finished(reader.take_offline(partial(_draw, drawn)), in_order=True)
    drawn.erase()
    if done.taken:
        reader.index()
    out.say(offline_words.summed_up(done) + "\n")
    errors = Printer(sys.stderr)
    for told in offline_words.failures(done):
        errors.write(f"{told}\n")
    if done.cancelled:
        return Exit.INTERRUPTED
    if not done.failed:
        return Exit.DONE
    return Exit.PARTLY if done.taken else Exit.FAILED


def _report(one: PageTaken) -> None:
    _step(one)
    reporting.report({"kind": "page", **asdict(one)})


def _step(one: PageTaken) -> None:
    if verbosity.noted():
        verbosity.step(f"{one.title}: {words.error(one.error, one.error_args)}" if one.error else one.title)


def _draw(progress: Progress, one: PageTaken) -> None:
    _step(one)
    progress.draw(one.done, one.total, one.title)


COMMANDS = {"offline": Command(_words, offline)}
