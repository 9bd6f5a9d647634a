"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import html
import json
import re
from typing import TypeAlias, cast

from feeds.errors import BrokenFeed, NotAFeed
from feeds.parse.dates import parse_date
from feeds.parse.fields import address, identifier, legal_markup, plain_line
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.types import Author, Enclosure

_Object: TypeAlias = dict[str, object]

_VERSION = re.compile(r"jsonfeed\.org|\A1(?:\.[01])?\Z", re.IGNORECASE)
"""The address that the specification asks for, or the number alone."""


def read_json(text: str, url: str) -> ParsedFeed:
    """The feed in ``text``; ``url`` is where it was fetched. Values of the wrong type are passed over.

    Raises NotAFeed for JSON of another kind and BrokenFeed for what is no JSON.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise BrokenFeed(url=url) from None
    if not isinstance(document, dict):
        raise NotAFeed(url=url)
    feed = cast("_Object", document)
    version, items = _text(feed, "version"), feed.get("items")
    if not _VERSION.search(version) or not isinstance(items, list):
        raise NotAFeed(url=url)
    language = plain_line(_text(feed, "language"))
    authors = _authors(feed, url)
    return ParsedFeed(
        format="json1.1" if version.rstrip("/").endswith("1.1") else "json1.0",
        title=plain_line(_text(feed, "title")),
        url=address(_text(feed, "home_page_url"), url),
        description=plain_line(_text(feed, "description")),
        language=language,
        icon=address(_text(feed, "icon") or _text(feed, "favicon"), url),
        articles=tuple(
            _article(cast("_Object", item), url, language, authors) for item in items if isinstance(item, dict)
        ),
    )


def _article(item: _Object, base: str, language: str, inherited: tuple[Author, ...]) -> ParsedArticle:
    url = address(_text(item, "url"), base) or address(_text(item, "external_url"), base)
    guid = _id(item)
    text = _text(item, "content_text")
    summary = _text(item, "summary")
    updated = parse_date(_text(item, "date_modified"))
    return ParsedArticle(
        guid=identifier(guid),
        url=url or address(guid, ""),
        title=plain_line(_text(item, "title")),
        summary=html.escape(summary, quote=False),
        content=legal_markup(_text(item, "content_html")) or _paragraphs(text),
        base=url or base,
        authors=_authors(item, base) or inherited,
        published=parse_date(_text(item, "date_published")) or updated,
        updated=updated,
        categories=tuple(
            dict.fromkeys(plain_line(tag) for tag in _list(item, "tags") if isinstance(tag, str) and tag.strip())
        ),
        enclosures=tuple(_enclosures(item, base)),
        image=address(_text(item, "image") or _text(item, "banner_image"), base),
        language=plain_line(_text(item, "language")) or language,
    )


def _text(holder: _Object, name: str) -> str:
    value = holder.get(name)
    return value.strip() if isinstance(value, str) else ""


def _id(item: _Object) -> str:
    """An id; numbers are sent too, against the specification, and count as their digits."""
    value = item.get("id")
    return str(value) if isinstance(value, int | float) else _text(item, "id")


def _list(holder: _Object, name: str) -> list[object]:
    value = holder.get(name)
    return value if isinstance(value, list) else []


def _paragraphs(text: str) -> str:
    """Plain text as HTML: an empty line parts paragraphs, a line end is kept."""
    parts = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n")]
    return "".join(f"<p>{html.escape(part, quote=False).replace(chr(10), '<br>')}</p>" for part in parts if part)


def _authors(holder: _Object, base: str) -> tuple[Author, ...]:
    """``authors`` of 1.1, else ``author`` of 1.0."""
    found = []
    for value in _list(holder, "authors") or [holder.get("author")]:
        if isinstance(value, dict):
            author = cast("_Object", value)
            url = address(_text(author, "url"), base)
            if name := plain_line(_text(author, "name")) or url:
                found.append(Author(name=name, url=url, avatar=address(_text(author, "avatar"), base)))
    return tuple(found)


def _enclosures(item: _Object, base: str) -> list[Enclosure]:
    found = []
    for value in _list(item, "attachments"):
        if isinstance(value, dict):
            attachment = cast("_Object", value)
            if url := address(_text(attachment, "url"), base):
                size = attachment.get("size_in_bytes")
                length = size if isinstance(size, int) and not isinstance(size, bool) and size >= 0 else None
                title = plain_line(_text(attachment, "title"))
                found.append(Enclosure(url, plain_line(_text(attachment, "mime_type")).lower(), length, title))
    return found
