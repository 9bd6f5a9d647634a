"""Values of single elements: titles, addresses, persons, numbers, markup."""

from __future__ import annotations

import base64
import binascii
import html
import re
from urllib.parse import urljoin

from lxml import etree

from feeds.clean import clean, clean_line, clean_url
from feeds.content import to_text
from feeds.content.tree import all_text
from feeds.parse.document import ILLEGAL_REFERENCE
from feeds.types import Author

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})(?=[\s/>])[^<>]*>")
_KNOWN_TAG_NAMES = (
    "a abbr acronym address article aside b bdi bdo big blockquote br center cite code dd del dfn div dl dt em "
    "figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i iframe img ins kbd li main mark nav nobr ol p pre q s "
    "samp section small span strike strong sub sup table tbody td th thead time tr tt u ul var wbr"
)
_KNOWN_TAGS = frozenset(_KNOWN_TAG_NAMES.split())
_VOID_TAGS = frozenset({"br", "hr", "img", "wbr"})
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:")
_EMAIL = re.compile(r"[^\s<>()\[\]\"',;:]{1,64}@[^\s<>()\[\]\"',;:@]{1,190}")
BLANK = " \t\r\n"
"""White space to XML (1.0, 2.3). What Python strips besides may be a part of UTF-8 that was read as ISO 8859-1."""
_AROUND_NAMES = " \t\r\n,;:-–()<>[]\"'"

_LONGEST_PERSON = 500
_LONGEST_TITLE = 20_000
_LONGEST_URL = 8_000

_TYPOGRAPHY = {
    0x80: "€",
    0x85: "…",
    0x91: "‘",
    0x92: "’",
    0x93: "“",
    0x94: "”",
    0x95: "•",
    0x96: "–",
    0x97: "—",
    0x99: "™",
}
"""Windows-1252 punctuation that was taken for ISO 8859-1: the control characters it became mean nothing else."""
_TYPOGRAPHIC_REFERENCE = re.compile(r"&#(128|133|14[5-9]|15[013]);")
_CONTROLS = (*map(chr, _TYPOGRAPHY), "\x84", "\x8a")
"""The last two are the ends of the Arabic lam and ya in UTF-8."""


def text_of(element: etree._Element) -> str:
    """All the text in an element, stripped, its markup gone."""
    if len(element):
        return all_text(element).strip(BLANK)
    return (element.text or "").strip(BLANK)


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace, or without a prefix that stands for none."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] or "span"


def language_tag(text: str | None) -> str:
    """A BCP 47 tag as declared, with the hyphen that it should have."""
    return clean_line(text or "").replace("_", "-")


def typographic(text: str) -> str:
    """``text`` with the quotes and dashes that came as control characters, read anew where it is UTF-8 that was taken
    for ISO 8859-1."""
    # To look for each alone is five times as fast as a pattern of all.
    if not any(map(text.__contains__, _CONTROLS)):
        return text
    try:
        return text.encode("iso-8859-1").decode()
    except UnicodeError:
        return text.translate(_TYPOGRAPHY)


def line_of(element: etree._Element) -> str:
    """An element's text as one clean line, for names and labels."""
    return plain_line(text_of(element))


def plain_line(text: str) -> str:
    """``text`` as one clean line with entities that were escaped twice read once more."""
    return clean_line(typographic(_unescaped(text[:_LONGEST_TITLE])))


def _unescaped(text: str) -> str:
    # Only whole references: html.unescape alone would read the &copy in ?a=1&copy=2.
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def title_from_html(markup: str) -> str:
    """A title that is declared HTML."""
    return plain_line(to_text(legal_markup(markup[:_LONGEST_TITLE])))


def title_from_either(text: str) -> str:
    """A title that may be text or HTML, as RSS leaves it open: tags go only where all of them are HTML's."""
    text = text[:_LONGEST_TITLE]
    return title_from_html(text) if "<" in text and looks_like_html(text) else plain_line(text)


def legal_markup(markup: str) -> str:
    """HTML with Windows' quotes mended, and without references to control characters, which a tree can't hold.

    A comment takes the place of each, so that what stood around it does not become another.
    """
    if "&#" in markup:
        markup = _TYPOGRAPHIC_REFERENCE.sub(lambda found: _TYPOGRAPHY[int(found[1])], markup)
        markup = ILLEGAL_REFERENCE.sub("<!---->", markup)
    return typographic(markup)


def identifier(text: str) -> str:
    """A guid or id, without the controls and overrides that would make it dangerous to print."""
    return clean(text).strip()


def looks_like_html(text: str) -> bool:
    """Whether text holds tags, all of them known to HTML, and one at least is closed, void or beside an entity."""
    tags = _TAG.findall(text)
    if not tags or any(name.lower() not in _KNOWN_TAGS for _, name in tags):
        return False
    return any(slash or name.lower() in _VOID_TAGS for slash, name in tags) or _REFERENCE.search(text) is not None


def address(raw: str | None, base: str) -> str:
    """An absolute http or https address, or empty."""
    url = resolved(raw, base)
    return url if url[:7].lower() == "http://" or url[:8].lower() == "https://" else ""


def resolved(raw: str | None, base: str) -> str:
    """``raw`` cleaned and resolved against ``base``, whatever its scheme; empty where it is no address."""
    if not raw:
        return ""
    url = clean_url(raw.strip()[:_LONGEST_URL])
    if _SCHEME.match(url) or not url:
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return ""


def joined(base: str, reference: str | None) -> str:
    """The base that xml:base makes of the one outside it (XML Base, 4)."""
    return (address(reference, base) or base) if reference else base


def person(text: str) -> Author | None:
    """``a@b (Name)``, ``Name <a@b>``, ``Name`` or ``a@b``."""
    text = title_from_either(text[:_LONGEST_PERSON])
    email = ""
    if "@" in text and (found := _EMAIL.search(text)):
        email = found[0].rstrip(".")
        text = text[: found.start()] + " " + text[found.end() :]
        text = clean_line(text).strip(_AROUND_NAMES)
        name = text or email
    else:
        name = text
    return Author(name=name, email=email) if name else None


def whole_number(text: str | None) -> int | None:
    """A count or a length in bytes; None where it is none."""
    text = (text or "").strip()
    return int(text) if 0 < len(text) <= 15 and text.isdecimal() else None


def markup_of(element: etree._Element) -> str:
    """The inner markup of an element as HTML: child elements serialized, else its text as it is."""
    if not len(element):
        return element.text or ""
    # Moved into a tree of their own, the elements lose the declarations that the feed's root made.
    holder = etree.Element("div")
    holder.text = element.text
    holder.extend(list(element))
    for node in holder.iter(etree.Element):
        # lxml.html knows no namespaces, so <xhtml:p> would be an unknown tag.
        node.tag = local_name(node)
    etree.cleanup_namespaces(holder)
    markup = etree.tostring(holder, encoding="unicode", method="html", with_tail=False)
    return markup[len("<div>") : -len("</div>")]


def media_type(element: etree._Element) -> str:
    """The ``type`` of an enclosure or link in lower case; empty where it is not said."""
    return clean_line(element.get("type", "")).lower()


def attribute(element: etree._Element, *spellings: str) -> str:
    """The attribute that comes in one of ``spellings`` or all upper case, stripped.

    A walk over all attributes would be simpler, but takes lxml the square of their number.
    """
    names = (*spellings, spellings[0].upper())
    return next((value.strip() for name in names if (value := element.get(name)) is not None), "")


def text_as_html(text: str) -> str:
    """Plain text as HTML, unless it is HTML that was declared text."""
    return text if "<" in text and looks_like_html(text) else html.escape(text, quote=False)


def from_base64(text: str) -> str:
    """Atom 0.3's ``mode="base64"``; the text itself where it is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode()
    except (binascii.Error, ValueError):
        return text
