"""Articles that tell one story, brought together as they come: each new one is compared with those of the same days
that have some of its keys. The keys of what came in the last days are kept, so that little news costs little.
"""

from __future__ import annotations

import json
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import apsw

from feeds.content import to_text
from feeds.store.bodies import Kind, load
from feeds.store.candidates import ByKey, Known, New
from feeds.store.connections import Connections
from feeds.stories import TEXT, WINDOW, Telling, same_story

SLICE = 2_500
"""Articles that are written in one transaction: about 10 ms."""
KEPT = 7 * 86_400
"""Seconds that the keys of an article are kept after it came."""

_ENOUGH = 300
"""Characters of a summary that do without the body."""
_BEGINNING = 1_200
"""Characters of HTML that hold the beginning of a text."""
_ENOUGH_VOTES = 2
"""Articles of a story that settle whether one joins it, if they agree; where they differ, one more does."""
_KEYS = 500_000
"""Keys that are kept in memory while articles are looked through."""
_REMEMBERED = 10_000
"""Articles whose texts are kept in memory."""


@dataclass(slots=True)
class _Votes:
    """How many articles of a story tell what a new one tells, the first of them, and how many something else."""

    yes: int = 0
    no: int = 0
    first: int = 0

    def add(self, article: int, is_same: bool) -> None:
        self.yes += is_same
        self.no += not is_same
        if is_same and not self.first:
            self.first = article

    def settle(self, joined: bool) -> bool:
        """Whether the new one is of this story. Once it has ``joined`` a surer one the two would be one, and a single
        mistake would bring many together that are not: that takes more."""
        return self.yes >= _ENOUGH_VOTES and not self.no if joined else self.yes >= max(1, self.no)


class _Grouped(NamedTuple):
    """An article as it is in the library now; ``story`` leads it, itself where it is alone."""

    sort_at: int
    story: int


def group(connections: Connections, limit: int, now: int) -> int:
    """Look through up to ``limit`` of the articles that came since the last time, in the order in which they came; how
    many there were. Each slice is kept as it is done; where another program is at it, the work is left to that one."""
    _begin(connections, now)
    grouping = _Grouping(connections, now)
    done = 0
    while done < limit and (count := grouping.slice(min(SLICE, limit - done))):
        done += count
    return done


class _Grouping:
    """One call's work."""

    def __init__(self, connections: Connections, now: int) -> None:
        self._connections = connections
        self._now = now
        self._tellings: OrderedDict[int, Telling] = OrderedDict()
        self._by_key = ByKey()
        self._together = _Together()
        self._upto = -1
        """The last article that was looked through before those that are in ``_by_key``."""

    def slice(self, size: int) -> int:
        with self._connections.snapshot() as connection:
            upto = _upto(connection)
            rows: Sequence[Any] = connection.execute(
                f"{_ARTICLE} WHERE a.id > ? ORDER BY a.id LIMIT ?", (upto, size)
            ).fetchall()
            new = [self._new(connection, row) for row in rows]
            links = list(self._links(connection, new)) if new else []
        if not new:
            return 0
        with self._connections.write() as connection:
            if _upto(connection) != upto:
                return 0
            self._keep(connection, new)
            _bring_together(connection, links)
        return len(new)

    def _new(self, connection: apsw.Connection, row: Any) -> New:
        telling = _telling(connection, row)
        self._remember(row[0], telling)
        return New(Known(row[0], row[1], telling.source), telling, telling.keys | telling.names)

    def _links(self, connection: apsw.Connection, new: Sequence[New]) -> Iterator[tuple[int, int]]:
        """Pairs of articles of one story, the first of them new: enough of them to know whole groups by."""
        self._add_earlier(connection, new)
        for one in new:
            joined = False
            for votes in self._votes(connection, one):
                if votes.settle(joined):
                    self._together.join(one.known.id, votes.first)
                    yield one.known.id, votes.first
                    joined = True
            self._by_key.add(one.known, one.keys)

    def _votes(self, connection: apsw.Connection, new: New) -> list[_Votes]:
        """What the articles of each story that may be that of ``new`` say to that, the surest first."""
        heard: dict[int, _Votes] = {}
        for other in self._by_key.candidates(new):
            votes = heard.setdefault(self._together.first(other), _Votes())
            if max(votes.yes, votes.no) < _ENOUGH_VOTES:
                telling = self._tellings.get(other) or self._loaded(connection, other)
                votes.add(other, telling is not None and same_story(new.telling, telling))
                if telling:
                    telling.rest()
        new.telling.rest()
        return sorted(heard.values(), key=lambda votes: (-votes.yes, votes.no))

    def _add_earlier(self, connection: apsw.Connection, new: Sequence[New]) -> None:
        """Those of the last days that were looked through before this call, by the keys that ``new`` have too, but
        for those that others had before."""
        if self._upto < 0 or len(self._by_key) > _KEYS:
            self._by_key = ByKey()
            self._upto = _upto(connection)
        wanted = self._by_key.lacking(key for one in new for key in one.keys)
        dates = [one.known.sort_at for one in new]
        rows: Iterable[Any] = connection.execute(
            "SELECT article, sort_at, source, keys FROM telling WHERE article <= ? AND sort_at BETWEEN ? AND ?",
            (self._upto, min(dates) - WINDOW, max(dates) + WINDOW),
        )
        added = []
        for article, sort_at, source, keys in rows:
            if shared := wanted.intersection(array("I", keys)):
                self._by_key.add(Known(article, sort_at, source), shared)
                added.append(article)
        for article, grouped in _grouped(connection, added).items():
            self._together.join(article, grouped.story)

    def _loaded(self, connection: apsw.Connection, article: int) -> Telling | None:
        row = connection.execute(f"{_ARTICLE} WHERE a.id = ?", (article,)).fetchone()
        if row is None:
            return None
        telling = _telling(connection, row)
        self._remember(article, telling)
        return telling

    def _remember(self, article: int, telling: Telling) -> None:
        self._tellings[article] = telling
        if len(self._tellings) > _REMEMBERED:
            self._tellings.popitem(last=False)

    def _keep(self, connection: apsw.Connection, new: Sequence[New]) -> None:
        # One may have gone with its feed meanwhile.
        ids: Iterable[Any] = connection.execute(
            "SELECT id FROM article WHERE id BETWEEN ? AND ?", (new[0].known.id, new[-1].known.id)
        )
        there = {article for (article,) in ids}
        connection.executemany(
            "INSERT INTO telling(article, sort_at, source, keys, seen) VALUES(?, ?, ?, ?, ?)",
            [(*one.known, array("I", one.keys).tobytes(), self._now) for one in new if one.known.id in there],
        )
        connection.execute("UPDATE grouped SET upto = ?", (new[-1].known.id,))
        # Those that came first have the lowest ids, so what is to go is found without looking through all.
        connection.execute(
            "DELETE FROM telling WHERE article IN (SELECT article FROM"
            " (SELECT article, seen FROM telling ORDER BY article LIMIT ?) WHERE seen < ?)",
            (2 * SLICE, self._now - KEPT),
        )


_ARTICLE = (
    "SELECT a.id, a.sort_at, a.feed, x.title, x.summary, x.url FROM article a"
    " CROSS JOIN article_text x ON x.article = a.id"
)


def _begin(connections: Connections, now: int) -> None:
    """The first time, leave what came before the last days as it is: a million articles would take minutes. In what is
    left of a damaged library stories may have lost the article that led them: they are told no more."""
    with connections.read() as connection:
        if _upto(connection):
            return
        earlier = connection.execute("SELECT max(id) FROM article WHERE first_seen < ?", (now - KEPT,)).get
        lost = connection.execute(f"SELECT EXISTS(SELECT 1 FROM article WHERE {_LED_BY_NONE})").get
    if earlier or lost:
        with connections.write() as connection:
            connection.execute("UPDATE grouped SET upto = ? WHERE upto = 0", (earlier or 0,))
            connection.execute(f"UPDATE article SET story = NULL WHERE {_LED_BY_NONE}")


_LED_BY_NONE = "story IS NOT NULL AND NOT EXISTS(SELECT 1 FROM article m WHERE m.id = article.story)"


def _upto(connection: apsw.Connection) -> int:
    """The last article that was looked through."""
    upto: int = connection.execute("SELECT upto FROM grouped").get
    return upto


def _telling(connection: apsw.Connection, row: Any) -> Telling:
    article, _sort_at, feed, title, summary, url = row
    text = summary
    if len(summary) < _ENOUGH:
        body = to_text(_begun(load(connection, article, Kind.HTML)))[:TEXT]
        text = body if summary in body else f"{summary} {body}"
    return Telling(title, text, url, feed)


def _begun(html: str) -> str:
    """The beginning of ``html``, not cut inside a tag."""
    begun = html[:_BEGINNING]
    tag = begun.rfind("<")
    return begun[:tag] if len(html) > _BEGINNING and tag > begun.rfind(">") else begun


class _Together:
    """Which articles have been joined."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def first(self, article: int) -> int:
        """One that stands for all that ``article`` was joined with."""
        while (above := self._above.get(article, article)) != article:
            article = above
        return article

    def join(self, one: int, under: int) -> None:
        """``one`` and all with it, under what stands for ``under``."""
        above, below = self.first(under), self.first(one)
        if above != below:
            self._above[below] = above


def _bring_together(connection: apsw.Connection, links: Sequence[tuple[int, int]]) -> None:
    """Write groups, each led by its earliest article. What would stretch one over more than the window stays apart."""
    there = _grouped(connection, {article for link in links for article in link})
    there |= _grouped(connection, {one.story for one in there.values()} - there.keys())
    latest = _latest(connection, there)
    together = _Together()

    def leader(article: int) -> int:
        return together.first(there[article].story)

    for link in links:
        if there.keys() >= set(link):
            early, late = sorted(map(leader, link), key=lambda one: (there[one].sort_at, one))
            last = max(latest[early], latest[late])
            if early != late and last - there[early].sort_at <= WINDOW:
                together.join(late, early)
                latest[early] = last
    moved = {(leader(article), article) for article in there if leader(article) != there[article].story}
    connection.executemany(
        "UPDATE article SET story = ?2 WHERE story = ?1", {(there[article].story, to) for to, article in moved}
    )
    connection.executemany("UPDATE article SET story = ?1 WHERE id = ?2", moved | {(to, to) for to, _ in moved})


def _latest(connection: apsw.Connection, there: Mapping[int, _Grouped]) -> dict[int, int]:
    """When the latest article of each story was, by the one that leads it."""
    rows: Iterable[Any] = connection.execute(
        "SELECT story, max(sort_at) FROM article WHERE story IN (SELECT value FROM json_each(?)) GROUP BY story",
        (json.dumps(sorted({one.story for one in there.values()})),),
    )
    return {article: one.sort_at for article, one in there.items()} | dict(rows)


def _grouped(connection: apsw.Connection, articles: Iterable[int]) -> dict[int, _Grouped]:
    rows: Iterable[Any] = connection.execute(
        "SELECT id, sort_at, ifnull(story, id) FROM article WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(articles)),),
    )
    return {article: _Grouped(sort_at, story) for article, sort_at, story in rows}
