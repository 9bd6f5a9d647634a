"""Dates, counts and errors in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui import i18n, words
from tui.i18n import from_locale, plural

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    i18n.use("en")


@pytest.mark.parametrize(
    ("ago", "arabic", "english"),
    [
        (timedelta(seconds=20), "الآن", "just now"),
        (timedelta(minutes=1), "قبل دقيقة", "1 minute ago"),
        (timedelta(minutes=2), "قبل دقيقتين", "2 minutes ago"),
        (timedelta(minutes=7), "قبل 7 دقائق", "7 minutes ago"),
        (timedelta(minutes=11), "قبل 11 دقيقة", "11 minutes ago"),
        (timedelta(hours=3), "قبل 3 ساعات", "3 hours ago"),
        (timedelta(days=1), "أمس", "1 day ago"),
        (timedelta(days=6), "قبل 6 أيام", "6 days ago"),
        (timedelta(days=8), "17 نوفمبر 2026", "17 November 2026"),
        (timedelta(hours=-5), "الآن", "just now"),
    ],
)
def test_when_something_was_is_told_as_people_say_it(ago: timedelta, arabic: str, english: str) -> None:
    i18n.use("ar")
    assert words.moment(NOON - ago, NOON) == arabic
    i18n.use("en")
    assert words.moment(NOON - ago, NOON) == english


@pytest.mark.parametrize(
    ("n", "form"),
    [
        (0, "لا جديد"),
        (1, "مقال جديد"),
        (2, "مقالان جديدان"),
        (3, "3 مقالات جديدة"),
        (10, "10 مقالات جديدة"),
        (11, "11 مقالًا جديدًا"),
        (99, "99 مقالًا جديدًا"),
        (100, "100 مقال جديد"),
        (103, "103 مقالات جديدة"),
    ],
)
def test_arabic_counts_take_their_six_forms(n: int, form: str) -> None:
    i18n.use("ar")
    assert plural("{n} new article", "{n} new articles", n) == form


@given(st.text(max_size=60), st.dictionaries(st.text(max_size=8), st.text(max_size=40), max_size=4))
def test_no_code_and_no_argument_of_an_error_raises(code: str, args: dict[str, str]) -> None:
    assert words.error(code, args)


def test_an_argument_with_braces_is_shown_as_it_is() -> None:
    assert "{x}%s" in words.error("fetch", {"url": "{x}%s"})


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "ar_EG.UTF-8"}, "ar"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ar"}, "ar"),
        ({"LANG": "ar_SA.UTF-8", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:ar:en"}, "ar"),
        ({"LANG": "C", "LANGUAGE": "ar"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
    ],
)
def test_the_locale_names_the_language(environ: dict[str, str], language: str) -> None:
    assert from_locale(environ) == language


def test_what_parts_names_goes_by_their_language_and_parts_of_a_line_hold_together() -> None:
    assert words.comma("fa") == "، "
    assert words.comma("he") == ", "
    assert words.beside(["نشرة", "", "2 days ago"]) == "نشرة · \u200e2 days ago\u200e"
