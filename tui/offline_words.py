"""What came of taking the unread offline, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from tui import words
from tui.i18n import _, plural

if TYPE_CHECKING:
    from feeds.answers import PagesTaken, PageTaken

    Report: TypeAlias = Callable[[PageTaken], None]


def summed_up(done: PagesTaken) -> str:
    """How many pages came, failed and were left."""
    if not (done.taken or done.failed or done.left):
        return _("No page is wanting: all that is unread can be read offline.")
    failed = sum(one.count for one in done.failed)
    return words.beside(
        (
            plural("{n} page kept", "{n} pages kept", done.taken),
            plural("{n} could not be had", "{n} could not be had", failed) if failed else "",
            plural("{n} left for another time", "{n} left for another time", done.left) if done.left else "",
        )
    )


def failures(done: PagesTaken) -> list[str]:
    """A sentence for each kind of failure, the commonest first, with how often it was met."""
    commonest = sorted(done.failed, key=lambda one: -one.count)
    return [
        words.error(one.error, one.first) + (f" (×{words.number(one.count)})" if one.count > 1 else "")
        for one in commonest
    ]
