"""Due feeds, fetched, parsed and saved, each told of as it is done."""

from __future__ import annotations

import asyncio
import random
from asyncio import Semaphore
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import httpx

from feeds import discover
from feeds.errors import (
    AlreadySubscribed,
    FeedError,
    FeedNotFound,
    Gone,
    NashraError,
    NoFeedFound,
    NotAFeed,
    PrivateAddress,
    Throttled,
)
from feeds.fetch import CONNECTIONS, fetch, open_client
from feeds.fetched import Answer
from feeds.keeping import Outcome, Workers, keep, save
from feeds.parse import parse_anywhere
from feeds.parsed import ParsedFeed
from feeds.schedule import THROTTLED, FetchState, answered, failed, rested, validators
from feeds.store.addresses import feed_address, host_of
from feeds.store.fetches import DueFeed
from feeds.store.library import Store
from feeds.types import Feed, FeedRefreshed, RefreshSummary

Report = Callable[[FeedRefreshed], None]

_GUESS_DEADLINE = 20.0
"""Seconds for each address at which a site may have a feed."""
_TRIED = 10
"""Feeds that a page names and that are tried."""
_IN_MEMORY = 2 * CONNECTIONS
"""Feeds at most that are fetched and not yet saved."""
_FEW = 12
"""Up to so many feeds are parsed and saved in this process: workers take a fifth of a second to start."""


async def refresh(
    store: Store, only: Sequence[int] | None = None, *, force: bool = True, report: Report | None = None
) -> RefreshSummary:
    """Fetch the feeds that are due, or with ``force`` whatever their time, or ``only`` those.

    A feed's failure is kept and reported. Raises LibraryBusy while another program refreshes, and LibraryError.
    """
    with store.refresh_lock():
        due = store.due(store.clock(), only, force)
        async with open_client() as client:
            return await _Refresh(store, client, len(due), report or _silent).run(due)


async def add(store: Store, url: str, *, section: str = "", allow_private: bool = False) -> Feed:
    """Subscribe to the feed at ``url``, or to the first one of the site there, and store its articles.

    Raises BadAddress, AlreadySubscribed, NoFeedFound and the other kinds of FeedError; nothing is subscribed then.
    """
    address = feed_address(url)
    known = next((feed for feed in store.feeds() if feed.url == address), None)
    if known:
        raise AlreadySubscribed(url=address, feed=known.id)
    async with open_client() as client:
        found, private, answer, parsed = await _find(client, address, allow_private)
    feed = store.subscribe(found, section=section, allow_private=private)
    save(store, DueFeed(feed, FetchState()), answer, parsed, store.clock())
    return store.feed(feed.id)


async def _find(client: httpx.AsyncClient, url: str, allow_private: bool) -> tuple[str, bool, Answer, ParsedFeed]:
    """The address of a feed, with its document: ``url`` itself, or what the page there leads to; and whether the user's
    word was needed to reach it, which holds for the host of ``url`` alone."""
    private = False
    try:
        page = await fetch(client, url)
    except PrivateAddress:
        if not allow_private:
            raise
        private = True
        page = await fetch(client, url, allow_private=True)
    with suppress(NotAFeed):
        return url, private, page, await _parsed(page)
    named = discover.feeds_of(page.body or b"", page.url, page.content_type)
    for candidate in [*named[:_TRIED], *discover.guesses(page.url)]:
        near = private and host_of(candidate) == host_of(url)
        try:
            answer = await fetch(client, candidate, allow_private=near, deadline=_GUESS_DEADLINE)
            return feed_address(candidate), near, answer, await _parsed(answer)
        except Throttled:
            break
        except FeedError:
            continue
    raise NoFeedFound(url=url)


async def _parsed(answer: Answer) -> ParsedFeed:
    return await parse_anywhere(answer.body or b"", url=answer.url, content_type=answer.content_type)


class _Rests(Exception):
    """The host is to be left alone for so many seconds more."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class _Refresh:
    """One refresh under way."""

    def __init__(self, store: Store, client: httpx.AsyncClient, total: int, report: Report) -> None:
        self._store = store
        self._client = client
        self._report = report
        self._told: list[FeedRefreshed] = []
        self._total = total
        self._all = Semaphore(CONNECTIONS)
        self._hosts: defaultdict[str, Semaphore] = defaultdict(lambda: Semaphore(1))
        self._held = Semaphore(_IN_MEMORY)
        self._resting = store.resting(store.clock())
        """Until when a host is to be left alone, in UTC seconds."""
        self._writer = ThreadPoolExecutor(1, "nashra-writer")
        self._workers = Workers(store.path) if total > _FEW else None

    async def run(self, due: Sequence[DueFeed]) -> RefreshSummary:
        try:
            async with asyncio.TaskGroup() as tasks:
                for one in due:
                    tasks.create_task(self._one(one))
        except* NashraError as group:
            raise _first(group) from None
        finally:
            self._writer.shutdown(cancel_futures=True)
        told = self._told
        new, changed = sum(one.new for one in told), sum(one.changed for one in told)
        return RefreshSummary(self._total, new, changed, [one for one in told if one.error])

    async def _one(self, due: DueFeed) -> None:
        host = host_of(due.feed.url)
        try:
            async with self._held:
                async with self._hosts[host], self._all:
                    answer = await self._ask(due, host)
                new, changed = await self._keep(due, answer)
        except _Rests as rests:
            await self._rest(due, rests.seconds)
        except FeedError as error:
            await self._fail(due, host, error)
        except FeedNotFound:
            self._tell(due)
        except NashraError:
            raise
        except Exception as error:
            # Whatever one feed brings to light, the others go on; its report carries what a bug report needs.
            await self._fail(due, host, FeedError(url=due.feed.url, why=repr(error)))
        else:
            self._tell(due, new=new, changed=changed)

    async def _ask(self, due: DueFeed, host: str) -> Answer:
        now = self._store.clock()
        if (until := self._resting.get(host, 0)) > now:
            raise _Rests(until - now)
        etag, modified = validators(due.state, now)
        url, further = due.feed.url, due.allow_private
        return await fetch(self._client, url, etag=etag, modified=modified, allow_private=further)

    async def _keep(self, due: DueFeed, answer: Answer) -> Outcome:
        loop, now = asyncio.get_running_loop(), self._store.clock()
        if answer.body is None:
            state = answered(due.state, now, answer.headers, None, None, answer.moved_to)
            await loop.run_in_executor(self._writer, self._store.save_unchanged, due.feed.id, state)
            outcome: Outcome | None = (0, 0)
        elif self._workers:
            outcome = await self._workers.keep(due, answer, now)
        else:
            outcome = await loop.run_in_executor(self._writer, keep, self._store, due, answer, now)
        if outcome is None:
            parsed = await _parsed(answer)
            outcome = await loop.run_in_executor(self._writer, save, self._store, due, answer, parsed, now)
        if answer.moved_to and answer.moved_to == due.state.moved:
            # Two answers agree (RFC 9110, 15.4.2 and 15.4.9): one alone may be a captive portal or a slip.
            await loop.run_in_executor(self._writer, self._store.move, due.feed.id, answer.moved_to)
        return outcome

    async def _fail(self, due: DueFeed, host: str, error: FeedError) -> None:
        now, state = self._store.clock(), due.state
        wait = int(error.args_.get("retry_after", 0))
        if error.args_.get("status") in ("429", "503"):
            wait = wait or THROTTLED
            self._resting[host] = now + wait
        if not error.args_.get("offline"):  # that is no fault of the feed's and moves no timer
            state = failed(state, now, jitter=random.random(), wait=wait, ended=isinstance(error, Gone))  # noqa: S311
        await self._save_failure(due, error, state)

    async def _rest(self, due: DueFeed, seconds: int) -> None:
        """Tell of a feed whose host wants rest; it was not asked, so nothing is held against it."""
        error = Throttled(url=due.feed.url, status=429, retry_after=seconds)
        if due.feed.error == Throttled.code:
            self._tell(due, error=error)
        else:
            await self._save_failure(due, error, rested(due.state, self._store.clock(), seconds))

    async def _save_failure(self, due: DueFeed, error: FeedError, state: FetchState) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._writer, self._store.save_failure, due.feed.id, error, state)
        self._tell(due, error=error)

    def _tell(self, due: DueFeed, *, new: int = 0, changed: int = 0, error: FeedError | None = None) -> None:
        feed = due.feed
        one = FeedRefreshed(feed.id, feed.title, feed.url, len(self._told) + 1, self._total, new, changed)
        if error:
            one = replace(one, error=error.code, error_args=error.args_)
        self._told.append(one)
        self._report(one)


def _first(group: BaseExceptionGroup[NashraError]) -> BaseException:
    """The first error of a group: with the library full or damaged every feed would say the same."""
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _silent(_one: FeedRefreshed) -> None:
    return
