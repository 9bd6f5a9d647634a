"""What came of the last answers of each feed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import apsw

from feeds.types import FetchRecord

KEPT = 30
"""Answers of each feed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A `FetchRecord` of feed ``feed``; ``at`` is in UTC seconds."""

    feed: int
    at: int
    status: int = 0
    error: str = ""
    new: int = 0
    changed: int = 0
    bytes: int = 0
    took: int = 0


def log(connection: apsw.Connection, entries: Sequence[Entry]) -> None:
    """Keep ``entries`` and let go of what is too old; those of feeds that have been removed are dropped."""
    connection.executemany(
        "INSERT INTO fetch_log(feed, at, status, error, new, changed, bytes, took)"
        " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE EXISTS(SELECT 1 FROM feed WHERE id = ?1)",
        [(e.feed, e.at, e.status, e.error, e.new, e.changed, e.bytes, e.took) for e in entries],
    )
    connection.execute(
        "DELETE FROM fetch_log WHERE id IN (SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY feed"
        " ORDER BY id DESC) AS place FROM fetch_log WHERE feed IN (SELECT value FROM json_each(?))) WHERE place > ?)",
        (json.dumps(sorted({entry.feed for entry in entries})), KEPT),
    )


def history(connection: apsw.Connection, feed: int) -> tuple[FetchRecord, ...]:
    """The newest first."""
    rows: Iterable[Any] = connection.execute(
        "SELECT at, status, error, new, changed, bytes, took FROM fetch_log WHERE feed = ? ORDER BY id DESC", (feed,)
    )
    return tuple(FetchRecord(datetime.fromtimestamp(at, UTC), *rest) for at, *rest in rows)


def last_news(connection: apsw.Connection, feed: int) -> int | None:
    """The day of the feed's newest article, in UTC seconds: of its date or, where that is not known, of its coming."""
    at: int | None = connection.execute("SELECT max(sort_at) FROM article WHERE feed = ?", (feed,)).get
    return at
