"""Dates, counts and errors in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.catalogue import catalogue
from tui import i18n, words

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


def test_days_are_counted_by_the_calendar() -> None:
    i18n.use("ar")
    early = datetime(2026, 11, 25, 1).astimezone()
    assert words.moment(early - timedelta(hours=24), early) == "أمس"
    assert words.moment(early - timedelta(hours=26), early) == "قبل يومين"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_country_subject_and_language_of_the_catalogue_has_a_name(language: str) -> None:
    i18n.use(language)
    for feed in catalogue():
        assert feed.subject in words.SUBJECTS, feed.name
        assert feed.language in words.LANGUAGES, feed.name
        assert not feed.country or feed.country in words.COUNTRIES, feed.name


@given(st.text(max_size=60), st.dictionaries(st.text(max_size=8), st.text(max_size=40), max_size=4))
def test_no_code_and_no_argument_of_an_error_raises(code: str, args: dict[str, str]) -> None:
    assert words.error(code, args)


def test_an_argument_with_braces_is_shown_as_it_is() -> None:
    assert "{x}%s" in words.error("fetch", {"url": "{x}%s"})


def test_what_parts_names_goes_by_their_language_and_parts_of_a_line_hold_together() -> None:
    assert words.comma("fa") == "، "
    assert words.comma("he") == ", "
    assert words.beside(["نشرة", "", "2 days ago"]) == "نشرة · \u200e2 days ago\u200e"
