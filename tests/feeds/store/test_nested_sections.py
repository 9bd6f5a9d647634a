"""Sections that stand in others: what one holds, counts and loses."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Scope, ScopeKind
from tests.feeds.conftest import NOW, make_article, make_feed

OPML = """<opml version="2.0"><body>
<outline text="أخبار"><outline text="عامة" xmlUrl="https://a.example/feed" type="rss"/>
  <outline text="عربية"><outline text="غزة" xmlUrl="https://b.example/feed" type="rss"/>
    <outline text="محلية"><outline text="بلدة" xmlUrl="https://c.example/feed" type="rss"/></outline></outline>
</outline>
<outline text="رياضة"><outline text="كرة" xmlUrl="https://d.example/feed" type="rss"/></outline></body></opml>"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "feeds.opml").write_text(OPML, "utf-8")
    path = tmp_path / "library.db"
    with Reader(path, clock=lambda: NOW) as reader:
        reader.import_file(tmp_path / "feeds.opml")
    store = Store(path, clock=lambda: NOW)
    for at, feed in enumerate(sorted(store.feeds(), key=lambda one: one.url)):
        store.save_articles(feed.id, make_feed([make_article(10 * at), make_article(10 * at + 1)]), FetchState(), NOW)
    return store


def section(store: Store, name: str) -> int:
    return next(one.id for one in store.sections() if one.name == name)


def test_a_section_counts_what_stands_in_it_at_any_depth_and_comes_before_it(store: Store) -> None:
    told = [(one.name, one.unread, one.total) for one in store.sections()]
    assert told == [("أخبار", 6, 6), ("عربية", 4, 4), ("محلية", 2, 2), ("رياضة", 2, 2)]


def test_its_list_and_its_feeds_are_those_of_all_in_it(store: Store) -> None:
    news = Scope(ScopeKind.SECTION, section(store, "أخبار"))
    assert len(store.articles(news).rows) == 6
    assert len(store.feeds_within(section(store, "أخبار"))) == 3
    assert len(store.articles(Scope(ScopeKind.SECTION, section(store, "محلية"))).rows) == 2


def test_marking_all_of_it_as_read_marks_all_in_it_and_nothing_else(store: Store) -> None:
    assert store.mark_all_read(Scope(ScopeKind.SECTION, section(store, "عربية"))) == 4
    assert store.counts().unread == 4


def test_a_page_of_it_walks_feeds_and_no_whole_table(store: Store) -> None:
    first = store.articles(Scope(ScopeKind.SECTION, section(store, "أخبار")), None, 4)
    second = store.articles(Scope(ScopeKind.SECTION, section(store, "أخبار")), first.next, 4)
    ids = [row.id for row in (*first.rows, *second.rows)]
    assert len(ids) == len(set(ids)) == 6


def test_removing_a_feed_keeps_a_section_that_others_stand_in_and_takes_away_empty_ones_upwards(store: Store) -> None:
    by_url = {feed.url: feed.id for feed in store.feeds()}
    store.unsubscribe(by_url["https://b.example/feed"])
    assert [one.name for one in store.sections()] == ["أخبار", "عربية", "محلية", "رياضة"]
    assert next(feed for feed in store.feeds() if feed.url.startswith("https://c")).section == section(store, "محلية")
    store.unsubscribe(by_url["https://c.example/feed"])
    assert [one.name for one in store.sections()] == ["أخبار", "رياضة"]
    store.unsubscribe(by_url["https://a.example/feed"])
    assert [one.name for one in store.sections()] == ["رياضة"]
