"""A disk that is full at any write: what was acknowledged stays, and the library goes on when there is room again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from feeds.errors import DiskFull
from feeds.schedule import FetchState
from feeds.store.library import Store
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
