"""What a reader's country sets: the digits, the names of the months, the calendars and the first day of the week.

One choice is in use at a time, for the whole process, like the language of `tui.i18n`. The tables hold what CLDR says
of each country (tests compare all of it), for the Arabic spoken there, and Persian or Urdu where none is: reading CLDR
itself would take longer than the first list may wait.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from tui import i18n

if TYPE_CHECKING:
    from tui.config import Config

_Key = TypeVar("_Key")
Digits = Literal["latin", "arabic", "persian"]
Months = Literal["common", "levant", "algeria", "morocco", "mauritania"]
Calendar = Literal["gregorian", "hijri", "jalali"]

DIGITS: Mapping[Digits, str] = {"latin": i18n.LATIN_DIGITS, "arabic": "٠١٢٣٤٥٦٧٨٩", "persian": "۰۱۲۳۴۵۶۷۸۹"}
"""Ten digits each, zero first."""
MONTHS: Mapping[Months, tuple[str, ...]] = {
    "levant": (
        *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
        *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
    ),
    "algeria": (
        *("جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان"),
        *("جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    ),
    "morocco": (
        *("يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو"),
        *("يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"),
    ),
    "mauritania": (
        *("يناير", "فبراير", "مارس", "إبريل", "مايو", "يونيو"),
        *("يوليو", "أغشت", "شتمبر", "أكتوبر", "نوفمبر", "دجمبر"),
    ),
}
"""The Gregorian months in Arabic where they are called otherwise than in the catalog, which has the common names."""

_DIGITS_OF: Mapping[Digits, str] = {
    "arabic": "BH DJ EG ER IL IQ JO KM KW LB MR OM PS QA SA SD SO SS SY TD YE",
    "persian": "AF IR",
}
_MONTHS_OF: Mapping[Months, str] = {
    "levant": "IQ JO LB PS SY",
    "algeria": "DZ TN",
    "morocco": "MA",
    "mauritania": "MR",
}
# Saudi Arabia's is the Gregorian first since 2024 (CLDR-11008).
_CALENDARS_OF: Mapping[str, tuple[Calendar, ...]] = {
    "SA": ("gregorian", "hijri"),
    "IR": ("jalali", "gregorian"),
    "AF": ("jalali", "gregorian"),
}
_MONDAY, _FRIDAY, _SATURDAY, _SUNDAY = 0, 4, 5, 6
_WEEK_STARTS = {"monday": _MONDAY, "saturday": _SATURDAY, "sunday": _SUNDAY}
_WEEK_START_OF: Mapping[int, str] = {
    _FRIDAY: "MV",
    _SATURDAY: "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY",
    _SUNDAY: (
        "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE "
        "PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW"
    ),
}
_ARABIC_SCRIPT = frozenset(["ar", "ckb", "fa", "ur"])
# Patterns are compiled by their first use: start-up has no time for any.
_TERRITORY = r"[A-Za-z]+(?:_[A-Za-z]{4})?_([A-Za-z]{2})(?![A-Za-z])"
_WORD = r"\S+"
_TYPED = "[A-Za-z\u00c0-\u024f@]"
"""Links, addresses, @names and the likes of F-16 have one of these in each of their words."""
_FIGURE = "[0-9٠-٩۰-۹](?!\ufe0f?\u20e3)"
"""A digit, but for one that a keycap is drawn around (UTS #51, ED-14c)."""


class Region(NamedTuple):
    """What is in use, each part settled."""

    country: str = ""
    """ISO 3166, or empty."""
    digits: Digits = "latin"
    """Of the numbers in an interface whose language has other digits than the Latin; others have those."""
    months: Months = "common"
    """How the Gregorian months are called in Arabic."""
    calendars: tuple[Calendar, ...] = ("gregorian",)
    """Those in which a date is told, in their order; one or two."""
    hijri_offset: int = 0
    """Days that the Hijri date goes ahead of Umm al-Qura."""
    week_start: int = _MONDAY
    """As `datetime.weekday` counts, from 0 on Monday."""
    feed_digits: bool = False
    """Whether the digits in the text of feeds are turned into those of the interface."""


_in_use = Region()


def use(region: Region) -> None:
    """Take ``region`` from now on, also for the numbers in messages."""
    global _in_use
    _in_use = region
    i18n.use_digits(DIGITS[region.digits])


def in_use() -> Region:
    """What was taken last."""
    return _in_use


def of(config: Config, environ: Mapping[str, str]) -> Region:
    """What the settings say, and for what they leave open the country says; that, too, may be the locale's. Where it
    says nothing of the digits, the language in use does."""
    country = config.country.upper() or territory(environ)
    return Region(
        country=country,
        digits=config.digits if config.digits != "auto" else _key(_DIGITS_OF, country, _usual_digits()),
        months=config.months if config.months != "auto" else _key(_MONTHS_OF, country, "common"),
        calendars=_calendars(config, country),
        hijri_offset=config.hijri_offset,
        week_start=(
            _WEEK_STARTS[config.week_start] if config.week_start != "auto" else _key(_WEEK_START_OF, country, _MONDAY)
        ),
        feed_digits=config.feed_digits == "shown",
    )


def territory(environ: Mapping[str, str]) -> str:
    """The country of the locale for dates (ISO 3166): of LC_ALL, LC_TIME and LANG the first that is set (POSIX, 8.2);
    empty where it names none."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_TIME", "LANG") if environ.get(name)), "")
    found = re.match(_TERRITORY, locale)
    return found[1].upper() if found else ""


def week() -> tuple[int, ...]:
    """The seven days in the order of the week, as `datetime.weekday` counts them."""
    return tuple((_in_use.week_start + at) % 7 for at in range(7))


def digits_of(text: str, language: str) -> str:
    """``text`` of a feed, in ``language`` (ISO 639), as its digits are to be shown: as they are written unless the
    reader asked for those of the interface. Each character stays in its place. Words with Latin letters or an @ keep
    their digits: links, e-mail addresses, @names, F-16; and only Arabic script takes other digits than the Latin."""
    ten = i18n.digits()
    if not _in_use.feed_digits or (ten != DIGITS["latin"] and language not in _ARABIC_SCRIPT):
        return text
    return re.sub(_WORD, lambda word: word[0] if re.search(_TYPED, word[0]) else _turned(word[0], ten), text)


def _turned(word: str, ten: str) -> str:
    return re.sub(_FIGURE, lambda figure: ten[int(figure[0])], word)


def _calendars(config: Config, country: str) -> tuple[Calendar, ...]:
    """The first that was chosen, or the country's; beside it what was chosen, or the country's other one, or the
    Gregorian where another stands first."""
    usual = _CALENDARS_OF.get(country, ("gregorian",))
    first = config.calendar if config.calendar != "auto" else usual[0]
    if config.calendar_beside == "none":
        return (first,)
    if config.calendar_beside != "auto":
        return (first, config.calendar_beside) if config.calendar_beside != first else (first,)
    return (first, *[other for other in (*usual, "gregorian") if other != first][:1])


def _usual_digits() -> Digits:
    return next(name for name in DIGITS if name == i18n.usual_digits())


def _key(table: Mapping[_Key, str], country: str, otherwise: _Key) -> _Key:
    return next((key for key, countries in table.items() if country in countries.split()), otherwise)
