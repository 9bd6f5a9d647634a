"""What a country sets, held against CLDR, and how each part of it is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import SettingsUnreadable
from tui import config, i18n, region, words
from tui.config import Config

ARAB_LEAGUE = "AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE"
NOT_ARABIC = {"AF": "fa_AF", "IR": "fa_IR", "PK": "ur_PK"}
LOCALES = [Locale.parse(name) for name in locale_identifiers()]
ARABIC = {
    locale.territory: locale for locale in LOCALES if locale.language == "ar" and len(locale.territory or "") == 2
}
CLDR = {**ARABIC, **{country: Locale.parse(name) for country, name in NOT_ARABIC.items()}}
NUMBERING = {"latn": "latin", "arab": "arabic", "arabext": "persian"}
TEXTS = st.text(alphabet="0123456789٠٣٩۰۴۹ ab.-/@:،نشرة\u200f\ufe0f\u20e3")


@pytest.fixture(autouse=True)
def none_again() -> Iterator[None]:
    yield
    region.use(region.Region())
    i18n.use("en")


def live_in(country: str, **set_: Any) -> region.Region:
    region.use(region.of(Config(country=country, **set_), {}))
    return region.in_use()


def test_cldr_has_arabic_for_every_country_of_the_arab_league_and_israel() -> None:
    assert {*ARAB_LEAGUE.split(), "IL"} <= set(ARABIC)


@pytest.mark.parametrize("country", CLDR)
def test_the_digits_of_a_country_are_those_of_cldr(country: str) -> None:
    assert live_in(country).digits == NUMBERING[CLDR[country].default_numbering_system]


@pytest.mark.parametrize("country", ARABIC)
def test_the_months_of_a_country_are_those_of_cldr(country: str) -> None:
    i18n.use("ar")
    live_in(country, digits="latin", calendar="gregorian")
    shown = [words.day(datetime(2026, month, 1, tzinfo=UTC)) for month in range(1, 13)]
    assert shown == [f"1 {ARABIC[country].months['format']['wide'][month]} 2026" for month in range(1, 13)]


def test_the_week_of_every_country_starts_as_cldr_says() -> None:
    for locale in LOCALES:
        # Babel hands Brazil's week down to all who speak Portuguese.
        if len(locale.territory or "") == 2 and (locale.language != "pt" or locale.territory in ("BR", "PT")):
            assert live_in(locale.territory or "").week_start == locale.first_week_day, locale


def test_what_can_be_chosen_in_the_settings_is_what_there_is() -> None:
    hints = get_type_hints(Config)
    assert get_args(hints["digits"]) == ("auto", *get_args(region.Digits)) == ("auto", *region.DIGITS)
    assert get_args(hints["months"]) == ("auto", *get_args(region.Months)) == ("auto", "common", *region.MONTHS)
    assert get_args(hints["calendar"]) == ("auto", *get_args(region.Calendar))
    assert get_args(hints["calendar_beside"]) == ("auto", "none", *get_args(region.Calendar))


@pytest.mark.parametrize(
    ("country", "name", "shown"),
    [
        *((code, name, "قبل ٣ أيام") for code, name in (("EG", "مصر"), ("SA", "السعودية"), ("IQ", "العراق"))),
        *((code, name, "قبل ٣ أيام") for code, name in (("SY", "سوريا"), ("LB", "لبنان"), ("JO", "الأردن"))),
        *((code, name, "قبل ٣ أيام") for code, name in (("PS", "فلسطين"), ("KW", "الكويت"), ("QA", "قطر"))),
        *((code, name, "قبل ٣ أيام") for code, name in (("OM", "عُمان"), ("BH", "البحرين"), ("YE", "اليمن"))),
        *((code, name, "قبل ٣ أيام") for code, name in (("SD", "السودان"), ("MR", "موريتانيا"))),
        *((code, name, "قبل 3 أيام") for code, name in (("AE", "الإمارات"), ("MA", "المغرب"), ("DZ", "الجزائر"))),
        *((code, name, "قبل 3 أيام") for code, name in (("TN", "تونس"), ("LY", "ليبيا"))),
        *((code, name, "قبل ۳ أيام") for code, name in (("IR", "إيران"), ("AF", "أفغانستان"))),
    ],
)
def test_each_country_by_its_name_counts_in_its_own_digits(country: str, name: str, shown: str) -> None:
    i18n.use("ar")
    live_in(country)
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert words.moment(now.replace(day=22), now) == shown
    assert words.country(country).startswith(name)


@pytest.mark.parametrize("language", i18n.languages())
def test_every_country_that_sets_something_of_arabic_has_a_name(language: str) -> None:
    i18n.use(language)
    for country in CLDR:
        if live_in(country) != region.Region(country=country):
            assert words.country(country) != country, country


@pytest.mark.parametrize(
    ("environ", "country"),
    [
        ({"LANG": "ar_EG.UTF-8"}, "EG"),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "ar_SA.UTF-8"}, "SA"),
        ({"LC_ALL": "ar_MA", "LC_TIME": "ar_SA", "LANG": "en_US"}, "MA"),
        ({"LC_ALL": "", "LC_TIME": "", "LANG": "fa_IR"}, "IR"),
        ({"LANG": "uz_Arab_AF@calendar=persian"}, "AF"),
        ({"LC_ALL": "C.UTF-8", "LANG": "ar_EG.UTF-8"}, ""),
        ({"LANG": "ar"}, ""),
        ({"LANG": "en_001"}, ""),
        ({}, ""),
    ],
)
def test_a_country_that_is_not_set_is_that_of_the_locale_for_dates(environ: dict[str, str], country: str) -> None:
    assert region.of(Config(), environ).country == country


def test_the_settings_go_before_the_locale() -> None:
    assert region.of(Config(country="ma"), {"LANG": "ar_EG.UTF-8"}).country == "MA"


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_locale_raises(time: str, lang: str) -> None:
    assert re.fullmatch("([A-Z]{2})?", region.of(Config(), {"LC_TIME": time, "LANG": lang}).country)


def test_without_a_country_digits_are_latin_months_common_and_the_week_starts_on_monday() -> None:
    assert region.of(Config(), {}) == region.Region()
    assert region.week() == (0, 1, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("country", "set_", "expected"),
    [
        ("EG", {"digits": "latin"}, {"digits": "latin"}),
        ("TN", {"digits": "arabic"}, {"digits": "arabic"}),
        ("MA", {"digits": "persian"}, {"digits": "persian"}),
        ("EG", {"months": "levant"}, {"months": "levant"}),
        ("SY", {"months": "common"}, {"months": "common"}),
        ("SA", {"week_start": "monday"}, {"week_start": 0}),
        ("MA", {"week_start": "saturday"}, {"week_start": 5}),
        ("EG", {"week_start": "sunday"}, {"week_start": 6}),
        ("SA", {"hijri_offset": -1}, {"hijri_offset": -1}),
        ("EG", {"feed_digits": "shown"}, {"feed_digits": True}),
    ],
)
def test_each_part_is_changed_by_itself(country: str, set_: dict[str, str], expected: dict[str, object]) -> None:
    usual, changed = live_in(country), live_in(country, **set_)
    assert {part: getattr(changed, part) for part in expected} == expected
    for part in ("country", "digits", "months", "calendars", "hijri_offset", "week_start", "feed_digits"):
        assert part in expected or getattr(changed, part) == getattr(usual, part)


@pytest.mark.parametrize(
    ("country", "first", "beside", "expected"),
    [
        ("EG", "auto", "auto", ("gregorian",)),
        ("SA", "auto", "auto", ("gregorian", "hijri")),
        ("IR", "auto", "auto", ("jalali", "gregorian")),
        ("AF", "auto", "auto", ("jalali", "gregorian")),
        ("SA", "auto", "none", ("gregorian",)),
        ("IR", "auto", "none", ("jalali",)),
        ("IR", "gregorian", "auto", ("gregorian", "jalali")),
        ("SA", "hijri", "auto", ("hijri", "gregorian")),
        ("EG", "hijri", "auto", ("hijri", "gregorian")),
        ("EG", "hijri", "none", ("hijri",)),
        ("EG", "auto", "hijri", ("gregorian", "hijri")),
        ("IR", "auto", "hijri", ("jalali", "hijri")),
        ("EG", "hijri", "hijri", ("hijri",)),
    ],
)
def test_one_calendar_stands_first_and_another_beside_it(
    country: str, first: str, beside: str, expected: tuple[str, ...]
) -> None:
    assert live_in(country, calendar=first, calendar_beside=beside).calendars == expected


@pytest.mark.parametrize(
    ("country", "days"),
    [("EG", (5, 6, 0, 1, 2, 3, 4)), ("SA", (6, 0, 1, 2, 3, 4, 5)), ("TN", (0, 1, 2, 3, 4, 5, 6))],
)
def test_the_days_of_the_week_come_in_their_order(country: str, days: tuple[int, ...]) -> None:
    live_in(country)
    assert region.week() == days


@pytest.mark.parametrize(
    ("written", "why", "arabic"),
    [
        ("hijri_offset = 3", "by two days at most, not by 3.", "يومين على الأكثر، لا 3."),
        ("hijri_offset = -5", "by two days at most, not by 5.", "يومين على الأكثر، لا 5."),
        ('country = "Egypt"', "of two letters (ISO 3166) such as EG, not «Egypt».", "لا «Egypt»."),
        ('country = "٣٣"', "not «٣٣».", "لا «٣٣»."),
    ],
)
def test_a_setting_out_of_reach_is_told_in_a_sentence(tmp_path: Path, written: str, why: str, arabic: str) -> None:
    (tmp_path / "config.toml").write_text(written, "utf-8")
    for language, sentence in (("en", why), ("ar", arabic)):
        i18n.use(language)
        with pytest.raises(SettingsUnreadable) as raised:
            config.load(tmp_path / "config.toml")
        assert sentence in words.error(raised.value.code, raised.value.args_)


@pytest.mark.parametrize("offset", range(-2, 3))
def test_two_days_ahead_and_two_behind_can_be_set(tmp_path: Path, offset: int) -> None:
    (tmp_path / "config.toml").write_text(f'hijri_offset = {offset}\ncountry = "sa"', "utf-8")
    assert region.of(config.load(tmp_path / "config.toml"), {}).hijri_offset == offset


@pytest.mark.parametrize(
    ("country", "text", "shown"),
    [
        ("EG", "أسعار 2026 ترتفع 3.5%", "أسعار ٢٠٢٦ ترتفع ٣.٥%"),
        ("EG", "سنة ۱۴۰۵ و٣", "سنة ١٤٠٥ و٣"),
        ("IR", "عام ٢٠٢٦ 7", "عام ۲۰۲۶ ۷"),
        ("AE", "عام ٢٠٢٦ ۷", "عام 2026 7"),
        (
            "EG",
            "راجع https://a.example/2026/11?x=5 أو a1@b2.example، 9",
            "راجع https://a.example/2026/11?x=5 أو a1@b2.example، ٩",
        ),
        ("AE", "في https://a.example/عام_٢٠٢٦ ٣", "في https://a.example/عام_٢٠٢٦ 3"),
        ("EG", "كتب @user22 و@خالد7 عن F-16 وCOVID-19", "كتب @user22 و@خالد7 عن F-16 وCOVID-19"),
        ("EG", "الأول 1\ufe0f\u20e3 والثاني 2", "الأول 1\ufe0f\u20e3 والثاني ٢"),
    ],
)
def test_digits_of_feeds_are_turned_where_asked_but_not_in_what_is_typed(country: str, text: str, shown: str) -> None:
    i18n.use("ar")
    live_in(country, feed_digits="shown")
    assert region.digits_of(text, "ar") == shown
    live_in(country)
    assert region.digits_of(text, "ar") == text


def test_only_what_is_in_arabic_script_takes_other_digits_than_the_latin() -> None:
    i18n.use("ar")
    live_in("EG", feed_digits="shown")
    assert region.digits_of("3", "fa") == "٣"
    assert region.digits_of("3", "he") == region.digits_of("3", "en") == "3"
    i18n.use("en")
    assert region.digits_of("٣", "ar") == "3"


@given(TEXTS, st.sampled_from(get_args(region.Digits)))
def test_turning_digits_keeps_every_character_in_its_place(text: str, digits: str) -> None:
    i18n.use("ar")
    live_in("", digits=digits, feed_digits="shown")
    shown = region.digits_of(text, "ar")
    assert len(shown) == len(text)
    for was, now in zip(text, shown, strict=True):
        assert was == now or (was.isdigit() and int(was) == int(now))


@given(TEXTS.map(lambda text: re.sub("[٠-٩۰-۹]", "5", text)), st.sampled_from(["arabic", "persian"]))
def test_turning_digits_back_undoes_it(text: str, digits: str) -> None:
    i18n.use("ar")
    live_in("", digits=digits, feed_digits="shown")
    there = region.digits_of(text, "ar")
    live_in("", digits="latin", feed_digits="shown")
    assert region.digits_of(there, "ar") == text


def test_long_text_without_a_space_takes_no_long() -> None:
    i18n.use("ar")
    live_in("EG", feed_digits="shown")
    assert region.digits_of("1ن" * 200_000, "ar") == "١ن" * 200_000
