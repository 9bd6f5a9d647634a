"""What a saved article says, and which way each part of it runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from feeds.blocks import Block, Cell, Content, Figure, Paragraph, Table, Text, texts_and_rest
from feeds.language import detect
from feeds.scripts import Direction, side_of
from feeds.store.addresses import WEB
from feeds.types import Article
from feeds.webcontent import WebContent

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
"""As much of BCP 47 as other programs check."""


@dataclass(frozen=True, slots=True)
class Way:
    """Which way a text runs and its language (ISO 639), empty where it is not known."""

    side: Direction
    language: str


@dataclass(frozen=True, slots=True)
class Copy:
    """An article to be written; ``dated`` is its date in words, ``key`` tells it from all others."""

    key: str
    title: str
    way: Way
    section: str
    source: str
    authors: tuple[str, ...]
    published: datetime | None
    dated: str
    url: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that goes along: its bytes and their media type."""

    data: bytes
    type: str


def copy_of(article: Article, content: Content, *, key: str, dated: str = "") -> Copy:
    """The article as it is shown; the summary stands in for a body that was not sent."""
    row = article.row
    page = content if isinstance(content, WebContent) else WebContent((), "")
    language = tag(content.language or row.language)
    title = row.title or page.title or row.feed_title or row.url
    side = row.direction or side_of(title, language)
    published = row.published or page.published
    return Copy(
        key=key,
        title=" ".join(title.split()),
        way=Way(side, language),
        section=page.section or article.section,
        source=row.feed_title,
        authors=tuple(dict.fromkeys(one.name for one in article.authors or content.authors if one.name)),
        published=published,
        dated=dated or (published.astimezone().date().isoformat() if published else ""),
        url=row.url if row.url.startswith(WEB) else "",
        blocks=content.blocks or tuple(Paragraph(Text(line)) for line in article.summary.split("\n") if line.strip()),
    )


def tag(language: str) -> str:
    """A language as an attribute may name it, else empty."""
    written = language.replace("_", "-")
    return written if _LANGUAGE.fullmatch(written) else ""


def way_of(text: Text, around: Way) -> Way:
    """Of a text that stands in ``around``: what its markup says, else what its letters do."""
    said = tag(text.language)
    side = text.direction if text.direction != "auto" else side_of(text.text, said or around.language)
    if said:
        return Way(side, said)
    # What runs the other way is in another language, whichever.
    return Way(side, around.language if side == around.side else tag(detect(text.text)))


def way_of_all(blocks: Iterable[Block], around: Way) -> Way:
    """Of a block that holds others: theirs where all agree, else what is around."""
    held = [text for text in texts_and_rest(blocks)[0] if text.text.strip()]
    ways = [way_of(text, around) for text in held]
    if not ways or {way.side for way in ways} != {ways[0].side}:
        return around
    said = {way.language for way in ways}
    if ways[0].side == around.side or len(said) == 1:
        return ways[0] if len(said) == 1 else around
    # Of a word alone the language is seldom known.
    return Way(ways[0].side, tag(detect("\n".join(text.text for text in held))))


def way_of_table(table: Table, around: Way) -> Way:
    """A table starts at the right where any of its cells does."""
    if table.direction != "auto":
        return Way(table.direction, around.language)
    ways = [way_of(cell.text, around) for cell in cells(table) if cell.text.text.strip()]
    if any(way.side == "rtl" for way in ways):
        return around if around.side == "rtl" else next(way for way in ways if way.side == "rtl")
    return around if not ways or around.side == "ltr" else ways[0]


def cells(table: Table) -> Iterator[Cell]:
    for row in table.rows:
        yield from row


def figures(blocks: Iterable[Block]) -> list[Figure]:
    """The pictures of an article, in the order in which they stand."""
    return [block for block in texts_and_rest(blocks)[1] if isinstance(block, Figure)]


def texts(blocks: Iterable[Block]) -> Iterator[Text]:
    """All texts of blocks, those of tables and captions too."""
    found, rest = texts_and_rest(blocks)
    yield from found
    for block in rest:
        match block:
            case Table():
                yield from (cell.text for cell in cells(block))
                yield from (block.caption,) if block.caption else ()
            case Figure(caption=Text() as caption):
                yield caption
