"""The pages of all that is unread, taken host by host."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feeds.answers import PagesTaken, PageTaken
    from feeds.store.library import Store
    from feeds.store.parts.offline import WantedPage

AT_ONCE = 4
"""Hosts that are asked at the same time; each for one page at a time."""
PAUSE = 1.0
"""Seconds between two pages of a host, at least; its robots.txt may want more."""
PATIENCE = 30.0
"""Seconds that a host may want between two requests for more than one page of it to be asked for."""
_GIVEN_UP = 3
"""Failures of a host in a row after which the rest of its pages is left."""


class Taking:
    """One run."""

    def __init__(self, store: Store, report: Callable[[PageTaken], None], *, pause: float = PAUSE) -> None:
        self._store = store
        self._report = report
        self._pause = pause
        self._places = asyncio.Semaphore(AT_ONCE)
        self._total = 0
        self._done = 0
        self._taken = 0
        self._failed: dict[str, list[dict[str, str]]] = {}

    async def run(self) -> PagesTaken:
        from feeds.answers import PageErrors, PagesTaken

        wanted = await asyncio.to_thread(self._store.pages_to_take)
        self._total = len(wanted)
        by_host: defaultdict[str, list[WantedPage]] = defaultdict(list)
        for one in wanted:
            by_host[one.host].append(one)
        cancelled = False
        try:
            async with asyncio.TaskGroup() as tasks:
                for host, pages in by_host.items():
                    tasks.create_task(self._of_host(host, pages))
        except asyncio.CancelledError:
            cancelled = True
            if task := asyncio.current_task():
                task.uncancel()
        failed = tuple(PageErrors(code, len(errors), errors[0]) for code, errors in self._failed.items())
        left = self._total - self._taken - sum(one.count for one in failed)
        return PagesTaken(self._taken, failed, left, cancelled)

    async def _of_host(self, host: str, pages: Sequence[WantedPage]) -> None:
        known = self._store.hosts().get(host)
        pause = max(self._pause, known.crawl_delay if known else 0)
        in_a_row = 0
        for at, one in enumerate(pages):
            if at:
                await asyncio.sleep(pause)
            async with self._places:
                error = await self._take(one)
            in_a_row = in_a_row + 1 if error else 0
            if error == "throttled" or in_a_row == _GIVEN_UP or pause > PATIENCE:
                return

    async def _take(self, one: WantedPage) -> str:
        """Fetch one page: the code of what stood in the way, or empty."""
        from feeds.answers import PageTaken
        from feeds.errors import FeedError, NotFound
        from feeds.fulltext import refresh_full_text

        code, args = "", {}
        try:
            await refresh_full_text(self._store, one.article)
            self._taken += 1
        except (FeedError, NotFound) as error:
            code, args = error.code, error.args_
            self._failed.setdefault(code, []).append(args)
        self._done += 1
        self._report(PageTaken(self._done, self._total, one.title, code, args))
        return code
