"""What is typed to articles, by the reader."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from feeds.answers import Change
from feeds.errors import QueryError
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.types import Cursor, Scope, ScopeKind
from tests.feeds.conftest import NOW, make_article, make_feed


@pytest.fixture
def stocked(library: Reader) -> Reader:
    """Two feeds of ten articles, ids 1 to 20; the third and the thirteenth speak of palms in their text."""
    for number in range(2):
        feed = library.subscribe(f"https://{number}.example/feed", section="بيئة" if number else "سياسة")
        articles = [
            make_article(n, guid=f"{number}-{n}", content="<p>عن النخيل والماء</p>" if n == 7 else "<p>عن غيره</p>")
            for n in range(10)
        ]
        library._store.save_articles(feed.id, make_feed(articles), FetchState(), NOW)
    return library


def titles(library: Reader, scope: Scope, *, typing: bool = False) -> Sequence[str]:
    page = library.find(scope, typing=typing)
    assert page is not None
    return [row.title for row in page.rows]


def test_what_is_indexed_is_found_by_its_text_and_what_is_not_yet_by_its_title(stocked: Reader) -> None:
    assert titles(stocked, Scope(text="نخيل")) == []
    assert titles(stocked, Scope(text="رقم 7")) == ["الخبر رقم 7"] * 2
    assert stocked.index_waits() == 20
    stocked.index()
    assert stocked.index_waits() == 0
    assert titles(stocked, Scope(text="نخيل")) == ["الخبر رقم 7"] * 2
    assert titles(stocked, Scope(ScopeKind.SECTION, 1, text="نخيل -قسم:بيئة")) == ["الخبر رقم 7"]


def test_while_it_is_typed_the_last_word_may_go_on_and_an_open_end_is_no_error(stocked: Reader) -> None:
    stocked.index()
    assert titles(stocked, Scope(text="النخي")) == []
    assert titles(stocked, Scope(text="النخي"), typing=True) == ["الخبر رقم 7"] * 2
    assert titles(stocked, Scope(text='"عن النخيل'), typing=True) == ["الخبر رقم 7"] * 2
    with pytest.raises(QueryError):
        stocked.find(Scope(text='"عن النخيل'))


def test_while_a_phrase_is_open_its_last_word_may_go_on(stocked: Reader) -> None:
    stocked.index()

    def found(text: str) -> int:
        return len(titles(stocked, Scope(text=text), typing=True))

    assert found('"عن النخيل وال') == 2, "so many words begin so that it is as if it were not there yet"
    assert found('"عن النخيل والماء') == 2
    assert found('"عن النخي') == 2
    assert found('"عن النخي ') == found('"والماء النخي') == 0
    assert found('رقم -"عن النخي') == found("رقم"), "what is not wanted has to be whole"


def test_what_asks_for_nothing_is_the_whole_list(stocked: Reader) -> None:
    assert len(titles(stocked, Scope(text=" - "), typing=True)) == 20


@pytest.mark.parametrize("indexed", [False, True])
def test_only_what_is_found_is_marked_and_taken_back_in_one(stocked: Reader, indexed: bool) -> None:
    if indexed:
        stocked.index()
    assert stocked.mark_found_read(Scope(text="رقم 7")) == 2
    assert stocked.mark_found_read(Scope(ScopeKind.SECTION, 1, text="رقم 8")) == 1
    assert [row.title for row in stocked.articles(Scope()).rows if row.read] == ["الخبر رقم 7"] * 2 + ["الخبر رقم 8"]
    assert stocked.undo() == Change("read", True, 1)
    assert stocked.undo() == Change("read", True, 2)


def test_what_came_in_above_what_was_seen_stays_unread(stocked: Reader) -> None:
    newest, *_ = stocked.articles(Scope(text="")).rows
    first = next(row for row in stocked.articles(Scope()).rows if row.title == "الخبر رقم 1")
    assert stocked.mark_found_read(Scope(text="الخبر"), Cursor(first.sort_at, first.id)) == 18 - (first.id < 10)
    assert not stocked.article(newest.id).row.read


def test_words_are_marked_where_they_stand(stocked: Reader) -> None:
    assert stocked.spans("خبر")("الخَبَرُ عن خبر") == [(0, 8), (12, 15)]
    assert stocked.spans("النخي", typing=True)("نخيل") == [(0, 4)]
    assert stocked.spans("النخي")("نخيل") == []


def test_pictures_and_signs_of_currency_are_no_part_of_the_word_beside_them(library: Reader) -> None:
    feed = library.subscribe("https://a.example/feed")
    article = make_article(1, title="🟢عاجل: 🤖غزة 100₺", content="<p>🫠نفط</p>")
    library._store.save_articles(feed.id, make_feed([article]), FetchState(), NOW)
    library.index()
    for word in ("عاجل", "غزة", "100", "نفط"):
        assert len(titles(library, Scope(text=word))) == 1, word
