"""What must hold for every input: an article list or an error for people, in time, and no control in any text."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from feeds.content import to_content, to_text
from feeds.errors import FeedError
from feeds.parse import NeedsLenientError, parse
from feeds.parse.worker import read_broken
from feeds.parsed import ParsedArticle, ParsedFeed

URL = "https://news.example/feed"
SECONDS = 5
"""Of the processor's time: what else runs on the machine must not decide."""

_ADDRESSES = frozenset({"url", "icon", "base", "image", "comments_url", "comments_feed", "avatar", "href"})
"""Fields whose text is an address."""
_OPENED = 200
"""Articles of one feed: thousands are much the same."""
_MARKUP = frozenset({"summary", "content"})

_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_UNWANTED_IN_URLS = re.compile("[\x00-\x20\x7f-\xa0\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f]")


class SlowError(Exception):
    """A feed took longer than SECONDS to read, or one of its articles to become blocks."""


class _Alarm(BaseException):
    """Rung inside a parser, out of reach of what catches its errors."""


class UncleanError(Exception):
    """A control character, an override or an isolate came out."""


@contextmanager
def _time_limit() -> Iterator[None]:
    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise _Alarm

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def check(body: bytes, *, content_type: str = "") -> str:
    """``strict``, ``lenient``, ``refused`` or ``timeout``: what became of ``body``, and of its articles as blocks.

    ``timeout`` is feedparser's, which the program kills in a process of its own. Raises what the program would raise,
    but FeedError; SlowError; UncleanError.
    """
    way, feed = read(body, content_type=content_type)
    if feed:
        check_texts(feed)
        check_blocks(feed)
    return way


def read(body: bytes, *, content_type: str = "") -> tuple[str, ParsedFeed | None]:
    """The feed in ``body``, if there is one, and how it was read, as `check` tells it."""
    try:
        with _time_limit():
            return "strict", parse(body, url=URL, content_type=content_type)
    except FeedError:
        return "refused", None
    except _Alarm:
        raise SlowError from None
    except NeedsLenientError as needs:
        try:
            with _time_limit():
                found = read_broken(needs.text, URL)
        except _Alarm:
            return "timeout", None
        return "lenient" if found else "refused", found


def check_texts(feed: ParsedFeed) -> None:
    """Raise UncleanError for a control, an override or an isolate in any text or address that comes out."""
    _check_parts(feed)
    for article in feed.articles:
        for markup in (article.summary, article.content):
            _check_text(to_text(markup))


def check_blocks(feed: ParsedFeed) -> None:
    """The same for what the first articles are when they are opened; SlowError for one that takes too long."""
    for article in feed.articles[:_OPENED]:
        try:
            with _time_limit():
                content = to_content(article.content or article.summary, base=article.base, language=article.language)
        except _Alarm:
            raise SlowError from None
        _check_parts(content)


def _check_parts(part: object, name: str = "") -> None:
    """Check each text in a dataclass, however deep; ``name`` is the field that it stands in."""
    if isinstance(part, str):
        _check_url(part) if name in _ADDRESSES else _check_text(part)
    elif isinstance(part, tuple):
        for one in part:
            _check_parts(one, name)
    else:
        for inner in getattr(type(part), "__dataclass_fields__", ()):
            if not (inner in _MARKUP and isinstance(part, ParsedArticle)):
                _check_parts(getattr(part, inner), inner)


def _check_text(text: str) -> None:
    if found := _UNWANTED.search(text):
        raise UncleanError(f"U+{ord(found[0]):04X} in {text[max(0, found.start() - 30) : found.end() + 30]!r}")


def _check_url(url: str) -> None:
    if found := _UNWANTED_IN_URLS.search(url):
        raise UncleanError(f"U+{ord(found[0]):04X} in the address {url[:200]!r}")
