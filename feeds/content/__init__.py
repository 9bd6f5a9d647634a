"""HTML to blocks, safe by construction: only known blocks and spans come out, with http, https and mailto addresses and
the ways between footnotes and their marks (`feeds.content.footnotes`)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from feeds.blocks import Block, Content, texts_and_rest
from feeds.content.builder import Builder
from feeds.content.flow import Context
from feeds.content.footnotes import ways_of
from feeds.content.plain import to_text
from feeds.content.tree import base_of, parsed
from feeds.language import detect

__all__ = ["content_of", "to_content", "to_text"]

_SAMPLE = 2_000
"""Characters that the language is told from."""
_LONGEST = 2_000_000
"""Characters of markup that are read, twenty times a long article: ten million take 9 s and 800 MB."""
_DATA = re.compile(r"\bdata:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=\s%]{1000,}")
"""Pictures inside the markup, which are never shown."""


def to_content(html: str, *, base: str = "", language: str = "") -> Content:
    """The body of an article, as sent, with relative addresses resolved against ``base``.

    ``language`` is what the feed declares. Never fails: what can't be read gives its text, or nothing.
    """
    if len(html) > _LONGEST:
        html = _DATA.sub("", html)[:_LONGEST]
    root = parsed(html)
    return Content((), language) if root is None else content_of(root, base=base, language=language)


def content_of(root: etree._Element, *, base: str = "", language: str = "") -> Content:
    """What is inside an element, as `to_content` gives it of a text. The tree may be changed by it."""
    builder = Builder(base_of(root, base), ways_of(root, base))
    blocks = builder.blocks(root, Context())
    return Content(
        blocks=blocks,
        language=detect(_sample(blocks), language),
        authors=tuple(builder.authors),
        related=tuple(builder.related),
        comments=tuple(builder.comments),
    )


def _sample(blocks: Iterable[Block]) -> str:
    pieces: list[str] = []
    length = 0
    for block in blocks:
        texts, _ = texts_and_rest([block])
        pieces += [text.text for text in texts]
        length += sum(len(text.text) for text in texts)
        if length >= _SAMPLE:
            break
    return "\n".join(pieces)[:_SAMPLE]
