"""Codes, dates and figures in words, in the language in use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from feeds.reading_time import seconds_of
from feeds.types import ChosenDirection
from tui import calendars, i18n, region
from tui.addresses import shown
from tui.i18n import N_, _, plural
from tui.i18n import number as number
from tui.keyed import joined

_RTL = re.compile("[\u0590-\u08ff]")

ERRORS: Mapping[str, str] = {
    "error": N_("Something went wrong."),
    "feed": N_("The feed could not be read: {url}"),
    "fetch": N_("The feed could not be fetched: {url}"),
    "bad-address": N_("This is no web address: {url}. It should start with https://"),
    "private-address": N_("This address leads to this machine or its own network: {url}."),
    "unknown-host": N_("There is no server called {host}, or the network is down. Is the address right? {url}"),
    "connection-failed": N_("The server could not be reached: {url}. It may be down, or the network is."),
    "proxy-failed": N_("The proxy {proxy} did not lead to the server: {url}"),
    "no-secret": N_("The sign-in of this feed can't be read where it is kept: {url}. Set it again."),
    "tls-failed": N_("The server's certificate can't be trusted, so nothing was fetched: {url}"),
    "timed-out": N_("The server took too long to answer: {url}. It will be asked again later."),
    "too-large": N_("The feed is too large to be read: {url}"),
    "bad-redirect": N_(
        "The address leads on to one that can't be followed: {url}. Look on the site for the feed's new address."
    ),
    "http": N_("The server answered {status} in place of a feed: {url}"),
    "refused": N_("The site asks for a sign-in ({status}): {url}. A name and a password can be set for the feed."),
    "forbidden": N_(
        "The site turns the request away ({status}): {url}. The feed's setting “ask as a browser would” may help."
    ),
    "missing": N_(
        "There is nothing at this address any more (404): {url}. Look on the site for the feed's new address."
    ),
    "gone": N_("The site has closed this feed (410): {url}. Its articles stay; it is not asked again."),
    "throttled": N_("The site asks to be left alone for a while: {url}. It will be asked again later."),
    "server-failed": N_("The server has a fault of its own ({status}): {url}. It will be asked again later."),
    "parse": N_("What was sent could not be read as a feed: {url}"),
    "not-a-feed": N_("There is no feed at this address, but something else: {url}"),
    "empty-document": N_("The server sent an empty page in place of a feed: {url}"),
    "broken-feed": N_("The feed is broken and could not be made out: {url}. Its publisher has to mend it."),
    "parse-timeout": N_("Reading the feed took too long, so it was given up: {url}"),
    "extract": N_("The full text could not be taken from this page: {url}"),
    "no-article": N_("There is no article on this page: {url}"),
    "paywalled": N_("The site gives the full text to subscribers only: {url}"),
    "extract-timeout": N_("Reading the page took too long, so it was given up: {url}"),
    "no-comments": N_("The article names no feed of its comments: {url}"),
    "bad-picture": N_("This is no picture that can be shown, or it is too large: {url}"),
    "no-feed-found": N_("No feed was found on this site: {url}. Its address may be on a page of the site's own."),
    "already-subscribed": N_("This feed is in the library already: {url}"),
    "library": N_("The library could not be used: {path}"),
    "library-damaged": N_("The library was damaged. It is kept as {kept_as}; what could be read of it is here."),
    "library-newer": N_("The library was made by a later version of Nashra: {path}. Update Nashra to open it."),
    "library-read-only": N_("The library can be read but not changed: {path}. New articles and marks are not kept."),
    "library-nowhere": N_("No library can be made at {path}. Name another place with --library."),
    "library-busy": N_("Another Nashra is refreshing this library: {path}. Try again when it is done."),
    "disk-full": N_("The disk is full, so nothing more can be kept: {path}"),
    "opml": N_("This is no OPML file, or a broken one: {path}"),
    "nothing-to-import": N_("Nothing of another reader is there that is known: {path}"),
    "file-unreadable": N_("The file can't be read: {path}"),
    "no-home": N_("There is no home folder to keep the library in. Name a file for it with --library."),
    "file-unwritable": N_("The file can't be written: {path} ({why})"),
    "file-in-the-way": N_(
        "No backup was written: something else is at {path}, or a library in use. Give another name."
    ),
    "not-a-backup": N_("This is no backup of Nashra's: {path}"),
    "backup-damaged": N_("The backup is damaged, so the library was left as it is: {path}"),
    "file-busy": N_("Another program is writing to the file: {path}. Close it and try again."),
    "query": N_("This can't be searched for."),
    "query-quote": N_("This quotation mark is not closed."),
    "query-parenthesis": N_("This parenthesis lacks its other half."),
    "query-nested": N_("There are too many parentheses within one another."),
    "query-operand": N_("There has to be something to look for beside “{word}”."),
    "query-no-value": N_("What to look for has to follow “{name}:” at once."),
    "query-value": N_("“{name}:” does not take “{value}”, but one of these: {choices}"),
    "query-date": N_("“{value}” is no date. Write 2026-01-31, today or yesterday, or how long ago: 7d, 2w, 3m, 1y."),
    "query-count": N_("“{value}” is no number of words. Write 500, or >500 or <=500."),
    "bad-setting": N_("This can't be set for a feed: {name}"),
    "settings-unreadable": N_("There is a mistake in the settings, {path}: {why}"),
    "not-found": N_("There is nothing of that name: {name}"),
    "feed-not-found": N_("There is no feed with the number {id}. «nashra feeds» tells the numbers."),
    "article-not-found": N_("There is no article with the number {id}. «nashra list» tells the numbers."),
}
"""A sentence for each code of `feeds.errors`: what happened, to what, and what to do."""
_DAMAGE_MET = N_(
    "The library is damaged: {path}. At the next start it is set aside, and what can be read of it is kept."
)
"""Of a damage that was met while reading."""

SUBJECTS: Mapping[str, str] = {
    "news": N_("News"),
    "economy": N_("Economy"),
    "sport": N_("Sport"),
    "technology": N_("Technology"),
    "opinion": N_("Opinion"),
}
COUNTRIES: Mapping[str, str] = {
    "AE": N_("United Arab Emirates"),
    "AF": N_("Afghanistan"),
    "BH": N_("Bahrain"),
    "DJ": N_("Djibouti"),
    "DZ": N_("Algeria"),
    "EG": N_("Egypt"),
    "ER": N_("Eritrea"),
    "IL": N_("Israel"),
    "IQ": N_("Iraq"),
    "IR": N_("Iran"),
    "JO": N_("Jordan"),
    "KM": N_("Comoros"),
    "KW": N_("Kuwait"),
    "LB": N_("Lebanon"),
    "LY": N_("Libya"),
    "MA": N_("Morocco"),
    "MR": N_("Mauritania"),
    "OM": N_("Oman"),
    "PK": N_("Pakistan"),
    "PS": N_("Palestine"),
    "QA": N_("Qatar"),
    "SA": N_("Saudi Arabia"),
    "SD": N_("Sudan"),
    "SO": N_("Somalia"),
    "SS": N_("South Sudan"),
    "SY": N_("Syria"),
    "TD": N_("Chad"),
    "TN": N_("Tunisia"),
    "YE": N_("Yemen"),
}
LANGUAGES: Mapping[str, str] = {
    "ar": N_("Arabic"),
    "ckb": N_("Kurdish"),
    "en": N_("English"),
    "fa": N_("Persian"),
    "he": N_("Hebrew"),
    "ur": N_("Urdu"),
}
_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July")),
    *(N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)
_HIJRI_MONTHS = (
    *(N_("Muharram"), N_("Safar"), N_("Rabi I"), N_("Rabi II"), N_("Jumada I"), N_("Jumada II"), N_("Rajab")),
    *(N_("Sha’ban"), N_("Ramadan"), N_("Shawwal"), N_("Dhu’l-Qa’da"), N_("Dhu’l-Hijja")),
)
_JALALI_MONTHS = (
    *(N_("Farvardin"), N_("Ordibehesht"), N_("Khordad"), N_("Tir"), N_("Mordad"), N_("Shahrivar")),
    *(N_("Mehr"), N_("Aban"), N_("Azar"), N_("Dey"), N_("Bahman"), N_("Esfand")),
)
_AFGHAN_MONTHS = (
    *(N_("Hamal"), N_("Sawr"), N_("Jawza"), N_("Saratan"), N_("Asad"), N_("Sunbula")),
    *(N_("Mizan"), N_("Aqrab"), N_("Qaws"), N_("Jadi"), N_("Dalw"), N_("Hut")),
)
"""The same twelve months, by the signs of the zodiac."""


class _Places(dict[str, str]):
    """The arguments of an error; one that is missing leaves its place empty."""

    def __missing__(self, key: str) -> str:
        return ""


OF_PAGES = {
    "timed-out": N_("The server took too long to answer: {url}. Try again later."),
    "throttled": N_("The site asks to be left alone for a while: {url}. Try again later."),
    "server-failed": N_("The server has a fault of its own ({status}): {url}. Try again later."),
}
"""Of what no one asks for again but the reader: an article's page, or its comments."""


def error(code: str, args: Mapping[str, str]) -> str:
    """One sentence about an error of `feeds.errors`."""
    sentence = ERRORS.get(code, ERRORS["error"])
    if args.get("asked_by") == "reader":
        sentence = OF_PAGES.get(code, sentence)
    if code == "library-damaged" and not args.get("kept_as"):
        sentence = _DAMAGE_MET
    return _(sentence).format_map(_Places({name: shown(value) for name, value in args.items()}))


def subject(key: str) -> str:
    """What a feed of the catalogue is about."""
    return _(SUBJECTS[key]) if key in SUBJECTS else key


def country(code: str) -> str:
    """A country by its ISO 3166 code."""
    return _(COUNTRIES[code]) if code in COUNTRIES else code


def language_name(code: str) -> str:
    """A language by its ISO 639 code."""
    return _(LANGUAGES[code]) if code in LANGUAGES else code


def moment(then: datetime, now: datetime) -> str:
    """When something was: how long ago within a week, else the day."""
    return _ago(then, now) or day(then)


def listed(then: datetime, now: datetime) -> str:
    """`moment` where room is short: a day of this year, in the calendar that tells it, without the year."""
    return _ago(then, now) or next(dates(then, now))


def _ago(then: datetime, now: datetime) -> str:
    """How long ago something was, within a week; else nothing. Days are those of the local calendar."""
    minutes = int((now - then) / timedelta(minutes=1))
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return plural("{n} minute ago", "{n} minutes ago", minutes)
    if minutes < 24 * 60:
        return plural("{n} hour ago", "{n} hours ago", minutes // 60)
    # Yesterday ends at midnight: what was 30 hours ago may be of the day before.
    days = (_local(now) - _local(then)).days
    if days < 7:
        return plural("{n} day ago", "{n} days ago", days)
    return ""


def ahead(then: datetime, now: datetime) -> str:
    """How long it is until ``then``, or that it is due."""
    minutes = int((then - now) / timedelta(minutes=1))
    if minutes < 1:
        return _("at the next refresh")
    if minutes < 60:
        return plural("in {n} minute", "in {n} minutes", minutes)
    if minutes < 48 * 60:
        return plural("in {n} hour", "in {n} hours", round(minutes / 60))
    return plural("in {n} day", "in {n} days", round(minutes / 60 / 24))


def day(then: datetime) -> str:
    """A date in the local time zone and the calendar that stands first, its month by name: 25 November 2026."""
    return next(dates(then))


def date_line(then: datetime) -> str:
    """`day` with that of the second calendar where there is one: 25 November 2026 · 15 Jumada II 1448."""
    return " · ".join(dates(then))


def dates(then: datetime, now: datetime | None = None) -> Iterator[str]:
    """A date in the calendars of the region that reach it; the Gregorian reaches all and stands in for the rest. The
    year that is ``now`` is left out."""
    local, today = _local(then), _local(now) if now else None
    told = filter(None, (_date(local, calendar, today) for calendar in region.in_use().calendars))
    yield next(told, "") or _date(local, "gregorian", today)
    yield from told


def _local(then: datetime) -> date:
    try:
        return then.astimezone().date()
    except OverflowError:
        # The first or last day there is, which a time zone would lead out of.
        return then.date()


def _date(on: date, calendar: region.Calendar, today: date | None) -> str:
    """A day in a calendar, without the year if ``today`` is of the same; nothing where that calendar does not reach."""
    found = _counted(on, calendar)
    if found is None:
        return ""
    year, month, day_of_month = found
    name = _(_months(calendar)[month - 1])
    this_year = _counted(today, calendar) if today else None
    if this_year and this_year[0] == year:
        return i18n.day(day_of_month, name)
    return i18n.date(day_of_month, name, year)


def _counted(on: date, calendar: region.Calendar) -> calendars.YearMonthDay | None:
    if calendar == "hijri":
        return calendars.hijri(on, region.in_use().hijri_offset)
    return calendars.jalali(on) if calendar == "jalali" else (on.year, on.month, on.day)


def _months(calendar: region.Calendar) -> tuple[str, ...]:
    if calendar == "hijri":
        return _HIJRI_MONTHS
    if calendar == "jalali":
        return _AFGHAN_MONTHS if region.in_use().country == "AF" else _JALALI_MONTHS
    return region.MONTHS.get(region.in_use().months, _MONTHS) if i18n.language() == "ar" else _MONTHS


def reading_time(count: int, tongue: str) -> str:
    """How long ``count`` words in a language (ISO 639) take to read."""
    minutes = round(seconds_of(count, tongue) / 60)
    return plural("{n} minute of reading", "{n} minutes of reading", max(minutes, 1))


def minutes(seconds: int) -> str:
    """A reading time in few letters."""
    return plural("{n} min", "{n} min", max(round(seconds / 60), 1))


def comma(tongue: str) -> str:
    """What parts the names of a list in a language (ISO 639)."""
    return "، " if tongue in ("ar", "fa", "ur", "ckb") else ", "


def beside(parts: Iterable[str], side: ChosenDirection = "") -> str:
    """Parts in one line, each held together: between marks of its direction no neighbour takes its numbers along, and
    parts follow each other as the interface is read, or from the ``side`` at which a page starts its lines."""
    rtl = side == "rtl" if side else i18n.rtl()
    between = " \u200f· " if rtl else " \u200e· " if side else " · "
    around = "\u200f" if side == "ltr" else ""
    held = ((around if _RTL.search(part) else "\u200e", part) for part in parts if part)
    return joined(between, (joined("", (mark, part, mark)) for mark, part in held))
