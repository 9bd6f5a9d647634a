"""What servers see of a refresh, rule by rule."""

from __future__ import annotations

import asyncio
import threading
import time
from itertools import pairwise

import pytest
from werkzeug import Request, Response

from feeds import adding, hosts, update
from feeds.errors import Throttled
from feeds.fetch import CONNECTIONS
from feeds.reader import Reader
from feeds.schedule import DAY, HOUR
from feeds.store.library import Store
from feeds.types import FeedSettings, RefreshSummary
from tests.feeds.conftest import NOW
from tests.feeds.serving import Asked, World, conditional, http_date, rss, status, threaded, world

__all__ = ["threaded", "world"]

MODIFIED = "Tue, 24 Nov 2026 08:00:00 GMT"


@pytest.fixture
def store(store: Store, world: World) -> Store:
    store.clock = world.clock
    return store


def conditions(asked: list[Asked]) -> list[tuple[str | None, str | None]]:
    return [(one.headers.get("If-None-Match"), one.headers.get("If-Modified-Since")) for one in asked]


# ── Conditional requests ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("etag", ['W/"a,b c"', '"x"', "unquoted", '"a\\"b"'])
async def test_both_validators_go_back_as_they_came_also_after_a_restart(store: Store, world: World, etag: str) -> None:
    world.subscribe(store, "a.example/f", conditional(etag, MODIFIED))
    await update.refresh(store)
    store.close()
    again = Store(store.path, world.clock)
    await update.refresh(again)
    again.close()
    assert conditions(world.asked("a.example")) == [(None, None), (etag, MODIFIED)]


async def test_a_feed_is_asked_without_conditions_once_and_again_after_eight_days(store: Store, world: World) -> None:
    world.subscribe(store, "a.example/f", conditional())
    for day in range(1, 12):
        await update.refresh(store)
        world.now = NOW + day * DAY
    plain = [(one.at - NOW) // DAY for one in world.asked("a.example") if one.plain]
    assert plain == [0, 9]


async def test_a_document_that_can_not_be_read_is_not_sent_twice_either(store: Store, world: World) -> None:
    feed = world.subscribe(store, "a.example/f", conditional(body=b"<!doctype html><p>no feed"))
    for _ in range(3):
        assert [one.error for one in (await update.refresh(store)).failed] == ["not-a-feed"]
    assert [one.plain for one in world.asked("a.example")] == [True, False, False]
    assert store.due(NOW, [feed], True)[0].state.errors == 3
    world.answers["a.example/f"] = conditional('"2"')
    assert (await update.refresh(store)).new == 1
    assert store.feed(feed).error == ""


async def test_a_last_modified_in_2038_is_not_sent_back(store: Store, world: World) -> None:
    world.subscribe(store, "a.example/f", conditional('"1"', "Tue, 19 Jan 2038 03:14:07 GMT"))
    for _ in range(2):
        await update.refresh(store)
    assert conditions(world.asked("a.example"))[1] == ('"1"', None)


# ── When a feed is due ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("said", "headers", "wait"),
    [
        ("", {}, HOUR),
        ("<ttl>10</ttl>", {}, HOUR),
        ("<ttl>180</ttl>", {"Cache_Control": "max-age=7200"}, 3 * HOUR),
        ("<ttl>60</ttl>", {"Cache_Control": "max-age=7200"}, 2 * HOUR),
        ("", {"Cache_Control": "max-age=864000"}, 5 * HOUR),
        ("<ttl>60</ttl>", {"Cache_Control": "max-age=60", "Expires": http_date(NOW + 4 * HOUR)}, 4 * HOUR),
        ("<sy:updatePeriod>daily</sy:updatePeriod>", {}, DAY),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>6</sy:updateFrequency>", {}, HOUR),
        ("<skipHours><hour>13</hour><hour>14</hour></skipHours>", {}, 3 * HOUR),
        ("<skipDays><day>Wednesday</day></skipDays>", {}, 12 * HOUR),
    ],
)
async def test_a_feed_is_not_asked_before_the_longest_that_it_and_its_server_say(
    store: Store, world: World, said: str, headers: dict[str, str], wait: int
) -> None:
    world.subscribe(store, "a.example/f", conditional(body=rss("أول", said=said), **headers))
    for at in (0, wait - 1, wait):
        world.now = NOW + at
        await update.refresh(store, force=False)
    assert [one.at - NOW for one in world.asked("a.example")] == [0, wait]


async def test_errors_double_the_wait_to_a_day_over_restarts(store: Store, world: World) -> None:
    world.subscribe(store, "a.example/f", status(500))
    for _ in range(24 * 8):
        again = Store(store.path, world.clock)
        await update.refresh(again, force=False)
        again.close()
        world.now += HOUR
    times = [one.at for one in world.asked("a.example")]
    waits = [later - earlier for earlier, later in pairwise(times)]
    assert all(HOUR <= wait <= DAY for wait in waits)
    for expected, wait in zip((1, 2, 4, 8, 16), waits, strict=False):
        assert 0.75 * expected * HOUR <= wait <= (1.25 * expected + 1) * HOUR
    assert all(wait >= 0.75 * DAY for wait in waits[5:])
    assert len(waits) >= 8


# ── Rest ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", [429, 503])
@pytest.mark.parametrize(("value", "seconds"), [("5000", 5000), (http_date(NOW + 5000), 5000), ("", 600), ("x", 600)])
async def test_the_whole_host_is_left_alone_for_retry_after_over_a_restart_and_though_the_user_asks(
    store: Store, world: World, code: int, value: str, seconds: int
) -> None:
    busy = world.subscribe(store, "a.example/1", status(code, **({"Retry_After": value} if value else {})))
    world.subscribe(store, "a.example/2", conditional())
    world.subscribe(store, "b.example/f", conditional())
    await update.refresh(store, [busy])
    store.unsubscribe(busy)
    store.close()
    with Reader(store.path, clock=world.clock) as again:
        for at in (0, seconds - 1, seconds):
            world.now = NOW + at
            await again.refresh()
    assert [(one.path, one.at - NOW) for one in world.asked("a.example")] == [("/1", 0), ("/2", seconds)]
    assert len(world.asked("b.example")) == 3


async def test_after_a_redirect_it_is_the_host_that_said_so_that_rests(store: Store, world: World) -> None:
    busy = world.subscribe(store, "a.example/f", status(302, Location=world.url("c.example/f")))
    world.subscribe(store, "b.example/f", status(302, Location=world.url("c.example/f")))
    world.answers["c.example/f"] = status(429, Retry_After="5000")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("feeds.addresses.is_private", lambda _address: False)
        await update.refresh(store, [busy])
        summary = await update.refresh(store)
    assert [one.error for one in summary.failed] == ["throttled"] * 2
    assert len(world.asked("c.example")) == 1


async def test_a_host_that_rests_is_not_asked_for_a_new_feed_either(store: Store, world: World) -> None:
    world.answers["a.example/1"] = status(429, Retry_After="5000")
    with pytest.raises(Throttled):
        await adding.add(store, world.url("a.example/1"), allow_private=True)
    with pytest.raises(Throttled) as told:
        await adding.add(store, world.url("a.example/2"), allow_private=True)
    assert told.value.args_["retry_after"] == "5000"
    assert len(world.asked("a.example")) == 1


# ── Connections ─────────────────────────────────────────────────────────────────────────────────────────────


async def test_one_request_a_host_and_32_in_all_are_under_way_at_once(
    store: Store, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Feeds that may be on a private network have connections of their own; the 32 are for both.
    monkeypatch.setattr("feeds.addresses.is_private", lambda _address: False)
    changed, at_work, most = threading.Condition(), dict[str, int](), [0, 0]

    def answer(request: Request) -> Response:
        with changed:
            at_work[request.host] = at_work.get(request.host, 0) + 1
            most[:] = max(most[0], at_work[request.host]), max(most[1], sum(at_work.values()))
            changed.notify_all()
            # All wait for one another until as many are here as may come.
            changed.wait_for(lambda: most[1] >= CONNECTIONS, timeout=10)
        time.sleep(0.05)
        with changed:
            at_work[request.host] -= 1
        return Response(rss("أول"))

    for host in range(40):
        for path in range(2):
            world.answers[f"h{host}.example/{path}"] = answer
            store.subscribe(world.url(f"h{host}.example/{path}"), allow_private=host % 2 == 0)
    assert (await update.refresh(store)).failed == []
    assert most == [1, CONNECTIONS]


async def test_many_feeds_of_one_slow_host_do_not_keep_the_others_waiting(store: Store, world: World) -> None:
    def slow(_request: Request) -> Response:
        time.sleep(0.02)
        return Response(rss("أول"))

    for path in range(update._IN_MEMORY + 10):
        world.subscribe(store, f"slow.example/{path}", slow)
    world.subscribe(store, "quick.example/f", conditional())
    await update.refresh(store)
    assert "quick.example" in [one.host for one in world.log[:5]]


# ── robots.txt ──────────────────────────────────────────────────────────────────────────────────────────────


async def test_robots_txt_is_asked_for_once_a_day_a_host_over_restarts(store: Store, world: World) -> None:
    for name in ("a.example/1", "a.example/2", "b.example/f"):
        world.subscribe(store, name, conditional())
    for at in (0, HOUR, DAY - 1, DAY):
        world.now = NOW + at
        again = Store(store.path, world.clock)
        assert (await update.refresh(again)).failed == []
        again.close()
    assert sorted((one.host, one.at - NOW) for one in world.robots) == [
        ("a.example", 0),
        ("a.example", DAY),
        ("b.example", 0),
        ("b.example", DAY),
    ]


async def test_a_crawl_delay_parts_the_requests_of_a_refresh(store: Store, world: World) -> None:
    moments: list[float] = []

    def answer(_request: Request) -> Response:
        moments.append(time.monotonic())
        return Response(rss("أول"))

    world.answers["a.example/robots.txt"] = lambda _request: Response(b"User-agent: *\nCrawl-delay: 0.6")
    for path in range(3):
        world.subscribe(store, f"a.example/{path}", answer)
    summary = await update.refresh(store)
    assert (summary.new, summary.unasked) == (3, 0)
    assert min(later - earlier for earlier, later in pairwise(moments)) >= 1


async def test_a_crawl_delay_longer_than_a_refresh_leaves_the_rest_for_the_next_one_and_lengthens_the_interval(
    store: Store, world: World
) -> None:
    world.answers["a.example/robots.txt"] = lambda _request: Response(b"User-agent: nashra\nCrawl-delay: 7200")
    for path in range(2):
        world.subscribe(store, f"a.example/{path}", conditional())
    began = time.monotonic()
    first = await update.refresh(store, force=False)
    assert time.monotonic() - began < hosts.PATIENCE / 4
    assert (first.total, first.new, first.unasked, first.failed) == (2, 1, 1, [])
    assert all(feed.error == "" for feed in store.feeds())
    for at in (1, 7000, 7200, 14_000, 14_400):
        world.now = NOW + at
        again = Store(store.path, world.clock)
        await update.refresh(again, force=at == 1)
        again.close()
    asked = [(one.path, one.at - NOW) for one in world.asked("a.example")]
    assert asked == [("/0", 0), ("/1", 7200), ("/0", 14_400)], "one in that time, over restarts and by force"


@pytest.mark.parametrize("answer", [status(404), status(403), status(500), status(302, Location="/robots.txt")])
async def test_a_robots_txt_that_is_missing_or_broken_changes_nothing(
    store: Store, world: World, answer: object
) -> None:
    world.answers["a.example/robots.txt"] = answer  # type: ignore[assignment]
    feed = world.subscribe(store, "a.example/f", conditional())
    assert (await update.refresh(store)).failed == []
    assert store.due(NOW, [feed], True)[0].state.due_at == NOW + HOUR
    await update.refresh(store)
    assert len(world.robots) == 1


async def test_a_robots_txt_that_never_comes_costs_its_deadline_once(
    store: Store, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update, "_ROBOTS_DEADLINE", 0.2)

    def late(_request: Request) -> Response:
        time.sleep(0.5)
        return Response(b"")

    world.answers["a.example/robots.txt"] = late
    world.subscribe(store, "a.example/f", conditional())
    for _ in range(2):
        assert (await update.refresh(store)).failed == []
    assert len(world.robots) == 1


async def test_a_429_to_robots_txt_is_a_429_of_the_host(store: Store, world: World) -> None:
    world.answers["a.example/robots.txt"] = status(429, Retry_After="5000")
    feed = world.subscribe(store, "a.example/f", conditional())
    for at in (0, 4999):
        world.now = NOW + at
        assert [one.error for one in (await update.refresh(store)).failed] == ["throttled"]
    assert world.asked("a.example") == []
    assert store.due(world.now, [feed], True)[0].state.errors == 0


# ── Who asks ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_403_has_a_word_of_its_own_and_a_feed_is_asked_as_a_browser_would_only_where_that_is_set(
    store: Store, world: World
) -> None:
    def guarded(request: Request) -> Response:
        return Response(rss("أول")) if "Mozilla" in request.headers["User-Agent"] else Response(status=403)

    feed = world.subscribe(store, "a.example/f", guarded)
    assert [one.error for one in (await update.refresh(store)).failed] == ["forbidden"]
    store.set_settings(feed, FeedSettings(as_browser=True))
    assert (await update.refresh(store)).new == 1
    store.set_settings(feed, FeedSettings(as_browser=True, user_agent="Mine/1.0", headers=(("X-Key", "k"),)))
    await update.refresh(store)
    named = [(one.headers["User-Agent"].partition("/")[0], one.headers.get("X-Key")) for one in world.log]
    assert named == [("Nashra", None), ("Mozilla", None), ("Mine", "k")]
    assert world.log[1].headers["Accept-Language"].startswith("ar")


# ── What is kept of it ──────────────────────────────────────────────────────────────────────────────────────


async def test_each_answer_is_in_the_history_of_its_feed(store: Store, world: World) -> None:
    feed = world.subscribe(store, "a.example/f", conditional())
    body = len(rss("أول"))
    await update.refresh(store)
    await update.refresh(store)
    world.answers["a.example/f"] = status(500)
    await update.refresh(store)
    world.now += HOUR
    world.answers["a.example/f"] = conditional('"2"', body=b"<!doctype html>")
    await update.refresh(store)
    kept = [(one.status, one.error, one.new, one.bytes) for one in store.history(feed)]
    assert kept == [
        (200, "not-a-feed", 0, len(b"<!doctype html>")),
        (500, "server-failed", 0, 0),
        (304, "", 0, 0),
        (200, "", 1, body),
    ]
    assert all(0 <= one.took < 5_000 for one in store.history(feed))


async def test_the_first_fetch_of_a_feed_that_is_added_is_in_its_history(store: Store, world: World) -> None:
    world.answers["a.example/f"] = conditional()
    feed = await adding.add(store, world.url("a.example/f"), allow_private=True)
    assert feed is not None
    assert [(one.status, one.new) for one in store.history(feed.id)] == [(200, 1)]


async def test_a_refresh_with_nothing_due_opens_no_client(
    store: Store, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.subscribe(store, "a.example/f", conditional())
    await update.refresh(store)
    monkeypatch.setattr(update, "open_client", None)
    assert (await update.refresh(store, force=False)).total == 0


async def test_a_cancel_ends_a_refresh_with_its_summary_and_leaves_what_was_not_asked_due(
    store: Store, world: World
) -> None:
    release, told = threading.Event(), asyncio.Event()

    def answer(request: Request) -> Response:
        if request.path != "/0":
            release.wait(10)
        return Response(rss("أول"))

    for path in range(5):
        world.subscribe(store, f"a.example/{path}", answer)

    async def refresh() -> RefreshSummary:
        summary = await update.refresh(store, report=lambda _one: told.set())
        task = asyncio.current_task()
        assert task is not None
        assert task.cancelling() == 0, "what comes after it is not cancelled"
        return summary

    task = asyncio.create_task(refresh())
    await told.wait()
    task.cancel()
    summary = await task
    assert (summary.cancelled, summary.total, summary.new, summary.unasked) == (True, 5, 1, 4)
    await asyncio.sleep(0.1)
    assert len(world.asked("a.example")) <= 2, "no request is made after it"
    assert [feed.total for feed in store.feeds()] == [1, 0, 0, 0, 0]
    assert [len(store.history(feed.id)) for feed in store.feeds()] == [1, 0, 0, 0, 0]
    assert len(store.due(NOW)) == 4
    release.set()
    again = await update.refresh(store)
    assert (again.failed, again.new, again.unasked, again.cancelled) == ([], 4, 0, False)
