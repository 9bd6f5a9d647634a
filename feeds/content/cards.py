"""What markup says around an article, by the microformats of https://microformats.org/wiki/microformats2.

- ``h-card``, as a block or with ``p-author``: the author, by ``p-name``, ``u-url``, ``u-photo`` and ``p-note``.
  A card that is a link inside a sentence is a mention and stays text.
- ``u-comment h-cite``: a comment, by ``p-author``, ``dt-published``, ``u-url`` and ``e-content``; one inside another
  is an answer to it.
- A list, ``nav``, ``aside`` or ``section`` of the class ``related``: the links inside lead to related articles.

All of these leave the blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from lxml import etree

from feeds.blocks import Comment
from feeds.clean import clean_line
from feeds.content.flow import Context
from feeds.content.tree import all_text, classes, web_address
from feeds.types import Author, Link

if TYPE_CHECKING:
    from feeds.content.builder import Builder

_RELATED_TAGS = frozenset({"ul", "ol", "nav", "aside", "section"})
_CARD_TAGS = frozenset({"div", "section", "aside", "footer", "header", "article", "p", "address", "li", "figure"})
_DEEPEST_ANSWER = 30


def taken(builder: Builder, element: etree._Element, context: Context, depth: int) -> bool:
    """Whether an element is one of these; its values are with the builder then."""
    names = classes(element)
    if "h-card" in names and (element.tag in _CARD_TAGS or "p-author" in names):
        author = _card(element, builder.base)
        if author:
            builder.authors.setdefault(author)
        return author is not None
    if "h-cite" in names and names & {"u-comment", "p-comment"}:
        _add_comment(builder, element, context, depth, 0)
        return True
    if "related" in names and element.tag in _RELATED_TAGS:
        links = [
            Link(url, title)
            for anchor in element.iter("a")
            if (url := web_address(anchor.get("href"), builder.base)) and (title := _line(anchor))
        ]
        builder.related.update(dict.fromkeys(links))
        return bool(links)
    return False


def _line(element: etree._Element | None) -> str:
    return "" if element is None else clean_line(all_text(element))


def _first(elements: list[etree._Element], *names: str) -> etree._Element | None:
    """The first element that has one of the classes, the classes tried in order."""
    for name in names:
        for element in elements:
            if name in classes(element):
                return element
    return None


def _card(element: etree._Element, base: str) -> Author | None:
    inner = [child for child in element.iter() if isinstance(child.tag, str)]
    photo, link, note = _first(inner, "u-photo"), _first(inner, "u-url"), _first(inner, "p-note")
    if link is None:
        link = element if element.tag == "a" else None
    if photo is not None and photo.tag != "img":
        photo = next(photo.iter("img"), photo)
    email = _first(inner, "u-email")
    name = _line(_first(inner, "p-name", "fn"))
    if not name and photo is not None:
        name = clean_line(photo.get("alt") or "")
    name = name or _line(link) or _line(element)
    if not name:
        return None
    return Author(
        name=name[:200],
        url=web_address(link.get("href"), base) if link is not None else "",
        email=_line(email).removeprefix("mailto:"),
        avatar=web_address(photo.get("src") or photo.get("data-src"), base) if photo is not None else "",
        bio=_line(note),
    )


def _is_comment(element: etree._Element) -> bool:
    names = classes(element)
    return "h-cite" in names and bool(names & {"u-comment", "p-comment"})


def _own(element: etree._Element, answers: list[etree._Element]) -> Iterator[etree._Element]:
    """The descendants of a comment without those of the answers to it, which are collected."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if not isinstance(child.tag, str):
            continue
        if _is_comment(child):
            answers.append(child)
            continue
        yield child
        waiting.extend(reversed(child))


def _add_comment(builder: Builder, element: etree._Element, context: Context, depth: int, level: int) -> None:
    answers: list[etree._Element] = []
    inner = list(_own(element, answers))
    author, time = _first(inner, "p-author"), _first(inner, "dt-published")
    link, body = _first(inner, "u-url"), _first(inner, "e-content", "p-content")
    card = _card(author, builder.base) if author is not None else None
    builder.skipped.update(answers)
    if body is None:
        body = element
        builder.skipped.update(part for part in (author, time) if part is not None)
    blocks = builder.blocks(body, context, depth + 1)
    if blocks:
        builder.comments.append(
            Comment(
                author=card.name if card else "",
                blocks=blocks,
                published=_moment(time),
                url=web_address(link.get("href"), builder.base) if link is not None else "",
                depth=level,
            )
        )
    for answer in answers:
        if depth < _DEEPEST_ANSWER * 2:
            _add_comment(builder, answer, context, depth + 2, min(level + 1, _DEEPEST_ANSWER))


def _moment(element: etree._Element | None) -> datetime | None:
    if element is None:
        return None
    # feeds.parse reads summaries with this package, so at import time the way back would be a circle.
    from feeds.parse.dates import parse_date

    return parse_date(element.get("datetime") or element.get("title") or _line(element))
