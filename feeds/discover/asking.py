"""All feeds of a site, looked into."""

from __future__ import annotations

import asyncio
import json
from asyncio import Semaphore
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from feeds.content import to_text
from feeds.discover.page import FoundFeed, Kind, feeds_in, guesses, leads_to
from feeds.discover.places import candidates, has_none, meant, webfinger
from feeds.errors import (
    BadAddress,
    ConnectionFailed,
    FeedError,
    FetchError,
    NoFeedFound,
    NotAFeed,
    Throttled,
    TimedOut,
    TlsFailed,
)
from feeds.fetched import Answer
from feeds.language import detect
from feeds.parse import parse_anywhere
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.store.addresses import host_of
from feeds.store.identity import canonical

Ask = Callable[[str], Awaitable[Answer]]
"""Asks for an address; raises the kinds of FetchError."""

FETCHED = 10
"""Feeds of one site that are fetched at most."""
AT_ONCE = 4
"""Requests under way at once, to one host one."""
_TITLE = 200
_PROFILE = "http://webfinger.net/rel/profile-page"


@dataclass(frozen=True, slots=True)
class Headline:
    """An article as a preview shows it."""

    title: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What tells one feed from another before it is chosen."""

    title: str
    site: str
    language: str
    """What the titles are in, else as declared."""
    articles: int
    newest: tuple[Headline, ...]


@dataclass(frozen=True, slots=True)
class Discovered:
    """A feed of a site. What was fetched is kept, so that the one that is chosen need not be fetched again; for the
    feeds after the tenth all three are None."""

    feed: FoundFeed
    preview: Preview | None = None
    answer: Answer | None = None
    parsed: ParsedFeed | None = None


def preview(parsed: ParsedFeed, limit: int = 5) -> Preview:
    """The newest ``limit`` articles with their dates, those without a date last, in the order of the document."""
    newest = sorted(parsed.articles, key=lambda one: one.published or _NEVER, reverse=True)[:limit]
    heads = tuple(Headline(_title(one), one.published) for one in newest)
    words = "\n".join((parsed.title, *(head.title for head in heads)))
    return Preview(parsed.title, parsed.url, detect(words, parsed.language), len(parsed.articles), heads)


async def discover(typed: str, ask: Ask, *, first: bool = False) -> list[Discovered]:
    """The feeds at what was typed, the likeliest first: the feed that is there itself, or all that the service or the
    page has, with ``first`` only the likeliest that is one, for as few requests as that takes.

    Raises BadAddress, NoFeedFound (also, without asking, for a service that has none), Throttled where the site asks to
    be left alone, what ``ask`` raises for the page, and what is wrong with the feed that is there itself.
    """
    addresses = meant(typed)
    if not addresses:
        raise BadAddress(url=typed)
    if has_none(addresses[0]):
        raise NoFeedFound(url=addresses[0])
    asking = _Asking(ask)
    look = asking.first if first else asking.look
    if known := await look([FoundFeed(one) for one in candidates(addresses[0])]):
        return known
    if there := await asking.profile(webfinger(typed)):
        if known := await look([FoundFeed(one) for one in candidates(there)]):
            return known
        addresses = [there]
    address, page = await _page(addresses, asking)
    if here := await asking.parsed(page):
        return [_told(FoundFeed(address), page, here)]
    named = feeds_in(page.body or b"", page.url, page.content_type)
    if not named and (there := leads_to(page.body or b"", page.url, page.content_type)):
        page = await asking.ask(there)
        if here := await asking.parsed(page):
            return [_told(FoundFeed(there), page, here)]
        named = feeds_in(page.body or b"", page.url, page.content_type)
    # Of the usual places most are empty, and the first that is not will do.
    if found := await look(named) or await asking.first([FoundFeed(one) for one in guesses(page.url)]):
        return found
    if asking.throttled:
        raise asking.throttled
    raise NoFeedFound(url=addresses[0])


async def _page(addresses: Sequence[str], asking: _Asking) -> tuple[str, Answer]:
    """The first of the addresses that can be reached at all."""
    for address in addresses[:-1]:
        with suppress(ConnectionFailed, TlsFailed, TimedOut):
            return address, await asking.ask(address)
    return addresses[-1], await asking.ask(addresses[-1])


class _Asking:
    """The requests for one site, within what is polite."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._all = Semaphore(AT_ONCE)
        self._hosts: defaultdict[str, Semaphore] = defaultdict(lambda: Semaphore(1))
        self._resting: set[str] = set()
        self._silent: dict[tuple[str, str], FetchError] = {}
        self._left = FETCHED
        self.throttled: Throttled | None = None

    async def ask(self, url: str) -> Answer:
        """One request; a host that asked for rest is asked no more, nor a server that did not answer."""
        host = host_of(url)
        async with self._hosts[host], self._all:
            if host in self._resting and self.throttled:
                raise self.throttled
            if silent := self._silent.get(_server(url)):
                raise silent
            try:
                return await self._ask(url)
            except (TimedOut, ConnectionFailed) as error:
                self._silent[_server(url)] = error
                raise
            except Throttled as error:
                self._resting.add(host)
                self.throttled = error
                raise

    async def profile(self, where: str) -> str:
        """The page of an account, as the answer at ``where`` has it (RFC 7033, 4.4), or empty."""
        try:
            said = json.loads((await self.ask(where)).body or b"") if where else None
        except (FeedError, ValueError, RecursionError):
            return ""
        links = said.get("links") if isinstance(said, dict) else None
        pages = [one for one in links if isinstance(one, dict)] if isinstance(links, list) else []
        found = (str(one.get("href")) for one in pages if one.get("rel") == _PROFILE)
        return next((address for one in found for address in meant(one)[:1]), "")

    async def look(self, wanted: Sequence[FoundFeed]) -> list[Discovered]:
        """Those that are feeds, in the same order, the same in another format or at another address once; what is
        beyond the number that may be fetched is taken at its word where others were feeds."""
        first, rest = wanted[: self._left], wanted[self._left :]
        self._left -= len(first)
        looked = await asyncio.gather(*(self._look(one) for one in first))
        found: list[Discovered] = []
        for one in looked:
            if one and not any(_same(one, other) for other in found):
                found.append(one)
        return [*found, *(Discovered(one) for one in rest)] if found else []

    async def first(self, wanted: Sequence[FoundFeed]) -> list[Discovered]:
        """The first of those that is a feed with articles, or else without, asked for one after the other."""
        empty: list[Discovered] = []
        for one in wanted:
            found = await self.look([one])
            if found and found[0].parsed and found[0].parsed.articles:
                return found
            empty = empty or found
        return empty

    async def _look(self, one: FoundFeed) -> Discovered | None:
        try:
            answer = await self.ask(one.url)
            parsed = await self.parsed(answer)
        except FeedError:
            return None
        return _told(one, answer, parsed) if parsed else None

    @staticmethod
    async def parsed(answer: Answer) -> ParsedFeed | None:
        """The feed in an answer, None if it is something else. Raises the other kinds of ParseError."""
        try:
            return await parse_anywhere(answer.body or b"", url=answer.url, content_type=answer.content_type)
        except NotAFeed:
            return None


def _server(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _same(one: Discovered, other: Discovered) -> bool:
    """Whether two feeds have the same articles, or one of them those and more in another format under the same name."""
    if not one.answer or not other.answer or not one.parsed or not other.parsed:
        return False
    if one.answer.body == other.answer.body:
        return True
    mine, others = one.parsed.articles, other.parsed.articles
    if not mine or not others:
        return False
    if {(canonical(one.url), one.title) for one in mine} == {(canonical(one.url), one.title) for one in others}:
        return True
    first, second = ({canonical(one.url) or one.title for one in these} for these in (mine, others))
    kin = one.feed.kind != other.feed.kind and one.parsed.title == other.parsed.title
    return kin and (first <= second or second <= first)


def _told(feed: FoundFeed, answer: Answer, parsed: ParsedFeed) -> Discovered:
    seen = preview(parsed)
    whole = replace(
        feed,
        title=feed.title or parsed.title,
        kind=_kind(parsed.format) or feed.kind,
        language=seen.language or feed.language,
    )
    return Discovered(whole, seen, answer, parsed)


def _kind(form: str) -> Kind:
    kinds: tuple[Kind, ...] = ("rss", "atom", "json")
    return next((kind for kind in kinds if form.startswith(kind)), "")


def _title(article: ParsedArticle) -> str:
    return (article.title or to_text(article.summary or article.content)[:1_000]).strip()[:_TITLE]


_NEVER = datetime.min.replace(tzinfo=UTC)
