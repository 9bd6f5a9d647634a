"""Indexing for the search: FTS5 over folded text, in a file of its own beside the library, which can be thrown away and
built again at any time. It follows behind the library in batches, and knows by itself what it lacks: articles above the
highest that it holds, and the changes that triggers of the library write down.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import apsw

from feeds import search
from feeds.errors import LibraryBusy, LibraryDamaged
from feeds.search import fold, stems
from feeds.search.folding import tokens
from feeds.store.bodies import Kind, load
from feeds.store.connections import Connections, suspicion
from feeds.store.lock import lock
from feeds.store.search_file import (
    APPLICATION_ID,
    BLOCK,
    COLUMNS,
    SCHEMA,
    VERSION,
    Held,
    belongs,
    file_of,
    held,
    last,
    throw_away,
    waiting,
)

BATCH = 500
"""Articles in one transaction: about 0.2 s."""
TEXT = 300_000
"""Characters of an article that are indexed: thirty times a long one."""

_HOOKS = f"""
CREATE TABLE IF NOT EXISTS search_change(id INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL);
CREATE TRIGGER IF NOT EXISTS search_text_changed AFTER UPDATE OF title, summary, author ON article_text
WHEN old.title <> new.title OR old.summary <> new.summary OR old.author <> new.author BEGIN
  INSERT INTO search_change(article) VALUES(new.article);
END;
CREATE TRIGGER IF NOT EXISTS search_body_changed AFTER UPDATE OF data ON body
WHEN new.kind IN ({Kind.HTML:d}, {Kind.PAGE:d}) BEGIN
  INSERT INTO search_change(article) VALUES(new.article);
END;
CREATE TRIGGER IF NOT EXISTS search_page_fetched AFTER INSERT ON body WHEN new.kind = {Kind.PAGE:d} BEGIN
  INSERT INTO search_change(article) VALUES(new.article);
END;
CREATE TRIGGER IF NOT EXISTS search_article_removed AFTER DELETE ON article BEGIN
  INSERT INTO search_change(article) VALUES(old.id);
END;
"""


@dataclass(frozen=True, slots=True)
class Followed:
    """What a call of `catch_up` did, and what still waits."""

    indexed: int = 0
    waiting: int = 0
    elsewhere: bool = False
    """Another program is at it, so this one left it."""


@cache
def folding() -> bytes:
    """What tells the rules by which text is folded and cut to stems from those of another release: how they are
    written, since no small text would show each of them."""
    rules = (Path(module.__file__ or "").read_bytes() for module in (search.folding, search.stemming))
    return blake2b(b"".join(rules), digest_size=16).digest()


def catch_up(library: Path, *, limit: int | None = None, stop: Callable[[], bool] = lambda: False) -> Followed:
    """Bring the index of the library up to it, in batches, until nothing waits, ``limit`` articles are done or ``stop``
    says so; it is asked between batches. What is done stays done.

    An index that is damaged, of another version or another library's is thrown away first. While another program is at
    it, it is left to that one. Raises LibraryReadOnly, DiskFull, LibraryError.
    """
    index = file_of(library)
    connections = Connections(library)
    try:
        with lock(index):
            _hook(connections, index)
            try:
                return _follow(connections, index, limit, stop)
            except (LibraryDamaged, apsw.ConstraintError, apsw.SQLError) as damage:
                # Tables of FTS5 that do not agree are told as the latter.
                if isinstance(damage, LibraryDamaged) and damage.args_["path"] != str(index):
                    raise
                throw_away(index)
                return _follow(connections, index, limit, stop)
    except LibraryBusy:
        return Followed(elsewhere=True)
    finally:
        connections.close()


def _hook(connections: Connections, index: Path) -> None:
    """Have the library write down its changes from now on. If it did not until now, or not all of them since tables
    were made anew, an index that is there has missed some."""
    with connections.read() as library:
        hooked = library.execute("SELECT count(*) FROM sqlite_schema WHERE name GLOB 'search_*'").get
    if hooked < _HOOKS.count("IF NOT EXISTS"):
        throw_away(index)
        with connections.write() as library:
            library.execute(_HOOKS)


def _follow(connections: Connections, index: Path, limit: int | None, stop: Callable[[], bool]) -> Followed:
    with _opened(connections, index) as opened:
        writer = _Writer(connections, opened)
        while (limit is None or writer.indexed < limit) and not stop():
            if not writer.batch(BATCH if limit is None else min(BATCH, limit - writer.indexed)):
                break
        writer.forget_changes()
        with connections.read() as library:
            return Followed(writer.indexed, waiting(library, writer.held))


@contextmanager
def _opened(library: Connections, index: Path) -> Iterator[Connections]:
    """The index to write to, begun anew if it has to be."""
    if not index.exists() or suspicion(index).exists():
        throw_away(index)
    connections = Connections(index)
    try:
        with connections.read() as connection, library.read() as known_by:
            known = held(connection)
            usable = known is not None and known.folding == folding() and belongs(known_by, known)
        if not usable:
            connections.close()
            throw_away(index)
            connections = Connections(index)
            _begin(library, connections)
        yield connections
    finally:
        connections.close()


def _begin(library: Connections, index: Connections) -> None:
    with library.read() as connection:
        change = last(connection, "search_change")
    with index.read() as connection:
        connection.pragma("journal_mode", "wal")
    with index.write() as connection:
        connection.execute(SCHEMA)
        connection.execute("INSERT INTO held VALUES(0, x'', ?, ?)", (change, folding()))
        connection.pragma("application_id", APPLICATION_ID)
        connection.pragma("user_version", VERSION)


_ROWS = (
    "SELECT a.id, a.key, a.sort_at, x.title, x.author, x.summary FROM article a JOIN article_text x ON x.article = a.id"
)


@dataclass(frozen=True, slots=True)
class _Row:
    """An article as the library has it."""

    id: int
    key: bytes
    sort_at: int
    title: str
    author: str
    summary: str
    html: str
    page: str

    @property
    def text(self) -> str:
        """The words of the article: the feed's own, or those of its web page where it has more."""
        from feeds.content import to_text

        text = to_text(self.html[: 4 * TEXT])
        if self.page:
            text = max(text, _text_of_page(self.page), key=len)
        return text[:TEXT] if self.summary in text else f"{self.summary}\n{text}"[:TEXT]

    def columns(self) -> tuple[str, ...]:
        """Of the index, in their order."""
        return _folded(self.title, self.author, self.text)


class _Writer:
    """Batches of a library into its index."""

    def __init__(self, library: Connections, index: Connections) -> None:
        self._library = library
        self._index = index
        self.indexed = 0
        with index.read() as connection:
            known = held(connection)
        assert known is not None
        self.held = known

    def batch(self, size: int) -> bool:
        """Follow up to ``size`` changes and new articles; whether there were any."""
        with self._library.snapshot() as library:
            changes: list[Any] = library.execute(
                "SELECT id, article FROM search_change WHERE id > ? ORDER BY id LIMIT ?", (self.held.change, size)
            ).fetchall()
            # Those that are not indexed yet come with their turn, as they are by then.
            changed = sorted({article for _, article in changes if article <= self.held.article})
            old = [row for article in changed for row in _rows(library, "a.id = ?", article, 1)]
            new = _rows(library, "a.id > ?", self.held.article, size - len(changed))
        if not changes and not new:
            return False
        known = self.held
        if changes:
            known = replace(known, change=changes[-1][0])
        if new:
            known = replace(known, article=new[-1].id, key=new[-1].key)
        self._write(changed, [*old, *new], known)
        self.held = known
        self.indexed += len(changed) + len(new)
        return True

    def _write(self, changed: list[int], rows: list[_Row], known: Held) -> None:
        entries = [(row.id, *row.columns()) for row in rows]
        with self._index.write() as index:
            index.executemany("DELETE FROM words WHERE rowid = ?", [(article,) for article in changed])
            index.executemany(f"INSERT INTO words(rowid, {', '.join(COLUMNS)}) VALUES(?, ?, ?, ?, ?)", entries)
            index.executemany(
                "INSERT INTO block VALUES(?1, ?2, ?2) ON CONFLICT(n)"
                " DO UPDATE SET newest = max(newest, ?2), oldest = min(oldest, ?2)",
                [(row.id // BLOCK, row.sort_at) for row in rows],
            )
            index.execute("UPDATE held SET article = ?, key = ?, change = ?", (known.article, known.key, known.change))

    def forget_changes(self) -> None:
        """Take what was followed out of the library, a little at a time. If another program writes, next time."""
        with suppress(LibraryBusy):
            while True:
                with self._library.write() as library:
                    library.execute(
                        "DELETE FROM search_change WHERE id IN"
                        " (SELECT id FROM search_change WHERE id <= ? ORDER BY id LIMIT 500)",
                        (self.held.change,),
                    )
                    if library.changes() < 500:
                        return


def _rows(library: apsw.Connection, condition: str, bound: int, limit: int) -> list[_Row]:
    found: Any = library.execute(f"{_ROWS} WHERE {condition} ORDER BY a.id LIMIT ?", (bound, limit))
    return [_Row(*[*row, load(library, row[0], Kind.HTML), load(library, row[0], Kind.PAGE)]) for row in found]


def text_of(library: apsw.Connection, article: int) -> str:
    """The text by which an article is found, besides its title and its author, as it is by now; empty for one that is
    not there."""
    return next((row.text for row in _rows(library, "a.id = ?", article, 1)), "")


def _text_of_page(page: str) -> str:
    from feeds.blocks import texts_and_rest
    from feeds.store.packing import unpacked

    fetched = unpacked(page)
    return "\n".join(piece.text for piece in texts_and_rest(fetched.blocks)[0]) if fetched else ""


_SIGNS = re.compile("[\u20b0-\u20cf\u2b50-\u2bff\U0001f000-\U0001fbff]")
"""Currency and pictures, of which unicode61 takes those that are younger than itself for letters of the word beside."""


def _folded(*texts: str) -> tuple[str, ...]:
    """The texts as they are indexed, and the stems of them all."""
    folded = tuple(" ".join(tokens(text)) if _SIGNS.search(text) else fold(text) for text in texts)
    return (*folded, stems("\n".join(folded)))
