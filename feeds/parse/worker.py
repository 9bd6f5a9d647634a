"""What runs in the worker: feedparser's result as a `ParsedFeed`. Only the worker imports feedparser."""

from __future__ import annotations

import contextlib
import io
import resource
import time
import warnings
from collections.abc import Iterable, Mapping
from typing import Any

from feeds.parse.document import without_declaration
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
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.types import Author, Enclosure, Link

CPU_SECONDS = 6
"""For one document: a little over the parent's time limit, so that it only stops a worker whose parent is gone."""

MEMORY = 300 * 1024 * 1024
"""Bytes of address space."""

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
    """The feed in ``text``, which was fetched from ``url``; None where feedparser finds no article,
    title, link, subtitle or language.

    It limits the process it runs in: call it in a worker.
    """
    limit()
    result = feedparser_result(text, url)
    return None if result is None else to_parsed_feed(result, url)


def feedparser_result(text: str, url: str) -> Mapping[str, Any] | None:
    """feedparser's own result for a decoded document, addresses resolved against ``url``, markup as sent.

    None where it raises: broken input meets bugs of its own, of any kind.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import feedparser

        # The declaration would name the charset that was decoded already.
        body = without_declaration(text).encode("utf-8", "replace")
        headers = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
        try:
            result: Mapping[str, Any] = feedparser.parse(
                io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
            )
        except Exception:
            return None
    return result


def limit(cpu_seconds: int = CPU_SECONDS) -> None:
    """Cap memory, and processor time from now on: the limit is a total, and a worker serves many documents."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + cpu_seconds
    for kind, amount in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, MEMORY)):
        _, most = resource.getrlimit(kind)
        # Some systems have no limit on address space.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (amount if most == resource.RLIM_INFINITY else min(amount, most), most))


def to_parsed_feed(result: Mapping[str, Any], url: str) -> ParsedFeed | None:
    """feedparser's result in our terms."""
    feed, entries, version = result["feed"], result["entries"], result.get("version") or ""
    if not entries and not any(feed.get(name) for name in ("title", "link", "subtitle", "language")):
        return None
    language = plain_line(feed.get("language") or "")
    image = feed.get("image") or {}
    return ParsedFeed(
        format=_FORMATS.get(version, "rss0.9x" if version.startswith("rss09") else "other"),
        title=_title(feed),
        url=address(feed.get("link"), url),
        description=plain_line(feed.get("subtitle") or ""),
        language=language,
        icon=address(image.get("href") or feed.get("icon") or feed.get("logo"), url),
        articles=tuple(_article(entry, url, language) for entry in entries),
    )


def _title(said: Mapping[str, Any]) -> str:
    text = said.get("title") or ""
    detail = said.get("title_detail") or {}
    return title_from_html(text) if detail.get("type") in _HTML_TYPES and "<" in text else title_from_either(text)


def _article(entry: Mapping[str, Any], url: str, language: str) -> ParsedArticle:
    draft = Draft(base=url, language=language)
    draft.guid = entry.get("id") or ""
    draft.url = address(entry.get("link"), url)
    draft.guid_url = address(draft.guid, "")
    draft.title = _title(entry)
    draft.published = [*_date(entry, "created"), *_date(entry, "published")]
    draft.updated = _date(entry, "updated")
    _take_texts(draft, entry)
    _take_people(draft, entry)
    _take_files(draft, entry)
    draft.categories = [
        name for tag in entry.get("tags") or () if (name := plain_line(tag.get("label") or tag.get("term") or ""))
    ]
    draft.comments_url = address(entry.get("comments"), url)
    draft.comments_feed = address(entry.get("wfw_commentrss"), url)
    draft.comments_count = whole_number(entry.get("slash_comments") or entry.get("thr_total"))
    return draft.finished()


def _date(entry: Mapping[str, Any], name: str) -> list[str]:
    """The date as sent, and before it, as the second choice, what feedparser made of it."""
    if name not in entry:
        return []
    parsed: time.struct_time | None = entry.get(f"{name}_parsed")
    return [*([time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed)] if parsed else []), entry[name] or ""]


def _take_texts(draft: Draft, entry: Mapping[str, Any]) -> None:
    contents: Iterable[Mapping[str, Any]] = entry.get("content") or ()
    for content in contents:
        draft.content = draft.content or _markup(content)
        draft.content_base = draft.content_base or address(content.get("base"), draft.base)
        draft.language = content.get("language") or draft.language
    detail = entry.get("summary_detail") or {}
    draft.summary = _markup(detail) if detail else entry.get("summary") or ""


def _markup(detail: Mapping[str, Any]) -> str:
    value = detail.get("value") or ""
    return value if detail.get("type") in _HTML_TYPES else text_as_html(value)


def _take_people(draft: Draft, entry: Mapping[str, Any]) -> None:
    for said in entry.get("authors") or ():
        named = person(said.get("name") or said.get("email") or "")
        if named:
            email = said.get("email") or named.email
            draft.authors.append(Author(named.name, address(said.get("href"), draft.base), plain_line(email)))


def _take_files(draft: Draft, entry: Mapping[str, Any]) -> None:
    for link in entry.get("links") or ():
        href = address(link.get("href"), draft.base)
        if href and link.get("rel") == "enclosure":
            title = plain_line(link.get("title") or "")
            draft.enclosures.append(
                Enclosure(href, plain_line(link.get("type") or "").lower(), whole_number(link.get("length")), title)
            )
        elif href and link.get("rel") == "related":
            draft.related.append(Link(href, plain_line(link.get("title") or "")))
    pictures = [*(entry.get("media_thumbnail") or ()), entry.get("image") or {}]
    draft.image = next(
        (found for picture in pictures if (found := address(picture.get("url") or picture.get("href"), draft.base))), ""
    )
    for media in entry.get("media_content") or ():
        href, kind = address(media.get("url"), draft.base), plain_line(media.get("type") or "").lower()
        if href and (media.get("medium") == "image" or kind.startswith("image/")):
            draft.image = draft.image or href
        elif href:
            draft.enclosures.append(Enclosure(href, kind, whole_number(media.get("filesize"))))
