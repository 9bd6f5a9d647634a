"""The feeds as OPML 2 (http://opml.org/spec2.opml), for other readers and for this one elsewhere."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from feeds.clean import without_sign_in
from feeds.opml_settings import NAMESPACE, attributes
from feeds.types import Feed, FeedSettings, Section


def export(
    sections: Iterable[Section], feeds: Iterable[Feed], settings: Mapping[int, FeedSettings] = MappingProxyType({})
) -> str:
    """OPML 2.0: an outline for each section that has feeds, inside those of its parents, and the feeds of none at the
    end. What the reader chose goes along in attributes of ours; that a feed may be on a private network never does, nor
    what signs in to its server, in its address too. Feeds that are built in are left out, since no other reader could
    ask for them. ``settings`` has those of feeds by their ids."""
    root = ET.Element("opml", {"version": "2.0", "xmlns:nashra": NAMESPACE})
    ET.SubElement(ET.SubElement(root, "head"), "title").text = "Nashra"
    body = ET.SubElement(root, "body")
    held: defaultdict[int | None, list[Feed]] = defaultdict(list)
    for feed in feeds:
        if feed.url.startswith(("http:", "https:")):
            held[feed.section].append(feed)
    folders: dict[int | None, ET.Element] = {None: body}
    for section in _in_tree(list(sections), {one for one in held if one is not None and held[one]}):
        folder = ET.SubElement(folders[section.parent], "outline", text=section.name, title=section.name)
        if section.full_text:
            folder.set("nashra:fullText", section.full_text)
        folders[section.id] = folder
        for feed in held[section.id]:
            _add(folder, feed, settings.get(feed.id))
    for feed in held[None]:
        _add(body, feed, settings.get(feed.id))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _in_tree(sections: Sequence[Section], used: set[int]) -> Iterator[Section]:
    """Those of ``used`` and what they lie in, each after its parent."""
    parents = {section.id: section.parent for section in sections}
    wanted: set[int] = set()
    for one in used:
        at: int | None = one
        while at is not None and at not in wanted:
            wanted.add(at)
            at = parents.get(at)
    inside: defaultdict[int | None, list[Section]] = defaultdict(list)
    for section in sections:
        if section.id in wanted:
            inside[section.parent].append(section)
    left = inside[None][::-1]
    while left:
        section = left.pop()
        yield section
        left += inside[section.id][::-1]


def _add(folder: ET.Element, feed: Feed, settings: FeedSettings | None) -> None:
    url = without_sign_in(feed.url)
    outline = ET.SubElement(folder, "outline", type="rss", text=feed.title, title=feed.title, xmlUrl=url)
    if feed.site:
        outline.set("htmlUrl", feed.site)
    if feed.direction:
        outline.set("nashra:direction", feed.direction)
    for name, value in attributes(settings).items() if settings else ():
        outline.set(f"nashra:{name}", value)
