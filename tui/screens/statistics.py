"""What came and what was read, how each feed does, and which to leave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding

from feeds.errors import NashraError
from feeds.statistics import FeedFigures, Statistics, Suggestion
from feeds.types import Feed
from tui import notices, statistics_words, words
from tui.i18n import N_, _, plural
from tui.keyed import joined
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice
from tui.widgets.plots import Column, Plot, PlotList, PlotTitle, table_row

_PERIOD_COLUMNS = (Column(10, 0), Column(10, 1), Column(10, 2))
_FEED_COLUMNS = (Column(10, 0), Column(6, 4), Column(8, 1), Column(16, 2), Column(10, 3))
"""A week, the share read as a bar and in figures, the last news, and failures."""
_HEIGHT = 4
"""Lines of the plot of what came; what was read has one less, so that both are on a screen of 24 lines."""


class StatisticsScreen(Dialog):
    """Enter twice on a suggestion unsubscribes, on a feed once opens its page, which `i` does on both."""

    WHOLE = True
    BINDINGS: ClassVar[list[Binding]] = [
        Binding("i", "page_of_feed", show=False, id="feed"),
        Binding("a", "add", show=False, id="add"),
    ]

    def __init__(self) -> None:
        super().__init__(_("Statistics"))
        self.list = PlotList(id="choices")
        self._told: Statistics | None = None
        self._leaving: int | None = None
        """The feed on which Enter was pressed once."""

    # ── Counting ─────────────────────────────────────────────────────────────────────────────────────────────

    def shown(self) -> None:
        self.foot(_("Counting…"))
        self._count()

    def _count(self, _none: None = None) -> None:
        self.run_worker(self._counted, thread=True, group="statistics", exclusive=True)

    def _counted(self) -> None:
        """In a thread: a large library takes a quarter of a second."""
        try:
            told = self.reader.statistics()
        except NashraError as error:
            self.app.call_from_thread(self._tell, error)
            return
        self.app.call_from_thread(self._show, told)

    def _show(self, told: Statistics) -> None:
        if not self.is_attached:
            return
        stood, at, first = self.list.current, self.list.cursor, self._told is None
        self._told = told
        rows = list(self._rows(told))
        self.list.show(rows)
        if not first:
            same = (index for index, row in enumerate(rows) if stood and not row.heading and row.text == stood.text)
            nearest = min(same, key=lambda index: abs(index - at), default=min(at, len(rows) - 1))
            # Set and not gone to: what is told below is told here.
            self.list.cursor = nearest if self.list.can_stand(nearest) else self.list.cursor
        self.on_rows_moved()

    def _tell(self, error: NashraError) -> None:
        if self.is_attached:
            self.tell_error(error)

    # ── What is shown ────────────────────────────────────────────────────────────────────────────────────────

    def _rows(self, told: Statistics) -> Iterator[Choice]:
        names = (_("came in"), _("you read"), _("starred"))
        yield table_row(_PERIOD_COLUMNS, _("Articles"), names, heading=True)
        for name, figures in statistics_words.periods(told.days):
            yield table_row(_PERIOD_COLUMNS, name, figures)
        yield from self._plots(told)
        if told.suggestions:
            yield Choice(_("You might leave"), heading=True)
            for one in told.suggestions:
                title, reason = one.of.feed.title, statistics_words.reason(one, told.at)
                yield Choice(title, reason, one, language=one.of.feed.language)
        yield from self._feeds(told)

    def _plots(self, told: Statistics) -> Iterator[Choice]:
        days = told.days
        came, read = ([one.came for one in days], [one.read for one in days])
        widest = max([*came, *read])
        ends = [(0, statistics_words.day(days[0].day)), (len(days) - 1, _("Today"))]
        yield PlotTitle(_("What came in, day by day"), statistics_words.busiest_day(days, came))
        yield from Plot(came, _HEIGHT, widest=widest).rows()
        yield PlotTitle(_("What you read, day by day"), statistics_words.busiest_day(days, read))
        yield from Plot(read, _HEIGHT - 1, "accent", ends, widest).rows()
        if any(told.hours):
            marks = [(at, statistics_words.hour(at)) for at in range(0, len(told.hours), 6)]
            yield PlotTitle(_("Hours at which you read"), statistics_words.busiest_hour(told.hours))
            yield from Plot(told.hours, _HEIGHT - 1, "accent", marks).rows()

    def _feeds(self, told: Statistics) -> Iterator[Choice]:
        names = (_("a week"), "", _("you read"), _("Last news"), _("failures"))
        if not told.feeds:
            yield Choice(notices.with_steps(_("No feeds yet."), self.nashra.keys, "add"), heading=True)
        else:
            yield table_row(_FEED_COLUMNS, _("Feeds"), names, heading=True)
        for one in told.feeds:
            cells = (
                statistics_words.rate(one.a_week),
                one.share if one.share is not None else "",
                statistics_words.percent(one.share),
                words.listed(one.last, told.at) if one.last else "",
                words.number(one.failed) if one.failed else "",
            )
            yield table_row(_FEED_COLUMNS, one.feed.title, cells, one, language=one.feed.language)

    def on_rows_moved(self) -> None:
        """Tell of the row under the cursor what it has no room for."""
        self._leaving = None
        value, told = self.list.current and self.list.current.value, self._told
        if told is None:
            return
        if isinstance(value, Suggestion):
            reason = statistics_words.reason(value, told.at)
            keys = self.keys_of("choose", "feed")
            how = N_("{choose} twice unsubscribes; {feed} shows the feed's page.")
            how = how if self.key_of("feed") else N_("{choose} twice unsubscribes.")
            self.foot(joined("", (reason, ".\n", _(how, **keys))))
        elif isinstance(value, FeedFigures):
            self.foot(statistics_words.feed(value, told.at))
        else:
            self.foot(statistics_words.counted(told))

    # ── What rows do ─────────────────────────────────────────────────────────────────────────────────────────

    def chosen(self, choice: Choice) -> None:
        if isinstance(choice.value, Suggestion):
            self._leave(choice.value.of.feed)
        else:
            self.action_page_of_feed()

    def action_page_of_feed(self) -> None:
        """Open the page of the feed under the cursor."""
        from tui.screens.feed import FeedScreen

        value = self.list.current and self.list.current.value
        one = value.of if isinstance(value, Suggestion) else value
        if isinstance(one, FeedFigures):
            self._leaving = None
            self.nashra.show(FeedScreen(one.feed), self._count)

    def action_add(self) -> None:
        """Subscribe to a feed, and come back."""
        from tui.screens.add import AddScreen

        self.nashra.show(AddScreen(), self._count)

    def _leave(self, feed: Feed) -> None:
        if self._leaving == feed.id:
            self._leaving = None
            self.run_worker(lambda: self._unsubscribe(feed), thread=True, group="statistics", exclusive=True)
            return
        self._leaving = feed.id
        self.foot(
            plural(
                "{key} once more to unsubscribe: its {n} article goes too.",
                "{key} once more to unsubscribe: its {n} articles go too.",
                feed.total,
                key=self.key_or_name("choose"),
            ),
            error=True,
        )

    def _unsubscribe(self, feed: Feed) -> None:
        """In a thread: a feed of many articles takes its time."""
        app = self.nashra
        try:
            self.reader.unsubscribe(feed.id)
            told = self.reader.statistics()
        except NashraError as error:
            app.call_from_thread(self._tell, error)
            return
        app.call_from_thread(self._left, feed, told)

    def _left(self, feed: Feed, told: Statistics) -> None:
        done = _("Unsubscribed: {title}", title=feed.title)
        self.nashra.changed(done, "undo")
        self._show(told)
        if self.is_attached:
            self.foot(done)
