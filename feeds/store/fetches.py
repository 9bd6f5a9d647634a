"""What is remembered of each feed's answers, and which feeds are due."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import apsw

from feeds.errors import FeedNotFound, NashraError
from feeds.schedule import FetchState, Pace
from feeds.store import settings
from feeds.store.addresses import host_of
from feeds.store.hosts import Host, hosts
from feeds.store.subscriptions import FEED, feed_of
from feeds.types import Feed, FeedSettings

_STATE = "etag, modified, validators_at, body_hash, due_at, errors, fetched_at, ended, moved, pace"
_COLUMNS = len(_STATE.split(", "))


@dataclass(frozen=True, slots=True)
class DueFeed:
    """A feed to ask now, and what is remembered of its last answers."""

    feed: Feed
    state: FetchState
    settings: FeedSettings = field(default_factory=FeedSettings)


def due(connection: apsw.Connection, now: int, only: Sequence[int] | None, force: bool) -> list[DueFeed]:
    """The feeds whose time has come at ``now`` (UTC seconds), the longest waiting first; with ``force`` whatever their
    time. ``only`` names the ids to choose from. A feed that ended (410) is asked only by force and by name."""
    columns = ", ".join(f"s.{name}" for name in _STATE.split(", "))
    rows: Iterable[Any] = connection.execute(
        f"SELECT {columns}, f.settings, {FEED}"
        " WHERE (?1 OR s.due_at <= ?2) AND (s.ended = 0 OR (?1 AND ?3 IS NOT NULL))"
        " AND (?3 IS NULL OR f.id IN (SELECT value FROM json_each(?3))) ORDER BY s.due_at, f.id",
        (force, now, None if only is None else json.dumps(list(only))),
    )
    return [_due_of(row) for row in rows]


def _due_of(row: Sequence[Any]) -> DueFeed:
    return DueFeed(feed_of(row[_COLUMNS + 1 :]), _state_of(row[:_COLUMNS]), settings.read(row[_COLUMNS]))


def _state_of(row: Sequence[Any]) -> FetchState:
    *said, ended, moved, pace = row
    ttl, hours, days = json.loads(pace)
    return FetchState(*[*said, bool(ended), moved, Pace(ttl, tuple(hours), tuple(days))])


def next_fetch(connection: apsw.Connection, feed: int) -> int | None:
    """When the feed is due and its host may be asked, in UTC seconds, 0 if neither was ever said; None for one that
    ended. Raises FeedNotFound."""
    row: Any = connection.execute(
        "SELECT s.due_at, s.ended, f.url FROM feed f JOIN fetch_state s ON s.feed = f.id WHERE f.id = ?", (feed,)
    ).fetchone()
    if row is None:
        raise FeedNotFound(id=feed)
    due_at, ended, url = row
    host = hosts(connection).get(host_of(url), Host())
    wanted = host.asked_at + host.crawl_delay if host.asked_at else 0
    return None if ended else max(int(due_at), host.rests_until, wanted)


def move(connection: apsw.Connection, feed: int, url: str) -> None:
    """Give the feed another address, if no other feed has it. What the user let it reach, and what headers it is to be
    asked with, was meant for its host."""
    connection.execute(
        "UPDATE OR IGNORE feed SET url = ?1,"
        " settings = iif(?2, settings, json_remove(settings, '$.private', '$.headers'))"
        " WHERE id = ?3",
        (url, host_of(url) == host_of(str(connection.execute("SELECT url FROM feed WHERE id = ?", (feed,)).get)), feed),
    )


def write_state(connection: apsw.Connection, feed: int, state: FetchState, error: NashraError | None = None) -> None:
    """Keep ``state`` and the outcome; nothing happens if the feed has been removed."""
    connection.execute(
        f"UPDATE fetch_state SET ({_STATE}, error, error_args) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE feed = ?",
        (
            *(state.etag, state.modified, state.validators_at, state.body_hash, state.due_at),
            *(state.errors, state.fetched_at, state.ended, state.moved),
            json.dumps([state.pace.ttl, [*state.pace.skip_hours], [*state.pace.skip_days]]),
            error.code if error else "",
            json.dumps(error.args_ if error else {}, ensure_ascii=False),
            feed,
        ),
    )
