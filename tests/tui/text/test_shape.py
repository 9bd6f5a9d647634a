"""Letters in the forms that their neighbours ask for."""

from __future__ import annotations

from unicodedata import category, decomposition, name

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from feeds.clean import clean
from tests.shared import shared
from tui.text.joining import TYPES
from tui.text.shape import FILLER, _words, forms, meanings, shape
from tui.text.width import widths

ARABIC = [*range(0x600, 0x700), *range(0x750, 0x780), *range(0x870, 0x900)]
PRESENTATION = [*range(0xFB50, 0xFDD0), *range(0xFE70, 0xFEFD)]
ORDER = ("<isolated>", "<initial>", "<final>", "<medial>")

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئىةپچژگکیڵێڕټډۆەںےہھٱـ"
MARKS = "\u064b\u064e\u0650\u0651\u0652\u0654\u0670"
JOINERS = "\u200c\u200d\u200e\u200f\u061c"
arabic = st.text(st.sampled_from(LETTERS + MARKS + JOINERS + " ،a1-"), max_size=40)


def drawn(text: str) -> str:
    return shape(text).replace(FILLER, "")


def names(text: str) -> list[str]:
    return [name(char) for char in drawn(text)]


def listed() -> dict[int, str]:
    rows = {}
    for line in shared("ucd/ArabicShaping.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            code, _, kind, _ = (field.strip() for field in line.split(";"))
            rows[int(code, 16)] = kind
    return rows


def test_every_arabic_character_joins_as_unicode_says() -> None:
    rows = listed()
    expected = {
        code: rows.get(code, "T" if category(chr(code)) in ("Mn", "Me", "Cf") else "U")
        for code in [*ARABIC, 0x200C, 0x200D]
    }
    assert {code: TYPES[chr(code)] for code in expected} == expected


def test_marks_and_format_characters_are_transparent_unless_unicode_lists_them() -> None:
    rows = listed()
    wrong = [
        hex(code)
        for code in range(0x110000)
        if category(chr(code)) in ("Mn", "Me", "Cf") and TYPES[chr(code)] != rows.get(code, "T")
    ]
    assert wrong == []


def test_every_presentation_form_of_a_letter_is_known() -> None:
    known = forms()
    wrong = []
    for code in PRESENTATION:
        kind, *parts = decomposition(chr(code)).split() or [""]
        if len(parts) == 1 and kind in ORDER:
            letter = chr(int(parts[0], 16))
            if letter not in known or known[letter][ORDER.index(kind)] != chr(code):
                wrong.append(hex(code))
    assert wrong == []


def test_letters_take_the_form_for_their_place() -> None:
    assert names("ببب") == [f"ARABIC LETTER BEH {form} FORM" for form in ("INITIAL", "MEDIAL", "FINAL")]
    assert names("ب") == ["ARABIC LETTER BEH ISOLATED FORM"]
    assert names("دب") == ["ARABIC LETTER DAL ISOLATED FORM", "ARABIC LETTER BEH ISOLATED FORM"]
    assert names("بد") == ["ARABIC LETTER BEH INITIAL FORM", "ARABIC LETTER DAL FINAL FORM"]


@pytest.mark.parametrize("mark", MARKS)
def test_harakat_and_hamza_above_are_kept_and_break_no_join(mark: str) -> None:
    assert drawn(f"ب{mark}ب") == f"{shape('بب')[0]}{mark}{shape('بب')[1]}"


@pytest.mark.parametrize("sign", meanings())
def test_a_built_letter_is_one_cell_of_a_form_and_its_marks(sign: str) -> None:
    form, *marks = meanings()[sign]
    assert any(form in each for each in forms().values())
    assert marks
    assert {category(mark) for mark in marks} == {"Mn"}
    assert cell_len(form + "".join(marks)) == 1 == widths(sign)[0]
    assert clean(sign) == ""


def test_built_letters_are_those_without_forms_and_join_as_they_do() -> None:
    for letter in map(chr, ARABIC):
        if letter in forms():
            assert shape(letter, built=True) == shape(letter)
        elif shape(letter, built=True) != letter:
            assert TYPES[letter] in "RD"
            joined = shape(f"ب{letter}ب", built=True)
            assert (name(joined[2]) == "ARABIC LETTER BEH FINAL FORM") == (TYPES[letter] == "D")


def test_allah_stays_letters() -> None:
    assert len(drawn("الله")) == 4
    assert "\ufdf2" not in drawn("الله لله")


@pytest.mark.parametrize("letter", "ڵێټځڅ")
def test_letters_join_on_both_sides_of_one_without_forms(letter: str) -> None:
    first, middle, last = drawn(f"ب{letter}ب")
    assert middle == letter
    assert name(first).endswith("INITIAL FORM")
    assert name(last).endswith("FINAL FORM")


@pytest.mark.parametrize("letter", "ڕډړڙ")
def test_letters_join_to_a_right_joining_one_without_forms_and_not_after_it(letter: str) -> None:
    first, middle, last = drawn(f"ب{letter}ب")
    assert name(first).endswith("INITIAL FORM")
    assert middle == letter
    assert name(last).endswith("ISOLATED FORM")


@pytest.mark.parametrize(("alef", "ligature"), [*zip("آأإا", "\ufef5\ufef7\ufef9\ufefb", strict=True)])
def test_lam_alef_is_one_ligature_and_a_filler(alef: str, ligature: str) -> None:
    assert shape("ل" + alef) == ligature + FILLER
    assert shape("بل" + alef)[1:] == chr(ord(ligature) + 1) + FILLER


def test_marks_between_lam_and_alef_stay_on_the_ligature() -> None:
    assert shape("لَا") == "\ufefb\u064e" + FILLER
    assert shape("ل\u0651\u064bا") == "\ufefb\u0651\u064b" + FILLER


def test_a_joiner_before_lam_alef_gives_the_final_ligature() -> None:
    assert shape("\u200dلا").endswith("\ufefc" + FILLER)


def test_a_joiner_between_lam_and_alef_keeps_them_two_joined_letters() -> None:
    lam, _, alef = shape("ل\u200dا")
    assert (name(lam), name(alef)) == ("ARABIC LETTER LAM INITIAL FORM", "ARABIC LETTER ALEF FINAL FORM")


def test_a_non_joiner_parts_letters() -> None:
    yeh, _, khah = shape("ی\u200cخ")
    assert name(yeh).endswith("ISOLATED FORM")
    assert name(khah).endswith("ISOLATED FORM")


def test_tatweel_joins_on_both_sides() -> None:
    assert drawn("بـب") == f"{shape('بب')[0]}ـ{shape('بب')[1]}"


def test_words_are_kept_shaped_but_not_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.text.shape._MOST_KEPT", 50)
    kept = _words(True)
    kept.clear()
    shape("سلام سلام وسلام", built=True)
    assert set(kept) == {"سلام", "وسلام"}
    assert shape("ب" * 65, built=True)[1:-1] == "\ufe92" * 63
    assert len(kept) == 2
    shape(" ".join("ب" * length for length in range(1, 65)), built=True)
    assert len(kept) <= 50
    assert shape("سلام", built=True) == shape("سلام")


@given(st.one_of(st.text(max_size=60), arabic))
def test_shaping_never_changes_the_length(text: str) -> None:
    assert len(shape(text)) == len(text)


@given(arabic)
def test_shaping_changes_nothing_but_the_form(text: str) -> None:
    back = {form: letter for letter, each in forms().items() for form in each}
    back |= {chr(code): "ل" for code in range(0xFEF5, 0xFEFD)}
    alike = {"ە": "ه", "ڪ": "ک"}
    for given_char, out in zip(text, shape(text), strict=True):
        letter = back.get(out, out)
        assert letter in (given_char, alike.get(given_char)) or (out == FILLER and given_char in "آأإا")


@given(arabic, arabic)
def test_what_does_not_join_is_shaped_alone(left: str, right: str) -> None:
    assert shape(f"{left} {right}") == f"{shape(left)} {shape(right)}"


@given(arabic)
def test_forms_join_exactly_where_both_neighbours_may(text: str) -> None:
    solid = [index for index, char in enumerate(text) if TYPES[char] != "T"]
    out = shape(text)
    known = forms()
    for position, index in enumerate(solid):
        if text[index] not in known or out[index] == FILLER or "\ufef5" <= out[index] <= "\ufefc":
            continue
        before = TYPES[text[solid[position - 1]]] if position else "U"
        after = TYPES[text[solid[position + 1]]] if position + 1 < len(solid) else "U"
        kind = TYPES[text[index]]
        joins = (before in "DC" and kind in "DRC") * 2 + (kind in "DC" and after in "DRC")
        assert out[index] == known[text[index]][joins]
