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
_SENTENCE = 40
"""Letters from which a text is more than a title."""
_SHARE = 0.85
"""Of what trafilatura found, in the element taken."""
_ENOUGH = 0.6
"""Of what trafilatura found, in the page's markup at all."""
_BLOCK_NAMES = (
    "p h1 h2 h3 h4 h5 h6 ul ol dl table figure figcaption blockquote pre img picture video audio "
    "iframe embed object hr details"
)
_KEPT_BETWEEN = frozenset(_BLOCK_NAMES.split())
_INLINE_NAMES = "a abbr b bdi bdo br cite code em font i mark q s small span strong sub sup time u wbr"
_INLINE = frozenset(_INLINE_NAMES.split())
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


class _Marks:
    """Where ``text`` stands in an element, from one pass over it."""

    def __init__(self, place: etree._Element, text: str) -> None:
        self.text = text
        self.order: dict[etree._Element, int] = {}
        self.runs: set[etree._Element] = set()
        """Elements with a telling piece of their own: running text, whose links and the like belong to it."""
        self.holds: set[etree._Element] = {place}
        """Those, and all around them."""
        self.first, self.last = -1, 0
        """The order of the first and the last with a sentence; titles of other articles, which may be in ``text``
        too, are none."""
        for at, element in enumerate(place.iter(etree.Element)):
            self.order[element] = at
            for piece in (element.text, *(child.tail for child in element)):
                letters = _letters([piece]) if piece else ""
                if len(letters) < _TELLING or letters not in text:
                    continue
                self._mark(element)
                if len(letters) >= _SENTENCE:
                    self.first, self.last = at if self.first < 0 else self.first, at

    def _mark(self, element: etree._Element) -> None:
        self.runs.add(element)
        around: etree._Element | None = element
        while around is not None and around not in self.holds:
            self.holds.add(around)
            around = around.getparent()

    def branches(self, element: etree._Element) -> list[etree._Element]:
        """The children of an element that may be no part of the body."""
        return [child for child in element if not (element in self.runs and child.tag in _INLINE)]

    def has(self, element: etree._Element) -> bool:
        """Whether a branch holds a telling piece, or is a block, or a box of some letters, that are all there."""
        if element in self.holds:
            return True
        letters = _letters(element.itertext())
        return len(letters) >= (1 if element.tag in _KEPT_BETWEEN else _TELLING) and letters in self.text


def _prune(place: etree._Element, text: str) -> None:
    """Remove the branches that hold none of ``text``, but what stands between kept ones and is no list of links."""
    marks = _Marks(place, text)
    waiting = marks.branches(place)
    for element in waiting:  # grows as it goes
        at = marks.order.get(element, -1)
        if marks.has(element):
            if element.tag not in _KEPT_BETWEEN:
                waiting += marks.branches(element)
        elif not _may_stay(element, between=marks.first <= at <= marks.last, before_end=at <= marks.last):
            remove(element)


def _may_stay(element: etree._Element, *, between: bool, before_end: bool) -> bool:
    length = text_length(element)
    if not length:
        # Pictures and players: one may stand over the text, but after it come those of the site.
        return before_end
    linked = sum(text_length(anchor) for anchor in element.iter("a"))
    if linked > length * _LINKED:
        return False
    captions = sum(text_length(caption) for caption in element.iter("figcaption"))
    if element.tag == "figure" or (captions and length - captions < _TELLING):
        return before_end
    if not between:
        return False
    if element.tag in _KEPT_BETWEEN or element.tag in _INLINE:
        return True
    played = next(element.iter(*_PLAYED), None)
    return played is not None and length - text_length(played) < _TELLING * 4
