"""Which reader takes a document, by the name of its root."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from lxml import etree

from feeds.parse.atom import read_atom
from feeds.parse.rss import read_rss
from feeds.parsed import ParsedFeed


class Reader(Protocol):
    """Takes the root and the address that the document was fetched from."""

    def __call__(self, root: etree._Element, url: str, /) -> ParsedFeed: ...


READERS: Mapping[str, Reader] = {
    "rss": read_rss,
    "rdf:rdf": read_rss,
    "channel": read_rss,
    "atom:feed": read_atom,
    "atom:entry": read_atom,
    "feed": read_atom,
    "entry": read_atom,
}
"""By the short name of the root (`feeds.parse.document.short_name`)."""
