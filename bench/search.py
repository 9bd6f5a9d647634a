"""What the first page of a search costs in libraries of all sizes, beside FTS5 as it comes, which folds no Arabic and
knows nothing of feeds and sections; how fast they are indexed, and what they take on the disk."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from statistics import quantiles

import apsw

from bench.library import SIZES, WORDS, library, vocabulary
from bench.measuring import tell
from feeds.search import fold, stem
from feeds.search.query import Phrase, Query, Word
from feeds.store.bodies import Kind, load
from feeds.store.expressions import SHORTEST
from feeds.store.finder import Finder, Superseded
from feeds.store.index import catch_up
from feeds.store.search_file import file_of
from feeds.types import Scope, ScopeKind

EACH = 60
"""Queries of each kind."""
BETWEEN_KEYS = 0.05
"""Seconds: 1,200 letters a minute."""
_ALL = Scope()
_NEWEST = "SELECT rowid FROM text WHERE text MATCH ? ORDER BY rowid DESC LIMIT 50"


def run(sizes: Sequence[int] = SIZES) -> None:
    for size in sizes:
        path = library(size)
        _follow(path)
        sizes_told(path, size)
        finder = Finder(path)
        _beside(path, size, finder)
        print(f"\nsearch: first page of 50 in {size:,} articles          50th    95th  most ms   (CPU 50th    95th)")
        for order in ("newest first", "by relevance"):
            in_all = []
            for name, queries in _kinds(path).items():
                figures = [_page(finder, query, by_relevance=order == "by relevance") for query in queries]
                _tell(f"{name}, {order}", figures)
                in_all += figures
            _tell(f"all of these, {order}", in_all)
        for name, scope in (("one feed", Scope(ScopeKind.FEED, 200)), ("one section", Scope(ScopeKind.SECTION, 5))):
            for asked, queries in list(_kinds(path).items())[:4]:
                _tell(f"{asked} in {name}", [_page(finder, query, scope=scope) for query in queries])
        _tell("typed letter by letter, from the last key", list(_typed(finder)))
        finder.close()


def _beside(path: Path, size: int, finder: Finder) -> None:
    """The same words asked of both, in turn."""
    plain = _plain(path)
    both: dict[str, list[float]] = {"nashra": [], "FTS5 as it comes": []}
    for query in (query for queries in _kinds(path).values() for query in queries):
        began = time.perf_counter()
        plain.execute(
            "SELECT rowid FROM text WHERE text MATCH ? ORDER BY rowid DESC LIMIT 50", (_asked(query),)
        ).fetchall()
        both["FTS5 as it comes"].append(time.perf_counter() - began)
        both["nashra"].append(_page(finder, query)[0])
    plain.close()
    tell(f"first page of a search, newest first, {len(both['nashra'])} queries in {size:,} articles", both, "nashra")


def _plain(path: Path) -> apsw.Connection:
    """All texts of a library in a table of FTS5, made once and kept beside it."""
    kept = path.with_suffix(".fts5")
    if not kept.exists():
        making = path.with_suffix(".making")
        making.unlink(missing_ok=True)
        connection, articles = apsw.Connection(str(making)), apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        connection.execute("CREATE VIRTUAL TABLE text USING fts5(title, body)")
        rows = articles.execute("SELECT article, title FROM article_text ORDER BY article")
        with connection:
            texts = ((id_, title, re.sub("<[^>]*>", " ", load(articles, id_, Kind.HTML))) for id_, title in rows)
            connection.executemany("INSERT INTO text(rowid, title, body) VALUES(?, ?, ?)", texts)
        connection.close()
        articles.close()
        making.rename(kept)
    return apsw.Connection(str(kept), flags=apsw.SQLITE_OPEN_READONLY)


def _asked(query: Query) -> str:
    """A word, its beginning or a phrase as FTS5 is asked for it."""
    if isinstance(query, Phrase):
        return f'"{" ".join(query.words)}"'
    assert isinstance(query, Word)
    return f'"{query.text}"' + "*" * query.prefix


def _follow(path: Path) -> None:
    began, cpu = time.perf_counter(), time.process_time()
    done = catch_up(path).indexed
    if done:
        taken, cpu = time.perf_counter() - began, time.process_time() - cpu
        print(f"\nindexing: {done:,} articles, {done / taken:,.0f} a second, {done / cpu:,.0f} a second of CPU")


def sizes_told(path: Path, size: int) -> None:
    """What an article takes on the disk."""
    own, index = path.stat().st_size / size, file_of(path).stat().st_size / size
    share = index / (own + index)
    print(f"\nbytes a stored article, of {size:,}: library {own:,.0f}, index {index:,.0f}, its share {share:.0%}")


def _kinds(path: Path) -> dict[str, list[Query]]:
    chance = random.Random(1450)
    words = [fold(word) for word in vocabulary()]

    def some(first: int, last: int) -> list[Query]:
        return [Word(words[rank]) for rank in chance.sample(range(first, last), EACH)]

    return {
        "the commonest words": [Word(word) for word in words[:EACH]],
        "common words": some(EACH, 1_000),
        "middling words": some(1_000, 20_000),
        "rare words": some(WORDS // 2, WORDS),
        "phrases": [Phrase(tuple(title[at : at + 2])) for title, at in _places(path, chance)],
        "beginnings of 3 letters": [Word(word, prefix=True) for word in _beginnings(words, chance, SHORTEST)],
        "beginnings of 4 letters": [Word(word, prefix=True) for word in _beginnings(words, chance, SHORTEST + 1)],
    }


def _places(path: Path, chance: random.Random) -> Iterator[tuple[list[str], int]]:
    """Titles in words, and a place in each with a word behind it."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    last: int = connection.execute("SELECT max(id) FROM article").get
    for _ in range(EACH):
        article = chance.randint(1, last)
        title = fold(connection.execute("SELECT title FROM article_text WHERE article = ?", (article,)).get).split()
        yield title, chance.randrange(len(title) - 1)
    connection.close()


def _beginnings(words: list[str], chance: random.Random, letters: int) -> Iterator[str]:
    """Of words as they are written: the n-th comes 1/n as often as the first."""
    found = 0
    while found < EACH:
        stemmed = stem(words[int(WORDS ** chance.random()) - 1])
        if len(stemmed) > letters:
            found += 1
            yield stemmed[:letters]


def _page(finder: Finder, query: Query, *, scope: Scope = _ALL, by_relevance: bool = False) -> tuple[float, float]:
    """Seconds, and those of the CPU."""
    began, cpu = time.perf_counter(), time.thread_time()
    finder.page(scope, query, by_relevance=by_relevance)
    return time.perf_counter() - began, time.thread_time() - cpu


def _typed(finder: Finder) -> Iterator[tuple[float, float]]:
    """Words that are typed: each letter begins a search, and the last one's counts."""
    chance = random.Random(1451)
    words = [fold(word) for word in vocabulary()]
    typed = (words[int(WORDS ** chance.random()) - 1] for _ in range(EACH))
    with ThreadPoolExecutor(8) as threads:
        for word in typed:
            for length in range(1, len(word)):
                threads.submit(_given_up(finder, word[:length]))
                time.sleep(BETWEEN_KEYS)
            began, cpu = time.perf_counter(), time.thread_time()
            finder.page(_ALL, Word(word), typing=True)
            yield time.perf_counter() - began, time.thread_time() - cpu


def _given_up(finder: Finder, word: str) -> Callable[[], None]:
    def search() -> None:
        with suppress(Superseded):
            finder.page(_ALL, Word(word), typing=True)

    return search


def _tell(name: str, figures: list[tuple[float, float]]) -> None:
    wall, cpu = (sorted(seconds * 1000 for seconds in side) for side in zip(*figures, strict=True))
    half, most = (quantiles(side, n=20)[9::9] for side in (wall, cpu))
    print(f"  {name:<48} {half[0]:7.1f} {half[1]:7.1f} {wall[-1]:7.1f}          {most[0]:7.1f} {most[1]:7.1f}")
