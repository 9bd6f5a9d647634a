"""Dates as feeds write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.parse.dates import parse_date


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        # RFC 822, whole and broken
        ("Thu, 01 Jan 2004 19:48:21 GMT", utc(2004, 1, 1, 19, 48, 21)),
        ("01 Jan 2004 19:48:21 +0300", utc(2004, 1, 1, 16, 48, 21)),
        ("Thu, 1 Jan 04 19:48 EST", utc(2004, 1, 2, 0, 48)),
        ("Thu, 01 Jan 99 19:48:21 PDT", utc(1999, 1, 2, 2, 48, 21)),
        ("Thu,01 Jan 2004 19:48:21 -05:30", utc(2004, 1, 2, 1, 18, 21)),
        ("Tue, 27 Dec 2005 13:30:33+0900", utc(2005, 12, 27, 4, 30, 33)),
        ("Mon, 26 Sept 2005 21:46:23 GMT+3", utc(2005, 9, 26, 18, 46, 23)),
        ("Thu, 21 July 2005 14:00:00", utc(2005, 7, 21, 14)),
        ("Thu, Jan 1 2004 19:48:21 CET", utc(2004, 1, 1, 18, 48, 21)),
        ("Thu Jan  1 19:48:21 2004", utc(2004, 1, 1, 19, 48, 21)),
        ("Thu, 01 Jan 2004 24:00:00 GMT", utc(2004, 1, 2)),
        ("Wed, 19 Aug 2009 18:28:00 Etc/GMT", utc(2009, 8, 19, 18, 28)),
        ("01 Jan 2004", utc(2004, 1, 1)),
        ("January 31, 2026 9:05 PM", utc(2026, 1, 31, 21, 5)),
        ("31 Dec 2016 23:59:60 GMT", utc(2017, 1, 1)),
        # RFC 3339, W3CDTF and ISO 8601
        ("2003-12-31T10:14:55Z", utc(2003, 12, 31, 10, 14, 55)),
        ("2003-12-31T10:14:55.123456+02:00", utc(2003, 12, 31, 8, 14, 55)),
        ("2003-12-31T10:14:55-0800", utc(2003, 12, 31, 18, 14, 55)),
        ("2003-12-31 10:14:55 +0300", utc(2003, 12, 31, 7, 14, 55)),
        ("2003-12-31 10:14:55", utc(2003, 12, 31, 10, 14, 55)),
        ("2003-12-31T10:14Z", utc(2003, 12, 31, 10, 14)),
        ("2003-12-31t24:00:00z", utc(2004, 1, 1)),
        ("2003-12-31", utc(2003, 12, 31)),
        ("2003-12", utc(2003, 12, 1)),
        ("2003", utc(2003, 1, 1)),
        ("20031231", utc(2003, 12, 31)),
        ("20031231T101455Z", utc(2003, 12, 31, 10, 14, 55)),
        ("2003-335", utc(2003, 12, 1)),
        ("2003-12-31T10:14:55 EST", utc(2003, 12, 31, 15, 14, 55)),
        # Slashes and seconds
        ("2020/1/10 14:33:00", utc(2020, 1, 10, 14, 33)),
        ("25/11/2026", utc(2026, 11, 25)),
        ("25-11-2026 08:30", utc(2026, 11, 25, 8, 30)),
        ("11/25/2026", utc(2026, 11, 25)),
        ("1700000000", utc(2023, 11, 14, 22, 13, 20)),
        ("1700000000123", utc(2023, 11, 14, 22, 13, 20)),
        # Arabic, Persian, Urdu, Kurdish and French
        ("25 نوفمبر 2026", utc(2026, 11, 25)),
        ("الأربعاء، ٢٥ نوفمبر ٢٠٢٦ ١٤:٣٠", utc(2026, 11, 25, 14, 30)),
        ("الأربعاء, 25 تشرين الثاني 2026 02:30 م", utc(2026, 11, 25, 14, 30)),
        ("25 نوفمبر/تشرين الثاني 2026", utc(2026, 11, 25)),
        ("٢٥/١١/٢٠٢٦", utc(2026, 11, 25)),
        ("۲۵ نوامبر ۲۰۲۶", utc(2026, 11, 25)),
        ("25 نومبر 2026 12:10 ص", utc(2026, 11, 25, 0, 10)),
        ("7 أيلول 2026", utc(2026, 9, 7)),
        ("7 جويلية 2026", utc(2026, 7, 7)),
        ("7 أوت 2026", utc(2026, 8, 7)),
        ("7 غشت 2026", utc(2026, 8, 7)),
        ("7 دجنبر 2026", utc(2026, 12, 7)),
        ("7 شتمبر 2026", utc(2026, 9, 7)),
        ("٧ تشرینی دووەم 2026", utc(2026, 11, 7)),
        ("mer., 25 août 2026 10:00:00 +0100", utc(2026, 8, 25, 9)),
    ],
)
def test_a_date_is_read_as_its_publisher_meant_it(text: str, moment: datetime) -> None:
    assert parse_date(text) == moment


@pytest.mark.parametrize(
    "text",
    ["", "  ", "yesterday", "0000-00-00", "0000-00-00T00:00:00Z", "32 Nov 2026", "2026-13-01", "2004-10-067T00:00:00+02:00",
     "12:30", "Thu", "Jan 2004 of Arabia", "99999999999999999999", "2026-11-25T25:00:00Z", "9999-12-31T23:59:59-12:00", "نوفمبر"],
)  # fmt: skip
def test_nonsense_is_no_date(text: str) -> None:
    assert parse_date(text) is None


MOMENTS = st.datetimes(min_value=datetime(1991, 1, 1), max_value=datetime(2089, 12, 31)).map(  # noqa: DTZ001 (the strategy adds the zone)
    lambda moment: moment.replace(microsecond=0)
)
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(MOMENTS, OFFSETS)
def test_what_a_program_writes_is_read_back(moment: datetime, offset: timezone) -> None:
    aware = moment.replace(tzinfo=offset)
    assert parse_date(format_datetime(aware)) == aware
    assert parse_date(aware.isoformat()) == aware
    assert parse_date(aware.strftime("%d/%m/%Y %H:%M:%S %z")) == aware


@given(st.text(max_size=150))
def test_no_text_makes_it_fail(text: str) -> None:
    moment = parse_date(text)
    assert moment is None or moment.utcoffset() == timedelta()
