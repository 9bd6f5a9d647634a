"""What must hold for every input: an article list or an error for people, in time, and no control in any text."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from feeds.content import to_text
from feeds.errors import FeedError
from feeds.parse import NeedsLenientError, parse
from feeds.parse.worker import feedparser_result, to_parsed_feed
from feeds.parsed import ParsedArticle, ParsedFeed

URL = "https://news.example/feed"
SECONDS = 5
"""Of the processor's time: what else runs on the machine must not decide."""

_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_UNWANTED_IN_URLS = re.compile("[\x00-\x20\x7f-\xa0\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f]")


class SlowError(Exception):
    """Longer than SECONDS."""


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
    """``strict``, ``lenient``, ``refused`` or ``timeout``: what became of ``body``.

    ``timeout`` is feedparser's, which the program kills in a process of its own. Raises what the program would raise,
    but FeedError; SlowError where the strict way takes over 5 s; UncleanError.
    """
    way = "strict"
    try:
        with _time_limit():
            feed = parse(body, url=URL, content_type=content_type)
    except FeedError:
        return "refused"
    except _Alarm:
        raise SlowError from None
    except NeedsLenientError as needs:
        way = "lenient"
        try:
            with _time_limit():
                found = _read_leniently(needs.text)
        except _Alarm:
            return "timeout"
        if found is None:
            return "refused"
        feed = found
    check_texts(feed)
    return way


def _read_leniently(text: str) -> ParsedFeed | None:
    result = feedparser_result(text, URL)
    return None if result is None else to_parsed_feed(result, URL)


def check_texts(feed: ParsedFeed) -> None:
    """Raise UncleanError for a control, an override or an isolate in any text or address that comes out."""
    for text in (feed.title, feed.description, feed.language, feed.format):
        _check_text(text)
    for url in (feed.url, feed.icon):
        _check_url(url)
    for article in feed.articles:
        _check_article(article)


def _check_article(article: ParsedArticle) -> None:
    texts = [article.guid, article.title, article.language, *article.categories]
    urls = [article.url, article.base, article.image, article.comments_url, article.comments_feed]
    for author in article.authors:
        texts += [author.name, author.email, author.bio]
        urls += [author.url, author.avatar]
    for enclosure in article.enclosures:
        texts += [enclosure.type, enclosure.title]
        urls.append(enclosure.url)
    for link in article.related:
        texts.append(link.title)
        urls.append(link.url)
    for text in [*texts, to_text(article.summary), to_text(article.content)]:
        _check_text(text)
    for url in urls:
        _check_url(url)


def _check_text(text: str) -> None:
    if found := _UNWANTED.search(text):
        raise UncleanError(f"U+{ord(found[0]):04X} in {text[max(0, found.start() - 30) : found.end() + 30]!r}")


def _check_url(url: str) -> None:
    if found := _UNWANTED_IN_URLS.search(url):
        raise UncleanError(f"U+{ord(found[0]):04X} in the address {url[:200]!r}")
