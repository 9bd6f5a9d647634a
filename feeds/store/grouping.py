"""Articles as tellings of one story. A part of `Store`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from feeds.errors import ArticleNotFound
from feeds.store import marks
from feeds.store.connections import Connections
from feeds.store.lists import ROW, row_of
from feeds.types import ArticleRow

_OF_STORY = "(SELECT m.id FROM article m WHERE m.story = (SELECT story FROM article WHERE id = :id) UNION SELECT :id)"
"""Article ``:id`` and those that tell the same story."""


class Grouping:
    """A story's articles are led by the earliest, which ``article.story`` names; one that is alone has none."""

    clock: Callable[[], int]
    _connections: Connections

    def group(self, limit: int) -> int:
        """See `groups.group`."""
        from feeds.store import groups  # brings the HTML parser with it, which looking never needs

        return groups.group(self._connections, limit, self.clock())

    def sources(self, article_id: int) -> tuple[ArticleRow, ...]:
        """All that tell the story of an article, itself among them, the earliest first. Raises ArticleNotFound."""
        with self._connections.read() as connection:
            rows: Iterable[Any] = connection.execute(
                f"SELECT {ROW} FROM article a JOIN article_text x ON x.article = a.id JOIN feed f ON f.id = a.feed"
                f" LEFT JOIN article_setting o ON o.article = a.id WHERE a.id IN {_OF_STORY} ORDER BY a.sort_at, a.id",
                {"id": article_id},
            )
            found = tuple(map(row_of, rows))
        if not found:
            raise ArticleNotFound(id=article_id)
        return found

    def mark_story_read(self, article_id: int) -> int:
        """Mark an article and all that tell its story read, as one operation: how many changed."""
        with self._connections.read() as connection:
            ids: Iterable[Any] = connection.execute(f"SELECT id FROM {_OF_STORY}", {"id": article_id}).fetchall()
        return marks.mark(self._connections, "read", [id_ for (id_,) in ids], True, self.clock())
