"""What hosts want of one refresh: one connection at a time, rest when they said so, and time between two requests."""

from __future__ import annotations

import asyncio
import math
import time
from asyncio import Semaphore
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

from feeds.errors import FeedError
from feeds.schedule import DAY, THROTTLED
from feeds.store.hosts import Host

PATIENCE = 120.0
"""Seconds from its start in which a refresh waits for hosts that want time between two requests."""


class Rests(Exception):
    """The host is to be left alone for so many seconds more."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class TooLong(Exception):
    """The host wants more time before the next request than a refresh takes, so many seconds more."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Hosts:
    """Times are UTC seconds but for the pauses, which a clock that is set meanwhile must not change."""

    def __init__(self, known: Mapping[str, Host]) -> None:
        self._known = dict(known)
        self._doors: defaultdict[str, Semaphore] = defaultdict(lambda: Semaphore(1))
        self._left_at: dict[str, float] = {}
        self._patience_ends = time.monotonic() + PATIENCE

    def door(self, host: str) -> Semaphore:
        """Held while the host is asked."""
        return self._doors[host]

    def check(self, host: str, now: int) -> None:
        """Raises Rests."""
        until = self._host(host).rests_until
        if until > now:
            raise Rests(until - now)

    def rest(self, host: str, until: int) -> None:
        known = self._host(host)
        self._known[host] = replace(known, rests_until=max(known.rests_until, until))

    def wants_robots(self, host: str, now: int) -> bool:
        """Whether its robots.txt was last asked for a day ago or more."""
        return not now - DAY < self._host(host).robots_at <= now

    def set_robots(self, host: str, at: int, crawl_delay: int) -> None:
        self._known[host] = replace(self._host(host), robots_at=at, crawl_delay=crawl_delay)

    def crawl_delay(self, host: str) -> int:
        return self._host(host).crawl_delay

    async def pause(self, host: str, now: int) -> None:
        """Wait until the host may be asked again, which holds its door. Raises TooLong."""
        moment, known = time.monotonic(), self._host(host)
        if (left_at := self._left_at.get(host)) is not None:
            since = moment - left_at
        elif 0 < known.asked_at <= now:
            since = float(now - known.asked_at)
        else:
            return
        # Added to what a clock says and taken from it again, whole seconds would not always stay whole.
        wait = known.crawl_delay - since
        if wait <= 0:
            return
        if moment + wait > self._patience_ends:
            raise TooLong(math.ceil(wait))
        await asyncio.sleep(wait)

    def left(self, host: str) -> None:
        """The host has been asked just now."""
        self._left_at[host] = time.monotonic()

    def _host(self, host: str) -> Host:
        return self._known.get(host) or Host()


class Turn:
    """One feed's leave to ask: the door of one host at a time, and a place among all that ask. Where a redirect leads
    to another host it comes to the door of that one as any other does, and holds nothing up while it waits."""

    def __init__(self, hosts: Hosts, clock: Callable[[], int], asking: Semaphore, kept: Semaphore) -> None:
        """``asking`` has a place for each that asks, ``kept`` for each whose answer is not stored yet."""
        self._hosts = hosts
        self._clock = clock
        self._places = (kept, asking)
        self._held: list[Semaphore] = []
        self._host: str | None = None
        self._asked: set[str] = set()
        self._waited = 0.0

    async def at(self, host: str) -> None:
        """Wait until ``host`` may be asked. Raises Rests; and TooLong at the first host, but Rests at one that a
        redirect leads to: whoever led there was asked already, and is not to be asked again so soon."""
        if host != self._host:
            began, first = time.monotonic(), not self._asked
            self.end()
            await self._hosts.door(host).acquire()
            self._host = host
            try:
                # A chain of redirects is one request.
                if host not in self._asked:
                    await self._hosts.pause(host, self._clock())
            except TooLong as wait:
                if first:
                    raise
                raise Rests(wait.seconds) from None
            for place in self._places:
                await place.acquire()
                self._held.append(place)
            self._waited += time.monotonic() - began
        self._hosts.check(host, self._clock())
        self._asked.add(host)

    def leave(self) -> None:
        """Nobody is asked any more; the answer is still to be stored."""
        if self._host is not None:
            if self._host in self._asked:
                self._hosts.left(self._host)
            self._hosts.door(self._host).release()
            self._host = None
        while len(self._held) > 1:
            self._held.pop().release()

    def end(self) -> None:
        self.leave()
        while self._held:
            self._held.pop().release()

    def time(self) -> float:
        """Seconds, which stand still while it waits."""
        return time.monotonic() - self._waited


def rest_of(error: FeedError) -> int:
    """Seconds that a 429 or a 503 asks to be left alone, 0 for any other error."""
    if error.args_.get("status") not in ("429", "503"):
        return 0
    return int(error.args_.get("retry_after", 0)) or THROTTLED
