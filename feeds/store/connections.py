"""One connection for each thread, and SQLite's errors told as ours."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import apsw

from feeds.clean import without_sign_in
from feeds.errors import DiskFull, LibraryBusy, LibraryDamaged, LibraryError, LibraryReadOnly

BUSY_MS = 10_000
"""How long a writer waits for another program; a feed of 8,500 articles holds the file for about a second."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise apsw's errors about the file at ``path`` as LibraryError and its kinds.

    Damage met in use leaves a mark beside the file: the next opening looks through all of it and sets it aside.
    """
    try:
        yield
    except apsw.FullError as error:
        raise DiskFull(path=path) from error
    except (apsw.ReadOnlyError, apsw.PermissionsError, apsw.CantOpenError) as error:
        raise LibraryReadOnly(path=path) from error
    except (apsw.BusyError, apsw.LockedError) as error:
        raise LibraryBusy(path=path) from error
    except (apsw.CorruptError, apsw.NotADBError, UnicodeDecodeError) as error:
        with suppress(OSError):
            suspicion(path).touch()
        raise LibraryDamaged(path=path, kept_as="") from error
    except apsw.IOError as error:
        raise LibraryError(path=path) from error


def suspicion(path: Path) -> Path:
    """The file whose being there says that damage was met in the library at ``path``."""
    return path.with_name(path.name + ".suspect")


def connected(address: str, mode: int = apsw.SQLITE_OPEN_READONLY) -> apsw.Connection:
    """A connection that waits for others and knows what the queries about a library call (`subscriptions.TITLE`)."""
    connection = apsw.Connection(address, flags=mode | apsw.SQLITE_OPEN_URI)
    connection.set_busy_timeout(BUSY_MS)
    without: Any = without_sign_in
    connection.create_scalar_function("without_sign_in", without, 1, deterministic=True)
    return connection


class Connections:
    """The connections of one process to one library. Each thread gets its own, closed with it or by `close`."""

    def __init__(self, path: Path, *, query: str = "mode=rwc") -> None:
        """``query`` is the part after ``?`` of SQLite's file address: ``mode=rwc``, ``mode=ro``, ``immutable=1``."""
        self.path = path
        self.read_only = query != "mode=rwc"
        self._address = f"{path.absolute().as_uri()}?{query}"
        self._local = threading.local()
        self._all: weakref.WeakSet[apsw.Connection] = weakref.WeakSet()
        self._guard = threading.Lock()
        self._closed = False

    def get(self) -> apsw.Connection:
        """This thread's connection; apsw's own errors come through."""
        connection: apsw.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._open()
            self._local.connection = connection
        return connection

    def _open(self) -> apsw.Connection:
        if self._closed:
            raise LibraryError(path=self.path)
        mode = apsw.SQLITE_OPEN_READONLY if self.read_only else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        connection = connected(self._address, mode)
        # NORMAL: in WAL a commit is in the kernel's hands before it is acknowledged, so a killed process loses nothing;
        # only a power cut may take the last commits, and never the file. FULL would cost a disk flush a key press.
        connection.execute(
            "PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
            "PRAGMA cache_size=-8000; PRAGMA journal_size_limit=67108864"
        )
        with self._guard:
            self._all.add(connection)
        return connection

    @contextmanager
    def read(self) -> Iterator[apsw.Connection]:
        """Queries of one statement each; errors are told as ours."""
        with told(self.path):
            yield self.get()

    @contextmanager
    def snapshot(self) -> Iterator[apsw.Connection]:
        """Several queries that see the library at one moment."""
        with told(self.path):
            connection = self.get()
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def write(self) -> Iterator[apsw.Connection]:
        """One transaction: kept whole when the block ends, gone whole when it raises.

        IMMEDIATE takes the write lock at once: a transaction that read first and then wants to write can't wait for
        another writer, SQLite fails it on the spot.
        """
        if self.read_only:
            raise LibraryReadOnly(path=self.path)
        with told(self.path):
            connection = self.get()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk makes SQLite roll back by itself
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close every thread's connection. One at work in another thread at this moment closes with its thread, and
        what a full disk keeps from being copied out of the WAL stays in it."""
        self._closed = True
        with self._guard:
            connections = list(self._all)
            self._all.clear()
        for connection in connections:
            with suppress(apsw.Error):
                connection.close()
        self._local = threading.local()
