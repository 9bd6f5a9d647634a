"""What rows become for terminals that order or join text themselves; each keeps its cells."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.text import paragraph
from tui.text.terminal.rows import marked, single, words

SGR = re.compile("\x1b\\[[\\d;]*m")


def finished(text: str) -> str:
    return paragraph(text, base="rtl").fit(200).text


def test_marks_keep_right_to_left_letters_from_standing_together_and_latin_rows_as_they_are() -> None:
    assert marked([("1", "אב"), ("", "ab")]) == "\x1b[1mא\u200eב\u200e\x1b[0mab"


def test_each_attribute_has_an_sgr_of_its_own_for_mlterm() -> None:
    sent = single([("1;38;2;200;160;80;48;5;234;3", "אב"), ("", "ab")])
    assert sent == "\x1b[1m\x1b[38;2;200;160;80m\x1b[48;5;234m\x1b[3mאב\x1b[0mab"


def test_words_stay_in_place_and_are_sent_from_their_ends_with_brackets_as_they_were_typed() -> None:
    assert (
        words([("", finished("قال «شالوم» 12 BBC"))])
        == "BBC 12 «" + finished("شالوم")[::-1] + "» " + finished("قال")[::-1]
    )
    assert words([("", "│" + finished("اب") + "│ab")]) == "│" + finished("اب")[::-1] + "│ab"


@given(st.lists(st.tuples(st.sampled_from(["", "1;31"]), st.text("اب ج،٣(«»)ab12אב│", max_size=20)), max_size=4))
def test_no_encoding_loses_a_cell(parts: list[tuple[str, str]]) -> None:
    row = [(style, finished(text)) for style, text in parts]
    cells = sorted("".join(text for _, text in row))
    assert sorted(SGR.sub("", marked(row)).replace("\u200e", "")) == cells
    assert cell_len(SGR.sub("", words(row))) == len(cells)
