"""Lists: keyset pages, the merge of a section, and the next unread article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.schedule import FetchState
from feeds.store import lists
from feeds.store.library import Store
from feeds.types import ArticleRow, Cursor, Scope, ScopeKind
from tests.feeds.conftest import NOW, make_article, make_feed

SECTIONS = ("سياسة", "رياضة")
CATEGORIES = ("اقتصاد", "تقنية")
TAGS = {"للقراءة": 2, "مهم": 5}
"""Every so-many-th article has it."""
BEGAN = NOW - 5 * 3_600
"""When today began."""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Six feeds in two sections and one in none, 30 articles each, many of one moment; a third read, some starred.
    Feed 2 is set to run left to right, and every fifth article right to left. Of two categories and two tags."""
    store = Store(tmp_path_factory.mktemp("lists") / "library.db", lambda: NOW)
    for number in range(7):
        section = SECTIONS[number % 2] if number < 6 else ""
        feed = store.subscribe(f"https://{number}.example/feed", section=section)
        articles = [
            make_article(n % 11, guid=f"{number}-{n}", title=f"خبرٌ {n} من {number}", categories=CATEGORIES[: n % 3])
            for n in range(30)
        ]
        store.save_articles(feed.id, make_feed(articles), FetchState(), NOW)
    ids = [row.id for row in everything(store, Scope())]
    store.mark_read(ids[::3])
    store.star(ids[::7])
    for tag, step in TAGS.items():
        store.tag(ids[::step], tag)
    # Every tenth article of each paper tells the story that the same one of the others tells.
    store._connections.get().execute(
        "UPDATE article SET story = (SELECT b.id FROM article b JOIN article_text x ON x.article = b.id"
        " WHERE substr(x.title, 1, instr(x.title, ' من')) = (SELECT substr(title, 1, instr(title, ' من'))"
        " FROM article_text WHERE article = article.id) ORDER BY b.sort_at, b.id LIMIT 1)"
        " WHERE (SELECT title FROM article_text WHERE article = article.id) GLOB '* *3 *'"
    )
    store.set_feed_direction(2, "ltr")
    for article in ids:
        if article % 5 == 0:
            store.set_direction(article, "rtl")
    yield store
    store.close()


def everything(store: Store, scope: Scope, limit: int = 50) -> list[ArticleRow]:
    rows: list[ArticleRow] = []
    after: Cursor | None = None
    while True:
        page = store.articles(scope, after, limit)
        rows += page.rows
        if page.next is None:
            return rows
        assert page.next != after
        after = page.next


def scope_of(kind: ScopeKind, number: int, unread: bool = False, once: bool = False) -> Scope:
    return Scope(kind, BEGAN if kind is ScopeKind.TODAY else number, unread, once=once)


KEYSET = [kind for kind in ScopeKind if kind is not ScopeKind.EDITION]
"""An edition has an order of its own (`tests.feeds.test_edition`)."""

scopes = st.builds(scope_of, st.sampled_from(KEYSET), st.integers(1, 8), st.booleans(), st.booleans())
ONCE = {ScopeKind.ALL, ScopeKind.UNREAD, ScopeKind.TODAY, ScopeKind.SECTION}


def expected(store: Store, scope: Scope) -> list[ArticleRow]:
    sections = {feed.id: feed.section for feed in store.feeds()}
    rows = everything(store, Scope())
    steps = dict(enumerate(TAGS.values(), 1))
    tagged = {row.id for row in rows[:: steps[scope.id]]} if scope.id in steps else set()
    kinds = {
        ScopeKind.ALL: lambda row: True,
        ScopeKind.SAVED: lambda row: True,
        ScopeKind.UNREAD: lambda row: not row.read,
        ScopeKind.STARRED: lambda row: row.starred,
        ScopeKind.FEED: lambda row: row.feed == scope.id,
        ScopeKind.SECTION: lambda row: sections[row.feed] == scope.id,
        ScopeKind.TODAY: lambda row: row.sort_at >= BEGAN,
        ScopeKind.TAG: lambda row: row.id in tagged,
        ScopeKind.CATEGORY: lambda row: scope.id in (1, 2) and int(row.title.split()[1]) % 3 >= scope.id,
    }
    found = [row for row in rows if kinds[scope.kind](row) and not (scope.unread and row.read)]
    if not scope.once or scope.kind not in ONCE:
        return found
    earliest = {row.title.split(" من")[0]: row.id for row in found if row.told_by}
    return [row for row in found if not row.told_by or row.id == earliest[row.title.split(" من")[0]]]


@settings(max_examples=150)
@given(scope=scopes, limit=st.integers(1, 60))
def test_the_pages_of_every_scope_hold_each_of_its_articles_once_in_order(
    full: Store, scope: Scope, limit: int
) -> None:
    rows = everything(full, scope, limit)
    assert rows == expected(full, scope)
    order = [(row.sort_at, row.id) for row in rows]
    assert order == sorted(order, reverse=True)


@settings(max_examples=150)
@given(scope=scopes, place=st.none() | st.integers(0, 209), backwards=st.booleans())
def test_next_unread_is_the_nearest_below_or_above(
    full: Store, scope: Scope, place: int | None, backwards: bool
) -> None:
    rows = everything(full, Scope())
    after = None if place is None else Cursor(rows[place].sort_at, rows[place].id)
    unread = [row for row in expected(full, scope) if not row.read]
    if after is not None:
        at = (after.sort_at, after.id)
        unread = [r for r in unread if ((r.sort_at, r.id) > at if backwards else (r.sort_at, r.id) < at)]
    wanted = None if not unread else unread[-1 if backwards else 0]
    assert full.next_unread(scope, after, backwards=backwards) == wanted


def test_a_story_that_papers_share_is_one_row_and_says_how_many_tell_it(full: Store) -> None:
    each, once = (everything(full, Scope(once=once)) for once in (False, True))
    assert {row.told_by for row in each} == {0, 7}
    assert len(each) - len(once) == 3 * 6
    of_one = next(row for row in once if row.told_by)
    others = full.article(of_one.id).others
    assert len(others) == 6
    assert of_one.id not in {row.id for row in others}


def test_a_page_says_when_it_is_the_last_one_even_when_full(store: Store) -> None:
    feed = store.subscribe("https://news.example/feed").id
    store.save_articles(feed, make_feed([make_article(n) for n in range(4)]), FetchState(), NOW)
    assert store.articles(Scope(), None, 4).next is None
    assert store.articles(Scope(), None, 3).next is not None


def test_an_article_that_arrives_moves_no_page(store: Store) -> None:
    feed = store.subscribe("https://news.example/feed").id
    store.save_articles(feed, make_feed([make_article(n) for n in range(1, 5)]), FetchState(), NOW)
    first = store.articles(Scope(), None, 2)
    store.save_articles(feed, make_feed([make_article(0)]), FetchState(), NOW)
    assert [row.title for row in store.articles(Scope(), first.next, 2).rows] == ["الخبر رقم 3", "الخبر رقم 4"]


def test_every_page_is_sought_in_an_index_that_has_its_order(full: Store) -> None:
    connection = full._connections.get()
    scopes = [scope_of(kind, 1, unread) for kind in KEYSET for unread in (False, True)]
    for scope, way in product(scopes, (lists._DOWN, lists._UP)):
        picked, bindings = lists._picked(scope, Cursor(NOW, 5), 50, way)
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {picked}", bindings)]
        sorts = sum("TEMP B-TREE" in step for step in plan)
        assert sorts == (scope.kind is ScopeKind.SECTION), f"only a section's merge sorts, and little: {plan}"
        reads = [step for step in plan if re.match(r"(SEARCH|SCAN) m\b", step)]
        assert reads, plan
        assert all(
            re.match(r"SEARCH m USING .*INDEX article_|SEARCH m USING INTEGER PRIMARY", step) for step in reads
        ), plan


def plan_of(store: Store, asked: Callable[[], object]) -> list[str]:
    """How SQLite goes about the one query that is asked."""
    connection = store._connections.get()
    queries: list[tuple[str, Any]] = []

    def trace(_: object, sql: str, bindings: Any) -> bool:
        queries.append((sql, bindings))
        return True

    connection.exec_trace = trace
    asked()
    connection.exec_trace = None
    [(sql, bindings)] = [query for query in queries if query[0].startswith("SELECT")]
    return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", bindings)]


def test_the_text_of_a_page_is_sought_by_primary_keys_and_sorted_once(full: Store) -> None:
    for kind in KEYSET:
        plan = plan_of(full, partial(full.articles, scope_of(kind, 1), Cursor(NOW, 5)))
        page = plan[plan.index("SCAN p") + 1 :]
        assert page == [
            *(f"SEARCH {table} USING INTEGER PRIMARY KEY (rowid=?)" for table in "axf"),
            "SEARCH o USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN",
            *("CORRELATED SCALAR SUBQUERY 1", "SEARCH b USING COVERING INDEX article_story (story=?)"),
            "USE TEMP B-TREE FOR ORDER BY",
        ], f"the 50 rows of a page, and no others, are sorted: {plan}"


@pytest.mark.parametrize("kind", KEYSET)
def test_every_list_tells_the_direction_of_an_article_else_of_its_feed(full: Store, kind: ScopeKind) -> None:
    def direction(row: ArticleRow) -> str:
        return "rtl" if row.id % 5 == 0 else "ltr" if row.feed == 2 else ""

    rows = everything(full, scope_of(kind, 2))
    assert len({row.direction for row in rows}) >= 2
    assert [row.direction for row in rows] == [direction(row) for row in rows]
    unread = full.next_unread(scope_of(kind, 2), None)
    assert unread is not None
    assert unread.direction == direction(unread)


def test_counts_come_from_the_tally_and_a_partial_index(full: Store) -> None:
    rows = everything(full, Scope())
    counts = full.counts()
    assert counts.total == len(rows) == 210
    assert counts.unread == sum(not row.read for row in rows)
    assert counts.starred == sum(row.starred for row in rows)
    for section in full.sections():
        assert section.unread == len(everything(full, Scope(ScopeKind.SECTION, section.id, unread=True)))
        assert section.total == len(everything(full, Scope(ScopeKind.SECTION, section.id))) == 90


def test_an_article_is_sought_by_its_address_in_an_index(full: Store) -> None:
    plan = plan_of(full, lambda: full.at_addresses(["https://news.example/1", "https://news.example/2"]))
    assert any("USING COVERING INDEX article_text_url (url=?)" in step for step in plan), plan
