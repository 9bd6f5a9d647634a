"""The picture over an article's text, which sites set between the headline and the body or name in the page's head."""

from __future__ import annotations

import re
from copy import deepcopy
from urllib.parse import urlsplit

from lxml import etree

from feeds.blocks import Block, Figure, Media
from feeds.content import content_of
from feeds.content.tree import number
from feeds.extract.furniture import text_length

_OPENING = 2
"""Blocks that open a body."""
_SIZE = re.compile(r"[-_](?:\d{2,5}x\d{2,5}|scaled|\d{2,4}w)$")
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
    if headline is None:
        return None
    below = False
    for element in root.iter(etree.Element):
        if element is body or (body is None and element.tag == "p" and text_length(element) >= _SENTENCE):
            break
        below = below or element is headline
        if below and element.tag in ("figure", "img", "picture") and not _is_apart(element):
            holder = etree.Element("div")
            holder.append(deepcopy(element))
            blocks = content_of(holder, base=base).blocks
            if figure := next((block for block in blocks if isinstance(block, Figure)), None):
                return figure
    return None


def _is_apart(element: etree._Element) -> bool:
    narrow = [size for one in element.iter("img") if (size := number(one.get("width"))) and size < _SMALLEST]
    return bool(narrow) or any(one.tag in _APART for one in element.iterancestors())


def _file(url: str) -> str:
    """The name of a picture's file without what tells its size, as WordPress and picture services write it."""
    return _SIZE.sub("", urlsplit(url).path.rpartition("/")[2].rpartition(".")[0])
