"""What each host wants: one request at a time, and time between two, as its robots.txt says."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import suppress
from itertools import pairwise
from types import SimpleNamespace

import pytest
from werkzeug import Request, Response

from feeds import hosts, update
from feeds.fetch import CONNECTIONS
from feeds.schedule import DAY, HOUR
from feeds.store.bodies import moment
from feeds.store.hosts import Host
from feeds.store.library import Store
from feeds.types import FeedSettings
from tests.feeds.conftest import NOW
from tests.feeds.serving import Answering, World, conditional, rss, status, threaded, world

__all__ = ["threaded", "world"]


@pytest.fixture
def store(store: Store, world: World) -> Store:
    store.clock = world.clock
    return store


@pytest.fixture
def anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Redirects may lead to any host of the test."""
    monkeypatch.setattr("feeds.addresses.is_private", lambda _address: False)


class Visits:
    """How many requests are under way, at each host and in all."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.changed = threading.Condition()
        self.here: dict[str, int] = {}
        self.most: dict[str, int] = {}

    def __call__(self, request: Request) -> Response:
        host = request.host.partition(":")[0]
        with self.changed:
            self.here[host] = self.here.get(host, 0) + 1
            self.most[host] = max(self.most.get(host, 0), self.here[host])
        time.sleep(self.seconds)
        with self.changed:
            self.here[host] -= 1
        return Response(rss("أول"))


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


async def test_feeds_that_redirects_lead_to_one_host_come_to_it_one_by_one(
    store: Store, world: World, anywhere: None
) -> None:
    there = Visits(0.05)
    for number in range(6):
        world.subscribe(store, f"h{number}.example/f", status(302, Location=world.url(f"there.example/{number}")))
        world.answers[f"there.example/{number}"] = there
    world.subscribe(store, "there.example/own", there)
    summary = await update.refresh(store)
    assert (summary.failed, summary.new) == ([], 7)
    assert there.most == {"there.example": 1}


async def test_hosts_that_lead_to_each_other_do_not_wait_for_each_other_for_ever(
    store: Store, world: World, anywhere: None
) -> None:
    both = threading.Barrier(2)

    def lead(to: str) -> Answering:
        def answer(_request: Request) -> Response:
            both.wait(10)
            return Response(status=302, headers={"Location": world.url(to)})

        return answer

    for host, other in (("a", "b"), ("b", "a")):
        world.subscribe(store, f"{host}.example/f", lead(f"{other}.example/to"))
        world.answers[f"{host}.example/to"] = conditional()
    summary = await asyncio.wait_for(update.refresh(store), 30)
    assert (summary.failed, summary.new) == ([], 2)


async def test_feeds_that_wait_for_a_host_that_redirects_lead_to_do_not_keep_the_others_waiting(
    store: Store, world: World, anywhere: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(update, "CONNECTIONS", 2)
    monkeypatch.setattr(update, "_IN_MEMORY", 2)
    slow = Visits(0.05)
    for number in range(8):
        world.subscribe(store, f"h{number}.example/f", status(302, Location=world.url(f"slow.example/{number}")))
        world.answers[f"slow.example/{number}"] = slow
    world.subscribe(store, "quick.example/f", conditional())
    assert (await update.refresh(store)).failed == []
    order = [one.host for one in world.log]
    assert order.index("quick.example") < [at for at, host in enumerate(order) if host == "slow.example"][3]


async def test_what_a_feed_took_does_not_count_the_wait_for_another_host() -> None:
    known = hosts.Hosts({})
    turn = hosts.Turn(known, lambda: NOW, asyncio.Semaphore(1), asyncio.Semaphore(1))
    await turn.at("a.example")
    began = turn.time()
    await known.door("b.example").acquire()
    asyncio.get_running_loop().call_later(0.6, known.door("b.example").release)
    await turn.at("b.example")
    assert turn.time() - began < 0.5


async def test_all_feeds_of_a_host_come_over_one_connection(store: Store) -> None:
    opened: list[list[bytes]] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        paths: list[bytes] = []
        opened.append(paths)
        with suppress(asyncio.IncompleteReadError):
            while head := await reader.readuntil(b"\r\n\r\n"):
                paths.append(head.split(b" ")[1])
                body = rss("أول")
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        for path in range(5):
            store.subscribe(f"http://a.example:{port}/{path}", allow_private=True)
        assert (await update.refresh(store)).failed == []
        await asyncio.sleep(0.05)
    assert [sorted(paths) for paths in opened] == [[b"/0", b"/1", b"/2", b"/3", b"/4", b"/robots.txt"]]


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


async def test_a_refresh_that_takes_long_asks_all_feeds_whose_hosts_want_no_time_in_between(
    store: Store, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosts, "PATIENCE", 0.0)
    world.answers["b.example/robots.txt"] = lambda _request: Response(b"User-agent: *\nCrawl-delay: 1")
    for name in ("a.example/0", "a.example/1", "b.example/0", "b.example/1"):
        world.subscribe(store, name, conditional())
    summary = await update.refresh(store)
    assert (summary.new, summary.unasked) == (3, 1)
    assert len(world.asked("b.example")) == 1


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
    assert [store.next_fetch(feed.id) for feed in store.feeds()] == [moment(NOW + 7200)] * 2
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
        return Response(b"User-agent: *\nCrawl-delay: 7200")

    world.answers["a.example/robots.txt"] = late
    world.subscribe(store, "a.example/f", conditional())
    for _ in range(2):
        assert (await update.refresh(store)).failed == []
    assert len(world.robots) == 1
    assert store.hosts()["a.example"].crawl_delay == 0


async def test_a_feed_that_fails_is_not_asked_sooner_than_its_host_wants(store: Store, world: World) -> None:
    world.answers["a.example/robots.txt"] = lambda _request: Response(b"User-agent: *\nCrawl-delay: 20000")
    feed = world.subscribe(store, "a.example/f", status(500))
    await update.refresh(store)
    assert store.next_fetch(feed) == moment(NOW + 20_000)


async def test_a_429_to_robots_txt_is_a_429_of_the_host(store: Store, world: World) -> None:
    world.answers["a.example/robots.txt"] = status(429, Retry_After="5000")
    feed = world.subscribe(store, "a.example/f", conditional())
    for at in (0, 4999):
        world.now = NOW + at
        assert [one.error for one in (await update.refresh(store)).failed] == ["throttled"]
    assert world.asked("a.example") == []
    assert store.due(world.now, [feed], True)[0].state.errors == 0


async def test_a_503_to_robots_txt_is_a_503_of_the_host_as_well(store: Store, world: World) -> None:
    world.answers["a.example/robots.txt"] = status(503)
    world.subscribe(store, "a.example/f", conditional())
    for at, asked in ((0, 0), (599, 0), (600, 1)):
        world.now = NOW + at
        world.answers["a.example/robots.txt"] = status(503) if at < 600 else status(404)
        await update.refresh(store)
        assert len(world.asked("a.example")) == asked
    assert [one.at - NOW for one in world.robots] == [0, 600]


async def test_a_robots_txt_that_can_not_be_had_leaves_what_was_known_of_it(store: Store, world: World) -> None:
    world.answers["a.example/robots.txt"] = lambda _request: Response(b"User-agent: *\nCrawl-delay: 7200")
    world.subscribe(store, "a.example/f", conditional())
    for day, (answer, delay) in enumerate([(None, 7200), (status(500), 7200), (status(404), 0)]):
        world.now = NOW + day * DAY
        if answer:
            world.answers["a.example/robots.txt"] = answer
        await update.refresh(store)
        assert store.hosts()["a.example"].crawl_delay == delay


async def test_a_robots_txt_that_leads_elsewhere_is_asked_for_by_the_rules_of_that_host(
    store: Store, world: World, anywhere: None
) -> None:
    world.answers["a.example/robots.txt"] = status(301, Location=world.url("www.example/robots.txt"))
    world.answers["www.example/robots.txt"] = lambda _request: Response(b"User-agent: *\nCrawl-delay: 7200")
    world.answers["b.example/robots.txt"] = status(301, Location=world.url("busy.example/robots.txt"))
    store.rest("busy.example", NOW + 5000)
    for name in ("a.example/1", "a.example/2", "b.example/f"):
        world.subscribe(store, name, conditional())
    assert (await update.refresh(store)).failed == []
    assert sorted(one.host for one in world.robots) == ["a.example", "b.example", "www.example"]
    assert store.hosts()["a.example"].crawl_delay == 7200
    assert store.hosts()["b.example"].robots_at == NOW


async def test_robots_txt_sees_the_name_that_the_feed_is_asked_by_and_nothing_that_signs_in(
    store: Store, world: World
) -> None:
    feed = world.subscribe(store, "a.example/f", conditional())
    store.set_feed_settings(feed, FeedSettings(private=True, user_agent="Mine/1.0", headers=(("X-Key", "k"),)))
    await update.refresh(store)
    [robots] = world.robots
    assert robots.headers["User-Agent"] == "Mine/1.0"
    assert not {"X-Key", "Authorization", "Cookie", "Referer"} & robots.headers.keys()


async def test_a_feed_that_a_redirect_leads_to_a_host_that_wants_time_waits_or_comes_later(
    store: Store, world: World, anywhere: None
) -> None:
    world.answers["there.example/robots.txt"] = lambda _request: Response(b"User-agent: *\nCrawl-delay: 7200")
    world.subscribe(store, "there.example/own", conditional())
    world.subscribe(store, "a.example/f", status(302, Location=world.url("there.example/f")))
    world.answers["there.example/f"] = conditional()
    await update.refresh(store, [1])
    for at in range(0, 7300, 600):
        world.now = NOW + at
        again = Store(store.path, world.clock)
        await update.refresh(again, [2], force=False)
        again.close()
    assert [one.at - NOW for one in world.asked("a.example")] == [0, 7200], "it is not asked for nothing"
    assert [(one.path, one.at - NOW) for one in world.asked("there.example")] == [("/own", 0), ("/f", 7200)]
    assert store.due(NOW, [2], True)[0].state.errors == 0


@pytest.mark.parametrize("seconds", [0.0, 0.1, 1234.567891234, 4095.1, 7199.7, 8191.3, 99_999.9])
async def test_a_host_asked_this_second_wants_its_whole_seconds_and_no_more_however_long_the_machine_has_run(
    monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    monkeypatch.setattr(hosts, "time", SimpleNamespace(monotonic=lambda: seconds))
    rests = hosts.Hosts({"a.example": Host(asked_at=NOW, crawl_delay=7200)})
    for late in (0, 600, 7000):
        with pytest.raises(hosts.TooLong) as wait:
            await rests.pause("a.example", NOW + late)
        assert wait.value.seconds == 7200 - late


async def test_a_feed_that_leads_to_a_host_that_rests_again_is_left_alone_as_long(
    store: Store, world: World, anywhere: None
) -> None:
    feed = world.subscribe(store, "a.example/f", status(302, Location=world.url("busy.example/f")))
    for at in (0, 5000):
        world.now = NOW + at
        store.rest("busy.example", world.now + 5000)
        for _ in range(3):
            await update.refresh(store, force=False)
        assert store.next_fetch(feed) == moment(world.now + 5000)
    assert [one.at - NOW for one in world.asked("a.example")] == [0, 5000]


async def test_a_chain_of_redirects_that_comes_back_is_one_request(store: Store, world: World, anywhere: None) -> None:
    world.answers["a.example/robots.txt"] = lambda _request: Response(b"User-agent: *\nCrawl-delay: 7200")
    world.answers["b.example/to"] = status(302, Location=world.url("a.example/back"))
    world.answers["a.example/back"] = conditional()
    world.subscribe(store, "a.example/f", status(302, Location=world.url("b.example/to")))
    assert (await update.refresh(store)).new == 1
