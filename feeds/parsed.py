"""What a feed said, cleaned but not yet ours. Empty means not said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from feeds.types import Author, Enclosure, Link


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """One RSS ``item``, Atom ``entry`` or JSON Feed item, cleaned but not yet ours. Empty means not said."""

    guid: str = ""
    url: str = ""
    title: str = ""
    """Plain text."""
    summary: str = ""
    """HTML, as sent."""
    content: str = ""
    """HTML, as sent."""
    base: str = ""
    """The address that relative links in ``summary`` and ``content`` stand on (xml:base, else the article's)."""
    authors: tuple[Author, ...] = ()
    published: datetime | None = None
    """When it appeared; where the feed only says when it was changed, that."""
    updated: datetime | None = None
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    image: str = ""
    language: str = ""
    """BCP 47, as the feed declares it: often wrong."""
    related: tuple[Link, ...] = ()
    comments_url: str = ""
    """The page with the comments (RSS ``comments``)."""
    comments_feed: str = ""
    """The comments as a feed (wfw:commentRss, Atom ``rel=replies``)."""
    comments_count: int | None = None
    """slash:comments, thr:total."""
    in_reply_to: tuple[str, ...] = ()
    """Of a comment: the id of what it answers and the address of that (thr:in-reply-to, RFC 4685)."""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """One document as the publisher sent it."""

    format: str
    """``rss0.9x``, ``rss1.0``, ``rss2.0``, ``atom0.3``, ``atom1.0``, ``json1.0``, ``json1.1`` or ``other``."""
    title: str = ""
    url: str = ""
    """The site the feed belongs to."""
    description: str = ""
    language: str = ""
    icon: str = ""
    articles: tuple[ParsedArticle, ...] = ()
    ttl: int | None = None
    """Seconds (RSS ``ttl`` is minutes; sy:updatePeriod over sy:updateFrequency where it is longer)."""
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    """Monday is 0."""
