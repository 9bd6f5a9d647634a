"""Subscribing to what was typed: the feed there, or one of those that its site has, chosen by its last titles."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from urllib.parse import unquote

import httpx

from feeds.answers import FeedOffer
from feeds.clean import without_sign_in
from feeds.discover import Discovered, discover
from feeds.errors import AlreadySubscribed, BadAddress, FetchError, PrivateAddress, Throttled
from feeds.fetch import fetch, open_client
from feeds.fetched import Answer
from feeds.hosts import Hosts, Rests, rest_of
from feeds.ingest import save
from feeds.parse import parse_anywhere
from feeds.schedule import FetchState
from feeds.store.addresses import feed_address, host_of
from feeds.store.fetches import DueFeed
from feeds.store.history import Entry
from feeds.store.identity import canonical
from feeds.store.library import Store
from feeds.types import Feed

Choose = Callable[[Sequence[FeedOffer]], Awaitable[int | None]]
"""Which of several feeds, by its place; None for none of them."""

_DEADLINE = 20.0
"""Seconds for each address at which there may be a feed."""


async def add(
    store: Store,
    url: str,
    *,
    section: str = "",
    allow_private: bool = False,
    choose: Choose | None = None,
    tell: Callable[[str], None] = lambda _url: None,
) -> Feed | None:
    """Subscribe to the feed at ``url`` and store its articles, or to the one that ``choose`` takes of those that the
    site there has; without it to the likeliest. None if it takes none.

    ``allow_private`` is the user's word about the host of ``url``; ``tell`` is told each address that is asked. Raises
    BadAddress, AlreadySubscribed, NoFeedFound and the other kinds of FeedError; nothing is subscribed then.
    """
    with suppress(BadAddress):  # the name of a profile is no address, but leads to one
        _refuse_known(store, feed_address(url))
    began, hosts = time.monotonic(), Hosts(store.hosts())
    async with open_client() as client:
        asking = _Asking(client, hosts, store, allow_private, tell)
        found = await discover(url, asking, first=choose is None)
        at = await choose([_offer(one) for one in found]) if choose and len(found) > 1 else 0
        if at is None:
            return None
        chosen = found[at]
        address = feed_address(chosen.feed.url)
        _refuse_known(store, address)
        answer = chosen.answer or await asking(address)
    parsed = chosen.parsed or await parse_anywhere(answer.body or b"", url=answer.url, content_type=answer.content_type)
    feed = store.subscribe(address, section=section, allow_private=host_of(address) in asking.private)
    now = store.clock()
    new, changed = save(store, DueFeed(feed, FetchState()), answer, parsed, now)
    took = round((time.monotonic() - began) * 1000)
    store.log([Entry(feed.id, now, answer.status, "", new, changed, answer.size, took)])
    return store.feed(feed.id)


class _Asking:
    """Asks for an address as `fetch` does, but leaves a host alone that wants rest, and knows those on a private
    network that the user spoke for."""

    def __init__(
        self, client: httpx.AsyncClient, hosts: Hosts, store: Store, allow_private: bool, tell: Callable[[str], None]
    ) -> None:
        self._client = client
        self._hosts = hosts
        self._store = store
        self._allow_private = allow_private
        self._tell = tell
        self._first = ""
        self.private: set[str] = set()

    async def __call__(self, url: str) -> Answer:
        self._tell(url)
        host = host_of(url)
        # The word is about what was typed, which is asked for first.
        self._first = self._first or host
        try:
            return await self._fetch(url, host)
        except Rests as rests:
            raise Throttled(url=url, status=429, retry_after=rests.seconds) from None
        except FetchError as error:
            if seconds := rest_of(error):
                self._store.rest(error.args_.get("host") or host, self._store.clock() + seconds)
            raise

    async def _fetch(self, url: str, host: str) -> Answer:
        try:
            return await fetch(self._client, url, before=self._before, deadline=_DEADLINE)
        except PrivateAddress:
            if not self._allow_private or host != self._first:
                raise
            self.private.add(host)
            return await fetch(self._client, url, allow_private=True, before=self._before, deadline=_DEADLINE)

    async def _before(self, host: str) -> None:
        self._hosts.check(host, self._store.clock())


def _refuse_known(store: Store, url: str) -> None:
    """Raises AlreadySubscribed for an address that only its scheme, ``www.`` or its escapes tell from one there is."""
    known = next((feed for feed in store.feeds() if canonical(unquote(feed.url)) == canonical(unquote(url))), None)
    if known:
        raise AlreadySubscribed(url=url, feed=known.id)


def _offer(one: Discovered) -> FeedOffer:
    seen = one.preview
    titles = tuple(head.title for head in seen.newest) if seen else ()
    title = one.feed.title or without_sign_in(one.feed.url)
    return FeedOffer(one.feed.url, title, one.feed.language, seen.articles if seen else None, titles)
