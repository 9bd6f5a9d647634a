"""Folding: the spellings of one word are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.search import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مَدْرَسَةٌ", "مدرسه"),
        ("العـــربية", "العربية"),
        ("أحمد", "احمد"),
        ("إسرائيل", "اسرائيل"),
        ("آخر", "اخر"),
        ("ٱلله", "الله"),
        ("مسؤول", "مسئول"),
        ("شؤون", "شئون"),
        ("على", "علي"),
        ("مصطفى", "مصطفي"),
        ("ایران", "ايران"),
        ("کتاب", "كتاب"),
        ("می‌خواهم", "میخواهم"),
        ("١٢٣٤٥٦٧٨٩٠", "1234567890"),
        ("۱۲۳۴۵۶۷۸۹۰", "1234567890"),
        ("ﻣﺴﺆﻭﻝ", "مسؤول"),
        ("ﷲ", "الله"),
        ("هٰذا", "هذا"),
        ("قرآن", "قران"),
        ("ہندوستان", "هندوستان"),
        ("کوردستانە", "كوردستانه"),
        ("\u200fمصر\u200e", "مصر"),
        ("Café NAÏVE", "cafe naive"),
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("Ｆｕｌｌ", "full"),
        ("שָׁלוֹם", "שלום"),
        ("Ёлка", "елка"),
    ],
)
def test_these_spellings_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("علم", "عمل"), ("سماء", "سما"), ("حسن", "حسين"), ("ذهب", "دهب"), ("پل", "بل")]
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_hamza_decomposed_is_the_one_composed() -> None:
    assert fold("مسو\u0654ول") == fold("مسؤول")
    assert fold("ا\u0654حمد") == fold("أحمد")


letters = st.characters(min_codepoint=0x600, max_codepoint=0x6FF) | st.characters(
    min_codepoint=0xFB50, max_codepoint=0xFEFF
)


@given(st.text() | st.text(alphabet=letters))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(
    st.text(alphabet=letters | st.sampled_from("abcÉ ")), st.text(alphabet="\u064b\u064e\u0651\u0652\u0670\u0640\u200c")
)
def test_marks_after_a_text_never_change_what_it_folds_to(text: str, marks: str) -> None:
    assert fold(f"{text} {marks}") == fold(f"{text} ")
