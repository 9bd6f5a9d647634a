"""One feed read in this process, by the way that the program would take."""

from __future__ import annotations

from feeds.errors import ParseError
from feeds.parse import NeedsLenientError, parse
from feeds.parse.worker import read_broken
from feeds.parsed import ParsedFeed


def read_here(body: bytes, *, url: str, content_type: str = "") -> ParsedFeed | None:
    """The feed, without a worker's start for each broken document; None where the program refuses it."""
    try:
        return parse(body, url=url, content_type=content_type)
    except NeedsLenientError as needs:
        return read_broken(needs.text, url)
    except ParseError:
        return None
