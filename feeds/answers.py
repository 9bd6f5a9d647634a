"""What the library answers, and what the reader gave it, beside the values of `feeds.types`: figures, tags, searches,
rules, and what can be taken back. All are frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from feeds.errors import QueryError
from feeds.types import ArticleRow, ScopeKind
from feeds.values import dataclass, field


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query (`feeds.search.query`) that the reader gave a name."""

    id: int
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of text in logical order, on one line. ``spans`` are (start, end) in it of what is to be marked, in
    order; there are none where nothing of what was searched for is in the text."""

    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SmartSection:
    """A section that makes itself: its scope is of ``kind`` and ``id``. ``query`` is that of a saved search."""

    kind: ScopeKind
    id: int
    name: str
    unread: int
    query: str = ""


@dataclass(frozen=True, slots=True)
class EditionPart:
    """What an edition has of a section; its name is empty for feeds that are in none."""

    section: str
    rows: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """A bounded choice of what is unread (`feeds.edition`), of a ``day`` by ISO 8601; ``seconds`` is the
    time that all of it takes to read."""

    day: str
    parts: tuple[EditionPart, ...]
    seconds: int

    @property
    def rows(self) -> tuple[ArticleRow, ...]:
        return tuple(row for part in self.parts for row in part.rows)

    @property
    def read(self) -> int:
        """How many of its articles were read."""
        return sum(row.read for row in self.rows)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that the reader gave, and the number of articles that have it."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Change:
    """A deed of the reader's or a run of a rule that was taken back or done again: it set ``kind`` to ``value`` on
    ``articles``, as they are counted now; ``name`` is that of a tag or a rule. Of what was done with feeds it counts
    these, and ``name`` is that of the one feed or section."""

    kind: Literal[
        "read", "star", "tag", "note", "rule", "mute", "unsubscribe", "rename", "move", "full-text", "section", "order"
    ]
    value: bool
    articles: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class RuleActions:
    """What a rule does with an article."""

    read: bool = False
    star: bool = False
    mute: bool = False
    """Mark it as read, and leave it out of all lists but its feed's own, and of searches but for ``is:muted``."""
    notify: bool = False
    """Write down that the reader is to be told of it."""
    full_text: bool = False
    """Fetch its page."""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """What is done with the articles that come and match ``query`` (`feeds.search.query`)."""

    id: int
    name: str
    query: str
    actions: RuleActions
    enabled: bool = True
    touched: int = 0
    """Articles in the last 30 days."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an article may be muted by: its name as it is shown, and the query that asks for it."""

    kind: Literal["word", "author", "category", "feed"]
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class RulesRun:
    """What a run of the rules did: the number of articles that each touched, by its id, and why others were left out:
    their queries, written by hand or for another version, can't be read."""

    touched: Mapping[int, int]
    broken: Sequence[tuple[Rule, QueryError]] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What a query matches of the articles that are stored: how many, at least so many unless ``complete``, and the
    newest of them."""

    count: int
    complete: bool
    newest: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True)
class News:
    """An article that a rule wants told when it comes, with the name of its feed."""

    article: int
    title: str
    language: str
    feed: str


@dataclass(frozen=True, slots=True)
class PageFailure:
    """A page that a rule wanted and that could not be had; ``error`` is a code of `feeds.errors`."""

    rule: int
    article: int
    title: str
    error: str
    error_args: dict[str, str]


@dataclass(frozen=True, slots=True)
class PageTaken:
    """The page of one of ``total`` articles was fetched; ``error`` is a code of `feeds.errors`, empty when it came."""

    done: int
    total: int
    title: str
    error: str = ""
    error_args: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageErrors:
    """Pages that could not be had for one reason: how many, and what is to be said of the first."""

    error: str
    count: int
    first: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PagesTaken:
    """What came of taking all unread offline; ``left`` were not asked for: their hosts want rest or kept failing, or it
    was cancelled."""

    taken: int
    failed: tuple[PageErrors, ...] = ()
    left: int = 0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels, row by row, three bytes each: red, green, blue."""

    width: int
    height: int
    rgb: bytes

    def at(self, x: int, y: int) -> tuple[int, int, int]:
        """The pixel of a column and a row."""
        place = 3 * (y * self.width + x)
        red, green, blue = self.rgb[place : place + 3]
        return red, green, blue


@dataclass(frozen=True, slots=True)
class KeptImport:
    """An import that can still be taken back: ``feeds`` of it are there, the first of them called ``first``."""

    id: int
    at: datetime
    feeds: int
    first: str


@dataclass(frozen=True, slots=True)
class FeedOffer:
    """A feed of a site, to choose by: its own title, else its address, and the titles of its newest articles."""

    url: str
    title: str
    language: str
    articles: int | None
    """How many the document has; None for one that was not looked into."""
    newest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CatalogueFeed:
    """A feed of the built-in catalogue. ``country`` is ISO 3166 alpha-2, or empty where a paper writes for a whole
    language; ``subject`` is a key that `tui.words` names."""

    name: str
    url: str
    language: str
    country: str
    subject: str
