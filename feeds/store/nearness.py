"""Articles near another one: those that share words of its headline, its tags or its categories, the rarest of them
counting most, and the newest first among equals. It looks through a bounded number of articles, however many there are.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log
from typing import Any

import apsw

from feeds.search import stem
from feeds.search.folding import tokens
from feeds.search.query import Word
from feeds.store import search_file
from feeds.store.expressions import exact
from feeds.store.lists import rows_of
from feeds.types import ArticleRow

WORDS = 12
"""Words of the headline that are looked for."""
_SHORTEST = 3
"""Letters of a word that says something."""
_NEWEST = 150
"""Articles that are looked at for each word, tag and category, the newest."""
_READ = 60
"""Articles whose headlines are read: those that share most."""
_IN_TEXT, _TAG = 0.3, 1.5
"""What a word in the text alone counts of one in the headline, and a tag, which the reader gave, of a category."""
_ENOUGH = 0.8
"""What two articles that are near share, at least, where what only they have is worth nearly 1 (`_rarity`)."""
_FRESH = 60 * 86_400
"""Seconds after which an article's newness counts half."""


def near(connection: apsw.Connection, article_id: int, limit: int, now: int) -> list[ArticleRow]:
    """Up to ``limit`` articles of other stories near to one, the nearest first, without what is muted. ``connection``
    is to the library, with the index open as schema ``search`` if there is one; call it inside a snapshot. ``now`` is
    UTC seconds."""
    row = connection.execute(
        "SELECT x.title, a.story FROM article a JOIN article_text x ON x.article = a.id WHERE a.id = ?", (article_id,)
    ).fetchone()
    if row is None:
        return []
    title, story = row
    words = _words(title) if search_file.is_attached(connection) else ()
    shared = _shared(connection, article_id, words)
    kept: list[int] = []
    told, titles = {story} - {None}, {_series(title)}
    for id_, its_title, its_story in _ranked(connection, *shared, now):
        if its_story not in told and (series := _series(its_title)) not in titles:
            told |= {its_story} - {None}
            titles.add(series)
            kept.append(id_)
    return rows_of(connection, kept[:limit])


def _series(title: str) -> tuple[str, ...]:
    """What the headlines of a series have in common."""
    return tuple(word for word in tokens(title) if not word.isdigit())


def _words(title: str) -> tuple[str, ...]:
    """Those of the headline that say something, longest first: they are rare as a rule."""
    said = {word for word in tokens(title) if len(stem(word)) >= _SHORTEST and not word.isdigit()}
    return tuple(sorted(said, key=lambda word: (-len(word), word))[:WORDS])


def _shared(
    connection: apsw.Connection, article_id: int, words: Sequence[str]
) -> tuple[dict[int, float], dict[str, float]]:
    """What each article shares with this one, by its rarity, where a word counts as one of the text; and the rarity of
    each word."""
    last: int = connection.execute("SELECT max(id) FROM article").get
    found: defaultdict[int, float] = defaultdict(float)
    rarities: dict[str, float] = {}
    for table, name, worth in (("article_tag", "tag", _TAG), ("article_category", "category", 1)):
        named = _column(connection, f"SELECT {name} FROM {table} WHERE article = ?", article_id)
        for one in named:
            query = f"SELECT article FROM {table} WHERE {name} = ? ORDER BY sort_at DESC, article DESC LIMIT ?"
            ids = _column(connection, query, one, _NEWEST)
            for id_ in ids:
                found[id_] += worth * _rarity(ids, last)
    for word in words:
        query = "SELECT rowid FROM search.words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
        ids = _column(connection, query, exact(Word(word)), _NEWEST)
        rarities[word] = _rarity(ids, last)
        for id_ in ids:
            found[id_] += _IN_TEXT * rarities[word]
    found.pop(article_id, None)
    return found, rarities


def _column(connection: apsw.Connection, query: str, *bound: str | int) -> list[int]:
    rows: Any = connection.execute(query, bound)
    return [value for (value,) in rows]


def _rarity(ids: Sequence[int], last: int) -> float:
    """How rare it is what these articles share, the newest that do: from nearly 0 for what is in all up to 1."""
    back = last if len(ids) < _NEWEST else last - min(ids)
    return log(1 + max(back, 1) / max(len(ids), 1)) / log(1 + last)


def _ranked(
    connection: apsw.Connection, found: Mapping[int, float], rarities: Mapping[str, float], now: int
) -> list[tuple[int, str, int | None]]:
    """(id, headline, story) of those that share enough, the nearest first."""
    likeliest = sorted(found, key=lambda id_: (found[id_], id_), reverse=True)[:_READ]
    rows: Any = connection.execute(
        "SELECT a.id, a.sort_at, x.title, a.story FROM json_each(?) j CROSS JOIN article a ON a.id = j.value"
        " JOIN article_text x ON x.article = a.id WHERE a.muted = 0",
        (json.dumps(likeliest),),
    )
    ranked: list[tuple[float, int, str, int | None]] = []
    for id_, sort_at, title, story in rows:
        said = {stem(word) for word in tokens(title)}
        shared = found[id_] + (1 - _IN_TEXT) * sum(rarities[word] for word in rarities if stem(word) in said)
        if shared >= _ENOUGH:
            ranked.append((shared * (1 + 2 ** (-max(0, now - sort_at) / _FRESH)), id_, title, story))
    return [one[1:] for one in sorted(ranked, key=lambda one: one[:2], reverse=True)]
