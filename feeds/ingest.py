"""An answer into the library: parsed and saved, in this process or in workers that write for themselves."""

from __future__ import annotations

import os
from functools import cache
from hashlib import blake2b
from pathlib import Path

from anyio import BrokenWorkerProcess, CapacityLimiter, to_process

from feeds.errors import BrokenFeed
from feeds.fetched import Answer
from feeds.parsed import ParsedFeed
from feeds.schedule import FetchState, Pace, answered
from feeds.store.fetches import DueFeed
from feeds.store.library import Store

Outcome = tuple[int, int]
"""How many articles are new, and how many changed."""


class Workers:
    """Processes that take whole answers and give back counts: articles never cross over, which would cost what the
    second core saves. They end with the event loop, or when their pipe breaks."""

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        # One more than there are processors: a worker waits now and then, for the next answer or for another's writing.
        self._limiter = CapacityLimiter((os.cpu_count() or 1) + 1)

    async def keep(self, due: DueFeed, answer: Answer, now: int) -> Outcome | None:
        """As `keep` does; BrokenFeed as well where a document costs more time or memory than a worker may take."""
        try:
            return await to_process.run_sync(
                _keep_for, self._path, due, answer, now, cancellable=True, limiter=self._limiter
            )
        except (BrokenWorkerProcess, MemoryError) as error:
            raise BrokenFeed(url=due.feed.url) from error


@cache
def _store_at(path: str) -> Store:
    return Store(Path(path))


def _keep_for(path: str, due: DueFeed, answer: Answer, now: int) -> Outcome | None:
    from feeds.parse.worker import limit

    # Anew for each document: the total counts, and a lenient parser may have worked here before.
    limit()
    return keep(_store_at(path), due, answer, now)


def keep(store: Store, due: DueFeed, answer: Answer, now: int) -> Outcome | None:
    """Store an answer with a body. None, and nothing is stored, for a document that only a lenient parser reads.

    Raises ParseError, LibraryError, FeedNotFound.
    """
    # Not for the process that leaves this to workers: its time is what all of them wait for at the start.
    from feeds.parse import NeedsLenientError, parse

    body = answer.body or b""
    hashed = body_hash(body)
    if hashed == due.state.body_hash:
        state = after(due, answer, now, due.state.body_hash)
        store.save_unchanged(due.feed.id, state)
        return 0, 0
    try:
        parsed = parse(body, url=answer.url, content_type=answer.content_type)
    except NeedsLenientError:
        return None
    return save(store, due, answer, parsed, now, hashed)


def save(
    store: Store, due: DueFeed, answer: Answer, parsed: ParsedFeed, now: int, hashed: bytes | None = None
) -> Outcome:
    """Store what an answer was parsed to; ``hashed`` is its `body_hash` where that is known."""
    pace = Pace(parsed.ttl, parsed.skip_hours, parsed.skip_days)
    state = after(due, answer, now, hashed or body_hash(answer.body or b""), pace)
    return store.save_articles(due.feed.id, parsed, state, now)


def after(due: DueFeed, answer: Answer, now: int, body: bytes | None, pace: Pace | None = None) -> FetchState:
    """What is remembered of a feed after ``answer``; ``body`` is its hash, None for a 304."""
    return answered(due.state, now, answer.headers, body, pace, answer.moved_to, answer.crawl_delay)


def body_hash(body: bytes) -> bytes:
    """What tells whether a document is the one that was parsed last."""
    return blake2b(body, digest_size=16).digest()
