"""What is remembered of each feed's answers, and which feeds are due."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import apsw

from feeds.errors import NashraError
from feeds.schedule import FetchState
from feeds.store.subscriptions import FEED, feed_of
from feeds.types import Feed

_STATE = "etag, modified, validators_at, body_hash, due_at, errors, fetched_at, ended"


@dataclass(frozen=True, slots=True)
class DueFeed:
    """A feed to ask now, and what is remembered of its last answers."""

    feed: Feed
    state: FetchState
    allow_private: bool = False
    """The user let it be on a private network."""


def due(connection: apsw.Connection, now: int, only: Sequence[int] | None, force: bool) -> list[DueFeed]:
    """The feeds whose time has come at ``now`` (UTC seconds), the longest waiting first; with ``force`` whatever their
    time. ``only`` names the ids to choose from. A feed that ended (410) is asked only by force and by name."""
    columns = ", ".join(f"s.{name}" for name in _STATE.split(", "))
    rows: Iterable[Any] = connection.execute(
        f"SELECT {columns}, json_extract(f.settings, '$.private'), {FEED}"
        " WHERE (?1 OR s.due_at <= ?2) AND (s.ended = 0 OR (?1 AND ?3 IS NOT NULL))"
        " AND (?3 IS NULL OR f.id IN (SELECT value FROM json_each(?3))) ORDER BY s.due_at, f.id",
        (force, now, None if only is None else json.dumps(list(only))),
    )
    return [DueFeed(feed_of(row[9:]), FetchState(*[*row[:7], bool(row[7])]), bool(row[8])) for row in rows]


def write_state(connection: apsw.Connection, feed: int, state: FetchState, error: NashraError | None = None) -> None:
    """Keep ``state`` and the outcome; nothing happens if the feed has been removed."""
    connection.execute(
        f"UPDATE fetch_state SET ({_STATE}, error, error_args) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE feed = ?",
        (
            *(state.etag, state.modified, state.validators_at, state.body_hash, state.due_at),
            *(state.errors, state.fetched_at, state.ended),
            error.code if error else "",
            json.dumps(error.args_ if error else {}, ensure_ascii=False),
            feed,
        ),
    )
