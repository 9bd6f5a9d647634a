"""What stands on an article's page that is no part of it, by the classes and ids that themes give it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from feeds.clean import clean_line
from feeds.content.furniture import is_share_bar
from feeds.content.tree import all_text, is_hidden
from feeds.extract.words import BUTTONS, COUNTED
from feeds.search import fold

_NEVER = frozenset({"style", "template", "link", "button", "select", "textarea", "input", "dialog", "svg", "menu"})
_FRAME = frozenset({"nav", "form"})
_FURNITURE = re.compile(
    r"(?:"
    # ways through the site
    r"breadcrumbs?|crumbs|pagination|page-links?|post-nav(?:igation)?|nav(?:bar|igation)?|navbar|menu|site-(?:header|footer|nav)"
    r"|masthead|top-?bar|sidebar|widget-area|footer|colophon|skip-link|tag-?cloud|tags-links|post-tags|tagcloud"
    # ways to subscribe, rate and print
    r"|newsletter|subscribe|subscription|follow-us|print|rating|ratings|reactions|likes?"
    # advertisements and notices
    r"|ads?|adv|adsbygoogle|adsense|advert(?:isement)?s?|e3lan|stream-item|banners?|sponsor(?:ed)?|taboola|outbrain|promo|popup"
    r"|modal|cookies?|gdpr|consent"
    # the way back to the top, and what only screen readers say
    r"|go-?to-?top|back-?to-?top|scroll-?(?:to-?)?top|to-?top|screen-reader-text|sr-only|visually-hidden"
    # comments
    r"|comments?|respond|disqus|fb-comments|commentlist|reply"
    # lines about the article
    r"|post-meta|entry-meta|post-info|single-post-meta|byline|meta-info"
    r")(?:[-_](?:area|bar|box|block|btn|button|buttons|container|content|count|form|icons?|inner|items?|links?|list|main|mobile|ratio"
    r"|post|respond|section|sharing|thread|top|title|wrap(?:per)?|\d+))*s?",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"comments?(?:[-_](?:area|list|section|wrap(?:per)?|container|template|body|thread|block))?|commentlist|comments?list"
    r"|wp-block-comments|respond|disqus_thread|fb-comments|blog-comments",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"(?:^|[/_\-])(?:terms|privacy|guidelines|conditions|policy|disclaimer)\b|comment[-_]policy", re.IGNORECASE
)
_LEGAL_BOXES = frozenset({"div", "section", "aside", "p", "footer"})
_LONGEST_NOTICE = 800
_LONGEST_PHRASE = 40
_MOST = 0.5
"""Of the page's text: what holds more is a wrapper with an unlucky class, not furniture."""
_WHOLE = frozenset({"html", "body", "main", "head"})


def names_of(element: etree._Element) -> Iterable[str]:
    """The classes and the id of an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".split()


def elements_named(root: etree._Element, pattern: re.Pattern[str]) -> Iterator[etree._Element]:
    """Elements one of whose classes or id is all of ``pattern``, in the order of the page."""
    for element in root.iter(etree.Element):
        if isinstance(element.tag, str) and any(pattern.fullmatch(name) for name in names_of(element)):
            yield element


def line_of(element: etree._Element | None) -> str:
    return "" if element is None else clean_line(all_text(element))


def short_line_of(element: etree._Element, most: int) -> str:
    """What `line_of` gives, and empty for what has more than ``most`` letters, white space apart: no more is read."""
    pieces: list[str] = []
    for text in element.itertext():
        pieces.append(str(text))
        most -= len("".join(pieces[-1].split()))
        if most < 0:
            return ""
    return clean_line("".join(pieces))


def is_in(element: etree._Element, root: etree._Element) -> bool:
    """Whether an element is still in a tree."""
    return element is root or root in element.iterancestors()


def text_length(element: etree._Element) -> int:
    """Letters in an element, white space apart."""
    return sum(len("".join(str(text).split())) for text in element.itertext())


def remove(element: etree._Element) -> None:
    """Take an element out of its tree; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
        element.tail = None
    parent.remove(element)


def is_part(element: etree._Element, whole: int) -> bool:
    """Whether an element may be taken as a part beside the body: neither the page nor around its headline or text."""
    return not _is_around(element) and text_length(element) <= whole * _MOST


def _is_around(element: etree._Element) -> bool:
    """Whether an element is the page, or around its headline or its main part."""
    return element.tag in _WHOLE or next(element.iter("h1", "main"), None) is not None


def drop_scripts(root: etree._Element) -> None:
    """Remove what is text to a parser but never to a reader; scripts that place a post stay for the builder."""
    for element in list(root.iter("script", "style", "template", "noscript")):
        if element.tag == "noscript" and _pictures(element):
            continue
        if element.tag != "script" or element.get("data-telegram-post") is None:
            remove(element)


def open_forms(root: etree._Element, whole: int) -> None:
    """Make boxes of the forms that some software puts around the whole page."""
    for form in root.iter("form"):
        if not is_part(form, whole):
            form.tag = "div"


def drop_comments(root: etree._Element, whole: int) -> None:
    """Remove the comments that a page shows, whose names and pictures are not its authors'; they may be longer than the
    article."""
    for element in list(elements_named(root, _COMMENTS)):
        if is_in(element, root) and is_part(element, whole):
            remove(element)
    for heading in list(root.iter("h2", "h3", "h4")):
        line, box = fold(short_line_of(heading, _LONGEST_PHRASE)), heading.getparent()
        if box is not None and COUNTED.fullmatch(line) and _begins(box, heading) and not _is_around(box):
            remove(box)


def _begins(box: etree._Element, heading: etree._Element) -> bool:
    """Whether a box has nothing before its heading."""
    before = box.text or ""
    for child in box:
        if child is heading:
            break
        before += all_text(child) + (child.tail or "")
    return not before.strip()


def clear(root: etree._Element, whole: int) -> None:
    """Remove all furniture from a page that holds ``whole`` letters."""
    for element in list(root.iter(etree.Element)):
        if element is root or not isinstance(element.tag, str):
            continue
        if element.tag in _NEVER or _is_furniture(element, whole):
            remove(element)


def _is_furniture(element: etree._Element, whole: int) -> bool:
    named = element.tag in _FRAME or any(_FURNITURE.fullmatch(name) for name in names_of(element))
    named = named or is_share_bar(element)
    if named or is_hidden(element) or (element.get("aria-hidden") == "true" and not _pictures(element)):
        return is_part(element, whole)
    if element.tag == "a" and (element.get("href") or "") in ("#", "#top", "#page", "#header"):
        return True
    return (len(element) <= 2 and _says_only_a_phrase(element)) or _is_notice(element, whole)


def _is_notice(element: etree._Element, whole: int) -> bool:
    """Whether an element is the small print about comments: it leads to the site's terms, more than once."""
    if element.tag not in _LEGAL_BOXES or not short_line_of(element, _LONGEST_NOTICE):
        return False
    leads = sum(1 for anchor in element.iter("a") if _LEGAL.search(anchor.get("href") or ""))
    return leads >= 2 and is_part(element, whole)


def _pictures(element: etree._Element) -> bool:
    return element.tag == "img" or next(element.iter("img", "picture", "video"), None) is not None


def _says_only_a_phrase(element: etree._Element) -> bool:
    return fold(short_line_of(element, _LONGEST_PHRASE)).strip(" :.!×↑") in BUTTONS
