"""Relevance by BM25F, of a few matches. FTS5's own bm25 reads every match of every word first, to learn how rare it is:
0.2 s for a common phrase among a million articles. How rare it is among those that are ranked tells as much here."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Any
from weakref import WeakKeyDictionary

import apsw

WEIGHTS = (10, 6, 4, 1)
"""Of the columns of the index."""
_SATURATION, _LENGTH = 1.2, 0.75
"""BM25's k1 and b."""


@dataclass(frozen=True, slots=True)
class _Hits:
    """Of one article: how often each phrase of the query comes, weighed by column, and how long it is, in words."""

    phrases: tuple[int, ...]
    length: int


class Relevance:
    """The relevance of those matches for which the connection is asked ``weighed(words)``, which is always true."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._found: dict[int, _Hits] = {}
        connection.register_fts5_function("weighed", self._weigh)

    @classmethod
    def of(cls, connection: apsw.Connection) -> Relevance:
        """That of a connection, with nothing weighed yet. FTS5 forgets no function, so each connection gets one."""
        known = _of_connections.get(connection)
        if known is None:
            known = _of_connections[connection] = cls(connection)
        known._found.clear()
        return known

    def _weigh(self, api: apsw.FTS5ExtensionApi, /, *_: Any) -> bool:
        phrases = tuple(
            sum(weight * len(places) for weight, places in zip(WEIGHTS, api.phrase_locations(phrase), strict=True))
            for phrase in range(api.phrase_count)
        )
        self._found[api.rowid] = _Hits(phrases, api.column_size(-1))
        return True

    def scores(self) -> dict[int, float]:
        """By the ids of the articles: more than 0."""
        count = len(self._found)
        hits = self._found.values()
        usual = sum(one.length for one in hits) / max(count, 1)
        having = [sum(map(bool, each)) for each in zip(*(one.phrases for one in hits), strict=True)]
        rarity = [log(1 + (count - n + 0.5) / (n + 0.5)) for n in having]

        def score(one: _Hits) -> float:
            damp = _SATURATION * (1 - _LENGTH + _LENGTH * one.length / usual)
            return sum(rare * often / (often + damp) for rare, often in zip(rarity, one.phrases, strict=True) if often)

        return {id_: score(one) for id_, one in self._found.items()}


_of_connections: WeakKeyDictionary[apsw.Connection, Relevance] = WeakKeyDictionary()
