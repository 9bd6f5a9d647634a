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


def test_words_stay_in_place_and_their_letters_are_sent_from_the_end() -> None:
    said, name = finished("قال"), finished("شالوم")
    assert words([("", f"BBC {name} {said}")]) == f"BBC {name[::-1]} {said[::-1]}"
    assert words([("", "│" + finished("اب") + "│ab")]) == "│" + finished("اب")[::-1] + "│ab"
    assert words([("", "٢٠٢٥")]) == "٥٢٠٢"


def test_signs_beside_letters_stay_where_they_are_in_a_weight_of_their_own() -> None:
    name = finished("شالوم")
    assert words([("", f"«{name}» .")]) == f"\x1b[1m«\x1b[0m{name[::-1]}\x1b[1m»\x1b[0m ."
    assert words([("1;31", f":{name}")]) == f"\x1b[1;31;22m:\x1b[0m\x1b[1;31m{name[::-1]}\x1b[0m"


def test_a_word_in_several_stretches_is_turned_whole_and_colours_keep_their_place() -> None:
    name = finished("شالوم")
    sent = words([("31", "…"), ("31", name[:2]), ("32", name[2:])])
    assert sent == (f"\x1b[31;1m…\x1b[0m\x1b[31m{name[:2:-1][:2]}\x1b[0m\x1b[32m{name[::-1][2:]}\x1b[0m")
    assert words([("1", name[:2]), ("", name[2:])]) == f"\x1b[1m{name[:2][::-1]}\x1b[0m{name[2:][::-1]}"


def test_letters_that_bring_in_another_font_keep_their_place_in_the_word() -> None:
    heh, noon = "\ufba7", "\ufee7"
    assert words([("", f"{heh}{noon}\ufeae")]) == f"\x1b[1m{heh}\x1b[0m\ufeae{noon}"
    assert words([("", heh * 2)]) == heh * 2


@given(st.lists(st.tuples(st.sampled_from(["", "1;31"]), st.text("اب ج،٣(«»)ab12אב│", max_size=20)), max_size=4))
def test_no_encoding_loses_a_cell(parts: list[tuple[str, str]]) -> None:
    row = [(style, finished(text)) for style, text in parts]
    cells = sorted("".join(text for _, text in row))
    assert sorted(SGR.sub("", marked(row)).replace("\u200e", "")) == cells
    assert cell_len(SGR.sub("", words(row))) == len(cells)
