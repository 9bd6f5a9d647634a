"""Elements that come in every format: Dublin Core, content, Media RSS, iTunes, slash, wfw, threading, syndication."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from lxml import etree

from feeds.parse.document import XML_LANG, short_name
from feeds.parse.draft import Draft
from feeds.parse.fields import (
    BLANK,
    address,
    language_tag,
    line_of,
    local_name,
    markup_of,
    media_type,
    person,
    plain_line,
    text_of,
    whole_number,
)
from feeds.types import Author, Enclosure


class Handler(Protocol):
    """Takes what one element says into the draft."""

    def __call__(self, draft: Draft, element: etree._Element, /) -> None: ...


def read_children(draft: Draft, element: etree._Element, handlers: Mapping[str, Handler]) -> None:
    """Give each child to the handler of its name; others are passed over."""
    for child in element:
        # An entity that nobody declared has a function in place of a tag.
        if isinstance(child.tag, str) and (handler := handlers.get(short_name(child.tag))):
            handler(draft, child)


# ── Words ───────────────────────────────────────────────────────────────────────────────────────────────────


def read_title(draft: Draft, element: etree._Element) -> None:
    draft.set_title(text_of(element))


def read_summary(draft: Draft, element: etree._Element) -> None:
    markup = markup_of(element).strip(BLANK)
    if not markup:
        return
    if not draft.summary:
        draft.summary = markup
    elif not draft.content:
        # Two descriptions: the longer is the body, in whichever order they come.
        draft.summary, draft.content = sorted((draft.summary, markup), key=len)


def read_content(draft: Draft, element: etree._Element) -> None:
    if markup := markup_of(element).strip(BLANK):
        draft.content = markup
        draft.content_language = language_tag(element.get(XML_LANG)) or draft.content_language


def read_category(draft: Draft, element: etree._Element) -> None:
    if name := line_of(element) or plain_line(element.get("text", "")):
        draft.categories.append(name)
    if len(element):
        # iTunes puts the narrower into the wider.
        read_children(draft, element, {"itunes:category": read_category})


def read_atom_category(draft: Draft, element: etree._Element) -> None:
    if name := plain_line(element.get("label") or element.get("term") or text_of(element)):
        draft.categories.append(name)


def read_media_category(draft: Draft, element: etree._Element) -> None:
    """``media:category``: its label is for people, its text often a path."""
    if name := plain_line(element.get("label", "")) or line_of(element):
        draft.categories.append(name)


def read_keywords(draft: Draft, element: etree._Element) -> None:
    draft.categories.extend(word.strip() for word in line_of(element).split(",") if word.strip())


def read_author(draft: Draft, element: etree._Element) -> None:
    author = structured_author(element, draft.base) if len(element) else None
    author = author or person(text_of(element))
    if author:
        draft.authors.append(author)


def structured_author(element: etree._Element, base: str) -> Author | None:
    """An Atom person construct (RFC 4287, 3.2): name, uri or url, email, whatever the namespace."""
    said = {local_name(child).lower(): line_of(child) for child in element if isinstance(child.tag, str)}
    named = person(said.get("name", ""))
    email = said.get("email", "") or (named.email if named else "")
    url = address(said.get("uri") or said.get("url") or said.get("homepage"), base)
    name = named.name if named else email or url
    return Author(name=name, url=url, email=email) if name else None


def read_fallback_author(draft: Draft, element: etree._Element) -> None:
    if not len(element) and (author := person(element.text or "")):
        draft.fallback_authors.append(author)


def read_language(draft: Draft, element: etree._Element) -> None:
    draft.language = language_tag(line_of(element)) or draft.language


# ── Times ───────────────────────────────────────────────────────────────────────────────────────────────────


def read_published(draft: Draft, element: etree._Element) -> None:
    draft.published.append(text_of(element))


def read_dated(draft: Draft, element: etree._Element) -> None:
    draft.dated.append(text_of(element))


def read_updated(draft: Draft, element: etree._Element) -> None:
    draft.updated.append(text_of(element))


# ── Files and pictures ──────────────────────────────────────────────────────────────────────────────────────


def read_enclosure(draft: Draft, element: etree._Element) -> None:
    if url := address(element.get("url") or element.get("href"), draft.base):
        kind = media_type(element)
        draft.enclosures.append(
            Enclosure(url, kind, whole_number(element.get("length")), plain_line(element.get("title", "")))
        )
        if kind.startswith("image/") and not draft.image:
            draft.image = url


def read_media_content(draft: Draft, element: etree._Element) -> None:
    """``media:content``: a picture is the article's picture, anything else an enclosure (Media RSS 1.5.1)."""
    url = address(element.get("url"), draft.base)
    kind = media_type(element)
    if url and (element.get("medium") == "image" or kind.startswith("image/")):
        draft.image = draft.image or url
    elif url:
        titles = [
            line_of(child) for child in element if isinstance(child.tag, str) and short_name(child.tag) == "media:title"
        ]
        draft.enclosures.append(
            Enclosure(url, kind, whole_number(element.get("fileSize")), titles[0] if titles else "")
        )
    read_children(draft, element, _IN_MEDIA)


def read_media_group(draft: Draft, element: etree._Element) -> None:
    read_children(draft, element, _IN_GROUP)


def read_picture(draft: Draft, element: etree._Element) -> None:
    """``media:thumbnail`` and ``itunes:image``: the address is an attribute, in broken feeds the text."""
    raw = element.get("url") or element.get("href") or element.text
    draft.image = draft.image or address(raw, draft.base)


def read_linked_picture(draft: Draft, element: etree._Element) -> None:
    """``itunes:link rel=image``, the older way to say ``itunes:image``."""
    if element.get("rel") == "image":
        read_picture(draft, element)


def read_media_title(draft: Draft, element: etree._Element) -> None:
    draft.media_title = draft.media_title or line_of(element)


def read_media_text(draft: Draft, element: etree._Element) -> None:
    draft.media_text = draft.media_text or markup_of(element).strip(BLANK)


# ── Comments ────────────────────────────────────────────────────────────────────────────────────────────────


def read_comments_feed(draft: Draft, element: etree._Element) -> None:
    draft.comments_feed = address(text_of(element), draft.base) or draft.comments_feed


def read_comments_count(draft: Draft, element: etree._Element) -> None:
    number = whole_number(element.text)
    if number is not None:
        draft.comments_count = number


def read_in_reply_to(draft: Draft, element: etree._Element) -> None:
    """What an entry answers; of several the first, which a thread has room for."""
    names = element.get("ref", "").strip(), address(element.get("href"), draft.base)
    draft.in_reply_to = draft.in_reply_to or tuple(filter(None, names))


_IN_MEDIA: dict[str, Handler] = {
    "media:thumbnail": read_picture,
    "media:description": read_media_text,
}
_IN_GROUP: dict[str, Handler] = {
    **_IN_MEDIA,
    "media:content": read_media_content,
    "media:title": read_media_title,
}

MODULES: dict[str, Handler] = {
    **_IN_GROUP,
    "media:category": read_media_category,
    "media:keywords": read_keywords,
    "media:group": read_media_group,
    "content:encoded": read_content,
    "xhtml:body": read_content,
    "dc:title": read_title,
    "dc:description": read_summary,
    "dc:creator": read_author,
    "dc:author": read_author,
    "dc:subject": read_category,
    "dc:language": read_language,
    "dc:date": read_dated,
    "dcterms:created": read_dated,
    "dcterms:issued": read_published,
    "dcterms:modified": read_updated,
    "itunes:author": read_fallback_author,
    "itunes:image": read_picture,
    "itunes:link": read_linked_picture,
    "itunes:keywords": read_keywords,
    "itunes:category": read_category,
    "itunes:summary": read_media_text,
    "itunes:title": read_media_title,
    "wfw:commentrss": read_comments_feed,
    "slash:comments": read_comments_count,
    "thr:total": read_comments_count,
    "thr:in-reply-to": read_in_reply_to,
}
"""What an article may hold in any format, by short name."""


# ── How often to ask ────────────────────────────────────────────────────────────────────────────────────────

_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_LONGEST_TTL = 366 * 86_400


def time_to_live(ttl: str, period: str, frequency: str) -> int | None:
    """Seconds between two looks: the longer of RSS ``ttl`` (minutes) and sy:updatePeriod over sy:updateFrequency."""
    minutes = whole_number(ttl)
    seconds = [minutes * 60] if minutes else []
    if length := _PERIODS.get(period.strip().lower()):
        seconds.append(length // (whole_number(frequency) or 1))
    return min(max(seconds), _LONGEST_TTL) if seconds else None
