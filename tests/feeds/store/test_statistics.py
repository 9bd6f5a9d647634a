"""Articles and reading by day and hour, how feeds do, and which to leave."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import apsw
import pytest

from feeds.errors import Gone, UnknownHost
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.statistics import FeedFigures, Reason, Statistics
from feeds.store import statistics
from feeds.store.history import Entry
from feeds.store.library import Store
from feeds.types import Feed, Scope
from tests.feeds.conftest import NOW, make_article, make_feed

HOUR, DAY = 3_600, 86_400


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Days are those of the local time zone: UTC, or the one that is asked for."""

    def use(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    use("UTC")
    yield use
    monkeypatch.undo()
    time.tzset()


class Past:
    """A library whose clock can be set, so that it has a history."""

    def __init__(self, path: Path) -> None:
        self.now = NOW
        self.store = Store(path, clock=lambda: self.now)

    def feed(self, name: str, ages: Sequence[float], *, seen: float | None = None) -> int:
        """A feed with an article for each age, in hours, each of which came when it was published, or ``seen`` hours
        ago all of them."""
        feed = self.store.subscribe(f"https://feed{len(self.store.feeds()) + 1}.example/", title=name)
        for at, age in enumerate(sorted(ages, reverse=True)):
            when = NOW - int(age * HOUR)
            one = make_article(at, guid=f"{name}{at}", url="", published=datetime.fromtimestamp(when, UTC))
            came = when if seen is None else NOW - int(seen * HOUR)
            self.store.save_articles(feed.id, make_feed([one]), FetchState(fetched_at=came), came)
        return feed.id

    def ids(self, feed: int) -> list[int]:
        """The newest first."""
        rows = self.store._connections.get().execute(
            "SELECT id FROM article WHERE feed = ? ORDER BY sort_at DESC", (feed,)
        )
        return [id_ for (id_,) in rows]

    def read(self, ids: Sequence[int], hours_ago: float) -> None:
        self.now = NOW - int(hours_ago * HOUR)
        self.store.mark_read(ids)
        self.now = NOW

    def told(self) -> Statistics:
        return self.store.statistics()

    def of(self, feed: int) -> FeedFigures:
        return next(one for one in self.told().feeds if one.feed.id == feed)

    def reasons(self) -> list[tuple[str, Reason]]:
        return [(one.of.feed.title, one.reason) for one in self.told().suggestions]


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Past]:
    past = Past(tmp_path / "library.db")
    yield past
    past.store.close()


# ── Days and hours ───────────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_library_has_thirty_empty_days_and_nothing_to_say(library: Reader) -> None:
    told = library.statistics()
    assert [one.day for one in told.days[::29]] == [date(2026, 10, 27), date(2026, 11, 25)]
    assert {(one.came, one.read, one.starred) for one in told.days} == {(0, 0, 0)}
    assert len(told.hours) == 24
    assert (sum(told.hours), told.feeds, told.suggestions) == (0, (), ())


def test_an_article_counts_on_its_day_and_its_reading_on_the_day_and_hour_when_it_was_read(past: Past) -> None:
    feed = past.feed("news", [1, 2, 30, 50])
    newest, second, _third, oldest = past.ids(feed)
    past.read([second], 1)
    past.read([oldest], 26)
    past.store.star([newest, oldest])
    told = past.told()
    assert [(one.came, one.read, one.starred) for one in told.days[-4:]] == [
        (0, 0, 0),
        (1, 0, 1),
        (1, 1, 0),
        (2, 1, 1),
    ]
    assert {hour: count for hour, count in enumerate(told.hours) if count} == {10: 1, 11: 1}


@pytest.mark.parametrize(("zone", "today", "hour"), [("Asia/Kathmandu", 3, 16), ("America/Los_Angeles", 1, 3)])
def test_days_and_hours_are_those_of_the_local_time_zone(
    past: Past, utc: Callable[[str], None], zone: str, today: int, hour: int
) -> None:
    # Noon in UTC is 17:45 in Nepal, whose day began at 18:15, and 4:00 in California, where it began at 8:00.
    feed = past.feed("news", [1, 10, 17, 18])
    past.read(past.ids(feed)[:1], 50 / 60)
    utc(zone)
    told = past.told()
    assert told.days[-1].day == date(2026, 11, 25)
    assert told.days[-1].came == today
    assert told.hours[hour] == 1


def test_what_is_older_than_the_days_that_are_told_counts_on_none_of_them(past: Past) -> None:
    feed = past.feed("news", [31 * 24, 40 * 24])
    past.read(past.ids(feed), 30.5 * 24)
    told = past.told()
    assert sum(one.came + one.read for one in told.days) == 0
    assert sum(told.hours) == 0
    assert past.of(feed).read == 2


def test_reading_of_articles_older_than_the_window_counts_by_the_log(past: Past) -> None:
    feed = past.feed("archive", [200 * 24, 300 * 24, 400 * 24])
    ids = past.ids(feed)
    past.read(ids[:1], 2)
    past.read(ids[1:], 1)
    past.store.mark_read(ids[1:2], False)
    assert past.told().days[-1].read == 2
    past.read(ids[1:2], 0)
    assert past.told().days[-1].read == 3, "read, unread and read again is read once"


# ── What is reading ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("age", [48, 200 * 24])
def test_marking_many_at_once_is_no_reading(past: Past, age: int) -> None:
    feed = past.feed("news", [age + at for at in range(statistics.AT_ONCE + 2)])
    past.read(past.ids(feed)[:1], 2)
    past.now = NOW - HOUR
    past.store.mark_all_read(Scope())
    past.now = NOW
    told = past.told()
    assert told.days[-1].read == 1
    assert told.hours[11] == 0
    assert past.store.counts().unread == 0


def test_what_was_marked_at_once_is_told_and_a_few_together_are_read(past: Past) -> None:
    feed = past.feed("news", [48 + at for at in range(40)])
    ids = past.ids(feed)
    past.read(ids[: statistics.AT_ONCE], 3)
    past.read(ids[statistics.AT_ONCE :], 2)
    told = past.told()
    assert (told.days[-1].read, told.marked_at_once) == (statistics.AT_ONCE, 30)
    assert past.of(feed).read == statistics.AT_ONCE


def test_what_was_read_the_moment_it_came_was_not_read_by_anybody(past: Past) -> None:
    feed = past.feed("news", [3])
    past.read(past.ids(feed), 3)
    assert sum(one.read for one in past.told().days) == 0


# ── Feeds ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_how_often_a_feed_publishes_goes_by_the_time_that_is_known_of_it(past: Past) -> None:
    new = past.feed("new", [12 * at for at in range(20)], seen=1)
    old = past.feed("old", [24 * 7 * at + 1 for at in range(20)])
    rare = past.feed("rare", [24 * 60, 24 * 400])
    still = past.feed("still", [24 * 300])
    none = past.feed("none", [])
    assert past.of(new).a_week == pytest.approx(14.7, abs=0.1)
    assert past.of(old).a_week == pytest.approx(1, abs=0.05)
    assert past.of(rare).a_week == pytest.approx(7 / 90)
    assert (past.of(still).a_week, past.of(none).a_week) == (0, 0)
    assert [one.feed.id for one in past.told().feeds] == [new, old, rare, still, none]


def test_the_share_read_is_of_what_is_older_than_a_day(past: Past) -> None:
    feed = past.feed("news", [1, 2, 3, 30, 40, 50, 60])
    past.read(past.ids(feed)[:4], 0.5)
    one = past.of(feed)
    assert (one.articles, one.settled, one.read, one.share) == (7, 4, 1, 0.25)
    assert past.of(past.feed("fresh", [1])).share is None


def test_the_newest_article_and_the_days_that_a_feed_is_known(past: Past) -> None:
    new, old = past.feed("new", [40, 24 * 80], seen=36), past.feed("old", [24 * 200])
    assert past.of(new).last == datetime.fromtimestamp(NOW - 40 * HOUR, UTC)
    assert (past.of(new).days, past.of(old).days) == (2, 90)
    assert past.of(past.feed("none", [])).last is None


def failed(past: Past, feed: int, answers: Sequence[tuple[float, str]]) -> None:
    """Log answers: days ago, and the code of the error or nothing. The last one is the state of the feed."""
    past.store.log([Entry(feed, NOW - int(days * DAY), error=error) for days, error in answers])
    if answers[-1][1]:
        past.store.save_failure(feed, UnknownHost(url="", host=""), FetchState(fetched_at=NOW))


def test_failures_are_counted_in_the_log_and_since_it_last_was_well(past: Past) -> None:
    bad, mended, always = (past.feed(name, [30]) for name in ("bad", "mended", "always"))
    failed(past, bad, [(9, "timed-out"), (8, ""), (7, "timed-out"), (6, "unknown-host")])
    failed(past, mended, [(3, "timed-out"), (2, "")])
    failed(past, always, [(20, "unknown-host"), (10, "unknown-host")])
    assert (past.of(bad).answers, past.of(bad).failed) == (4, 3)
    assert past.of(bad).failing_since == datetime.fromtimestamp(NOW - 7 * DAY, UTC)
    assert (past.of(mended).failed, past.of(mended).failing_since) == (1, None)
    assert past.of(always).failing_since == datetime.fromtimestamp(NOW - 20 * DAY, UTC)


# ── Feeds to leave ───────────────────────────────────────────────────────────────────────────────────────────


def test_each_reason_to_leave_a_feed_the_weightiest_first(past: Past) -> None:
    past.feed("unread", [24 * at + 30 for at in range(60)])
    hardly = past.feed("hardly", [12 * at + 30 for at in range(120)])
    past.read(past.ids(hardly)[:2], 1)
    past.feed("still", [24 * 400])
    failing, gone = past.feed("failing", [30]), past.feed("gone", [30])
    failed(past, failing, [(20, "timed-out"), (1, "timed-out")])
    past.store.save_failure(gone, Gone(url="", status=410), FetchState(fetched_at=NOW, ended=True))
    assert past.reasons() == [
        ("gone", Reason.ENDED),
        ("failing", Reason.FAILING),
        ("still", Reason.STILL),
        ("unread", Reason.UNREAD),
        ("hardly", Reason.HARDLY_READ),
    ]


def test_a_feed_that_is_read_or_new_or_small_or_fails_since_yesterday_is_not_to_be_left(past: Past) -> None:
    read = past.feed("read", [24 * at + 30 for at in range(60)])
    past.read(past.ids(read)[:3], 1)
    past.feed("new", [24 * at + 30 for at in range(60)], seen=24 * 20)
    past.feed("new and still", [24 * 400], seen=24 * 20)
    past.feed("small", [24 * 4 * at + 30 for at in range(15)])
    failed(past, past.feed("failing", [30]), [(20, ""), (1, "timed-out")])
    past.feed("never fetched", [])
    assert past.reasons() == []


def test_a_feed_all_of_which_is_marked_as_read_at_once_is_one_that_is_not_read(past: Past) -> None:
    past.feed("waved through", [24 * at + 30 for at in range(60)])
    past.now = NOW - HOUR
    past.store.mark_all_read(Scope())
    past.now = NOW
    assert past.reasons() == [("waved through", Reason.UNREAD)]


# ── What it costs ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("query", statistics.QUERIES)
def test_no_query_walks_all_articles(past: Past, query: str) -> None:
    past.feed("news", [1, 2])
    connection = past.store._connections.get()
    places = {"days": 0, "window": 0, "settled": 0}
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", places)]
    assert plan
    assert not [step for step in plan if step.startswith(("SCAN article", "SCAN a ", "SCAN i ")) or step == "SCAN a"]


def test_all_is_seen_at_one_moment(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = past.feed("news", [30, 40])
    other = apsw.Connection(str(past.store.path))

    feeds = statistics.subscriptions.feeds

    def after_another_removed_it(connection: apsw.Connection) -> list[Feed]:
        other.execute("DELETE FROM feed WHERE id = ?", (feed,))
        return feeds(connection)

    monkeypatch.setattr(statistics.subscriptions, "feeds", after_another_removed_it)
    assert [one.articles for one in past.told().feeds] == [2]
    assert past.told().feeds == ()
    other.close()
