"""Counts articles and reading of the last days, and how each feed does.

Nothing here looks at more than the last 90 days of articles, so it costs what they do and not what the library does.
What has been pruned is counted nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import apsw

from feeds.statistics import DayFigures, FeedFigures, Reason, Statistics, Suggestion
from feeds.store import subscriptions
from feeds.types import Feed

DAYS = 30
"""Days that are told one by one."""
WINDOW = 90
"""Days that feeds are measured by."""
AT_ONCE = 10
"""Articles that may be marked as read within one second, as a story with its sources is, and still count as read."""
FAILING = timedelta(days=14)
STILL = timedelta(days=183)
ACQUAINTED = 30
"""Days that a feed has been here before not reading it means anything."""
ENOUGH = 20
"""Articles before not reading any of them does."""
MUCH = 100
HARDLY = 0.02

_DAY = 86_400
_QUARTER = 900
"""Seconds. Local days and hours begin with a quarter of an hour in every time zone that is in use."""

_FEEDS = (
    "SELECT f.id,"
    " (SELECT count(*) FROM article WHERE feed = f.id AND sort_at >= :window),"
    " (SELECT count(*) FROM article WHERE feed = f.id AND sort_at >= :window AND sort_at < :settled),"
    " (SELECT max(sort_at) FROM article WHERE feed = f.id),"
    " (SELECT min(sort_at) FROM article WHERE feed = f.id),"
    " ifnull((SELECT first_seen FROM article WHERE feed = f.id AND sort_at >= :window ORDER BY sort_at, id LIMIT 1),"
    " (SELECT first_seen FROM article WHERE feed = f.id ORDER BY sort_at DESC, id DESC LIMIT 1)) FROM feed f"
)
"""Articles, those that are settled, the newest and the oldest of all, and since when the feed is known: when its oldest
article of the window came, or its newest."""
# One walk along the window. What was read the moment it came was marked by a rule or an import; the index is named
# because the planner would rather walk all of another for its order.
_READ = (
    "WITH reads AS MATERIALIZED (SELECT feed, sort_at, read_at FROM article INDEXED BY article_all"
    " WHERE sort_at >= :window AND read_at > first_seen),"
    f" at_once AS MATERIALIZED (SELECT read_at FROM reads GROUP BY read_at HAVING count(*) > {AT_ONCE})"
    " SELECT 'feed', feed, count(*), 0 FROM reads WHERE sort_at < :settled AND read_at NOT IN at_once GROUP BY feed"
    f" UNION ALL SELECT 'quarter', read_at / {_QUARTER}, sum(read_at NOT IN at_once), sum(read_at IN at_once)"
    f" FROM reads WHERE read_at >= :days GROUP BY read_at / {_QUARTER}"
)
"""What was read of each feed's settled articles, and in each quarter of an hour, beside what was marked at once."""
# No index leads to what was read of older articles, but the log of deeds does, as far as it is kept.
_READ_LATE = (
    f"SELECT a.read_at / {_QUARTER}, count(DISTINCT a.id) FROM op o CROSS JOIN op_item i ON i.op = o.id"
    " CROSS JOIN article a ON a.id = i.article WHERE o.at >= :days AND o.kind = 'read'"
    f" AND (SELECT count(*) FROM (SELECT 1 FROM op_item WHERE op = o.id LIMIT {AT_ONCE + 1})) <= {AT_ONCE}"
    " AND a.sort_at < :window AND a.read_at >= :days AND a.read_at > a.first_seen GROUP BY 1"
)
_CAME = f"SELECT sort_at / {_QUARTER}, count(*) FROM article WHERE sort_at >= :days GROUP BY 1"
_STARRED = f"SELECT sort_at / {_QUARTER}, count(*) FROM article WHERE star = 1 AND sort_at >= :days GROUP BY 1"
_ANSWERS = (
    "WITH well AS MATERIALIZED (SELECT feed, max(id) AS id FROM fetch_log WHERE error = '' GROUP BY feed)"
    " SELECT l.feed, count(*), sum(l.error <> ''), min(iif(l.id > ifnull(w.id, 0), l.at, NULL))"
    " FROM fetch_log l LEFT JOIN well w ON w.feed = l.feed GROUP BY l.feed"
)
QUERIES = (_FEEDS, _READ, _READ_LATE, _CAME, _STARRED, _ANSWERS)
"""All that is asked, each with ``:days``, ``:window`` and ``:settled`` (UTC seconds) for its places."""


def statistics(connection: apsw.Connection, now: int) -> Statistics:
    """What there is to tell at ``now`` (UTC seconds), by the local time zone. Within a snapshot."""
    today = _local(now).date()
    first = today - timedelta(days=DAYS - 1)
    since = {
        "days": int(datetime(first.year, first.month, first.day).astimezone().timestamp()),
        "window": now - WINDOW * _DAY,
        "settled": now - _DAY,
    }
    came, starred = (_by_day(_rows(connection, query, since)) for query in (_CAME, _STARRED))
    reads = list(_rows(connection, _READ, since))
    quarters = [(quarter, count) for of, quarter, count, _ in reads if of == "quarter"]
    quarters += _rows(connection, _READ_LATE, since)
    read = _by_day(quarters)
    hours: Counter[int] = Counter()
    for quarter, count in quarters:
        hours[_local(quarter * _QUARTER).hour] += count
    read_of = {feed: count for of, feed, count, _ in reads if of == "feed"}
    feeds = sorted(_feeds(connection, since, read_of, now), key=lambda one: (-one.a_week, one.feed.id))
    return Statistics(
        at=datetime.fromtimestamp(now, UTC),
        days=tuple(
            DayFigures(day, came[day], read[day], starred[day])
            for day in (first + timedelta(days=at) for at in range(DAYS))
        ),
        hours=tuple(hours[hour] for hour in range(24)),
        marked_at_once=sum(at_once for *_, at_once in reads),
        feeds=tuple(feeds),
        suggestions=tuple(_suggestions(feeds, now)),
    )


def _rows(connection: apsw.Connection, query: str, since: dict[str, int]) -> Iterable[Any]:
    return connection.execute(query, since)


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC).astimezone()


def _by_day(quarters: Iterable[tuple[int, int]]) -> Counter[date]:
    found: Counter[date] = Counter()
    for quarter, count in quarters:
        found[_local(quarter * _QUARTER).date()] += count
    return found


# ── Feeds ────────────────────────────────────────────────────────────────────────────────────────────────────


def _feeds(connection: apsw.Connection, since: dict[str, int], read: dict[int, int], now: int) -> Iterable[FeedFigures]:
    counted = {feed: rest for feed, *rest in _rows(connection, _FEEDS, since)}
    answers = {feed: rest for feed, *rest in _rows(connection, _ANSWERS, since)}
    for feed in subscriptions.feeds(connection):
        yield _figures(feed, counted[feed.id], read.get(feed.id, 0), answers.get(feed.id, (0, 0, None)), now)


def _figures(feed: Feed, counted: Sequence[Any], read: int, answers: Sequence[Any], now: int) -> FeedFigures:
    articles, settled, newest, oldest, seen = counted
    # A feed lists its newest articles only: what it had published before its first one here is not known.
    told = min(now - oldest, WINDOW * _DAY) if oldest is not None else WINDOW * _DAY
    fetched, failed, failing = answers
    return FeedFigures(
        feed=feed,
        days=min(max(-(-(now - (seen or now)) // _DAY), 1), WINDOW),
        articles=articles,
        a_week=articles * 7 * _DAY / max(told, _DAY),
        settled=settled,
        read=read,
        last=None if newest is None else datetime.fromtimestamp(newest, UTC),
        answers=fetched,
        failed=failed,
        failing_since=datetime.fromtimestamp(failing, UTC) if failing is not None and feed.error else None,
    )


def _suggestions(feeds: Sequence[FeedFigures], now: int) -> list[Suggestion]:
    at = datetime.fromtimestamp(now, UTC)
    found = [Suggestion(one, reason) for one in feeds if (reason := _reason(one, at))]
    order = list(Reason)
    return sorted(found, key=lambda one: order.index(one.reason))


def _reason(one: FeedFigures, now: datetime) -> Reason | None:
    if one.feed.error == "gone":
        return Reason.ENDED
    if one.failing_since and now - one.failing_since >= FAILING:
        return Reason.FAILING
    if one.days < ACQUAINTED:
        return None
    if one.last and now - one.last >= STILL and not one.feed.error:
        return Reason.STILL
    if one.settled >= ENOUGH and not one.read:
        return Reason.UNREAD
    if one.settled >= MUCH and one.read / one.settled < HARDLY:
        return Reason.HARDLY_READ
    return None
