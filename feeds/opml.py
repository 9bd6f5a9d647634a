"""OPML 1 and 2 (http://opml.org/spec2.opml): lists of feeds from and to other readers."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from html import escape
from html.entities import html5
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

from feeds.clean import clean_line, clean_url
from feeds.errors import BadAddress, FileUnreadable, OpmlError
from feeds.parse.encoding import decode
from feeds.store.addresses import WEB, feed_address
from feeds.types import Feed, Section

FOLDERS = 3
"""A feed's section is named by the folders it lies in, joined by `` / ``: of a deeper nest by the innermost three."""

_LARGEST = 64 * 1024 * 1024
_AMPERSAND = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);|([A-Za-z][A-Za-z0-9]{1,31};)?)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(slots=True)
class Outlines:
    """What an OPML file lists: ``feeds`` as (address, title, section), and the addresses that were refused."""

    feeds: list[tuple[str, str, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def read(path: Path, schemes: Collection[str] = WEB) -> Outlines:
    """Raises FileUnreadable, and what `parse` raises."""
    try:
        if path.stat().st_size > _LARGEST:
            raise FileUnreadable(path=path)
        data = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path=path) from error
    return parse(data, path, schemes)


def parse(data: bytes, path: Path, schemes: Collection[str] = WEB) -> Outlines:
    """The feeds of an OPML document in its order, each address once; ``path`` is for the error only.

    Bare ampersands, HTML entities and control characters are mended; what is still not well-formed is read as far
    as it can be made out. Raises OpmlError, with the ``line`` of the first error, for a document of another kind, one
    that declares entities, and a broken one that gives nothing.
    """
    text = _AMPERSAND.sub(_mended, _FORBIDDEN.sub("", decode(data).lstrip("\ufeff\n\r\t ")))
    reader = _Reader(schemes)
    try:
        _strict(text, reader)
    except _Unwanted as error:
        raise OpmlError(path=path, line=error.line) from error
    except expat.ExpatError as error:
        reader = _Reader(schemes)
        try:
            _recovered(text, reader)
        except _Unwanted:
            reader = _Reader(schemes)
        if not reader.outlines.feeds and not reader.outlines.refused:
            raise OpmlError(path=path, line=error.lineno) from error
    return reader.outlines


def export(sections: Iterable[Section], feeds: Iterable[Feed]) -> str:
    """OPML 2.0: an outline for each section that has feeds, and the feeds of none at the top. Feeds that are built in
    are left out, since no other reader could ask for them."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = "Nashra"
    body = ET.SubElement(root, "body")
    names = {section.id: section.name for section in sections}
    folders: dict[int, ET.Element] = {}
    for feed in feeds:
        if not feed.url.startswith(("http:", "https:")):
            continue
        parent = body
        if feed.section is not None:
            if feed.section not in folders:
                name = names[feed.section]
                folders[feed.section] = ET.SubElement(body, "outline", text=name, title=name)
            parent = folders[feed.section]
        outline = ET.SubElement(parent, "outline", type="rss", text=feed.title, title=feed.title, xmlUrl=feed.url)
        if feed.site:
            outline.set("htmlUrl", feed.site)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


class _Unwanted(Exception):
    """Not OPML, or OPML that declares entities."""

    def __init__(self, line: int) -> None:
        self.line = line


class _Reader:
    """Takes the tags as they come, so that depth costs no stack."""

    def __init__(self, schemes: Collection[str]) -> None:
        self.outlines = Outlines()
        self._schemes = schemes
        self._folders: list[str] = []
        self._seen: set[str] = set()
        self._root = True

    def start(self, tag: str, attributes: Iterable[tuple[str, str]], line: int) -> None:
        name = tag.rpartition("}")[2].lower()
        if self._root and name != "opml":
            raise _Unwanted(line)
        self._root = False
        if name != "outline":
            return
        # Some programs write xmlURL or xmlurl.
        said = {key.lower(): value for key, value in attributes}
        title = clean_line(said.get("text", "")) or clean_line(said.get("title", ""))
        url = said.get("xmlurl", "").strip()
        self._folders.append("" if url else title)
        if url:
            self._feed(url, title)

    def end(self, tag: str) -> None:
        if tag.rpartition("}")[2].lower() == "outline" and self._folders:
            self._folders.pop()

    def _feed(self, url: str, title: str) -> None:
        try:
            address = feed_address(url, self._schemes)
        except BadAddress:
            refused = clean_url(url)
            if refused not in self._seen:
                self._seen.add(refused)
                self.outlines.refused.append(refused)
            return
        if address not in self._seen:
            self._seen.add(address)
            section = " / ".join([folder for folder in self._folders if folder][-FOLDERS:])
            self.outlines.feeds.append((address, title, section))


def _strict(text: str, reader: _Reader) -> None:
    """expat: no limit to depth, and a limit of its own to what entities may blow up to."""
    parser = expat.ParserCreate("utf-8")

    def entity(*_: object) -> None:
        raise _Unwanted(parser.CurrentLineNumber)

    def start(tag: str, attributes: dict[str, str]) -> None:
        reader.start(tag.rpartition(":")[2], attributes.items(), parser.CurrentLineNumber)

    parser.EntityDeclHandler = entity
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: reader.end(tag.rpartition(":")[2])
    parser.Parse(text.encode("utf-8"), True)


def _recovered(text: str, reader: _Reader) -> None:
    from lxml import etree  # only broken files need it

    events = etree.iterparse(
        BytesIO(re.sub(r"^<\?xml[^>]*>", "", text).encode("utf-8")),
        events=("start", "end"),
        recover=True,
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
    )
    try:
        for event, element in events:
            if event == "start":
                attributes = [(str(key), str(value)) for key, value in element.attrib.items()]
                reader.start(str(element.tag), attributes, element.sourceline or 0)
            else:
                reader.end(str(element.tag))
    except etree.XMLSyntaxError:
        return  # what came before it is kept


def _mended(match: re.Match[str]) -> str:
    known, name = match.groups()
    if known:
        return match[0]
    if name and (character := html5.get(name)):
        return escape(character)
    return f"&amp;{name or ''}"
