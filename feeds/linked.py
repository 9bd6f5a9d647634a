"""What an article leads to, its page or its comments, fetched as its feed is asked for."""

from __future__ import annotations

import asyncio

from feeds import secrets
from feeds.addresses import same_server
from feeds.errors import FetchError, NoSecret, Throttled
from feeds.fetch import fetch, open_client
from feeds.fetched import Answer
from feeds.hosts import Hosts, Rests, rest_of
from feeds.store.addresses import host_of
from feeds.store.library import Store


async def fetch_linked(store: Store, feed_id: int, url: str) -> Answer:
    """Fetch ``url`` by the settings of the feed: its proxy and name, and where it is on the feed's own server also its
    headers, its secret and the user's word about a private network. A host that wants rest is left alone.

    Raises FeedNotFound and the kinds of FetchError, with ``asked_by="reader"``: unlike a feed, what fails is not asked
    for again by itself.
    """
    due = store.known(feed_id)
    feed, settings = due.feed, due.settings
    secret = await asyncio.to_thread(secrets.read, store.path, settings.secret) if settings.secret else None
    if settings.secret and secret is None:
        raise NoSecret(url=url)
    hosts = Hosts(store.hosts())

    async def before(host: str) -> None:
        hosts.check(host, store.clock())

    try:
        async with open_client() as client:
            return await fetch(
                client,
                url,
                # The word was about the feed: what stands in it may come from anybody, and lead to another port.
                allow_private=due.settings.private and same_server(feed.url, url),
                settings=settings,
                secret=secret,
                home=feed.url,
                before=before,
            )
    except Rests as rests:
        raise Throttled(url=url, status=429, retry_after=rests.seconds, asked_by="reader") from None
    except FetchError as error:
        if seconds := rest_of(error):
            store.rest(error.args_.get("host") or host_of(url), store.clock() + seconds)
        error.args_["asked_by"] = "reader"
        raise
