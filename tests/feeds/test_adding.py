"""Subscribing to what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from feeds.adding import add
from feeds.errors import AlreadySubscribed, NoFeedFound, PrivateAddress, Throttled
from feeds.store.library import Store
from feeds.types import FeedOffer, Scope
from tests.feeds.conftest import NOW

FEED = (
    "<rss version='2.0'><channel><title>{n}</title><item><guid>{n}</guid><title>خبر {n}</title></item></channel></rss>"
)
PAGE = (
    "<html><head><link rel=alternate type='application/rss+xml' title='الأخبار' href='/news'>"
    "<link rel=alternate type='application/rss+xml' title='الرياضة' href='/sport'></head></html>"
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "library.db", clock=lambda: NOW)


@pytest.fixture
def site(httpserver: HTTPServer) -> HTTPServer:
    httpserver.expect_request("/").respond_with_data(PAGE, content_type="text/html; charset=utf-8")
    for name in ("news", "sport"):
        httpserver.expect_request(f"/{name}").respond_with_data(FEED.format(n=name))
    return httpserver


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
    assert [row.title for row in store.page(Scope()).rows] == ["خبر sport"]
    assert [request.path for request, _ in site.log].count("/sport") == 1
    assert len(store.history(feed.id)) == 1


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
    assert store.due(NOW, [feed.id], force=True)[0].allow_private


async def test_a_host_that_wants_rest_is_remembered(store: Store, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/feed").respond_with_data("", status=429, headers={"Retry-After": "900"})
    with pytest.raises(Throttled):
        await add(store, httpserver.url_for("/feed"), allow_private=True)
    asked = len(httpserver.log)
    with pytest.raises(Throttled):
        await add(store, httpserver.url_for("/other"), allow_private=True)
    assert len(httpserver.log) == asked
