"""What the statistics say, in words: on the screen and in the command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from feeds.statistics import DayFigures, FeedFigures, Reason, Statistics, Suggestion
from tui import i18n, words
from tui.i18n import _, plural

_PERIODS = (1, 7, 30)
"""The last so many days."""
_WEEK = timedelta(days=7)
_MONTH = timedelta(days=30.44)
_YEAR = timedelta(days=365.25)


def periods(days: Sequence[DayFigures]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """What came, was read and has a star in each period, and of all days on average."""
    for count in _PERIODS:
        name = plural("Last {n} day", "Last {n} days", count) if count > 1 else _("Today")
        yield name, _told([words.number(total) for total in _sums(days[-count:])])
    yield _("A day on average"), _told([rate(total / max(len(days), 1)) for total in _sums(days)])


def _sums(days: Sequence[DayFigures]) -> tuple[int, int, int]:
    return sum(one.came for one in days), sum(one.read for one in days), sum(one.starred for one in days)


def _told(figures: Sequence[str]) -> tuple[str, str, str]:
    came, read, starred = figures
    return came, read, starred


def rate(value: float) -> str:
    """A number, with a decimal where it is below ten and has one: 0.3, 7, 12."""
    whole, _point, part = f"{max(value, 0.1):.1f}".partition(".")
    if value >= 9.95 or not value or part == "0":
        return words.number(round(value))
    # U+066B parts what is written in the digits of Arabic script (CLDR).
    sign = "." if i18n.digits() == i18n.LATIN_DIGITS else "\u066b"
    return f"{words.number(int(whole))}{sign}{words.number(int(part))}"


def percent(share: float | None) -> str:
    """A share of one in hundredths, of which there is one at least if anything; a dash where there is none."""
    if share is None:
        return "–"
    return words.number(max(round(share * 100), int(share > 0))) + (
        "%" if i18n.digits() == i18n.LATIN_DIGITS else "\u066a"
    )


def hour(at: int) -> str:
    """The beginning of an hour of the day."""
    return f"{words.number(at)}:{words.number(0) * 2}"


def busiest_day(days: Sequence[DayFigures], counts: Sequence[int]) -> str:
    """The day that has most of ``counts``, one a day; empty where there are none."""
    if not any(counts):
        return ""
    return _("most on {day}", day=day(days[counts.index(max(counts))].day))


def busiest_hour(hours: Sequence[int]) -> str:
    """The hour in which most was read; empty where nothing was."""
    if not any(hours):
        return ""
    at = hours.index(max(hours))
    return _("most from {start} to {end}", start=hour(at), end=hour((at + 1) % 24))


def day(on: date) -> str:
    """A day of the local calendar by its date."""
    return words.day(datetime(on.year, on.month, on.day, 12).astimezone())


def counted(told: Statistics) -> str:
    """What counts as read."""
    if told.marked_at_once:
        return plural(
            "What was marked as read in bulk does not count as read here: {n} article.",
            "What was marked as read in bulk does not count as read here: {n} articles.",
            told.marked_at_once,
        )
    return _("What is marked as read in bulk does not count as read here.")


def feed(one: FeedFigures, now: datetime) -> str:
    """How a feed does, in one line."""
    read = "" if one.share is None else _("{share} read", share=percent(one.share))
    news = _("last news: {when}", when=words.listed(one.last, now)) if one.last else _("no articles yet")
    failed = (
        plural("{failed} of {n} fetch failed", "{failed} of {n} fetches failed", one.answers, failed=one.failed)
        if one.failed
        else ""
    )
    return words.beside((_("{rate} a week", rate=rate(one.a_week)), read, news, failed))


def reason(one: Suggestion, now: datetime) -> str:
    """Why to leave a feed."""
    of = one.of
    match one.reason:
        case Reason.ENDED:
            return _("Its site has closed it for good")
        case Reason.FAILING:
            weeks = (now - of.failing_since) // _WEEK if of.failing_since else 0
            return plural("Failing for {n} week", "Failing for {n} weeks", max(weeks, 1))
        case Reason.STILL:
            still = now - of.last if of.last else _YEAR
            if still < _YEAR:
                return plural("Nothing new for {n} month", "Nothing new for {n} months", still // _MONTH)
            return plural("Nothing new for {n} year", "Nothing new for {n} years", still // _YEAR)
        case Reason.UNREAD:
            return plural(
                "You read none of {n} article in {days} days",
                "You read none of {n} articles in {days} days",
                of.settled,
                days=of.days,
            )
        case Reason.HARDLY_READ:
            return plural(
                "You read {read} of {n} article in {days} days",
                "You read {read} of {n} articles in {days} days",
                of.settled,
                read=of.read,
                days=of.days,
            )
