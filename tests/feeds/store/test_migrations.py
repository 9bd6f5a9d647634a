"""Numbered steps from one schema to the next."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import apsw
import pytest

from feeds.answers import Rule, RuleActions
from feeds.errors import LibraryBusy, LibraryNewer
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store import migrations
from feeds.store.library import Store
from feeds.store.lock import lock
from feeds.store.migrations import MIGRATIONS, Step, newest, version
from feeds.store.opening import open_library
from feeds.types import Counts, Scope, Section
from tests.feeds.conftest import NOW, make_article, make_feed


def add_column(connection: apsw.Connection) -> None:
    connection.execute("ALTER TABLE article ADD COLUMN lead INTEGER NOT NULL DEFAULT 1")


def fill_column(connection: apsw.Connection) -> None:
    connection.execute("UPDATE article SET lead = 2")


def rebuild_feed(connection: apsw.Connection) -> None:
    """The twelve steps of https://www.sqlite.org/lang_altertable.html, which need foreign keys off."""
    [(sql,)] = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'feed'")
    connection.execute("PRAGMA legacy_alter_table = ON")
    connection.execute(sql.replace("CREATE TABLE feed", "CREATE TABLE feed_new"))
    connection.execute("INSERT INTO feed_new SELECT * FROM feed; DROP TABLE feed; ALTER TABLE feed_new RENAME TO feed")


def orphan(connection: apsw.Connection) -> None:
    connection.execute("DELETE FROM feed")


def fail(connection: apsw.Connection) -> None:
    raise RuntimeError("half way")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A library of the newest version with three articles, one of them read and starred."""
    store = Store(tmp_path / "library.db", lambda: NOW)
    feed = store.subscribe("https://news.example/feed")
    store.save_articles(feed.id, make_feed([make_article(n) for n in range(3)]), FetchState(), NOW)
    store.mark_read([2])
    store.star([2])
    store.close()
    return store.path


def state(path: Path) -> tuple[object, ...]:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(article)")]
    rows = connection.execute("SELECT id, read, star FROM article ORDER BY id").fetchall()
    found = (version(connection), "lead" in columns, rows)
    connection.close()
    return found


NEWEST = newest()
ROWS = [(1, 0, 0), (2, 1, 1), (3, 0, 0)]


def migrate(path: Path, *further: Step) -> None:
    """Open the library as a later Nashra would, whose schema is as many steps further on."""
    connections, notice = open_library(path, (*MIGRATIONS, *further))
    connections.close()
    assert notice is None


def test_a_new_library_has_the_newest_version(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "library.db"
    migrate(path)
    assert state(path) == (NEWEST, False, [])


def test_a_library_of_an_earlier_version_goes_through_the_steps_it_lacks(old: Path) -> None:
    migrate(old, add_column)
    assert state(old) == (NEWEST + 1, True, ROWS)
    migrate(old, fail, fill_column)
    assert state(old) == (NEWEST + 2, True, ROWS), "the first of the two is not taken again"


def test_a_step_that_fails_leaves_the_library_whole_as_it_was(old: Path) -> None:
    with pytest.raises(RuntimeError, match="half way"):
        open_library(old, (*MIGRATIONS, add_column, fail))
    assert state(old) == (NEWEST, False, ROWS)
    store = Store(old)
    assert store.counts().starred == 1
    store.close()


def test_a_step_may_rebuild_a_table_that_others_refer_to(old: Path) -> None:
    migrate(old, rebuild_feed)
    assert state(old) == (NEWEST + 1, False, ROWS)


def test_a_step_that_would_leave_rows_that_refer_to_nothing_is_taken_back(old: Path) -> None:
    with pytest.raises(apsw.ConstraintError):
        open_library(old, (*MIGRATIONS, orphan))
    assert state(old) == (NEWEST, False, ROWS)


def test_foreign_keys_hold_after_a_migration(old: Path) -> None:
    connections, _ = open_library(old, (*MIGRATIONS, add_column))
    assert connections.get().pragma("foreign_keys") == 1
    connections.close()


def test_a_library_that_is_being_refreshed_is_not_migrated(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "LOCK_WAIT", 0.05)
    with lock(old), pytest.raises(LibraryBusy):
        open_library(old, (*MIGRATIONS, add_column))
    assert state(old) == (NEWEST, False, ROWS)


def test_one_that_needs_no_migration_opens_while_it_is_refreshed(old: Path) -> None:
    with lock(old):
        store = Store(old)
        assert len(store.articles(Scope()).rows) == 3
        store.close()


def test_of_two_that_open_at_once_one_migrates_and_the_other_waits(old: Path) -> None:
    barrier = threading.Barrier(4)
    failures: list[BaseException] = []

    def opening() -> None:
        barrier.wait()
        try:
            migrate(old, add_column)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=opening) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert state(old) == (NEWEST + 1, True, ROWS)


def test_a_library_of_a_later_version_is_told_and_not_touched(old: Path) -> None:
    migrate(old, add_column, fill_column)
    before = old.read_bytes()
    with pytest.raises(LibraryNewer) as raised:
        Store(old)
    assert raised.value.args_ == {"path": str(old), "version": str(NEWEST + 2)}
    assert old.read_bytes() == before


# ── Libraries that earlier versions made ──


def test_a_library_of_version_1_opens_with_all_it_had_and_takes_directions(version_1: Path) -> None:
    with Reader(version_1, clock=lambda: NOW) as reader:
        assert reader.notice is None
        assert reader.counts() == Counts(3, 2, 1)
        assert reader.sections() == [Section(1, "سياسة", None, 0, 2, 3)]
        assert [(feed.title, feed.direction) for feed in reader.feeds()] == [
            ("جريدتي", ""),
            ("https://other.example/feed", ""),
        ]
        rows = reader.articles(Scope()).rows
        assert [(row.id, row.title, row.read, row.starred, row.direction) for row in rows] == [
            (3, "الخبر رقم 0", False, False, ""),
            (2, "الخبر رقم 1", True, True, ""),
            (1, "الخبر رقم 2", False, False, ""),
        ]
        assert reader.content(1).blocks
        reader.set_direction(1, "ltr")
        reader.set_feed_direction(1, "rtl")
        assert reader._store.due(NOW + 60, [1])[0].settings.private
    with Reader(version_1) as again:
        assert [row.direction for row in again.articles(Scope()).rows] == ["rtl", "rtl", "ltr"]


def test_hosts_that_rest_in_a_library_of_version_2_go_on_resting(version_1: Path) -> None:
    connections, _ = open_library(version_1, MIGRATIONS[:1])
    connections.get().execute(
        "UPDATE fetch_state SET fetched_at = ?, error = 'throttled',"
        """ error_args = '{"status": "429", "retry_after": "5000"}' WHERE feed = 2""",
        (NOW,),
    )
    assert version(connections.get()) == 2
    connections.close()
    with Reader(version_1, clock=lambda: NOW) as reader:
        assert {name: host.rests_until for name, host in reader._store.hosts().items()} == {"other.example": NOW + 5000}


def schema(path: Path) -> set[tuple[str, str]]:
    """Every table, index and trigger with its SQL, less comments and spaces."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    rows: Iterable[Any] = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    found = {(name, re.sub(r"--.*|\s", "", sql)) for name, sql in rows}
    connection.close()
    return found


def test_the_steps_lead_from_version_1_to_the_schema_of_a_new_library(version_1: Path, tmp_path: Path) -> None:
    migrate(version_1)
    migrate(tmp_path / "new.db")
    assert schema(version_1) == schema(tmp_path / "new.db")


def test_what_is_in_a_library_from_before_there_were_rules_has_come_already(version_1: Path) -> None:
    with Reader(version_1, clock=lambda: NOW) as reader:
        reader.add_rule(Rule(0, "", "خبر OR الخبر", RuleActions(star=True)))
        reader.index()
        assert reader.run_rules().touched == {}
        assert reader.counts().starred == 1
