"""A library that is damaged, read only, another program's, or on a full disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
import pytest

from feeds.errors import (
    DiskFull,
    FileUnreadable,
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryReadOnly,
)
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.feeds.store.conftest import smash


def fill(store: Store, count: int = 5) -> Store:
    feed = store.subscribe("https://news.example/feed", section="سياسة")
    store.save_articles(feed.id, make_feed([make_article(n) for n in range(count)]), FetchState(), NOW)
    return store


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """The path of a library with five articles that nobody has open."""
    store = fill(Store(tmp_path / "library.db", lambda: NOW))
    store.close()
    return store.path


# ── Damage ──


@pytest.mark.parametrize("damage", [b"not a database, but a page of text" * 200, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_damaged_library_is_set_aside_and_a_fresh_one_opened(closed: Path, damage: bytes) -> None:
    closed.write_bytes(damage)
    with Reader(closed, clock=lambda: NOW) as reader:
        assert isinstance(reader.notice, LibraryDamaged)
        kept = Path(reader.notice.args_["kept_as"])
        assert kept.parent == closed.parent
        assert kept.name.startswith("library.db.damaged-")
        assert kept.read_bytes() == damage
        assert reader.counts().total == 0
        assert reader.subscribe("https://news.example/feed").id == 1
    with Reader(closed) as again:
        assert again.notice is None
        assert len(again.feeds()) == 1


def test_two_damaged_ones_in_the_same_second_are_both_kept(closed: Path) -> None:
    for number in range(3):
        closed.write_bytes(b"damage %d" % number * 500)
        with Reader(closed):
            pass
    kept = sorted(path.read_bytes()[:8] for path in closed.parent.glob("*.damaged-*"))
    assert kept == [b"damage 0", b"damage 1", b"damage 2"]


def test_the_wal_of_a_damaged_library_goes_along_with_it(closed: Path) -> None:
    closed.write_bytes(b"no database" * 500)
    wal = closed.with_name("library.db-wal")
    wal.write_bytes(b"the last marks")
    with Reader(closed) as reader:
        assert reader.notice is not None
        kept = Path(reader.notice.args_["kept_as"])
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"the last marks"


def test_damage_met_in_use_is_told_and_set_aside_at_the_next_start(closed: Path) -> None:
    smash(closed, "article_text", whole=True)
    with Reader(closed) as reader:
        assert reader.notice is None, "the start looks at the header only"
        with pytest.raises(LibraryDamaged):
            reader.articles(Scope())
    with Reader(closed) as again:
        assert isinstance(again.notice, LibraryDamaged)
        assert Path(again.notice.args_["kept_as"]).exists()
        assert len(again.articles(Scope()).rows) == 5


def test_damage_inside_a_packed_body_is_told(closed: Path) -> None:
    connection = apsw.Connection(str(closed))
    connection.execute("UPDATE body SET data = x'ffff' WHERE article = 1")
    connection.close()
    with Reader(closed) as reader, pytest.raises(LibraryDamaged):
        reader.content(1)


def test_a_suspicion_without_damage_is_dropped(closed: Path) -> None:
    suspicion = closed.with_name("library.db.suspect")
    suspicion.touch()
    with Reader(closed) as reader:
        assert reader.notice is None
        assert reader.counts().total == 5
    assert not suspicion.exists()


def test_an_empty_file_is_a_new_library(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.touch()
    with Reader(path) as reader:
        assert reader.notice is None
        assert reader.counts().total == 0


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = apsw.Connection(str(path))
    connection.execute("CREATE TABLE bookmarks(url)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(FileUnreadable) as raised:
        Reader(path)
    assert raised.value.args_ == {"path": str(path)}
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        Reader(tmp_path)


# ── Read only ──


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root passes every permission, so the test steps down; for anyone else permissions hold as they are."""
    if os.geteuid() != 0:
        yield
        return
    os.setegid(65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.fixture
def locked() -> Iterator[Path]:
    """A folder in a place that anyone can reach (pytest's own can't be), for `seal`."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def seal(folder: Path) -> None:
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)


def test_a_library_in_a_read_only_folder_is_read_and_says_so_when_written(locked: Path) -> None:
    store = fill(Store(locked / "library.db", lambda: NOW))
    store.mark_read([1])
    store.close()
    seal(locked)
    with as_nobody(), Reader(locked / "library.db") as reader:
        assert isinstance(reader.notice, LibraryReadOnly)
        assert reader.counts().unread == 4
        [row] = reader.articles(Scope(), None, 1).rows
        assert reader.article(row.id).section == "سياسة"
        for write in (
            lambda: reader.mark_read([row.id]),
            lambda: reader.star([row.id]),
            lambda: reader.set_direction(row.id, "rtl"),
            lambda: reader.set_feed_direction(1, "rtl"),
            lambda: reader.subscribe("https://other.example/feed"),
            lambda: reader.unsubscribe(1),
            lambda: reader.mark_all_read(Scope()),
        ):
            with pytest.raises(LibraryReadOnly):
                write()
        with pytest.raises(LibraryReadOnly), reader._store.refresh_lock():
            pass
        assert reader.counts().unread == 4


def test_marks_that_are_only_in_the_wal_are_seen_in_a_read_only_folder(locked: Path) -> None:
    store = fill(Store(locked / "open.db", lambda: NOW))
    store.mark_read([1, 2])
    for suffix in ("", "-wal", "-shm"):
        shutil.copy(locked / f"open.db{suffix}", locked / f"library.db{suffix}")
    store.close()
    seal(locked)
    with as_nobody(), Reader(locked / "library.db") as reader:
        assert isinstance(reader.notice, LibraryReadOnly)
        assert reader.counts().unread == 3


def test_a_new_library_in_a_read_only_folder_is_told(locked: Path) -> None:
    seal(locked)
    with as_nobody():
        with pytest.raises(LibraryReadOnly):
            Reader(locked / "library.db")
        with pytest.raises(LibraryReadOnly):
            Reader(locked / "folder" / "library.db")


# ── A full disk, another program ──


def test_a_full_disk_is_told_and_what_was_acknowledged_stays(closed: Path) -> None:
    with Reader(closed, clock=lambda: NOW) as reader:
        store = reader._store
        reader.mark_read([1])
        connection = store._connections.get()
        connection.pragma("max_page_count", connection.pragma("page_count") + 1)
        feed = reader.feeds()[0].id
        with pytest.raises(DiskFull) as raised:
            store.save_articles(feed, make_feed([make_article(n) for n in range(500)]), FetchState(), NOW)
        assert raised.value.args_ == {"path": str(closed)}
        assert (reader.counts().total, reader.counts().unread) == (5, 4)
        assert reader.mark_read([2]) == 1, "the same connection goes on"
        connection.pragma("max_page_count", 1_000_000)
        assert store.save_articles(feed, make_feed([make_article(9)]), FetchState(), NOW) == (1, 0)


def test_a_writer_waits_for_another_and_is_told_when_that_takes_too_long(closed: Path) -> None:
    other = apsw.Connection(str(closed))
    with Reader(closed) as reader:
        other.execute("BEGIN IMMEDIATE")
        reader._store._connections.get().set_busy_timeout(50)
        with pytest.raises(LibraryBusy):
            reader.mark_read([1])
        assert reader.counts().unread == 5, "reading does not wait"
        other.execute("COMMIT")
        assert reader.mark_read([1]) == 1
    other.close()


def test_a_closed_library_says_so(closed: Path) -> None:
    reader = Reader(closed)
    reader.close()
    with pytest.raises(LibraryError):
        reader.counts()


def test_a_file_that_was_never_a_library_stays_where_it_is(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("root:x:0:0\n" * 500)
    before = other.read_bytes()
    with pytest.raises(FileUnreadable):
        Reader(other)
    assert other.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]
