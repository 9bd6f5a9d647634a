"""The library as a single file, and back: SQLite copies its pages while others read and write."""

from __future__ import annotations

import glob
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import apsw

from feeds.errors import (
    BackupDamaged,
    FileInTheWay,
    FileUnwritable,
    LibraryBusy,
    LibraryDamaged,
    LibraryNewer,
    NotABackup,
)
from feeds.store.connections import BUSY_MS, Connections, told
from feeds.store.migrations import APPLICATION_ID, MIGRATIONS, bring_up_to_date, newest, version
from feeds.store.opening import free_name

_PAGES = 2_000
"""Pages that are copied between two moments in which an interrupt is heard."""
_MAGIC = b"SQLite format 3\0"
_COMPANIONS = ("-wal", "-shm", "-journal", ".lock", ".suspect")
_STALE = 3_600
"""Seconds after which what a backup that was killed had written is taken away."""
_READ = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI


@dataclass(frozen=True, slots=True)
class Restored:
    """What the library is now, and where it is that was there before; None where there was nothing in it."""

    articles: int
    feeds: int
    kept_as: Path | None


def backup(connections: Connections, target: Path) -> int:
    """Write all of the library, as it is at this moment, into the one file ``target``: how many bytes. An older backup
    of that name is replaced once the new one is whole. The settings, which are another file, and what signs in to feeds
    are not in it.

    Raises FileInTheWay (something else has that name, or a library that is in use), FileUnwritable, DiskFull,
    LibraryDamaged.
    """
    if target.exists() and not _is_backup(target, connections.path):
        raise FileInTheWay(path=target)
    _sweep(target.parent, f"{glob.escape(target.name)}.*.part*", _STALE)
    with _draft(target) as draft:
        with connections.snapshot() as connection:
            # The first query fixes the moment; until then others' writes would make the copy begin again.
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
            _copy(connection, draft, told_as=target)
        _finish(draft, target, connections.path)
        return target.stat().st_size


def restore(connections: Connections, source: Path) -> Restored:
    """Put what ``source`` holds, a backup or another library, in place of all that the library has, which is kept as a
    backup beside it. It is looked through first, and brought to this version. Programs that have the library open go on
    with what is in it then. Hold the refresh lock.

    Raises NotABackup, BackupDamaged, LibraryNewer, DiskFull, FileUnwritable, LibraryBusy; the library is then as it
    was.
    """
    path = connections.path
    fresh = path.with_name(path.name + ".restoring")
    _remove(fresh)
    _sweep(path.parent, f"{glob.escape(path.name)}.before-restore-*.part*")
    try:
        _bring(source, path, fresh)
        ready = apsw.Connection(str(fresh), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            kept = _replace(connections, ready)
            feeds, articles = ready.execute("SELECT (SELECT count(*) FROM feed), count(*) FROM article").get
        finally:
            ready.close()
    finally:
        _remove(fresh)
    return Restored(articles, feeds, kept)


# ── Writing one ──────────────────────────────────────────────────────────────────────────────────────────────


def _is_backup(target: Path, library: Path) -> bool:
    """Whether a file is a library of ours that no program has open."""
    if target.is_dir() or _is_same(target, library):
        return False
    if any(target.with_name(target.name + suffix).exists() for suffix in _COMPANIONS):
        return False
    try:
        return _is_ours(target)
    except OSError:
        return False


def _is_ours(path: Path) -> bool:
    """Whether the file's header is that of a library (https://www.sqlite.org/fileformat.html, 1.3)."""
    with path.open("rb") as file:
        start = file.read(100)
    return start.startswith(_MAGIC) and int.from_bytes(start[68:72], "big") == APPLICATION_ID


def _is_same(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return False


@contextmanager
def _draft(target: Path) -> Iterator[Path]:
    """A file beside ``target`` that only its owner can read; it is gone at the end, whatever happens."""
    try:
        handle, name = tempfile.mkstemp(".part", f"{target.name}.", target.parent)
    except OSError as error:
        raise FileUnwritable(path=target, why=error.strerror or error) from error
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
    finally:
        _remove(draft)


def _sweep(folder: Path, drafts: str, older: int = 0) -> None:
    """Take away what one that was killed had written. What is not ``older``, in seconds, another may be writing."""
    with suppress(OSError):
        for old in folder.glob(drafts):
            if old.stat().st_mtime <= time.time() - older:
                _remove(old)


def _copy(source: apsw.Connection, target: Path, *, told_as: Path) -> None:
    with told(told_as):
        into = apsw.Connection(str(target))
        try:
            # Nothing is there to go back to, and the whole file is written out at the end.
            into.execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF").fetchall()
            with into.backup("main", source, "main") as copying:
                while not copying.done:
                    copying.step(_PAGES)
            # A library is in WAL mode, which wants two files beside it, and a folder that can be written to.
            into.pragma("journal_mode", "delete")
        finally:
            into.close()


def _finish(draft: Path, target: Path, library: Path, *, check: bool = True) -> None:
    """Give the draft its name, once it is on the disk. A backup of a damaged library would take the place of a good
    one, so it is looked through."""
    if check:
        with told(library):
            _look_through(draft)
    try:
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        raise FileUnwritable(path=target, why=error.strerror or error) from error


def _look_through(path: Path) -> None:
    """Raises apsw.CorruptError."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        if (found := connection.execute("PRAGMA integrity_check(1)").get) != "ok":
            raise apsw.CorruptError(str(found))
        if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
            raise apsw.CorruptError(str(broken))
    finally:
        connection.close()


# ── Bringing one back ────────────────────────────────────────────────────────────────────────────────────────


def _bring(source: Path, library: Path, fresh: Path) -> None:
    """A whole library of this version as ``fresh``, out of ``source``, which is only read."""
    in_use = source.with_name(source.name + "-wal").exists()
    try:
        if _is_same(source, library) or not (in_use or _is_ours(source)):
            raise NotABackup(path=source)
        # Without -wal nothing is missing from the file, and nothing is written into whosever folder it is in.
        address = f"{source.absolute().as_uri()}?{'mode=ro' if in_use else 'immutable=1'}"
        reading = apsw.Connection(address, flags=_READ)
        try:
            reading.set_busy_timeout(1_000)
            with reading:
                if reading.pragma("application_id") != APPLICATION_ID:
                    raise NotABackup(path=source)
                if (known := version(reading)) > newest():
                    raise LibraryNewer(path=source, version=known)
                _copy(reading, fresh, told_as=fresh)
        finally:
            reading.close()
        _look_through(fresh)
        _migrate(fresh)
    except OSError as error:
        raise NotABackup(path=source) from error
    except apsw.FullError:
        raise
    except (apsw.Error, LibraryDamaged) as error:
        raise BackupDamaged(path=source) from error


def _migrate(fresh: Path) -> None:
    connections = Connections(fresh)
    try:
        bring_up_to_date(connections, MIGRATIONS)
    finally:
        connections.close()


def _replace(connections: Connections, ready: apsw.Connection) -> Path | None:
    """Put ``ready`` in place of the library, in one transaction of it: where the one before is kept."""
    with connections.read() as connection:
        used = connection.execute("SELECT EXISTS(SELECT 1 FROM feed) OR EXISTS(SELECT 1 FROM section)").get
        kept = free_name(connections.path, "before-restore") if used else None
        with connection.backup("main", ready, "main") as copying:
            # From its first page on no other program can write, so what they wrote before is kept to the last mark.
            _first_page(copying, connections.path)
            if kept:
                _keep(connections.path, kept)
            while not copying.done:
                copying.step(_PAGES)
        # The WAL is copied back sooner or later.
        with suppress(apsw.Error):
            connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_PASSIVE)
    return kept


def _first_page(copying: apsw.Backup, path: Path) -> None:
    deadline = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            copying.step(1)
        except (apsw.BusyError, apsw.LockedError) as error:
            if time.monotonic() > deadline:
                raise LibraryBusy(path=path) from error
            time.sleep(0.02)
        else:
            return


def _keep(path: Path, kept: Path) -> None:
    """Not looked through: what is damaged is kept as well."""
    reading = apsw.Connection(f"{path.absolute().as_uri()}?mode=ro", flags=_READ)
    try:
        with _draft(kept) as draft:
            _copy(reading, draft, told_as=kept)
            _finish(draft, kept, path, check=False)
    finally:
        reading.close()


def _remove(file: Path) -> None:
    for suffix in ("", *_COMPANIONS):
        with suppress(OSError):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
