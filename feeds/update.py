"""Due feeds, fetched, parsed and saved, each told of as it is done."""

from __future__ import annotations

import asyncio
import random
from asyncio import Semaphore
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import ParamSpec, TypeVar
from urllib.parse import urljoin

import httpx

from feeds import addresses, robots, secrets
from feeds.clean import without_sign_in
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
    ServerFailed,
    Throttled,
)
from feeds.fetch import CONNECTIONS, fetch, open_client
from feeds.fetched import Answer
from feeds.hosts import Hosts, Rests, TooLong, Turn, rest_of
from feeds.ingest import Outcome, Workers, after, keep, save
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
"""By their codes, those that tell of a document."""


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
    from feeds.parse import parse_anywhere

    return await parse_anywhere(answer.body or b"", url=answer.url, content_type=answer.content_type)


def _since(began: float, turn: Turn) -> int:
    """Milliseconds; none where it has not begun."""
    return round((turn.time() - began) * 1000) if began else 0


class _Refresh:
    """One refresh under way."""

    def __init__(self, store: Store, client: httpx.AsyncClient, total: int, report: Report) -> None:
        self._store = store
        self._client = client
        self._report = report
        self._told: list[FeedRefreshed] = []
        self._total = total
        self._asking = Semaphore(CONNECTIONS)
        self._hosts = Hosts(store.hosts())
        self._kept = Semaphore(_IN_MEMORY)
        self._entries: list[Entry] = []
        self._reached = ""
        self._out_of_reach: list[tuple[DueFeed, str, FeedError]] = []
        self._writer = ThreadPoolExecutor(1, "nashra-writer")
        self._workers = Workers(store.path) if total > _FEW else None

    async def run(self, due: Sequence[DueFeed]) -> RefreshSummary:
        cancelled = False
        try:
            await self._all_of(due)
            await self._hold_against()
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
        turn = Turn(self._hosts, self._now, self._asking, self._kept)
        answer: Answer | None = None
        began = 0.0
        try:
            await turn.at(host)
            await self._heed_robots(due, host, turn)
            began = turn.time()
            answer = await self._ask(due, turn)
            took = _since(began, turn)
            turn.leave()
            new, changed = await self._keep(due, answer)
        except TooLong:
            return
        except Rests as rests:
            await self._rest(due, rests.seconds)
        except FeedError as error:
            if answer or isinstance(error, HttpError):
                self._note_reached(due, host)
            await self._fail(due, host, error, answer, _since(began, turn))
        except FeedNotFound:
            self._tell(due)
        except NashraError:
            raise
        except Exception as error:
            # Whatever one feed brings to light, the others go on; its report carries what a bug report needs, but no
            # words of the error: they may repeat what was sent, and that may have signed in.
            broken = FeedError(url=without_sign_in(due.feed.url), why=_where(error))
            await self._fail(due, host, broken, answer, _since(began, turn))
        else:
            self._note_reached(due, host)
            await self._log(Entry(due.feed.id, self._now(), answer.status, "", new, changed, answer.size, took))
            self._tell(due, new=new, changed=changed)
        finally:
            turn.end()

    def _now(self) -> int:
        return self._store.clock()

    async def _heed_robots(self, due: DueFeed, host: str, turn: Turn) -> None:
        """Ask once a day what the host wants of those who ask often, by the rules for the feed itself. Raises Rests."""
        now = self._now()
        if not self._hosts.wants_robots(host, now) or not due.feed.url.startswith(WEB):
            return
        known = delay = self._hosts.crawl_delay(host)
        # Nobody else asks for it, should it lead away from the host meanwhile.
        self._hosts.set_robots(host, now, known)
        try:
            answer = await fetch(
                self._client,
                urljoin(without_sign_in(due.feed.url), "/robots.txt"),
                allow_private=due.settings.private,
                settings=replace(due.settings, headers=()),
                before=turn.at,
                deadline=_ROBOTS_DEADLINE,
            )
            delay = robots.crawl_delay(answer.body or b"")
        except Rests:
            # That of another host, or of this one, which is found out next.
            pass
        except FetchError as error:
            if error.args_.get("offline"):
                return
            if rest_of(error):
                await self._let_rest(host, error)
            if isinstance(error, HttpError) and not isinstance(error, ServerFailed | Throttled):
                delay = 0
        await turn.at(host)
        self._hosts.set_robots(host, now, delay)
        await self._write(self._store.save_robots, host, now, delay)

    async def _ask(self, due: DueFeed, turn: Turn) -> Answer:
        etag, modified = validators(due.state, self._now())
        answer = await fetch(
            self._client,
            due.feed.url,
            etag=etag,
            modified=modified,
            allow_private=due.settings.private,
            settings=due.settings,
            secret=await self._secret(due),
            before=turn.at,
        )
        return replace(answer, crawl_delay=self._hosts.crawl_delay(host_of(due.feed.url)))

    async def _secret(self, due: DueFeed) -> Secret | None:
        if not due.settings.secret:
            return None
        secret = await asyncio.to_thread(secrets.read, self._store.path, due.settings.secret)
        if secret is None:
            raise NoSecret(url=without_sign_in(due.feed.url))
        return secret

    async def _keep(self, due: DueFeed, answer: Answer) -> Outcome:
        now = self._now()
        if answer.body is None:
            if not due.state.body_hash:
                raise _unread(due)
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
        error = type(error)(**error.args_ | {"url": without_sign_in(due.feed.url)})
        state = due.state
        if rest_of(error):
            await self._let_rest(host, error)
        if error.args_.get("offline"):
            self._out_of_reach.append((due, host, error))
        elif not isinstance(error, NoSecret):
            state = self._failed(due, host, error, answer)
        status = int(error.args_.get("status", 0)) or (answer.status if answer else 0)
        size = answer.size if answer else 0
        await self._log(Entry(due.feed.id, self._now(), status, error.code, bytes=size, took=took))
        await self._write(self._store.save_failure, due.feed.id, error, state)
        self._tell(due, error=error)

    def _failed(self, due: DueFeed, host: str, error: FeedError, answer: Answer | None) -> FetchState:
        return failed(
            due.state,
            self._now(),
            jitter=random.random(),  # noqa: S311
            wait=max(rest_of(error), self._hosts.crawl_delay(host)),
            ended=isinstance(error, Gone),
            headers=answer.headers if answer and isinstance(error, ParseError) else {},
        )

    def _note_reached(self, due: DueFeed, host: str) -> None:
        """That the host was asked by way of the Internet, and its name looked up here."""
        if due.feed.url.startswith(WEB) and not (due.settings.private or due.settings.proxy):
            self._reached = host

    async def _hold_against(self) -> None:
        """To be offline is no fault of a feed's and moves no timer; but where the name of another host was found, and
        still is, it is the name server of these that fails."""
        if not self._out_of_reach or not self._reached:
            return
        try:
            await addresses.resolve(self._reached, 0)
        except FetchError:
            return
        for due, host, error in self._out_of_reach:
            known = {name: said for name, said in error.args_.items() if name != "offline"}
            told, state = type(error)(**known), self._failed(due, host, error, None)
            await self._write(self._store.save_failure, due.feed.id, told, state)

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
        error = Throttled(url=without_sign_in(due.feed.url), status=429, retry_after=seconds)
        state = rested(due.state, self._now(), seconds)
        if due.feed.error != Throttled.code or state != due.state:
            await self._write(self._store.save_failure, due.feed.id, error, state)
        self._tell(due, error=error)

    def _tell(self, due: DueFeed, *, new: int = 0, changed: int = 0, error: FeedError | None = None) -> None:
        url = without_sign_in(due.feed.url)
        one = FeedRefreshed(due.feed.id, due.feed.title, url, len(self._told) + 1, self._total, new, changed)
        if error:
            one = replace(one, error=error.code, error_args=error.args_)
        self._told.append(one)
        self._report(one)


def _unread(due: DueFeed) -> ParseError:
    """What a 304 confirms where the document that is there could not be read."""
    kind = _UNREADABLE.get(due.feed.error)
    return kind(**due.feed.error_args or {}) if kind else ParseError(url=due.feed.url)


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
