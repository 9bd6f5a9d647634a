"""The language of a text: by its letters and words, and only then by what the feed says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.language import _is_plainly_arabic, detect
from feeds.scripts import first_strong, is_rtl


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("أعلنت الشركة عن منتج جديد في القاهرة", "en-us", "ar"),
        ("این کتاب را در تهران خریدم و می‌خوانم", "ar", "fa"),
        ("یہ کتاب بہت اچھی ہے اور میں نے پڑھی", "en", "ur"),
        ("ئەم کتێبە زۆر باشە و من دەیخوێنمەوە", "", "ckb"),
        ("הספר הזה טוב מאוד", "en", "he"),
        ("The book is on the table and it is good", "ar", "en"),
        ("أعلنت شركة Microsoft Corporation عن ذلك", "en", "ar"),
        ("Le livre est sur la table et il est bon pour les enfants", "", "fr"),
        ("12345", "fa-IR", "fa"),
        ("", "iw", "he"),
        ("", "", ""),
        ("これは本です", "", "ja"),
    ],
)
def test_letters_and_words_tell_the_language_and_the_declaration_breaks_ties(
    text: str, declared: str, language: str
) -> None:
    assert detect(text, declared) == language


@pytest.mark.parametrize(("tag", "rtl"), [("ar-EG", True), ("iw", True), ("ckb", True), ("en-us", False), ("", False)])
def test_a_tag_tells_the_direction(tag: str, rtl: bool) -> None:
    assert is_rtl(tag) is rtl


def test_a_text_starts_with_its_first_strong_letter() -> None:
    assert first_strong("1. “نعم” yes") == "rtl"
    assert first_strong("1. yes نعم") == "ltr"
    assert first_strong("123") == "ltr"


@given(st.text(max_size=200), st.text(max_size=12))
def test_no_text_and_no_declaration_raises(text: str, declared: str) -> None:
    found = detect(text, declared)
    assert found == "" or (found.isalpha() and found.islower() and len(found) in (2, 3))


@pytest.mark.parametrize("declared", ["", "en-us", "ar-EG"])
@pytest.mark.parametrize(
    "text",
    [
        "أعلنت الشركة اليوم في القاهرة عن المنتج الجديد وقال المدير إن السعر",
        "قالت الوزارة في البيان إن العدد الجديد Microsoft من الأجهزة",
    ],
)
def test_what_a_look_tells_is_what_counting_tells(text: str, declared: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = detect(text, declared)
    monkeypatch.setattr("feeds.language._is_plainly_arabic", lambda _sample, _said: False)
    assert looked == detect(text, declared) == "ar"


@given(
    st.lists(
        st.sampled_from(
            ["ال", "من", "في", "الكتاب", "المدينة", "پ", "را", "است", "کتاب", "the", "of", "ہے", "میں", "مدرسة"]
        ),
        max_size=40,
    )
)
def test_a_look_never_tells_otherwise_than_counting(words: list[str]) -> None:
    text = " ".join(words)
    if _is_plainly_arabic(text, ""):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("feeds.language._is_plainly_arabic", lambda _sample, _said: False)
            assert detect(text) == "ar"
