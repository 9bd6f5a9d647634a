"""feedparser for what is not well-formed, in a worker process: its patterns can run for ever on hostile input."""

from __future__ import annotations

import anyio
from anyio import BrokenWorkerProcess, CapacityLimiter, to_process

from feeds.errors import BrokenFeed, ParseTimeout
from feeds.parse.limiters import Turns
from feeds.parse.worker import read_with_feedparser
from feeds.parsed import ParsedFeed

TIME_LIMIT = 5.0
"""Seconds, the worker's start included."""

_TURNS = Turns("feeds.parse.lenient", 2)


async def parse_leniently(text: str, *, url: str) -> ParsedFeed:
    """The feed that feedparser makes out of ``text``.

    Raises BrokenFeed where it finds nothing or dies over its memory limit, and ParseTimeout after 5 s.
    """
    async with _TURNS.limiter():
        try:
            with anyio.fail_after(TIME_LIMIT):
                # Waiting for a worker must not count, so the process's own limiter never waits.
                feed = await to_process.run_sync(
                    read_with_feedparser, text, url, cancellable=True, limiter=CapacityLimiter(1)
                )
        except TimeoutError:
            raise ParseTimeout(url=url) from None
        except (BrokenWorkerProcess, MemoryError, RecursionError, ArithmeticError, LookupError, TypeError, ValueError):
            # feedparser's own bugs on broken input, and a worker that hit its limits.
            feed = None
    if feed is None:
        raise BrokenFeed(url=url)
    return feed
