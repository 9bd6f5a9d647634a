"""gofeed's expectations, JSON of whatever it found in a feed, held against what we keep of the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias, cast
from urllib.parse import urljoin

from feeds.blocks import Figure
from feeds.content import to_content
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.types import Author, Enclosure
from tests.feeds.parse.feedparser_shape import SERVER, Text, markup

Said: TypeAlias = Mapping[str, object]
_Check: TypeAlias = Callable[[ParsedFeed, object], bool]
_ItemCheck: TypeAlias = Callable[[ParsedArticle, object], bool]

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def expected_of(path: Path) -> Said | None:
    """The expectation in a file; None where it is a feed that is no JSON."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return None
    return cast("Said", found) if isinstance(found, dict) else None


def differences(parsed: ParsedFeed, expected: Said) -> list[str] | None:
    """The keys that differ, of those that we keep; None where the expectation is about nothing that we keep."""
    told = {key: said for key in _FEED if (said := _said(expected, key)) is not None}
    wrong = [key for key, said in told.items() if not _FEED[key](parsed, said)]
    checked = bool(told)
    items = cast("list[Said]", expected.get("items") or expected.get("entries") or [])
    if len(items) != len(parsed.articles):
        return [*wrong, "items"]
    for article, item in zip(parsed.articles, items, strict=True):
        of_item = {key: said for key in _ITEM if (said := _said(item, key)) is not None}
        wrong += [key for key, said in of_item.items() if not _ITEM[key](article, said)]
        checked = checked or bool(of_item)
    return wrong if checked else None


def _said(expected: Said, key: str) -> object:
    """What is expected under a key; None where it is nothing that we keep: a picture's size, a link's language, and the
    version, which stands in every file, unless the file is about that."""
    said = expected.get(key)
    if key == "version":
        return said if asked_for(expected) == "no value" else None
    if key == "image" and isinstance(said, dict):
        return said if "url" in said else None
    if key == "links" and isinstance(said, list) and all(isinstance(link, dict) for link in said):
        return _pages(said) or None
    return None if key == "links" else said


def _pages(said: object) -> list[str]:
    """Of links the addresses of pages: of those we keep one."""
    links = cast("list[Said]", said or [])
    return [str(link["href"]) for link in links if link.get("href") and link.get("rel", "alternate") == "alternate"]


def _same_version(ours: str, said: object) -> bool:
    told = str(said)
    return ours == f"atom{told}" or ours == ("rss0.9x" if told.startswith("0.9") else f"rss{told[:1]}.0")


def _same_address(ours: str, theirs: object) -> bool:
    if isinstance(theirs, dict):
        theirs = theirs.get("url", "")
    text = str(theirs or "").strip()
    return ours == text or (bool(text) and ours == urljoin(f"{SERVER}/", text))


def _same_moment(ours: datetime | None, theirs: object) -> bool:
    moment = datetime.fromisoformat(str(theirs)).astimezone(UTC).replace(microsecond=0)
    return ours == moment


def _same_markup(ours: str, base: str, theirs: object) -> bool:
    if isinstance(theirs, dict):
        if str(theirs.get("type", "")).startswith(("image/", "audio/", "video/")):
            return not ours
        theirs = theirs.get("value", "")
    return markup(ours, base) == str(theirs or "")


def _same_author(ours: Author | None, theirs: object) -> bool:
    if ours is None:
        return not theirs
    if isinstance(theirs, dict):
        pairs = ((ours.name, theirs.get("name")), (ours.email, theirs.get("email")), (ours.url, theirs.get("uri")))
        return all(not told or mine == Text(str(told)) or told == mine for mine, told in pairs)
    return Text(ours.name) == str(theirs) or str(theirs) in (ours.email, f"{ours.email} ({ours.name})", f"{ours.name} ({ours.email})",
                           f"{ours.name} <{ours.email}>")  # fmt: skip


def _same_authors(article: ParsedArticle, theirs: object) -> bool:
    told = cast("list[object]", theirs)
    return len(told) == len(article.authors) and all(map(_same_author, article.authors, told))


def _same_names(ours: tuple[str, ...], theirs: object) -> bool:
    told = []
    for one in cast("list[object]", theirs):
        name = one.get("label") or one.get("term") or one.get("value") if isinstance(one, dict) else one
        # A category of which only the scheme is known has no name that a reader could be shown.
        told += [str(name)] if name else []
    return len(ours) == len(told) and all(Text(mine) == other for mine, other in zip(ours, told, strict=True))


def _same_files(ours: tuple[Enclosure, ...], theirs: object) -> bool:
    told = [cast("Said", one) for one in (theirs if isinstance(theirs, list) else [theirs])]
    if len(told) != len(ours):
        return False
    for file, one in zip(ours, told, strict=True):
        length = one.get("length") or one.get("size_in_bytes")
        if not _same_address(file.url, one.get("url")) or (length and str(file.length) != str(length)):
            return False
        if file.type != (one.get("type") or one.get("mime_type") or ""):
            return False
    return True


def _same_picture(article: ParsedArticle, said: object) -> bool:
    """The picture that the feed names; one that only the body has stays in the body."""
    if _same_address(article.image, said):
        return True
    blocks = to_content(article.content or article.summary, base=article.base).blocks
    return not article.image and any(isinstance(block, Figure) and _same_address(block.url, said) for block in blocks)


_FEED: dict[str, _Check] = {
    "title": lambda feed, said: Text(feed.title) == str(said),
    "description": lambda feed, said: Text(feed.description) == str(said),
    "subtitle": lambda feed, said: Text(feed.description) == str(said),
    "link": lambda feed, said: _same_address(feed.url, said),
    "home_page_url": lambda feed, said: _same_address(feed.url, said),
    "links": lambda feed, said: any(_same_address(feed.url, page) for page in cast("list[str]", said)),
    "version": lambda feed, said: _same_version(feed.format, said),
    "language": lambda feed, said: feed.language == said,
    "icon": lambda feed, said: _same_address(feed.icon, said),
    "logo": lambda feed, said: _same_address(feed.icon, said),
    "image": lambda feed, said: _same_address(feed.icon, said),
    "ttl": lambda feed, said: feed.ttl == 60 * int(str(said)),
    "skipHours": lambda feed, said: list(feed.skip_hours) == [int(hour) for hour in cast("list[str]", said)],
    "skipDays": lambda feed, said: (
        [_DAYS[day] for day in feed.skip_days] == [day.lower() for day in cast("list[str]", said)]
    ),
}

_ITEM: dict[str, _ItemCheck] = {
    "title": lambda article, said: Text(article.title) == str(said),
    "link": lambda article, said: _same_address(article.url, said),
    "url": lambda article, said: _same_address(article.url, said),
    "links": lambda article, said: any(_same_address(article.url, page) for page in cast("list[str]", said)),
    "guid": lambda article, said: article.guid == (said.get("value") if isinstance(said, dict) else said),
    "id": lambda article, said: article.guid == said,
    "description": lambda article, said: _same_markup(article.summary or article.content, article.base, said),
    "summary": lambda article, said: _same_markup(article.summary or article.content, article.base, said),
    "content": lambda article, said: _same_markup(article.content or article.summary, article.base, said),
    "content_html": lambda article, said: _same_markup(article.content, article.base, said),
    "author": lambda article, said: _same_author(article.authors[0] if article.authors else None, said),
    "authors": _same_authors,
    "categories": lambda article, said: _same_names(article.categories, said),
    "tags": lambda article, said: _same_names(article.categories, said),
    "publishedParsed": lambda article, said: _same_moment(article.published, said),
    "pubDateParsed": lambda article, said: _same_moment(article.published, said),
    "date_published": lambda article, said: _same_moment(article.published, said),
    "updatedParsed": lambda article, said: _same_moment(article.updated or article.published, said),
    "date_modified": lambda article, said: _same_moment(article.updated, said),
    "comments": lambda article, said: _same_address(article.comments_url, said),
    "enclosures": lambda article, said: _same_files(article.enclosures, said),
    "attachments": lambda article, said: _same_files(article.enclosures, said),
    "image": _same_picture,
}

_BOOKKEEPING = frozenset({"items", "entries", "version", "feedType", "feedVersion"})


def asked_for(expected: Said) -> str:
    """What an expectation is about, of which we keep nothing."""
    items = cast("list[Said]", expected.get("items") or expected.get("entries") or [])
    keys = {key.removesuffix("Parsed") for key in (*expected, *(key for item in items for key in item))}
    return " ".join(sorted(keys - _BOOKKEEPING)) or "no value"
