"""Folding: the spellings of one word are one."""

from __future__ import annotations

import subprocess
import sys

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
        ("Łódź Ærø đồng", "lodz aero dong"),
        ("مسؤولون", "مسئولون"),
        ("مسؤوليات", "مسئوليات"),
        ("شؤونه", "شئونه"),
        ("هيئة", "هيأة"),
        ("هيئات", "هيآت"),
        ("هيئات", "هيأات"),
        ("الهيئتين", "الهيأتين"),
        ("هیئت", "هیأت"),
        ("شيء", "شئ"),
        ("شىءٌ", "شئ"),
        ("لاجىء", "لاجئ"),
        ("بطىء", "بطيء"),
        ("سيىء", "سيئ"),
        ("سيء", "سيئ"),
        ("رَئِيس", "رئيس"),
        ("قُرْآنٌ مَجِيدٌ ۝١ۚ", "قران مجيد 1"),
        ("ؘؙؚؐؑؒؓؔؕؖؗمحمد", "محمد"),
        ("پائیز", "پاییز"),
        ("رئیس", "رییس"),
        ("زیبائی", "زیبایی"),
        ("خانه‌ها", "خانهها"),
        ("خانۀ", "خانه"),
        ("خانهٔ", "خانه"),
        ("کتاب‌های", "كتابهاي"),
        ("گئی", "گئي"),
        ("آئے", "ائے"),
        ("لیۓ", "لیے"),
        ("سلسلۂ", "سلسلہ"),
        ("زکوٰۃ", "زكوه"),
        ("هه‌ولێر", "هەولێر"),
        ("كوردستانه‌", "کوردستانە"),
        ('צה"ל', "צהל"),
        ("צה״ל", "צהל"),
        ("צה”ל", "צהל"),
        ("צה''ל", "צהל"),
        ("ארה״ב", 'ארה"ב'),
        ("ג׳ורג׳", "ג'ורג'"),
        ("רח׳", "רח"),
        ("בְּרֵאשִׁית", "בראשית"),
        ("שׁ‍", "ש"),
    ],
)
def test_these_spellings_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("علم", "عمل"),
        ("سماء", "سما"),
        ("حسن", "حسين"),
        ("ذهب", "دهب"),
        ("پل", "بل"),
        ("فئة", "فيه"),
        ("ماء", "ما"),
        ("سؤال", "سوال"),
        ("گھر", "گہر"),
        ("کے", "کی"),
        ("بھائی", "بہائی"),
        ("בית", "בת"),
        ("شيئا", "شيا"),
    ],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_hamza_decomposed_is_the_one_composed() -> None:
    assert fold("مسو\u0654ول") == fold("مسؤول")
    assert fold("ا\u0654حمد") == fold("أحمد")


def test_quotation_marks_stay_where_they_are_no_gershayim() -> None:
    assert fold('אמר "שלום" "ל') == 'אמר "שלום "ל'
    assert fold('בצה"ל"a') == 'בצהל"a'
    assert fold('قال "نعم"') == 'قال "نعم"'
    assert fold("l’été") == "l’ete"


letters = st.characters(min_codepoint=0x600, max_codepoint=0x6FF) | st.characters(
    min_codepoint=0xFB50, max_codepoint=0xFEFF
)


written = st.text() | st.text(alphabet=letters) | st.text(alphabet="אבםשׁ\u05b8\"'׳״ئيىءهةتأ\u0654\u0650\u200cەےۓ éŁ")


@given(written)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(
    st.text(alphabet=letters | st.sampled_from("abcÉ ")), st.text(alphabet="\u064b\u064e\u0651\u0652\u0670\u0640\u200c")
)
def test_marks_after_a_text_never_change_what_it_folds_to(text: str, marks: str) -> None:
    assert fold(f"{text} {marks}") == fold(f"{text} ")


@given(written)
def test_a_letter_that_has_to_be_decomposed_changes_nothing_in_the_text_beside_it(text: str) -> None:
    assert fold(f"é {text}") == fold(f"e {text}")


def test_folding_alone_brings_no_query_language() -> None:
    code = "import sys, feeds.search; print(*(name for name in sys.modules if name.startswith('feeds.')))"
    brought = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert set(brought) == {"feeds.search", "feeds.search.folding", "feeds.search.stemming"}
