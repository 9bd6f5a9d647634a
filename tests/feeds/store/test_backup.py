"""The library as one file, while others read and write, and back again."""

from __future__ import annotations

from collections.abc import Iterator
from os import utime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import apsw
import pytest

from feeds.errors import (
    BackupDamaged,
    DiskFull,
    FileInTheWay,
    FileUnwritable,
    LibraryBusy,
    LibraryDamaged,
    LibraryNewer,
    NotABackup,
)
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.store.migrations import newest
from feeds.types import Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.feeds.store.conftest import smash
from tests.feeds.store.test_full_disk import Disk, disk
from tests.feeds.store.test_opening import as_nobody
from tests.feeds.store.test_processes import MARKER, SAVER, kill, start

__all__ = ["disk"]

RESTORER = """
import sys
from pathlib import Path
from feeds.store.library import Store
store = Store(Path(sys.argv[1]))
print("started", flush=True)
while True:
    for backup in sys.argv[2:]:
        store.restore(Path(backup))
        print("restored", backup, flush=True)
"""


def filled(path: Path, count: int = 300, name: str = "news") -> Store:
    store = Store(path, lambda: NOW)
    feed = store.subscribe(f"https://{name}.example/feed", section="سياسة")
    store.save_articles(feed.id, make_feed([make_article(n) for n in range(count)]), FetchState(), NOW)
    store.mark_read(range(1, count, 3))
    store.star([2, 3])
    store.tag([3, 4], "مهم")
    store.set_note(5, "للعودة إليه")
    return store


def dump(path: Path) -> dict[str, list[Any]]:
    """All that a library holds."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        assert connection.execute("PRAGMA integrity_check").get == "ok"
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in tables}
    finally:
        connection.close()


def found(reader: Reader, word: str) -> list[int]:
    page = reader.find(Scope(text=word))
    assert page is not None
    return [row.id for row in page.rows]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "home").mkdir()
    store = filled(tmp_path / "home" / "library.db")
    yield store
    store.close()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere").mkdir()
    return tmp_path / "elsewhere" / "backup.db"


# ── Backup ──


def test_a_backup_is_one_file_that_holds_all_of_the_library(library: Store, target: Path) -> None:
    size = library.backup(target)
    assert [one.name for one in target.parent.iterdir()] == ["backup.db"]
    assert size == target.stat().st_size
    assert target.stat().st_mode & 0o777 == 0o600, "notes are nobody else's"
    assert dump(target) == dump(library.path)


def test_it_can_be_read_as_a_library_where_nothing_can_be_written(library: Store) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        library.backup(folder / "backup.db")
        (folder / "backup.db").chmod(0o444)
        folder.chmod(0o555)
        with as_nobody(), Reader(folder / "backup.db") as reader:
            assert reader.counts() == library.counts()
        folder.chmod(0o755)


def test_backups_while_others_refresh_and_mark_are_whole_and_of_one_moment(tmp_path: Path) -> None:
    library = filled(tmp_path / "library.db", 5_000)
    saver = start(SAVER, library.path)
    assert saver.stdout is not None
    saver.stdout.readline()
    marked = []
    for number in range(6):
        marker = start(MARKER, library.path, 2_000 + 300 * number, 2_300 + 300 * number)
        assert marker.stdout is not None
        marker.stdout.readline()
        copy = tmp_path / f"{number}.backup"
        library.backup(copy)
        held = dump(copy)
        connection = apsw.Connection(str(copy))
        [(errors,)] = connection.execute("SELECT errors FROM fetch_state")
        round_ = f"{errors} %"
        written: int = connection.execute("SELECT count(*) FROM article_text WHERE title LIKE ?", (round_,)).get
        connection.close()
        assert written in (0, 400), "a document is in it whole, with what is remembered of it"
        [(_, total, unread)] = held["tally"]
        read = sum(row[9] for row in held["article"])
        assert (total, unread) == (len(held["article"]), len(held["article"]) - read)
        marked.append(read)
        marker.communicate()
    kill(saver)
    library.close()
    assert marked == sorted(marked), "each holds what was marked before it"
    assert marked[0] < marked[-1]


def test_an_older_backup_is_replaced_once_the_new_one_is_whole(library: Store, target: Path) -> None:
    library.backup(target)
    library.star([7])
    library.backup(target)
    assert dump(target) == dump(library.path)
    assert [one.name for one in target.parent.iterdir()] == ["backup.db"]


def test_what_is_no_backup_is_never_written_over(library: Store, target: Path, tmp_path: Path) -> None:
    other = filled(target.with_name("other.db"))
    database = apsw.Connection(str(target.with_name("bookmarks.db")))
    database.execute("CREATE TABLE bookmark(url)")
    database.close()
    target.with_name("notes.txt").write_text("ملاحظاتي")
    target.with_name("empty").touch()
    target.with_name("link.db").symlink_to(library.path)
    for name in ("other.db", "bookmarks.db", "notes.txt", "empty", "link.db", "."):
        there = target.parent / name
        before = there.read_bytes() if there.is_file() else b""
        with pytest.raises(FileInTheWay) as raised:
            library.backup(there)
        assert raised.value.args_ == {"path": str(there)}
        assert not there.is_file() or there.read_bytes() == before
    with pytest.raises(FileInTheWay):
        library.backup(library.path)
    other.close()
    assert library.counts().total == 300


def test_a_place_that_can_not_be_written_is_told(library: Store, target: Path) -> None:
    with pytest.raises(FileUnwritable) as raised:
        library.backup(target.parent / "nowhere" / "backup.db")
    assert raised.value.args_["why"] == "No such file or directory"


def test_what_a_backup_that_was_killed_had_written_is_taken_away_in_time(library: Store, target: Path) -> None:
    old, new = target.with_name("backup.db.abc.part"), target.with_name("backup.db.abd.part")
    for draft in (old, new):
        draft.touch()
    utime(old, (NOW, 1))
    library.backup(target)
    assert not old.exists()
    assert new.exists(), "another may be at work on it"


def test_a_full_disk_leaves_the_older_backup_as_it_was(disk: Disk, tmp_path: Path) -> None:
    store = filled(tmp_path / "library.db", 30)
    target = tmp_path / "backup.db"
    store.backup(target)
    before, told = target.read_bytes(), 0
    store.star([9])
    for room in range(0, 60, 3):
        Disk.room = room
        try:
            store.backup(target)
        except DiskFull:
            told += 1
            assert target.read_bytes() == before
            assert not list(tmp_path.glob("*.part"))
        Disk.room = 1_000_000
    assert told > 5
    store.backup(target)
    assert target.read_bytes() != before
    assert dump(target) == dump(store.path)
    store.close()


def test_a_damaged_library_takes_no_good_backups_place(library: Store, target: Path) -> None:
    library.backup(target)
    before = target.read_bytes()
    library.close()
    smash(library.path, "category", whole=True)
    again = Store(library.path, lambda: NOW)
    with pytest.raises(LibraryDamaged):
        again.backup(target)
    assert target.read_bytes() == before
    again.close()
    with Reader(library.path) as reader:
        assert isinstance(reader.notice, LibraryDamaged), "the next start sets it aside"


# ── Restore ──


def test_a_restore_brings_all_back_and_keeps_what_was_there(library: Store, target: Path) -> None:
    library.backup(target)
    backed = dump(target)
    library.unsubscribe(1)
    feed = library.subscribe("https://other.example/feed").id
    library.save_articles(feed, make_feed([make_article(n) for n in range(9)]), FetchState(), NOW)
    present = dump(library.path)
    done = library.restore(target)
    assert (done.feeds, done.articles) == (1, 300)
    assert dump(library.path) == backed
    assert dump(target) == backed
    assert done.kept_as is not None
    assert done.kept_as.name.startswith("library.db.before-restore-")
    assert done.kept_as.parent == library.path.parent
    assert dump(done.kept_as) == present
    back = library.restore(done.kept_as)
    assert dump(library.path) == present
    assert back.kept_as != done.kept_as
    assert not library.path.with_name("library.db.restoring").exists()


def test_an_empty_library_is_not_kept(library: Store, target: Path, tmp_path: Path) -> None:
    library.backup(target)
    fresh = Store(tmp_path / "new.db")
    assert fresh.restore(target).kept_as is None
    assert dump(fresh.path) == dump(target)
    fresh.close()


def test_a_backup_of_an_earlier_version_is_brought_to_this_one(library: Store, version_1: Path) -> None:
    before = version_1.read_bytes()
    done = library.restore(version_1)
    assert (done.feeds, done.articles) == (2, 3)
    connection = library._connections.get()
    assert connection.pragma("user_version") == newest()
    assert connection.execute("PRAGMA integrity_check").get == "ok"
    assert library.star([1]) == 1
    assert version_1.read_bytes() == before, "the backup stays as it is"


def test_one_of_a_later_version_is_told_and_nothing_changes(library: Store, target: Path) -> None:
    library.backup(target)
    later = apsw.Connection(str(target))
    later.pragma("user_version", newest() + 1)
    later.close()
    with pytest.raises(LibraryNewer) as raised:
        library.restore(target)
    assert raised.value.args_ == {"path": str(target), "version": str(newest() + 1)}
    assert library.counts().total == 300


def broken(backup: Path, how: str) -> None:
    whole = backup.read_bytes()
    if how == "a page":
        smash(backup, "article_text", whole=False)
    elif how == "a table":
        smash(backup, "article", whole=True)
    elif how == "cut":
        backup.write_bytes(whole[: len(whole) // 2])
    elif how == "the schema":
        backup.write_bytes(whole[:100] + b"\xff" * 3996 + whole[4096:])
    elif how == "an orphan":
        connection = apsw.Connection(str(backup))
        connection.execute("DELETE FROM feed")
        connection.close()


@pytest.mark.parametrize("how", ["a page", "a table", "cut", "the schema", "an orphan"])
def test_a_damaged_backup_is_refused_and_the_library_stays(library: Store, target: Path, how: str) -> None:
    library.backup(target)
    broken(target, how)
    before, around = dump(library.path), {one.name for one in library.path.parent.iterdir()}
    with pytest.raises(BackupDamaged) as raised:
        library.restore(target)
    assert raised.value.args_ == {"path": str(target)}
    assert dump(library.path) == before
    assert {one.name for one in library.path.parent.iterdir()} == around, "nothing is left lying about"


@pytest.mark.parametrize("content", [None, b"", b"notes" * 500, b"SQLite format 3\0" + b"\xff" * 8000])
def test_what_is_no_backup_is_refused(library: Store, target: Path, content: bytes | None) -> None:
    if content is not None:
        target.write_bytes(content)
    for source in (target, target.parent, library.path):
        with pytest.raises(NotABackup) as raised:
            library.restore(source)
        assert raised.value.args_ == {"path": str(source)}
    assert library.counts().total == 300


def test_a_library_that_is_in_use_can_be_taken_as_well(library: Store, tmp_path: Path) -> None:
    other = filled(tmp_path / "other.db", 50, "other")
    assert library.restore(other.path).articles == 50
    assert library.counts().total == 50
    assert other.star([9]) == 1
    other.close()


def test_a_restore_waits_for_no_refresh(library: Store, target: Path) -> None:
    library.backup(target)
    with library.refresh_lock(), pytest.raises(LibraryBusy):
        library.restore(target)


def test_an_open_program_goes_on_with_what_was_restored(library: Store, target: Path) -> None:
    library.backup(target)
    library.star([100])
    with Reader(library.path, clock=lambda: NOW) as open_one:
        version = open_one.data_version()
        first = open_one.articles(Scope(), None, 20)
        library.mark_all_read(Scope())
        library.unsubscribe(1)
        library.restore(target)
        assert open_one.data_version() != version
        assert open_one.articles(Scope(), first.next, 20).rows
        assert open_one.counts().unread == 200
        assert open_one.mark_read([300, 299]) == 2
        assert open_one.undo() is not None
        assert open_one.mark_read([300]) == 1
    assert library.counts().unread == 199


def test_what_another_program_marks_is_in_the_one_that_was_or_in_the_one_that_is(library: Store, target: Path) -> None:
    library.mark_all_read(Scope())
    library.mark_read(range(1, 301), read=False)
    library.backup(target)
    marker = start(MARKER, library.path, 1, 301)
    assert marker.stdout is not None
    marker.stdout.readline()
    done = library.restore(target)
    said, _ = marker.communicate()
    marked = {1} | {int(line.split()[1]) for line in said.splitlines() if line.startswith("read")}
    assert marker.returncode == 0
    assert done.kept_as is not None
    read = set()
    for path in (done.kept_as, library.path):
        read |= {row[0] for row in dump(path)["article"] if row[9]}
    assert marked == set(range(1, 301)) == read
