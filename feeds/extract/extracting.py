"""The way from bytes to a `Page`, one step after another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

from lxml import etree

from feeds.blocks import Block, Figure, Heading, MarkedDirection, Paragraph, texts_and_rest
from feeds.clean import clean_line
from feeds.content import to_content
from feeds.content.tree import base_of, parsed
from feeds.errors import NoArticle, Paywalled
from feeds.extract.answer import asks_consent, has_agree_button, is_page
from feeds.extract.around import comments_count, section_of, take_related
from feeds.extract.authors import merged, take_authors
from feeds.extract.body import Body, body_of
from feeds.extract.furniture import clear, drop_comments, drop_scripts, line_of, open_forms, text_length
from feeds.extract.lead import lead_of, with_lead, with_standfirst
from feeds.extract.metadata import Said, said_by
from feeds.extract.moments import published_of, updated_of
from feeds.extract.page import Page
from feeds.parse.encoding import decode
from feeds.parse.fields import text_as_html
from feeds.search import fold
from feeds.types import Author, Link

_SHORTEST = 200
"""Letters of prose that make an article of a page that does not call itself one."""
_SHORTEST_SAID = 60
"""The same, of a page that does."""
_OPENING = 600
"""Letters of prose up to which the text of a page that is not free is only its opening."""
_SITE = re.compile(r"\s+[|\-–—•·»:]\s+[^|\-–—•·»]{1,60}$")
_FRONT = re.compile(r"(?:https?:)?(?://[^/?#]+)?/?(?:index\.\w+)?", re.IGNORECASE)
_LONGEST_LABEL = 60


def extract(html: bytes, url: str, content_type: str = "") -> Page:
    """The article of a page that was fetched from ``url``; ``content_type`` is the HTTP header as sent.

    Raises NoArticle for a page that holds none (a front page, a list of links, a demand for consent, a file of another
    kind, nothing) and Paywalled for one that says it is not free and gives no more than an opening. Hostile input can
    take long: see `extract_anywhere`.
    """
    root = parsed(decode(html, content_type)) if is_page(html, content_type) else None
    if root is None:
        raise NoArticle(url=url)
    base = base_of(root, url)
    said = said_by(root, base)
    declared = said.is_article or next(root.iter("article"), None) is not None
    has_agree = not said.is_article and has_agree_button(root)
    drop_scripts(root)
    whole = text_length(root)
    open_forms(root, whole)
    headline = _headline(root, said)
    title = line_of(headline) or next((_SITE.sub("", one) for one in said.titles), "")
    section = said.section or section_of(root, headline)
    section = "" if section == title else section
    count = said.comments_count if said.comments_count is not None else comments_count(root)
    drop_comments(root, whole)
    published, updated = said.published or published_of(root, headline), said.updated or updated_of(root)
    authors = _authors(take_authors(root, base, [author.name for author in said.authors], whole), said.authors)
    related = take_related(root, base, url, whole)
    language, page_direction = root.get("lang") or "", _direction(root)
    clear(root, whole)
    body = body_of(root, base, clean_line(language)[:35])
    if _prose(body.content.blocks) * 2 < len(said.body):
        body = Body(to_content(text_as_html(said.body), base=base, language=language), None)
    blocks = _without_title(body.content.blocks, title, [section, *(author.name for author in authors)])
    if not _is_article(blocks, declared=declared):
        raise (Paywalled if said.paywalled else NoArticle)(url=url)
    if has_agree and asks_consent([text.text for text in texts_and_rest(blocks)[0]], url):
        raise NoArticle(url=url)
    if said.paywalled and _prose(blocks) < _OPENING:
        raise Paywalled(url=url)
    return Page(
        title=title,
        section=section,
        blocks=with_standfirst(
            with_lead(blocks, lead_of(root, headline, body.place, base), said.image), root, headline, body.place, base
        ),
        authors=tuple(merged(authors, body.content.authors, adding=not authors)),
        published=published,
        updated=updated,
        related=_once([*related, *body.content.related], url),
        comments_count=count,
        language=body.content.language,
        direction=_around(body, page_direction),
        image=said.image or next((block.url for block in blocks if isinstance(block, Figure)), ""),
        paywalled=said.paywalled,
    )


def _headline(root: etree._Element, said: Said) -> etree._Element | None:
    """The heading that says what the head says, else the only ``h1`` of a page whose head has but a ``title``; an
    ``h1`` of one word is no headline where that title has more, unless it is what the site is called."""
    titles = [fold(title) for title in said.titles]
    for element in root.iter("h1", "h2", "h3"):
        text = fold(line_of(element))
        if text and any(
            text == title
            or (text in title and len(text) * 2 >= len(title))
            or (title in text and len(title) * 2 >= len(text))
            for title in titles
        ):
            return element
    found = [element for element in root.iter("h1") if line_of(element) and not _is_logo(element)]
    marked = [element for element in found if "headline" in (element.get("itemprop") or "")]
    if marked:
        return marked[0]
    if len(found) != 1 or said.is_article:
        return None
    word = fold(line_of(found[0]))
    is_label = len(word.split()) == 1 and any(len(title.split()) > 1 and word not in title for title in titles)
    return None if is_label and not _name_the_site(root, titles) else found[0]


def _name_the_site(root: etree._Element, titles: list[str]) -> bool:
    """Whether one of the titles is what a link to the front page or a logo says."""
    return any(
        fold(said) in titles
        for anchor in root.iter("a")
        if _FRONT.fullmatch((anchor.get("href") or "").strip())
        for said in (line_of(anchor), *(clean_line(picture.get("alt") or "") for picture in anchor.iter("img")))
    )


def _is_logo(heading: etree._Element) -> bool:
    """Whether a heading is the name of the site: it leads to its front page."""
    hrefs = [anchor.get("href") or "" for anchor in [*heading.iter("a"), *heading.iterancestors("a")]]
    return any(_FRONT.fullmatch(href.strip()) for href in hrefs)


def _authors(shown: list[Author], said: tuple[Author, ...]) -> list[Author]:
    # One box and one other name are one person: software signs with the name of an account.
    return merged(shown, said, adding=not (len(shown) == len(said) == 1 and shown[0].bio))


def _direction(element: etree._Element) -> MarkedDirection:
    """The nearest ``dir`` on an element or the body of a page."""
    for one in [element, *element.iterancestors(), *element.iterchildren("body")]:
        direction = (one.get("dir") or "").strip().lower()
        if direction in ("rtl", "ltr"):
            return cast("MarkedDirection", direction)
    return "auto"


def _around(body: Body, page_direction: MarkedDirection) -> MarkedDirection:
    return page_direction if body.place is None else _direction(body.place)


def _without_title(blocks: tuple[Block, ...], title: str, labels: Iterable[str]) -> tuple[Block, ...]:
    """Blocks without the headline, and without the lines of the section and the authors around it."""
    apart = {fold(label) for label in labels if label}
    folded = fold(title)
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        match block:
            case Heading(text=text) | Paragraph(text=text) if place < 6 or place >= len(blocks) - 3:
                said = fold(text.text.replace("\n", " "))
                if said == folded or (len(said) <= _LONGEST_LABEL and said in apart):
                    continue
        kept.append(block)
    return tuple(kept)


def _prose(blocks: tuple[Block, ...]) -> int:
    """Letters that stand in no link."""
    texts, _ = texts_and_rest(blocks)
    linked = sum(span.end - span.start for text in texts for span in text.spans if span.href)
    return sum(len(text.text) for text in texts) - linked


def _is_article(blocks: tuple[Block, ...], *, declared: bool) -> bool:
    """Whether there is enough to read, and more of it than of links."""
    texts, _ = texts_and_rest(blocks)
    prose = _prose(blocks)
    return prose >= (_SHORTEST_SAID if declared else _SHORTEST) and prose * 2 >= sum(len(one.text) for one in texts)


def _once(links: Iterable[Link], url: str) -> tuple[Link, ...]:
    return tuple({link.url: link for link in links if link.url != url}.values())
