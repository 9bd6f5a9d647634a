"""Hijri and Persian dates."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hijridate import Hijri
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from tui import calendars

DAY = timedelta(days=1)
UMM_AL_QURA = st.dates(date(1924, 8, 1), date(2077, 11, 16))
"""The days of the years 1343 to 1500."""


@pytest.mark.parametrize(
    ("on", "hijri"),
    [
        (date(2023, 3, 23), (1444, 9, 1)),
        (date(2024, 3, 11), (1445, 9, 1)),
        (date(2025, 3, 1), (1446, 9, 1)),
        (date(2025, 6, 26), (1447, 1, 1)),
        (date(2026, 11, 25), (1448, 6, 15)),
    ],
)
def test_the_hijri_date_is_that_of_umm_al_qura(on: date, hijri: calendars.YearMonthDay) -> None:
    assert calendars.hijri(on) == hijri


@pytest.mark.parametrize(
    ("on", "jalali"),
    [
        (date(1979, 2, 11), (1357, 11, 22)),
        (date(2020, 3, 20), (1399, 1, 1)),
        (date(2021, 3, 21), (1400, 1, 1)),
        (date(2024, 3, 19), (1402, 12, 29)),
        (date(2024, 3, 20), (1403, 1, 1)),
        (date(2025, 3, 20), (1403, 12, 30)),
        (date(2025, 3, 21), (1404, 1, 1)),
        (date(2029, 3, 20), (1408, 1, 1)),
    ],
)
def test_the_persian_year_starts_at_the_equinox(on: date, jalali: calendars.YearMonthDay) -> None:
    assert calendars.jalali(on) == jalali


@given(UMM_AL_QURA)
def test_a_hijri_date_leads_back_to_its_day(on: date) -> None:
    found = calendars.hijri(on)
    assert found is not None
    back = Hijri(*found).to_gregorian()
    assert (back.year, back.month, back.day) == (on.year, on.month, on.day)


@given(st.dates(date(622, 3, 22), date(9998, 12, 31)))
def test_a_persian_date_leads_back_to_its_day(on: date) -> None:
    found = calendars.jalali(on)
    assert found is not None
    assert JalaliDate(*found).to_gregorian() == on


@given(st.dates(date(622, 3, 22), date(9998, 12, 31)))
def test_each_day_follows_the_one_before_in_both_calendars(on: date) -> None:
    for convert in (calendars.hijri, calendars.jalali):
        today, tomorrow = convert(on), convert(on + DAY)
        if today and tomorrow:
            year, month, day = today
            new_month = (year + 1, 1, 1) if month == 12 else (year, month + 1, 1)
            assert tomorrow in ((year, month, day + 1), new_month)
            assert 1 <= day <= 31
            assert tomorrow != new_month or day >= 29


@given(UMM_AL_QURA, st.integers(-2, 2))
def test_an_offset_moves_the_hijri_date_by_that_many_days(on: date, offset: int) -> None:
    assert calendars.hijri(on, offset) == calendars.hijri(on + offset * DAY)


@pytest.mark.parametrize("on", [date.min, date(1924, 7, 31), date(2077, 11, 17), date.max])
def test_there_is_no_hijri_date_where_umm_al_qura_has_none(on: date) -> None:
    assert calendars.hijri(on) is None


@given(st.dates(), st.integers(-2, 2))
def test_no_day_raises_in_any_calendar(on: date, offset: int) -> None:
    for found in (calendars.hijri(on, offset), calendars.jalali(on)):
        assert found is None or (1 <= found[1] <= 12 and 1 <= found[2] <= 31)


def test_the_last_day_there_is_can_be_moved_on_without_raising() -> None:
    assert calendars.hijri(date.max, 2) is None
    assert calendars.hijri(date.min, -2) is None
    assert calendars.jalali(date.max) is None


def test_a_calendar_is_read_in_when_a_date_of_it_is_shown_and_no_sooner() -> None:
    told = """
import sys
from datetime import UTC, datetime
from tui import region, words
from tui.config import Config
then = datetime(2026, 11, 25, 12, tzinfo=UTC)
for country in ("EG", "SA", "IR"):
    region.use(region.of(Config(country=country), {}))
    words.moment(then, then.replace(day=28)), words.day(then), region.week()
    print(*sorted({"babel", "hijridate", "persiantools", "msgspec"} & set(sys.modules)))
    words.date_line(then)
    print(*sorted({"babel", "hijridate", "persiantools", "msgspec"} & set(sys.modules)))
"""
    said = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, timeout=60, check=True).stdout
    both = "hijridate persiantools"
    assert said.splitlines() == ["", "", "", "hijridate", both, both]
