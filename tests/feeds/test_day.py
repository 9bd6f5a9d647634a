"""A day of refreshes with three restarts, as the servers see it; nothing sleeps."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from werkzeug import Request, Response

from feeds.reader import Reader
from feeds.schedule import DAY, HOUR
from feeds.store.library import Store
from tests.feeds.conftest import NOW
from tests.feeds.serving import Answering, Asked, World, conditional, http_date, rss, status, threaded, world

__all__ = ["threaded", "world"]

TICK = 600
"""Seconds between two runs of ``nashra refresh --due``."""
MODIFIED = "Tue, 24 Nov 2026 08:00:00 GMT"

Day = dict[str, list[Asked]]


def busy_at(times: range, answer: Answering, rest: Answering, world: World) -> Answering:
    """Wants rest at ``times`` (seconds from the beginning), and answers otherwise."""

    def now_and_then(request: Request) -> Response:
        return (rest if world.now - NOW in times else answer)(request)

    return now_and_then


@pytest.fixture
async def day(store: Store, world: World) -> Day:
    """What was asked of each address in the day."""
    path = store.path
    store.clock = world.clock
    feeds: dict[str, Answering] = {
        "a.example/plain": conditional('W/"1"'),
        "a.example/dated": conditional("", MODIFIED),
        "a.example/both": conditional('"2"', MODIFIED, body=rss("أول", said="<ttl>120</ttl>")),
        "b.example/age": conditional(Cache_Control="max-age=7200", Expires=http_date(NOW + 3 * HOUR)),
        "b.example/skips": conditional(
            body=rss("أول", said="<skipHours>" + "".join(f"<hour>{h}</hour>" for h in (14, 15, 16)) + "</skipHours>")
        ),
        "b.example/daily": conditional(body=rss("أول", said="<sy:updatePeriod>daily</sy:updatePeriod>")),
        "c.example/busy": busy_at(range(2 * HOUR, 4 * HOUR), conditional(), status(429, Retry_After="9000"), world),
        "c.example/quiet": conditional(),
        "d.example/busy": busy_at(range(HOUR, 2 * HOUR), conditional(), status(503), world),
        "d.example/quiet": conditional(),
        "e.example/gone": status(410),
        "e.example/broken": status(500),
        "f.example/slow": conditional(),
        "g.example/page": conditional(body=b"<!doctype html><p>no feed"),
        "h.example/old": status(301, Location="/new"),
    }
    world.answers["h.example/new"] = conditional()
    world.answers["f.example/robots.txt"] = lambda _request: Response(b"User-agent: *\nCrawl-delay: 10000")
    for name, answer in feeds.items():
        world.subscribe(store, name, answer)
    store.close()
    for quarter in range(4):
        with Reader(path, clock=world.clock) as reader:
            for tick in range(DAY // TICK // 4):
                world.now = NOW + quarter * DAY // 4 + tick * TICK
                await reader.refresh(force=False)
    found: Day = defaultdict(list)
    for one in world.log:
        found[one.host + one.path].append(one)
    return found


def times(asked: list[Asked]) -> list[int]:
    return [one.at - NOW for one in asked]


def gaps(asked: list[Asked]) -> list[int]:
    return [later - earlier for earlier, later in pairwise(times(asked))]


async def test_a_day_with_three_restarts_breaks_no_rule(day: Day, world: World) -> None:
    plain = {name: sum(one.plain for one in asked) for name, asked in day.items()}
    without_validators = {"e.example/gone", "e.example/broken"}
    assert {name: count for name, count in plain.items() if count != 1} == {
        "e.example/broken": len(day["e.example/broken"])
    }, "a feed that sent validators is asked without them once"
    assert all(day[name] for name in without_validators)
    assert all(one.headers["If-None-Match"] == 'W/"1"' for one in day["a.example/plain"][1:])
    assert all(one.headers["If-Modified-Since"] == MODIFIED for one in day["a.example/dated"][1:])
    second = day["a.example/both"][1].headers
    assert (second["If-None-Match"], second["If-Modified-Since"]) == ('"2"', MODIFIED)

    # Each as often as it may be, and never sooner.
    assert gaps(day["a.example/plain"]) == [HOUR] * 23
    assert gaps(day["a.example/both"]) == [2 * HOUR] * 11
    assert gaps(day["b.example/age"])[0] == 3 * HOUR
    assert set(gaps(day["b.example/age"])[1:]) == {2 * HOUR}
    assert times(day["b.example/daily"]) == [0]
    hours = {datetime.fromtimestamp(one.at, UTC).hour for one in day["b.example/skips"]}
    assert hours == {*range(24)} - {14, 15, 16}
    assert set(gaps(day["f.example/slow"])) == {10_200}, "the first tick after Crawl-delay"

    assert times(day["h.example/old"]) == [0, HOUR], "two answers agree that it has moved for good"
    assert gaps(day["h.example/new"]) == [HOUR] * 23

    # 429 with Retry-After and 503 without stop the whole host.
    [told] = [at for at in times(day["c.example/busy"]) if 2 * HOUR <= at < 4 * HOUR]
    everything = times(day["c.example/busy"] + day["c.example/quiet"])
    assert not [at for at in everything if told < at < told + 9000]
    assert [at for at in everything if at >= told + 9000]
    told = next(at for at in times(day["d.example/busy"]) if at >= HOUR)
    assert not [at for at in times(day["d.example/quiet"]) if told < at < told + 600]
    assert not [at for at in times(day["d.example/busy"]) if told < at < told + HOUR]

    # Errors back off, 410 ends a feed, a page that is no feed is an error too.
    assert times(day["e.example/gone"]) == [0]
    for name in ("e.example/broken", "g.example/page"):
        for expected, gap in zip((1, 2, 4, 8), gaps(day[name]), strict=False):
            assert max(HOUR, 0.75 * expected * HOUR) <= gap <= 1.25 * expected * HOUR + TICK
        assert 4 <= len(day[name]) <= 6

    assert sorted({one.host for one in world.robots}) == sorted(one.host for one in world.robots), "once a day a host"
    assert {one.headers["User-Agent"].partition("/")[0] for one in world.log + world.robots} == {"Nashra"}
