"""When a feed is due. Pure: times come in as UTC seconds and nothing here reads a clock or the network."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType

HOUR = 3_600
DAY = 24 * HOUR
SOONEST = HOUR
"""No feed is asked again sooner, but when the user says so."""
LONGEST_AGE = 5 * HOUR
"""What is heeded of Cache-Control's max-age: servers in front of others say a day without meaning it."""
LONGEST_WAIT = 7 * DAY
"""What is heeded of Expires and ttl."""
LONGEST_BACK_OFF = DAY
VALIDATORS_KEPT = 8 * DAY
"""After so long a feed is asked without conditions once: a server that always says 304 would hide its news for ever."""
THROTTLED = 600
"""Seconds to leave a host alone that asked for rest without saying how long."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What a feed says of itself: ``ttl`` in seconds, hours 0 to 23 and days (Monday is 0), in UTC, without news."""

    ttl: int | None = None
    skip_hours: Collection[int] = ()
    skip_days: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class FetchState:
    """What is remembered of a feed's answers; times are UTC seconds. The store keeps it over restarts."""

    etag: str = ""
    """Sent back byte for byte, ``W/`` and quotes included (RFC 9110, 13.1.2)."""
    modified: str = ""
    """Last-Modified as sent."""
    validators_at: int = 0
    """When a document came with the validators; a 304 brings none."""
    body_hash: bytes = b""
    """Of the document that the validators are of; empty where that one could not be read."""
    due_at: int = 0
    errors: int = 0
    """Failures in a row."""
    fetched_at: int = 0
    ended: bool = False
    """410 came: it is not asked again unless the user says so."""
    moved: str = ""
    """Where the last answer said that the feed is for good."""
    pace: Pace = Pace()
    """What the feed said when it was last read."""


def validators(state: FetchState, now: int) -> tuple[str, str]:
    """The ETag and the Last-Modified to send back, both if both came; none once they are too old, and no date that lies
    ahead, which would never be met."""
    if now - state.validators_at > VALIDATORS_KEPT:
        return "", ""
    return state.etag, "" if _is_ahead(state.modified, now) else state.modified


def answered(
    state: FetchState,
    now: int,
    headers: Mapping[str, str],
    body_hash: bytes | None,
    pace: Pace | None,
    moved: str = "",
    at_least: int = 0,
) -> FetchState:
    """The state after an answer with a feed, or a 304 (``body_hash`` None). Header names are in lower case; ``pace`` is
    None where the document was not read, ``moved`` where the answer said that the feed is for good. It is not due
    sooner than in ``at_least`` seconds."""
    etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    if body_hash is None:
        # A 304 may leave them out, or bring new ones (RFC 9110, 15.4.5).
        etag, modified = etag or state.etag, modified or state.modified
    elif not etag and not modified and body_hash == state.body_hash:
        # Of several servers behind one name some may leave them out, of the very same document.
        etag, modified = state.etag, state.modified
    pace = pace or state.pace
    return FetchState(
        etag=etag,
        modified=modified,
        validators_at=state.validators_at if body_hash is None else now,
        body_hash=state.body_hash if body_hash is None else body_hash,
        due_at=_due(now, headers, pace, at_least),
        errors=0,
        fetched_at=now,
        moved=moved,
        pace=pace,
    )


def rested(state: FetchState, now: int, wait: int) -> FetchState:
    """The state of a feed that was not asked because its host wants rest for ``wait`` seconds."""
    return replace(state, due_at=_outside(max(state.due_at, now + wait), state.pace))


def failed(
    state: FetchState,
    now: int,
    *,
    jitter: float,
    wait: int = 0,
    ended: bool = False,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> FetchState:
    """The state after a failure: the wait doubles from an hour to a day, by ``jitter`` in [0, 1) up to a quarter less
    or more so that feeds which failed together do not come back together; never under ``wait`` seconds, and never
    before the feed would have been due. ``headers`` are those of a document that could not be read: with its validators
    it is not sent again in full."""
    etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    if etag or modified:
        state = replace(state, etag=etag, modified=modified, validators_at=now, body_hash=b"")
    delay = min(SOONEST * 2 ** min(state.errors, 10), LONGEST_BACK_OFF)
    shortest, longest = max(delay * 3 // 4, SOONEST), min(delay * 5 // 4, LONGEST_BACK_OFF)
    delay = shortest + int((longest - shortest) * jitter)
    due_at = _outside(max(now + max(delay, wait), state.due_at), state.pace)
    return replace(state, errors=state.errors + 1, fetched_at=now, due_at=due_at, ended=ended)


def retry_after(value: str, now: int | None = None) -> int | None:
    """Retry-After in seconds, from seconds or a date (RFC 9110, 10.2.3); None where there is none to be read."""
    value = value.strip()
    if re.fullmatch(r"[0-9]{1,4000}", value):
        return min(int(value), LONGEST_WAIT)
    at = http_date(value)
    if at is None:
        return None
    return max(min(at - (now if now is not None else int(datetime.now(UTC).timestamp())), LONGEST_WAIT), 0)


def _due(now: int, headers: Mapping[str, str], pace: Pace, at_least: int) -> int:
    wait = max(SOONEST, min(pace.ttl or 0, LONGEST_WAIT), min(at_least, LONGEST_WAIT))
    control = headers.get("cache-control", "")
    if age := re.search(r"\bmax-age\s*=\s*\"?(\d{1,10})", control, re.IGNORECASE):
        wait = max(wait, min(int(age[1]), LONGEST_AGE))
    if (expires := http_date(headers.get("expires", ""))) is not None:
        # RFC 9111, 5.3 lets max-age override it, but who says both is best served by the longer one. By the server's
        # own clock (4.2.1), since ours may be wrong.
        said_at = http_date(headers.get("date", ""))
        wait = max(wait, min(expires - (now if said_at is None else said_at), LONGEST_WAIT))
    return _outside(now + wait, pace)


def _outside(due: int, pace: Pace) -> int:
    """The first moment from ``due`` on that is in no skipped hour and on no skipped day."""
    if len({*pace.skip_hours} & {*range(24)}) == 24 or len({*pace.skip_days} & {*range(7)}) == 7:
        return due
    while (at := datetime.fromtimestamp(due, UTC)).hour in pace.skip_hours or at.weekday() in pace.skip_days:
        due += HOUR - due % HOUR
    return due


def _is_ahead(date: str, now: int) -> bool:
    at = http_date(date)
    return at is not None and at > now + DAY


def http_date(value: str) -> int | None:
    """UTC seconds; None for what is no date."""
    from email.utils import parsedate_to_datetime  # a large package, which opening a library never needs

    try:
        at = parsedate_to_datetime(value)
        return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
