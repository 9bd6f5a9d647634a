"""Atom 1.0 (RFC 4287, threading by RFC 4685) and Atom 0.3."""

from __future__ import annotations

import functools
import html
import itertools

from lxml import etree

from feeds.parse.document import XML_BASE, XML_LANG, short_name
from feeds.parse.draft import Draft
from feeds.parse.fields import (
    BLANK,
    address,
    from_base64,
    joined,
    language_tag,
    line_of,
    markup_of,
    media_type,
    plain_line,
    text_as_html,
    text_of,
    title_from_either,
    title_from_html,
    whole_number,
)
from feeds.parse.modules import (
    MODULES,
    Handler,
    read_atom_category,
    read_children,
    read_dated,
    read_published,
    read_updated,
    structured_author,
    time_to_live,
)
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.types import Author, Enclosure, Link

_THREAD_COUNT = "{http://purl.org/syndication/thread/1.0}count"
_PAGES = frozenset({"text/html", "application/xhtml+xml", "html", "xhtml"})


def read_atom(root: etree._Element, url: str) -> ParsedFeed:
    """The feed under ``feed``, or the one article of a bare ``entry``; ``url`` is where it was fetched."""
    base = joined(url, root.get(XML_BASE))
    language = language_tag(root.get(XML_LANG))
    version = "atom0.3" if root.get("version", "").startswith("0.") or "purl.org" in str(root.tag) else "atom1.0"
    if _name(root) == "entry":
        return ParsedFeed(format=version, language=language, articles=(_article(root, url, base, language),))
    values: dict[str, str] = {}
    feed = Draft(base=base)
    entries: list[etree._Element] = []
    for child in root:
        match _name(child):
            case "entry" | "item":
                entries.append(child)
            case "title":
                values.setdefault("title", _title(child))
            case "link":
                _read_link(feed, child)
            case "author":
                _read_author(feed, child)
            case "subtitle" | "tagline":
                values.setdefault("subtitle", _title(child))
            case "" | "id" | "updated" | "generator" | "rights":
                continue
            case name:
                if text := line_of(child):
                    values.setdefault(name, text)
    language = language or values.get("dc:language", "")
    return ParsedFeed(
        format=version,
        title=values.get("title", ""),
        url=feed.url or feed.other_url,
        description=values.get("subtitle", ""),
        language=language,
        icon=address(values.get("icon") or values.get("logo"), base),
        articles=tuple(_article(entry, url, base, language, tuple(feed.authors)) for entry in entries),
        ttl=time_to_live("", values.get("sy:updateperiod", ""), values.get("sy:updatefrequency", "")),
    )


def _name(element: etree._Element) -> str:
    """The element's name; Atom's are bare here, so that documents without the namespace read the same."""
    return short_name(element.tag).removeprefix("atom:") if isinstance(element.tag, str) else ""


def _article(
    entry: etree._Element, document: str, base: str, language: str, inherited: tuple[Author, ...] = ()
) -> ParsedArticle:
    """``document`` is where the feed was fetched, ``base`` what its xml:base makes of that."""
    draft = Draft(base=joined(base, entry.get(XML_BASE)), language=language_tag(entry.get(XML_LANG)) or language)
    read_children(draft, entry, _ENTRY)
    if draft.base != document:
        # An xml:base around the texts goes before the article's own address (XML Base, 4).
        draft.summary_base = draft.summary_base or draft.base
        draft.content_base = draft.content_base or draft.base
    return draft.finished(inherited)


# ── Text constructs (RFC 4287, 3.1) ─────────────────────────────────────────────────────────────────────────


def _type_of(element: etree._Element) -> str:
    """``text``, ``html``, ``xml`` or ``base64``: how to take what is inside, in the terms of both versions."""
    kind, mode = element.get("type", "").strip().lower(), element.get("mode", "").strip().lower()
    if mode == "base64":
        return "base64"
    if len(element):
        return "xml"
    if "/" in kind and not kind.startswith(("text/", "image/", "audio/", "video/")) and not kind.endswith("xml"):
        # RFC 4287, 4.1.3.3: other media types come as base64.
        return "base64"
    if kind == "html" or kind.startswith("text/html") or kind in ("xhtml", "application/xhtml+xml"):
        return "html"
    return "text"


def _title(element: etree._Element) -> str:
    match _type_of(element):
        case "xml":
            return title_from_html(markup_of(element))
        case "html":
            return title_from_html(text_of(element))
        case "base64":
            return title_from_either(from_base64(text_of(element)))
        case _:
            return plain_line(text_of(element))


def _markup(element: etree._Element) -> str:
    match _type_of(element):
        case "xml":
            only = element[0] if len(element) == 1 and not (element.text or "").strip() else None
            # RFC 4287, 3.1.1.3: the div is the wrapping, not part of the text.
            inner = only if only is not None and _name(only).removeprefix("xhtml:") == "div" else element
            if len(inner):
                return markup_of(inner).strip(BLANK)
            # A div in what is declared html is not meant: what it holds is markup then.
            is_html = element.get("type", "").strip().lower() in ("html", "text/html")
            text = text_of(inner)
            return text if is_html else html.escape(text, quote=False)
        case "html":
            return text_of(element)
        case "base64":
            return from_base64(text_of(element))
        case _:
            return text_as_html(text_of(element))


# ── Handlers ────────────────────────────────────────────────────────────────────────────────────────────────


def _read_title(draft: Draft, element: etree._Element) -> None:
    draft.title = draft.title or _title(element)


def _read_summary(draft: Draft, element: etree._Element) -> None:
    draft.summary = draft.summary or _markup(element)
    draft.summary_base = draft.summary_base or _base(draft, element)
    draft.language = draft.language or _language(element)


def _read_content(draft: Draft, element: etree._Element) -> None:
    if source := address(element.get("src"), draft.base):
        draft.other_url = draft.other_url or source
    kind = element.get("type", "").lower()
    if kind.startswith(("image/", "audio/", "video/")):
        return
    # The base and the language of the body are told before its elements are moved out of it.
    base, language = _base(draft, element), _language(element)
    draft.content = draft.content or _markup(element)
    draft.content_base = draft.content_base or base
    draft.content_language = draft.content_language or language


def _first(element: etree._Element) -> list[etree._Element]:
    """The element and the div in it, either of which may say the language and the base."""
    return [element, *(child for child in itertools.islice(element, 1) if isinstance(child.tag, str))]


def _language(element: etree._Element) -> str:
    return next((tag for node in reversed(_first(element)) if (tag := language_tag(node.get(XML_LANG)))), "")


def _base(draft: Draft, element: etree._Element) -> str:
    """The base that the element has of its own, or empty."""
    references = [reference for node in _first(element) if (reference := node.get(XML_BASE))]
    return functools.reduce(joined, references, draft.base) if references else ""


def _read_id(draft: Draft, element: etree._Element) -> None:
    draft.guid = text_of(element)
    draft.guid_url = address(draft.guid, "")


def _read_link(draft: Draft, element: etree._Element) -> None:
    url = address(element.get("href") or element.text, draft.base)
    if not url:
        return
    kind = media_type(element)
    match element.get("rel", "alternate").strip().lower().rpartition("/")[2] or "alternate":
        case "alternate":
            if kind in _PAGES or not kind:
                draft.url = url
            else:
                draft.other_url = url
        case "enclosure":
            title = plain_line(element.get("title", ""))
            draft.enclosures.append(Enclosure(url, kind, whole_number(element.get("length")), title))
            if kind.startswith("image/"):
                draft.image = draft.image or url
        case "related":
            draft.related.append(Link(url, title_from_either(element.get("title", ""))))
        case "replies":
            if "atom" in kind or "rss" in kind or "xml" in kind.replace("xhtml", ""):
                draft.comments_feed = url
            else:
                draft.comments_url = url
            count = whole_number(element.get(_THREAD_COUNT))
            draft.comments_count = draft.comments_count if count is None else count
        case "self" | "via":
            draft.other_url = draft.other_url or url


def _read_author(draft: Draft, element: etree._Element) -> None:
    if len(element):
        author = structured_author(element, draft.base)
    else:
        author = Author(name) if (name := line_of(element)) else None
    if author:
        draft.authors.append(author)


def _read_source(draft: Draft, element: etree._Element) -> None:
    """The feed an entry was copied from: its authors are the entry's where the entry names none."""
    inner = Draft(base=draft.base)
    read_children(inner, element, {"author": _read_author, "atom:author": _read_author})
    draft.fallback_authors.extend(inner.authors)


_OWN: dict[str, Handler] = {
    "title": _read_title,
    "id": _read_id,
    "link": _read_link,
    "summary": _read_summary,
    "content": _read_content,
    "author": _read_author,
    "category": read_atom_category,
    "published": read_published,
    "issued": read_published,
    "created": read_dated,
    "updated": read_updated,
    "modified": read_updated,
    "source": _read_source,
}
_ENTRY: dict[str, Handler] = {
    **MODULES,
    **_OWN,
    **{f"atom:{name}": handler for name, handler in _OWN.items()},
}
"""An entry's elements, with and without the namespace."""
