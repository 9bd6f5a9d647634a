"""Where the body of a page is, by trafilatura, and its blocks by the one builder of `feeds.content`.

trafilatura answers with texts that have lost ``dir``, ``lang``, players, captions and spans of tables, so its answer
marks the place: the smallest element that holds those texts is built, without the branches that hold none of them.
Where they are not in the markup as they stand, trafilatura's own HTML is built.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from feeds.blocks import Content
from feeds.clean import clean
from feeds.content import content_of, to_content
from feeds.extract.furniture import remove, text_length

_TELLING = 12
"""Letters from which a text can be told from others of its page."""
_SHARE = 0.85
"""Of what trafilatura found, in the element taken."""
_ENOUGH = 0.6
"""Of what trafilatura found, in the page's markup at all."""
_BLOCK_NAMES = (
    "p h2 h3 h4 h5 h6 ul ol dl table figure figcaption blockquote pre img picture video audio "
    "iframe embed object hr details"
)
_KEPT_BETWEEN = frozenset(_BLOCK_NAMES.split())
_PLAYED = ("img", "video", "audio", "iframe", "embed", "object", "table", "dl", "pre", "blockquote", "lite-youtube")
_LINKED = 0.5
"""Of a branch's letters: more in links make it a list of links."""


@dataclass(frozen=True, slots=True)
class Body:
    """The content, and the element it came from; None where it came from text that is not in the page's markup."""

    content: Content
    place: etree._Element | None


def body_of(root: etree._Element, base: str, language: str) -> Body:
    """The body of a page without furniture, empty where trafilatura finds none. The tree is changed by it."""
    found = _trafilatura(root, base)
    if found is None:
        return Body(Content((), language), None)
    text, own_html = found
    place = _place(root, text)
    if place is None:
        return Body(to_content(own_html, base=base, language=language), None)
    _prune(place, text)
    return Body(content_of(place, base=base, language=language), place)


def _trafilatura(root: etree._Element, base: str) -> tuple[str, str] | None:
    """What trafilatura takes for the body: its letters without white space, and its HTML."""
    # Its loggers would write into the terminal that the reader draws on.
    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from trafilatura import bare_extraction
        from trafilatura.htmlprocessing import build_html_output
        from trafilatura.settings import Document

        html = etree.tostring(root, encoding="unicode", method="html")
        document = bare_extraction(
            html,
            url=base,
            include_comments=False,
            include_tables=True,
            include_images=True,
            include_links=True,
            include_formatting=True,
        )
        if not isinstance(document, Document) or document.body is None:
            return None
        text = _letters(document.body.itertext())
        return (text, build_html_output(document)) if text else None


def _letters(texts: Iterable[str | bytes]) -> str:
    return "".join("".join(clean(str(text)).split()) for text in texts)


def _place(root: etree._Element, text: str) -> etree._Element | None:
    """The smallest element that holds most of ``text``; None where the markup does not hold it."""
    held: dict[etree._Element, int] = {}
    seen: set[str] = set()
    total = 0
    for node in root.iter(etree.Element):
        for holder, piece in ((node, node.text), (node.getparent(), node.tail)):
            letters = _letters([piece]) if piece else ""
            if holder is None or len(letters) < _TELLING or letters in seen or letters not in text:
                continue
            seen.add(letters)
            total += len(letters)
            for element in (holder, *holder.iterancestors()):
                held[element] = held.get(element, 0) + len(letters)
    if total < len(text) * _ENOUGH:
        return None
    place = root
    while True:
        deeper = next((child for child in place if held.get(child, 0) >= total * _SHARE), None)
        if deeper is None or deeper.tag in ("p", "span", "b", "strong"):
            return place
        place = deeper


def _prune(place: etree._Element, text: str) -> None:
    """Remove the branches that hold none of ``text``, but what stands between kept ones and is no list of links."""
    first, last = _ends(place, text)
    order = {element: at for at, element in enumerate(place.iter(etree.Element))}
    waiting = list(place)
    for element in waiting:  # grows as it goes
        if not isinstance(element.tag, str) or order.get(element, -1) < 0:
            continue
        if _holds(element, text):
            if element.tag not in _KEPT_BETWEEN:
                waiting += list(element)
        elif not _may_stay(element, between=first <= order[element] <= last):
            remove(element)


def _ends(place: etree._Element, text: str) -> tuple[int, int]:
    """The order of the first and the last element that hold pieces of ``text`` of their own."""
    at = [
        number
        for number, element in enumerate(place.iter(etree.Element))
        for piece in (element.text,)
        if piece and len(letters := _letters([piece])) >= _TELLING and letters in text
    ]
    return (at[0], at[-1]) if at else (0, 0)


def _holds(element: etree._Element, text: str) -> bool:
    """Whether a branch holds a telling piece of ``text``, or is small and all of it is there."""
    pieces = [letters for piece in element.itertext() if (letters := _letters([piece]))]
    if any(len(piece) >= _TELLING and piece in text for piece in pieces):
        return True
    whole = "".join(pieces)
    return bool(whole) and element.tag in _KEPT_BETWEEN and whole in text


def _may_stay(element: etree._Element, *, between: bool) -> bool:
    length = text_length(element)
    if not length:
        # Pictures and players; a leading picture stands before the text.
        return True
    linked = sum(text_length(anchor) for anchor in element.iter("a"))
    if linked > length * _LINKED:
        return False
    if element.tag == "figure":
        return True
    if not between:
        return False
    if element.tag in _KEPT_BETWEEN or element.tag in (
        "span",
        "a",
        "b",
        "strong",
        "em",
        "i",
        "sup",
        "sub",
        "code",
        "q",
        "br",
    ):
        return True
    played = next(element.iter(*_PLAYED), None)
    return played is not None and length - text_length(played) < _TELLING * 4
