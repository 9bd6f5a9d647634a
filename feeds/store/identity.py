"""What makes an article the same one when it comes again: its guid, else its link, else title and date; never its body,
which edits change."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import urlsplit, urlunsplit

from feeds.parsed import ParsedArticle

_TRACKING = re.compile(
    r"(?:utm|at|pk|mtm|piwik|matomo|hsa|mc|vero|oly)_|ns_(?:campaign|mchannel|source|linkname|fee)$"
    r"|(?:fbclid|gclid|gclsrc|dclid|gbraid|wbraid|yclid|msclkid|twclid|ttclid|igshid|igsh|mkt_tok|cmpid|ocid|xtor)$",
    re.IGNORECASE,
)


@lru_cache(512)
def canonical(url: str) -> str:
    """``url`` without its scheme, ``www.`` and tracking parameters: for comparing, not for opening.

    >>> canonical("http://www.example.org/a?utm_source=rss&id=5")
    '//example.org/a?id=5'
    """
    url = url.strip()
    try:
        scheme, host, path, query, fragment = urlsplit(url)
    except ValueError:
        return url
    if scheme not in ("http", "https"):
        return url
    if query:
        query = "&".join(part for part in query.split("&") if not _TRACKING.match(part.partition("=")[0]))
    return urlunsplit(("", host.lower().removeprefix("www."), path or "/", query, fragment))


@dataclass(frozen=True, slots=True)
class Identity:
    """``key``, 16 bytes, is what a new article is kept under: the same in every library, so servers can agree on it.

    ``known_as`` are the keys an article that is there already may have, the surest first. The last of them holds only
    for an article with this ``link`` and this ``title``, where they are not None.
    """

    key: bytes
    known_as: tuple[bytes, ...]
    link: str | None = None
    title: str | None = None


def identify(articles: Sequence[ParsedArticle]) -> list[Identity]:
    """The identities of the articles of one document, in its order.

    Where a guid is repeated within the document with other links the link tells them apart, and only there: the same
    guid in a later document with another link is the same article. In the same way the title tells apart articles
    that have no guid and share a link, such as the front page of a site. Guids that are addresses are compared as
    links are, so that a move to https or a new campaign does not bring a feed back as unread.
    """
    rivals: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for article in articles:
        name, rest = _name(article)
        rivals[name].add(rest)
    return [_identity(article, rivals) for article in articles]


def _name(article: ParsedArticle) -> tuple[tuple[str, str], str]:
    """What an article goes by, and what tells it from others of that name in the same document."""
    if article.guid:
        return ("guid", canonical(article.guid)), canonical(article.url)
    if article.url:
        return ("link", canonical(article.url)), article.title
    if article.title or article.published:
        return ("title", article.title), article.published.isoformat() if article.published else ""
    # Nothing but a body was sent; without it a feed of such articles would be one article.
    return ("text", article.content or article.summary), ""


def _identity(article: ParsedArticle, rivals: dict[tuple[str, str], set[str]]) -> Identity:
    name, rest = _name(article)
    if name[0] in ("title", "text"):
        key = _key(*name, rest)
        return Identity(key, (key,))
    alone, full = _key(*name), _key(*name, rest)
    if len(rivals[name]) == 1:
        return Identity(alone, (full, alone))
    return Identity(full, (full, alone), link=rest) if name[0] == "guid" else Identity(full, (full, alone), title=rest)


def _key(*parts: str) -> bytes:
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()
