"""What tests of the core share: an empty library, and builders of what a feed said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.reader import Reader
from feeds.store.library import Store
from feeds.types import Author

NOW = int(datetime(2026, 11, 25, 12, tzinfo=UTC).timestamp())
"""The moment at which the tests' clocks stand."""


def make_article(n: int, **over: Any) -> ParsedArticle:
    """Article ``n`` of a feed, an hour older than article ``n - 1``; ``over`` replaces fields."""
    said: dict[str, Any] = {
        "guid": f"https://news.example/{n}",
        "url": f"https://news.example/{n}",
        "title": f"الخبر رقم {n}",
        "summary": f"<p>ملخص الخبر رقم {n} من العاصمة</p>",
        "content": f"<p>نص الخبر رقم {n} كما كتبه المراسل في العاصمة صباح اليوم.</p>",
        "base": f"https://news.example/{n}",
        "authors": (Author("سلمى حداد"),),
        "published": datetime.fromtimestamp(NOW, UTC) - timedelta(hours=n),
        "language": "ar",
    }
    return ParsedArticle(**(said | over))


def make_feed(articles: Sequence[ParsedArticle] = (), **over: Any) -> ParsedFeed:
    """A feed with ``articles``; ``over`` replaces fields."""
    said: dict[str, Any] = {
        "format": "rss2.0",
        "title": "أخبار المثال",
        "url": "https://news.example/",
        "language": "ar",
        "articles": tuple(articles),
    }
    return ParsedFeed(**(said | over))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Reader]:
    """An empty library whose clock stands at `NOW`."""
    with Reader(tmp_path / "library.db", clock=lambda: NOW) as reader:
        yield reader


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The same one floor down."""
    store = Store(tmp_path / "library.db", clock=lambda: NOW)
    yield store
    store.close()
