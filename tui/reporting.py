"""How far a command is: a bar for a person, a JSON line at a time for the app."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from feeds.types import FeedRefreshed
from tui import verbosity
from tui.i18n import _
from tui.printing import Printer


def report(what: dict[str, object]) -> None:
    """Tell the app, which reads at the other end of a pipe."""
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


@contextmanager
def asking(*, to_app: bool) -> Iterator[Callable[[str], None]]:
    """Tells each address that is asked: a person on a line that is written over and taken away in the end."""
    out = Printer(sys.stderr)

    def tell(url: str) -> None:
        verbosity.step(_("Fetching {url}", url=url))
        if to_app:
            report({"kind": "asking", "url": url})
        elif out.terminal and verbosity.progress():
            out.overwrite("", _("Fetching {url}", url=url))

    try:
        yield tell
    finally:
        if not to_app and verbosity.progress():
            out.erase()


class Progress:
    """A line that is written over: a bar, how many of how many, and the one that was done last."""

    WIDTH = 20

    def __init__(self, out: Printer) -> None:
        self.out = out

    def __call__(self, one: FeedRefreshed) -> None:
        self.draw(one.done, one.total, one.title)

    def erase(self) -> None:
        """Take the line away."""
        if verbosity.progress():
            self.out.erase()

    def draw(self, done: int, total: int, last: str = "") -> None:
        if not (self.out.terminal and verbosity.progress()):
            return
        full = self.WIDTH * done // max(total, 1)
        bar = "█" * full + "░" * (self.WIDTH - full)
        self.out.overwrite(bar, _("{done} of {total}", done=done, total=total) + "  " + last)
