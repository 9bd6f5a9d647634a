"""A query as SQLite is asked: an expression for the index, to lead the way, and conditions for the library."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any as Anything

import apsw

from feeds.search import fold
from feeds.search.folding import tokens
from feeds.search.query import All, Any, Field, Not, Phrase, Query, Word
from feeds.store import categories
from feeds.store.bodies import Kind, Meta, load
from feeds.store.expressions import Said, beginnings, both, exact, leading, still_typed, terms
from feeds.store.search_file import pages_of
from feeds.store.subscriptions import TITLE

LATE = "(a.id > :held OR a.id IN (SELECT article FROM main.search_change WHERE id > :change))"
"""Whether article ``a`` is not in the index as it is by now."""
GATHERED = 500
"""Pages of the index (`pages_of`) up to which the words with a beginning are gathered there. Articles that have a
commoner one are soon come upon, so they are looked through one by one."""
_RARE = 50
"""Pages of the index up to which all articles that match are looked up at once, and not each as it comes."""
_TEXT = 2
"""The column of the index that holds the text."""


@dataclass(frozen=True, slots=True)
class Index:
    """What of the library is in the index, which is open as schema ``search``."""

    article: int
    change: int
    late: int
    """How many articles are not in it as they are by now, at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query made ready. The conditions are about article ``a`` and its text ``x``."""

    lead: str
    """An FTS5 expression that all that is wanted matches; empty where none can lead the way."""
    rest: str
    """What an article of the index must fulfil besides ``lead``."""
    whole: str
    """All that is wanted, of any article, whether it is in the index or not."""
    rest_is_costly: bool
    """Whether an article is looked up in the index for ``rest``, or its text is read: 0.1 ms, and not 0.005."""
    whole_is_costly: bool
    bindings: dict[str, Anything]
    since: int | None
    """Older articles, by their place in the list, are not wanted; UTC seconds."""
    before: int | None


def prepared(
    connection: apsw.Connection,
    query: Query,
    index: Index | None,
    now: int,
    *,
    typing: bool = False,
    whole: bool = False,
) -> Asked:
    """``query`` for this connection, which gets the functions that the conditions call, in place of those before.

    With ``typing`` the last word may go on. ``whole`` has the text read of an article that is not in the index, by
    whose title and author alone it would be known. ``now`` is UTC seconds; the day begins by the system's clock.
    """
    parts = list(_flat(still_typed(query) if typing else query))
    making = _Making(connection, index, now, whole=whole)
    by_index = [part for part in parts if not making.is_too_common(part)]
    wanted = [found for part in by_index if (found := leading(part))]
    unwanted = [found for part in by_index if isinstance(part, Not) and (found := exact(part.part))]
    leads = index is not None and bool(wanted)
    rest = making.all_of([part for part in parts if part not in by_index or not _is_text(part)]) if leads else ""
    rest_is_costly = making.is_costly
    asked = Asked(
        lead=both(wanted, unwanted) if leads else "",
        rest=rest,
        whole=making.all_of(parts),
        rest_is_costly=rest_is_costly,
        whole_is_costly=making.is_costly,
        bindings=making.bindings,
        since=max(_moments(parts, "since"), default=None),
        before=min(_moments(parts, "before"), default=None),
    )
    making.register()
    return asked


def _is_text(part: Query) -> bool:
    """Whether the index answers it by itself."""
    return bool(exact(part.part if isinstance(part, Not) else part))


def _flat(query: Query) -> Iterator[Query]:
    if isinstance(query, All):
        for part in query.parts:
            yield from _flat(part)
    else:
        yield query


def _moments(parts: list[Query], name: str) -> Iterator[int]:
    for part in parts:
        if isinstance(part, Field) and part.name == name and isinstance(part.value, datetime):
            yield int(part.value.timestamp())


class _Making:
    """Conditions, with what they are bound to and the functions they call."""

    def __init__(self, connection: apsw.Connection, index: Index | None, now: int, *, whole: bool) -> None:
        self._connection = connection
        self._index = index
        self._now = now
        self._whole = whole
        self._texts: list[Query] = []
        self.is_costly = False
        self.bindings: dict[str, Anything] = {}
        if index is not None:
            self.bindings |= {"held": index.article, "change": index.change}

    def register(self) -> None:
        from feeds.store.index import text_of

        texts, connection = tuple(self._texts), self._connection

        def says(number: int, title: str, author: str) -> bool:
            return Said(title, author).fits(texts[number])

        def says_in_all(number: int, title: str, author: str, article: int) -> bool:
            return Said(title, author, text_of(connection, article)).fits(texts[number])

        functions: list[tuple[str, Anything, int]] = [
            ("says", says, 3),
            ("says_in_all", says_in_all, 4),
            ("has_file", self._has_file, 2),
            ("word_count", self._word_count, 2),
        ]
        for name, function, arguments in functions:
            self._connection.create_scalar_function(name, function, arguments)

    def is_too_common(self, query: Query) -> bool:
        """Whether the index would have to gather too much for it."""
        gathered = list(beginnings(query))
        if self._index is None or not gathered:
            return False
        return sum(pages_of(self._connection, beginning) for beginning in gathered) > GATHERED

    def all_of(self, parts: list[Query]) -> str:
        return " AND ".join(self.condition(part) for part in parts) or "1"

    def condition(self, query: Query) -> str:
        """Never NULL, so that NOT turns it round."""
        if expression := exact(query):
            return self._text(query, expression)
        match query:
            case Not(part):
                return f"NOT {self.condition(part)}"
            case All(parts):
                return f"({self.all_of(list(parts))})"
            case Any(parts):
                return f"({' OR '.join(self.condition(part) for part in parts)})"
            case Field(name, value):
                return f"({_FIELDS[name](self, value)})"
            case _:
                raise TypeError(type(query).__name__)

    def _bound(self, value: Anything) -> str:
        name = f"q{len(self.bindings)}"
        self.bindings[name] = value
        return f":{name}"

    def _says(self, query: Query, author: str = "x.author") -> str:
        self._texts.append(query)
        return f"says({len(self._texts) - 1}, x.title, {author})"

    def _text(self, query: Query, expression: str) -> str:
        if self._index is None:
            return self._by_text(query) if self._whole else self._says(query)
        if self.is_too_common(query):
            return self._by_text(query)
        matches = f"FROM search.words w WHERE w.words MATCH {self._bound(expression)}"
        if any(beginnings(query)) or sum(pages_of(self._connection, term) for term in terms(query)) <= _RARE:
            looked_up = f"a.id IN (SELECT w.rowid {matches})"
        else:
            self.is_costly = True
            looked_up = f"EXISTS(SELECT 1 {matches} AND w.rowid = a.id)"
        if not self._index.late:
            return looked_up
        return f"iif({LATE}, {self._by_text(query) if self._whole else self._says(query)}, {looked_up})"

    def _by_text(self, query: Query) -> str:
        """What the article itself says, all of it where more than its author is asked for."""
        plainly = self._says(query)
        if isinstance(query, Field):
            return plainly
        self.is_costly = True
        return f"says_in_all{plainly.removeprefix('says')[:-1]}, a.id)"

    # ── Fields ───────────────────────────────────────────────────────────────────────────────────────────────

    def _named(self, names: str, value: str) -> str:
        """The ids of those of (id, name) rows whose folded name holds ``value``."""
        rows: Anything = self._connection.execute(names)
        ids = [id_ for id_, name in rows if value in " ".join(fold(name).split())]
        return f"SELECT value FROM json_each({self._bound(json.dumps(ids))})"

    def feed(self, value: str) -> str:
        return f"a.feed IN ({self._named(f'SELECT f.id, {TITLE} FROM feed f', value)})"

    def section(self, value: str) -> str:
        return (
            f"a.feed IN (WITH RECURSIVE inside(id) AS ({self._named('SELECT id, name FROM section', value)}"
            " UNION SELECT g.id FROM section g JOIN inside ON g.parent = inside.id)"
            " SELECT f.id FROM feed f JOIN inside ON f.section = inside.id)"
        )

    def category(self, value: str) -> str:
        named = f"SELECT id FROM category WHERE instr(folded, {self._bound(categories.key(value))}) > 0"
        return f"EXISTS(SELECT 1 FROM article_category c WHERE c.article = a.id AND c.category IN ({named}))"

    def tag(self, value: str) -> str:
        ids = self._named("SELECT id, name FROM tag", value)
        return f"EXISTS(SELECT 1 FROM article_tag t WHERE t.article = a.id AND t.tag IN ({ids}))"

    def author(self, value: str) -> str:
        """Of a name without a letter or a digit, which is no word of the index."""
        return f"instr(x.author, {self._bound(value)}) > 0"

    def title(self, value: Word | Phrase) -> str:
        return self._says(value, author="''")

    def note(self, value: Word | Phrase) -> str:
        rows: Anything = self._connection.execute("SELECT article, text FROM note")
        ids = [article for article, text in rows if Said(text).fits(value)]
        return f"a.id IN (SELECT value FROM json_each({self._bound(json.dumps(ids))}))"

    def link(self, value: str) -> str:
        return f"instr(lower(x.url), lower({self._bound(value)})) > 0"

    def lang(self, value: str) -> str:
        return f"x.language = {(code := self._bound(value))} OR x.language LIKE {code} || '-%'"

    def state(self, value: str) -> str:
        if value == "today":
            day = datetime.fromtimestamp(self._now, UTC).astimezone().replace(hour=0, minute=0, second=0)
            return f"a.sort_at >= {self._bound(int(day.timestamp()))}"
        return _STATES[value]

    def has(self, value: str) -> str:
        if value in _KEPT:
            return _KEPT[value]
        self.is_costly = True
        return f"has_file(a.id, {self._bound(value)})"

    def since(self, value: datetime) -> str:
        return f"a.sort_at >= {self._bound(int(value.timestamp()))}"

    def before(self, value: datetime) -> str:
        return f"a.sort_at < {self._bound(int(value.timestamp()))}"

    def words(self, value: tuple[str, int]) -> str:
        comparison, count = value
        self.is_costly = True
        size = "NULL"
        if self._index is not None:
            size = f"iif({LATE}, NULL, (SELECT sz FROM search.words_docsize d WHERE d.id = a.id))"
        return f"word_count(a.id, {size}) {comparison} {self._bound(count)}"

    # ── Functions that conditions call ───────────────────────────────────────────────────────────────────────

    def _has_file(self, article: int, kind: str) -> bool:
        meta = Meta(load(self._connection, article, Kind.META))
        if kind == "enclosure":
            return bool(meta.enclosures)
        if kind == "comments":
            return bool(meta.comments_url or meta.comments_feed or meta.comments_count)
        if any(one.type.startswith(f"{kind}/") for one in meta.enclosures):
            return True
        return kind == "image" and bool(meta.image or "<img" in load(self._connection, article, Kind.HTML))

    def _word_count(self, article: int, sizes: bytes | None) -> int:
        """By the sizes of columns that FTS5 keeps (its ``docsize`` table: varints), else counted."""
        if sizes is not None:
            return _varints(sizes)[_TEXT]
        from feeds.store.index import text_of

        return len(tokens(text_of(self._connection, article)))


def _varints(packed: bytes) -> list[int]:
    """SQLite's variable-length integers; of sizes, so none takes all nine bytes."""
    numbers, number = [], 0
    for byte in packed:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(number)
            number = 0
    return numbers


_FIELDS: dict[str, Callable[[_Making, Anything], str]] = {
    "feed": _Making.feed,
    "section": _Making.section,
    "category": _Making.category,
    "tag": _Making.tag,
    "author": _Making.author,
    "title": _Making.title,
    "note": _Making.note,
    "link": _Making.link,
    "lang": _Making.lang,
    "is": _Making.state,
    "has": _Making.has,
    "since": _Making.since,
    "before": _Making.before,
    "words": _Making.words,
}
_STATES = {
    "unread": "a.read = 0",
    "read": "a.read = 1",
    "starred": "a.star = 1",
    "edited": "a.edited IS NOT NULL",
    "tagged": "EXISTS(SELECT 1 FROM article_tag t WHERE t.article = a.id)",
    "noted": "a.id IN (SELECT article FROM note)",
    "muted": "a.muted = 1",
}
_KEPT = {
    "note": "a.id IN (SELECT article FROM note)",
    "fulltext": f"EXISTS(SELECT 1 FROM body b WHERE b.article = a.id AND b.kind = {Kind.PAGE:d})",
}
