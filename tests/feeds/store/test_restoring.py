"""A restore at any moment and of any library: killed, on a full disk, whatever was done since."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.errors import DiskFull
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.feeds.store.test_backup import RESTORER, dump, filled, found, library, target
from tests.feeds.store.test_full_disk import Disk, disk
from tests.feeds.store.test_processes import kill, start

__all__ = ["disk", "library", "target"]

_READ = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI


def test_kill_9_at_any_moment_of_a_restore_leaves_one_or_the_other(library: Store, target: Path) -> None:
    chance = random.Random(5)
    library.backup(target)
    other = filled(target.with_name("other.db"), 200, "other")
    second = target.with_name("second.db")
    other.backup(second)
    other.close()
    library.close()
    held = {path: dump(path) for path in (target, second)}
    seen = set()
    for _ in range(8):
        process = start(RESTORER, library.path, second, target)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.2))
        kill(process)
        now = dump(library.path)
        [found] = [path for path, one in held.items() if one == now]
        seen.add(found)
        for kept in library.path.parent.glob("*.before-restore-*"):
            if ".part" not in kept.name:
                assert dump(kept) in held.values()
                kept.unlink()
    with Reader(library.path) as reader:
        assert reader.notice is None
        reader.restore(target)
    assert not list(library.path.parent.glob("*restoring*"))
    assert not list(library.path.parent.glob("*.part*"))


def test_a_full_disk_at_any_write_of_a_restore_leaves_the_library_as_it_was(disk: Disk, tmp_path: Path) -> None:
    store = filled(tmp_path / "library.db", 30)
    backup = tmp_path / "backup.db"
    store.backup(backup)
    store.unsubscribe(1)
    store.add_section("رياضة")
    before, told = dump(store.path), 0
    for room in (*range(0, 200, 7), *range(200, 1_000, 50)):
        Disk.room = room
        try:
            store.restore(backup)
        except DiskFull:
            told += 1
            Disk.room = 1_000_000
            assert dump(store.path) == before
            assert store.sections()[0].name == "رياضة", "reading goes on"
        else:
            break
        assert not list(tmp_path.glob("*.restoring*"))
        assert not list(tmp_path.glob("*.part"))
    assert told > 5
    Disk.room = 1_000_000
    store.restore(backup)
    assert store.counts().total == 30
    store.close()


# ── Any library ──

DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("save"), st.integers(0, 30), st.integers(1, 30)),
        st.tuples(st.sampled_from(["read", "star", "tag", "note"]), st.integers(1, 40), st.integers(0, 1)),
        st.tuples(st.just("unsubscribe"), st.just(0), st.just(0)),
    ),
    max_size=8,
)


def do(store: Store, deeds: list[tuple[str, int, int]]) -> None:
    for deed, one, other in deeds:
        feeds = store.feeds()
        if deed == "save":
            feed = feeds[0].id if feeds else store.subscribe("https://news.example/feed").id
            store.save_articles(feed, make_feed([make_article(n) for n in range(one, one + other)]), FetchState(), NOW)
        elif deed == "read":
            store.mark_read([one], bool(other))
        elif deed == "star":
            store.star([one], bool(other))
        elif deed == "tag":
            store.tag([one], "مهم", bool(other))
        elif deed == "note" and any(row.id == one for row in store.articles(Scope(), None, 100).rows):
            store.set_note(one, "ملاحظة" * other)
        elif deed == "unsubscribe" and feeds:
            store.unsubscribe(feeds[0].id)


@settings(max_examples=25, deadline=None)
@given(DEEDS, DEEDS)
def test_whatever_was_done_since_a_restore_brings_back_what_was_there(
    before: list[tuple[str, int, int]], since: list[tuple[str, int, int]]
) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "library.db", lambda: NOW)
        do(store, before)
        then = dump(store.path)
        store.backup(Path(folder) / "backup.db")
        do(store, since)
        present, used = dump(store.path), bool(store.feeds())
        done = store.restore(Path(folder) / "backup.db")
        assert dump(store.path) == then
        assert (done.kept_as is not None) == used
        assert done.kept_as is None or dump(done.kept_as) == present
        store.close()


def test_a_copy_of_a_closed_library_is_as_good_as_a_backup(library: Store, target: Path, tmp_path: Path) -> None:
    other = filled(tmp_path / "other.db", 20, "other")
    other.close()
    shutil.copy(other.path, target)
    target.chmod(0o400)
    assert library.restore(target).articles == 20
    assert [one.name for one in target.parent.iterdir()] == ["backup.db"], "nothing is written beside it"


def test_a_search_finds_what_was_restored_and_nothing_else(tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    with Reader(tmp_path / "library.db", clock=lambda: NOW) as reader:
        feed = reader.subscribe("https://news.example/feed").id
        reader._store.save_articles(feed, make_feed([make_article(1, title="زيتون")]), FetchState(), NOW)
        reader.index()
        reader.backup(backup)
        edited = make_article(1, title="تفاح")
        reader._store.save_articles(feed, make_feed([edited, make_article(2, title="تفاح")]), FetchState(), NOW)
        reader.index()
        assert [len(found(reader, word)) for word in ("زيتون", "تفاح")] == [0, 2]
        reader.restore(backup)
        assert [len(found(reader, word)) for word in ("زيتون", "تفاح")] == [1, 0]
        reader.index()
        assert [len(found(reader, word)) for word in ("زيتون", "تفاح")] == [1, 0]


def test_a_backup_that_was_copied_into_the_library_s_place_is_a_library_like_any(tmp_path: Path) -> None:
    made = filled(tmp_path / "made.db", 10)
    made.backup(tmp_path / "backup.db")
    made.close()
    path = tmp_path / "library.db"
    shutil.copy(tmp_path / "backup.db", path)
    with Reader(path) as reader, Reader(path) as other:
        assert apsw.Connection(f"file:{path}?mode=ro", flags=_READ).pragma("journal_mode") == "wal"
        before = other.counts()
        done = reader.restore(tmp_path / "backup.db")
        assert done.articles == 10
        assert done.kept_as is not None
        assert other.counts() == before
    assert dump(path) == dump(done.kept_as)


def test_a_copied_backup_that_another_program_reads_is_opened_all_the_same(tmp_path: Path) -> None:
    made = filled(tmp_path / "made.db", 10)
    made.backup(tmp_path / "library.db")
    made.close()
    reading = apsw.Connection(str(tmp_path / "library.db"), flags=apsw.SQLITE_OPEN_READONLY)
    reading.execute("BEGIN; SELECT count(*) FROM article").fetchall()
    with Reader(tmp_path / "library.db") as reader:
        assert len(reader.articles(Scope(), None, 100).rows) == 10
    reading.close()
