"""From a server to the library: what a refresh stores, what it leaves alone, and what it tells."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from feeds import update
from feeds.errors import LibraryBusy
from feeds.reader import Reader
from feeds.schedule import HOUR
from feeds.store.library import Store
from feeds.types import FeedRefreshed, Scope
from tests.feeds.conftest import NOW

Serve = Callable[..., int]


def rss(*titles: str, title: str = "أخبار") -> bytes:
    items = "".join(
        f"<item><guid>{name}</guid><title>{name}</title><description>نص</description></item>" for name in titles
    )
    return f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>".encode()


@pytest.fixture
def serve(store: Store, httpserver: HTTPServer) -> Serve:
    """Puts a document on the server and subscribes to it."""

    def serve(path: str, body: bytes = b"", **answer: object) -> int:
        httpserver.expect_request(path).respond_with_data(body, **answer)  # type: ignore[arg-type]
        return store.subscribe(httpserver.url_for(path), allow_private=True).id

    return serve


def asked(httpserver: HTTPServer) -> list[str]:
    """The paths asked for, but robots.txt."""
    return [request.path for request, _ in httpserver.log if request.path != "/robots.txt"]


def titles(store: Store) -> set[str]:
    return {row.title for row in store.articles(Scope()).rows}


async def test_each_feed_is_stored_and_told_of_as_it_is_done(store: Store, serve: Serve) -> None:
    serve("/a", rss("أول", "ثان", title="الأولى"))
    serve("/b", rss("ثالث"))
    told: list[FeedRefreshed] = []
    summary = await update.refresh(store, report=told.append)
    assert (summary.total, summary.new, list(summary.failed)) == (2, 3, [])
    assert [(one.done, one.total) for one in told] == [(1, 2), (2, 2)]
    assert titles(store) == {"أول", "ثان", "ثالث"}
    assert {feed.title for feed in store.feeds()} == {"الأولى", "أخبار"}


async def test_one_feed_that_fails_leaves_the_others_and_its_own_articles(
    store: Store, serve: Serve, httpserver: HTTPServer
) -> None:
    feed = serve("/a", rss("أول"))
    await update.refresh(store)
    httpserver.clear()
    httpserver.expect_request("/a").respond_with_data(b"<html><body>no</body></html>")
    serve("/b", rss("ثان"))
    serve("/c", status=500)
    serve("/d", b"\0\1\2")
    summary = await update.refresh(store)
    assert {one.error for one in summary.failed} == {"not-a-feed", "server-failed"}
    assert {"أول", "ثان"} <= titles(store)
    assert store.feed(feed).error == "not-a-feed"


async def test_an_unchanged_feed_is_asked_with_its_validators_and_nothing_is_written(
    store: Store, httpserver: HTTPServer
) -> None:
    seen: list[str] = []

    def handler(request: Request) -> Response:
        seen.append(request.headers.get("If-None-Match", ""))
        known = seen[-1] == 'W/"1"'
        return Response(status=304) if known else Response(rss("أول"), headers={"ETag": 'W/"1"'})

    httpserver.expect_request("/a").respond_with_handler(handler)
    store.subscribe(httpserver.url_for("/a"), allow_private=True)
    first, second = await update.refresh(store), await update.refresh(store)
    assert seen == ["", 'W/"1"']
    assert (first.new, second.new, second.changed) == (1, 0, 0)


async def test_only_what_is_due_is_asked_unless_the_user_says_so(
    store: Store, serve: Serve, httpserver: HTTPServer
) -> None:
    serve("/a", rss("أول"))
    await update.refresh(store)
    assert (await update.refresh(store, force=False)).total == 0
    store.clock = lambda: NOW + HOUR
    assert (await update.refresh(store, force=False)).total == 1
    assert len(asked(httpserver)) == 2


async def test_a_throttled_host_is_left_alone_by_all_its_feeds_and_by_the_next_refresh(
    store: Store, serve: Serve, httpserver: HTTPServer
) -> None:
    for path in ("/a", "/b", "/c"):
        serve(path, status=429, headers={"Retry-After": "5000"})
    first = await update.refresh(store)
    assert [one.error for one in first.failed] == ["throttled"] * 3
    assert len(asked(httpserver)) == 1
    await update.refresh(store)
    assert len(asked(httpserver)) == 1
    store.clock = lambda: NOW + 5001
    await update.refresh(store)
    assert len(asked(httpserver)) == 2


async def test_rest_is_as_long_as_asked_and_the_user_may_ask_again_after_it(
    store: Store, serve: Serve, httpserver: HTTPServer
) -> None:
    feed = serve("/a", status=429, headers={"Retry-After": "120"})
    await update.refresh(store)
    assert store.due(NOW, [feed], True)[0].state.due_at >= NOW + HOUR
    store.clock = lambda: NOW + 119
    assert [one.error for one in (await update.refresh(store)).failed] == ["throttled"]
    assert len(asked(httpserver)) == 1
    store.clock = lambda: NOW + 120
    await update.refresh(store)
    assert len(asked(httpserver)) == 2


async def test_a_feed_is_not_due_before_the_rest_is_over_that_it_was_told_of(store: Store, serve: Serve) -> None:
    feed = serve("/a", status=503, headers={"Retry-After": "90000"})
    await update.refresh(store)
    assert store.due(NOW, [feed], True)[0].state.due_at == NOW + 90_000


async def test_a_503_without_a_time_rests_the_host_for_ten_minutes_also_for_feeds_named_later(
    store: Store, serve: Serve, httpserver: HTTPServer
) -> None:
    first, second = serve("/a", status=503), serve("/b", rss("أول"))
    await update.refresh(store, [first])
    assert store.feed(first).error == "server-failed"
    summary = await update.refresh(store, [second])
    assert [one.error for one in summary.failed] == ["throttled"]
    assert store.due(NOW, [second], True)[0].state.errors == 0
    store.clock = lambda: NOW + 600
    assert (await update.refresh(store, [second])).new == 1
    assert len(asked(httpserver)) == 2


@pytest.mark.parametrize(("status", "moved"), [(301, True), (308, True), (302, False), (307, False)])
async def test_a_feed_moves_for_good_after_two_answers_that_agree(
    store: Store, serve: Serve, httpserver: HTTPServer, status: int, moved: bool
) -> None:
    feed = serve("/old", status=status, headers={"Location": "/new"})
    httpserver.expect_request("/new").respond_with_data(rss("أول"))
    old, new = httpserver.url_for("/old"), httpserver.url_for("/new")
    await update.refresh(store)
    assert store.feed(feed).url == old
    await update.refresh(store)
    assert store.feed(feed).url == (new if moved else old)
    httpserver.log.clear()
    await update.refresh(store)
    assert asked(httpserver) == (["/new"] if moved else ["/old", "/new"])
    assert store.feed(feed).total == 1


async def test_a_feed_does_not_move_where_two_answers_in_a_row_do_not_agree(
    store: Store, httpserver: HTTPServer
) -> None:
    to: list[str] = []

    def handler(_request: Request) -> Response:
        there = to.pop(0)
        return Response(status=301, headers={"Location": there}) if there else Response(rss("أول"))

    httpserver.expect_request("/old").respond_with_handler(handler)
    for path in ("/one", "/two"):
        httpserver.expect_request(path).respond_with_data(rss("أول"))
    feed = store.subscribe(httpserver.url_for("/old"), allow_private=True).id
    to += ["/one", "/two", "/one", "", "/one"]
    for _ in range(5):
        await update.refresh(store)
        assert store.feed(feed).url == httpserver.url_for("/old")
    to += ["/one"]
    await update.refresh(store)
    assert store.feed(feed).url == httpserver.url_for("/one")


async def test_a_feed_does_not_move_onto_another_one(store: Store, serve: Serve) -> None:
    old = serve("/old", status=301, headers={"Location": "/new"})
    serve("/new", rss("أول"))
    for _ in range(3):
        await update.refresh(store)
    assert len({feed.url for feed in store.feeds()}) == 2
    assert store.feed(old).url.endswith("/old")


async def test_a_body_that_did_not_change_is_not_parsed_again(
    store: Store, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve("/a", rss("أول"))
    await update.refresh(store)
    monkeypatch.setattr("feeds.parse.parse", None)
    assert list((await update.refresh(store)).failed) == []


async def test_more_feeds_than_a_few_are_kept_by_workers_and_one_that_breaks_leaves_the_others(
    store: Store, serve: Serve
) -> None:
    for number in range(update._FEW):
        serve(f"/{number}", rss(f"خبر {number}"))
    broken = serve("/broken", rss("مقطوع").replace(b"</channel></rss>", b"<item><title>a & b"))
    page = serve("/page", b"<html><body>no")
    summary = await update.refresh(store)
    assert {one.feed: one.error for one in summary.failed} == {page: "not-a-feed"}
    assert summary.new == update._FEW + store.feed(broken).total
    assert store.feed(broken).total >= 1


async def test_a_feed_that_is_gone_is_not_asked_again_but_by_name_and_keeps_its_articles(
    store: Store, serve: Serve, httpserver: HTTPServer
) -> None:
    feed = serve("/a", rss("أول"))
    await update.refresh(store)
    httpserver.clear()
    httpserver.expect_request("/a").respond_with_data(status=410)
    told: list[FeedRefreshed] = []
    summary = await update.refresh(store, report=told.append)
    assert (
        [(one.feed, one.error) for one in summary.failed] == [(one.feed, one.error) for one in told] == [(feed, "gone")]
    )
    store.clock = lambda: NOW + 100 * HOUR
    assert (await update.refresh(store)).total == 0
    assert store.feed(feed).error == "gone"
    assert titles(store) == {"أول"}
    httpserver.clear()
    httpserver.expect_request("/a").respond_with_data(rss("أول", "ثان"))
    assert (await update.refresh(store, [feed])).new == 1
    assert store.feed(feed).error == ""


async def test_broken_markup_goes_through_the_worker(store: Store, serve: Serve) -> None:
    serve("/a", rss("أول").replace(b"</item>", b"<br></item>"))
    assert (await update.refresh(store)).new == 1


async def test_a_second_refresh_says_that_the_library_is_busy(store: Store) -> None:
    with store.refresh_lock(), pytest.raises(LibraryBusy):
        await update.refresh(store)


# ── Killed ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_kill_9_during_a_refresh_loses_no_mark_and_no_article_that_was_there(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    path = tmp_path / "library.db"
    body = rss(*(f"خبر {number}" for number in range(200)))

    def handler(_request: Request) -> Response:
        time.sleep(0.02)
        return Response(body)

    store = Store(path)
    for number in range(30):
        httpserver.expect_request(f"/{number}").respond_with_handler(handler)
        store.subscribe(httpserver.url_for(f"/{number}"), allow_private=True)
    store.close()
    command = [sys.executable, "-m", "tui", "--library", str(path), "refresh", "--report"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    with Reader(path) as reader:
        first = reader.articles(Scope()).rows[0]
        reader.mark_read([first.id])
        reader.star([first.id])
        seen = reader.counts().total
    child.stdout.readline()
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    with Reader(path) as reader:
        assert reader.notice is None
        assert reader.counts().total >= seen
        assert reader.counts().total % 200 == 0
        kept = reader.article(first.id).row
        assert (kept.read, kept.starred) == (True, True)
        assert any(feed.total == 0 for feed in reader.feeds())
