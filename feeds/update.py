"""Due feeds, fetched, parsed and saved, each told of as it is done."""

from __future__ import annotations

import asyncio
import random
import time
from asyncio import Semaphore
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import ParamSpec, TypeVar
from urllib.parse import urljoin

import httpx

from feeds import robots, secrets
from feeds.errors import (
    BrokenFeed,
    EmptyDocument,
    FeedError,
    FeedNotFound,
    FetchError,
    Gone,
    HttpError,
    NashraError,
    NoSecret,
    NotAFeed,
    ParseError,
    ParseTimeout,
    Throttled,
)
from feeds.fetch import CONNECTIONS, fetch, open_client
from feeds.fetched import Answer
from feeds.hosts import Hosts, Rests, TooLong, rest_of
from feeds.keeping import Outcome, Workers, after, keep, save
from feeds.parse import parse_anywhere
from feeds.parsed import ParsedFeed
from feeds.schedule import FetchState, failed, rested, validators
from feeds.secrets import Secret
from feeds.store.addresses import WEB, host_of
from feeds.store.fetches import DueFeed
from feeds.store.history import Entry
from feeds.store.library import Store
from feeds.types import FeedRefreshed, RefreshSummary

P = ParamSpec("P")
T = TypeVar("T")
Report = Callable[[FeedRefreshed], None]

_IN_MEMORY = 2 * CONNECTIONS
"""Feeds at most that are fetched and not yet saved."""
_FEW = 12
"""Up to so many feeds are parsed and saved in this process: workers take a fifth of a second to start."""
_ROBOTS_DEADLINE = 10.0
_LOGGED_AT_ONCE = 200
"""Entries of the history that are kept in one transaction."""
_UNREADABLE = {kind.code: kind for kind in (ParseError, NotAFeed, EmptyDocument, BrokenFeed, ParseTimeout)}
"""What a 304 confirms of a feed: the document that could not be read is still the one that is there."""


async def refresh(
    store: Store, only: Sequence[int] | None = None, *, force: bool = True, report: Report | None = None
) -> RefreshSummary:
    """Fetch the feeds that are due, or with ``force`` whatever their time, or ``only`` those.

    A feed's failure is kept and reported. Cancelled, it ends with the summary of what was done: what is being written
    is written or left as it was. Raises LibraryBusy while another program refreshes, and LibraryError.
    """
    with store.refresh_lock():
        due = store.due(store.clock(), only, force)
        if not due:
            return RefreshSummary(0, 0, 0)
        async with open_client() as client:
            return await _Refresh(store, client, len(due), report or _silent).run(due)


async def _parsed(answer: Answer) -> ParsedFeed:
    return await parse_anywhere(answer.body or b"", url=answer.url, content_type=answer.content_type)


def _since(began: float) -> int:
    """Milliseconds."""
    return round((time.monotonic() - began) * 1000)


class _Refresh:
    """One refresh under way."""

    def __init__(self, store: Store, client: httpx.AsyncClient, total: int, report: Report) -> None:
        self._store = store
        self._client = client
        self._report = report
        self._told: list[FeedRefreshed] = []
        self._total = total
        self._all = Semaphore(CONNECTIONS)
        self._hosts = Hosts(store.hosts())
        self._held = Semaphore(_IN_MEMORY)
        self._entries: list[Entry] = []
        self._writer = ThreadPoolExecutor(1, "nashra-writer")
        self._workers = Workers(store.path) if total > _FEW else None

    async def run(self, due: Sequence[DueFeed]) -> RefreshSummary:
        cancelled = False
        try:
            await self._all_of(due)
        except asyncio.CancelledError:
            cancelled = True
            if task := asyncio.current_task():
                task.uncancel()
        finally:
            self._writer.shutdown(cancel_futures=True)
        self._store.log(self._entries)
        told = self._told
        new, changed = sum(one.new for one in told), sum(one.changed for one in told)
        failures = [one for one in told if one.error]
        return RefreshSummary(self._total, new, changed, failures, self._total - len(told), cancelled)

    async def _all_of(self, due: Sequence[DueFeed]) -> None:
        try:
            async with asyncio.TaskGroup() as tasks:
                for one in due:
                    tasks.create_task(self._one(one))
        except* NashraError as group:
            raise _first(group) from None

    async def _one(self, due: DueFeed) -> None:
        host = host_of(due.feed.url)
        answer: Answer | None = None
        began = time.monotonic()
        try:
            async with AsyncExitStack() as until_kept:
                async with self._hosts.door(host):
                    await self._hosts.pause(host)
                    await until_kept.enter_async_context(self._held)
                    async with self._all:
                        await self._heed_robots(due, host)
                        began = time.monotonic()
                        answer = await self._ask(due, host)
                    took = _since(began)
                new, changed = await self._keep(due, answer)
        except TooLong:
            return
        except Rests as rests:
            await self._rest(due, rests.seconds)
        except FeedError as error:
            await self._fail(due, host, error, answer, _since(began))
        except FeedNotFound:
            self._tell(due)
        except NashraError:
            raise
        except Exception as error:
            # Whatever one feed brings to light, the others go on; its report carries what a bug report needs, but no
            # words of the error: they may repeat what was sent, and that may have signed in.
            await self._fail(due, host, FeedError(url=due.feed.url, why=_where(error)), answer, _since(began))
        else:
            await self._log(Entry(due.feed.id, self._now(), answer.status, "", new, changed, answer.size, took))
            self._tell(due, new=new, changed=changed)

    def _now(self) -> int:
        return self._store.clock()

    async def _heed_robots(self, due: DueFeed, host: str) -> None:
        """Ask once a day what the host wants of those who ask often. Raises Rests."""
        now = self._now()
        self._hosts.check(host, now)
        if not self._hosts.wants_robots(host, now) or not due.feed.url.startswith(WEB):
            return
        delay = 0
        try:
            answer = await fetch(
                self._client,
                urljoin(due.feed.url, "/robots.txt"),
                allow_private=due.allow_private,
                settings=replace(due.settings, headers=()),
                deadline=_ROBOTS_DEADLINE,
            )
            delay = robots.crawl_delay(answer.body or b"")
        except Throttled as error:
            await self._let_rest(host, error)
            self._hosts.check(host, now)
        except FetchError as error:
            if error.args_.get("offline"):
                return
            if not isinstance(error, HttpError):
                delay = self._hosts.crawl_delay(host)
        self._hosts.set_robots(host, now, delay)
        await self._write(self._store.save_robots, host, now, delay)

    async def _ask(self, due: DueFeed, host: str) -> Answer:
        now = self._now()
        etag, modified = validators(due.state, now)
        secret = await self._secret(due)
        try:
            answer = await fetch(
                self._client,
                due.feed.url,
                etag=etag,
                modified=modified,
                allow_private=due.allow_private,
                settings=due.settings,
                secret=secret,
                before=lambda host: self._hosts.check(host, now),
            )
        finally:
            self._hosts.left(host)
        return replace(answer, crawl_delay=self._hosts.crawl_delay(host))

    async def _secret(self, due: DueFeed) -> Secret | None:
        if not due.settings.secret:
            return None
        secret = await asyncio.to_thread(secrets.read, self._store.path, due.settings.secret)
        if secret is None:
            raise NoSecret(url=due.feed.url)
        return secret

    async def _keep(self, due: DueFeed, answer: Answer) -> Outcome:
        now = self._now()
        if answer.body is None:
            if kind := _UNREADABLE.get(due.feed.error):
                raise kind(**(due.feed.error_args or {}))
            await self._write(self._store.save_unchanged, due.feed.id, after(due, answer, now, None))
            outcome: Outcome | None = (0, 0)
        elif self._workers:
            outcome = await self._workers.keep(due, answer, now)
        else:
            outcome = await self._write(keep, self._store, due, answer, now)
        if outcome is None:
            parsed = await _parsed(answer)
            outcome = await self._write(save, self._store, due, answer, parsed, now)
        if answer.moved_to and answer.moved_to == due.state.moved:
            # Two answers agree (RFC 9110, 15.4.2 and 15.4.9): one alone may be a captive portal or a slip.
            await self._write(self._store.move, due.feed.id, answer.moved_to)
        return outcome

    async def _write(self, what: Callable[P, T], *args: P.args, **_none: P.kwargs) -> T:
        """In the one thread that writes."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, what, *args)

    async def _fail(self, due: DueFeed, host: str, error: FeedError, answer: Answer | None, took: int) -> None:
        now, state = self._now(), due.state
        wait = rest_of(error)
        if wait:
            await self._let_rest(host, error)
        status = int(error.args_.get("status", 0)) or (answer.status if answer else 0)
        # Neither is a fault of the feed's: they move no timer.
        if not error.args_.get("offline") and not isinstance(error, NoSecret):
            state = failed(
                state,
                now,
                jitter=random.random(),  # noqa: S311
                wait=max(wait, self._hosts.crawl_delay(host)),
                ended=isinstance(error, Gone),
                headers=answer.headers if answer else {},
            )
        await self._log(Entry(due.feed.id, now, status, error.code, bytes=answer.size if answer else 0, took=took))
        await self._save_failure(due, error, state)

    async def _let_rest(self, host: str, error: FeedError) -> None:
        """Leave the host alone that said so, which after a redirect is another one than the feed's."""
        asked, until = error.args_.get("host") or host, self._now() + rest_of(error)
        self._hosts.rest(asked, until)
        await self._write(self._store.rest, asked, until)

    async def _log(self, entry: Entry) -> None:
        self._entries.append(entry)
        if len(self._entries) >= _LOGGED_AT_ONCE:
            entries, self._entries = self._entries, []
            await self._write(self._store.log, entries)

    async def _rest(self, due: DueFeed, seconds: int) -> None:
        """Tell of a feed whose host wants rest; it was not asked, so nothing is held against it."""
        error = Throttled(url=due.feed.url, status=429, retry_after=seconds)
        if due.feed.error == Throttled.code:
            self._tell(due, error=error)
        else:
            await self._save_failure(due, error, rested(due.state, self._store.clock(), seconds))

    async def _save_failure(self, due: DueFeed, error: FeedError, state: FetchState) -> None:
        await self._write(self._store.save_failure, due.feed.id, error, state)
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


def _where(error: BaseException) -> str:
    """The kind of an error and the line that raised it."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    place = f" {Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else ""
    return type(error).__name__ + place


def _silent(_one: FeedRefreshed) -> None:
    return
