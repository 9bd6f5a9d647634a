"""The feeds that the last refresh could not fetch, each with what happened and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment

from feeds.types import Feed
from tui import notices, words
from tui.i18n import _
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice, ChoiceList


class _Failures(ChoiceList):
    ROW: int = 2

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        choice = self.choices[index]
        here = index == self.cursor
        if line == 0:
            return self.cell(choice.text, width, self.style("strong", cursor=here), language=choice.language)
        return self.cell(choice.aside, width, self.style("quiet", cursor=here))


class FailuresScreen(Dialog):
    """A row a feed; the whole sentence of the one under the cursor stands below."""

    TALL = True

    def __init__(self, feeds: Sequence[Feed]) -> None:
        super().__init__(_("Feeds that failed"))
        self.feeds = feeds
        self.list = _Failures(id="choices")

    def choices(self) -> Sequence[Choice]:
        return [
            Choice(feed.title, words.error(feed.error, feed.error_args or {}), feed, language=feed.language)
            for feed in self.feeds
        ]

    def empty_hint(self) -> str:
        return notices.with_steps(_("All feeds are well."), self.nashra.keys, "leave")

    def shown(self) -> None:
        self.on_rows_moved()

    def on_rows_moved(self) -> None:
        self.foot(self.list.current.aside if self.list.current else "", error=bool(self.feeds))
