"""What an article leads to is asked for as its feed is."""

from __future__ import annotations

import pytest
from werkzeug import Request, Response

from feeds import secrets
from feeds.errors import FeedNotFound, HttpError, NoSecret, PrivateAddress, ProxyFailed, ServerFailed, Throttled
from feeds.linked import fetch_linked
from feeds.store.library import Store
from feeds.types import FeedSettings
from tests.feeds.serving import World, conditional, status, threaded, world

__all__ = ["threaded", "world"]


def page(_request: Request) -> Response:
    return Response(b"<p>x")


@pytest.fixture
def store(store: Store, world: World) -> Store:
    store.clock = world.clock
    return store


async def test_the_feeds_own_server_sees_its_headers_and_its_secret_and_any_other_only_its_name(
    store: Store, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = world.subscribe(store, "a.example/f", conditional())
    world.answers |= {"a.example/page": page, "b.example/page": page}
    store.set_feed_settings(feed, FeedSettings(user_agent="Mine/1.0", headers=(("X-Key", "k"),)))
    given = secrets.Secret("bearer", "", "abc", world.url("a.example/f"))
    monkeypatch.setattr(secrets, "read", lambda _path, reference: given if reference == "bearer:x:1" else None)
    store.set_secret(feed, "bearer:x:1")
    monkeypatch.setattr("feeds.addresses.is_private", lambda _address: False)
    for host in ("a.example", "b.example"):
        assert (await fetch_linked(store, feed, world.url(f"{host}/page"))).body == b"<p>x"
    seen = [
        (one.host, one.headers["User-Agent"], one.headers.get("X-Key"), one.headers.get("Authorization"))
        for one in world.log
    ]
    assert seen == [("a.example", "Mine/1.0", "k", "Bearer abc"), ("b.example", "Mine/1.0", None, None)]
    store.set_secret(feed, "bearer:x:2")
    with pytest.raises(NoSecret):
        await fetch_linked(store, feed, world.url("b.example/page"))


async def test_it_goes_through_the_feeds_proxy_or_not_at_all(store: Store, world: World) -> None:
    feed = world.subscribe(store, "a.example/f", conditional())
    world.answers["a.example/page"] = page
    store.set_feed_settings(feed, FeedSettings(proxy="socks5h://127.0.0.1:1"))
    with pytest.raises(ProxyFailed):
        await fetch_linked(store, feed, world.url("a.example/page"))
    assert world.log == []


@pytest.mark.parametrize(("said", "kind", "waits"), [(429, Throttled, (5000, 4000)), (503, ServerFailed, (600, 100))])
async def test_a_host_that_wants_rest_is_left_alone(
    store: Store, world: World, said: int, kind: type[HttpError], waits: tuple[int, int]
) -> None:
    feed = world.subscribe(store, "a.example/f", conditional())
    world.answers["a.example/page"] = status(said, **({"Retry_After": str(waits[0])} if said == 429 else {}))
    with pytest.raises(kind) as failed:
        await fetch_linked(store, feed, world.url("a.example/page"))
    world.now += waits[0] - waits[1]
    assert failed.value.args_["asked_by"] == "reader"
    with pytest.raises(Throttled) as told:
        await fetch_linked(store, feed, world.url("a.example/page"))
    assert told.value.args_["retry_after"] == str(waits[1])
    assert len(world.log) == 1


async def test_the_users_word_about_a_feed_is_not_for_what_else_its_host_serves(store: Store, world: World) -> None:
    world.answers["a.example/delete"] = page
    feed = store.subscribe("http://a.example:9/f", allow_private=True).id
    with pytest.raises(PrivateAddress):
        await fetch_linked(store, feed, world.url("a.example/delete"))
    assert world.log == []


async def test_a_feed_that_is_not_there_is_an_error(store: Store) -> None:
    with pytest.raises(FeedNotFound):
        await fetch_linked(store, 9, "https://a.example/")
