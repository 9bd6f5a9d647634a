"""The built-in edition goes the way of any feed: subscribed, refreshed, not written again when it did not change."""

from __future__ import annotations

import socket

import pytest

from feeds import adding, update
from feeds.reader import Reader
from feeds.store.library import Store
from feeds.types import Scope


async def test_the_edition_is_refreshed_without_a_network_and_answers_304_from_then_on(
    library: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_network(*_rest: object, **_more: object) -> None:
        raise AssertionError("the edition needs no network")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    feeds = library.add_sample()
    first = await library.refresh()
    assert (first.total, list(first.failed)) == (len(feeds), [])
    assert first.new == library.counts().total > 0
    library.mark_read([library.articles(Scope()).rows[0].id])
    unread = library.counts().unread
    second = await library.refresh()
    assert (second.new, second.changed, list(second.failed)) == (0, 0, [])
    assert library.counts().unread == unread


async def test_an_edition_that_is_asked_again_sends_no_document(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = store.subscribe("sample://edition/world.rss", schemes=("sample",))
    await update.refresh(store)
    monkeypatch.setattr(update, "keep", None)  # what would read a document
    summary = await update.refresh(store)
    assert list(summary.failed) == []
    assert store.due(store.clock(), [feed.id], True)[0].state.etag.startswith('"')


async def test_no_feed_of_the_network_leads_into_the_edition(store: Store) -> None:
    from feeds.errors import BadAddress

    with pytest.raises(BadAddress):
        await adding.add(store, "sample://edition/world.rss")
