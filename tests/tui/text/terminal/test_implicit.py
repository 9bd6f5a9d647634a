"""Rows for terminals that order text themselves: what they make of what is sent is the row that was meant."""

from __future__ import annotations

import csv
import re
from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.shared import shared
from tui.text import paragraph
from tui.text.levels import resolve
from tui.text.line import mirror, settled, visual
from tui.text.terminal import KONSOLE, LOGICAL, PUTTY
from tui.text.terminal.implicit import apart, konsole, putty
from tui.text.terminal.rows import CELL, Row

SENTENCES = [
    "نشرة: قال (مريم) إنّ 2025 «سنة» لا تُنسى",
    "شركة Apple (آبل) تعلن iPhone 17 في 9/9/2025",
    "ارتفع الخصم إلى 50% من 1,200 ريال و٣٫٥٪ و٢٠٢٥-٢٠٢٦",
    "Breaking: رويترز (Reuters) عن «BBC» قبل 3 أيام · 12",
    "الأهلي 3-1 الزمالك، والعام 2025م",
    "می‌خواهم کتاب‌های ۱۲ را",
    "שלום (עולם) 12 מתוך 20: CNN",
    "كوردستان ڵێ گەڕان ئەو",
]


def shown(text: str, *, mirrors: bool) -> str:
    """What a terminal that orders by UAX #9, from left to right, shows of a row without signs of no width."""
    levels = settled(text, resolve(text, "ltr"), 0, len(text), 0)
    found = ""
    for start, end, level in visual(levels):
        part = text[start:end]
        found += (mirror(part[::-1]) if mirrors else part[::-1]) if level % 2 else part
    return "".join(char for char in found if category(char) not in ("Cf", "Mn"))


def bare(cells: str) -> str:
    return "".join(char for char in cells if category(char) != "Mn")


def plain(sent: str) -> str:
    return re.sub("\x1b\\[[\\d;]*m", "", sent)


def konsole_shows(row: Row) -> str:
    """Konsole orders each stretch of one style by itself and mirrors nothing."""
    return "".join(shown(konsole([("", text)]), mirrors=False) for _style, text in row)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_konsole_shows_each_sentence_as_it_was_meant(sentence: str) -> None:
    cells = paragraph(sentence).fit(80).text
    assert konsole_shows([("", cells)]) == bare(cells)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_putty_shows_each_sentence_as_it_was_meant_wherever_in_a_row_it_stands(sentence: str) -> None:
    cells = paragraph(sentence).fit(80).text
    for row in (f" {cells} ", f"  .{cells}? ", f"│ {cells} │ 12 │ {cells} │", f"12 {cells.rjust(80)} "):
        assert shown(putty([("", row)]), mirrors=True).replace("\u2800", " ") == bare(row)


ROWS = st.lists(
    st.sampled_from([*"ﻧﺮﺓﻻﻹﺏالأ אבג", *"١٢۳09", *"abXé", *"()[]«»<>|/%+-.,:؟،", *"  ", "│", "─", "漢", "😀", "ﻣَ"]),
    max_size=40,
).map("".join)


@given(ROWS)
def test_konsole_shows_any_row_as_it_was_meant(cells: str) -> None:
    assert konsole_shows([("", cells)]) == bare(cells)


@example([" ﻧ ", " ۳ «١ "])
@example([" ١(١ "])
@given(st.lists(ROWS.map(lambda row: f" {row} "), max_size=5))
def test_putty_shows_any_row_of_words_as_it_was_meant(parts: list[str]) -> None:
    row = " ".join(word for part in parts for word in part.split() if not re.search(MIXED, word))
    row = f" {row} "
    assert shown(putty([("", row)]), mirrors=True).replace("\u2800", " ") == bare(row)


STRONG, SIGN = "(?:[^\\Wa-zA-Zé漢_0-9١٢۳]|؟)", "[()\\[\\]<>«»0-9١٢۳%+.,:/|-]"
BRACKET = "[()\\[\\]]"
BETWEEN_DIGITS = f"[١٢][^\\w\\s]*{BRACKET}[^\\w\\s]*[١٢]"
MIXED = (
    f"{STRONG}.*{SIGN}|{SIGN}.*{STRONG}|[0-9۳].*[١٢]|[١٢].*[0-9۳]"
    f"|{BRACKET}.*{BETWEEN_DIGITS}|{BETWEEN_DIGITS}.*{BRACKET}"
)
"""A word that holds right-to-left letters with signs or digits, digits of two kinds, or brackets between digits and
others beside those, with which they would pair: a few of those no order of cells brings about."""


@pytest.mark.parametrize("word", ["١(٢)", "١٢(٢)١", "١(٢", "١((٢", "١)٢", "(١٢)", "[١](٢)٢"])
def test_putty_shows_brackets_after_arabic_digits_as_they_were_meant(word: str) -> None:
    assert shown(putty([("", f" {word} ")]), mirrors=True).replace("\u2800", " ") == f" {word} "


def test_a_number_with_a_letter_at_its_left_keeps_its_place_after_a_word() -> None:
    cells = paragraph("في عام 2025م").fit(30).text
    assert cells == "ﻡ2025 ﻡﺎﻋ ﻲﻓ"
    assert shown(putty([("", f" {cells} ")]), mirrors=True).replace("\u2800", " ") == f" {cells} "


def test_letters_that_do_not_join_in_the_text_do_not_in_konsole_which_joins_anew() -> None:
    sent = konsole([("", paragraph("می‌خواهم").fit(20).text)])
    assert "\u200c" in sent
    assert re.sub("[\u200c\u200e]", "", sent) == "ﻣﯽﺧﻮﺍﻫﻢ"
    assert "\u200c" not in konsole([("", paragraph("نشرة العربية بلا").fit(20).text)])
    assert "\u200d" not in konsole([("", paragraph("نشرة العربية بلا").fit(20).text)])


def test_a_word_in_two_styles_stays_joined_in_konsole() -> None:
    cells = paragraph("نشرة").fit(20).text
    sent = konsole([("31", " " + cells[:2]), ("", cells[2:])])
    assert "ﺷ\u200d" not in sent
    right = sent.partition("\x1b[0m")[2]
    assert right == f"{cells[3]}{cells[2]}\u200d\u200e"


def test_styles_stay_with_their_cells_in_putty() -> None:
    word, other = paragraph("نشرة").fit(20).text, paragraph("اليوم").fit(20).text
    sent = putty([("", " "), ("31", other), ("", " "), ("1", word), ("", " x")])
    assert sent == f"\u2800\x1b[1m{word[::-1]}\x1b[0m \x1b[31m{other[::-1]}\x1b[0m\u2800x"


def test_each_style_is_a_row_of_its_own_in_qterminal() -> None:
    word, other = paragraph("نشرة").fit(20).text, paragraph("اليوم").fit(20).text
    sent = apart([("", f" {other} "), ("31", f" {word} 12 {other} "), ("", " x")])
    assert sent == (f"\u2800{other[::-1]}\u2800\x1b[31m\u2800{other[::-1]} 12 {word[::-1]}\u2800\x1b[0m x")


def test_a_terminal_that_joins_letters_is_sent_letters_where_they_join_as_drawn() -> None:
    for sentence, words in (("نشرة الصباح من مريم", "نشرة الصباح من مريم"), ("قال مراسل CNN", "CNN قال مراسل")):
        sent = LOGICAL.line(f" {paragraph(sentence).fit(40).text} ")
        assert sent.replace("\u2800", " ").strip() == words
    # A half-space has no cell, so the forms say where letters part.
    assert "ﯽ" in LOGICAL.line(f" {paragraph('می‌خواهم').fit(40).text} ")


@pytest.mark.parametrize("strategy", [KONSOLE, PUTTY, LOGICAL])
def test_no_cell_is_won_or_lost(strategy: object) -> None:
    for sentence in SENTENCES:
        cells = f" {paragraph(sentence).fit(80).text} │"
        sent = plain(strategy.line(cells))  # type: ignore[attr-defined]
        kept = re.sub("[\u200c-\u200e]", "", sent)
        assert len(CELL.findall(kept)) == len(CELL.findall(cells))


def test_the_lines_that_readers_get_wrong_are_right_in_konsole_and_putty() -> None:
    with shared("bidi/cases.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = []
    for row in rows:
        text = row["input"].encode("ascii", "backslashreplace").decode("unicode-escape")
        cells = f" {paragraph(text).fit(200).text} "
        if konsole_shows([("", cells)]) != bare(cells):
            wrong.append(f"konsole {row['id']}")
        if shown(putty([("", cells)]), mirrors=True).replace("\u2800", " ") != bare(cells):
            wrong.append(f"putty {row['id']}")
    assert wrong == []
