"""Dates of feeds, RFC 822 and RFC 3339 in whatever state they come, to aware UTC datetimes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from feeds.parse.months import (
    HIJRI_MONTHS,
    JALALI_MONTHS,
    LOCAL_ZONES,
    MONTHS,
    ZONES,
    folded,
    with_joined_names,
)

_LONGEST = 120

_DIGITS = {
    **{ord(digit): str(value) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, digit in enumerate(digits)},
    **dict.fromkeys(map(ord, "،٬\u200e\u200f\u061c\u00a0\u202f"), " "),
}

_ISO = re.compile(
    r"""(?P<year>\d{4})
    (?:-?(?P<month>\d{1,2})(?:-?(?P<day>\d{1,2}))?)?
    (?:(?:[Tt_]|\s+|\s*[Tt]\s*)(?P<hour>\d{1,2})(?::?(?P<minute>\d{1,2})(?::?(?P<second>\d{1,2})(?:[.,:]\d+)?)?)?)?
    \s*(?P<zone>\S.*)?""",
    re.VERBOSE,
)
_RFC_822 = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(\d\d?) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) (?:GMT|([+-])(\d\d)(\d\d))"
)
"""As it should be (RFC 5322, 3.3), which most are: read without a search."""
_ORDINAL = re.compile(r"(\d{4})-(\d{3})(?:[Tt].*)?")
_CLOCK = re.compile(
    r"(\d{1,2})[:.h](\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d+)?)?\s*(am|pm|a\.m\.|p\.m\.|صباحا|مساء|ص|م)?(?![\w.])"
)
_CLOCK_NO_MINUTES = re.compile(r"(?<![\d/-])(\d{1,2})\s*(am|pm|صباحا|مساء|ص|م)\b")
_OFFSET = re.compile(r"(?:gmt|utc?|z)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?(?::?\d{2})?\s*(?:\(.*)?")
_TRAILING_OFFSET = re.compile(r"(?:^|\s|(?<=\d)|gmt|utc?)([+-]\d{1,2}:?\d{2}|[+-]\d{1,2})(?=\s|$)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,4})(?!\d)")
_WORDS = re.compile(r"[^\W\d_]+(?:_[^\W\d_]+)*|\d+")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")


_HIJRI_YEARS = range(1421, 1501)
"""2000 to 2077; what is numbered less is the Persian year, which began 1421 in 2042."""
_JALALI_YEARS = range(1360, 1421)
"""1981 to 2042."""

_LOCAL = re.compile(rf"\b(?:{'|'.join(name for zones in LOCAL_ZONES.values() for name in zones)})\b", re.IGNORECASE)


def has_local_zone(text: str) -> bool:
    """Whether a date names a zone that means another one in another language, as AST does."""
    return _LOCAL.search(text[:_LONGEST]) is not None


def parse_date(text: str, language: str = "") -> datetime | None:
    """The moment ``text`` names, to the second, or None for nonsense; a date without a zone is taken as UTC.

    ``language`` is the ISO 639 code of the text around it, which decides between the two zones called AST or IST.
    Understood: RFC 822 with two-digit years, named or missing zones, missing seconds or times, day and month
    swapped, asctime; W3CDTF and ISO 8601 in all partial forms; seconds or milliseconds since 1970; day/month/year;
    names of months in English, French, Hebrew, Arabic of all countries, Persian, Urdu and Kurdish; months and
    numeric years of the Hijri calendar (Umm al-Qura) and the Persian one; Arabic-Indic and Persian digits; 24:00.
    """
    text = text.strip()[:_LONGEST].translate(_DIGITS)
    if not text:
        return None
    zones = {**ZONES, **LOCAL_ZONES[language]} if language in LOCAL_ZONES else ZONES
    try:
        if (rfc := _RFC_822.fullmatch(text)) and (month := MONTHS.get(rfc[2].lower())):
            return _of_rfc_822(rfc, month)
        if _EPOCH.fullmatch(text):
            seconds = float(text)
            return datetime.fromtimestamp(int(seconds / 1000 if seconds >= 1e11 else seconds), UTC)
        if iso := _ISO.fullmatch(text):
            return _of_iso(text, iso, zones)
        return _of_words(folded(text), zones)
    except (ValueError, OverflowError):
        return None


def _moment(year: int, month: int, day: int, clock: tuple[int, int, int], zone: int) -> datetime:
    """A moment by the calendar that the year's number tells."""
    hour, minute, second = clock
    extra = timedelta()
    if hour == 24 and minute == second == 0:
        hour, extra = 0, timedelta(days=1)
    elif second == 60:
        # A leap second (RFC 3339, 5.7).
        second, extra = 59, timedelta(seconds=1)
    if year in _HIJRI_YEARS:
        year, month, day = _of_hijri(year, month, day)
    elif year in _JALALI_YEARS:
        year, month, day = _of_jalali(year, month, day)
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC) + extra - timedelta(minutes=zone)


def _of_hijri(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Gregorian of Umm al-Qura; ValueError or OverflowError for a date that it has not."""
    from hijridate import Hijri

    return Hijri(year, month, day).to_gregorian().datetuple()


def _of_jalali(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Gregorian of the Persian calendar; ValueError for a date that it has not."""
    from persiantools.jdatetime import JalaliDate

    found = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    return found.year, found.month, found.day


def _zone(text: str, zones: Mapping[str, int]) -> int | None:
    """Minutes east of UTC; 0 where nothing is said or the name is unknown, None where it is no zone at all."""
    text = text.strip().lower()
    if not text:
        return 0
    if offset := _OFFSET.fullmatch(text):
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return -minutes if offset[1] == "-" else minutes
    name = text.removeprefix("etc/").strip("()")
    return zones.get(name, 0) if name.replace("/", "").replace("_", "").isalpha() else None


def _of_rfc_822(found: re.Match[str], month: int) -> datetime:
    clock = (int(found[4]), int(found[5]), int(found[6]))
    zone = 0 if found[7] is None else int(found[7] + "1") * (int(found[8]) * 60 + int(found[9]))
    return _moment(int(found[3]), month, int(found[1]), clock, zone)


def _of_iso(text: str, match: re.Match[str], zones: Mapping[str, int]) -> datetime | None:
    if (ordinal := _ORDINAL.fullmatch(text)) and not match["hour"]:
        return _moment(int(ordinal[1]), 1, 1, (0, 0, 0), 0) + timedelta(days=int(ordinal[2]) - 1)
    zone = _zone(match["zone"] or "", zones)
    if zone is None:
        return _of_words(folded(text), zones)
    clock = (int(match["hour"] or 0), int(match["minute"] or 0), int(match["second"] or 0))
    return _moment(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1), clock, zone)


def _of_words(text: str, zones: Mapping[str, int]) -> datetime | None:
    """A date told by words or slashes: what is found is taken out, so that its digits are not read twice."""
    text, clock = _take_clock(text)
    found = [*_NUMERIC.finditer(text)]
    # A Hijri date often comes with the Gregorian beside it, which needs no calendar.
    numeric = next((match for match in found if any(len(part) == 4 and part > "1900" for part in match.groups())), None)
    numeric = numeric or next(iter(found), None)
    if numeric:
        text = text[: numeric.start()] + " " + text[numeric.end() :]
    zone = 0
    if offset := _TRAILING_OFFSET.search(text):
        zone = _zone(offset[1], zones) or 0
        text = text[: offset.start()] + " " + text[offset.end() :]
    words = _WORDS.findall(text)
    if not text.isascii():
        words = with_joined_names(words)
    day = _numeric_day(*(int(part) for part in numeric.groups())) if numeric else _named_day(words)
    if day is None:
        return None
    if not zone:
        last = next((word for word in reversed(words) if word.isalpha()), "")
        zone = zones.get(last, 0)
    return _moment(*day, clock, zone)


def _take_clock(text: str) -> tuple[str, tuple[int, int, int]]:
    found = _CLOCK.search(text)
    if found:
        hour, minute, second, half = int(found[1]), int(found[2]), int(found[3] or 0), found[4] or ""
    elif found := _CLOCK_NO_MINUTES.search(text):
        hour, minute, second, half = int(found[1]), 0, 0, found[2]
    else:
        return text, (0, 0, 0)
    if half.startswith(("p", "م")) and hour < 12:
        hour += 12
    elif half.startswith(("a", "ص")) and hour == 12:
        hour = 0
    return text[: found.start()] + " " + text[found.end() :], (hour, minute, second)


def _numeric_day(first: int, second: int, third: int) -> tuple[int, int, int] | None:
    """Year first, or day first as all Arab countries write; month first only where nothing else is possible."""
    if first > 31:
        return first, second, third
    year = third if third > 99 else _full_year(third)
    return (year, first, second) if second > 12 else (year, second, first)


def _named_day(words: list[str]) -> tuple[int, int, int] | None:
    """The Gregorian date if there is one, for Hijri dates come with the Gregorian beside them."""
    for months, years in ((MONTHS, None), (HIJRI_MONTHS, _HIJRI_YEARS), (JALALI_MONTHS, _JALALI_YEARS)):
        place = next((place for place, word in enumerate(words) if word in months), -1)
        if place < 0:
            continue
        found = _around(words, place)
        if found is None:
            continue
        day, year = found
        if years is None or year in years:
            return year, months[words[place]], day
    return None


def _around(words: list[str], place: int) -> tuple[int, int] | None:
    """Day and year beside the month at ``place``: the day before it or behind it, the year the next longer number."""
    before = [word for word in words[:place] if word.isdecimal()]
    after = [word for word in words[place + 1 :] if word.isdecimal()]
    if len(before) + len(after) < 2:
        return None
    if before and after:
        first, second = before[-1], next((number for number in after if len(number) == 4), after[0])
    elif after:
        first, second = after[0], next((number for number in after[1:] if len(number) == 4), after[1])
    else:
        first, second = before[-2], before[-1]
    if len(first) == 4:
        first, second = second, first
    return int(first), (int(second) if len(second) > 2 else _full_year(int(second)))


def _full_year(year: int) -> int:
    """RFC 822's two digits, split where feedparser splits them."""
    return year + (1900 if year >= 90 else 2000)
