"""The authors that a page's markup shows: the box with a biography, by what themes call it or by its place and the name
in it, else the byline. What is found leaves the tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import islice

from lxml import etree

from feeds.content.tree import web_address
from feeds.extract.furniture import clear, elements_named, is_in, is_part, line_of, remove, short_line_of, text_length
from feeds.extract.words import BEFORE_NAME, NO_NAME
from feeds.search import fold
from feeds.types import Author

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_AUTHOR_BOX = re.compile(
    r"about[-_]?(?:the[-_])?author|(?:.*[-_])?author[-_]?(?:box|info|card|bio|area|block|section|profile|details|container)"
    r"(?:[-_]wrap(?:per)?)?|author[-_]wrap(?:per)?|(?:post|entry|article|single)[-_]author(?:[-_](?:box|bio|info))?"
    r"|wp-block-post-author|saboxplugin-wrap|m-a-box|pp-author-boxes-wrapper|writer[-_]?(?:box|info|card)|vcard|h-card",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:.*[-_])?(?:author|writer)(?:[-_]?|__)(?:name|title)|fn|p-name|n|saboxplugin-authorname|m-a-box-name",
    re.IGNORECASE,
)
_BIO = re.compile(
    r"(?:.*[-_])?(?:author|writer)(?:[-_]?|__)(?:bio|description|desc|text)|p-note|saboxplugin-desc|m-a-box-bio|bio"
    r"|biography",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"write[-_]?by|by[-_]?line|(?:.*[-_])?author[-_]name|p-author|(?:meta|post|entry|article|story)[-_]author|writer",
    re.IGNORECASE,
)
_AUTHOR_PAGE = re.compile(r"/(?:author|writer|columnist)s?/", re.IGNORECASE)
_BEFORE_NAME = re.compile(BEFORE_NAME, re.IGNORECASE)
_BOX_TAGS = frozenset({"div", "section", "aside", "footer", "address", "article", "figure", "li"})
_SHORTEST_BIO = 40
_LONGEST_BOX = 3_000
_LONGEST_NAME = 60
_MOST_WORDS = 7
_MOST_BOXES = 100
"""Of a page: one with more is a list of authors, and must not hold the rest up."""
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\d{1,2}:\d{2}")


def take_authors(root: etree._Element, base: str, known: Iterable[str], whole: int) -> list[Author]:
    """The authors that boxes show, else those that a byline names. ``known`` are names that the head gave."""
    boxes: list[Author] = []
    links = [
        Author(line_of(one), web_address(one.get("href"), base)) for one in root.iter("a") if _leads_to_author(one)
    ]
    known = list(known)
    bylines = _bylines(root, base) or ([] if known else _bylines_by_class(root, base))
    names = {fold(name) for name in [*known, *(author.name for author in bylines)]}
    for element in [*islice(elements_named(root, _AUTHOR_BOX), _MOST_BOXES), *_boxes_without_class(root, names, whole)]:
        if (
            element.tag == "table"
            or not is_in(element, root)
            or text_length(element) > _LONGEST_BOX
            or not is_part(element, whole)
        ):
            continue
        clear(element, whole)
        author = _author_in(element, base)
        if author is None:
            continue
        (boxes if author.bio else bylines).append(author)
        if author.bio or text_length(element) <= _LONGEST_NAME:
            remove(element)
    if named := [author for author in boxes if fold(author.name) in names]:
        boxes = named
    elif names and len(boxes) > 1:
        # Those of other articles in a list.
        boxes = []
    return merged(boxes or bylines, [*bylines, *links], adding=False)


def merged(shown: Iterable[Author], said: Iterable[Author], *, adding: bool = True) -> list[Author]:
    """Authors once each, what one source lacks filled from the other; ``adding`` takes in those that only it names."""
    found: dict[str, Author] = {}
    for author, may_add in [*((one, True) for one in shown), *((one, adding) for one in said)]:
        key = fold(author.name)
        if before := found.get(key):
            found[key] = Author(
                before.name,
                before.url or author.url,
                before.email or author.email,
                before.avatar or author.avatar,
                before.bio or author.bio,
            )
        elif may_add:
            found[key] = author
    return list(found.values())


def _boxes_without_class(root: etree._Element, names: Set[str], whole: int) -> Iterator[etree._Element]:
    """Boxes with the name of one of the authors, and a biography beside it. Where no author is named, the first
    that leads to an author's page will do; the others are columnists of other articles."""
    tried = 0
    for element in root.iter("a", "strong", "b", "p", *_HEADINGS[1:]):
        text = short_line_of(element, _LONGEST_NAME)
        if not text:
            continue
        name = fold(_BEFORE_NAME.sub("", text, count=1))
        if name not in names and (names or not _leads_to_author(element)):
            continue
        tried += 1
        if tried > _MOST_BOXES:
            return
        box = element.getparent()
        for _ in range(3):
            if box is None or not is_part(box, whole) or text_length(box) > _LONGEST_BOX:
                break
            if box.tag in _BOX_TAGS and _biography(box, text) and _follows_text(box, root):
                yield box
                names = names | {name}
                break
            box = box.getparent()


def _follows_text(box: etree._Element, root: etree._Element) -> bool:
    """Whether more text than a box holds comes before it in paragraphs: a byline over a body makes no box of the body,
    nor does a columnist in the site's menu make one."""
    inside = set(box.iter())
    before = 0
    for element in root.iter():
        if element in inside:
            break
        if element.tag == "p":
            before += text_length(element)
    return before >= text_length(box)


def _leads_to_author(element: etree._Element) -> bool:
    anchors = [element] if element.tag == "a" else element.iter("a")
    return any(
        "author" in (anchor.get("rel") or "").split() or _AUTHOR_PAGE.search(anchor.get("href") or "")
        for anchor in anchors
    )


def _author_in(box: etree._Element, base: str) -> Author | None:
    named = next(_names_in(box), None)
    if named is None:
        return None
    name = _name(named)
    links = [
        anchor for anchor in [*box.iter("a"), *named.iter("a")] if _leads_to_author(anchor) or anchor in named.iter()
    ]
    url = next((url for anchor in links if (url := web_address(anchor.get("href"), base))), "")
    for anchor in links:
        # The way to all that the author wrote is no part of a biography.
        if is_in(anchor, box) and _leads_to_author(anchor) and not _has_name(anchor, name) and not _goes_on(anchor):
            remove(anchor)
    return Author(
        name=name,
        url=url,
        avatar=_picture(box, base),
        bio=_biography(box, line_of(named)),
    )


def _has_name(anchor: etree._Element, name: str) -> bool:
    return fold(_name(anchor)) == fold(name) or next(anchor.iter("img"), None) is not None


def _goes_on(anchor: etree._Element) -> bool:
    """Whether a link stands in the middle of a sentence."""
    return any(character.isalpha() for character in anchor.tail or "")


def _names_in(box: etree._Element) -> Iterator[etree._Element]:
    """Elements of a box that hold a name, the surest first."""
    candidates = [*elements_named(box, _NAME), *(one for one in box.iter() if one.get("itemprop") == "name")]
    candidates += [one for one in box.iter("a") if _leads_to_author(one)]
    candidates += [*box.iter(*_HEADINGS, "strong", "b"), box]
    return (one for one in candidates if _name(one))


def _name(element: etree._Element) -> str:
    """What an element says, if that can be a person's or a body's name."""
    name = _BEFORE_NAME.sub("", line_of(element)[: _LONGEST_NAME + 20], count=1).strip(" ,،:|")
    fits = 0 < len(name) <= _LONGEST_NAME and len(name.split()) <= _MOST_WORDS
    return name if fits and not _DIGIT.search(name) and fold(name) not in NO_NAME else ""


def _picture(box: etree._Element, base: str) -> str:
    """Where the first ``img`` of a box leads, a lazy one too."""
    sources = [picture.get(name) for picture in box.iter("img") for name in ("data-src", "data-lazy-src", "src")]
    return next((url for source in sources if (url := web_address(source, base))), "")


def _biography(box: etree._Element, name: str) -> str:
    # One may stand inside another: the innermost holds nothing else.
    for element in reversed(list(elements_named(box, _BIO))):
        text = line_of(element)
        if any(line_of(one) == name for one in element.iter(*_HEADINGS, "div", "p", "li")):
            text = text.removeprefix(name).strip()
        if element is not box and len(text) >= _SHORTEST_BIO:
            return text
    for element in box.iter():
        if element.get("itemprop") == "description":
            return line_of(element)
    paragraphs = [text for element in box.iter("p") if len(text := line_of(element)) >= _SHORTEST_BIO and text != name]
    if paragraphs:
        return " ".join(paragraphs)
    text = line_of(box).replace(name, "", 1).strip()
    linked = sum(text_length(anchor) for anchor in box.iter("a"))
    # A line with the time of day tells when, not who; words run together are labels.
    if len(text) < _SHORTEST_BIO or len(text.split()) < 8 or _CLOCK.search(text) or linked * 2 > text_length(box):
        return ""
    return text


def _bylines(root: etree._Element, base: str) -> list[Author]:
    found = []
    for element in root.iter("a", "span", "p", "address", "div"):
        if "author" in (element.get("rel") or "").split() or element.get("itemprop") == "author":
            anchor = element if element.tag == "a" else next(element.iter("a"), element)
            if name := _name(element):
                found.append(Author(name, web_address(anchor.get("href"), base)))
    return found


def _bylines_by_class(root: etree._Element, base: str) -> list[Author]:
    """The first byline that only a class tells; those after it may be of other articles, and some are of comments."""
    for element in elements_named(root, _BYLINE):
        if (name := _name(element)) and not any(
            "comment" in (one.get("class") or "") for one in element.iterancestors()
        ):
            anchor = element if element.tag == "a" else next(element.iter("a"), element)
            return [Author(name, web_address(anchor.get("href"), base))]
    return []
