"""Bytes to a `ParsedFeed`: strictly and fast where the document allows, through feedparser in a worker where not."""

from __future__ import annotations

import re

from feeds.errors import EmptyDocument, NotAFeed
from feeds.parse.document import NotWellFormedError, root_of, short_name
from feeds.parse.encoding import decode
from feeds.parse.formats import READERS
from feeds.parse.jsonfeed import read_json
from feeds.parsed import ParsedFeed

__all__ = ["NeedsLenientError", "parse", "parse_anywhere"]

_BLANK = "\ufeff\0 \t\r\n"
# Possessive: a row of comments can be told apart in as many ways as two to the power of their number.
_PAGE = re.compile(r"(?is)(?:<\?xml[^>]{0,200}\?>|<!--.{0,5000}?-->|\s)*+<(?:!doctype\s+html|html|head|body)\b")
_FEED_MARKUP = re.compile(r"<(?:[\w-]{1,40}:)?(?:rss|rdf|feed|channel|item|entry)[\s>]", re.IGNORECASE)

_FEED_IN_PAGE = re.compile(r"<feed\s[^<>]*Atom|<rss[\s>]|<rdf:RDF\s", re.IGNORECASE)


class NeedsLenientError(Exception):
    """Not well-formed, yet it may be a feed: ``text`` is the document, decoded."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


def parse(body: bytes, *, url: str, content_type: str = "") -> ParsedFeed:
    """Read a well-formed feed; ``url`` is where it was fetched and ``content_type`` the HTTP header as sent.

    Raises NeedsLenientError for what only `parse_anywhere` reads, EmptyDocument, NotAFeed, BrokenFeed for broken JSON.
    """
    text = decode(body, content_type)
    start = text[:10_000].lstrip(_BLANK)[:1] or text.lstrip(_BLANK)[:1]
    if not start:
        raise EmptyDocument(url=url)
    if start in "{[":
        return read_json(text.strip(_BLANK), url)
    if _PAGE.match(text):
        if _FEED_IN_PAGE.search(text):
            raise NeedsLenientError(text)
        raise NotAFeed(url=url)
    try:
        root = root_of(text)
    except NotWellFormedError:
        root = None
    if root is not None and (reader := READERS.get(short_name(root.tag))):
        return reader(root, url)
    if _FEED_MARKUP.search(text):
        raise NeedsLenientError(text)
    raise NotAFeed(url=url)


async def parse_anywhere(body: bytes, *, url: str, content_type: str = "") -> ParsedFeed:
    """Read a feed in whatever state it is: strictly, else with feedparser in a process that is killed after 5 s.

    Raises ParseError's subclasses: EmptyDocument, NotAFeed, BrokenFeed, ParseTimeout.
    """
    try:
        return parse(body, url=url, content_type=content_type)
    except NeedsLenientError as needs:
        from feeds.parse.lenient import parse_leniently

        return await parse_leniently(needs.text, url=url)
