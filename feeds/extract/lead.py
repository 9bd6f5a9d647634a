"""What stands over an article's text: the lines under the headline that sum it up, and the picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from urllib.parse import urlsplit

from lxml import etree

from feeds.blocks import Block, Figure, Heading, Media, Paragraph, texts_and_rest
from feeds.content import content_of
from feeds.content.tree import number
from feeds.extract.furniture import names_of, short_line_of, text_length
from feeds.search import fold

_OPENING = 2
"""Blocks that open a body."""
_SIZE = re.compile(r"[-_](?:\d{2,5}x\d{2,5}|scaled|\d{2,4}w)$")
_STANDFIRST = re.compile(
    r"(?:(?:article|entry|post|story|news|single|c|p)?[-_]{0,2}(?:sub-?head(?:line|ing)?|sub-?title|standfirst|deck|dek|excerpt"
    r"|lede|intro(?:duction)?|summary|teaser))(?:[-_]text)?",
    re.IGNORECASE,
)
_LONGEST_STANDFIRST = 600
_SENTENCE = 40
"""Letters."""
_SMALLEST = 200
"""Pixels: what is said to be narrower is a face or a logo."""
_APART = frozenset({"nav", "aside", "footer", "form"})


def with_lead(blocks: tuple[Block, ...], lead: Figure | None, image: str) -> tuple[Block, ...]:
    """``blocks`` under ``lead``, else under the picture that the head names as ``image``; alone where they open with a
    picture, or have this one, perhaps in another size."""
    found = lead or (Figure(image) if image else None)
    if found is None or any(isinstance(block, Figure | Media) for block in blocks[:_OPENING]):
        return blocks
    names = {_file(block.url) for block in blocks if isinstance(block, Figure)}
    return blocks if _file(found.url) in names else (found, *blocks)


def lead_of(
    root: etree._Element, headline: etree._Element | None, body: etree._Element | None, base: str
) -> Figure | None:
    """The first picture of some size after the headline and before the body, with its caption; ``body`` is None where
    its place is not known, and then it begins with the first paragraph of a sentence."""
    for element in _between(root, headline, body):
        if element.tag in ("figure", "img", "picture") and not _is_apart(element):
            found = _built(element, base)
            if figure := next((block for block in found if isinstance(block, Figure)), None):
                return figure
    return None


def with_standfirst(
    blocks: tuple[Block, ...],
    root: etree._Element,
    headline: etree._Element | None,
    body: etree._Element | None,
    base: str,
) -> tuple[Block, ...]:
    """``blocks`` under the lines that a class tells as summing the article up, unless they have them."""
    for element in _between(root, headline, body):
        if not any(_STANDFIRST.fullmatch(name) for name in names_of(element)) or _is_apart(element):
            continue
        text = short_line_of(element, _LONGEST_STANDFIRST)
        if len(text) < _SENTENCE:
            continue
        texts, _ = texts_and_rest(blocks)
        if any(fold(text) in fold(one.text) for one in texts):
            return blocks
        return (*(block for block in _built(element, base) if isinstance(block, Paragraph | Heading)), *blocks)
    return blocks


def _between(
    root: etree._Element, headline: etree._Element | None, body: etree._Element | None
) -> Iterator[etree._Element]:
    """The elements after the headline and before the body."""
    below = False
    for element in root.iter(etree.Element):
        if headline is None or element is body:
            return
        if below and body is None and element.tag == "p" and text_length(element) >= _SENTENCE:
            return
        if below:
            yield element
        below = below or element is headline


def _built(element: etree._Element, base: str) -> tuple[Block, ...]:
    holder = etree.Element("div")
    holder.append(deepcopy(element))
    return content_of(holder, base=base).blocks


def _is_apart(element: etree._Element) -> bool:
    narrow = [size for one in element.iter("img") if (size := number(one.get("width"))) and size < _SMALLEST]
    return bool(narrow) or any(one.tag in _APART for one in element.iterancestors())


def _file(url: str) -> str:
    """The name of a picture's file without what tells its size, as WordPress and picture services write it."""
    return _SIZE.sub("", urlsplit(url).path.rpartition("/")[2].rpartition(".")[0])
