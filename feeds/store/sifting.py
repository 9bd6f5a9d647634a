"""Which articles a query matches among those that came together, and how many of all that are stored: as rules ask."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import apsw

from feeds.answers import Preview
from feeds.search.query import Query
from feeds.store import finding, search_file
from feeds.store.conditions import LATE, Asked, Index, prepared
from feeds.store.connections import connected, told
from feeds.store.lists import rows_of
from feeds.types import ArticleRow, Scope

NEWEST = 5
"""Articles of a preview."""
LONGEST = 2.0
"""Seconds that are counted at most."""
_FEW = 50_000
"""Matches among which the newest are looked for; with more, the newest are near the top of the list."""
_STEPS = 2_000
"""Of SQLite's machine, between two looks at whether to go on: under a millisecond, unless texts are read."""


class IndexDamaged(Exception):
    """The index can't be read, which is left word of; it is made anew when the library is indexed next."""


@contextmanager
def _by_index(library: Path) -> Iterator[None]:
    try:
        yield
    except (apsw.CorruptError, apsw.NotADBError) as error:
        index = search_file.file_of(library)
        search_file.suspect(index)
        raise IndexDamaged(index) from error


def ready(connection: apsw.Connection, library: Path) -> bool:
    """Open the library's index as schema ``search`` of ``connection``, to be read: whether there is one that is of
    use. Not inside a transaction."""
    try:
        if not search_file.is_attached(connection):
            search_file.attach(connection, search_file.file_of(library))
        return index_of(connection) is not None
    except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.CorruptError, apsw.NotADBError, apsw.SQLError):
        return False


def index_of(connection: apsw.Connection) -> Index | None:
    known = search_file.held(connection, "search")
    if known is None or not search_file.belongs(connection, known):
        return None
    return Index(known.article, known.change, search_file.waiting(connection, known))


def known_upto(connection: apsw.Connection, index: Index, after: int) -> int:
    """The last article up to which all that follow ``after`` are in the index as they are by now."""
    changed = connection.execute(
        "SELECT min(article) FROM main.search_change WHERE id > ? AND article > ?", (index.change, after)
    ).get
    return index.article if changed is None else min(index.article, changed - 1)


def among(
    connection: apsw.Connection, library: Path, query: Query, index: Index, ids: Sequence[int], now: int
) -> list[int]:
    """The articles among ``ids``, which ascend and are all in the index as they are by now (`known_upto`), that the
    query matches. Raises IndexDamaged."""
    with _by_index(library):
        asked = prepared(connection, query, replace(index, late=0), now)
        return sorted(set(ids) & set(_matches(connection, asked, ids[0], ids[-1])))


def preview(library: Path, query: Query, now: int, *, stop: Callable[[], bool] = lambda: False) -> Preview | None:
    """What the query matches of all that is stored. Counting ends after `LONGEST` seconds, or when ``stop`` says so,
    which is asked many times a second: None then. Texts that are not indexed yet are not looked at."""
    with told(library):
        try:
            with _by_index(library):
                return _preview(library, query, now, stop, indexed=True)
        except IndexDamaged:
            return _preview(library, query, now, stop, indexed=False)


def _preview(library: Path, query: Query, now: int, stop: Callable[[], bool], *, indexed: bool) -> Preview | None:
    with _opened(library, indexed=indexed) as connection:
        end = time.monotonic() + LONGEST
        connection.set_progress_handler(lambda: stop() or time.monotonic() > end, _STEPS)
        count, complete, found = 0, False, []
        with suppress(apsw.InterruptError):
            for count, id_ in enumerate(_all(connection, query, now), 1):
                if count <= _FEW:
                    found.append(id_)
            complete = True
        connection.set_progress_handler(stop, _STEPS)
        rows: Sequence[ArticleRow] = ()
        with suppress(apsw.InterruptError):
            # The few are not sought once more: they may be far down the list.
            few = complete and count <= _FEW
            rows = _newest(connection, found) if few else _first(connection, query, now)
        return None if stop() else Preview(max(count, len(rows)), complete, tuple(rows))


def _newest(connection: apsw.Connection, ids: Sequence[int]) -> Sequence[ArticleRow]:
    newest = connection.execute(
        "SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?)) ORDER BY sort_at DESC, id DESC LIMIT ?",
        (json.dumps(ids), NEWEST),
    )
    return rows_of(connection, [int(id_) for (id_,) in newest])


def _first(connection: apsw.Connection, query: Query, now: int) -> Sequence[ArticleRow]:
    return finding.page(connection, Scope(), query, None, NEWEST, now=now).rows


@contextmanager
def _opened(library: Path, *, indexed: bool) -> Iterator[apsw.Connection]:
    """A connection of its own, which reads the library at one moment."""
    address = f"{library.absolute().as_uri()}?mode=ro"
    connection = connected(address)
    try:
        if indexed and not ready(connection, library) and search_file.is_attached(connection):
            connection.execute("DETACH search")
        connection.execute("BEGIN")
        yield connection
    finally:
        connection.close(True)


def _all(connection: apsw.Connection, query: Query, now: int) -> Iterator[int]:
    index = index_of(connection) if search_file.is_attached(connection) else None
    asked = prepared(connection, query, index, now)
    highest = search_file.last(connection, "article")
    if index is None or not asked.lead:
        yield from _listed(connection, asked, 0, highest)
    elif not index.late:
        yield from _matches(connection, asked, 0, highest)
    else:
        yield from _matches(connection, asked, 0, highest, f"NOT {LATE}")
        yield from _listed(connection, asked, 0, highest, LATE)


def _matches(connection: apsw.Connection, asked: Asked, low: int, high: int, *besides: str) -> Iterator[int]:
    """The articles from ``low`` to ``high`` that are wanted, of those that the index knows."""
    if not asked.lead:
        yield from _listed(connection, asked, low, high, *besides)
        return
    condition = " AND ".join([asked.rest, *besides])
    text = "CROSS JOIN article_text x ON x.article = a.id" if "x." in condition else ""
    # What the index alone answers is counted there: it holds no article that is gone.
    article = f"CROSS JOIN article a ON a.id = w.rowid {text} WHERE {condition} AND" if condition != "1" else "WHERE"
    rows: Any = connection.execute(
        f"SELECT w.rowid FROM search.words w {article} w.words MATCH :lead AND w.rowid BETWEEN :low AND :high",
        asked.bindings | {"lead": asked.lead, "low": low, "high": high},
    )
    yield from (id_ for (id_,) in rows)


def _listed(connection: apsw.Connection, asked: Asked, low: int, high: int, *besides: str) -> Iterator[int]:
    """The same, article by article."""
    condition = " AND ".join([*besides, asked.whole])
    rows: Any = connection.execute(
        "SELECT a.id FROM article a CROSS JOIN article_text x ON x.article = a.id"
        f" WHERE a.id BETWEEN :low AND :high AND {condition} ORDER BY a.id DESC",
        asked.bindings | {"low": low, "high": high},
    )
    yield from (id_ for (id_,) in rows)
