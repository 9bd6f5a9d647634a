"""What a saved article says of itself, and which way each text runs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.blocks import Cell, Content, Table, Text
from feeds.saving.copy import Way, copy_of, way_of, way_of_all, way_of_table
from feeds.scripts import side_of
from feeds.types import Article, ArticleRow
from feeds.values import replace
from feeds.webcontent import WebContent
from tests.feeds.saving.articles import p
from tui.text import paragraph

DAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
ARABIC, ENGLISH = Way("rtl", "ar"), Way("ltr", "en")


@given(st.text("abc ابپא1. «»-\u0301", max_size=8), st.sampled_from(["ar", "fa", "he", "en", "", "ar-EG", "fr"]))
def test_lines_start_where_the_reader_starts_them(text: str, language: str) -> None:
    assert side_of(text, language) == paragraph(text, language=language).base


@pytest.mark.parametrize(
    ("text", "around", "way"),
    [
        (Text("Apple تعلّق خدماتها"), ARABIC, ARABIC),
        (Text("The company said that it would not be suspended"), ARABIC, ENGLISH),
        (Text("12"), ARABIC, Way("ltr", "")),
        (Text("قالت الحكومة إن الأمر انتهى"), ENGLISH, ARABIC),
        (Text("نص", language="fa"), ARABIC, Way("rtl", "fa")),
        (Text("نص", direction="ltr"), ARABIC, Way("ltr", "ar")),
        (Text("نص", language="<b>"), ARABIC, ARABIC),
    ],
)
def test_a_text_says_what_those_around_it_do_not(text: Text, around: Way, way: Way) -> None:
    assert way_of(text, around) == way


def test_a_copy_has_the_day_of_the_feed_and_where_it_gave_none_that_of_the_page() -> None:
    row = ArticleRow(1, 1, "الصحيفة", "خبر", "", "https://a.example/1", "ar", 0, None, read=False, starred=False)
    article = Article(row, "", "", (), (), (), (), "", "", None, "", None, DAY)
    page = WebContent((p("نص"),), "ar", published=DAY)
    assert copy_of(article, page, key="k").dated == "2026-11-25"
    said = replace(article, row=replace(row, published=DAY.replace(day=20)))
    assert copy_of(said, page, key="k").dated == "2026-11-20"
    assert copy_of(article, Content((), "ar"), key="k").dated == ""


def test_a_block_takes_the_way_of_what_it_holds_only_where_all_agree() -> None:
    english = p("The company said that it would not suspend its services to the ministry.")
    assert way_of_all([english, english], ARABIC) == ENGLISH
    assert way_of_all([english, p("لن نعلّق")], ARABIC) == ARABIC


def test_a_table_starts_at_the_right_where_a_cell_does() -> None:
    latin, arabic = Cell(Text("GDP")), Cell(Text("الناتج المحلي"))
    assert way_of_table(Table(((latin, arabic),)), ARABIC) == ARABIC
    assert way_of_table(Table(((latin, latin),)), ARABIC).side == "ltr"
    assert way_of_table(Table(((latin, arabic),)), ENGLISH).side == "rtl"
    assert way_of_table(Table(((arabic,),), direction="ltr"), ARABIC).side == "ltr"
