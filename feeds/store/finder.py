"""Finder: searches one after the other on a connection of their own, of which the last one asked for counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import TypeVar

import apsw

from feeds.errors import LibraryReadOnly
from feeds.search.query import Query
from feeds.store import finding, search_file
from feeds.store.connections import connected, told
from feeds.types import ArticleRow, Cursor, Page, Scope

_Found = TypeVar("_Found")
_File = tuple[int, int]
"""Device and inode: while one is open, an index that was begun anew is another file."""


class Superseded(Exception):
    """A search that was given up, because another one was asked for meanwhile or the library was closed."""


class Finder:
    """Searches in one library. Any method may be called from any thread; call `page` off the event loop.

    The index is only read. One that is damaged is left aside, with word for whoever indexes next, and what would have
    been found in it is looked through by title and author.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._index = search_file.file_of(path)
        self._connection: apsw.Connection | None = None
        self._open_index: _File | None = None
        self._left: tuple[int, ...] = ()
        """The index that is of no use, as it was then: one in its place may be given the same inode."""
        self._asked = 0
        self._guard = Lock()
        self._turn = Lock()

    def page(
        self,
        scope: Scope,
        query: Query,
        after: Cursor | None = None,
        limit: int = 50,
        *,
        by_relevance: bool = False,
        typing: bool = False,
        whole: bool = False,
        now: int | None = None,
    ) -> Page:
        """As `finding.page`. A search that is under way is given up for this one. Raises Superseded when that happens
        to this one, and LibraryError."""
        return self._found(
            lambda connection: finding.page(
                connection, scope, query, after, limit, by_relevance=by_relevance, typing=typing, whole=whole, now=now
            )
        )

    def near(self, article_id: int, limit: int, now: int) -> list[ArticleRow]:
        """As `nearness.near`, given up as a page is."""
        from feeds.store import nearness

        return self._found(lambda connection: nearness.near(connection, article_id, limit, now))

    def _found(self, search: Callable[[apsw.Connection], _Found]) -> _Found:
        with self._latest(), told(self._path):
            for _attempt in range(2):
                connection = self._ready()
                try:
                    with _snapshot(connection):
                        return search(connection)
                except (apsw.CorruptError, apsw.NotADBError):
                    if self._open_index is None:
                        raise
                    search_file.suspect(self._index)
                    self._leave_index()
            raise AssertionError("without an index the library alone is read")

    def waiting(self) -> int:
        """How many articles are not in the index yet, at most; costs next to nothing."""
        with self._turn, told(self._path):
            while True:
                # The search that waits for its turn meanwhile takes this for one that it has to give up.
                with suppress(apsw.InterruptError):
                    return self._waiting(self._ready())

    def _waiting(self, connection: apsw.Connection) -> int:
        known = search_file.held(connection, "search") if search_file.is_attached(connection) else None
        if known is not None and not search_file.belongs(connection, known):
            known = None
        return search_file.waiting(connection, known)

    def close(self) -> None:
        """Give up the search that is under way, and close."""
        with suppress(Superseded), self._latest():
            self._drop()

    @contextmanager
    def _latest(self) -> Iterator[None]:
        """Have the connection, unless another one asks for it before its turn comes."""
        with self._guard:
            self._asked += 1
            number = self._asked
            if (connection := self._connection) is not None and self._turn.locked():
                with suppress(apsw.ConnectionClosedError):
                    connection.interrupt()
        with self._turn:
            if number != self._asked:
                raise Superseded
            # Between two statements there is nothing to interrupt: the next one is not begun then.
            if self._connection is not None:
                self._connection.exec_trace = lambda *_: number == self._asked
            try:
                yield
            except (apsw.InterruptError, apsw.ExecTraceAbort) as error:
                # What was interrupted may hold a cursor still, and with it the transaction.
                self._drop()
                raise Superseded from error
            finally:
                if self._connection is not None:
                    self._connection.exec_trace = None

    # ── The connection ───────────────────────────────────────────────────────────────────────────────────────

    def _drop(self) -> None:
        connection, self._connection, self._open_index = self._connection, None, None
        if connection is not None:
            # After a full disk there may be something to roll back that can't be.
            with suppress(apsw.Error):
                connection.close(True)

    def _ready(self) -> apsw.Connection:
        if self._connection is None:
            self._connection = self._opened()
        self._follow_index(self._connection)
        return self._connection

    def _opened(self) -> apsw.Connection:
        for query in _ways(self._path):
            address = f"{self._path.absolute().as_uri()}?{query}"
            connection = connected(address)
            connection.execute("PRAGMA temp_store=MEMORY; PRAGMA cache_size=-4000")
            with suppress(apsw.CantOpenError, apsw.ReadOnlyError):
                connection.pragma("user_version")
                return connection
            connection.close()
        raise LibraryReadOnly(path=self._path)

    def _follow_index(self, connection: apsw.Connection) -> None:
        """Have the index open that is there now."""
        there = _file(self._index)
        if there is not None and there == self._open_index:
            return
        if self._open_index is not None:
            connection.execute("DETACH search")
            self._open_index = None
        if there is None or _state(self._index) == self._left:
            return
        for query in _ways(self._index):
            try:
                search_file.attach(connection, self._index, query)
                if search_file.held(connection, "search") is None:
                    # Of another version, or being made at this moment.
                    connection.execute("DETACH search")
                else:
                    self._open_index = there
                return
            except (apsw.CantOpenError, apsw.ReadOnlyError):
                if search_file.is_attached(connection):
                    connection.execute("DETACH search")
            except (apsw.CorruptError, apsw.NotADBError, apsw.SQLError):
                search_file.suspect(self._index)
                self._leave_index()
                return

    def _leave_index(self) -> None:
        """Do without the index from now on, until another one is there."""
        self._left, self._open_index = _state(self._index), None
        if self._connection is not None and search_file.is_attached(self._connection):
            self._connection.execute("DETACH search")


def _ways(path: Path) -> tuple[str, ...]:
    """Of opening a file to read it. Without write access one in WAL mode can be read beside the files of its last user,
    or, when there is no -wal left to miss, as one that nobody changes."""
    wal = _state(path.with_name(path.name + "-wal"))
    return ("mode=ro",) if wal and wal[-1] else ("mode=ro", "immutable=1")


def _file(path: Path) -> _File | None:
    return (state[0], state[1]) if (state := _state(path)) else None


def _state(path: Path) -> tuple[int, ...]:
    """Device, inode, when it was last written to and its size; empty for a file that is not there."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size


@contextmanager
def _snapshot(connection: apsw.Connection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.exec_trace = None
        if connection.in_transaction:
            # The interruption may come just here; the connection is closed then.
            with suppress(apsw.InterruptError):
                connection.execute("ROLLBACK")
