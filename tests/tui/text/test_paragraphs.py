"""A paragraph: its direction, its lines, its marks, and what it draws for each character."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import pairwise
from unicodedata import normalize

import pytest
from rich.cells import cell_len

from tests.shared import shared
from tui.text import Mark, Paragraph, harakat_shown, join_emoji, paragraph, printed, show_harakat, stack_marks
from tui.text.glyphs import glyphs

ARTICLE = (
    "قررت شركة مايكروسوفت تعليق بعض خدماتها التكنولوجية (Azure) المقدمة لوحدة تابعة للجيش، بعد أن كشفت مراجعة "
    "داخلية في 25/09/2025 عن أدلة أولية تؤكد تقارير إعلامية حول استخدام نظام مراقبة واسع النطاق."
)


@pytest.fixture
def harakat() -> Iterator[None]:
    before = harakat_shown()
    yield
    show_harakat(before)


@pytest.fixture
def joined() -> Iterator[None]:
    join_emoji(True)
    yield
    join_emoji(False)


@pytest.fixture
def unstacked() -> Iterator[None]:
    stack_marks(False)
    yield
    stack_marks(True)


def plain(drawn: str) -> str:
    """Finished cells as letters, still from left to right."""
    return normalize("NFKC", drawn)


@pytest.mark.parametrize(
    ("text", "base", "language", "expected"),
    [
        ("Microsoft تعلن", "auto", "ar", "rtl"),
        ("Microsoft تعلن", "auto", "ar-EG", "rtl"),
        ("Microsoft تعلن", "auto", "en", "ltr"),
        ("Microsoft تعلن", "auto", "", "ltr"),
        ("تعلن Microsoft", "auto", "en", "rtl"),
        ("تعلن Microsoft", "ltr", "ar", "ltr"),
        ("Microsoft תודיע", "rtl", "en", "rtl"),
        ("Microsoft announces", "auto", "ar", "ltr"),
        ("Microsoft announces", "rtl", "ar", "rtl"),
        ("1.", "rtl", "", "rtl"),
        ("25/09/2025", "auto", "ar", "ltr"),
        ("؟", "auto", "ar", "ltr"),
        ("", "auto", "ar", "ltr"),
        ("ۆ", "auto", "ckb", "rtl"),
        ("2025\nعاجل", "auto", "", "rtl"),
    ],
)
def test_the_direction_is_as_given_then_by_letters_then_by_language_then_by_the_first_strong_letter(
    text: str, base: str, language: str, expected: str
) -> None:
    assert paragraph(text, base=base, language=language).base == expected  # type: ignore[arg-type]


def test_text_without_right_to_left_letters_runs_from_left_to_right_also_where_lines_start_at_the_right() -> None:
    assert paragraph("Hello, world.", base="rtl").fit(20).text == "Hello, world."
    assert paragraph("Hello, world.", base="rtl").fit(8).text == "Hello,…"
    assert paragraph("1.", base="rtl").fit(20).text == ".1"
    assert [line.text for line in paragraph("1.\nHello.", base="rtl").wrap(20)] == ["1.", "Hello."]


def test_what_comes_from_outside_is_cleaned_again() -> None:
    found = paragraph("ab\u202ec\x1b]52;\u2066د\x9b\u2069")
    assert found.text == "abc]52;د"
    assert found.fit(40).text == "abc]52;\ufea9"


def test_letters_that_came_shaped_are_shaped_anew() -> None:
    assert paragraph("\ufe91\ufe91\ufe91").fit(9).text == paragraph("ببب").fit(9).text


def test_phrases_of_one_code_point_are_spelled_out() -> None:
    assert paragraph("النبي \ufdfa قال").text == "النبي صلى الله عليه وسلم قال"


@pytest.mark.parametrize("sign", "\u0600\u0601\u0602\u0603\u0604\u06dd\u08e2")
def test_signs_of_uncertain_width_are_drawn_as_one_certain_cell(sign: str) -> None:
    line = paragraph(f"آية {sign}٥ ثم").fit(40)
    assert sign not in line.text
    assert line.width == len(f"آية {sign}٥ ثم")


@pytest.mark.parametrize("char", "\u200b\u200c\u200d\u200e\u200f\u061c\u2060\u00ad\ufeff\u034f\ufe0e\u115f\u3164")
def test_a_character_that_shows_nothing_is_not_drawn(char: str) -> None:
    assert paragraph(f"ab{char}cd").fit(40).text == "abcd"
    assert char not in paragraph(f"با{char}اب").fit(40).text


def test_a_joiner_stays_inside_an_emoji_and_only_there(joined: None) -> None:
    family = "👨\u200d👩\u200d👧"
    assert family in paragraph(f"عائلة {family} سعيدة").fit(40).text
    assert "\u200d" not in paragraph("عائلة 👨\u200d سعيدة").fit(40).text


EMOJI = ["👨\u200d👩\u200d👧", "🇵🇸", "👍🏽", "❤️", "1️⃣", "🏴\U000e0067\U000e0062\U000e007f"]


@pytest.mark.parametrize("emoji", EMOJI)
def test_emoji_and_flags_are_never_turned_about(emoji: str, joined: None) -> None:
    assert emoji in paragraph(f"علم {emoji} فلسطين").fit(40).text


@pytest.mark.parametrize("emoji", EMOJI)
def test_a_sequence_is_its_first_emoji_in_as_many_cells_where_the_terminal_joins_none(emoji: str) -> None:
    line = paragraph(f"علم {emoji} فلسطين").fit(40)
    assert not set("\u200d\ufe0f🏽👩\u20e3\U000e0067") & set(line.text)
    assert emoji[0] in line.text
    assert line.width == cell_len(line.text) == cell_len(f"علم {emoji} فلسطين")


def test_spaces_of_every_kind_are_drawn_as_a_space() -> None:
    assert paragraph("a\u00a0b\u202fc\u2003d").fit(20).text == "a b c d"


def test_a_tatweel_alone_is_a_dash() -> None:
    assert plain(paragraph("الهندي ـ الباكستاني").fit(40).text) == "يناتسكابلا \u2013 يدنهلا"
    assert "\u2013" not in paragraph("العـربية ـب ب ـ" + "ب").fit(40).text


def test_a_pile_of_marks_is_cut() -> None:
    drawn = paragraph("ب" + "\u064e" * 50 + "a" + "\u0301" * 50 + "😀" + "\u0301" * 50).fit(40)
    assert drawn.width == 4
    assert max(drawn.text.count(mark) for mark in "\u064e\u0301") < 20


def test_a_mark_without_a_base_is_not_drawn() -> None:
    assert [line.text for line in paragraph("\u064eab\n\u0301cd").wrap(10)] == ["ab", "cd"]


def test_marks_of_a_lam_alef_stay_on_its_cell() -> None:
    line = paragraph("لاً بلَا").fit(20)
    assert line.text == "\ufefc\u064e\ufe91 \ufefb\u064b"


def test_brackets_are_mirrored_from_right_to_left_only() -> None:
    assert plain(paragraph("قال (نعم) ثم").fit(40).text) == "مث (معن) لاق"
    assert plain(paragraph("أ < ب > ج").fit(40).text) == "ج < ب > أ"
    assert paragraph("a (b) <c>").fit(40).text == "a (b) <c>"


def test_lines_break_between_words_and_keep_the_order_of_the_paragraph() -> None:
    lines = paragraph("صدر تقرير New York Times الجديد عن غزة").wrap(16)
    assert [plain(line.text) for line in lines] == ["New ريرقت ردص", "York Times", "ةزغ نع ديدجلا"]


def test_a_line_breaks_before_a_mark_of_direction_and_not_after_the_scheme_of_an_address() -> None:
    assert [line.text for line in paragraph("one \u200etwo").wrap(5)] == ["one", "two"]
    lines = paragraph("see https://a.example/palm/road").wrap(18)
    assert [line.text for line in lines] == ["see", "https://a.example/", "palm/road"]


@pytest.mark.parametrize("mark", ["", "\u200e", "\u200f"])
def test_a_sign_between_two_parts_ends_a_line_or_is_not_drawn_and_begins_none(mark: str) -> None:
    english, arabic = (
        paragraph(f" {mark}· ".join(parts), base=base)
        for parts, base in ((["one", "two", "six"], "ltr"), (["جديد", "قديم", "بعيد"], "rtl"))
    )
    assert [line.text for line in english.wrap(9)] == ["one · two", "six"]
    assert [line.text for line in english.wrap(8)] == ["one ·", "two ·", "six"]
    assert [line.text for line in english.wrap(4)] == ["one", "two", "six"]
    assert [plain(line.text) for line in arabic.wrap(12)] == ["ميدق · ديدج", "ديعب"]
    assert [plain(line.text) for line in arabic.wrap(9)] == ["· ديدج", "· ميدق", "ديعب"]
    assert [line.text for line in paragraph("· one\n· two\nx·y· z").wrap(5)] == ["· one", "· two", "x·y·", "z"]


def test_a_line_feed_forces_a_break() -> None:
    found = paragraph("أ\n\nب\n")
    assert [(line.start, line.end, line.text) for line in found.wrap(10)] == [
        (0, 2, "\ufe83"),
        (2, 3, ""),
        (3, 5, "\ufe8f"),
        (5, 5, ""),
    ]


def test_an_empty_text_is_one_empty_line() -> None:
    found = paragraph("")
    assert [(line.width, line.runs, line.start, line.end) for line in found.wrap(10)] == [(0, (), 0, 0)]
    assert found.fit(10).text == ""


def test_a_word_longer_than_a_line_is_cut_between_clusters() -> None:
    lines = paragraph("لالالا", base="rtl").wrap(2)
    assert [line.text for line in lines] == ["\ufefb\ufefb", "\ufefb"]
    assert [line.text for line in paragraph("漢字").wrap(1)] == ["漢", "字"]


def test_white_space_at_a_break_hangs_over_the_line() -> None:
    lines = paragraph("aaa   bbb").wrap(4)
    assert [(line.text, line.width) for line in lines] == [("aaa", 3), ("bbb", 3)]


def test_white_space_at_the_end_of_the_paragraph_is_drawn() -> None:
    assert paragraph("أ: ").fit(10).text == " :\ufe83"


def test_a_soft_hyphen_is_no_place_to_break() -> None:
    assert [line.text for line in paragraph("aaaa\u00adbb cc").wrap(6)] == ["aaaabb", "cc"]


def test_wrapped_lines_are_kept_by_width() -> None:
    found = paragraph(ARTICLE)
    assert found.wrap(30) is found.wrap(30)
    assert [line.width <= 20 for line in found.wrap(20)]
    for width in range(10, 60):
        found.wrap(width)
    assert found.wrap(30)[0].text == paragraph(ARTICLE).wrap(30)[0].text


def test_the_same_text_asked_for_again_is_not_shaped_again(monkeypatch: pytest.MonkeyPatch) -> None:
    shaped: list[str] = []
    monkeypatch.setattr(
        "tui.text.paragraphs.glyphs", lambda text, *wishes: shaped.append(text) or glyphs(text, *wishes)
    )
    for width in (30, 20, 30):
        for text in (f"{ARTICLE} مرة", "عنوان لم يطلب من قبل"):
            paragraph(text, language="ar").wrap(width)
            paragraph(text, language="ar").fit(width)
    assert shaped == [f"{ARTICLE} مرة", "عنوان لم يطلب من قبل"]
    line = paragraph("عنوان لم يطلب من قبل", language="ar").fit(9)
    assert line is paragraph("عنوان لم يطلب من قبل", language="ar").fit(9)


def test_what_is_needed_no_more_is_gone_without_the_garbage_collector() -> None:
    def read() -> None:
        found = Paragraph(ARTICLE, "auto", "ar", (Mark(0, 4, "link"),), None, True)
        assert all(line.runs for line in (*found.wrap(30), *found.wrap(20), found.fit(30)))

    read()
    gc.collect()
    gc.disable()
    try:
        read()
        assert gc.collect() == 0
    finally:
        gc.enable()


@pytest.mark.parametrize("width", [20, 40, 76, 120])
def test_lines_are_as_full_as_they_can_be(width: int) -> None:
    found = paragraph(ARTICLE)
    lines = found.wrap(width)
    for line, following in pairwise(lines):
        word = found.text[following.start : following.end].split()[0]
        assert line.width + 1 + paragraph(word).width > width


def test_marks_follow_their_words_through_shaping_and_order() -> None:
    text = "قال New York Times إن السلام قريب"
    start, stop = text.index("York"), text.index("السلام")
    found = paragraph(
        text, marks=[Mark(start, start + 4, "link"), Mark(stop, stop + 6, "bold"), Mark(0, len(text), "all")]
    )
    words = {run.keys: plain(run.text) for run in found.fit(60).runs}
    assert words["link", "all"] == "York"
    assert words["bold", "all"] == "ملاسلا"


def test_marks_follow_a_text_that_cleaning_shortens() -> None:
    text = "\u202eا\u0654ب\x00 سلام"
    start = text.index("سلام")
    line = paragraph(text, marks=[Mark(start, start + 4, "hit")]).fit(20)
    assert [plain(run.text) for run in line.runs if run.keys] == ["ملاس"]


def test_a_mark_on_half_a_lam_alef_takes_all_of_it() -> None:
    (run,) = [run for run in paragraph("بلاب", marks=[Mark(2, 3, "hit")]).fit(9).runs if run.keys]
    assert (run.text, run.offsets) == ("\ufefc", (1,))


def test_cells_know_where_in_the_text_they_come_from() -> None:
    found = paragraph("سلام 漢 ab")
    line = found.fit(20)
    assert [found.text[offset] for run in line.runs for offset in run.offsets] == [*"漢漢 ab ملس"]
    assert [line.span_at(cell) for cell in (0, 1, 6, 7)] == [(5, 6), (5, 6), (3, 4), (1, 3)]
    assert line.offset_at(-1) == len(found.text)
    assert line.offset_at(line.width) == 0
    left = paragraph("abc").fit(5)
    assert (left.offset_at(-1), left.offset_at(3)) == (0, 3)


def test_harakat_are_hidden_and_shown_on_demand(harakat: None) -> None:
    text = "السَّلَامُ عَلَيْكُمْ שָׁלוֹם أ آ ئ"
    following, shown, hidden = paragraph(text), paragraph(text, harakat=True), paragraph(text, harakat=False)
    assert following.fit(60).text == shown.fit(60).text != hidden.fit(60).text
    wrapped = following.wrap(60)
    show_harakat(False)
    assert following.fit(60).text == following.wrap(60)[0].text == hidden.fit(60).text
    assert following.wrap(60) is not wrapped
    assert shown.fit(60).text != hidden.fit(60).text
    assert following.text == text
    assert hidden.fit(60).width == shown.fit(60).width
    assert not set("\u064e\u0651\u064f\u05b8\u05c1") & set(hidden.fit(60).text)


def test_hamza_and_madda_are_part_of_the_letter() -> None:
    assert paragraph("ە\u0654ۆ\u0653", harakat=False).fit(9).text == paragraph("ە\u0654ۆ\u0653").fit(9).text


def test_letters_without_forms_join_as_a_like_letter_with_marks() -> None:
    assert paragraph("گوڵێک").fit(9).text == "\ufb8f\ufbff\u065a\ufedf\u065a\ufeee\ufb94"
    assert paragraph("مە").fit(9).text == "\ufeea\ufee3"
    assert paragraph("مە ب ڕ", harakat=False).width == 6


def test_letters_without_forms_stay_themselves_where_marks_do_not_stack(unstacked: None) -> None:
    assert "ڵ" in paragraph("گوڵ").fit(9).text


def test_printed_lines_start_at_their_own_side() -> None:
    lines = printed(ARTICLE, 40, "ar")
    assert all(cell_len(line) == 40 and not line.endswith(" ") for line in lines)
    assert printed("Hello world, all", 12) == ["Hello world,", "all"]


def test_the_sample_article_stands_right() -> None:
    text = shared("sample/article-page.txt").read_text("utf-8")
    by_start = {line[:12]: paragraph(line, language="ar") for line in text.splitlines() if line}

    def line_with(words: str) -> str:
        (found,) = [item for item in by_start.values() if words in item.text]
        return plain(found.fit(2_000).text)

    assert " +972 " in line_with("+972")
    assert "2025" in line_with("أغسطس 2025")
    assert "1200" in line_with("1200 شخص")
    assert "”ةيباجيإ ةوطخ“" in line_with("خطوة إيجابية")
    assert "يناتسكابلا \u2013 يدنهلا" in line_with("الهندي ـ الباكستاني")
    assert [item.base for item in by_start.values() if item.text == "Mariam Hassan"] == ["ltr"]
