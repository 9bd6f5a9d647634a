"""What stands around the body in a page's markup: the author box, related articles, the section's label, the count of
comments.

Each is found by what themes call it (Jannah, Sahifa, WordPress's own, itemprop, rel) and, on a page of no known class,
by its place and words. What is found leaves the tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from lxml import etree

from feeds.clean import clean_line
from feeds.content.tree import all_text, number, web_address
from feeds.extract.furniture import clear, is_part, names_of, remove, text_length
from feeds.extract.words import BEFORE_NAME, RELATED
from feeds.search import fold
from feeds.types import Author, Link

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_AUTHOR_BOX = re.compile(
    r"about[-_]?(?:the[-_])?author|author[-_]?(?:box|info|card|bio|area|block|section|profile|details|container|wrap(?:per)?)"
    r"|(?:post|entry|article|single)[-_]author(?:[-_](?:box|bio|info))?|saboxplugin-wrap|m-a-box|pp-author-boxes-wrapper"
    r"|writer[-_]?(?:box|info|card)|vcard|h-card",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:author|writer)[-_]?(?:name|title)|fn|p-name|n|saboxplugin-authorname|m-a-box-name", re.IGNORECASE
)
_BIO = re.compile(
    r"(?:author|writer)[-_]?(?:bio|description|desc|text)|p-note|saboxplugin-desc|m-a-box-bio|bio|biography",
    re.IGNORECASE,
)
_AUTHOR_PAGE = re.compile(r"/(?:author|writer|columnist)s?/", re.IGNORECASE)
_BEFORE_NAME = re.compile(BEFORE_NAME, re.IGNORECASE)
_BOX_TAGS = frozenset({"div", "section", "aside", "footer", "address", "article", "figure", "li"})
_SHORTEST_BIO = 40
_LONGEST_BOX = 3_000
_LONGEST_NAME = 100

_RELATED = re.compile(
    r"(?:.*[-_])?related(?:[-_](?:posts?|articles?|news|stories|content|items?|box|list|section|container|wrap(?:per)?))*"
    r"|relatedposts|yarpp(?:-related)?|jp-relatedposts|crp_related|read[-_]?(?:also|more[-_]news)|see[-_]also|also[-_]read",
    re.IGNORECASE,
)
_LONGEST_HEADING = 60

_SECTION = re.compile(
    r"(?:post|entry|article|news)[-_](?:cat|cats|category|categories|section)(?:[-_](?:wrap|links?|name|label))*|cat-links"
    r"|category(?:[-_](?:name|label|link|badge))?|section[-_](?:name|label|title)|kicker|eyebrow|p-category",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"(?:.*[-_])?(?:breadcrumbs?|crumbs)(?:[-_].*)?", re.IGNORECASE)
_LONGEST_SECTION = 60
_DATE = re.compile(r"\d{1,4}[/:.\-]\d|[12]\d{3}")

_COUNTS = re.compile(
    r"(?:.*[-_])?comments?[-_](?:link|count|number|title|num)s?|comment-bubble|meta-comment", re.IGNORECASE
)


def elements_named(root: etree._Element, pattern: re.Pattern[str]) -> Iterator[etree._Element]:
    """Elements one of whose classes or id is all of ``pattern``, in the order of the page."""
    for element in root.iter(etree.Element):
        if isinstance(element.tag, str) and any(pattern.fullmatch(name) for name in names_of(element)):
            yield element


def line_of(element: etree._Element | None) -> str:
    return "" if element is None else clean_line(all_text(element))


def _is_in(element: etree._Element, root: etree._Element) -> bool:
    return element is root or root in element.iterancestors()


# ── Authors ─────────────────────────────────────────────────────────────────────────────────────────────────


def take_authors(root: etree._Element, base: str, known: Iterable[str], whole: int) -> list[Author]:
    """The authors that boxes show, else those that a byline names. ``known`` are names that the head gave."""
    boxes: list[Author] = []
    bylines: list[Author] = []
    links = [
        Author(line_of(one), web_address(one.get("href"), base)) for one in root.iter("a") if _leads_to_author(one)
    ]
    names = {fold(name) for name in [*known, *(author.name for author in _bylines(root, base))]}
    for element in [*elements_named(root, _AUTHOR_BOX), *_boxes_without_class(root, names, whole)]:
        if not _is_in(element, root) or text_length(element) > _LONGEST_BOX or not is_part(element, whole):
            continue
        clear(element, whole)
        author = _author_in(element, base)
        if author is None:
            continue
        (boxes if author.bio else bylines).append(author)
        if author.bio or text_length(element) <= _LONGEST_NAME:
            remove(element)
    return merged(boxes or [*bylines, *_bylines(root, base)], [*bylines, *links], adding=False)


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
    for element in root.iter("a", "strong", "b", "p", *_HEADINGS[1:]):
        text = line_of(element)
        if not text or len(text) > _LONGEST_NAME:
            continue
        name = fold(_BEFORE_NAME.sub("", text, count=1))
        if name not in names and (names or not _leads_to_author(element)):
            continue
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
    named = next(elements_named(box, _NAME), None)
    if named is None:
        named = next((one for one in box.iter() if one.get("itemprop") == "name" and one.tag != "meta"), None)
    if named is None or not line_of(named):
        named = next((one for one in box.iter("a") if _leads_to_author(one) and line_of(one)), None)
    if named is None:
        named = next((one for one in box.iter(*_HEADINGS, "strong", "b") if line_of(one)), None)
    name = _BEFORE_NAME.sub("", line_of(named) or (line_of(box) if text_length(box) <= _LONGEST_NAME else ""), count=1)
    if not name or len(name) > _LONGEST_NAME:
        return None
    links = [anchor for anchor in box.iter("a") if _leads_to_author(anchor)]
    if named is not None:
        links += named.iter("a")
    picture = next(box.iter("img"), None)
    return Author(
        name=name,
        url=next((url for anchor in links if (url := web_address(anchor.get("href"), base))), ""),
        avatar=picture_address(picture, base),
        bio=_biography(box, line_of(named)),
    )


def picture_address(picture: etree._Element | None, base: str) -> str:
    """Where an ``img`` leads, a lazy one too."""
    if picture is None:
        return ""
    sources = (picture.get(name) or "" for name in ("data-src", "data-lazy-src", "src"))
    return next((url for source in sources if (url := web_address(source, base))), "")


def _biography(box: etree._Element, name: str) -> str:
    # One may stand inside another: the innermost holds nothing else.
    for element in reversed(list(elements_named(box, _BIO))):
        text = line_of(element)
        if element is not box and len(text) >= _SHORTEST_BIO:
            return text.removeprefix(name).strip()
    for element in box.iter():
        if element.get("itemprop") == "description":
            return line_of(element)
    paragraphs = [text for element in box.iter("p") if (text := line_of(element)) != name]
    text = (
        " ".join(text for text in paragraphs if len(text) >= _SHORTEST_BIO) or line_of(box).removeprefix(name).strip()
    )
    return text if len(text) >= _SHORTEST_BIO else ""


def _bylines(root: etree._Element, base: str) -> list[Author]:
    found = []
    for element in root.iter("a", "span", "p", "address", "div"):
        if "author" in (element.get("rel") or "").split() or element.get("itemprop") == "author":
            name = _BEFORE_NAME.sub("", line_of(element), count=1)
            if name and len(name) <= _LONGEST_NAME:
                anchor = element if element.tag == "a" else next(element.iter("a"), element)
                found.append(Author(name, web_address(anchor.get("href"), base)))
    return found


# ── Related articles ────────────────────────────────────────────────────────────────────────────────────────


def take_related(root: etree._Element, base: str, url: str, whole: int) -> list[Link]:
    """The related articles in the order of the page, each address once, the page's own left out."""
    found: dict[str, Link] = {}
    for element in [*elements_named(root, _RELATED), *_related_by_words(root, whole)]:
        if not _is_in(element, root) or not is_part(element, whole):
            continue
        for link in _links(element, base):
            if link.url.partition("#")[0] != url.partition("#")[0]:
                found.setdefault(link.url, link)
        remove(element)
    return list(found.values())


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
        if title and (address := web_address(anchor.get("href"), base)):
            links.append(Link(address, title))
    return links


def _related_by_words(root: etree._Element, whole: int) -> Iterator[etree._Element]:
    """Boxes under a heading that says so, and lines of a text that begin so and are a link."""
    for element in root.iter("p", "div", "span", "strong", *_HEADINGS[1:]):
        text = line_of(element)
        if not text or len(text) > 300 or not _says_related(text):
            continue
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


def _says_related(text: str) -> bool:
    folded = fold(text)
    return any(folded.startswith(words) and not folded[len(words) :][:1].isalpha() for words in RELATED)


# ── The label over the headline, and the count of comments ──────────────────────────────────────────────────


def section_of(root: etree._Element, headline: etree._Element | None) -> str:
    """The section by its class, the trail of the page, or the short line right over the headline; else empty."""
    for element in root.iter("a"):
        if {"category", "tag"} <= set((element.get("rel") or "").split()) and (text := _label(element)):
            return text
    for element in elements_named(root, _SECTION):
        anchor = next(element.iter("a"), element)
        if text := _label(anchor):
            return text
    for element in elements_named(root, _CRUMBS):
        names = [text for anchor in element.iter("a") if (text := _label(anchor))]
        if len(names) >= 2:
            return names[-1]
    return _line_over(headline) if headline is not None else ""


def _label(element: etree._Element) -> str:
    text = line_of(element).strip(" |•/›»")
    return text if len(text) <= _LONGEST_SECTION and not _DATE.search(text) else ""


def _line_over(headline: etree._Element) -> str:
    before = headline.getprevious()
    while before is not None and not (isinstance(before.tag, str) and line_of(before)):
        before = before.getprevious()
    if before is None or before.tag in _HEADINGS or before.tag in ("nav", "ul", "ol", "header", "script", "style"):
        return ""
    return _label(before)


def comments_count(root: etree._Element) -> int | None:
    """How many comments the page says there are."""
    for element in elements_named(root, _COUNTS):
        found = re.search(r"\d{1,6}", fold(line_of(element)))
        if found:
            return number(found[0])
    return None
