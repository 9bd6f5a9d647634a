"""Sections that make themselves."""

from __future__ import annotations

import apsw
import pytest

from feeds.answers import SavedSearch, SmartSection
from feeds.errors import BadSetting, NotFound, QueryError
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store import categories
from feeds.types import Scope, ScopeKind
from tests.feeds.conftest import NOW, make_article, make_feed

BEGAN = NOW - 12 * 3_600 + 60
"""When today began: after the article of twelve hours ago."""


@pytest.fixture
def stocked(library: Reader) -> Reader:
    """Two papers of twenty articles, an hour apart; every other is of economy, which each writes its own way."""
    for number, name in enumerate(("الاقتصاد", "إقتصاد")):
        feed = library.subscribe(f"https://{number}.example/feed")
        articles = [
            make_article(n, guid=f"{number}-{n}", categories=(name,) if n % 2 else ("نادر",) if n == 4 else ())
            for n in range(20)
        ]
        library._store.save_articles(feed.id, make_feed(articles), FetchState(), NOW)
    return library


def of_kind(library: Reader, kind: ScopeKind) -> list[SmartSection]:
    return [one for one in library.smart_sections(BEGAN) if one.kind is kind]


def test_today_begins_when_it_is_said_to(stocked: Reader) -> None:
    assert of_kind(stocked, ScopeKind.TODAY) == [SmartSection(ScopeKind.TODAY, BEGAN, "", 24)]
    assert len(stocked.articles(Scope(ScopeKind.TODAY, BEGAN)).rows) == 24


def test_a_category_is_one_in_all_papers_and_spellings_and_rare_ones_are_left_out(stocked: Reader) -> None:
    [economy] = of_kind(stocked, ScopeKind.CATEGORY)
    assert (economy.name, economy.unread) == ("الاقتصاد", 20)
    assert len(stocked.articles(Scope(ScopeKind.CATEGORY, economy.id)).rows) == 20
    stocked.mark_all_read(Scope(ScopeKind.CATEGORY, economy.id))
    assert of_kind(stocked, ScopeKind.CATEGORY)[0].unread == 0
    found = stocked.find(Scope(text="تصنيف:الاقتصاد"))
    assert found is not None
    assert len(found.rows) == 20


def test_tags_are_sections_with_what_of_them_is_unread(stocked: Reader) -> None:
    stocked.tag([1, 2, 3], "مهم")
    stocked.mark_read([1])
    [tag] = of_kind(stocked, ScopeKind.TAG)
    assert (tag.name, tag.unread) == ("مهم", 2)
    assert {row.id for row in stocked.articles(Scope(ScopeKind.TAG, tag.id)).rows} == {1, 2, 3}


def test_a_saved_search_that_can_not_be_read_has_nothing_unread(stocked: Reader) -> None:
    id_ = stocked.save_search("سابع", "رقم 7")
    with stocked._store._connections.write() as connection:
        connection.execute("UPDATE saved_search SET query = '(رقم' WHERE id = ?", (id_,))
    assert [(one.name, one.unread) for one in of_kind(stocked, ScopeKind.SAVED)] == [("سابع", 0)]


def test_a_search_is_saved_counted_changed_and_removed(stocked: Reader) -> None:
    stocked.save_search("سابع", "رقم 7")
    other = stocked.save_search("ثامن", "رقم 8")
    stocked.mark_read([row.id for row in stocked.articles(Scope()).rows if row.title == "الخبر رقم 8"][:1])
    assert [(one.name, one.unread) for one in of_kind(stocked, ScopeKind.SAVED)] == [("سابع", 2), ("ثامن", 1)]
    assert stocked.save_search("ثامن", "رقم 9") == other
    stocked.change_search(SavedSearch(other, "تاسع", "رقم 9"))
    assert [one.name for one in stocked.saved_searches()] == ["سابع", "تاسع"]
    with pytest.raises(BadSetting):
        stocked.change_search(SavedSearch(other, "سابع", "رقم 9"))
    stocked.remove_search(other)
    assert [one.name for one in stocked.saved_searches()] == ["سابع"]
    for deed in (lambda: stocked.remove_search(other), lambda: stocked.change_search(SavedSearch(other, "س", "س"))):
        with pytest.raises(NotFound):
            deed()


@pytest.mark.parametrize(
    ("name", "query", "error"), [("", "خبر", BadSetting), ("س", "", BadSetting), ("س", '"', QueryError)]
)
def test_what_can_not_be_asked_or_named_is_not_saved(
    stocked: Reader, name: str, query: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        stocked.save_search(name, query)
    assert stocked.saved_searches() == ()


def test_categories_of_an_earlier_library_become_one_where_only_their_spelling_differs(stocked: Reader) -> None:
    connection: apsw.Connection = stocked._store._connections.get()
    connection.execute("INSERT INTO category(folded, name) VALUES('x', 'اقتصادٌ')")
    connection.execute(
        "INSERT INTO article_category SELECT last_insert_rowid(), sort_at, id, 0 FROM article WHERE id = 1"
    )
    connection.execute(
        "INSERT INTO article_category SELECT last_insert_rowid(), sort_at, id, 0 FROM article WHERE id = 2"
    )
    categories.key_again(connection)
    [economy] = of_kind(stocked, ScopeKind.CATEGORY)
    assert economy.unread == 21
    assert connection.execute("SELECT count(*) FROM category").get == 2
