"""From an address that a person types, or a site's page, to the feeds there."""

from __future__ import annotations

from feeds.discover.asking import Ask, Discovered, Headline, Preview, discover, preview
from feeds.discover.page import FoundFeed, Kind, feeds_in, guesses, leads_to
from feeds.discover.places import candidates, has_none, meant

__all__ = [
    "Ask",
    "Discovered",
    "FoundFeed",
    "Headline",
    "Kind",
    "Preview",
    "candidates",
    "discover",
    "feeds_in",
    "feeds_of",
    "guesses",
    "has_none",
    "leads_to",
    "meant",
    "preview",
]


def feeds_of(body: bytes, url: str, content_type: str = "") -> list[str]:
    """The addresses of `feeds_in`."""
    return [one.url for one in feeds_in(body, url, content_type)]
