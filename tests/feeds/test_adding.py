"""Subscribing to what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from feeds import update
from feeds.adding import add
from feeds.answers import FeedOffer
from feeds.errors import AlreadySubscribed, BadAddress, FetchError, NoFeedFound, PrivateAddress, Throttled
from feeds.schedule import HOUR
from feeds.store.library import Store
from feeds.types import Scope
from tests.feeds.conftest import NOW

FEED = (
    "<rss version='2.0'><channel><title>{n}</title><item><guid>{n}</guid><title>خبر {n}</title></item></channel></rss>"
)
PAGE = (
    "<html><head><link rel=alternate type='application/rss+xml' title='الأخبار' href='/news'>"
    "<link rel=alternate type='application/rss+xml' title='الرياضة' href='/sport'></head></html>"
)


def rss(title: str, name: str = "أخبار") -> bytes:
    items = f"<item><guid>{title}</guid><title>{title}</title></item>"
    return f"<rss version='2.0'><channel><title>{name}</title>{items}</channel></rss>".encode()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "library.db", clock=lambda: NOW)


@pytest.fixture
def site(httpserver: HTTPServer) -> HTTPServer:
    httpserver.expect_request("/").respond_with_data(PAGE, content_type="text/html; charset=utf-8")
    for name in ("news", "sport"):
        httpserver.expect_request(f"/{name}").respond_with_data(FEED.format(n=name))
    return httpserver


async def test_without_a_choice_only_the_first_that_is_a_feed_is_asked_for(store: Store, site: HTTPServer) -> None:
    feed = await add(store, site.url_for("/"), allow_private=True)
    assert feed is not None
    assert [request.path for request, _ in site.log] == ["/", "/news"]


async def test_of_several_feeds_the_one_that_is_chosen_is_added_without_being_asked_for_again(
    store: Store, site: HTTPServer
) -> None:
    seen: list[FeedOffer] = []

    async def second(offers: Sequence[FeedOffer]) -> int:
        seen.extend(offers)
        return 1

    feed = await add(store, site.url_for("/"), allow_private=True, choose=second)
    assert feed is not None
    assert feed.url == site.url_for("/sport")
    assert [(one.title, one.newest, one.articles) for one in seen] == [
        ("الأخبار", ("خبر news",), 1),
        ("الرياضة", ("خبر sport",), 1),
    ]
    assert [row.title for row in store.articles(Scope()).rows] == ["خبر sport"]
    assert [request.path for request, _ in site.log].count("/sport") == 1
    assert len(store.history(feed.id)) == 1


@pytest.mark.parametrize("typed", ["/أخبار", "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1", "/%d8%a3خبار"])
async def test_an_address_that_is_only_written_otherwise_is_known(
    store: Store, httpserver: HTTPServer, typed: str
) -> None:
    httpserver.expect_request("/أخبار").respond_with_data(rss("أول"))
    await add(store, httpserver.url_for("/") + "أخبار", allow_private=True)
    asked = len(httpserver.log)
    with pytest.raises(AlreadySubscribed):
        await add(store, httpserver.url_for("/").rstrip("/") + typed, allow_private=True)
    assert len(httpserver.log) == asked


async def test_none_of_them_leaves_all_as_it_is(store: Store, site: HTTPServer) -> None:
    async def none(_offers: Sequence[FeedOffer]) -> None:
        return None

    assert await add(store, site.url_for("/"), allow_private=True, choose=none) is None
    assert store.feeds() == []


async def test_a_feed_itself_is_added_without_a_choice(store: Store, site: HTTPServer) -> None:
    async def never(_offers: Sequence[FeedOffer]) -> int:
        raise AssertionError

    feed = await add(store, site.url_for("/news"), section="أخبار", allow_private=True, choose=never)
    assert feed is not None
    assert (feed.title, feed.total) == ("news", 1)
    with pytest.raises(AlreadySubscribed):
        await add(store, site.url_for("/news"), allow_private=True)
    with pytest.raises(AlreadySubscribed):
        await add(store, site.url_for("/"), allow_private=True)


async def test_a_private_address_needs_the_users_word_which_holds_for_its_host(store: Store, site: HTTPServer) -> None:
    with pytest.raises(PrivateAddress):
        await add(store, site.url_for("/"))
    site.expect_request("/far").respond_with_data(
        "<link rel=alternate type='application/rss+xml' href='http://127.0.0.2:9/feed'>", content_type="text/html"
    )
    with pytest.raises(NoFeedFound):
        await add(store, site.url_for("/far"), allow_private=True)
    feed = await add(store, site.url_for("/"), allow_private=True)
    assert feed is not None
    assert store.due(NOW, [feed.id], force=True)[0].settings.private


async def test_a_host_that_wants_rest_is_remembered(store: Store, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed").respond_with_data("", status=429, headers={"Retry-After": "900"})
    with pytest.raises(Throttled):
        await add(store, httpserver.url_for("/feed"), allow_private=True)
    asked = len(httpserver.log)
    with pytest.raises(Throttled) as told:
        await add(store, httpserver.url_for("/other"), allow_private=True)
    assert told.value.args_["retry_after"] == "900"
    assert len(httpserver.log) == asked


async def test_a_host_that_is_overloaded_rests_though_it_names_no_time(store: Store, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed").respond_with_data("", status=503)
    with pytest.raises(FetchError):
        await add(store, httpserver.url_for("/feed"), allow_private=True)
    assert [host.rests_until for host in store.hosts().values()] == [NOW + 600]


async def test_a_redirect_leads_to_no_host_that_rests(store: Store, httpserver: HTTPServer) -> None:
    store.rest("resting.example", NOW + 300)
    there = {"Location": "http://resting.example/feed"}
    httpserver.expect_request("/feed").respond_with_data("", status=302, headers=there)
    with pytest.raises(Throttled) as told:
        await add(store, httpserver.url_for("/feed"), allow_private=True)
    assert told.value.args_["retry_after"] == "300"


async def test_a_feed_is_added_with_its_articles(store: Store, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed").respond_with_data(rss("أول", name="صحيفة"))
    feed = await add(store, httpserver.url_for("/feed"), section="أخبار", allow_private=True)
    assert feed is not None
    assert (feed.title, feed.total) == ("صحيفة", 1)
    with pytest.raises(AlreadySubscribed):
        await add(store, httpserver.url_for("/feed"), allow_private=True)
    assert (await update.refresh(store)).failed == []


@pytest.mark.parametrize(
    "page",
    [
        b"<html><head><link rel='alternate' type='application/rss+xml' href='/x/feed.xml'></head>",
        b"<html><head><base href='/x/'><link rel='Alternate' type='application/atom+xml' href='feed.xml'></head>",
        b"<link rel=alternate title='Comments' type='application/rss+xml' href='/x/comments/feed.xml'>"
        b"<link rel=alternate type='application/rss+xml' href='/x/feed.xml'><html>",
        b"<html><body>nothing named</body></html>",
    ],
)
async def test_the_feed_of_a_site_is_found_by_its_page(store: Store, httpserver: HTTPServer, page: bytes) -> None:
    httpserver.expect_request("/x/").respond_with_data(b"<!doctype html>" + page, content_type="text/html")
    httpserver.expect_request("/x/feed.xml").respond_with_data(rss("أول"))
    httpserver.expect_request("/x/comments/feed.xml").respond_with_data(rss("تعليق"))
    feed = await add(store, httpserver.url_for("/x/"), allow_private=True)
    assert feed is not None
    assert feed.url == httpserver.url_for("/x/feed.xml")
    assert {row.title for row in store.articles(Scope()).rows} == {"أول"}


async def test_what_can_not_be_added_leaves_no_feed_behind(store: Store, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/page").respond_with_data(b"<!doctype html><p>x", content_type="text/html")
    with pytest.raises(NoFeedFound):
        await add(store, httpserver.url_for("/page"), allow_private=True)
    with pytest.raises(PrivateAddress):
        await add(store, httpserver.url_for("/page"))
    with pytest.raises(BadAddress):
        await add(store, "file:///etc/passwd")
    assert store.feeds() == []


async def test_the_word_about_a_private_host_is_kept_for_refreshes_and_for_that_host_only(
    store: Store, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"<link rel=alternate type='application/rss+xml' href='http://localhost:{httpserver.port}/near'>"
    page += "<link rel=alternate type='application/rss+xml' href='/feed'>"
    httpserver.expect_request("/").respond_with_data(f"<!doctype html>{page}".encode(), content_type="text/html")
    httpserver.expect_request("/near").respond_with_data(rss("سر"))
    httpserver.expect_request("/feed").respond_with_data(rss("أول"))
    feed = await add(store, f"http://127.0.0.1:{httpserver.port}/", allow_private=True)
    assert feed is not None
    assert feed.url.endswith("/feed")
    assert "/near" not in [request.path for request, _ in httpserver.log]
    assert (await update.refresh(store)).failed == []


async def test_the_word_is_not_kept_for_a_feed_that_never_needed_it(
    store: Store, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    httpserver.expect_request("/feed").respond_with_data(rss("أول"))
    monkeypatch.setattr("feeds.addresses.is_private", lambda _address: False)
    await add(store, httpserver.url_for("/feed"), allow_private=True)
    monkeypatch.undo()
    assert [one.error for one in (await update.refresh(store)).failed] == ["private-address"]


async def test_what_was_sent_when_it_was_added_is_not_sent_again_in_full_and_is_in_its_history(
    store: Store, httpserver: HTTPServer
) -> None:
    etag, modified = 'W/"1"', "Tue, 24 Nov 2026 08:00:00 GMT"
    httpserver.expect_request(
        "/feed", headers={"If-None-Match": etag, "If-Modified-Since": modified}
    ).respond_with_data(status=304)
    httpserver.expect_request("/feed").respond_with_data(rss("أول"), headers={"ETag": etag, "Last-Modified": modified})
    feed = await add(store, httpserver.url_for("/feed"), allow_private=True)
    assert feed is not None
    assert store.due(NOW + HOUR - 1) == [], "it was just asked for"
    assert (await update.refresh(store)).failed == []
    assert [(one.status, one.new) for one in store.history(feed.id)] == [(304, 0), (200, 1)]


async def test_what_signs_in_by_the_address_that_was_typed_is_kept_for_refreshes(
    store: Store, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/feed").respond_with_data(rss("أول"))
    feed = await add(store, httpserver.url_for("/feed").replace("://", "://me:word@"), allow_private=True)
    assert feed is not None
    assert (await update.refresh(store)).failed == []
    seen = [request.headers.get("Authorization") for request, _ in httpserver.log if request.path == "/feed"]
    assert seen == ["Basic bWU6d29yZA=="] * 2
