"""Where the cursor may stand in a text that is typed, in which cell it is seen, and what a box takes in."""

from __future__ import annotations

from itertools import pairwise
from unicodedata import category, is_normalized

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text import join_emoji
from tui.text.editing import (
    CARET,
    SELECTED,
    Row,
    editing,
    entered,
    erased_from,
    typeable,
    word_after,
    word_before,
    word_starts,
)
from tui.text.segment import cluster_ends

ZWNJ, ZWJ = "\u200c", "\u200d"
MIXED = "خبر CNN ثم 2025 و(BBC) أخيرا"
LETTERS = "abcدرذ"
texts = st.one_of(
    st.text(max_size=40),
    st.text(st.characters(min_codepoint=0x590, max_codepoint=0x8FF), max_size=30),
    st.lists(
        st.sampled_from(
            [
                *"ابتلاهيںڵءآأ\u064b\u064e\u0651\u0654\u0600\u06dd\u0605",
                *"שלם()[]«».,:/-–ـ abcé0123٠١۱+%@#漢字가ि",
                *"😀👍🏽❤️🇵🇸🏴\u115f\u0301\u200c\u200d\n\t\x1b\u202e\u2067",
                *("لا", "لَا", "سلام ", "https://a.org/", "+972-8-282-1234", "Corp. ", "C++", "👨\u200d👩\u200d👧", "1️⃣"),
            ]
        ),
        max_size=30,
    ).map("".join),
)
plain = st.lists(st.sampled_from([*LETTERS, *"بسل ا", *" 12.,()-", "لا", "漢"]), max_size=30).map("".join)
narrow = st.lists(st.sampled_from([*LETTERS, *"بس ا", *" 12.,()-"]), max_size=30).map("".join)
languages = st.sampled_from(["ar", "fa", "he", "en"])


def edges(text: str) -> list[int]:
    found = [0]
    while found[-1] < len(text):
        found.append(cluster_ends()(text, found[-1]))
    return found


def seen(row: Row) -> str:
    """The cells of a row, the cursor's in brackets and those that are selected in braces."""
    look: dict[tuple[object, ...], str] = {(): "{}", (CARET,): "[{}]", (SELECTED,): "{{{}}}"}
    return "".join(look[run.keys].format(run.text) for run in row.runs)


def stops(text: str, by: int, *, words: bool = False) -> list[int]:
    """Every place met from the one end of the row to the other."""
    found = editing(text, "ar")
    at = found.order[0 if by > 0 else -1]
    met = [at]
    while (there := (found.moved_word if words else found.moved)(at, by)) != at:
        assert there not in met
        met.append(at := there)
    return met


# ── What a box takes in ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"می{ZWNJ}خواهم", f"می{ZWNJ}خواهم"),
        (f"ه{ZWJ}", f"ه{ZWJ}"),
        ("\ufefb", "لا"),
        ("\ufef5\ufef7\ufef9", "لآلألإ"),
        ("\ufee3\ufeae\ufea3\ufe92\ufe8e", "مرحبا"),
        ("a\u200eb\u200fc\u061cd\u202ee\u2066f\u2069", "abcdef"),
        ("a\x1b[31mb\x07\u200b\ufeff\u2060", "a[31mb"),
        ("سطر\nثان\r\n\r\n ثالث\u2028رابع", "سطر ثان ثالث رابع"),
        ("\nhttps://a.org/\n", "https://a.org/"),
        ("one\ttwo", "one two"),
        ("e\u0301", "é"),
    ],
)
def test_a_box_takes_letters_and_joiners_on_one_line_and_nothing_unseen(text: str, expected: str) -> None:
    assert entered(text) == expected


@given(texts)
def test_what_a_box_has_taken_it_takes_again_unchanged(text: str) -> None:
    taken = entered(text)
    assert entered(taken) == taken
    assert is_normalized("NFC", taken)
    assert not [char for char in taken if category(char) in ("Cc", "Zl", "Zp") or "\ufb50" <= char <= "\ufdff"]


def test_joiners_and_the_no_break_space_are_typed_and_controls_are_not() -> None:
    assert all(map(typeable, ["a", "ب", "\u064e", "\ufefb", " ", ZWNJ, ZWJ, "\u00a0"]))
    assert not any(map(typeable, [None, "\r", "\t", "\x1b", "\x7f", "\u200e", "\u202e"]))


# ── Words, and what erases ───────────────────────────────────────────────────────────────────────────────────


def test_words_hold_their_marks_and_joiners() -> None:
    text = f"كَتَبَ می{ZWNJ}خواهم_2 don't ❤️x"
    assert [text[start:].split()[0][:2] for start in word_starts(text)] == ["كَ", "می", "do", "t", "x"]


def test_a_word_is_erased_with_its_marks_and_joiners() -> None:
    text = f"أنا می{ZWNJ}خواهم "
    assert word_before(text, len(text)) == word_before(text, 8) == 4
    assert word_before(text, 4) == 0
    assert word_after(text, 0) == word_after(text, 3) == 4
    assert word_after(text, 4) == len(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("بَ", "ب"),
        ("بَّ", "بَ"),
        ("سلا", "سل"),
        (f"می{ZWNJ}", "می"),
        ("آ", ""),
        ("a👨\u200d👩\u200d👧", "a"),
        ("a👍🏽", "a"),
        ("🇪🇬🇸🇦", "🇪🇬"),
        ("1️⃣", ""),
        ("", ""),
    ],
)
def test_a_backspace_erases_one_code_point_and_of_an_emoji_the_whole(text: str, rest: str) -> None:
    assert text[: erased_from(text, len(text))] == rest


@pytest.mark.parametrize(("text", "rest"), [("بَّت", "ت"), (f"ی{ZWNJ}خ", "خ"), ("👍🏽a", "a"), ("لا", "ا"), ("", "")])
def test_the_delete_key_erases_a_whole_cluster(text: str, rest: str) -> None:
    assert text[editing(text, "ar").edge_after(0) :] == rest


# ── Places from left to right ────────────────────────────────────────────────────────────────────────────────


@given(texts, languages)
@settings(max_examples=300)
@example(MIXED, "ar")
def test_arrows_visit_every_edge_of_a_cluster_once_and_come_back_the_same_way(text: str, language: str) -> None:
    text = entered(text)
    found = editing(text, language)
    assert sorted(found.order) == edges(text)
    for left, right in pairwise(found.order):
        assert found.moved(left, 1) == right
        assert found.moved(right, -1) == left
    for by, end in ((-1, found.order[0]), (1, found.order[-1])):
        assert found.moved(end, by) == end


@given(texts, languages)
@settings(max_examples=300)
@example(MIXED, "ar")
@example("HTTP://لآ", "ar")
def test_the_cursor_is_seen_ever_further_to_the_right_as_it_goes_right(text: str, language: str) -> None:
    text = entered(text)
    found = editing(text, language)
    cells = [found.row(at).caret for at in found.order]
    assert cells == sorted(cells)
    assert all(any(CARET in run.keys for run in found.row(at).runs) for at in found.order)


@given(plain, languages)
@example("漢 ب漢", "ar")
def test_each_place_has_a_cell_of_its_own_on_which_a_click_leads_there(text: str, language: str) -> None:
    found = editing(text, language)
    for at in found.order:
        row = found.row(at)
        assert at in row.places[row.caret : row.caret + 2]
    if "ل" not in text:
        assert len({found.row(at).caret for at in found.order}) == len(found.order)


def test_mixed_text_is_crossed_in_the_order_in_which_it_is_read_from_left_to_right() -> None:
    text = "خبر CNN ثم"
    assert stops(text, 1) == [10, 9, 8, 7, 4, 5, 6, 3, 2, 1, 0]
    assert stops(text, -1) == stops(text, 1)[::-1]


def test_words_are_crossed_in_the_order_in_which_they_are_seen() -> None:
    text = "خبر CNN now ثم"
    assert stops(text, -1, words=True) == [0, 8, 4, 12, 14]
    assert stops(text, 1, words=True) == [14, 12, 4, 8, 0]
    assert stops("one two", 1, words=True) == [0, 4, 7]
    assert stops("", 1, words=True) == [0]


@given(texts, languages)
def test_words_lead_to_both_ends_of_any_text(text: str, language: str) -> None:
    found = editing(entered(text), language)
    for by, end in ((-1, found.order[0]), (1, found.order[-1])):
        at = found.order[-1 if by < 0 else 0]
        for _ in found.order:
            at = found.moved_word(at, by)
        assert at == end


def test_both_letters_of_a_lam_alef_are_places_and_between_them_they_are_drawn_apart() -> None:
    found = editing("سلام", "ar")
    assert [seen(found.row(at)) for at in (1, 2, 3)] == [" ﻡ[ﻼ]ﺳ", " ﻡ[ﺎ]ﻠﺳ", " [ﻡ]ﻼﺳ"]
    assert found.row(2).places == (4, 3, 2, 1, 0)
    assert seen(found.row(2, 1)) == " ﻡ[ﺎ]{ﻠ}ﺳ"
    assert seen(found.row(3, 2)) == " [ﻡ]{ﺎ}ﻠﺳ"


def test_a_joiner_and_a_mark_are_of_the_letter_before_them() -> None:
    assert editing(f"می{ZWNJ}خ", "fa").order == [4, 3, 1, 0]
    assert editing("بَت", "ar").order == [3, 2, 0]


def test_of_two_places_the_outer_one_goes_by_what_is_seen() -> None:
    assert editing("abc", "ar").outer(1, 3, -1) == 1
    assert editing("ابت", "ar").outer(1, 3, -1) == 3
    assert editing("ابت", "ar").outer(1, 3, 1) == 1


# ── Where the next letter goes ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("خبر CNN", 7, "CNN[ ] ﺮﺒﺧ"),
        ("عام 2025", 8, "2025[ ] ﻡﺎﻋ"),
        ("خبر CNN ", 8, "[ ] CNN ﺮﺒﺧ"),
        ("خبر CNN ثم", 7, "ﻢﺛ CNN[ ] ﺮﺒﺧ"),
        ("خبر CNN ثم", 5, " ﻢﺛ C[N]N ﺮﺒﺧ"),
        ("CNN خبر", 3, "ﺮﺒﺧ CNN[ ]"),
        ("خبر", 3, "[ ]ﺮﺒﺧ"),
        ("CNN", 3, "CNN[ ]"),
        ("", 0, "[ ]"),
    ],
)
def test_after_typing_the_cursor_is_beside_the_letter_before_it(text: str, at: int, expected: str) -> None:
    assert seen(editing(text, "ar").row(at, at, beside=True)) == expected


@given(plain, st.sampled_from(LETTERS), st.data(), languages)
@settings(max_examples=400)
def test_a_letter_appears_in_the_cell_in_which_the_cursor_stood(
    text: str, letter: str, data: st.DataObject, language: str
) -> None:
    at = data.draw(st.integers(1, len(text) + 1))
    text = text[: at - 1] + letter + text[at - 1 :]
    before = editing(text, language).row(at, at, beside=True)
    after = editing(text[:at] + letter + text[at:], language).row(at + 1, at + 1, beside=True)
    if letter in "abc":
        assert after.places[before.caret] == at
    else:
        last = before.caret + sum(run.width for run in before.runs if CARET in run.keys) - 1
        assert after.places[last - before.width] == at


@given(narrow, st.data(), languages)
@settings(max_examples=300)
def test_a_cursor_beside_a_letter_goes_to_the_cells_next_to_it(text: str, data: st.DataObject, language: str) -> None:
    found = editing(text, language)
    at = data.draw(st.sampled_from(found.order))
    row = found.row(at, at, beside=True)
    assert row.width == found.row().width == len(text) + 1
    assert row.place(row.caret) == at
    for by in (-1, 1):
        cell = row.caret + by
        assert found.moved(at, by, beside=True) == (row.places[cell] if 0 <= cell < row.width else at)


# ── Rows and windows ─────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_selected_is_marked_where_it_is_seen_even_in_pieces() -> None:
    assert seen(editing("خبر CNN ثم", "ar").row(6, 1)) == " ﻢﺛ {CN}[N]{ ﺮﺒ}ﺧ"


def test_a_click_beyond_the_text_leads_to_its_start_or_end_by_the_side() -> None:
    rtl, ltr = editing("خبر", "ar").row(), editing("abc", "ar").row()
    assert (rtl.place(-1), rtl.place(9)) == (3, 0)
    assert (ltr.place(-1), ltr.place(9)) == (0, 3)


def test_a_click_on_the_far_half_of_a_wide_character_leads_after_it() -> None:
    assert editing("漢b", "en").row().places == (0, 1, 1, 2)
    assert editing("ب👍ت", "ar").row().places == (3, 2, 2, 1, 0)


@given(texts, languages, st.integers(-3, 30), st.integers(1, 20), st.booleans())
@settings(max_examples=300)
@example("بَّتُ漢", "ar", 1, 2, False)
def test_a_window_cuts_no_character_and_parts_no_mark_from_its_letter(
    text: str, language: str, left: int, width: int, joined: bool
) -> None:
    editing.cache_clear()
    join_emoji(joined)
    try:
        row = editing(entered(text), language).row()
        whole = "".join(run.text for run in row.runs)
        pieces = [piece for piece, _keys in row.window(left, width)]
    finally:
        join_emoji(False)
        editing.cache_clear()
    cells = max(min(left + width, row.width) - max(left, 0), 0)
    assert sum(map(cell_len, pieces)) == cell_len("".join(pieces)) == cells
    assert not any(cell_len(piece[0]) == 0 and category(piece[0])[0] == "M" for piece in pieces[:1] if piece)
    assert "".join(pieces).strip(" ") in whole


@given(plain, languages, st.integers(9, 30), st.data())
def test_the_cursor_is_seen_with_cells_on_either_side_however_the_text_was_scrolled(
    text: str, language: str, width: int, data: st.DataObject
) -> None:
    found = editing(text, language)
    row = found.row(data.draw(st.sampled_from(found.order)))
    hidden = row.scrolled(data.draw(st.integers(0, 100)), width)
    left = row.left(hidden, width)
    assert row.scrolled(hidden, width) == hidden
    assert left <= row.caret < left + width
    if row.width > width:
        assert 0 <= left <= row.width - width
        assert row.caret - left >= min(4, row.caret) - 1
        assert left + width - 1 - row.caret >= min(4, row.width - 1 - row.caret)


def test_at_its_start_a_long_text_is_seen_from_its_start() -> None:
    for text in ("كلمة " * 20, "word " * 20):
        assert editing(text, "ar").row(0).scrolled(50, 20) == 0


# ── Before there is a letter ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("", "rtl", "[ ]"),
        ("123", "rtl", "123[ ]"),
        ("۱۲", "rtl", "۱۲[ ]"),
        ("-", "rtl", "[ ]-"),
        ("abc", "ltr", "abc[ ]"),
        ("12 abc", "ltr", "12 abc[ ]"),
        ("خبر", "rtl", "[ ]ﺮﺒﺧ"),
        ("12 خبر", "rtl", "[ ]ﺮﺒﺧ 12"),
    ],
)
def test_in_arabic_what_has_no_letter_yet_stands_at_the_right_with_its_cursor_where_the_next_goes(
    text: str, base: str, expected: str
) -> None:
    row = editing(text, "ar").row(len(text), len(text), beside=True)
    assert (row.base, seen(row)) == (base, expected)


@pytest.mark.parametrize("text", ["", "123", "-", "abc"])
def test_in_english_what_has_no_letter_yet_stands_at_the_left(text: str) -> None:
    assert editing(text, "en").row(len(text)).base == "ltr"


@pytest.mark.parametrize("text", ["123", "12 خبر", "abc", "خبر", "خبر abc 12"])
def test_arrows_go_over_all_of_a_line_from_edge_to_edge(text: str) -> None:
    line, at = editing(text, "ar"), len(text)
    cells = []
    for _ in range(2 * len(text)):
        at = line.moved(at, -1)
    for _ in range(len(text) + 1):
        cells.append(line.row(at).caret)
        at = line.moved(at, 1)
    assert cells == list(range(len(text) + 1))
