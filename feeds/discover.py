"""A site's page to the addresses of its feeds."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from feeds.content.tree import parsed
from feeds.parse.encoding import decode

_READ = 1_000_000
"""Characters of a page that are looked through: its feeds are named at its head."""
_TYPES = re.compile(r"application/(?:rss\+xml|atom\+xml|feed\+json|rdf\+xml|json|xml)|text/xml")
_LESS = ("comment", "تعليق")
"""A site's feed of comments is not what its reader means."""
_USUAL = ("feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json")


def feeds_of(body: bytes, url: str, content_type: str = "") -> list[str]:
    """The feeds that a page names (``link rel=alternate``, RSS Advisory Board's autodiscovery), the likeliest first;
    ``content_type`` is the HTTP header as sent."""
    root = parsed(decode(body, content_type)[:_READ])
    if root is None:
        return []
    base = next((found for tag in root.iter("base") if (found := _web(url, tag.get("href")))), url)
    named: dict[str, bool] = {}
    for link in root.iter("link", "a"):
        words = set((link.get("rel") or "").lower().split())
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" in words and _TYPES.fullmatch(kind) and (address := _web(base, link.get("href"))):
            title = f"{link.get('title') or ''} {address}".lower()
            named.setdefault(address, any(word in title for word in _LESS))
    return sorted(named, key=lambda address: named[address])


def guesses(url: str) -> list[str]:
    """Where sites that name no feed usually have one."""
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}/"
    here = url if url.endswith("/") else url + "/"
    return list(dict.fromkeys(urljoin(base, name) for base in (here, root) for name in _USUAL))


def _web(base: str, href: str | None) -> str:
    try:
        address = urljoin(base, (href or "").strip())
        return address if href and urlsplit(address).scheme in ("http", "https") else ""
    except ValueError:
        return ""
