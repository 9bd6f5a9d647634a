"""The values of the core: what the library keeps and answers. What a feed said is in `feeds.parsed`, bodies are in
`feeds.blocks`.

All are frozen and carry no behaviour beyond small derived properties. Text in them is logical, clean and
free of markup. Times are aware UTC datetimes, addresses absolute.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Literal, TypeAlias

from feeds.values import dataclass

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


# ── What the library keeps ──────────────────────────────────────────────────────────────────────────────────

ChosenDirection: TypeAlias = Literal["", "ltr", "rtl"]
"""The base direction that the reader chose for a text, over what its markup says; empty leaves it to the text."""


FullText: TypeAlias = Literal["", "always", "never"]
"""Whether articles are shown as their pages have them; empty leaves it to the section around, and in none it is not."""


@dataclass(frozen=True, slots=True)
class Section:
    """A named folder of feeds; ``parent`` is None at the top."""

    id: int
    name: str
    parent: int | None = None
    position: int = 0
    unread: int = 0
    total: int = 0
    full_text: FullText = ""
    """Of the articles of its feeds, and of the sections in it that say nothing of their own."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription. ``title`` is the reader's own name for it if there is one, else what the feed calls itself, else
    its address without what signs in to it."""

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
    direction: ChosenDirection = ""


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
    direction: ChosenDirection = ""
    """The article's own, else its feed's."""
    edited: datetime | None = None
    """When its publisher's changes to the title or the text were last met; None for one that is as it came."""
    told_by: int = 0
    """How many articles tell its story, itself among them; 0 where no other does."""


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
    rules: tuple[str, ...] = ()
    """The names of the rules that touched it."""
    tags: tuple[str, ...] = ()
    note: str = ""
    """What the reader wrote on it."""
    others: tuple[ArticleRow, ...] = ()
    """The other articles that tell its story, the earliest first."""
    was_kept: bool = False
    """Whether what it said before its feed changed it is there (`Reader.before`)."""


SignIn: TypeAlias = Literal["", "basic", "bearer"]
"""How a feed's server is told who asks (RFC 7617, RFC 6750)."""


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """How the reader wants one feed to be asked for; all empty as a rule."""

    headers: tuple[tuple[str, str], ...] = ()
    """Further headers, name and value, for the feed's own server alone. None of them signs in: that is a secret."""
    user_agent: str = ""
    """In place of Nashra's own."""
    proxy: str = ""
    """An http, https, socks5 or socks5h address that everything about this feed goes through, or empty: what the
    environment names."""
    as_browser: bool = False
    """Ask with the headers of a browser, of sites that turn feed readers away."""
    private: bool = False
    """The reader's word that it may be on this machine or its own network."""
    full_text: FullText = ""
    keep_days: int = 0
    """Days that its articles are kept; 0 as all feeds' are, -1 for good."""
    keep_articles: int = 0
    """How many of its articles are kept, the newest; 0 as of all feeds, -1 all of them."""
    secret: str = ""
    """Where the secret is kept (`feeds.secrets`), never the secret itself; only `Reader.set_secret` changes it."""

    @property
    def sign_in(self) -> SignIn:
        kind = self.secret.partition(":")[0]
        return "basic" if kind == "basic" else "bearer" if kind == "bearer" else ""

    @property
    def in_keyring(self) -> bool:
        """Whether what signs in is in the system's keyring, and not in the file beside the library."""
        return self.secret.split(":")[1:2] == ["keyring"]


@dataclass(frozen=True, slots=True)
class Retention:
    """How long articles are kept, where their feed says nothing of its own (`FeedSettings`); 0 sets no bound. Those
    with a star, a tag or a note always are."""

    days: int = 0
    articles: int = 0
    """Of each feed."""
    in_all: int = 0
    """Of all feeds together."""
    unread_too: bool = False
    """Whether unread articles may go as well."""


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """One answer of a feed, or the lack of one."""

    at: datetime
    status: int
    """The HTTP status, 0 where there was none."""
    error: str
    """A code of `feeds.errors`, empty when it went well."""
    new: int
    changed: int
    bytes: int
    """Of the body, as it came over the network; 0 for an error."""
    took: int
    """Milliseconds from the first byte asked to the last one read."""


class ScopeKind(StrEnum):
    """What a list of articles is drawn from."""

    ALL = "all"
    UNREAD = "unread"
    STARRED = "starred"
    SECTION = "section"
    FEED = "feed"
    TODAY = "today"
    TAG = "tag"
    CATEGORY = "category"
    SAVED = "saved"
    EDITION = "edition"
    """The one that is being read (`feeds.edition`), in its own order and whole on one page."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The articles a list shows: ``id`` is that of the section, the feed, the tag, the category or the saved search, of
    today the moment at which it began (UTC seconds); ``unread`` leaves out what was read; ``text`` is what is searched
    for in them (`feeds.search.query`)."""

    kind: ScopeKind = ScopeKind.ALL
    id: int | None = None
    unread: bool = False
    text: str = ""
    once: bool = False
    """Whether of the articles of a list that tell the same story only the earliest is shown. A feed, stars, tags and
    categories are shown whole all the same."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page: the next page starts after it."""

    sort_at: int
    id: int


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list; ``next`` is None at its end. Of a search, ``ranked`` says that it is in order of
    relevance."""

    rows: tuple[ArticleRow, ...]
    next: Cursor | None
    ranked: bool = False


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
    unasked: int = 0
    """Feeds that were not asked, or not to the end: the refresh was cancelled, or their host wants more time between
    two requests than a refresh takes. They stay due."""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures beside the sections that are always there."""

    total: int
    unread: int
    starred: int
