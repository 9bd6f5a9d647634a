"""HTML to plain text, for summaries and titles."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree

from feeds.clean import clean
from feeds.content.tree import all_text, parsed

_MARKUP = re.compile(r"<[A-Za-z/!?]")
_BREAK = "\u2029"
_BREAKING_NAMES = (
    "address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td th thead tr ul"
)
_BREAKING = _BREAKING_NAMES.split()
_UNREAD_NAMES = "script style template noscript iframe object svg form select button textarea title head"
_UNREAD = _UNREAD_NAMES.split()
_SPACES = re.compile(r" *[\t\n\r\f\v\x85\u2028][ \t\n\r\f\v\x85\u2028]*|  +")
"""White space that is not one space already."""


def to_text(html: str) -> str:
    """The words of ``html``, clean, without markup; each block begins a line."""
    if not _MARKUP.search(html):
        text = unescape(html) if "&" in html else html
    else:
        root = parsed(html)
        text = "" if root is None else _words(root)
    if "  " in text or not text.replace(_BREAK, "").isprintable():
        text = _SPACES.sub(" ", text)
    lines = (line.strip() for line in text.split(_BREAK))
    return clean("\n".join(filter(None, lines))).strip()


def _words(root: etree._Element) -> str:
    etree.strip_elements(root, *_UNREAD, with_tail=False)
    for element in root.iter(*_BREAKING):
        element.text = _BREAK + (element.text or "")
        element.tail = _BREAK + (element.tail or "")
    return all_text(root)
