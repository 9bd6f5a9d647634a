"""What servers see of a refresh, rule by rule."""

from __future__ import annotations

import asyncio
import threading
from itertools import pairwise

import pytest
from werkzeug import Request, Response

from feeds import update
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


async def test_the_document_that_is_read_is_not_sent_again_after_a_page_in_its_place_nor_held_for_broken(
    store: Store, world: World
) -> None:
    feed = world.subscribe(store, "a.example/f", conditional())
    await update.refresh(store)
    # A network that wants a sign-in first puts its own page in place of everything.
    world.answers["a.example/f"] = lambda _request: Response(b"<!doctype html><p>sign in")
    assert [one.error for one in (await update.refresh(store)).failed] == ["not-a-feed"]
    world.answers["a.example/f"] = conditional()
    assert (await update.refresh(store)).failed == []
    assert store.feed(feed).error == ""
    assert [one.plain for one in world.asked("a.example")] == [True, False, False]


async def test_a_document_that_can_not_be_read_stays_so_after_another_error(store: Store, world: World) -> None:
    feed = world.subscribe(store, "a.example/f", conditional(body=b"<!doctype html><p>no feed"))
    broken = world.answers["a.example/f"]
    for answer, error in ((broken, "not-a-feed"), (status(500), "server-failed"), (broken, "parse")):
        world.answers["a.example/f"] = answer
        await update.refresh(store)
        assert store.feed(feed).error == error
    assert [one.plain for one in world.asked("a.example")] == [True, False, False]


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


# ── Who asks ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_403_has_a_word_of_its_own_and_a_feed_is_asked_as_a_browser_would_only_where_that_is_set(
    store: Store, world: World
) -> None:
    def guarded(request: Request) -> Response:
        return Response(rss("أول")) if "Mozilla" in request.headers["User-Agent"] else Response(status=403)

    feed = world.subscribe(store, "a.example/f", guarded)
    assert [one.error for one in (await update.refresh(store)).failed] == ["forbidden"]
    store.set_feed_settings(feed, FeedSettings(private=True, as_browser=True))
    assert (await update.refresh(store)).new == 1
    mine = FeedSettings(private=True, as_browser=True, user_agent="Mine/1.0", headers=(("X-Key", "k"),))
    store.set_feed_settings(feed, mine)
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
