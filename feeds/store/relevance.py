"""Relevance by BM25F, of a few matches. FTS5's own bm25 reads every match of every word first, to learn how rare it is:
0.2 s for a common phrase among a million articles. How rare it is among those that are ranked tells as much here."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Any

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


def relevance(connection: apsw.Connection, expression: str, lowest: int) -> dict[int, float]:
    """The relevance, more than 0, of each match of an FTS5 expression in the index from id ``lowest`` on."""
    found: dict[int, _Hits] = {}

    def weigh(api: apsw.FTS5ExtensionApi, /, *_: Any) -> None:
        phrases = tuple(
            sum(weight * len(places) for weight, places in zip(WEIGHTS, api.phrase_locations(phrase), strict=True))
            for phrase in range(api.phrase_count)
        )
        found[api.rowid] = _Hits(phrases, api.column_size(-1))

    connection.register_fts5_function("weigh", weigh)
    query = "SELECT weigh(words) FROM search.words WHERE words MATCH ? AND rowid >= ?"
    connection.execute(query, (expression, lowest)).fetchall()
    return _scored(found)


def _scored(found: dict[int, _Hits]) -> dict[int, float]:
    if not found:
        return {}
    count = len(found)
    usual = sum(hits.length for hits in found.values()) / count
    having = [sum(map(bool, each)) for each in zip(*(hits.phrases for hits in found.values()), strict=True)]
    rarity = [log(1 + (count - n + 0.5) / (n + 0.5)) for n in having]

    def score(hits: _Hits) -> float:
        damp = _SATURATION * (1 - _LENGTH + _LENGTH * hits.length / usual)
        return sum(rare * often / (often + damp) for rare, often in zip(rarity, hits.phrases, strict=True) if often)

    return {id_: score(hits) for id_, hits in found.items()}
