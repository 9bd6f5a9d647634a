"""Articles for other programs: as JSON lines, and as an Atom feed (RFC 4287) of those that the reader kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from feeds.clean import without_sign_in

if TYPE_CHECKING:
    from feeds.blocks import Block
    from feeds.store.whole import Whole
    from feeds.types import Author

STATE = "urn:nashra:state"
"""The scheme of the category ``starred``."""
TAG = "urn:nashra:tag"
"""The scheme of the categories that are the reader's own tags; those of the publisher have none."""
NAMESPACE = "urn:nashra:atom"
"""Of the element ``note``, what the reader wrote on an entry, and its attribute ``at`` (RFC 3339)."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 has no place for (2.2)."""
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_MEDIA_TYPE = re.compile(r"[^/\s]+/[^/\s]+")
_EMAIL = re.compile(r"\S+@\S+")
_SPACES = re.compile(r"\s")


# ── JSON lines ───────────────────────────────────────────────────────────────────────────────────────────────


def json_lines(articles: Iterable[Whole]) -> Iterator[str]:
    """A line of JSON for each article, with its end. Every member is in every line: a text that was not said is empty,
    a time (RFC 3339) that is not known null. What signs in to a feed is left out."""
    for one in articles:
        yield json.dumps(_members(one), ensure_ascii=False, separators=(",", ":")) + "\n"


def _members(one: Whole) -> dict[str, Any]:
    return {
        "id": one.id,
        "key": one.key,
        "feed": {
            "url": without_sign_in(one.feed_url),
            "title": one.feed_title,
            "site": one.feed_site,
            "section": list(one.section),
        },
        "guid": one.guid,
        "url": one.url,
        "title": one.title,
        "authors": [
            {"name": a.name, "url": a.url, "email": a.email, "avatar": a.avatar, "bio": a.bio} for a in one.authors
        ],
        "language": one.language,
        "published": _time(one.published),
        "updated": _time(one.updated),
        "first_seen": _time(one.first_seen),
        "edited": _time(one.edited),
        "read": one.read,
        "read_at": _time(one.read_at),
        "starred": one.starred,
        "muted": one.muted,
        "rules": list(one.rules),
        "tags": list(one.tags),
        "note": one.note,
        "noted_at": _time(one.noted_at),
        "categories": list(one.categories),
        "enclosures": [{"url": e.url, "type": e.type, "length": e.length, "title": e.title} for e in one.enclosures],
        "related": [{"url": link.url, "title": link.title} for link in one.related],
        "image": one.image,
        "summary": one.summary,
        "html": one.html,
        "base": one.base,
        "full_text": _text(one.page.blocks) if one.page else "",
        "comments_url": one.comments_url,
        "comments_feed": one.comments_feed,
        "comments_count": one.comments_count,
        "comments": [
            {
                "author": comment.author,
                "published": _time(comment.published),
                "url": comment.url,
                "depth": comment.depth,
                "text": _text(comment.blocks),
            }
            for comment in one.comments
        ],
    }


def _text(blocks: Iterable[Block]) -> str:
    """The plain text of blocks, a blank line between two paragraphs."""
    from feeds.blocks import texts_and_rest

    return "\n\n".join(piece.text for piece in texts_and_rest(blocks)[0])


def _time(when: datetime | None) -> str | None:
    return None if when is None else when.strftime("%Y-%m-%dT%H:%M:%SZ")


# ── Atom ─────────────────────────────────────────────────────────────────────────────────────────────────────


def atom(articles: Iterable[Whole], *, library: str, now: datetime) -> Iterator[str]:
    """A feed of ``articles``, a piece for each: a star and tags are categories (`STATE`, `TAG`), a note is an element
    of our own (`NAMESPACE`). ``library`` tells one library's feed from another's."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:nashra="{NAMESPACE}">\n'
        f"<id>{uuid5(NAMESPACE_URL, library).urn}</id>\n<title>Nashra</title>\n<updated>{_time(now)}</updated>\n"
        "<generator>Nashra</generator>\n"
    )
    for one in articles:
        yield "".join(_entry(one))
    yield "</feed>\n"


def _entry(one: Whole) -> Iterator[str]:
    feed = without_sign_in(one.feed_url)
    updated = _time(one.updated or one.edited or one.published or one.first_seen)
    language = {"xml:lang": one.language} if _LANGUAGE.fullmatch(one.language) else {}
    yield f"<entry{_attributes(language)}>\n"
    # The guid is the feed's own word, and another feed may say the same.
    yield _element("id", uuid5(NAMESPACE_URL, f"{feed} {one.key}").urn)
    yield _element("title", one.title)
    yield _element("updated", updated or "")
    if one.published:
        yield _element("published", _time(one.published) or "")
    # An entry without an author needs one of its feed, which then seems to have written all the others.
    yield from map(_author, one.authors) if any(a.name for a in one.authors) else (_person(one.feed_title or feed),)
    yield from _links(one)
    if one.starred:
        yield _empty("category", term="starred", scheme=STATE)
    for tag in filter(_allowed, one.tags):
        yield _empty("category", term=tag, scheme=TAG)
    for category in filter(_allowed, one.categories):
        yield _empty("category", term=category)
    if one.note:
        at = _attributes({"at": _time(one.noted_at) or ""})
        yield f"<nashra:note{at}>{_escaped(one.note)}</nashra:note>\n"
    if one.summary:
        yield _element("summary", one.summary)
    base = {"xml:base": _iri(one.base or one.url)} if one.base or one.url else {}
    yield f'<content type="html"{_attributes(base)}>{_escaped(one.html)}</content>\n'
    yield f"<source>\n{_element('id', _iri(feed))}{_element('title', one.feed_title)}"
    yield f"{_element('updated', updated or '')}{_empty('link', rel='self', href=_iri(feed))}</source>\n</entry>\n"


def _links(one: Whole) -> Iterator[str]:
    yield _link("alternate", one.url)
    for file in one.enclosures:
        length = "" if file.length is None or file.length < 0 else str(file.length)
        kind = _allowed(file.type)
        yield _link(
            "enclosure", file.url, type=kind if _MEDIA_TYPE.fullmatch(kind) else "", length=length, title=file.title
        )
    for link in one.related:
        yield _link("related", link.url, title=link.title)
    yield _link("replies", one.comments_url)


def _link(rel: str, address: str, **said: str) -> str:
    href = _iri(address)
    return _empty("link", rel=rel, href=href, **said) if href else ""


def _author(author: Author) -> str:
    email = _allowed(author.email)
    return _person(author.name, author.url, email if _EMAIL.fullmatch(email) else "") if author.name else ""


def _person(name: str, url: str = "", email: str = "") -> str:
    uri = _element("uri", _iri(url)) if url else ""
    return f"<author>{_element('name', name)}{uri}{_element('email', email) if email else ''}</author>\n"


def _element(name: str, text: str) -> str:
    return f"<{name}>{_escaped(text)}</{name}>\n"


def _empty(name: str, **said: str) -> str:
    return f"<{name}{_attributes(said)}/>\n"


def _attributes(said: dict[str, str]) -> str:
    """Those that say something."""
    return "".join(f" {name}={quoteattr(text)}" for name, value in said.items() if (text := _allowed(value)))


def _escaped(text: str) -> str:
    # A carriage return would be read as the end of a line (XML 1.0, 2.11).
    return escape(_allowed(text), {"\r": "&#13;"})


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _iri(address: str) -> str:
    return _SPACES.sub("%20", _allowed(address))
