"""Articles of other readers as JSON: the form of the Google Reader API, as FreshRSS and others export it, and the
answers of Miniflux's API (https://miniflux.app/docs/api.html) to ``/v1/entries`` and ``/v1/feeds``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

from feeds.clean import clean_line, clean_url
from feeds.errors import BadAddress, FileUnreadable, NothingToImport
from feeds.feed_list import LATEST, FeedList, KeptArticle, ListedFeed, refused
from feeds.parsed import ParsedArticle
from feeds.store.addresses import WEB, feed_address
from feeds.types import Author, Enclosure

LARGEST = 256 * 1024 * 1024
_STATE = re.compile(r"user/[^/]*/state/[^/]*/(\w[\w-]*)")
_LABEL = re.compile(r"user/[^/]*/label/(.+)")
_STARRED = frozenset({"starred"})


def read(path: Path) -> FeedList:
    """Raises FileUnreadable, and what `parse` raises."""
    try:
        if path.stat().st_size > LARGEST:
            raise FileUnreadable(path=path)
        data = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path=path) from error
    return parse(data, path)


def parse(data: bytes, path: Path) -> FeedList:
    """The feeds of a document, each with its articles; ``path`` is for the error only. Raises NothingToImport for
    JSON of another kind, and for what is none."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NothingToImport(path=path) from error
    match said:
        case {"items": list(items)}:
            starred = str(said.get("id", "")).endswith("/starred")
            return _Gathered(_items(items, starred)).list()
        case {"entries": list(entries)}:
            return _Gathered(_entries(entries)).list()
        case [{"feed_url": str()}, *_]:
            return _Gathered((_feed_of_miniflux(one), None) for one in said if isinstance(one, dict)).list()
    raise NothingToImport(path=path)


class _Gathered:
    """Articles put to their feeds, in the order in which the feeds are met."""

    def __init__(self, found: Iterator[tuple[ListedFeed, KeptArticle | None]]) -> None:
        self._feeds: dict[str, ListedFeed] = {}
        self._articles: dict[str, list[KeptArticle]] = {}
        for feed, article in found:
            self._feeds.setdefault(feed.url, feed)
            self._articles.setdefault(feed.url, []).extend([article] if article else [])

    def list(self) -> FeedList:
        from feeds.values import replace

        found = FeedList()
        for written, feed in self._feeds.items():
            try:
                address = feed_address(written)
            except BadAddress:
                found.refusals.append(refused(clean_line(written) or feed.name))
                continue
            found.listed.append(replace(feed, url=address, articles=tuple(self._articles[written])))
        return found


# ── The form of the Google Reader API ────────────────────────────────────────────────────────────────────────


def _items(items: Sequence[object], starred: bool) -> Iterator[tuple[ListedFeed, KeptArticle]]:
    for item in items:
        if not isinstance(item, dict):
            continue
        origin = _mapping(item.get("origin"))
        address = _text(origin.get("feedUrl")) or _text(origin.get("streamId")).removeprefix("feed/")
        feed = ListedFeed(
            unescape(address), name=clean_line(_text(origin.get("title"))), site=_web(origin.get("htmlUrl"))
        )
        said = [_text(one) for one in _list(item.get("categories"))]
        states = {found[1] for one in said if (found := _STATE.fullmatch(one))}
        labels = [found[1] if (found := _LABEL.fullmatch(one)) else one for one in said if not _STATE.fullmatch(one)]
        url = _web(_first(item, "canonical").get("href")) or _web(_first(item, "alternate").get("href"))
        body = _mapping(item.get("content")) or _mapping(item.get("summary"))
        crawled = _text(item.get("crawlTimeMsec"))
        article = _article(
            guid=_text(item.get("guid")),
            url=url,
            title=_text(item.get("title")),
            html=_text(body.get("content")),
            author=_text(item.get("author")),
            published=_moment(item.get("published")),
            labels=labels,
            files=[(_web(one.get("href")), _text(one.get("type"))) for one in _mappings(item.get("enclosure"))],
        )
        seen = int(crawled) // 1000 if crawled.isdecimal() and not article.published else None
        yield feed, KeptArticle(article, "read" in states, starred or bool(states & _STARRED), seen)


# ── Miniflux ─────────────────────────────────────────────────────────────────────────────────────────────────


def _entries(entries: Sequence[object]) -> Iterator[tuple[ListedFeed, KeptArticle]]:
    from feeds.parse.dates import parse_date

    for entry in entries:
        if not isinstance(entry, dict) or entry.get("status") == "removed":
            continue
        article = _article(
            # Its hash is not the name that the feed gave.
            guid="",
            url=_web(entry.get("url")),
            title=_text(entry.get("title")),
            html=_text(entry.get("content")),
            author=_text(entry.get("author")),
            published=parse_date(_text(entry.get("published_at"))),
            labels=[_text(one) for one in _list(entry.get("tags"))],
            files=[(_web(one.get("url")), _text(one.get("mime_type"))) for one in _mappings(entry.get("enclosures"))],
        )
        feed = _feed_of_miniflux(_mapping(entry.get("feed")))
        yield feed, KeptArticle(article, entry.get("status") == "read", entry.get("starred") is True)


def _feed_of_miniflux(said: Mapping[str, Any]) -> ListedFeed:
    folder = clean_line(_text(_mapping(said.get("category")).get("title")))
    return ListedFeed(
        _text(said.get("feed_url")),
        clean_line(_text(said.get("title"))),
        # Its own name for what is in no category.
        (folder,) if folder and folder != "All" else (),
        site=_web(said.get("site_url")),
    )


# ── What both have ───────────────────────────────────────────────────────────────────────────────────────────


def _article(
    *,
    guid: str,
    url: str,
    title: str,
    html: str,
    author: str,
    published: datetime | None,
    labels: Sequence[str],
    files: Sequence[tuple[str, str]],
) -> ParsedArticle:
    from feeds.parse.fields import identifier, title_from_either

    name = clean_line(author)
    return ParsedArticle(
        guid=identifier(guid),
        url=url,
        title=title_from_either(title),
        summary=html,
        base=url,
        authors=(Author(name),) if name else (),
        published=published,
        categories=tuple(dict.fromkeys(label for one in labels if (label := clean_line(one)))),
        enclosures=tuple(Enclosure(at, clean_line(kind)) for at, kind in files if at),
    )


def _moment(value: object) -> datetime | None:
    return datetime.fromtimestamp(value, UTC) if isinstance(value, int) and 0 < value <= LATEST else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _web(value: object) -> str:
    url = clean_url(_text(value))
    return url if url.startswith(WEB) else ""


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _mappings(value: object) -> Sequence[Mapping[str, Any]]:
    return [one for one in _list(value) if isinstance(one, dict)]


def _first(item: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return next(iter(_mappings(item.get(name))), {})
