"""Snippets: the best stretch of a text, and what is marked in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feeds.answers import Snippet
from feeds.schedule import FetchState
from feeds.search import fold
from feeds.search.query import Phrase, Word
from feeds.store.library import Store
from feeds.store.snippets import LENGTH, snippet, snippet_of
from tests.feeds.conftest import NOW, make_article, make_feed

FILLER = "كلام لا يعني أحدا في هذا المكان " * 20


def marked(found: Snippet) -> list[str]:
    return [found.text[start:end] for start, end in found.spans]


def test_a_short_text_is_its_own_snippet_with_its_words_marked_as_they_are_written() -> None:
    found = snippet("قال  الرَّئيسُ\nفي القمة", [Word(fold("رئيس")), Word(fold("قمة"))])
    assert found.text == "قال الرَّئيسُ في القمة"
    assert marked(found) == ["الرَّئيسُ", "القمة"]


def test_the_stretch_with_the_most_different_words_is_taken_before_the_one_with_the_most() -> None:
    text = f"{FILLER} غزة غزة غزة {FILLER} غزة والقمة {FILLER}"
    found = snippet(text, [Word(fold("غزة")), Word(fold("قمة"))])
    assert marked(found) == ["غزة", "والقمة"]
    assert found.text.startswith("…")
    assert found.text.endswith("…")


def test_the_first_is_taken_of_stretches_that_are_as_good() -> None:
    found = snippet(f"بدء غزة {FILLER} غزة {FILLER}", [Word(fold("غزة"))])
    assert found.text.startswith("بدء غزة")
    assert marked(found) == ["غزة"]


def test_a_phrase_is_marked_whole() -> None:
    found = snippet(f"{FILLER} مجلس {FILLER} مجلس الأمن {FILLER}", [Phrase((fold("مجلس"), fold("الأمن")))])
    assert marked(found) == ["مجلس الأمن"]


def test_without_any_of_the_words_it_is_the_beginning() -> None:
    found = snippet(f"بدء {FILLER}", [Word("غائب")])
    assert found.text.startswith("بدء كلام")
    assert found.spans == ()
    assert snippet("", [Word("غائب")]) == Snippet("", ())


@given(text=st.text(st.sampled_from("غزة قم\n،."), max_size=600), length=st.integers(10, 80))
def test_a_snippet_is_a_stretch_of_the_text_of_whole_marks_and_no_longer_than_asked(text: str, length: int) -> None:
    found = snippet(text, [Word(fold("غزة")), Word(fold("قم"))], length)
    whole = " ".join(text.split())
    assert found.text.strip("…") in whole
    assert len(found.text.strip("…")) <= length + max(map(len, whole.split()), default=0)
    assert all(fold(word) in ("غزه", "قم", "وقم", "وغزه") for word in marked(found))
    assert list(found.spans) == sorted(found.spans)


def test_the_snippet_of_an_article_is_of_its_whole_text(store: Store) -> None:
    feed = store.subscribe("https://news.example/feed").id
    article = make_article(1, summary="موجز", content=f"<p>{FILLER}</p><p>وقال الوزير كلمته</p>")
    store.save_articles(feed, make_feed([article]), FetchState(), NOW)
    with store._connections.snapshot() as connection:
        found = snippet_of(connection, 1, [Word(fold("وزير"))])
        assert marked(found) == ["الوزير"]
        assert len(found.text) <= LENGTH + 2 + 10
        assert snippet_of(connection, 99, [Word(fold("وزير"))]).text == ""
