"""OPML 1 and 2 (http://opml.org/spec2.opml): lists of feeds from and to other readers."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import Field, fields, replace
from html import escape, unescape
from html.entities import html5
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args
from xml.parsers import expat

from feeds.clean import clean_line, clean_url, without_sign_in
from feeds.errors import BadAddress, BadSetting, FileUnreadable, OpmlError
from feeds.feed_list import DEEPEST, LONGEST, PLAIN, FeedList, ListedFeed, Refused, Why, refused
from feeds.parse.encoding import decode
from feeds.store.addresses import WEB, feed_address
from feeds.store.settings import check
from feeds.types import ChosenDirection, Feed, FeedSettings, FullText, Section

NAMESPACE = "urn:nashra:opml"
"""Of our own attributes, what the reader chose. Of a feed: ``direction``, and the fields of FeedSettings but the secret
as ``headers`` (a line each), ``userAgent`` and so on. Of a folder: ``fullText``."""

_DIRECTIONS: Mapping[str, ChosenDirection] = {"ltr": "ltr", "rtl": "rtl"}
_FULL_TEXT: Mapping[str, FullText] = {one: one for one in get_args(FullText)}
_FIELDS = [one for one in fields(FeedSettings) if one.name not in ("private", "secret")]
_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)
_SECRET = re.compile(r"auth|cookie|credential|key|passw|secret|session|sign|token", re.IGNORECASE)
"""In the name of a header: whoever has its value may be taken for the reader, so it stays here."""
_ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#0?39|#x27);", re.IGNORECASE)
_HEADERS = 50
"""Headers of a feed that are taken at most."""
_SITE = re.compile(r"https?://[^/]", re.IGNORECASE)
_LARGEST = 64 * 1024 * 1024
_TAG = re.compile(r"<(/?)(?:\w{1,40}:)?(outline|body|head|opml|html|rss|feed|rdf)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""(?<![^\s"'])([A-Za-z_][\w:.-]{0,63})\s*=\s*(["'])""")
_SPACES = 100
"""Characters of white space at most between two attributes of a broken outline."""
_AMPERSAND = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);|([A-Za-z][A-Za-z0-9]{1,31};)?)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def read(path: Path, schemes: Collection[str] = WEB) -> FeedList:
    """Raises FileUnreadable, and what `parse` raises."""
    try:
        if path.stat().st_size > _LARGEST:
            raise FileUnreadable(path=path)
        data = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path=path) from error
    return parse(data, path, schemes)


def parse(data: bytes, path: Path, schemes: Collection[str] = WEB) -> FeedList:
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
        if not reader.found.listed and not reader.found.refusals:
            raise OpmlError(path=path, line=error.lineno) from error
    return reader.found


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
    for name, value in _said(settings).items() if settings else ():
        if value:
            outline.set(f"nashra:{name}", value)


def _said(settings: FeedSettings) -> dict[str, str]:
    """The settings as attributes, but those that are as they always are."""
    told: dict[str, str] = {}
    for one in _FIELDS:
        value = getattr(settings, one.name)
        if value == one.default:
            continue
        if isinstance(value, tuple):
            value = "\n".join(f"{name}: {text}" for name, text in value if not _SECRET.search(name))
        told[_attribute(one.name)] = "yes" if value is True else str(value)
    return {name: text for name, text in told.items() if text}


def _meant(said: Mapping[str, str]) -> FeedSettings:
    """The settings that attributes of ours, by their names in lower case, stand for; one that can't be used is left
    out."""
    settings = PLAIN
    for one in _FIELDS:
        text = said.get(_attribute(one.name).lower(), "")
        for value in _values(one, text):
            wanted: Any = (*settings.headers, *value) if isinstance(value, tuple) else value
            changed: FeedSettings = replace(settings, **{one.name: wanted})
            settings = changed if _is_usable(changed) else settings
    return settings


def _values(one: Field[Any], text: str) -> Iterator[object]:
    """What a text stands for in a field: nothing, one value, or headers one by one."""
    match one.default:
        case bool():
            yield text == "yes"
        case int() if _NUMBER.fullmatch(text):
            yield int(text)
        case tuple():
            for line in text.split("\n")[:_HEADERS]:
                name, _, value = line.partition(": ")
                yield ((name, value),)
        case str() if text and (one.name != "full_text" or text in _FULL_TEXT):
            yield text


def _attribute(field: str) -> str:
    """``userAgent`` for ``user_agent``."""
    first, *rest = field.split("_")
    return first + "".join(map(str.capitalize, rest))


def _is_usable(settings: FeedSettings) -> bool:
    try:
        check(settings)
    except BadSetting:
        return False
    return True


class _Unwanted(Exception):
    """Not OPML, or OPML that declares entities."""

    def __init__(self, line: int) -> None:
        self.line = line


class _Reader:
    """Takes the tags as they come, so that depth costs no stack."""

    def __init__(self, schemes: Collection[str]) -> None:
        self.found = FeedList()
        self._schemes = schemes
        self._folders: list[tuple[str, ...]] = [()]
        self._seen: set[str] = set()
        self._root = True
        self._ours = "nashra:"
        self._is_ours = False

    def start(self, tag: str, attributes: Iterable[tuple[str, str]], line: int) -> None:
        name = tag.rpartition("}")[2].lower()
        if self._root and name != "opml":
            raise _Unwanted(line)
        # Some programs write xmlURL or xmlurl.
        said: dict[str, str] = {}
        for key, value in attributes:
            said.setdefault(key.lower(), value)
        if self._root:
            # Whoever writes the list anew may call our namespace otherwise.
            prefixes = (key[6:] for key, value in said.items() if key.startswith("xmlns:") and value == NAMESPACE)
            self._ours = next(prefixes, "nashra") + ":"
            self._is_ours = NAMESPACE in said.values()
        self._root = False
        if name != "outline":
            return
        title = self._title(said.get("text", "")) or self._title(said.get("title", ""))
        url = said.get("xmlurl", "").strip()
        around = self._folders[-1]
        ours = {key.removeprefix(self._ours): said[key] for key in said if key.startswith(self._ours)}
        if url:
            self._feed(url, title, said, ours)
        elif title and len(around) < DEEPEST:
            around = (*around, title)
            if full_text := _FULL_TEXT.get(ours.get("fulltext", "")):
                self.found.full_text[around] = full_text
        self._folders.append(around)

    def end(self, tag: str) -> None:
        if tag.rpartition("}")[2].lower() == "outline" and len(self._folders) > 1:
            self._folders.pop()

    def _title(self, text: str) -> str:
        # Some programs escape twice.
        return clean_line(unescape(text) if not self._is_ours and _ESCAPED.search(text) else text)

    def _feed(self, url: str, title: str, said: Mapping[str, str], ours: Mapping[str, str]) -> None:
        try:
            if len(url) > LONGEST:
                raise BadAddress(url=url)
            address = feed_address(url, self._schemes)
        except BadAddress:
            shown = " ".join(map(clean_url, url.split()))
            self._refuse(refused(shown))
            return
        if "+" in said.get("type", ""):  # HTML+XPath, XML+XPath, JSON+DotNotation
            self._refuse(refused(address, Why.SCRAPED))
            return
        if address in self._seen:
            return
        self._seen.add(address)
        # An address in place of a title says that there was none.
        title = "" if title in (address, url) else title
        site = clean_url(said.get("htmlurl", ""))
        listed = ListedFeed(
            address,
            title,
            self._folders[-1],
            _DIRECTIONS.get(ours.get("direction", ""), ""),
            self._settings(said, ours),
            site=site if _SITE.match(site) else "",
        )
        self.found.listed.append(listed)

    @staticmethod
    def _settings(said: Mapping[str, str], ours: Mapping[str, str]) -> FeedSettings:
        settings = _meant(ours) if ours else PLAIN
        # FreshRSS has there where in the page the text is.
        return replace(settings, full_text="always") if said.get("frss:cssfullcontent") else settings

    def _refuse(self, one: Refused) -> None:
        if one.address not in self._seen:
            self._seen.add(one.address)
            self.found.refusals.append(one)


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
    """What stands between one tag of OPML and the next, whatever it is: a quote inside a value, as some programs write,
    ends it for a parser of XML or of HTML, and the address after it would be lost."""
    if "<!entity" in text.lower():
        raise _Unwanted(0)
    text = _without_comments(text)
    marks = list(_TAG.finditer(text))
    for mark, following in zip_longest(marks, marks[1:]):
        closes, name = mark.groups()
        inside = text[mark.end() : following.start() if following else len(text)].rstrip()
        if closes:
            reader.end(name)
            continue
        reader.start(name, _attributes(inside), 0)
        if inside.endswith("/>"):
            reader.end(name)


def _without_comments(text: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join((*kept, text[at:]))


def _attributes(inside: str) -> list[tuple[str, str]]:
    """A name and a sign of equality begin an attribute where a quote has just ended the one before."""
    found: list[tuple[str, str]] = []
    name, quote, start = "", "", 0
    for begun in _ATTRIBUTE.finditer(inside):
        # Only what is near is looked at, or a value that holds a million of them would be copied a million times.
        before = inside[max(start, begun.start() - _SPACES) : begun.start()].rstrip()
        if not name or before.endswith(quote):
            found.append((name, inside[start : begun.start()].rstrip()[:-1]))
            name, quote, start = begun[1], begun[2], begun.end()
    rest = inside[start:]
    if name and quote in rest:
        found.append((name, rest[: rest.rindex(quote)]))
    return [(one, unescape(value)) for one, value in found if one]


def _mended(match: re.Match[str]) -> str:
    known, name = match.groups()
    if known:
        return match[0]
    if name and (character := html5.get(name)):
        return escape(character)
    return f"&amp;{name or ''}"
