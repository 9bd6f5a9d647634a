"""A disk that is full at any write: what was acknowledged stays, and the library goes on when there is room again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest

from feeds.errors import DiskFull
from feeds.schedule import FetchState
from feeds.store.history import Entry
from feeds.store.library import Store
from feeds.types import FeedSettings, Retention, Scope
from tests.feeds.conftest import NOW, make_article, make_feed

BASE = apsw.vfs_names()[0]
"""SQLite's own file system: ``""`` would be the one below once that is the default."""


class Disk(apsw.VFS):
    """Every file of SQLite goes through here; after ``room`` writes the disk is full."""

    room = 1_000_000

    def __init__(self) -> None:
        super().__init__("full", BASE, makedefault=True)

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        return File(name, flags)


class File(apsw.VFSFile):
    def __init__(self, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        super().__init__(BASE, name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        Disk.room -= 1
        if Disk.room < 0:
            raise apsw.FullError("no space left")
        super().xWrite(data, offset)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    monkeypatch.setattr(Disk, "room", 1_000_000)
    disk = Disk()
    yield disk
    disk.unregister()


def test_a_full_disk_at_any_write_loses_nothing_acknowledged(disk: Disk, tmp_path: Path) -> None:
    told = 0
    for room in range(60):
        path = tmp_path / f"{room}.db"
        Disk.room = 1_000_000
        store = Store(path, lambda: NOW)
        feed = store.subscribe("https://news.example/feed").id
        store.save_articles(feed, make_feed([make_article(n) for n in range(20)]), FetchState(), NOW)
        Disk.room = room
        marked = saved = 0
        try:
            for number in range(1, 6):
                marked += store.mark_read([number])
            saved += store.save_articles(feed, make_feed([make_article(n) for n in range(20, 30)]), FetchState(), NOW)[
                0
            ]
            for number in range(1, 6):
                store.star([number])
        except DiskFull:
            told += 1
        assert store.counts().total == 20 + saved, "reading goes on"
        store.close()
        Disk.room = 1_000_000
        again = Store(path, lambda: NOW)
        assert again.notice is None
        assert again.counts().unread == 20 + saved - marked
        assert again.mark_read([20]) == 1
        assert again._connections.get().execute("PRAGMA integrity_check").get == "ok"
        again.close()
    assert told > 20


def test_a_full_disk_while_a_library_is_made_leaves_a_file_that_becomes_one(disk: Disk, tmp_path: Path) -> None:
    told = 0
    for room in range(0, 120, 3):
        path = tmp_path / f"{room}.db"
        Disk.room = room
        try:
            Store(path).close()
        except DiskFull:
            told += 1
        Disk.room = 1_000_000
        store = Store(path)
        assert store.notice is None
        assert store.subscribe("https://news.example/feed").id == 1
        store.close()
    assert told > 5


LATER = NOW + 400 * 86_400
DEEDS: dict[str, Callable[[Store], object]] = {
    "save": lambda s: s.save_articles(1, make_feed([make_article(n) for n in range(60, 90)]), FetchState(), NOW),
    "change": lambda s: s.save_articles(
        1, make_feed([make_article(n, title=f"عنوان آخر {n}") for n in range(60)]), FetchState(), NOW
    ),
    "mark": lambda s: s.mark_read([60]),
    "mark all": lambda s: s.mark_all_read(Scope()),
    "star": lambda s: s.star([50, 51]),
    "tag": lambda s: s.tag([50, 51], "جديد"),
    "note": lambda s: s.set_note(50, "ملاحظة " * 2_000),
    "undo": lambda s: s.undo(),
    "subscribe": lambda s: s.subscribe("https://other.example/feed", section="رياضة"),
    "unsubscribe": lambda s: s.unsubscribe(1),
    "settings": lambda s: s.set_feed_settings(1, FeedSettings(user_agent="U" * 500)),
    "direction": lambda s: s.set_direction(50, "ltr"),
    "failure": lambda s: s.save_failure(1, DiskFull(url="https://news.example/feed"), FetchState(errors=1)),
    "history": lambda s: s.log([Entry(1, NOW, 200)] * 20),
    "comments": lambda s: s.save_comments(50, ()),
    "prune": lambda s: s.prune(Retention(articles=3)),
}


def held(store: Store) -> dict[str, list[Any]]:
    connection = store._connections.get()
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in tables}


@pytest.mark.parametrize("deed", DEEDS)
def test_a_full_disk_at_each_kind_of_write_is_told_and_nothing_is_lost(disk: Disk, tmp_path: Path, deed: str) -> None:
    store = Store(tmp_path / "library.db", lambda: NOW)
    feed = store.subscribe("https://news.example/feed", section="سياسة").id
    store.save_articles(feed, make_feed([make_article(n) for n in range(60)]), FetchState(), NOW)
    store.mark_read(range(1, 50))
    store.tag([1, 2], "مهم")
    store.set_note(3, "للعودة")
    store.star([4])
    store.clock = lambda: LATER if deed == "prune" else NOW
    before = held(store)
    told = 0
    for room in range(60):
        Disk.room = room
        try:
            DEEDS[deed](store)
        except DiskFull:
            told += 1
        else:
            break
        assert len(store.articles(Scope()).rows) == 50, "reading goes on"
        assert store.body(1).html
        Disk.room = 1_000_000
        # A deed in slices keeps those that are done, and goes on with the others.
        if deed not in ("mark all", "undo", "prune"):
            assert held(store) == before
    else:
        Disk.room = 1_000_000
        DEEDS[deed](store)
    assert told > 0
    Disk.room = 1_000_000
    assert store.notice is None
    connection = store._connections.get()
    assert connection.execute("PRAGMA integrity_check").get == "ok"
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    kept = {note[1] for note in held(store)["note"]}
    assert "للعودة" in kept or deed == "unsubscribe"
    store.close()


def test_a_full_disk_at_any_write_of_a_migration_leaves_the_older_library_whole(disk: Disk, version_1: Path) -> None:
    whole = version_1.read_bytes()
    told = 0
    for room in range(200):
        version_1.write_bytes(whole)
        Disk.room = room
        try:
            Store(version_1).close()
        except DiskFull:
            told += 1
        else:
            break
        Disk.room = 1_000_000
        with_room = Store(version_1)
        assert with_room.notice is None
        assert with_room.counts().total == 3
        assert with_room._connections.get().execute("PRAGMA integrity_check").get == "ok"
        with_room.close()
    assert 5 < told < 199
