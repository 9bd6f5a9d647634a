"""Dates of feeds, RFC 822 and RFC 3339 in whatever state they come, to aware UTC datetimes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from feeds.parse.months import MONTHS, ZONES

_LONGEST = 120

_DIGITS = {
    **{ord(digit): str(value) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, digit in enumerate(digits)},
    **dict.fromkeys(map(ord, "،٬\u200e\u200f\u061c\u00a0"), " "),
}

_ISO = re.compile(
    r"""(?P<year>\d{4})
    (?:-?(?P<month>\d{1,2})(?:-?(?P<day>\d{1,2}))?)?
    (?:(?:[Tt_]|\s+|\s*[Tt]\s*)(?P<hour>\d{1,2})(?::?(?P<minute>\d{1,2})(?::?(?P<second>\d{1,2})(?:[.,:]\d+)?)?)?)?
    \s*(?P<zone>\S.*)?""",
    re.VERBOSE,
)
_ORDINAL = re.compile(r"(\d{4})-(\d{3})(?:[Tt].*)?")
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d+)?)?\s*(am|pm|a\.m\.|p\.m\.|ص|م)?(?![\w.])")
_CLOCK_NO_MINUTES = re.compile(r"(?<![\d/-])(\d{1,2})\s*(am|pm|ص|م)\b")
_OFFSET = re.compile(r"(?:gmt|utc?|z)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?(?::?\d{2})?\s*(?:\(.*)?")
_TRAILING_OFFSET = re.compile(r"(?:^|\s|(?<=\d)|gmt|utc?)([+-]\d{1,2}:?\d{2}|[+-]\d{1,2})(?=\s|$)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,4})(?!\d)")
_WORDS = re.compile(r"[^\W\d_]+(?:_[^\W\d_]+)*|\d+")
_PAIRS = re.compile(r"(تشرين|كانون|تشرینی|کانوونی)\s+(?=\w)")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")


def parse_date(text: str) -> datetime | None:
    """The moment ``text`` names, to the second, or None for nonsense; a date without a zone is taken as UTC.

    Understood: RFC 822 with two-digit years, named or missing zones, missing seconds or times, day and month
    swapped, asctime; W3CDTF and ISO 8601 in all partial forms; seconds or milliseconds since 1970; day/month/year;
    names of months in English, French and Arabic of all countries; Arabic-Indic and Persian digits; 24:00.
    """
    text = text.strip()[:_LONGEST].translate(_DIGITS)
    if not text:
        return None
    try:
        if _EPOCH.fullmatch(text):
            seconds = float(text)
            return datetime.fromtimestamp(int(seconds / 1000 if seconds >= 1e11 else seconds), UTC)
        if iso := _ISO.fullmatch(text):
            return _of_iso(text, iso)
        return _of_words(text.lower())
    except (ValueError, OverflowError):
        return None


def _moment(year: int, month: int, day: int, clock: tuple[int, int, int], zone: int) -> datetime:
    hour, minute, second = clock
    extra = timedelta()
    if hour == 24 and minute == second == 0:
        hour, extra = 0, timedelta(days=1)
    elif second == 60:
        # A leap second (RFC 3339, 5.7).
        second, extra = 59, timedelta(seconds=1)
    if year < 1:
        raise ValueError(year)
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC) + extra - timedelta(minutes=zone)


def _zone(text: str) -> int | None:
    """Minutes east of UTC; 0 where nothing is said or the name is unknown, None where it is no zone at all."""
    text = text.strip().lower()
    if not text:
        return 0
    if offset := _OFFSET.fullmatch(text):
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return -minutes if offset[1] == "-" else minutes
    name = text.removeprefix("etc/").strip("()")
    return ZONES.get(name, 0) if name.replace("/", "").replace("_", "").isalpha() else None


def _of_iso(text: str, match: re.Match[str]) -> datetime | None:
    if (ordinal := _ORDINAL.fullmatch(text)) and not match["hour"]:
        return _moment(int(ordinal[1]), 1, 1, (0, 0, 0), 0) + timedelta(days=int(ordinal[2]) - 1)
    zone = _zone(match["zone"] or "")
    if zone is None:
        return _of_words(text.lower())
    clock = (int(match["hour"] or 0), int(match["minute"] or 0), int(match["second"] or 0))
    return _moment(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1), clock, zone)


def _of_words(text: str) -> datetime | None:
    """A date told by words or slashes: what is found is taken out, so that its digits are not read twice."""
    text, clock = _take_clock(text)
    numeric = _NUMERIC.search(text)
    if numeric:
        text = text[: numeric.start()] + " " + text[numeric.end() :]
    zone = 0
    if offset := _TRAILING_OFFSET.search(text):
        zone = _zone(offset[1]) or 0
        text = text[: offset.start()] + " " + text[offset.end() :]
    words = _WORDS.findall(_PAIRS.sub(r"\1_", text))
    day = _numeric_day(*(int(part) for part in numeric.groups())) if numeric else _named_day(words)
    if day is None:
        return None
    if not zone:
        last = next((word for word in reversed(words) if word.isalpha()), "")
        zone = ZONES.get(last, 0)
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
    month = next((MONTHS[word] for word in words if word in MONTHS), 0)
    numbers = [word for word in words if word.isdecimal()]
    if not month or len(numbers) < 2:
        return None
    first, second = numbers[0], numbers[-1] if len(numbers[-1]) == 4 else numbers[1]
    if len(first) == 4:
        first, second = numbers[1], first
    return (int(second) if len(second) > 2 else _full_year(int(second))), month, int(first)


def _full_year(year: int) -> int:
    """RFC 822's two digits, split where feedparser splits them."""
    return year + (1900 if year >= 90 else 2000)
