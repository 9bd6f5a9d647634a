"""OPML 1 and 2 (http://opml.org/spec2.opml): lists of feeds from other readers, in whatever state they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from html import escape, unescape
from html.entities import html5
from itertools import zip_longest
from pathlib import Path
from xml.parsers import expat

from feeds.clean import clean_line, clean_url
from feeds.errors import BadAddress, FileUnreadable, OpmlError
from feeds.feed_list import DEEPEST, LONGEST, PLAIN, FeedList, ListedFeed, Refused, Why, refused
from feeds.opml_settings import FULL_TEXT, NAMESPACE, meant
from feeds.parse.encoding import decode
from feeds.store.addresses import WEB, feed_address
from feeds.types import ChosenDirection, FeedSettings

_DIRECTIONS: Mapping[str, ChosenDirection] = {"ltr": "ltr", "rtl": "rtl"}
_ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#0?39|#x27);", re.IGNORECASE)
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
            if full_text := FULL_TEXT.get(ours.get("fulltext", "")):
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
        settings = meant(ours) if ours else PLAIN
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
