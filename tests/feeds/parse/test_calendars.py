"""Dates by the months of every country that writes them in Arabic letters, and by the Hijri and Persian calendars."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hijridate import Gregorian, Hijri
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from feeds.parse import parse, parse_anywhere
from feeds.parse.dates import parse_date

URL = "https://example.com/feed.xml"
NOVEMBER_25 = datetime(2026, 11, 25, tzinfo=UTC)

YEARS = {
    "Egypt, Sudan and the Gulf": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "Egypt without hamza": "يناير فبراير مارس ابريل مايو يونيه يوليه اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
    "Syria, Lebanon, Jordan, Palestine and Iraq": "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول",
    "Iraq without hamza": "كانون الثاني,شباط,اذار,نيسان,ايار,حزيران,تموز,اب,ايلول,تشرين الاول,تشرين الثاني,كانون الاول",
    "Tunisia and Algeria": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "Morocco": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
    "Mauritania": "يناير فبراير مارس إبريل مايو يونيو يوليو أغشت شتمبر أكتوبر نوفمبر دجمبر",
    "Sorani Kurdish": "کانوونی دووەم,شوبات,ئازار,نیسان,ئایار,حوزەیران,تەمموز,ئاب,ئەیلوول,تشرینی یەکەم,تشرینی دووەم,کانوونی یەکەم",
    "Kurmanji Kurdish": "çile sibat adar nîsan gulan hezîran tîrmeh tebax îlon cotmeh mijdar berfanbar",
    "Persian": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "Dari": "جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر",
    "Urdu": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "Hebrew": "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "French, short": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "French without accents": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
}


@pytest.mark.parametrize("country", YEARS)
@pytest.mark.parametrize("written", ["{day} {name} 2026", "{name} {day} 2026", "x, {day} {name} 2026 00:00:00 +0000"])
def test_the_twelve_months_are_read_as_each_country_names_them(country: str, written: str) -> None:
    names = YEARS[country].split("," if "," in YEARS[country] else None)
    assert len(names) == 12
    read = [parse_date(written.format(day=7, name=name)) for name in names]
    assert read == [datetime(2026, month, 7, tzinfo=UTC) for month in range(1, 13)]


@pytest.mark.parametrize(
    "text",
    [
        "25 نوفمبر/تشرين الثاني 2026",
        "25 نوفمبر (تشرين الثاني) 2026",
        "25 تشرين الثاني/نوفمبر 2026",
        "٢٥ تشرين ثاني ٢٠٢٦",
        "٢٥/١١/٢٠٢٦",
        "۲۵/۱۱/۲۰۲۶",
        "٢٥-١١-٢٠٢٦",
        "٢٠٢٦-١١-٢٥",
        "الأربعاء ٢٥ نوفمبر ٢٠٢٦م",
        "الأربعاء، 25 نُوفمبر 2026",
        "mercredi 25 novembre 2026",
        "mer. 25 nov. 2026 00h00",
        "Mer, 25 Nov 2026 00:00:00 GMT",
    ],
)
def test_one_day_is_the_same_in_all_its_spellings(text: str) -> None:
    assert parse_date(text) == NOVEMBER_25


@pytest.mark.parametrize(
    ("half", "hour"),
    [("12:05 ص", 0), ("1:05 ص", 1), ("12:05 م", 12), ("1:05 م", 13), ("11:05م", 23), ("8:05 صباحًا", 8), ("8:05 مساءً", 20),
     ("٨:٠٥ مساء", 20), ("8:05 PM", 20), ("8:05 a.m.", 8)],
)  # fmt: skip
def test_the_halves_of_the_day_are_told_in_arabic_and_english(half: str, hour: int) -> None:
    assert parse_date(f"25/11/2026 {half}") == datetime(2026, 11, 25, hour, 5, tzinfo=UTC)
    assert parse_date(f"25 نوفمبر 2026 {half}") == datetime(2026, 11, 25, hour, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["1448-06-15", "1448-06-15T00:00:00Z", "15/06/1448", "١٥/٦/١٤٤٨", "15 جمادى الآخرة 1448", "١٥ جمادى الآخرة ١٤٤٨ هـ",
     "الأربعاء 15 جمادى الثانية 1448هـ", "15 جمادي الثاني 1448"],
)  # fmt: skip
def test_a_hijri_date_is_the_day_of_umm_al_qura(text: str) -> None:
    assert parse_date(text) == NOVEMBER_25


@pytest.mark.parametrize(
    "text",
    ["1405-09-04", "1405/09/04", "۱۴۰۵/۰۹/۰۴", "1405-09-04T00:00:00Z", "04/09/1405", "۴ آذر ۱۴۰۵", "چهارشنبه ۴ آذر ۱۴۰۵",
     "4 قوس 1405", "٤ی سەرماوەز 1405"],
)  # fmt: skip
def test_a_persian_date_is_the_day_of_the_solar_year(text: str) -> None:
    assert parse_date(text) == NOVEMBER_25


def test_the_twelve_hijri_months_are_read_by_name() -> None:
    names = "محرم,صفر,ربيع الأول,ربيع الآخر,جمادى الأولى,جمادى الآخرة,رجب,شعبان,رمضان,شوال,ذو القعدة,ذو الحجة"
    urdu = "محرم,صفر,ربیع الاول,ربیع الثانی,جمادی الاول,جمادی الثانی,رجب,شعبان,رمضان,شوال,ذوالقعدہ,ذوالحجہ"
    for line in (names, urdu):
        for month, name in enumerate(line.split(","), 1):
            assert parse_date(f"7 {name} 1448") == datetime(
                *Hijri(1448, month, 7).to_gregorian().datetuple(), tzinfo=UTC
            )


def test_the_twelve_persian_months_are_read_by_name_in_iran_and_afghanistan() -> None:
    iran = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
    afghanistan = "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت"
    for line in (iran, afghanistan):
        for month, name in enumerate(line.split(), 1):
            day = JalaliDate(1405, month, 7).to_gregorian()  # type: ignore[no-untyped-call]
            assert parse_date(f"۷ {name} ۱۴۰۵") == datetime(day.year, day.month, day.day, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["الأربعاء 16 جمادى الآخرة 1448هـ الموافق 25 نوفمبر 2026م", "25 نوفمبر 2026 - 14 جمادى الآخرة 1448", "16/06/1448 - 25/11/2026"],
)  # fmt: skip
def test_of_a_hijri_date_with_the_gregorian_beside_it_the_gregorian_counts(text: str) -> None:
    assert parse_date(text) == NOVEMBER_25


@pytest.mark.parametrize(
    "text",
    ["1448-13-01", "1448-06-31", "31 جمادى الآخرة 1448", "1405-12-31", "32 آذر 1405", "0 محرم 1448", "1448-00-00"],
)
def test_a_day_that_its_calendar_has_not_is_no_date(text: str) -> None:
    assert parse_date(text) is None


DAYS = st.dates(min_value=date(2001, 1, 1), max_value=date(2040, 12, 31))


@given(DAYS)
def test_a_day_written_by_either_calendar_comes_back(day: date) -> None:
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert parse_date("-".join(map(str, Gregorian.fromdate(day).to_hijri().datetuple()))) == moment
    assert parse_date(JalaliDate(day).strftime("%Y-%m-%dT%H:%M:%S+00:00")) == moment  # type: ignore[no-untyped-call]


# ── Zones that mean another one in another language ─────────────────────────────────────────────────────────

ARABIC = "أعلنت الحكومة اليوم عن خطة جديدة لتطوير التعليم في البلاد"
KURDISH = "حکومەتی هەرێمی کوردستان ئەمڕۆ پلانێکی نوێی بۆ گەشەپێدانی خوێندن لە وڵاتدا ڕاگەیاند"
HEBREW = "הממשלה הודיעה היום על תוכנית חדשה לפיתוח החינוך במדינה"
ENGLISH = "The government announced a new plan for the schools of the island today"


def rss(title: str, date: str, language: str) -> bytes:
    item = f"<item><pubDate>{date}</pubDate><title>{title}</title><description>{title}</description></item>"
    return f"<rss version='2.0'><channel><language>{language}</language>{item}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("title", "zone", "hour"),
    [(ARABIC, "AST", 9), (KURDISH, "AST", 9), (ENGLISH, "AST", 16), (HEBREW, "AST", 16), (HEBREW, "IST", 10), (HEBREW, "IDT", 9), (ARABIC, "EST", 17)],
)  # fmt: skip
@pytest.mark.parametrize("declared", ["ar", "he", "en-us", ""])
@pytest.mark.parametrize("end", ["", "<br></channel>"])
async def test_a_zone_is_that_of_the_language_the_article_is_written_in_whatever_is_declared(
    title: str, zone: str, hour: int, declared: str, end: str
) -> None:
    body = rss(title, f"Wed, 25 Nov 2026 12:00:00 {zone}", declared)
    if end:
        body = body.replace(b"</channel></rss>", end.encode())
    (article,) = (await parse_anywhere(body, url=URL)).articles
    assert article.published == datetime(2026, 11, 25, hour, tzinfo=UTC)


def test_india_keeps_its_zone() -> None:
    (article,) = parse(rss(ENGLISH, "Wed, 25 Nov 2026 12:00:00 IST", "en"), url=URL).articles
    assert article.published == datetime(2026, 11, 25, 6, 30, tzinfo=UTC)
