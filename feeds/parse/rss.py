"""RSS 0.90 to 2.0 and RSS 1.0 (RDF). Names are taken in any case, items wherever they stand.

https://www.rssboard.org/rss-specification, https://web.resource.org/rss/1.0/spec
"""

from __future__ import annotations

from lxml import etree

from feeds.parse.document import XML_BASE, XML_LANG, short_name
from feeds.parse.draft import Draft
from feeds.parse.fields import (
    address,
    attribute,
    joined,
    language_tag,
    line_of,
    media_type,
    resolved,
    text_of,
    title_from_either,
)
from feeds.parse.modules import (
    MODULES,
    Handler,
    read_atom_category,
    read_author,
    read_category,
    read_children,
    read_content,
    read_dated,
    read_enclosure,
    read_keywords,
    read_published,
    read_summary,
    read_title,
    read_updated,
    time_to_live,
)
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.types import Link

_DAYS = {name: number for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def read_rss(root: etree._Element, url: str) -> ParsedFeed:
    """The feed under ``rss``, ``rdf:RDF`` or a bare ``channel``; ``url`` is where it was fetched."""
    channel = root if short_name(root.tag) == "channel" else next(iter(_named(root, "channel")), root)
    base = joined(joined(url, root.get(XML_BASE)), channel.get(XML_BASE))
    said = _Channel(base)
    for child in channel:
        if isinstance(child.tag, str):
            said.take(short_name(child.tag), child)
    if channel is not root:
        # In RSS 1.0 the picture stands beside the channel.
        for picture in _named(root, "image"):
            said.take("image", picture)
    language = said.values.get("language") or said.values.get("dc:language") or _lang(channel) or _lang(root)
    items = [*_named(channel, "item")]
    if channel is not root:
        items += _named(root, "item")
        for group in _named(channel, "items"):
            items += _named(group, "item")
    values = said.values
    site = said.link or address(values.get("atom:link") or attribute(channel, "href"), base)
    about = ("description", "abstract", "itunes:summary", "itunes:subtitle")
    return ParsedFeed(
        format=_format(root),
        title=title_from_either(values.get("title") or values.get("dc:title", "")),
        url=site,
        description=next((values[name] for name in about if name in values), ""),
        language=language,
        icon=said.icon or said.picture,
        articles=tuple(_article(item, base, language) for item in items),
        ttl=time_to_live(
            values.get("ttl", ""), values.get("sy:updateperiod", ""), values.get("sy:updatefrequency", "")
        ),
        skip_hours=said.hours,
        skip_days=said.days,
    )


def _named(parent: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in parent if isinstance(child.tag, str) and short_name(child.tag) == name]


def _lang(element: etree._Element) -> str:
    return language_tag(element.get(XML_LANG))


def _format(root: etree._Element) -> str:
    if short_name(root.tag) == "rdf:rdf":
        return "rss0.9x" if any("netscape.com" in (uri or "") for uri in root.nsmap.values()) else "rss1.0"
    return "rss0.9x" if attribute(root, "version").startswith("0.9") else "rss2.0"


class _Channel:
    """What the channel says of itself; the first of each element counts, of its links the last, as in items."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.values: dict[str, str] = {}
        self.link = ""
        self.icon = ""
        self.picture = ""
        self.hours: tuple[int, ...] = ()
        self.days: tuple[int, ...] = ()

    def take(self, name: str, element: etree._Element) -> None:
        match name:
            case "item" | "items" | "":
                return
            case "link":
                self.link = address(text_of(element) or element.get("href"), self.base) or self.link
            case "atom:link":
                if element.get("rel", "alternate") == "alternate":
                    self.values.setdefault(name, element.get("href", ""))
            case "image" | "itunes:image" | "itunes:link" | "media:thumbnail" | "media:content":
                self._take_picture(name, element)
            case "skiphours":
                hours = [text_of(hour) for hour in element]
                self.hours = tuple(sorted({int(hour) % 24 for hour in hours if hour.isdecimal() and int(hour) <= 24}))
            case "skipdays":
                days = [_DAYS.get(text_of(day)[:3].lower()) for day in element]
                self.days = tuple(sorted({day for day in days if day is not None}))
            case _:
                if name not in self.values and (text := line_of(element)):
                    self.values[name] = text

    def _take_picture(self, name: str, element: etree._Element) -> None:
        url = address(element.get("href") or element.get("url"), self.base)
        match name:
            case "image":
                found = next(iter(_named(element, "url")), None)
                self.icon = address(text_of(found) if found is not None else None, self.base) or self.icon
            case "itunes:image":
                self.icon = self.icon or url
            case "itunes:link" if element.get("rel") == "image":
                self.icon = self.icon or url
            case "media:thumbnail":
                self.picture = self.picture or url
            case "media:content" if element.get("medium") == "image" or media_type(element).startswith("image/"):
                self.picture = self.picture or url


def _article(item: etree._Element, base: str, language: str) -> ParsedArticle:
    draft = Draft(base=joined(base, item.get(XML_BASE)), language=_lang(item) or language)
    draft.guid = item.get(_RDF_ABOUT, "").strip()
    if item.attrib:
        # CDF gives the address and the date as attributes.
        draft.other_url = address(attribute(item, "href"), draft.base)
        draft.updated.append(attribute(item, "lastmod"))
    read_children(draft, item, _ITEM)
    return draft.finished()


def _read_link(draft: Draft, element: etree._Element) -> None:
    draft.url = address(text_of(element) or element.get("href"), draft.base) or draft.url


def _read_guid(draft: Draft, element: etree._Element) -> None:
    text = text_of(element)
    if not text:
        return
    draft.guid = text
    if attribute(element, "isPermaLink", "isPermalink", "ispermalink").lower() != "false":
        # Many publishers forget isPermaLink="false", so only what is an address already is a link.
        draft.guid_url = address(text, "")


def _read_atom_link(draft: Draft, element: etree._Element) -> None:
    rel, href = element.get("rel", "alternate"), element.get("href")
    if rel == "alternate":
        draft.other_url = address(href, draft.base) or draft.other_url
    elif rel == "enclosure":
        read_enclosure(draft, element)
    elif rel == "related" and (url := address(href, draft.base)):
        draft.related.append(Link(url, title_from_either(element.get("title", ""))))


def _read_comments(draft: Draft, element: etree._Element) -> None:
    draft.comments_url = address(text_of(element), draft.base) or draft.comments_url


def _read_image(draft: Draft, element: etree._Element) -> None:
    inner = next(iter(_named(element, "url")), None)
    raw = text_of(inner) if inner is not None else text_of(element) or element.get("href") or element.get("url")
    draft.image = draft.image or address(raw, draft.base)


def _read_full_item(draft: Draft, element: etree._Element) -> None:
    if not draft.content:
        draft.content = text_of(element)
        draft.content_language = _lang(element)


def _read_atom_id(draft: Draft, element: etree._Element) -> None:
    draft.guid = draft.guid or resolved(text_of(element), "")


_ITEM: dict[str, Handler] = {
    **MODULES,
    "title": read_title,
    "link": _read_link,
    "guid": _read_guid,
    "description": read_summary,
    "abstract": read_summary,
    "author": read_author,
    "category": read_category,
    "enclosure": read_enclosure,
    "pubdate": read_published,
    "date": read_dated,
    "lastbuilddate": read_updated,
    "comments": _read_comments,
    "image": _read_image,
    "fullitem": _read_full_item,
    "body": read_content,
    "summary": read_summary,
    "tags": read_keywords,
    "atom:id": _read_atom_id,
    "atom:link": _read_atom_link,
    "atom:author": read_author,
    "atom:category": read_atom_category,
    "atom:published": read_published,
    "atom:updated": read_updated,
    "atom:summary": read_summary,
    "atom:content": read_summary,
}
