"""Opening a library: a new one made, an older one migrated, a damaged one set aside, one in a read-only folder read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import apsw

from feeds.errors import (
    FileUnreadable,
    LibraryDamaged,
    LibraryError,
    LibraryNewer,
    LibraryNowhere,
    LibraryReadOnly,
    NashraError,
)
from feeds.store.connections import Connections, suspicion, told
from feeds.store.migrations import APPLICATION_ID, MIGRATIONS, Step, bring_up_to_date, newest, version
from feeds.store.rescue import rescue

_COMPANIONS = ("-wal", "-shm")
_MAGIC = b"SQLite format 3\0"


def open_library(path: Path, steps: Sequence[Step] = MIGRATIONS) -> tuple[Connections, NashraError | None]:
    """The connections to the library at ``path``, and what the user must be told although it could be opened:
    LibraryDamaged (``kept_as``: where the old file now is; the library is a fresh one with as many ``articles`` as
    could be read of the old) or LibraryReadOnly.

    Raises LibraryNewer, LibraryBusy, DiskFull, LibraryNowhere (nothing there, and nothing can be made),
    FileUnreadable (another program's file or database, a folder).
    """
    if path.is_dir() or _is_something_else(path):
        raise FileUnreadable(path=path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryNowhere(path=path) from error
    try:
        return _open(path, steps), None
    except LibraryReadOnly as notice:
        return _open_to_read(path, steps), notice
    except LibraryDamaged:
        kept = _set_aside(path)
        connections = _open(path, steps)
        with told(path):
            articles = rescue(kept, connections, steps)
        return connections, LibraryDamaged(path=path, kept_as=kept, articles=articles)


def _is_something_else(path: Path) -> bool:
    """Whether this is a file that no SQLite made. Where our lock file lies beside it a library was there, and what is
    left of it is damaged; anybody else's file must stay where it is."""
    if path.with_name(path.name + ".lock").exists():
        return False
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError:
        return False
    return bool(start) and start != _MAGIC


def _open(path: Path, steps: Sequence[Step]) -> Connections:
    connections = Connections(path)
    try:
        with told(path):
            connection = connections.get()
            _check(connection, path, steps)
            if suspicion(path).exists():
                _look_through(connection, path)
        bring_up_to_date(connections, steps)
        if connection.readonly("main"):
            raise LibraryReadOnly(path=path)
    except BaseException:
        connections.close()
        raise
    return connections


def _open_to_read(path: Path, steps: Sequence[Step]) -> Connections:
    """Without write access SQLite can read a WAL library only beside the -wal and -shm of its last user, or, when
    there is no -wal left to miss, as a file that nobody changes."""
    if not path.exists():
        raise LibraryNowhere(path=path)
    for query in ("mode=ro", "immutable=1"):
        connections = Connections(path, query=query)
        try:
            with told(path):
                _check(connections.get(), path, steps)
                if version(connections.get()) != newest(steps):
                    raise LibraryReadOnly(path=path)
        except LibraryError as error:
            connections.close()
            if not isinstance(error, LibraryReadOnly) or _has_wal(path):
                raise
        else:
            return connections
    raise LibraryReadOnly(path=path)


def _has_wal(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def _check(connection: apsw.Connection, path: Path, steps: Sequence[Step]) -> None:
    """Look at the header and the schema only: reading all of a large library would take seconds at each start."""
    now = version(connection)
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").get
    if tables and connection.pragma("application_id") != APPLICATION_ID:
        raise FileUnreadable(path=path)
    if now > newest(steps):
        raise LibraryNewer(path=path, version=now)


def _look_through(connection: apsw.Connection, path: Path) -> None:
    if connection.execute("PRAGMA quick_check(1)").get != "ok":
        raise LibraryDamaged(path=path, kept_as="")
    suspicion(path).unlink(missing_ok=True)


def free_name(path: Path, why: str) -> Path:
    """A name beside the library for what is kept of it, with the time, that no file has."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    kept = path.with_name(f"{path.name}.{why}-{stamp}")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.name}.{why}-{stamp}-{number}")
    return kept


def _set_aside(path: Path) -> Path:
    """Rename the file and its companions, so that they stay together for whoever repairs them."""
    kept = free_name(path, "damaged")
    try:
        for suffix in _COMPANIONS:
            companion = path.with_name(path.name + suffix)
            if companion.exists():
                companion.rename(kept.with_name(kept.name + suffix))
        path.rename(kept)
    except OSError as error:
        raise LibraryDamaged(path=path, kept_as="") from error
    suspicion(path).unlink(missing_ok=True)
    return kept
