"""The feeds that a web page names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeAlias
from urllib.parse import urljoin, urlsplit

from lxml import etree

from feeds.clean import clean_line
from feeds.content.tree import all_text, parsed
from feeds.discover.places import youtube_feeds
from feeds.parse.encoding import decode
from feeds.store.identity import canonical

Kind: TypeAlias = Literal["rss", "atom", "json", ""]

_READ = 1_000_000
"""Characters of a page that are looked through: its feeds are named at its head."""
_MOST = 200
"""Feeds of one page."""
_TITLE = 200
"""Characters of a title."""
_TYPES: dict[str, Kind] = {
    "application/rss+xml": "rss",
    "application/rdf+xml": "rss",
    "application/atom+xml": "atom",
    "application/feed+json": "json",
    "application/json": "json",
    "application/xml": "",
    "text/xml": "",
}
_NOT_FEEDS = re.compile(r"/wp-json/|oembed|/xmlrpc\.php|opensearch", re.IGNORECASE)
"""What WordPress and others name with the types of feeds."""
_LESS = ("comment", "تعليق", "نظر", "תגוב")
"""A site's feed of comments is not what its reader means."""
_FORMAT = re.compile(r"\b(?:rss|atom|json|rdf|xml|feed|2\.0|1\.0|0\.9\d)\b|[^\w]+", re.IGNORECASE)
_LOOKS = re.compile(
    r"(?:/|^)(?:feeds?|rss|atom|index\.rdf)(?:/(?:all|news|main|rss2?|atom|default)?)?(?:\.(?:xml|json|php|aspx?))?/?$"
    r"|\.(?:rss|atom|rdf)$|/rss\d?(?:\.|/)|/feeds?/|(?:feed|rss|atom)\.(?:xml|json)$",
    re.IGNORECASE,
)
_LOOKS_QUERY = re.compile(r"(?:^|&)(?:feed|format|type|alt|output)=(?:rss2?|atom|feed|xml)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:^|\.)(?:feedly|yahoo|inoreader|netvibes|newsblur|bloglines|facebook|google)\.com$")
"""Buttons to readers on the web have the words of feeds in their addresses."""
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*['\"]?([^'\"]+)['\"]?\s*", re.IGNORECASE)
_USUAL = ("feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json")


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed as the page speaks of it. Empty means not said."""

    url: str
    title: str = ""
    kind: Kind = ""
    language: str = ""
    """BCP 47, from ``hreflang``."""


def feeds_in(body: bytes, url: str, content_type: str = "") -> list[FoundFeed]:
    """The feeds that a page names, the likeliest first, each once: by ``link rel=alternate`` (RSS Advisory Board's
    autodiscovery), else by the markup of YouTube, else by links whose addresses look like a feed's.

    The same in another format comes after the first, and feeds of comments last. ``content_type`` is the HTTP header as
    sent, ``url`` the address that answered.
    """
    text = decode(body, content_type)[:_READ]
    root = parsed(text)
    if root is None:
        return []
    base = _base(root, url)
    found = list(islice(_named(root, base), _MOST)) or [FoundFeed(one, kind="atom") for one in youtube_feeds(text, url)]
    return _ranked(found or list(islice(_linked(root, base), _MOST)))


def leads_to(body: bytes, url: str, content_type: str = "") -> str:
    """The address that a page sends its reader on to (``meta http-equiv=refresh``), or empty."""
    root = parsed(decode(body, content_type)[:_READ])
    if root is None:
        return ""
    for tag in root.iter("meta"):
        if (tag.get("http-equiv") or "").strip().lower() == "refresh":
            said = _REFRESH.fullmatch((tag.get("content") or "").strip())
            there = _web(_base(root, url), said[1]) if said else ""
            if there and there != url and not (said or [""])[1].isdecimal():
                return there
    return ""


def guesses(url: str) -> list[str]:
    """Where sites that name no feed usually have one."""
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}/"
    here = url if url.endswith("/") else url + "/"
    return list(dict.fromkeys(urljoin(base, name) for base in (here, root) for name in _USUAL))


def _base(root: etree._Element, url: str) -> str:
    return next((found for tag in root.iter("base") if (found := _web(url, tag.get("href")))), url)


def _named(root: etree._Element, base: str) -> Iterator[FoundFeed]:
    for link in root.iter("link", "a"):
        words = set((link.get("rel") or "").lower().split())
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        is_feed = ("alternate" in words and kind in _TYPES) or "feed" in words
        address = _web(base, link.get("href")) if is_feed else ""
        if address and not _NOT_FEEDS.search(address):
            yield FoundFeed(
                address,
                clean_line(link.get("title") or "")[:_TITLE],
                _TYPES.get(kind, ""),
                (link.get("hreflang") or "").strip()[:35],
            )


def _linked(root: etree._Element, base: str) -> Iterator[FoundFeed]:
    for link in root.iter("a"):
        address = _web(base, link.get("href"))
        if not address:
            continue
        parts = urlsplit(address)
        looks = _LOOKS.search(parts.path) or _LOOKS_QUERY.search(parts.query) or parts.path.endswith("/feed")
        if looks and not _ELSEWHERE.search(parts.hostname or ""):
            yield FoundFeed(address, clean_line(link.get("title") or all_text(link))[:_TITLE])


def _ranked(found: list[FoundFeed]) -> list[FoundFeed]:
    ranks: dict[str, tuple[int, FoundFeed]] = {}
    subjects: set[tuple[str, str]] = set()
    for one in found:
        subject = _FORMAT.sub("", one.title).lower(), one.language
        if canonical(one.url) in ranks:
            continue
        said = f"{one.title} {one.url}".lower()
        less = any(word in said for word in _LESS)
        # Without a title nothing tells that two are the same.
        rank = 2 if less else int(bool(one.title) and subject in subjects)
        subjects.add(subject)
        ranks[canonical(one.url)] = rank, one
    return [one for _, one in sorted(ranks.values(), key=lambda both: both[0])]


def _web(base: str, href: str | None) -> str:
    try:
        address = urljoin(base, (href or "").strip())
        return address if href and urlsplit(address).scheme in ("http", "https") else ""
    except ValueError:
        return ""
