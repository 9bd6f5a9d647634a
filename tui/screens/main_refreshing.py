"""What the keys of the reader do about refreshes: one at a time, in a child process, told of as it goes."""

from __future__ import annotations

import asyncio
from asyncio import CancelledError
from collections.abc import Mapping
from types import MappingProxyType

from textual.timer import Timer
from textual.worker import Worker

from feeds.errors import NashraError
from feeds.types import RefreshSummary, ScopeKind
from tui import notices, words
from tui.i18n import _, plural
from tui.messages import Refreshed, RefreshEnded
from tui.screens.main_base import MainBase, told


class RefreshingActions(MainBase):
    """Refreshing all, or what is selected, and stopping that."""

    failed: RefreshSummary | None = None
    """The last refresh in which feeds failed."""
    _refreshing: Worker[None] | None = None
    _timer: Timer | None = None
    _keeping_up: Worker[None] | None = None
    _to_keep_up = False
    _come: Mapping[str, int] = MappingProxyType({})
    """New articles of the last refresh, by the names of feeds."""
    _quiet = False
    """Whether no one asked for the refresh that is under way."""

    @told
    def action_refresh_here(self) -> None:
        scope = self.sections.scope
        if scope.kind is ScopeKind.FEED and scope.id is not None:
            self.refresh_feeds([scope.id])
        elif scope.kind is ScopeKind.SECTION and scope.id is not None:
            self.refresh_feeds(self.reader.feeds_within(scope.id))
        else:
            self.refresh_feeds([])

    def action_refresh_all(self) -> None:
        self.refresh_feeds([])

    def refresh_feeds(self, only: list[int]) -> None:
        """Refresh ``only`` these feeds, or all; one refresh at a time."""
        if self.status.busy:
            self.tell(_("A refresh is under way."), "stop-refresh")
            return
        self._start(only)

    def keep_refreshing(self) -> None:
        """Refresh what is due every so often from now on."""
        if self._timer:
            self._timer.stop()
        every = self.config.refresh_every
        self._timer = self.set_interval(every * 60, self.refresh_due) if every else None

    def refresh_due(self) -> None:
        """Refresh what is due, and say nothing where nothing came of it."""
        if not self.status.busy and self.config.refresh_every:
            self._start([], due=True)

    def _start(self, only: list[int], *, due: bool = False) -> None:
        self._quiet = due
        self._come = {}
        self.status.start()
        self._refreshing = self.run_worker(self._refresh(only, due), group="refresh")

    def action_stop_refresh(self) -> None:
        """Stop a refresh; what has come is kept."""
        if self._refreshing is not None:
            self._refreshing.cancel()
        else:
            self.tell(_("No refresh is under way."), "refresh-all")

    async def _refresh(self, only: list[int], due: bool) -> None:
        from tui import jobs

        summary, error = None, None
        try:
            async for one in jobs.refresh(self.reader.path, only, due=due):
                if isinstance(one, NashraError):
                    error = one
                elif isinstance(one, RefreshSummary):
                    summary = one
                else:
                    self.post_message(Refreshed(one))
        except CancelledError:
            self.post_message(RefreshEnded(None, stopped=True))
            raise
        self.post_message(RefreshEnded(summary, error))

    def on_refreshed(self, message: Refreshed) -> None:
        self.status.go_on(message.one)
        if message.one.new:
            self._come = {**self._come, message.one.title: message.one.new}

    def keep_up(self) -> None:
        """Have done what follows behind a refresh; while it is being done, once more after that. A refresh under way
        asks for it at its end."""
        if self.status.busy:
            return
        self._to_keep_up = True
        if self._keeping_up is None:
            self._keeping_up = self.run_worker(self._keep_up(), group="keep-up")

    async def _keep_up(self) -> None:
        from tui import jobs

        try:
            while self._to_keep_up:
                self._to_keep_up = False
                await jobs.keep_up(self.reader.path)
                if self.config.notifications != "never":
                    await self._notify()
        finally:
            self._keeping_up = None

    async def _notify(self) -> None:
        """Tell in one notification what the settings want told, where the reader is not in front; who looks at it is
        told there."""
        from tui import notifying

        come, self._come = self._come, {}
        try:
            news = await asyncio.to_thread(self.reader.take_news)
        except NashraError:
            # The next one that looks tells it.
            return
        by_rules = notifying.of_rules(news)
        if self.app.app_focus:
            if by_rules:
                self.tell(words.beside(tuple(filter(None, by_rules))))
            return
        notice = (notifying.of_refresh(come) if self.config.notifications == "all" else None) or by_rules
        if notice:
            await asyncio.to_thread(self.nashra.notify_outside, notice)

    def on_refresh_ended(self, message: RefreshEnded) -> None:
        come, left = self.status.news, self.status.left
        self._refreshing = None
        self.status.end()
        self.renew(news=True)
        self.keep_up()
        if message.stopped:
            told = plural("{n} new article", "{n} new articles", come)
            asked = plural("stopped, {n} feed was not asked", "stopped, {n} feeds were not asked", left)
            self.tell(f"{told} · {asked}")
        elif self._quiet and not (message.summary and message.summary.new):
            # What fails is on the feed's row; another program's refresh is no news either.
            return
        elif message.error:
            self.tell_error(message.error, "refresh-all")
        elif message.summary is None:
            broken = _("The refresh broke off. What had come is kept.")
            self.tell(notices.again(broken, self.keys, "refresh-all"), error=True)
        else:
            self._sum_up(message.summary)

    def _sum_up(self, summary: RefreshSummary) -> None:
        told = plural("{n} new article", "{n} new articles", summary.new)
        self.failed = summary if summary.failed else None
        if summary.failed:
            told += " · " + plural("{n} feed failed.", "{n} feeds failed.", len(summary.failed))
        self.tell(told, *(["failures"] if summary.failed else []), error=bool(summary.failed))
