"""Dates, counts and errors in words."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.catalogue import catalogue
from tui import i18n, region, words
from tui.config import Config
from tui.i18n import _, plural
from tui.text import paragraph

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
MOMENTS = st.datetimes(timezones=st.builds(timezone, st.timedeltas(timedelta(hours=-23), timedelta(hours=23))))
CONFIGS = st.builds(
    Config,
    country=st.sampled_from(["", "EG", "SA", "IR", "AF", "SY", "MA"]),
    calendar=st.sampled_from(["auto", *get_args(region.Calendar)]),
    calendar_beside=st.sampled_from(["auto", "none", *get_args(region.Calendar)]),
    hijri_offset=st.integers(-2, 2),
)


def live_in(country: str, **set_: Any) -> None:
    region.use(region.of(Config(country=country, **set_), {}))


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


@pytest.mark.parametrize(
    ("country", "arabic", "english"),
    [
        ("", "25 نوفمبر 2026", "25 November 2026"),
        ("AE", "25 نوفمبر 2026", "25 November 2026"),
        ("EG", "٢٥ نوفمبر ٢٠٢٦", "25 November 2026"),
        ("IQ", "٢٥ تشرين الثاني ٢٠٢٦", "25 November 2026"),
        ("MA", "25 نونبر 2026", "25 November 2026"),
        ("SA", "٢٥ نوفمبر ٢٠٢٦ · ١٥ جمادى الآخرة ١٤٤٨", "25 November 2026 · 15 Jumada II 1448"),
        ("IR", "۴ آذر ۱۴۰۵ · ۲۵ نوفمبر ۲۰۲۶", "4 Azar 1405 · 25 November 2026"),
        ("AF", "۴ القوس ۱۴۰۵ · ۲۵ نوفمبر ۲۰۲۶", "4 Qaws 1405 · 25 November 2026"),
    ],
)
def test_a_date_is_told_in_the_calendars_and_digits_of_the_country(country: str, arabic: str, english: str) -> None:
    live_in(country)
    for language, line in (("ar", arabic), ("en", english)):
        i18n.use(language)
        assert words.date_line(NOON) == line
        assert words.day(NOON) == line.split(" · ")[0]
        assert words.moment(NOON - timedelta(days=30), NOON) == words.day(NOON - timedelta(days=30))


@pytest.mark.parametrize(
    ("country", "then", "arabic", "english"),
    [
        ("", (2026, 1, 1), "1 يناير", "1 January"),
        ("", (2025, 12, 31), "31 ديسمبر 2025", "31 December 2025"),
        ("IQ", (2026, 10, 31), "٣١ تشرين الأول", "31 October"),
        ("IR", (2026, 3, 21), "۱ فروردين", "1 Farvardin"),
        ("IR", (2026, 3, 20), "۲۹ إسفند ۱۴۰۴", "29 Esfand 1404"),
        ("hijri", (2026, 6, 16), "1 محرم", "1 Muharram"),
        ("hijri", (2026, 6, 15), "29 ذو الحجة 1447", "29 Dhu’l-Hijja 1447"),
    ],
)
def test_a_list_tells_the_days_of_this_year_of_its_calendar_without_the_year(
    country: str, then: tuple[int, int, int], arabic: str, english: str
) -> None:
    if country == "hijri":
        live_in("", calendar="hijri")
    else:
        live_in(country)
    for language, told in (("ar", arabic), ("en", english)):
        i18n.use(language)
        assert words.listed(datetime(*then, 12, tzinfo=UTC), NOON) == told
        assert words.listed(NOON - timedelta(hours=3), NOON) == words.moment(NOON - timedelta(hours=3), NOON)


def test_a_date_that_the_hijri_calendar_does_not_reach_is_told_in_the_gregorian() -> None:
    live_in("SA", calendar="hijri")
    early = NOON.replace(year=1900)
    assert words.day(early) == words.date_line(early) == "25 November 1900"
    live_in("SA")
    assert words.date_line(early) == "25 November 1900"
    live_in("SA", calendar="hijri", calendar_beside="none")
    assert words.date_line(early) == "25 November 1900"


def test_the_hijri_date_goes_by_the_offset() -> None:
    live_in("SA", hijri_offset=-1)
    assert words.date_line(NOON) == "25 November 2026 · 14 Jumada II 1448"


@pytest.mark.parametrize("zone", ["<+14>-14", "<-12>12", "UTC"])
@given(then=MOMENTS, now=MOMENTS, chosen=CONFIGS, language=st.sampled_from(i18n.languages()))
def test_no_moment_of_any_year_raises_in_any_zone_and_calendar(
    zone: str, then: datetime, now: datetime, chosen: Config, language: str
) -> None:
    os.environ["TZ"] = zone
    time.tzset()
    i18n.use(language)
    region.use(region.of(chosen, {}))
    assert words.moment(then, now)
    assert words.listed(then, now)
    assert words.date_line(then).startswith(words.day(then))


def test_the_first_and_the_last_moment_there_are_have_a_date() -> None:
    assert words.day(datetime.max.replace(tzinfo=timezone(timedelta(hours=-12)))) == "31 December 9999"
    assert words.day(datetime.min.replace(tzinfo=timezone(timedelta(hours=12)))) == "1 January 1"


def test_numbers_of_arabic_messages_take_the_digits_of_the_country_and_those_of_english_stay_latin() -> None:
    live_in("EG")
    i18n.use("ar")
    assert words.number(1_250) == "١٢٥٠"
    assert plural("{n} minute ago", "{n} minutes ago", 11) == "قبل ١١ دقيقة"
    assert _("{done} of {total}", done=3, total=20) == "٣ من ٢٠"
    assert words.reading_time(1_380, "ar") == "قراءة ١٠ دقائق"
    i18n.use("en")
    assert words.number(1_250) == "1250"
    assert _("{done} of {total}", done=3, total=20) == "3 of 20"


def test_digits_in_what_messages_quote_stay_as_they_are() -> None:
    live_in("EG")
    i18n.use("ar")
    assert "https://a.example/2026" in words.error("fetch", {"url": "https://a.example/2026"})
    assert "Channel 4" in _("Added: {title}", title="Channel 4")


@pytest.mark.parametrize("calendar", ["hijri", "jalali"])
def test_every_month_of_every_calendar_has_a_name_of_its_own(calendar: str) -> None:
    for country in ("IR", "AF"):
        for language in i18n.languages():
            i18n.use(language)
            live_in(country, digits="latin", calendar=calendar)
            days = [words.day(NOON + timedelta(days=at)) for at in range(400)]
            assert len({day.split(" ", 1)[1].rsplit(" ", 1)[0] for day in days}) == 12


@pytest.mark.parametrize("language", i18n.languages())
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


def test_parts_of_a_line_follow_each_other_as_the_interface_is_read() -> None:
    i18n.use("ar")
    told = words.beside(["نشرة", "410", "13 ms", "4 KB"])
    assert paragraph(told, language="ar").fit(40).text.startswith("4 KB · 13 ms · 410 · ")
    i18n.use("en")
    assert paragraph(words.beside(["new", "410", "13 ms"]), language="en").fit(40).text == "new · 410 · 13 ms"


def test_parts_of_a_line_follow_the_side_of_their_page_whatever_the_interface_reads() -> None:
    told = ["Nashra", "قبل 19 ساعة", "24 نوفمبر 2026"]
    for interface in ("ar", "en"):
        i18n.use(interface)
        for side, order in (("ltr", ["Nashra", "19", "24"]), ("rtl", ["24", "19", "Nashra"])):
            shown = paragraph(words.beside(told, side), base=side).fit(60).text
            places = [shown.index(one) for one in order]
            assert places == sorted(places), shown


@pytest.mark.parametrize("code", ["timed-out", "throttled", "server-failed"])
def test_a_page_that_fails_promises_no_try_that_only_feeds_get(code: str) -> None:
    place = {"url": "https://a.example/", "status": "503"}
    i18n.use("en")
    assert "will be asked again" in words.error(code, place)
    assert "Try again later" in words.error(code, place | {"asked_by": "reader"})
