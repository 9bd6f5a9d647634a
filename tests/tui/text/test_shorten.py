"""Where a line that is too long ends, and on which side it says so."""

from __future__ import annotations

from unicodedata import category, normalize

import pytest
from hypothesis import given
from rich.cells import cell_len

from feeds.isolating import protected
from tests.tui.text.strategies import bases, languages, texts, widths
from tui.text import Mark, paragraph
from tui.text.glyphs import Glyphs, glyphs, written
from tui.text.shape import FILLER


def fitted(text: str, width: int, language: str = "ar") -> str:
    """The logical text that is shown before the ellipsis."""
    line = paragraph(text, language=language).fit(width)
    assert "…" in line.text
    return text[: line.end]


@pytest.mark.parametrize("width", range(-1, 30))
def test_fitting_never_takes_more_cells_than_there_are(width: int) -> None:
    for text in ("أعلنت شركة Microsoft عن", "漢字漢字漢字漢字漢字漢字漢字漢字", "👨\u200d👩\u200d👧" * 20):
        line = paragraph(text).fit(width)
        assert cell_len(line.text) == line.width <= max(width, 0)


def test_fitting_sets_lines_behind_one_another() -> None:
    assert paragraph("ab\ncd").fit(10).text == "ab cd"
    assert paragraph("ab\ncd", marks=[Mark(3, 5, "x")]).fit(10).runs[1].keys == ("x",)


def test_what_fits_has_no_ellipsis_and_white_space_alone_is_not_worth_one() -> None:
    assert paragraph("سلام").fit(4).text == "\ufee1\ufefc\ufeb3"
    assert paragraph("abc   ").fit(3).text == "abc"
    assert paragraph("abc   ").fit(5).text == "abc"
    assert paragraph("abc   ").fit(6).text == "abc   "


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("أعلنت شركة مايكروسوفت عن", 15, "…يام ةكرش تنلعأ"),
        ("أعلنت شركة Microsoft عن", 17, "…Micro ةكرش تنلعأ"),
        ("أعلنت Apple Vision Pro الجديدة", 15, "…Apple Vi تنلعأ"),
        ("أعلنت في 25/09/2025 أنها", 12, "…25 يف تنلعأ"),
        ("קבוצת Microsoft הודיעה", 11, "…Micr תצובק"),
    ],
)
def test_the_ellipsis_stands_at_the_left_in_a_right_to_left_paragraph_whatever_stands_before_it(
    text: str, width: int, shown: str
) -> None:
    line = paragraph(text, language="ar").fit(width)
    assert line.text[0] == "…"
    assert normalize("NFKC", line.text[1:]) == shown[1:]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("Microsoft announces", 10, "Microsoft…"),
        ("Microsoft announces", 11, "Microsoft…"),
        ("Paper غزة reports from Gaza", 8, "Paper ﻏ…"),
    ],
)
def test_the_ellipsis_stands_at_the_right_in_a_left_to_right_paragraph(text: str, width: int, shown: str) -> None:
    assert paragraph(text, language="en").fit(width).text == shown


@pytest.mark.parametrize(
    "run",
    [
        "https://example.org/reports/2025/",
        "info@example.org",
        "@reporter_7",
        "#Gaza_2025",
        "C++",
        "C#",
        "Disney+",
        "Notepad++",
        "Yahoo!",
        "+972-8-282-1234",
        "050 123 4567",
        "٠٥٠ ١٢٣ ٤٥٦٧",
        "U.S.",
    ],
)
def test_a_protected_run_that_does_not_fit_goes_whole(run: str) -> None:
    text = f"قالت الوزارة إن {run} مستمر في العمل"
    before = len("قالت الوزارة إن")
    end = len(f"قالت الوزارة إن {run}")
    for width in range(before + 1, end + 1):
        assert fitted(text, width) == "قالت الوزارة إن"
    assert fitted(text, end + 1) == f"قالت الوزارة إن {run}"


@pytest.mark.parametrize(("text", "language"), [("از سال ۱۴۰۰-۱۴۰۴ ادامه داشت", "fa"), ("בין 2020-2025 היו כאן", "he")])
def test_a_range_goes_whole_where_it_is_protected(text: str, language: str) -> None:
    before = text[: text.index("-") - 5]
    for width in range(len(before) + 1, len(before) + 11):
        assert fitted(text, width, language) == before


@pytest.mark.parametrize("sign", ["Corp.", "Inc.", "Ltd."])
def test_of_a_company_the_sign_goes_whole_and_the_words_before_it_stay(sign: str) -> None:
    text = f"اشترت Tata Motors {sign} حصة كبيرة"
    for width in range(len("اشترت Tata Motors") + 1, len(f"اشترت Tata Motors {sign}") + 1):
        assert fitted(text, width) == "اشترت Tata Motors"


def test_a_protected_run_goes_whole_in_english_too() -> None:
    assert paragraph("See https://example.org/ now").fit(20).text == "See…"
    assert paragraph("He wrote C++ books for all").fit(12).text == "He wrote…"


def test_a_protected_run_after_nothing_but_a_number_is_cut() -> None:
    assert fitted("1. https://edition.example/palm-road/", 16) == "1. https://edit"


def test_a_protected_run_that_nothing_stands_before_is_cut() -> None:
    assert fitted("https://example.org/a/ غزة", 12) == "https://exa"
    assert fitted("(https://example.org/a/) غزة", 12) == "(https://ex"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("قال (الوزير) أمس", "قال"),
        ("قال «الوزير» أمس", "قال"),
        ("قال “الوزير” أمس", "قال"),
        ('قال "الوزير" أمس', "قال"),
        ("قال [(«الوزير»)] أمس", "قال"),
        ("قال ( الوزير) أمس", "قال"),
        ("قال \u200f(\u200fالوزير) أمس", "قال"),
    ],
)
def test_neither_white_space_nor_an_opening_bracket_is_left_before_the_ellipsis(text: str, shown: str) -> None:
    opened = paragraph(text[: text.index("الوزير")]).width
    for width in range(paragraph(shown).width + 1, opened + 2):
        assert fitted(text, width) == shown


def test_a_closing_quote_stays_before_the_ellipsis() -> None:
    assert fitted('قال "نعم" ثم غادر', 11) == 'قال "نعم"'
    assert fitted("قال (نعم) ثم غادر", 11) == "قال (نعم)"


@pytest.mark.parametrize("text", ["(سلام", "«سلام", '"سلام', " سلام"])
def test_an_ellipsis_stands_alone_where_nothing_else_has_room(text: str) -> None:
    assert paragraph(text).fit(2).text == "…"


def test_no_lam_alef_and_no_letter_with_marks_is_cut() -> None:
    assert fitted("بلا بلا", 3) == "بلا"
    assert paragraph("بلا بلا").fit(2).text == "…\ufe91"
    assert fitted("سَّلَامٌ عليكم", 3) == "سَّلَا"


@given(texts, bases, languages, widths)
def test_only_what_may_be_cut_is_cut(text: str, base: str, language: str, width: int) -> None:
    found = paragraph(text, base=base, language=language)  # type: ignore[arg-type]
    flat = found.text.replace("\n", " ")
    line = found.fit(width)
    if line.end == len(flat):
        assert paragraph(flat.rstrip()).width <= width
        return
    drawn = glyphs(written(flat))
    assert line.text[0 if found._source.runs_rtl else -1] == "…"
    assert drawn.starts[line.end]
    whole = protected(flat, language).whole
    if line.end and not any(end == line.end for _, end in whole):
        assert says_something(drawn, line.end) or last_shown(drawn, line.end) in ("'", '"')
    for start, end in whole:
        if start < line.end < end:
            assert not any(map(str.isalpha, drawn.text[:start]))


def last_shown(drawn: Glyphs, end: int) -> str:
    """What is drawn of the cluster before ``end``."""
    return drawn.text[max(drawn.starts.rfind(1, 0, end), 0) : end].replace(FILLER, "").strip()


def says_something(drawn: Glyphs, end: int) -> bool:
    """Whether the cluster before ``end`` is no white space, no opening bracket and no quote, which may be either."""
    shown = last_shown(drawn, end)
    return shown not in ("", "'", '"') and category(shown[0]) not in ("Ps", "Pi")
