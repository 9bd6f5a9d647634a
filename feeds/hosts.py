"""What hosts want of one refresh: one connection at a time, rest when they said so, and time between two requests."""

from __future__ import annotations

import asyncio
import time
from asyncio import Semaphore
from collections import defaultdict
from collections.abc import Mapping
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
    """The host wants more time before the next request than a refresh takes."""


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

    async def pause(self, host: str) -> None:
        """Wait until the host may be asked again, which holds its door. Raises TooLong."""
        now = time.monotonic()
        until = self._left_at.get(host, now) + (self.crawl_delay(host) if host in self._left_at else 0)
        if until > self._patience_ends:
            raise TooLong
        await asyncio.sleep(max(until - now, 0))

    def left(self, host: str) -> None:
        """The host has been asked just now."""
        self._left_at[host] = time.monotonic()

    def _host(self, host: str) -> Host:
        return self._known.get(host) or Host()


def rest_of(error: FeedError) -> int:
    """Seconds that a 429 or a 503 asks to be left alone, 0 for any other error."""
    if error.args_.get("status") not in ("429", "503"):
        return 0
    return int(error.args_.get("retry_after", 0)) or THROTTLED
