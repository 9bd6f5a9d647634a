"""The feeds that the last refresh could not fetch, each with what happened and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from rich.segment import Segment
from textual.binding import Binding

from feeds.types import Feed
from tui import notices, words
from tui.i18n import _
from tui.keyed import joined
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
    """A row a feed; the whole sentence of the one under the cursor stands below, and Enter opens its page, which says
    what to do."""

    TALL = True
    BINDINGS: ClassVar[list[Binding]] = [Binding("i", "choose", show=False, id="feed")]

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
        if self.list.current:
            opens = _("{key} opens the feed's page.", key=self.key_or_name("choose"))
            self.foot(joined(" ", (self.list.current.aside, opens)), error=True)
        else:
            self.foot("")

    def chosen(self, choice: Choice) -> None:
        from tui.screens.feed import FeedScreen

        self.nashra.show(FeedScreen(cast("Feed", choice.value)), self._left)

    def _left(self, _none: None) -> None:
        """The page of a feed was left, on which it may have been mended."""
        at = self.list.cursor
        self.feeds = [feed for feed in self.reader.feeds() if feed.error]
        self.list.show(self.choices())
        self.list.cursor = max(min(at, self.list.count() - 1), 0)
        self.on_rows_moved()
        self.nashra.changed("")
