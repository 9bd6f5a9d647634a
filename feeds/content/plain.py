"""HTML to plain text, for summaries and titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from lxml import etree

from feeds.clean import clean
from feeds.content.tree import ILLEGAL, all_text, parsed

_MARKUP = re.compile(r"<[A-Za-z/!?]")
_BREAK = "\u2029"
_BREAKING_NAMES = (
    "address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td th thead tr ul"
)
_BREAKING = _BREAKING_NAMES.split()
_UNREAD_NAMES = "script style template noscript iframe svg form select button textarea title head"
_UNREAD = _UNREAD_NAMES.split()
_INLINE_NAMES = "a abbr b bdi bdo big cite code em font i img ins mark s small span strong sub sup time tt u"
_ATTRIBUTES = r"""(?:\s+[a-z][a-z-]*(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+))?)*\s*/?>"""
_VOID = ("br", "hr", "img")


def _tag(names: Sequence[str]) -> re.Pattern[str]:
    """Well-formed tags of these names."""
    ends = "|".join(name for name in names if name not in _VOID)
    return re.compile(rf"<(?:(?:{'|'.join(names)})(?=[\s/>]){_ATTRIBUTES}|/(?:{ends})\s*>)", re.IGNORECASE)


_BREAKING_TAG, _INLINE_TAG = _tag(_BREAKING), _tag(_INLINE_NAMES.split())
_PLAIN_REFERENCE = re.compile("&(?:amp|lt|gt|quot|nbsp);")
_SPACES = re.compile(r" *[\t\n\r\f\v\x85\u2028][ \t\n\r\f\v\x85\u2028]*|  +")
"""White space that is not one space already."""


def to_text(html: str) -> str:
    """The words of ``html``, clean, without markup; each block begins a line."""
    if not _MARKUP.search(html):
        text = unescape(html) if "&" in html else html
    else:
        plain = _plainly(html)
        text = _words(parsed(html)) if plain is None else plain
    if "  " in text or not text.replace(_BREAK, "").isprintable():
        text = _SPACES.sub(" ", text)
    lines = (line.strip() for line in text.split(_BREAK))
    return clean("\n".join(filter(None, lines))).strip()


def _plainly(html: str) -> str | None:
    """What `_words` gives of markup all of whose tags are well-formed and only hold text, without a tree; else None."""
    if "&" in html and len(_PLAIN_REFERENCE.findall(html)) != html.count("&"):
        return None
    text, breaks = _BREAKING_TAG.subn(_BREAK, html)
    text, inline = _INLINE_TAG.subn("", text)
    if breaks + inline != html.count("<") or (not html.isprintable() and ILLEGAL.search(html)):
        return None
    return unescape(text) if "&" in text else text


def _words(root: etree._Element | None) -> str:
    if root is None:
        return ""
    etree.strip_elements(root, *_UNREAD, with_tail=False)
    for element in root.iter(*_BREAKING):
        element.text = _BREAK + (element.text or "")
        element.tail = _BREAK + (element.tail or "")
    return all_text(root)
