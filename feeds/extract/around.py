"""What stands around the body in a page's markup: related articles, the section's label, the count of
comments.

Each is found by what themes call it (Jannah, Sahifa, WordPress's own, itemprop, rel) and, on a page of no known class,
by its place and words. What is found leaves the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree

from feeds.clean import clean_line
from feeds.content.tree import number, web_address
from feeds.extract.furniture import elements_named, is_in, is_part, line_of, remove, short_line_of, text_length
from feeds.extract.words import COUNTED, COUNTS, NO_SECTION, RELATED
from feeds.search import fold
from feeds.types import Link

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_RELATED = re.compile(
    r"(?:.*[-_])?related(?:[-_](?:posts?|articles?|news|stories|content|items?|box|list|section|container|wrap(?:per)?))*"
    r"|relatedposts|yarpp(?:-related)?|jp-relatedposts|crp_related|read[-_]?(?:also|more[-_]news)|see[-_]also|also[-_]read",
    re.IGNORECASE,
)
_SHORTEST_TITLE = 8
_LONGEST_HEADING = 60
_LONGEST_LINE = 300
_MOST_BOXES = 100
"""Of a page: one with more is no article's, and must not hold the rest up."""

_SECTION = re.compile(
    r"(?:post|entry|article|news)[-_](?:cat|cats|category|categories|section)(?:[-_](?:wrap|links?|name|label))*|cat-links|.*[-_]terms-list-item"
    r"|category(?:[-_](?:name|label|link|badge))?|section[-_](?:name|label|title)|kicker|eyebrow|p-category",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"(?:.*[-_])?(?:breadcrumbs?|crumbs)(?:[-_].*)?", re.IGNORECASE)
_LONGEST_SECTION = 60
_MOST_WORDS = 5
_DATE = re.compile(r"\d{1,4}[/:.\-]\d|[12]\d{3}")

_LONGEST_COUNT = 40
_QUOTED = re.compile('[“”„"«»‘’]')
_COMMENT = re.compile(r"(?:li-|div-)?comment-(\d+)")
_COUNTS = re.compile(
    r"(?:.*[-_])?comments?[-_](?:link|count|number|title|num)s?|comment-bubble|meta-comment|(?:td-)?post-comments|wp-block-comments",
    re.IGNORECASE,
)


# ── Related articles ────────────────────────────────────────────────────────────────────────────────────────


def take_related(root: etree._Element, base: str, url: str, whole: int) -> list[Link]:
    """The related articles in the order of the page, each address once, the page's own left out."""
    found: dict[str, Link] = {}
    for element in [*islice(elements_named(root, _RELATED), _MOST_BOXES), *_related_by_words(root, whole)]:
        if not is_in(element, root) or not is_part(element, whole):
            continue
        for link in _links(element, base):
            if link.url.partition("#")[0] != url.partition("#")[0] and _is_of_site(link.url, url):
                found.setdefault(link.url, link)
        remove(element)
    return list(found.values())


def _is_of_site(address: str, url: str) -> bool:
    """Whether two addresses are of one site, as far as the ends of their hosts tell; others are paid for."""
    hosts = [(urlsplit(one).hostname or "").split(".")[-2:] for one in (address, url)]
    return hosts[0] == hosts[1]


def _links(box: etree._Element, base: str) -> list[Link]:
    """The titles in a box: links in headings where there are any, since the others lead to sections and authors."""
    anchors = list(box.iter("a"))
    in_headings = [
        anchor
        for anchor in anchors
        if any(one.tag in _HEADINGS for one in anchor.iterancestors())
        or next(anchor.iter(*_HEADINGS), None) is not None
    ]
    links = []
    for anchor in in_headings or anchors:
        title = line_of(anchor) or clean_line(anchor.get("title") or anchor.get("aria-label") or "")
        if len(title) >= _SHORTEST_TITLE and (address := web_address(anchor.get("href"), base)):
            links.append(Link(address, title))
    return links


def _related_by_words(root: etree._Element, whole: int) -> Iterator[etree._Element]:
    """Boxes under a heading that says so, and lines of a text that begin so and are a link."""
    lines = (
        element for element in root.iter("p", "div", "span", "strong", *_HEADINGS[1:]) if _is_about_related(element)
    )
    for element in islice(lines, _MOST_BOXES):
        text = line_of(element)
        linked = sum(text_length(anchor) for anchor in element.iter("a"))
        if linked and linked >= text_length(element) * 0.5:
            yield element
        elif len(text) <= _LONGEST_HEADING and not linked:
            box = element.getparent()
            for _ in range(3):
                if box is None or not is_part(box, whole):
                    break
                links = sum(text_length(anchor) for anchor in box.iter("a"))
                if links >= (text_length(box) - text_length(element)) * 0.5:
                    yield box
                    break
                box = box.getparent()
            else:
                continue
            after = element.getnext()
            if (
                after is not None
                and after.tag in ("ul", "ol", "div", "nav")
                and next(after.iter("a"), None) is not None
            ):
                yield after
                yield element


def _is_about_related(element: etree._Element) -> bool:
    text = short_line_of(element, _LONGEST_LINE)
    return bool(text) and _says_related(text)


def _says_related(text: str) -> bool:
    folded = fold(text)
    return any(folded.startswith(words) and not folded[len(words) :][:1].isalpha() for words in RELATED)


# ── The label over the headline, and the count of comments ──────────────────────────────────────────────────


def section_of(root: etree._Element, headline: etree._Element | None) -> str:
    """The section by its class, the trail of the page, or the short line right over the headline; else empty."""
    for element in root.iter("a"):
        if {"category", "tag"} <= set((element.get("rel") or "").split()) and (text := _label(element)):
            return text
    for element in root.iter(etree.Element):
        if element.get("itemprop") == "articleSection" and (text := _label(element)):
            return text
    for element in elements_named(root, _SECTION):
        anchor = next(element.iter("a"), element)
        if text := _label(anchor):
            return text
    for element in elements_named(root, _CRUMBS):
        names = [text for anchor in element.iter("a") if (text := _label(anchor)) and text != line_of(headline)]
        if names:
            return names[-1]
    return _line_over(headline) if headline is not None else ""


def _label(element: etree._Element) -> str:
    text = line_of(element).strip(" |•/›»:⌂")
    fits = len(text) <= _LONGEST_SECTION and not _DATE.search(text) and ">" not in text
    return text if fits and fold(text) not in NO_SECTION else ""


def _line_over(headline: etree._Element) -> str:
    before = headline.getprevious()
    while before is not None and not (isinstance(before.tag, str) and line_of(before)):
        before = before.getprevious()
    if before is None or before.tag in _HEADINGS or before.tag in ("nav", "ul", "ol", "header", "script", "style"):
        return ""
    label = _label(before)
    return label if len(label.split()) <= _MOST_WORDS else ""


def comments_count(root: etree._Element) -> int | None:
    """How many comments the page says there are, in figures or words, else how many it shows."""
    for element in elements_named(root, _COUNTS):
        # The headline that such a line quotes may hold figures of its own.
        text = _QUOTED.split(fold(line_of(element)), maxsplit=1)[0][:_LONGEST_COUNT]
        if (count := _count_in(text)) is not None:
            return count
    for element in root.iter(*_HEADINGS[1:]):
        if found := COUNTED.fullmatch(fold(short_line_of(element, _LONGEST_COUNT))):
            return number(found[1] or found[2])
    ids = (_COMMENT.fullmatch(one.get("id") or "") for one in root.iter("li", "div", "article"))
    return len({one[1] for one in ids if one}) or None


def _count_in(text: str) -> int | None:
    if found := re.search(r"\d{1,6}", text):
        return number(found[0])
    return next((count for words, count in COUNTS if text.startswith(words)), None)
