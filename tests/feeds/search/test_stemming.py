"""Stems: the article and what is written with it go, and no letter of the word itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.search import fold, stem, stems
from feeds.search.folding import tokens


@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("الرئيس", "رئيس"),
        ("للرئيس", "رئيس"),
        ("والرئيس", "رئيس"),
        ("بالرئيس", "رئيس"),
        ("كالرئيس", "رئيس"),
        ("فالرئيس", "رئيس"),
        ("وللرئيس", "رئيس"),
        ("وبالرئيس", "رئيس"),
        ("ومدرسة", "مدرسة"),
        ("الحق", "حق"),
        ("والفن", "فن"),
        ("للجنة", "لجنة"),
        ("للاجئين", "لاجئين"),
        ("للأجيال", "أجيال"),
        ("للحظة", "لحظة"),
        ("للحظر", "حظر"),
        ("للبنان", "لبنان"),
        ("للقائد", "قائد"),
        ("للقاء", "لقاء"),
        ("والله", "الله"),
        ("والتي", "التي"),
        ("وإليه", "إليه"),
        ("ولديه", "لديه"),
        ("وجدول", "جدول"),
        ("وضعيف", "ضعيف"),
        ("وأسعار", "أسعار"),
        ("وداعش", "داعش"),
        ("والدين", "دين"),
    ],
)
def test_what_is_written_together_with_a_word_goes(word: str, left: str) -> None:
    assert stem(fold(word)) == fold(left)


@pytest.mark.parametrize(
    "word",
    [
        *("فرنسا", "فلسطين", "بلد", "بيروت", "لبنان", "كتاب", "كويت"),
        *(
            "وغزة",
            "وقال",
            "ورد",
            "وزير",
            "وزارة",
            "وكالة",
            "وكالات",
            "ولاية",
            "واشنطن",
            "وسائل",
            "واحدة",
            "وظيفة",
            "وثيقة",
        ),
        *("الله", "الذي", "التي", "الآن", "إليه", "آلاف", "ألوان", "اللي", "لله", "بالله"),
        *(
            "والده",
            "والدته",
            "والديه",
            "بالغ",
            "بالغين",
            "كاليفورنيا",
            "بالای",
            "بالاتر",
            "آلمانی",
            "البن",
            "ال",
            "لل",
            "ali",
            "walter",
            "2024",
        ),
    ],
)
def test_letters_of_the_word_itself_stay(word: str) -> None:
    assert stem(fold(word)) == fold(word)
    assert stems(fold(word)) == ""


def test_one_stem_is_shared_by_a_word_with_and_without_its_article() -> None:
    assert {stem(fold(word)) for word in ("للرئيس", "الرئيس", "رئيس", "وللرئيس")} == {fold("رئيس")}


def test_the_stems_of_a_text_are_of_those_words_that_differ_from_theirs() -> None:
    assert stems(fold("قال الرئيس، «وللبنان» حقٌّ في المياه_والأرض")) == fold("رئيس لبنان مياه أرض")


arabic = st.text(alphabet="والبفكلدهيرسمتءن ـ_ً.«a1", max_size=40)


@given(arabic | st.text())
def test_the_stems_of_a_text_are_those_of_its_words(text: str) -> None:
    words = tokens(text)
    assert stems(fold(text)).split() == [stem(word) for word in words if stem(word) != word]


@given(arabic)
def test_a_stem_is_the_end_of_its_word_and_two_letters_or_more(text: str) -> None:
    for word in tokens(text):
        assert word.endswith(stem(word))
        assert stem(word) == word or len(stem(word)) >= 2
