"""Dates of the Hijri and the Persian calendar, each from a library that is imported when such a date is shown."""

from __future__ import annotations

from datetime import date, timedelta

YearMonthDay = tuple[int, int, int]


def hijri(on: date, offset: int = 0) -> YearMonthDay | None:
    """The Hijri date of a day by Umm al-Qura, ``offset`` days ahead of it; None outside the years 1343 to 1500, of
    which no one has the calendar."""
    from hijridate import Gregorian

    try:
        return Gregorian.fromdate(on + timedelta(days=offset)).to_hijri().datetuple()
    except OverflowError:
        return None


def jalali(on: date) -> YearMonthDay | None:
    """The Persian date of a day (solar Hijri, as Iran and Afghanistan count it); None before its year 1."""
    from persiantools.jdatetime import JalaliDate

    try:
        found = JalaliDate(on)  # type: ignore[no-untyped-call]
    except ValueError:
        return None
    return found.year, found.month, found.day
