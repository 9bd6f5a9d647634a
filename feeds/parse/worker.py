"""What runs in the worker: feedparser's result as a `ParsedFeed`. Only the worker imports feedparser."""

from __future__ import annotations

import io
import re
import time
import warnings
from collections.abc import Mapping
from typing import Any

from feeds.limits import confine
from feeds.parse.document import recovered_root, short_name, with_escaped_ampersands, without_declaration
from feeds.parse.draft import Draft
from feeds.parse.fields import (
    address,
    person,
    plain_line,
    text_as_html,
    title_from_either,
    title_from_html,
    whole_number,
)
from feeds.parse.formats import READERS
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.types import Author, Enclosure, Link

CPU_SECONDS = 6
"""For one document: a little over the parent's time limit, so that it only stops a worker whose parent is gone."""

MEMORY = 300 * 1024 * 1024
"""Bytes of address space."""

_DEEPEST = 50_000
"""Levels that no broken feed has, not even one with thousands of breaks that end nowhere."""
_TAG = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<(/?)[A-Za-z][^<>]*?(/?)>", re.DOTALL)

_FORMATS = {
    "rss20": "rss2.0",
    "rss10": "rss1.0",
    "rss": "rss2.0",
    "atom10": "atom1.0",
    "atom03": "atom0.3",
    "atom": "atom1.0",
}
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})


def read_with_feedparser(text: str, url: str) -> ParsedFeed | None:
    """What `read_broken` makes of ``text``. It limits the process it runs in: call it in a worker."""
    limit()
    return read_broken(text, url)


def read_broken(text: str, url: str) -> ParsedFeed | None:
    """The feed in ``text``, which was fetched from ``url``, as feedparser finds it, else what libxml2 can save of it.

    None where neither finds an article, title, link, description or language.
    """
    result = None if _is_too_deep(text) else feedparser_result(text, url)
    return (to_parsed_feed(result, url) if result else None) or _saved(text, url)


def _is_too_deep(text: str) -> bool:
    """Whether a document was made to hurt: feedparser would be at it for seconds, and find what libxml2 finds."""
    if text.count("<") <= _DEEPEST:
        return False
    level = 0
    for tag in _TAG.finditer(text):
        if tag[1]:
            level = max(level - 1, 0)
        elif tag[1] is not None and not tag[2]:
            level += 1
            if level > _DEEPEST:
                return True
    return False


def _saved(text: str, url: str) -> ParsedFeed | None:
    """What is left by a parser that loses text silently, which is better than nothing only."""
    root = recovered_root(text)
    reader = None if root is None else READERS.get(short_name(root.tag))
    feed = reader(root, url) if reader and root is not None else None
    return feed if feed and (feed.articles or feed.title or feed.url or feed.description or feed.language) else None


def feedparser_result(text: str, url: str) -> Mapping[str, Any] | None:
    """feedparser's own result for a decoded document, addresses resolved against ``url``, markup as sent.

    None where it raises: broken input meets bugs of its own, of any kind.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import feedparser

        # The declaration would name the charset that was decoded already; of AT&T feedparser makes AT&T;.
        body = with_escaped_ampersands(without_declaration(text)).encode("utf-8", "replace")
        headers = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
        try:
            result: Mapping[str, Any] = feedparser.parse(
                io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
            )
        except Exception:
            return None
    return result


def limit(cpu_seconds: int = CPU_SECONDS) -> None:
    """Cap memory, and processor time from now on."""
    confine(cpu_seconds, MEMORY)


def to_parsed_feed(result: Mapping[str, Any], url: str) -> ParsedFeed | None:
    """feedparser's result in our terms."""
    feed, entries, version = result["feed"], result["entries"], _text(result, "version")
    if not entries and not any(_text(feed, name) for name in ("title", "link", "subtitle", "language")):
        return None
    language = plain_line(_text(feed, "language"))
    image = _mapping(feed, "image")
    return ParsedFeed(
        format=_FORMATS.get(version, "rss0.9x" if version.startswith("rss09") else "other"),
        title=_title(feed),
        # feedparser takes the semicolon of &amp; out of a feed's link, but not of an entry's.
        url=address(_text(feed, "link").replace("&amp", "&"), url),
        description=plain_line(_text(feed, "subtitle")),
        language=language,
        icon=address(_text(image, "href") or _text(feed, "icon") or _text(feed, "logo"), url),
        articles=tuple(_article(entry, url, language) for entry in entries),
    )


def _title(said: Mapping[str, Any]) -> str:
    text = _text(said, "title")
    detail = _mapping(said, "title_detail")
    return title_from_html(text) if _text(detail, "type") in _HTML_TYPES and "<" in text else title_from_either(text)


def _article(entry: Mapping[str, Any], url: str, language: str) -> ParsedArticle:
    draft = Draft(base=url, language=language)
    draft.guid = _text(entry, "id")
    draft.url = address(_text(entry, "link"), url)
    draft.guid_url = address(draft.guid, "")
    draft.title = _title(entry)
    draft.published = [*_date(entry, "created"), *_date(entry, "published")]
    draft.updated = _date(entry, "updated")
    _take_texts(draft, entry)
    _take_people(draft, entry)
    _take_files(draft, entry)
    draft.categories = [
        name for tag in _mappings(entry, "tags") if (name := plain_line(_text(tag, "label") or _text(tag, "term")))
    ]
    draft.comments_url = address(_text(entry, "comments"), url)
    draft.comments_feed = address(_text(entry, "wfw_commentrss"), url)
    draft.comments_count = whole_number(_text(entry, "slash_comments") or _text(entry, "thr_total"))
    answered = _mapping(entry, "thr_in-reply-to")
    draft.in_reply_to = tuple(filter(None, (_text(answered, "ref"), address(_text(answered, "href"), url))))
    return draft.finished()


def _date(entry: Mapping[str, Any], name: str) -> list[str]:
    """The date as sent, and before it, as the second choice, what feedparser made of it."""
    if name not in entry:
        # Asked for, feedparser would put another date in its place.
        return []
    parsed = entry.get(f"{name}_parsed")
    made = [time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed)] if isinstance(parsed, time.struct_time) else []
    return [*made, _text(entry, name)]


def _take_texts(draft: Draft, entry: Mapping[str, Any]) -> None:
    for content in _mappings(entry, "content"):
        draft.content = draft.content or _markup(content)
        draft.content_base = draft.content_base or address(_text(content, "base"), draft.base)
        draft.content_language = draft.content_language or _text(content, "language")
    detail = _mapping(entry, "summary_detail")
    draft.summary = _markup(detail) if detail else _text(entry, "summary")


def _markup(detail: Mapping[str, Any]) -> str:
    value = _text(detail, "value")
    return value if _text(detail, "type") in _HTML_TYPES else text_as_html(value)


def _take_people(draft: Draft, entry: Mapping[str, Any]) -> None:
    for said in _mappings(entry, "authors"):
        named = person(_text(said, "name") or _text(said, "email"))
        if named:
            email = _text(said, "email") or named.email
            draft.authors.append(Author(named.name, address(_text(said, "href"), draft.base), plain_line(email)))


def _take_files(draft: Draft, entry: Mapping[str, Any]) -> None:
    for link in _mappings(entry, "links"):
        href = address(_text(link, "href"), draft.base)
        if href and _text(link, "rel") == "enclosure":
            title = plain_line(_text(link, "title"))
            draft.enclosures.append(
                Enclosure(href, plain_line(_text(link, "type")).lower(), whole_number(_text(link, "length")), title)
            )
        elif href and _text(link, "rel") == "related":
            draft.related.append(Link(href, plain_line(_text(link, "title"))))
    pictures = [*_mappings(entry, "media_thumbnail"), _mapping(entry, "image")]
    found = (address(_text(picture, "url") or _text(picture, "href"), draft.base) for picture in pictures)
    draft.image = next(filter(None, found), "")
    for media in _mappings(entry, "media_content"):
        href, kind = address(_text(media, "url"), draft.base), plain_line(_text(media, "type")).lower()
        if href and (_text(media, "medium") == "image" or kind.startswith("image/")):
            draft.image = draft.image or href
        elif href:
            draft.enclosures.append(Enclosure(href, kind, whole_number(_text(media, "filesize"))))


def _text(holder: Mapping[str, Any], name: str) -> str:
    """A text of feedparser's. Elements that carry attributes may turn up as mappings where text belongs: empty."""
    value = holder.get(name)
    return value if isinstance(value, str) else ""


def _mapping(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = holder.get(name)
    return value if isinstance(value, Mapping) else {}


def _mappings(holder: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = holder.get(name)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
