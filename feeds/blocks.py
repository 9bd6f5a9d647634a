"""The body of an article as blocks and spans: safe by construction, since only these come out of its HTML."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Literal, TypeAlias

from feeds.types import Author, Link
from feeds.values import dataclass

MarkedDirection: TypeAlias = Literal["auto", "ltr", "rtl"]
"""A base direction that markup asked for; ``auto`` leaves it to the text (UAX #9, P2 and the article's language)."""


class SpanKind(StrEnum):
    """What a stretch of text is. A link carries its address in ``href``."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"
    STRIKE = "strike"
    UNDERLINE = "underline"
    MARK = "mark"
    SUPER = "super"
    SUB = "sub"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch [start, end) of a text, counted in code points. Spans may overlap and nest."""

    start: int
    end: int
    kind: SpanKind
    href: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A run of inline text in one paragraph. It may hold ``\\n`` for a forced line break (``<br>``)."""

    text: str
    spans: tuple[Span, ...] = ()
    direction: MarkedDirection = "auto"
    language: str = ""
    """The nearest ``lang`` in the markup, or empty."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    """1 to 6."""
    text: Text


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """``start`` is the first number of an ordered list and None for bullets."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None
    direction: MarkedDirection = "auto"


@dataclass(frozen=True, slots=True)
class Definition:
    """``dl``: each term with what is said of it."""

    items: tuple[tuple[Text, tuple[Block, ...]], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted text, always left to right."""

    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    text: Text
    header: bool = False
    span: int = 1
    """Columns."""


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[Cell, ...], ...]
    caption: Text | None = None
    direction: MarkedDirection = "auto"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture by its address; never fetched unless asked."""

    url: str
    alt: str = ""
    caption: Text | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """A video, a recording or an embedded page, shown as a link."""

    url: str
    kind: Literal["video", "audio", "embed"]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """``hr``."""


Block: TypeAlias = "Paragraph | Heading | Quote | ListBlock | Definition | Code | Table | Figure | Media | Rule"


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment as the feed or the page carries it; ``depth`` is 0 for an answer to the article itself."""

    author: str
    blocks: tuple[Block, ...]
    published: datetime | None = None
    url: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Content:
    """The body of an article and what its markup says around it (microformats h-card, u-comment h-cite)."""

    blocks: tuple[Block, ...]
    language: str
    """Detected from the text (ISO 639: ar fa ur ckb he en …); what the feed declares only breaks ties."""
    authors: tuple[Author, ...] = ()
    related: tuple[Link, ...] = ()
    comments: tuple[Comment, ...] = ()


def texts_and_rest(blocks: Iterable[Block]) -> tuple[list[Text], list[Block]]:
    """The texts of ``blocks`` in reading order, and the blocks that are no text, for places that hold only text."""
    texts: list[Text] = []
    rest: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph(text) | Heading(text=text):
                texts.append(text)
            case Code(text=code):
                texts.append(Text(code, direction="ltr"))
            case Quote(inner):
                _take(inner, texts, rest)
            case ListBlock(items=items):
                for item in items:
                    _take(item, texts, rest)
            case Definition(items):
                for term, inner in items:
                    texts.append(term)
                    _take(inner, texts, rest)
            case _:
                rest.append(block)
    return texts, rest


def _take(blocks: Iterable[Block], texts: list[Text], rest: list[Block]) -> None:
    more_texts, more_rest = texts_and_rest(blocks)
    texts += more_texts
    rest += more_rest
