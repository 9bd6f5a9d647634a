"""What the library knows of its own use: articles and reading by day and hour, how each feed does, and which feeds the
reader might leave. As in `feeds.types`, all values are frozen.

Reading is what was marked as read article by article: where more than a few were marked within one second, as by
marking all, nobody read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from feeds.types import Feed


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One day of the local calendar."""

    day: date
    came: int
    """Articles of that day: when they were published, or first seen where that can't be trusted."""
    read: int
    """Articles that were read on that day, of whatever day they are."""
    starred: int
    """Articles of that day that have a star."""


@dataclass(frozen=True, slots=True)
class FeedFigures:
    """How one feed did in the last ``days`` days: fewer than 90 if it has not been here that long."""

    feed: Feed
    days: int
    articles: int
    a_week: float
    """Articles it publishes in seven days."""
    settled: int
    """Those of ``articles`` that are older than a day, so that there was time to read them."""
    read: int
    """Those of ``settled`` that were read."""
    last: datetime | None
    """The day of its newest article; None without any."""
    answers: int
    """Fetches in its log, which keeps the last ones."""
    failed: int
    """Those of ``answers`` that failed."""
    failing_since: datetime | None
    """The first of the failures since it last answered well, as far as the log goes; None while it is well."""

    @property
    def share(self) -> float | None:
        """The share that was read, from 0 to 1; None where there was nothing to read yet."""
        return self.read / self.settled if self.settled else None


class Reason(StrEnum):
    """Why a reader might leave a feed, the weightiest first."""

    ENDED = "ended"
    """Its site has closed it for good (410)."""
    FAILING = "failing"
    """It has failed for weeks."""
    STILL = "still"
    """It answers, but nothing new came for half a year."""
    UNREAD = "unread"
    """Nothing of it was read."""
    HARDLY_READ = "hardly read"
    """Nearly nothing of much was read."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A feed to leave."""

    of: FeedFigures
    reason: Reason


@dataclass(frozen=True, slots=True)
class Statistics:
    """The library at the moment ``at``."""

    at: datetime
    days: tuple[DayFigures, ...]
    """The last 30, the newest last."""
    hours: tuple[int, ...]
    """Articles that were read in each of the 24 local hours of the day, in the same 30 days."""
    marked_at_once: int
    """Articles that were marked as read with many others in those days, which count as read nowhere here."""
    feeds: tuple[FeedFigures, ...]
    """Those that publish most first."""
    suggestions: tuple[Suggestion, ...]
    """The weightiest first; one a feed at most."""
