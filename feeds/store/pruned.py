"""What is remembered of articles that went by age or count, so that they don't come back as new while their feed still
lists them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import apsw

from feeds.store.identity import Identity

REMEMBERED = 30 * 86_400
"""Seconds that one is remembered after it was listed last: caches leave articles out and list them again."""
_OFTEN = 86_400
"""Seconds between two notes that one is still listed, or every refresh would write."""


class Listed(Protocol):
    """An article as a document lists it."""

    @property
    def identity(self) -> Identity: ...
    @property
    def hash(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Pruned:
    """The articles of one feed that went: by their keys, when they were last known to be listed, in UTC seconds."""

    keys: dict[bytes, int]
    hashes: dict[bytes, bytes]
    """Their keys, by what was said of them last."""

    def known(self, listed: Listed) -> bytes | None:
        """The key under which an article went, by the rules of `Identity`; None for one that did not."""
        if not self.keys:
            return None
        identity = listed.identity
        bound = identity.link is not None or identity.title is not None
        for key in identity.known_as[:-1] if bound else identity.known_as:
            if key in self.keys:
                return key
        return self.hashes.get(listed.hash)


def of_feed(connection: apsw.Connection, feed: int) -> Pruned:
    rows: Iterable[Any] = connection.execute("SELECT key, hash, listed_at FROM pruned WHERE feed = ?", (feed,))
    said = list(rows)
    return Pruned({key: at for key, _, at in said}, {hash_: key for key, hash_, _ in said})


def remember(connection: apsw.Connection, articles: str) -> None:
    """Note articles, whose ids are a JSON list, before they go."""
    connection.execute(
        "INSERT OR REPLACE INTO pruned(feed, key, hash, listed_at)"
        " SELECT feed, key, hash, max(first_seen, ifnull(edited, 0)) FROM article"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (articles,),
    )


def note_listed(connection: apsw.Connection, feed: int, before: Pruned, listed: Sequence[bytes], now: int) -> None:
    """Note which of them a document listed, and forget those that none did for long."""
    here = set(listed)
    again = [key for key in here if before.keys[key] < now - _OFTEN]
    past = [key for key, at in before.keys.items() if key not in here and at < now - REMEMBERED]
    connection.executemany(
        "UPDATE pruned SET listed_at = ? WHERE feed = ? AND key = ?", [(now, feed, k) for k in again]
    )
    connection.executemany("DELETE FROM pruned WHERE feed = ? AND key = ?", [(feed, key) for key in past])
