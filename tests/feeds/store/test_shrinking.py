"""The file gives back what articles left that went, and never holds another writer up for long."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import apsw
import pytest

from feeds.schedule import FetchState
from feeds.store import shrinking
from feeds.store.library import Store
from feeds.types import Retention, Scope
from tests.feeds.conftest import NOW, make_article, make_feed

LATER = NOW + 400 * 86_400


def size(path: Path) -> int:
    return path.stat().st_size


def emptied(store: Store, count: int = 3_000) -> None:
    """Of ``count`` long articles that were read nearly all go."""
    feed = store.subscribe("https://long.example/feed").id
    # Random, or packing would leave nothing of it.
    texts = ["<p>" + Random(n).randbytes(6_000).hex() for n in range(count)]
    store.save_articles(
        feed, make_feed([make_article(n, content=text) for n, text in enumerate(texts)]), FetchState(), NOW
    )
    store.mark_all_read(Scope())
    store._connections.get().wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    store.clock = lambda: LATER
    assert store.prune(Retention(articles=10)) == count - 10
    store._connections.get().wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)


@pytest.fixture
def large(store: Store) -> Store:
    emptied(store)
    return store


@pytest.fixture
def old(version_1: Path) -> Iterator[Store]:
    """A library that an earlier version made, most of which is free."""
    store = Store(version_1, lambda: NOW)
    emptied(store)
    yield store
    store.close()


def test_the_file_shrinks_when_much_of_it_is_free(large: Store) -> None:
    before = size(large.path)
    assert before > 10_000_000
    freed = large.shrink()
    assert size(large.path) == before - freed < before // 2
    connection = large._connections.get()
    assert connection.pragma("freelist_count") == shrinking._SPARE, "some stays for what comes next"
    assert connection.execute("PRAGMA integrity_check").get == "ok"
    assert large.counts().total == 10
    assert large.shrink() == 0


def test_a_little_that_is_free_stays(store: Store) -> None:
    feed = store.subscribe("https://news.example/feed").id
    store.save_articles(feed, make_feed([make_article(n) for n in range(500)]), FetchState(), NOW)
    store.unsubscribe(feed)
    assert store._connections.get().pragma("freelist_count") > 50
    assert store.shrink() == 0


def test_a_library_of_an_earlier_version_is_written_anew_once_and_shrinks_by_itself_from_then_on(old: Store) -> None:
    connection = old._connections.get()
    before = size(old.path)
    assert connection.pragma("auto_vacuum") == 0
    rows = old.articles(Scope(), None, 100).rows
    assert old.shrink() > before // 2
    assert size(old.path) < before // 2
    assert connection.pragma("auto_vacuum") == 2
    assert connection.pragma("journal_mode") == "wal"
    assert connection.execute("PRAGMA integrity_check").get == "ok"
    assert old.articles(Scope(), None, 100).rows == rows
    assert old.shrink() == 0


def test_one_that_would_hold_others_up_is_left(old: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shrinking, "LARGEST", 10_000)
    before = size(old.path)
    assert old.shrink() == 0
    assert size(old.path) == before


def test_it_stops_between_slices_when_told_to(large: Store) -> None:
    free = large._connections.get().pragma("freelist_count")
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) > 2

    large.shrink(stop)
    assert large._connections.get().pragma("freelist_count") == free - 2 * shrinking.SLICE


def test_a_writer_waits_for_a_slice_at_most_while_articles_go_and_the_file_shrinks(tmp_path: Path) -> None:
    store = Store(tmp_path / "library.db", lambda: NOW)
    feed = store.subscribe("https://news.example/feed").id
    store.save_articles(feed, make_feed([make_article(n) for n in range(6_000)]), FetchState(), NOW)
    store.mark_all_read(Scope())
    store.clock = lambda: LATER
    other = Store(store.path, lambda: LATER)
    done = threading.Event()
    waits: list[float] = []

    def keep_up() -> None:
        store.prune(Retention(articles=100))
        store.shrink()
        done.set()

    thread = threading.Thread(target=keep_up)
    thread.start()
    while not done.is_set():
        began = time.monotonic()
        other.star([6_000], len(waits) % 2 == 0)
        waits.append(time.monotonic() - began)
    thread.join()
    other.close()
    store.close()
    assert len(waits) > 10
    assert sorted(waits)[len(waits) * 9 // 10] < 0.1
    assert max(waits) < 1


def test_a_refresh_reads_on_while_the_file_shrinks(large: Store) -> None:
    reading = apsw.Connection(str(large.path), flags=apsw.SQLITE_OPEN_READONLY)
    with reading:
        total = reading.execute("SELECT count(*) FROM article").get
        large.shrink()
        assert reading.execute("SELECT count(*) FROM article").get == total
    reading.close()
    large._connections.get().wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    assert large._connections.get().execute("PRAGMA integrity_check").get == "ok"


def test_pages_that_are_left_half_empty_are_filled_again_once(store: Store) -> None:
    feed = store.subscribe("https://news.example/feed").id
    texts = [f"<p>{Random(n).randbytes(450).hex()}" for n in range(12_000)]
    articles = [make_article(n, content=text, summary="") for n, text in enumerate(texts)]
    store.save_articles(feed, make_feed(articles), FetchState(), NOW)
    store.mark_read(range(1, 12_001, 2))
    store._connections.get().wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    store.clock = lambda: LATER
    before = size(store.path)
    gone = store.prune(Retention(articles=10))
    assert gone == 5_995
    assert store.shrink() < before // 10, "those between them hold their pages"
    assert store.shrink(gone=gone) > before // 5
    assert store.counts().total == 6_005
    assert store._connections.get().execute("PRAGMA integrity_check").get == "ok"
    assert store.shrink(gone=gone) == 0, "nothing would be won again"
