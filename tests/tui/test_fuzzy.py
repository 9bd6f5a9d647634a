"""Finding a name by a few of its letters, in Arabic and English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.search import fold
from tui.fuzzy import comparable, score, spans, wanted

LETTERS = "abcدرسمالةىءيئؤأإآچکـَّ\u200c -.٣3éﷺ"
NAMES = st.text(LETTERS, max_size=24)
TYPED = st.text(LETTERS, max_size=6)


def is_subsequence(word: str, name: str) -> bool:
    letters = iter(name)
    return all(letter in letters for letter in word)


def best(typed: str, *names: str) -> list[str]:
    """The names that fit, the best first."""
    worth = {name: score(wanted(typed), comparable(name)) for name in names}
    fitting = [name for name in names if worth[name] is not None]
    return sorted(fitting, key=lambda name: -(worth[name] or 0))


@given(TYPED, NAMES)
def test_a_name_fits_where_the_letters_of_each_word_stand_in_it_in_their_order(typed: str, name: str) -> None:
    fits = all(is_subsequence(word, comparable(name)) for word in wanted(typed))
    assert (score(wanted(typed), comparable(name)) is not None) == fits


@given(TYPED, st.sampled_from("abcدرس"), NAMES)
def test_one_more_letter_brings_no_name_that_was_not_there(typed: str, letter: str, name: str) -> None:
    if score(wanted(typed + letter), comparable(name)) is not None:
        assert score(wanted(typed), comparable(name)) is not None


@given(TYPED, NAMES)
def test_what_is_marked_is_in_the_name_in_order_apart_and_only_where_it_fits(typed: str, name: str) -> None:
    found = spans(wanted(typed), name)
    edges = [edge for span in found for edge in span]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(name) for edge in edges)
    assert bool(found) == bool(wanted(typed) and score(wanted(typed), comparable(name)) is not None)


@given(st.text("abcdرسمدال", min_size=1, max_size=5), st.text("abcdرسمدال ", max_size=20))
def test_the_letters_of_one_word_are_marked_and_no_other(word: str, name: str) -> None:
    found = spans(wanted(word), name)
    marked = "".join(name[start:end] for start, end in found)
    assert not found or fold(marked) == fold(word)


@given(st.text("abcd", min_size=2, max_size=5), st.text("abcd", min_size=1, max_size=8))
def test_what_begins_a_word_comes_before_what_stands_inside_one_and_that_before_scattered_letters(
    word: str, other: str
) -> None:
    words = wanted(word)
    first, begun, inside = f"{word}{other}", f"x {word}{other}", f"x{word}{other}"
    scattered = "x" + "x".join(word)
    worth = [score(words, name) or 0 for name in (first, begun, inside, scattered)]
    assert worth == sorted(worth, reverse=True)
    assert len(set(worth)) == len(worth)


@pytest.mark.parametrize(
    ("typed", "name", "marked"),
    [
        ("رياضه", "الرياضة", ["رياضة"]),
        ("اسرى", "أسرى الحرب", ["أسرى"]),
        ("شيء", "كلُّ شيءٍ", ["شيءٍ"]),
        ("مسؤول", "المسئول الأول", ["مسئول"]),
        ("mar", "Mark all as read", ["Mar"]),
        ("aar", "Mark all as read", ["a", "a", "r"]),
        ("read all", "Mark all as read", ["all", "read"]),
        ("خلاصه 3", "خلاصة ٣", ["خلاصة", "٣"]),
        ("cafe", "Le Café", ["Café"]),
        ("zz", "Mark all as read", []),
    ],
)
def test_letters_are_marked_where_they_stand_in_what_is_written(typed: str, name: str, marked: list[str]) -> None:
    assert [name[start:end] for start, end in spans(wanted(typed), name)] == marked


def test_beginnings_of_words_come_first_also_after_the_arabic_article() -> None:
    assert best("read", "Bread", "Mark as read", "Read on") == ["Read on", "Mark as read", "Bread"]
    assert best("رياض", "فرياض", "أخبار الرياضة", "رياضة") == ["رياضة", "أخبار الرياضة", "فرياض"]
