"""What the filter makes of the lines of stock widgets: letters joined, words in order, everything else in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tests.tui.widgets.stock import COMMANDS, HEBREW, LONG, MIXED, OPENED, PAGE, SIZE, scenes
from tui import i18n
from tui.text import paragraph
from tui.widgets.bidi import BidiFilter, aligned, blank, drawn, segments_of

BLACK = Color(0, 0, 0)
PLAIN, BOLD, CURSOR = Style(color="white"), Style(bold=True), Style(reverse=True)
UNJOINED = re.compile("[\u0621-\u064a]")
"""Letters as they are typed: what is drawn has their presentation forms."""
FRAMES = re.compile("[\u2500-\u25ff•⭘]")
WORDS = re.compile("[\u0590-\u08ff]")


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


def test_a_key_with_blanks_about_it_stays_before_what_it_does() -> None:
    line = filtered(Segment(" ? ", BOLD), Segment("قراءة CNN هنا ", PLAIN))
    assert text_of(line) == f" ? {cells('قراءة CNN هنا')} "
    assert in_style(line, BOLD) == " ? "


def test_columns_without_a_gap_between_them_are_kept_apart() -> None:
    first, second = (Segment(text, Style(meta={"row": 1, "column": at})) for at, text in enumerate(["خبر لا", "قسم"]))
    assert text_of(filtered(first, second)) == f"{cells('خبر لا')} {cells('قسم')}"


def test_text_that_begins_with_a_latin_word_runs_as_the_interface_does() -> None:
    i18n.use("ar")
    assert text_of(filtered("Microsoft تعلق خدمة")) == paragraph("Microsoft تعلق خدمة", base="rtl").fit(30).text
    i18n.use("en")
    assert text_of(filtered("Microsoft تعلق خدمة")) == paragraph("Microsoft تعلق خدمة", base="ltr").fit(30).text


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


@pytest.mark.parametrize(
    "evil", ["\x1b]52;c;ZXZpbA==\x07", "\x9b31m", "\u202e", "\x00", "\u2066", "\u200b", "\u2060", "\ufeff"]
)
@pytest.mark.parametrize("word", ["خبر", "news"])
def test_no_control_passes_whatever_the_letters_around_it(evil: str, word: str) -> None:
    line = text_of(filtered(f"│ {word} {evil} {word} │"))
    assert line.isprintable()
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


# ── On a screen ──────────────────────────────────────────────────────────────────────────────────────────────

Scenes = dict[str, list[str]]


@pytest.fixture(scope="module")
def bare() -> Scenes:
    """What the stock widgets show without the filter."""
    return scenes(filtered=False)


@pytest.fixture(scope="module", params=["ar", "en"])
def shown(request: pytest.FixtureRequest) -> Scenes:
    """What they show with it, in an interface of that language."""
    i18n.use(request.param)
    return scenes(filtered=True)


@pytest.fixture(autouse=True)
def language(request: pytest.FixtureRequest, one_place: None) -> None:
    """Each test may set its own language afterwards, so those of a scene are given theirs."""
    if "shown" in request.fixturenames:
        i18n.use(request.node.callspec.params["shown"])


def finished(text: str) -> str:
    """The cells of one line of text in the interface in use."""
    return paragraph(text, language=i18n.language()).fit(cell_len(text)).text


SAID = [
    *(("page", kind, text) for kind, texts in PAGE.items() for text in texts),
    *(("select", "opened", text) for text in OPENED),
    *(("palette", "commands", text) for text in COMMANDS),
    *(("typed", "commands", text) for text in COMMANDS[:3]),
]


@pytest.mark.parametrize(("scene", "kind", "text"), SAID)
def test_every_stock_widget_shows_joined_letters_in_order(
    bare: Scenes, shown: Scenes, scene: str, kind: str, text: str
) -> None:
    assert text in "\n".join(bare[scene])
    assert finished(text) in "\n".join(shown[scene])


def places(row: str) -> list[tuple[int, str]]:
    """The frames and signs of a row, each with its cell."""
    return [(cell_len(row[:at]), char) for at, char in enumerate(row) if FRAMES.match(char)]


def test_frames_signs_and_rows_without_right_to_left_letters_are_as_they_were(bare: Scenes, shown: Scenes) -> None:
    for scene, rows in bare.items():
        for before, after in zip(rows, shown[scene], strict=True):
            assert places(before) == places(after)
            if not WORDS.search(before):
                assert before == after


def test_no_cell_and_no_letter_is_lost(bare: Scenes, shown: Scenes) -> None:
    for scene, rows in bare.items():
        for before, after in zip(rows, shown[scene], strict=True):
            assert cell_len(before) == cell_len(after) == SIZE[0]
            assert sorted(normalize("NFKC", before).replace(" ", "")) == sorted(
                normalize("NFKC", after).replace(" ", "")
            )
            assert not UNJOINED.search(after)


def columns(rows: Sequence[str], *cells: str) -> list[int]:
    """Where the words stand on the row that has all of them, by cell from the left."""
    row = next(row for row in rows if all(cell in row for cell in cells))
    return [cell_len(row[: row.index(cell)]) for cell in cells]


@pytest.mark.parametrize(
    "row",
    [
        ("العنوان لا", "القسم", "n"),
        ("الخبر الأول لا", "علوم", "1"),
        (f"خبر {MIXED}", "כתבה מ־BBC", "22"),
        ("ملاصق لا", "مجاور لا"),
        ("رأس الجدول لا", "رأس ثان"),
        ("f5", "تحديث الأخبار", "f6", "قراءة CNN الآن", "?", "مساعدة لاحقة"),
    ],
)
def test_columns_and_keys_start_in_the_cell_in_which_they_started(
    bare: Scenes, shown: Scenes, row: tuple[str, ...]
) -> None:
    assert columns(shown["page"], *map(finished, row)) == columns(bare["page"], *row)


def wrapped(rows: Sequence[str]) -> tuple[int, list[str]]:
    """The first row of the long text that a toast, a tooltip or the palette wrapped, and its lines."""
    lines = [re.sub(f"^.*{FRAMES.pattern}", "", row).strip() for row in rows]
    first = next(at for at, line in enumerate(lines) if len(line) > 30 and LONG.startswith(line))
    count = next(n for n in range(1, 9) if " ".join(lines[first : first + n]) == LONG)
    return first, lines[first : first + count]


@pytest.mark.parametrize("scene", ["page", "tooltip", "palette", "typed"])
def test_of_text_that_a_widget_wrapped_each_line_is_in_order_by_itself(bare: Scenes, shown: Scenes, scene: str) -> None:
    first, lines = wrapped(bare[scene])
    assert len(lines) > 1
    for at, line in enumerate(lines, first):
        assert finished(line) in shown[scene][at]


@pytest.mark.parametrize("scene", ["page", "typed"])
def test_a_wrapped_line_that_begins_with_a_latin_word_is_turned_only_where_the_interface_is(
    bare: Scenes, shown: Scenes, scene: str
) -> None:
    first, lines = wrapped(bare[scene])
    row = shown[scene][first + len(lines) - 1]
    assert (row.index("Azure") > row.index(finished("وخدمات"))) is i18n.rtl()


def test_what_a_stock_modal_screen_dims_is_not_ordered_again(shown: Scenes) -> None:
    for text in (HEBREW, f"فرع {MIXED}", "ضع علامة لا هنا", "ענף 2 בעץ"):
        assert finished(text) in "\n".join(shown["palette"])
