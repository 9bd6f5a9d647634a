"""Read marks and stars."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from feeds.schedule import FetchState
from feeds.store import marks
from feeds.store.library import Store
from feeds.types import Cursor, Scope, ScopeKind
from tests.feeds.conftest import NOW, make_article, make_feed


@pytest.fixture
def stocked(store: Store) -> Store:
    """Two feeds in one section and one outside, ten articles each; ids 1 to 30."""
    for number in range(3):
        feed = store.subscribe(f"https://{number}.example/feed", section="سياسة" if number < 2 else "")
        articles = [make_article(n, guid=f"{number}-{n}") for n in range(10)]
        store.save_articles(feed.id, make_feed(articles), FetchState(), NOW)
    return store


def value(store: Store, query: str, *bindings: Any) -> Any:
    return store._connections.get().execute(query, bindings).get


def test_marking_says_how_many_changed(stocked: Store) -> None:
    assert stocked.mark_read([1, 2, 3]) == 3
    assert stocked.mark_read([3, 4, 4, 999]) == 1
    assert stocked.mark_read([1, 30], read=False) == 1
    assert stocked.mark_read([]) == 0
    assert stocked.star([1, 2]) == 2
    assert stocked.star([1], starred=False) == 1
    counts = stocked.counts()
    assert (counts.total, counts.unread, counts.starred) == (30, 27, 1)


def test_the_time_of_reading_is_kept_and_goes_with_the_mark(stocked: Store) -> None:
    stocked.mark_read([1])
    assert value(stocked, "SELECT read_at FROM article WHERE id = 1") == NOW
    stocked.mark_read([1], read=False)
    assert value(stocked, "SELECT read_at FROM article WHERE id = 1") is None


def test_all_of_a_scope_is_marked_read_in_slices_under_one_operation(
    stocked: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "SLICE", 4)
    assert stocked.mark_all_read(Scope(ScopeKind.FEED, 3)) == 10
    assert stocked.mark_all_read(Scope(ScopeKind.FEED, 3)) == 0
    assert stocked.mark_all_read(Scope(ScopeKind.SECTION, 1)) == 20
    assert stocked.counts().unread == 0
    assert value(stocked, "SELECT count(*) FROM op") == 2
    assert value(stocked, "SELECT count(*) FROM op_item WHERE op = 2 AND old = 0") == 20


def test_starred_only_is_marked_in_the_list_of_starred(stocked: Store) -> None:
    stocked.star([5, 6])
    assert stocked.mark_all_read(Scope(ScopeKind.STARRED)) == 2


@pytest.mark.parametrize("kind", [ScopeKind.ALL, ScopeKind.SECTION, ScopeKind.FEED, ScopeKind.UNREAD])
def test_what_lies_above_the_cursor_stays_unread(stocked: Store, kind: ScopeKind) -> None:
    scope = Scope(kind, 1)
    rows = stocked.articles(scope).rows
    fourth = rows[3]
    assert stocked.mark_all_read(scope, Cursor(fourth.sort_at, fourth.id)) == len(rows) - 3
    assert [
        row.read for row in stocked.articles(Scope(ScopeKind.ALL if kind is ScopeKind.UNREAD else kind, 1)).rows
    ] == [
        *[False] * 3,
        *[True] * (len(rows) - 3),
    ]


def test_the_log_holds_what_was_there_before_and_forgets_the_oldest(
    stocked: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "KEPT", 3)
    stocked.star([1])
    stocked.mark_read([1, 2])
    stocked.mark_read([2, 3])
    logged = stocked._connections.get().execute("SELECT op, article, old FROM op_item ORDER BY op, article").fetchall()
    assert logged == [(1, 1, 0), (2, 1, 0), (2, 2, 0), (3, 3, 0)]
    stocked.mark_read([1], read=False)
    assert value(stocked, "SELECT min(id) FROM op") == 2
    assert value(stocked, "SELECT min(op) FROM op_item") == 2


def test_an_article_known_to_a_server_is_dirty_once_marked(stocked: Store) -> None:
    stocked._connections.get().execute("INSERT INTO remote(account, article, remote_id) VALUES(1, 1, 'a'), (1, 2, 'b')")
    stocked.star([2, 3])
    assert value(stocked, "SELECT group_concat(remote_id) FROM remote WHERE dirty = 1") == "b"


class Figures(RuleBasedStateMachine):
    """Whatever is done in whatever order, the figures are those of a recount."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.store = Store(Path(self._folder.name) / "library.db", lambda: NOW)
        self.names = 0

    def teardown(self) -> None:
        self.store.close()
        self._folder.cleanup()

    @rule(section=st.sampled_from(["", "أ", "ب"]))
    def subscribe(self, section: str) -> None:
        self.names += 1
        self.store.subscribe(f"https://{self.names}.example/feed", section=section)

    @precondition(lambda self: self.store.feeds())
    @rule(data=st.data(), numbers=st.lists(st.integers(0, 15), max_size=12), edit=st.booleans())
    def save(self, data: st.DataObject, numbers: list[int], edit: bool) -> None:
        feed = data.draw(st.sampled_from([feed.id for feed in self.store.feeds()]))
        articles = [make_article(n, **({"title": f"معدّل {n}"} if edit else {})) for n in numbers]
        self.store.save_articles(feed, make_feed(articles), FetchState(), NOW)

    @precondition(lambda self: self.store.feeds())
    @rule(data=st.data())
    def unsubscribe(self, data: st.DataObject) -> None:
        self.store.unsubscribe(data.draw(st.sampled_from([feed.id for feed in self.store.feeds()])))

    @rule(ids=st.lists(st.integers(1, 60), max_size=8), read=st.booleans())
    def mark(self, ids: list[int], read: bool) -> None:
        self.store.mark_read(ids, read)

    @rule(ids=st.lists(st.integers(1, 60), max_size=8), starred=st.booleans())
    def star(self, ids: list[int], starred: bool) -> None:
        self.store.star(ids, starred)

    @rule(kind=st.sampled_from(list(ScopeKind)), number=st.integers(1, 4))
    def mark_all(self, kind: ScopeKind, number: int) -> None:
        self.store.mark_all_read(Scope(kind, number))

    @invariant()
    def figures_are_those_of_a_recount(self) -> None:
        counts = self.store.counts()
        recount = self.store._connections.get().execute(
            "SELECT count(*), ifnull(sum(read = 0), 0), ifnull(sum(star), 0) FROM article"
        )
        assert (counts.total, counts.unread, counts.starred) == recount.get
        for feed in self.store.feeds():
            query = "SELECT count(*), ifnull(sum(read = 0), 0) FROM article WHERE feed = ?"
            assert (feed.total, feed.unread) == self.store._connections.get().execute(query, (feed.id,)).get

    @invariant()
    def nothing_is_left_of_what_was_removed(self) -> None:
        for table in ("article_text", "body", "article_category"):
            query = f"SELECT count(*) FROM {table} WHERE article NOT IN (SELECT id FROM article)"
            assert value(self.store, query) == 0
        assert self.store._connections.get().execute("PRAGMA foreign_key_check").fetchall() == []


TestFigures = Figures.TestCase
TestFigures.settings = settings(max_examples=40, stateful_step_count=20)
