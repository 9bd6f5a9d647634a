"""Sections that make themselves: today, the reader's tags, saved searches, and the categories that papers share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import apsw

from feeds.clean import clean_line
from feeds.errors import BadSetting, NotFound
from feeds.store.parts import Part
from feeds.types import ScopeKind

if TYPE_CHECKING:
    from feeds.answers import SavedSearch, SmartSection

TOPICS = 12
"""Categories that are shown."""
_FEW = 3
"""Articles of the last month that a category must have to be shown."""
_MONTH = 30 * 86_400
LONGEST_NAME = 100
LONGEST_QUERY = 2_000


class Smart(Part):
    """A part of `Store`."""

    def smart_sections(self, since: int) -> tuple[SmartSection, ...]:
        """Today, which begins at ``since`` (UTC seconds), tags and categories, with what of them is unread."""
        with self._connections.snapshot() as connection:
            return (_today(connection, since), *_tags(connection), *_topics(connection, since - _MONTH))

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """In the order in which they were saved."""
        from feeds.answers import SavedSearch

        with self._connections.read() as connection:
            rows: Any = connection.execute("SELECT id, name, query FROM saved_search ORDER BY position, id").fetchall()
        return tuple(SavedSearch(*row) for row in rows)

    def save_search(self, name: str, query: str) -> int:
        """Keep a search under a name, or change the query of the one that has it: its id. Raises BadSetting."""
        name, query = _named(name), _asked(query)
        with self._connections.write() as connection:
            id_: int = connection.execute(
                "INSERT INTO saved_search(name, query, position)"
                " VALUES(?, ?, (SELECT ifnull(max(position), 0) + 1 FROM saved_search))"
                " ON CONFLICT(name) DO UPDATE SET query = excluded.query RETURNING id",
                (name, query),
            ).get
            return id_

    def change_search(self, search: SavedSearch) -> None:
        """Give a saved search another name or query. Raises NotFound, BadSetting."""
        name, query = _named(search.name), _asked(search.query)
        with self._connections.write() as connection:
            taken = connection.execute("SELECT 1 FROM saved_search WHERE name = ? AND id <> ?", (name, search.id)).get
            if taken:
                raise BadSetting(name="name", value=name)
            connection.execute("UPDATE saved_search SET name = ?, query = ? WHERE id = ?", (name, query, search.id))
            if not connection.changes():
                raise NotFound(name=search.id)

    def remove_search(self, id_: int) -> None:
        """Raises NotFound."""
        with self._connections.write() as connection:
            connection.execute("DELETE FROM saved_search WHERE id = ?", (id_,))
            if not connection.changes():
                raise NotFound(name=id_)


def _named(name: str) -> str:
    said = clean_line(name)
    if not said or len(said) > LONGEST_NAME:
        raise BadSetting(name="name", value=said[:LONGEST_NAME])
    return said


def _asked(query: str) -> str:
    said = clean_line(query)
    if not said or len(said) > LONGEST_QUERY:
        raise BadSetting(name="query", value=said[:LONGEST_NAME])
    return said


def _today(connection: apsw.Connection, since: int) -> SmartSection:
    from feeds.answers import SmartSection

    unread: int = connection.execute(
        "SELECT count(*) FROM article INDEXED BY article_unread WHERE read = 0 AND sort_at >= ?", (since,)
    ).get
    return SmartSection(ScopeKind.TODAY, since, "", unread)


def _tags(connection: apsw.Connection) -> Sequence[SmartSection]:
    from feeds.answers import SmartSection

    rows: Any = connection.execute(
        "SELECT t.id, t.name, sum(a.read = 0) FROM tag t JOIN article_tag k ON k.tag = t.id"
        " JOIN article a ON a.id = k.article GROUP BY t.id ORDER BY t.name"
    ).fetchall()
    return [SmartSection(ScopeKind.TAG, *row) for row in rows]


def _topics(connection: apsw.Connection, since: int) -> Sequence[SmartSection]:
    """The largest categories of the last month."""
    from feeds.answers import SmartSection

    rows: Any = connection.execute(
        "SELECT id, name, (SELECT count(*) FROM article_category k JOIN article a ON a.id = k.article"
        " WHERE k.category = t.id AND k.sort_at >= :since AND a.read = 0) FROM ("
        "SELECT c.id, c.name, (SELECT count(*) FROM article_category k WHERE k.category = c.id AND k.sort_at >= :since)"
        " AS articles FROM category c WHERE articles >= :few ORDER BY articles DESC, c.id LIMIT :topics) t",
        {"since": since, "few": _FEW, "topics": TOPICS},
    ).fetchall()
    return [SmartSection(ScopeKind.CATEGORY, *row) for row in rows]
