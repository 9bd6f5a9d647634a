"""The morning edition: what is unread, bounded by the time there is for it; made, kept, and told with the sections of
its articles. A part of `Store` and of `Reader`.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import apsw

from feeds.store.lists import page
from feeds.store.parts import Part
from feeds.types import Scope, ScopeKind

if TYPE_CHECKING:
    from feeds.answers import Edition
    from feeds.edition import Candidate

OF_FEED = 30
"""Unread articles of a feed, its newest, that may come into an edition."""


class Editions(Part):
    """There is one at a time, the same after a restart. Its list is that of ``ScopeKind.EDITION``."""

    def edition(self) -> Edition | None:
        """The one that is being read, as its articles are now; None before the first."""
        with self._connections.snapshot() as connection:
            return _kept(connection)

    def open_edition(self, day: str, minutes: int) -> Edition:
        """The same, until it is read to its end or of another ``day`` (ISO 8601): then a new one, chosen from what is
        unread in all sections (`feeds.edition`), of ``minutes`` of reading. Off the event loop."""
        from feeds.edition import choose

        with self._connections.snapshot() as connection:
            kept = _kept(connection)
            if kept and kept.day == day and kept.read < len(kept.rows):
                return kept
            chosen = choose(
                _candidates(connection), lambda article: _length(connection, article), minutes=minutes, now=self.clock()
            )
        with self._connections.write() as connection:
            connection.execute("DELETE FROM edition; DELETE FROM edition_article")
            connection.execute("INSERT INTO edition VALUES(?)", (day,))
            # One may have gone meanwhile.
            connection.executemany(
                "INSERT INTO edition_article(position, article, seconds) SELECT ?, id, ? FROM article WHERE id = ?",
                [(at, one.seconds, one.id) for at, one in enumerate(chosen)],
            )
            made = _kept(connection)
        assert made is not None
        return made


def _kept(connection: apsw.Connection) -> Edition | None:
    from feeds.answers import Edition, EditionPart

    day = connection.execute("SELECT day FROM edition").get
    if day is None:
        return None
    rows = page(connection, Scope(ScopeKind.EDITION), None, 0).rows
    names: Any = dict(
        connection.execute("SELECT f.id, ifnull(s.name, '') FROM feed f LEFT JOIN section s ON s.id = f.section")
    )
    parts = tuple(EditionPart(name, tuple(of)) for name, of in groupby(rows, key=lambda row: names[row.feed]))
    seconds = connection.execute("SELECT ifnull(sum(seconds), 0) FROM edition_article").get
    return Edition(day, parts, seconds)


def _candidates(connection: apsw.Connection) -> list[Candidate]:
    """The newest unread of each feed, in the order of the sections; those of none come last."""
    from feeds.edition import Candidate
    from feeds.store.subscriptions import sections

    order = {section.id: at for at, section in enumerate(sections(connection))}
    rows: Any = connection.execute(
        "SELECT m.id, f.section, f.id, ifnull(m.story, m.id),"
        " (SELECT count(*) FROM article b WHERE b.story = m.story), m.sort_at FROM feed f CROSS JOIN article m"
        " ON m.id IN (SELECT a.id FROM article a INDEXED BY article_feed_unread WHERE a.feed = f.id AND a.read = 0"
        " ORDER BY a.sort_at DESC, a.id DESC LIMIT ?)",
        (OF_FEED,),
    )
    found = [Candidate(*row) for row in rows]
    return sorted(found, key=lambda one: order.get(one.section or 0, len(order)))


def _length(connection: apsw.Connection, article: int) -> int:
    """The seconds that an article takes as it would be shown: as its page has it, if that was fetched."""
    from feeds.content.plain import to_text
    from feeds.reading_time import seconds_of
    from feeds.store.articles import kept
    from feeds.store.bodies import Kind, load

    if web_page := kept(connection, article, Kind.PAGE):
        from feeds.blocks import texts_and_rest

        words = sum(len(text.text.split()) for text in texts_and_rest(web_page.blocks)[0])
    else:
        words = len(to_text(load(connection, article, Kind.HTML)).split())
    tongue: str = connection.execute("SELECT language FROM article_text WHERE article = ?", (article,)).get
    return seconds_of(words, tongue)
