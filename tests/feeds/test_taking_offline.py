"""The pages of all that is unread."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from werkzeug import Request, Response

from feeds.answers import PageTaken
from feeds.page_taking import Taking
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.feeds.serving import World, rss, status, threaded, world

__all__ = ["threaded", "world"]

SENTENCE = "أعلنت البلدية اليوم أن مكتبة المدينة ستفتح أبوابها للقراء من جديد بعد سنوات من الترميم الطويل. "
PAGE = f"<html lang='ar'><body><article><h1>خبر</h1>{f'<p>{SENTENCE * 4}</p>' * 3}</article></body></html>"


def page(_request: Request) -> Response:
    return Response(PAGE, content_type="text/html; charset=utf-8")


@pytest.fixture
def stocked(tmp_path: Path, world: World) -> Store:
    """Two papers with four articles each, one of which is read."""
    store = Store(tmp_path / "library.db", clock=world.clock)
    for host in ("a.example", "b.example"):
        feed = world.subscribe(store, f"{host}/feed", lambda _request: Response(rss()))
        articles = [make_article(n, url=world.url(f"{host}/{n}")) for n in range(4)]
        store.save_articles(feed, make_feed(articles), FetchState(), NOW)
    store.mark_read([row.id for row in store.articles(Scope()).rows if row.url.endswith("/3")])
    return store


async def test_the_pages_of_all_unread_articles_are_fetched_and_only_those(world: World, stocked: Store) -> None:
    for host in ("a.example", "b.example"):
        world.answers |= {f"{host}/{n}": page for n in range(4)}
    told: list[PageTaken] = []
    done = await Taking(stocked, told.append, pause=0).run()
    assert (done.taken, done.failed, done.left, done.cancelled) == (6, (), 0, False)
    assert [(one.done, one.total, one.error) for one in told] == [(n, 6, "") for n in range(1, 7)]
    assert [one.path for one in world.asked("a.example")] == ["/0", "/1", "/2"]
    assert stocked.pages_to_take() == []
    again = await Taking(stocked, told.append, pause=0).run()
    assert (again.taken, len(world.log)) == (0, 6)


async def test_failures_are_summed_up_and_one_paper_that_fails_holds_up_no_other(world: World, stocked: Store) -> None:
    world.answers |= {f"a.example/{n}": status(403) for n in range(4)} | {f"b.example/{n}": page for n in range(4)}
    done = await Taking(stocked, lambda _one: None, pause=0).run()
    [failed] = done.failed
    assert (done.taken, failed.error, failed.count, done.left) == (3, "forbidden", 3, 0)
    assert failed.first["url"] == world.url("a.example/0")


async def test_a_host_that_asks_for_rest_is_asked_for_nothing_more(world: World, stocked: Store) -> None:
    world.answers |= {"a.example/0": status(429, Retry_After="600")} | {f"b.example/{n}": page for n in range(4)}
    done = await Taking(stocked, lambda _one: None, pause=0).run()
    assert (done.taken, [one.error for one in done.failed], done.left) == (3, ["throttled"], 2)
    assert len(world.asked("a.example")) == 1


async def test_what_was_stopped_goes_on_the_next_time(world: World, stocked: Store) -> None:
    world.answers |= {f"{host}.example/{n}": page for n in range(4) for host in "ab"}
    first = asyncio.Event()

    def report(one: PageTaken) -> None:
        if one.done == 2:
            first.set()

    # A pause that never ends: only the stop ends it.
    taking = asyncio.create_task(Taking(stocked, report, pause=3_600).run())
    await first.wait()
    taking.cancel()
    stopped = await taking
    assert (stopped.taken, stopped.left, stopped.cancelled) == (2, 4, True)
    done = await Taking(stocked, lambda _one: None, pause=0).run()
    assert (done.taken, done.left) == (4, 0)
    assert len({(one.host, one.path) for one in world.log}) == len(world.log) == 6
