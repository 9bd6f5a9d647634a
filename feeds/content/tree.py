"""HTML text to a tree by libxml2's HTML parser, and the tests of elements that all rooms of this package need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import cast
from urllib.parse import urljoin

from lxml import etree

from feeds.clean import clean_url

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,6})(?![0-9a-fA-F])|0*(\d{1,7})(?!\d));?")
_TAG = re.compile(r"<(/?[A-Za-z][A-Za-z0-9]{0,15})?[^<>]*>")
_ENDS_OF_BLOCKS = frozenset({"/p", "/div", "/li", "/tr", "/h1", "/h2", "/h3", "/h4", "/blockquote", "br"})
_DEEPEST_PARSED = 2048
"""Levels after which libxml2 gives up and drops the rest of the document."""

_SAFE = re.compile(r"https?://[^/]|mailto:.", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_ADDRESS = 8_000


def parsed(html: str) -> etree._Element | None:
    """The root of a document or fragment, or None when there is nothing in it. Never fails, never fetches."""
    html = ILLEGAL.sub("", html)
    html = with_legal_references(html)
    if not html.strip():
        return None
    root = _parsed(html)
    if root is not None and html.count("<") >= _DEEPEST_PARSED and _is_cut(root):
        return _parsed(_without_tags(html))
    return root


def with_legal_references(markup: str) -> str:
    """HTML or XML without references to characters that no tree may hold."""
    return _REFERENCE.sub(_kept_reference, markup) if "&#" in markup else markup


def _kept_reference(found: re.Match[str]) -> str:
    """A character reference; that of C1 as the Windows character that is meant (WHATWG HTML, 13.2.5.80).

    One that no tree may hold, though libxml2 lets it in, becomes a mark that cleaning drops: with nothing in its place,
    what stood around it could become another.
    """
    code = int(found[1], 16) if found[1] else int(found[2])
    if code > 0x10FFFF or ILLEGAL.match(chr(code)):
        return "\ufeff"
    return bytes([code]).decode("cp1252", "ignore") if 0x80 <= code < 0xA0 else found[0]


def _parsed(html: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(html.encode(), parser)
    except etree.XMLSyntaxError:
        # Nothing but comments or a bare <!DOCTYPE>.
        return None


def _is_cut(root: etree._Element) -> bool:
    """Whether the tree goes as deep as the parser does: the last element is where it stopped."""
    last = root
    depth = 1
    while len(last):
        last = last[-1]
        depth += 1
    return depth >= _DEEPEST_PARSED - 2


def _without_tags(html: str) -> str:
    """The text of markup that is too deep to be meant, with the ends of its blocks as breaks."""
    text = _TAG.sub(lambda tag: "<br><br>" if (tag[1] or "").lower() in _ENDS_OF_BLOCKS else "", html)
    return "<br><br>".join(escape(part, quote=False).replace("&amp;", "&") for part in text.split("<br><br>"))


def all_text(element: etree._Element) -> str:
    return "".join(cast("Iterator[str]", element.itertext()))


def classes(element: etree._Element) -> frozenset[str]:
    value = element.get("class")
    return frozenset(value.split()) if value else frozenset()


def is_hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def link_address(raw: str | None, base: str) -> str:
    """An absolute http, https or mailto address, or empty."""
    if not raw:
        return ""
    url = clean_url(raw.strip()[:_LONGEST_ADDRESS])
    if not _SCHEME.match(url):
        # A fragment alone leads nowhere outside the page.
        if not url or url.startswith("#"):
            return ""
        try:
            url = urljoin(base, url)
        except ValueError:
            return ""
    return url if _SAFE.match(url) else ""


def web_address(raw: str | None, base: str) -> str:
    """An absolute http or https address, or empty."""
    url = link_address(raw, base)
    return "" if url[:7].lower() == "mailto:" else url


def base_of(root: etree._Element, base: str) -> str:
    """What relative addresses in a document stand on: its ``base href``, itself relative to ``base``, else ``base``."""
    return next((nearer_base(element.get("href"), base) for element in root.iter("base") if element.get("href")), base)


def nearer_base(raw: str | None, base: str) -> str:
    """``raw`` (``base href``, ``xml:base``) on ``base``; ``base`` itself where it is empty or no address."""
    url = web_address(raw, base)
    try:
        urljoin(url, ".")
    except ValueError:
        return base
    return url or base


def number(value: str | None) -> int | None:
    """The leading whole number of an attribute such as ``width="1px"``."""
    found = re.match(r"\s*(\d{1,6})", value or "")
    return int(found[1]) if found else None
