"""Old articles go, by age and by count: never what the reader made their own, nor what was read in the last day."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from feeds.store import pruned, settings
from feeds.store.connections import Connections
from feeds.types import Cursor, Retention

SLICE = 100
"""Articles that go in one transaction: about 10 ms, so a writer of another thread or program never waits long."""
PAUSE = 0.005
"""Seconds between two slices, in which others that wait to write come to their turn."""
_DAY = 86_400

_FREE = (
    "a.star = 0 AND a.first_seen < :settled AND ifnull(a.read_at, 0) < :quiet AND (a.read = 1 OR :unread)"
    " AND NOT EXISTS(SELECT 1 FROM article_tag t WHERE t.article = a.id)"
    " AND NOT EXISTS(SELECT 1 FROM note n WHERE n.article = a.id)"
    # A server is still to be told what the reader did, and others are shown under one that leads them.
    " AND NOT EXISTS(SELECT 1 FROM remote r WHERE r.article = a.id AND r.dirty = 1)"
    " AND NOT EXISTS(SELECT 1 FROM article m WHERE m.story = a.id AND m.id <> a.id)"
    # Undo can't bring back a star or a tag to what is no more.
    " AND a.id NOT IN (SELECT i.article FROM op o CROSS JOIN op_item i ON i.op = o.id"
    "  WHERE o.kind IN ('star', 'tag') AND o.at >= :day)"
    " AND a.id NOT IN (SELECT ifnull(json_extract(o.args, '$.article'), 0) FROM op o"
    "  WHERE o.kind = 'note' AND o.at >= :day)"
)
"""What may go of articles ``a``."""


@dataclass(frozen=True, slots=True)
class _Reach:
    """The end of a list from which articles go."""

    feed: int | None
    """None for all feeds but those that keep all they have."""
    below: Cursor
    """What is older, and what else stands below it in the list."""
    settled: int
    """Those that came before this, in UTC seconds."""
    quiet: int
    """Those that were read before this, if at all."""


def prune(connections: Connections, wanted: Retention, now: int, stop: Callable[[], bool] = lambda: False) -> int:
    """Take away what is older or more than is to be kept, by ``wanted`` and by what is said of each feed: how many
    articles went. In slices, each kept as it is done; ``stop`` is asked between them.

    An article's age counts from its date, its coming or its reading, whichever is latest. It stays with a star, a tag
    or a note, and for a day after it was read or lost one of these; unread it stays unless ``wanted`` says so.
    """
    total = 0
    for reach in _reaches(connections, wanted, now):
        for ids in _slices(connections, reach, wanted, now):
            if stop():
                return total
            total += _take(connections, ids, _bindings(reach, wanted, now))
            time.sleep(PAUSE)
    return total


def _reaches(connections: Connections, wanted: Retention, now: int) -> Iterator[_Reach]:
    with connections.read() as connection:
        rows: list[Any] = connection.execute(
            "SELECT f.id, f.settings, t.total FROM feed f JOIN tally t ON t.feed = f.id WHERE t.total > 0"
        ).fetchall()
    for feed, said, total in rows:
        own = settings.read(said)
        days, articles = own.keep_days or wanted.days, own.keep_articles or wanted.articles
        if days > 0:
            past = now - days * _DAY
            yield _Reach(feed, Cursor(past, 0), past, past)
        if 0 < articles < total and (last := _last_kept(connections, feed, articles)):
            yield _Reach(feed, last, now + 1, now - _DAY)
    if 0 < wanted.in_all < sum(total for _, _, total in rows) and (
        last := _last_kept(connections, None, wanted.in_all)
    ):
        yield _Reach(None, last, now + 1, now - _DAY)


def _last_kept(connections: Connections, feed: int | None, count: int) -> Cursor | None:
    """The last of the ``count`` newest articles of a feed, or of all."""
    of_feed, index = ("WHERE feed = :feed", "article_feed") if feed is not None else ("", "article_all")
    with connections.read() as connection:
        row: Any = connection.execute(
            f"SELECT sort_at, id FROM article INDEXED BY {index} {of_feed}"
            " ORDER BY sort_at DESC, id DESC LIMIT 1 OFFSET :count - 1",
            {"feed": feed, "count": count},
        ).fetchone()
    return Cursor(*row) if row else None


def _slices(connections: Connections, reach: _Reach, wanted: Retention, now: int) -> Iterator[Sequence[int]]:
    """From the oldest on."""
    index = "article_all" if reach.feed is None else "article_feed"
    # A feed that keeps all its articles keeps them whatever the others have.
    of_feed = (
        "a.feed = :feed"
        if reach.feed is not None
        else "a.feed NOT IN (SELECT id FROM feed WHERE json_extract(settings, '$.keep_articles') < 0)"
    )
    query = (
        f"SELECT a.sort_at, a.id FROM article a INDEXED BY {index} WHERE {of_feed}"
        " AND (a.sort_at, a.id) < (:below_at, :below_id) AND (a.sort_at, a.id) > (:after_at, :after_id)"
        f" AND {_FREE} ORDER BY a.sort_at, a.id LIMIT {SLICE}"
    )
    after = Cursor(-(2**62), 0)
    bindings = _bindings(reach, wanted, now)
    while True:
        with connections.read() as connection:
            rows: Iterable[Any] = connection.execute(
                query, bindings | {"after_at": after.sort_at, "after_id": after.id}
            )
            found = [Cursor(*row) for row in rows]
        if found:
            yield [one.id for one in found]
        if len(found) < SLICE:
            return
        after = found[-1]


def _bindings(reach: _Reach, wanted: Retention, now: int) -> dict[str, Any]:
    return {
        "feed": reach.feed,
        "below_at": reach.below.sort_at,
        "below_id": reach.below.id,
        "settled": reach.settled,
        "quiet": reach.quiet,
        "unread": wanted.unread_too,
        "day": now - _DAY,
    }


def _take(connections: Connections, ids: Sequence[int], bindings: dict[str, Any]) -> int:
    """Take those of ``ids`` that may still go: the reader may have starred one meanwhile."""
    with connections.write() as connection:
        rows: Iterable[Any] = connection.execute(
            f"SELECT a.id FROM article a WHERE a.id IN (SELECT value FROM json_each(:ids)) AND {_FREE}",
            bindings | {"ids": json.dumps(ids)},
        )
        free = json.dumps([id_ for (id_,) in rows])
        pruned.remember(connection, free)
        connection.execute("DELETE FROM article WHERE id IN (SELECT value FROM json_each(?))", (free,))
        return connection.changes()
