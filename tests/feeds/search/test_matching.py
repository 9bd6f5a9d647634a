"""Where the words of a query stand in a text as it is written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.search import stem
from feeds.search.folding import tokens
from feeds.search.matching import needles, spans
from feeds.search.query import Phrase, Word, parse

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def marked(query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in spans(needles(parse(query, NOW)), text)]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("رئيس", "قال الرَّئِيـــسُ إن رئيسه", ["الرَّئِيـــسُ"]),
        ("الرئيس", "للرئيس، وللرئيس (رئيس)", ["للرئيس", "وللرئيس", "رئيس"]),
        ("مدرسة", "مَدْرَسَةٌ ومدرسه ومدارس", ["مَدْرَسَةٌ", "ومدرسه"]),
        ("میخواهم", "من می‌خواهم.", ["می‌خواهم"]),
        ('"في غزة"', "في غزة وفي «غَزَّة» في، غزة", ["في غزة", "في، غزة"]),
        ('"في غز"*', "في غزة", ["في غزة"]),
        ("غز*", "غزة وغزال ومغزى", ["غزة", "وغزال"]),
        ("كتا*", "الكتابُ كاتب", ["الكتابُ"]),
        ("a b", "b c a", ["b", "a"]),
        ("a OR b -c", "c b a", ["b", "a"]),
        ("a -(b c) NOT d", "a b c d", ["a"]),
        ("title:a feed:b author:c", "a b c", ["a"]),
        ('צה"ל', 'בצה"ל וצה״ל, צה"ל.', ['צה"ל']),
        ("صلى", "النبي ﷺ قال", ["ﷺ"]),
        ("cafe", "Un CAFÉ, cafés", ["CAFÉ"]),
        ("2026", "عام ٢٠٢٦", ["٢٠٢٦"]),
        ("is:unread", "unread", []),
        ("", "a", []),
        ("a", "", []),
    ],
)
def test_whole_words_are_marked_as_they_are_written(query: str, text: str, found: list[str]) -> None:
    assert marked(query, text) == found


def test_words_that_follow_one_another_are_marked_apart_and_a_phrase_takes_in_its_words() -> None:
    assert spans((Word("a"), Word("b")), "a b") == [(0, 1), (2, 3)]
    assert spans((Word("a"), Phrase(("a", "b")), Phrase(("b", "c"))), "a b c a") == [(0, 5), (6, 7)]


def test_each_word_is_asked_for_once() -> None:
    assert needles(parse("a (b OR a) title:a -c", NOW)) == (Word("a"), Word("b"))
    assert needles(None) == ()


texts = st.lists(
    st.sampled_from(["غَزَّة", "الرئيس", "وللرئيس", "رئيس", "خانه‌ها", "في", 'צה"ל', "שָׁלוֹם", "Café", "٢٠٢٦", "ﷺ", "هه‌ولێر"])
    | st.sampled_from([" ", ".", "، ", "«", "»", "-", "_", "ـ", "\u200f", "\u200c", "\u064b", '"', "'", "\u0301"])
    | st.text(alphabet="ابتةئيءיםa1", max_size=5)
).map("".join)


@given(texts)
def test_a_text_has_the_same_words_as_it_is_written_and_folded(text: str) -> None:
    words = tokens(text)
    everything = spans([Word("", prefix=True)], text)
    assert tuple(word for start, end in everything for word in tokens(text[start:end])) == words
    assert all(start < end for start, end in everything)


@given(texts, st.data())
def test_what_is_marked_folds_to_what_was_asked(text: str, data: st.DataObject) -> None:
    words = tokens(text)
    if not words:
        return
    at = data.draw(st.integers(0, len(words) - 1))
    asked = words[at]
    found = spans([Word(asked)], text)
    assert found
    for start, end in found:
        assert any({asked, stem(asked)} & {word, stem(word)} for word in tokens(text[start:end]))
    length = data.draw(st.integers(1, 3))
    phrase = words[at : at + length]
    found = spans([Phrase(phrase)], text)
    assert found
    for start, end in found:
        assert " ".join(phrase) in " ".join(tokens(text[start:end]))
