"""Feeds of the world: each is read or refused with a word, and what is read is what feedparser reads, where it is right."""

from __future__ import annotations

import calendar
import html
import re
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import feedparser
import pytest

from feeds.errors import ParseError
from feeds.parse import parse_anywhere
from feeds.parsed import ParsedArticle, ParsedFeed
from tests.feeds.parse.tables import rows_of
from tests.shared import shared

REAL = ("chardet", "nnw", "rss-parser", "feedjira", "feeds_rtl", "picturingjordan")
MADE = ("feedparser", "gofeed")
SUFFIXES = (".xml", ".rss", ".atom", ".rdf", ".json", ".feed", "")
URL = "https://news.example/feed"
AGREE = 0.995

_TAG = re.compile("<[^>]+>")
_BLANK = re.compile("[\\s\u00ad\u200b-\u200f\u202a-\u202e\ufeff]+")


def files(folders: tuple[str, ...]) -> list[Path]:
    found = [path for folder in folders for path in sorted(shared(f"corpus/{folder}").rglob("*"))]
    return [path for path in found if path.is_file() and path.suffix.lower() in SUFFIXES]


async def ours(body: bytes) -> ParsedFeed | None:
    """What we read; None where it is refused with an error for people. Any other error fails the test."""
    with suppress(ParseError):
        return await parse_anywhere(body, url=URL)
    return None


def words(text: str | None) -> str:
    """A title without what the two write in other ways: tags, entities, white space and unseen characters."""
    return _BLANK.sub(" ", _TAG.sub("", html.unescape(html.unescape(text or "")))).strip()


def seconds(entry: Any) -> int | None:
    told = entry.get("published_parsed") or entry.get("updated_parsed")
    return calendar.timegm(told) if told else None


def compared(article: ParsedArticle, entry: Any) -> dict[str, tuple[object, object]]:
    """Each kind of value with ours and theirs."""
    moment = article.published or article.updated
    link = entry.get("link", "").strip().rstrip("/")
    pairs: dict[str, tuple[object, object]] = {
        "title": (words(article.title), words(entry.get("title"))),
        "link": (article.url.rstrip("/"), link),
    }
    if entry.get("published") or entry.get("updated"):
        pairs["date"] = (int(moment.timestamp()) if moment else None, seconds(entry))
    return pairs


def name_of(path: Path) -> str:
    return path.relative_to(shared("corpus")).as_posix()


@pytest.mark.filterwarnings("ignore:To avoid breaking existing software:DeprecationWarning")
async def test_real_feeds_have_the_entries_titles_links_and_dates_that_feedparser_finds() -> None:
    """A difference counts as agreement only where the table says that ours is right."""
    values: Counter[str] = Counter()
    differ: Counter[tuple[str, str]] = Counter()
    for path in files(REAL):
        body, name = path.read_bytes(), name_of(path)
        parsed = await ours(body)
        if body.lstrip()[:1] in (b"{", b"["):
            continue
        theirs = feedparser.parse(body, response_headers={"content-location": URL})
        articles = parsed.articles if parsed else ()
        # What feedparser makes entries of is a feed, and we must not refuse it.
        values["count"] += bool(parsed or theirs.entries)
        if len(articles) != len(theirs.entries):
            differ[name, "count"] += 1
            continue
        for article, entry in zip(articles, theirs.entries, strict=True):
            for kind, (mine, other) in compared(article, entry).items():
                values[kind] += 1
                differ[name, kind] += mine != other
    told = {(feed, kind): (int(number), who) for feed, kind, number, who, _ in rows_of("disagreements.tsv")}
    assert values["count"] > 400
    assert values["title"] > 7_000
    assert {place: number for place, number in differ.items() if number} == {
        place: number for place, (number, _) in told.items()
    }
    for kind in ("count", "title", "link", "date"):
        wrong = sum(number for (_, of), (number, who) in told.items() if of == kind and who != "ours")
        assert wrong <= (1 - AGREE) * values[kind], kind


async def test_feeds_made_to_break_readers_are_read_or_refused_but_never_raise() -> None:
    read = 0
    for path in files(MADE):
        read += await ours(path.read_bytes()) is not None
    assert read > 2_000
