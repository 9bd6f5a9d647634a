"""The file of the search index: what is in it, how far it follows its library, and how it is opened to be read."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

from feeds.store.connections import suspicion

BLOCK = 1_024
"""Ids that share a row of ``block``."""
COLUMNS = ("title", "author", "text", "stems")
VERSION = 1
APPLICATION_ID = 0x4E736873
"""``Nshs`` in the file's header."""
# Many small merges as it grows, since one large one would keep a batch waiting; 4 MB hold a batch before it is written.
SCHEMA = f"""
CREATE VIRTUAL TABLE words USING fts5({", ".join(COLUMNS)}, content='', contentless_delete=1,
  tokenize="unicode61 remove_diacritics 0");
INSERT INTO words(words, rank) VALUES('automerge', 8), ('hashsize', 4194304);
CREATE TABLE held(article INTEGER NOT NULL, key BLOB NOT NULL, change INTEGER NOT NULL, folding BLOB NOT NULL);
-- The newest and the oldest sort_at among the articles of these ids; they stay when articles go.
CREATE TABLE block(n INTEGER PRIMARY KEY, newest INTEGER NOT NULL, oldest INTEGER NOT NULL);
"""
"""``words`` has the article's id as rowid; its ``held`` is `Held`."""
_COMPANIONS = ("", "-wal", "-shm", ".suspect")


@dataclass(frozen=True, slots=True)
class Held:
    """How far an index follows its library."""

    article: int
    """The highest article that is indexed."""
    key: bytes
    """Of that article: another one under its id is another library's."""
    change: int
    """The last change that was followed."""
    folding: bytes
    """What `folding` was when it was begun."""


def file_of(library: Path) -> Path:
    """Where the index of a library is."""
    return library.with_name(library.name + ".search")


def suspect(index: Path) -> None:
    """Leave word that the index is damaged, so that the next `catch_up` begins it anew."""
    with suppress(OSError):
        suspicion(index).touch()


def throw_away(index: Path) -> None:
    """Remove an index. A program that is reading in it reads on in the old one."""
    for companion in _COMPANIONS:
        index.with_name(index.name + companion).unlink(missing_ok=True)


def held(connection: apsw.Connection, schema: str = "main") -> Held | None:
    """What the index that is open as ``schema`` holds; None for one of another version."""
    if connection.pragma("user_version", schema=schema) != VERSION:
        return None
    row: Any = connection.execute(f"SELECT article, key, change, folding FROM {schema}.held").fetchone()
    return Held(*row) if row else None


def attach(library: apsw.Connection, index: Path, query: str = "mode=ro") -> None:
    """Open the index as schema ``search`` of a connection to the library that takes addresses (SQLITE_OPEN_URI)."""
    library.execute("ATTACH ? AS search", (f"{index.absolute().as_uri()}?{query}",))


def is_attached(library: apsw.Connection) -> bool:
    return any(name == "search" for name in library.db_names())


def belongs(library: apsw.Connection, known: Held) -> bool:
    """Whether ``known`` is of this library as it is now, and not of one that a backup or a rescue took the place of."""
    if not library.execute("SELECT 1 FROM main.sqlite_schema WHERE name = 'search_change'").get:
        return False
    key = library.execute("SELECT key FROM main.article WHERE id = ?", (known.article,)).get
    return (
        known.article <= last(library, "article")
        and known.change <= last(library, "search_change")
        and key in (None, known.key)
    )


def waiting(library: apsw.Connection, known: Held | None) -> int:
    """How many articles are to be indexed, at most: the ids of those that were removed count too. Costs next to
    nothing."""
    if known is None:
        return last(library, "article")
    changes: int = library.execute("SELECT count(*) FROM search_change WHERE id > ?", (known.change,)).get
    return last(library, "article") - known.article + changes


def last(library: apsw.Connection, table: str) -> int:
    """The highest id that was ever given out."""
    return library.execute("SELECT seq FROM main.sqlite_sequence WHERE name = ?", (table,)).get or 0


def pages_of(connection: apsw.Connection, beginning: str) -> int:
    """About how many pages of the index, which is open as schema ``search``, hold the words with this beginning. FTS5
    reads them all for a prefix query before it gives the first row: 20 of them in a millisecond.

    Its ``idx`` table has the first term of each page, a 0 before it (fts5_index.c, "%_idx table").
    """
    first = b"0" + beginning.encode()
    return sum(
        _page_of(connection, segment, first + b"\xff") - _page_of(connection, segment, first)
        for (segment,) in connection.execute(_SEGMENTS)
    )


_SEGMENTS = (
    "WITH RECURSIVE s(id) AS (SELECT min(segid) FROM search.words_idx UNION ALL"
    " SELECT (SELECT min(segid) FROM search.words_idx WHERE segid > s.id) FROM s WHERE s.id IS NOT NULL)"
    " SELECT id FROM s WHERE id IS NOT NULL"
)


def _page_of(connection: apsw.Connection, segment: Any, term: bytes) -> int:
    query = "SELECT pgno >> 1 FROM search.words_idx WHERE segid = ? AND term <= ? ORDER BY term DESC LIMIT 1"
    return connection.execute(query, (segment, term)).get or 0
