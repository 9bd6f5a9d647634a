"""What the filter makes of the lines of stock widgets: letters joined, words in order, everything else in its place."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.widgets import DataTable, Footer, Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.text import paragraph
from tui.widgets.bidi import BidiFilter, aligned, blank, drawn, segments_of

BLACK = Color(0, 0, 0)
PLAIN, BOLD, CURSOR = Style(color="white"), Style(bold=True), Style(reverse=True)
UNJOINED = re.compile("[\u0621-\u064a]")
"""Letters as they are typed: what is drawn has their presentation forms."""


def filtered(*segments: Segment | str) -> list[Segment]:
    return BidiFilter().apply([Segment(one, PLAIN) if isinstance(one, str) else one for one in segments], BLACK)


def text_of(segments: list[Segment]) -> str:
    return "".join(segment.text for segment in segments)


def cells(text: str) -> str:
    """The finished cells of one line of text."""
    return paragraph(text).fit(cell_len(text)).text


def in_style(segments: list[Segment], style: Style) -> str:
    """The cells that have all of ``style``."""
    return "".join(one.text for one in segments if one.style is not None and one.style + style == one.style)


def test_a_line_without_right_to_left_letters_is_passed_on_as_the_same_object() -> None:
    line = [Segment("│ ", PLAIN), Segment("plain text, 2025", BOLD), Segment("   ", None)]
    assert BidiFilter().apply(line, BLACK) is line


def test_a_line_that_our_own_widgets_drew_is_passed_on_as_the_same_object() -> None:
    line = paragraph("قررت شركة Apple تعليق 3 خدمات").fit(40)
    own = aligned(segments_of(line, PLAIN), line.width, 60, PLAIN, end=True)
    assert BidiFilter().apply(own, BLACK) is own


def test_finished_cells_keep_their_mark_when_a_widget_is_tinted_or_selected() -> None:
    own = [drawn(cells("خبر عاجل"), PLAIN), blank(4, PLAIN)]
    tinted = [Segment(one.text, one.style + Style(bgcolor="red", bold=True), None) for one in own]  # type: ignore[operator]
    assert BidiFilter().apply(tinted, BLACK) is tinted


def test_stock_text_is_joined_and_ordered() -> None:
    assert text_of(filtered("خبر عاجل من غزة")) == cells("خبر عاجل من غزة")
    assert not UNJOINED.search(text_of(filtered("خبر عاجل من غزة")))


def test_what_was_filtered_once_is_not_turned_round_again() -> None:
    once = filtered("│", "  خبر من CNN  ", "│")
    assert BidiFilter().apply(once, BLACK) == once


def test_frames_and_gaps_stay_where_they_are_and_part_the_text() -> None:
    line = text_of(filtered("│ ", "أخبار اليوم", "    ", "12", " │ ", "المصدر", " │"))
    assert line == f"│ {cells('أخبار اليوم')}    12 │ {cells('المصدر')} │"


def test_columns_are_not_exchanged() -> None:
    line = text_of(filtered("العنوان", "     ", "القسم", "   ", "2025"))
    assert line == f"{cells('العنوان')}     {cells('القسم')}   2025"


@pytest.mark.parametrize("lead", ["▼ ", "├── ", "  ▶ ", "▐X▌ ", "● "])
def test_the_signs_of_trees_and_choices_stay_before_their_label(lead: str) -> None:
    assert text_of(filtered(lead, "أخبار العالم")) == lead + cells("أخبار العالم")


def test_text_that_a_widget_put_at_the_right_stays_at_the_right() -> None:
    # The lam-alef of «لا» takes one cell of two letters.
    assert text_of(filtered("     لا")) == "      " + cells("لا")
    assert text_of(filtered("لا     ")) == cells("لا") + "      "


def test_each_character_keeps_its_style() -> None:
    found = filtered(Segment("خبر ", PLAIN), Segment("عاجل", BOLD), Segment(" من غزة", PLAIN))
    assert in_style(found, BOLD) == cells("خبر عاجل من غزة")[7:11]


@pytest.mark.parametrize("at", range(4))
def test_a_cursor_is_on_the_letter_that_it_was_on(at: int) -> None:
    text = "مرحبا"
    found = filtered(Segment(text[:at], PLAIN), Segment(text[at], CURSOR), Segment(text[at + 1 :], PLAIN))
    assert in_style(found, CURSOR) == cells(text)[len(text) - 1 - at]


@pytest.mark.parametrize("at", [0, 1])
def test_a_cursor_on_a_letter_or_on_its_mark_is_seen_on_the_letter(at: int) -> None:
    text = "بَيت"
    found = filtered(Segment(text[:at], PLAIN), Segment(text[at], CURSOR), Segment(text[at + 1 :], PLAIN))
    assert cell_len(in_style(found, CURSOR)) == 1


@pytest.mark.parametrize("evil", ["\x1b]52;c;ZXZpbA==\x07", "\x9b31m", "\u202e", "\x00", "\u2066"])
@pytest.mark.parametrize("word", ["خبر", "news"])
def test_no_control_passes_whatever_the_letters_around_it(evil: str, word: str) -> None:
    line = text_of(filtered(f"│ {word} {evil} {word} │"))
    assert line.replace("\u202e", "").isprintable()
    assert "\u202e" not in line
    assert cell_len(line) == cell_len(f"│ {word} {evil} {word} │")


texts = st.text(
    st.one_of(
        st.sampled_from("ابلاآمرحَّ ُۀیکगе│─  \t 12.,()[]«»/-+ab"),
        st.characters(blacklist_categories=["Cs"]),
    ),
    max_size=40,
)


@given(texts, st.lists(st.integers(0, 40), max_size=4))
def test_no_line_changes_its_width_and_no_letter_to_join_is_left(text: str, cuts: list[int]) -> None:
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    line = [Segment(text[a:b], (PLAIN, BOLD)[at % 2]) for at, (a, b) in enumerate(pairwise(edges)) if a < b]
    found = BidiFilter().apply(line, BLACK)
    assert sum(one.cell_length for one in found) == sum(one.cell_length for one in line)
    assert not UNJOINED.search(text_of(found))


class Stock(App[None]):
    """Stock widgets with Arabic in each place where they draw text."""

    CSS = "#framed { border: round white; width: 40; height: 3; } OptionList, DataTable { height: 6; }"
    BINDINGS = [("f5", "refresh", "تحديث")]

    def get_line_filters(self):  # type: ignore[no-untyped-def]
        return [BidiFilter(), *super().get_line_filters()]

    def compose(self) -> ComposeResult:
        framed = Static("نص في إطار", markup=False, id="framed")
        framed.border_title = "عنوان الإطار"
        framed.border_subtitle = "ذيل الإطار"
        yield framed
        yield OptionList(Option("الخيار الأول"), Option("الخيار الثاني"), markup=False)
        yield DataTable()
        yield Input(value="بحث عن خبر", placeholder="اكتب")
        yield Input(placeholder="اكتب حرفين")
        yield Footer()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("العنوان", "القسم")
        table.add_row("الخبر الأول", "علوم")
        self.notify("تنبيه قصير", title="عنوان التنبيه", markup=False, timeout=60)


@pytest.mark.parametrize(
    "said",
    [
        "نص في إطار",
        "عنوان الإطار",
        "ذيل الإطار",
        "الخيار الأول",
        "الخيار الثاني",
        "العنوان",
        "القسم",
        "الخبر الأول",
        "علوم",
        "بحث عن خبر",
        "اكتب حرفين",
        "تحديث",
        "تنبيه قصير",
        "عنوان التنبيه",
    ],
)
async def test_every_stock_widget_shows_joined_letters_in_order(said: str) -> None:
    async with Stock().run_test(size=(80, 34), notifications=True) as pilot:
        await pilot.pause()
        rows = pilot.app.screen._compositor.render_strips()
        screen = "\n".join(row.text for row in rows)
        assert cells(said) in screen
        assert not UNJOINED.search(screen)
        assert {row.cell_length for row in rows} == {cell_len(row.text) for row in rows} == {80}
