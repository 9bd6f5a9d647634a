"""The values of the core: what a feed said (``Parsed…``), what the library keeps, and the blocks an article is made of.

All are frozen and carry no behaviour beyond small derived properties. Text in them is logical, clean and
free of markup. Times are aware UTC datetimes, addresses absolute.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, TypeAlias

Direction: TypeAlias = Literal["auto", "ltr", "rtl"]
"""A base direction that markup asked for; ``auto`` leaves it to the text (UAX #9, P2 and the article's language)."""


# ── What both sides share ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Author:
    """A person or body that wrote an article; ``bio`` and ``avatar`` make the author card."""

    name: str
    url: str = ""
    email: str = ""
    avatar: str = ""
    bio: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with an article (RSS ``enclosure``, Atom ``link rel=enclosure``, Media RSS)."""

    url: str
    type: str = ""
    length: int | None = None
    """Bytes, when the feed says."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An address with the words that lead to it (Atom ``link rel=related``, a related article)."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment as the feed or the page carries it; ``depth`` is 0 for an answer to the article itself."""

    author: str
    blocks: tuple[Block, ...]
    published: datetime | None = None
    url: str = ""
    depth: int = 0


# ── What a feed said ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """One RSS ``item``, Atom ``entry`` or JSON Feed item, cleaned but not yet ours. Empty means not said."""

    guid: str = ""
    url: str = ""
    title: str = ""
    """Plain text."""
    summary: str = ""
    """HTML, as sent."""
    content: str = ""
    """HTML, as sent."""
    base: str = ""
    """The address that relative links in ``summary`` and ``content`` stand on (xml:base, else the article's)."""
    authors: tuple[Author, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    image: str = ""
    language: str = ""
    """BCP 47, as the feed declares it: often wrong."""
    related: tuple[Link, ...] = ()
    comments_url: str = ""
    """The page with the comments (RSS ``comments``)."""
    comments_feed: str = ""
    """The comments as a feed (wfw:commentRss, Atom ``rel=replies``)."""
    comments_count: int | None = None
    """slash:comments, thr:total."""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """One document as the publisher sent it."""

    format: str
    """``rss0.9x``, ``rss1.0``, ``rss2.0``, ``atom0.3``, ``atom1.0``, ``json1.0``, ``json1.1`` or ``other``."""
    title: str = ""
    url: str = ""
    """The site the feed belongs to."""
    description: str = ""
    language: str = ""
    icon: str = ""
    articles: tuple[ParsedArticle, ...] = ()
    ttl: int | None = None
    """Seconds (RSS ``ttl`` is minutes; sy:updatePeriod over sy:updateFrequency where it is longer)."""
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    """Monday is 0."""


# ── What the library keeps ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Section:
    """A named folder of feeds; ``parent`` is None at the top."""

    id: int
    name: str
    parent: int | None = None
    position: int = 0
    unread: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription. ``title`` is the reader's own name for it if there is one, else what the feed calls itself."""

    id: int
    url: str
    title: str
    section: int | None = None
    site: str = ""
    language: str = ""
    unread: int = 0
    total: int = 0
    error: str = ""
    """The code of the last refresh's error (`feeds.errors`), empty when it went well."""
    error_args: dict[str, str] | None = None
    refreshed: datetime | None = None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as lists show it: no body is loaded."""

    id: int
    feed: int
    feed_title: str
    title: str
    author: str
    url: str
    language: str
    sort_at: int
    """UTC seconds: published, or first seen where that can't be trusted. Lists go by (sort_at, id), newest first."""
    published: datetime | None
    read: bool
    starred: bool


@dataclass(frozen=True, slots=True)
class Article:
    """All that is kept of an article but its blocks (`Reader.content`)."""

    row: ArticleRow
    section: str
    """The name of the section its feed is in, or empty."""
    summary: str
    """Plain text."""
    authors: tuple[Author, ...]
    categories: tuple[str, ...]
    enclosures: tuple[Enclosure, ...]
    related: tuple[Link, ...]
    comments_url: str
    comments_feed: str
    comments_count: int | None
    image: str
    updated: datetime | None
    first_seen: datetime


class ScopeKind(StrEnum):
    """What a list of articles is drawn from."""

    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"
    SECTION = "section"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Scope:
    """The articles a list shows: ``id`` is the section's or the feed's; ``unread`` leaves out what was read;
    ``text`` keeps titles and authors that contain it once both are folded (`feeds.search.fold`)."""

    kind: ScopeKind = ScopeKind.ALL
    id: int | None = None
    unread: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page: the next page starts after it."""

    sort_at: int
    id: int


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list; ``next`` is None at its end."""

    rows: tuple[ArticleRow, ...]
    next: Cursor | None


# ── Blocks: the body of an article, safe by construction ────────────────────────────────────────────────────


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
    direction: Direction = "auto"
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
    direction: Direction = "auto"


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
    direction: Direction = "auto"


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
class Content:
    """The body of an article and what its markup says around it (microformats h-card, u-comment h-cite)."""

    blocks: tuple[Block, ...]
    language: str
    """Detected from the text (ISO 639: ar fa ur ckb he en …); what the feed declares only breaks ties."""
    authors: tuple[Author, ...] = ()
    related: tuple[Link, ...] = ()
    comments: tuple[Comment, ...] = ()


# ── A refresh, as it is told ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class FeedRefreshed:
    """One feed is done: ``new`` and ``changed`` count articles; ``error`` is a code, empty when it went well."""

    feed: int
    title: str
    url: str
    done: int
    total: int
    new: int = 0
    changed: int = 0
    error: str = ""
    error_args: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class RefreshSummary:
    """A whole refresh. ``failed`` repeats the reports of the feeds that failed."""

    total: int
    new: int
    changed: int
    failed: Sequence[FeedRefreshed] = ()


# ── What the library answers ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures beside the sections that are always there."""

    total: int
    unread: int
    starred: int


@dataclass(frozen=True, slots=True)
class CatalogueFeed:
    """A feed of the built-in catalogue. ``country`` is ISO 3166 alpha-2, or empty where a paper writes for a whole
    language; ``subject`` is a key that `tui.words` names."""

    name: str
    url: str
    language: str
    country: str
    subject: str


@dataclass(frozen=True, slots=True)
class OpmlImport:
    """What came of an OPML file: ``refused`` holds the addresses that are neither http nor https."""

    added: tuple[Feed, ...]
    known: int
    refused: tuple[str, ...]
