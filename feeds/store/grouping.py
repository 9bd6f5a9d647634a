"""Articles as tellings of one story. A part of `Store`."""

from __future__ import annotations

from collections.abc import Callable

from feeds.errors import ArticleNotFound
from feeds.store import marks
from feeds.store.connections import Connections
from feeds.store.lists import of_story, rows_of
from feeds.types import ArticleRow


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
        with self._connections.snapshot() as connection:
            found = tuple(rows_of(connection, of_story(connection, article_id)))
        if not found:
            raise ArticleNotFound(id=article_id)
        return found

    def mark_story_read(self, article_id: int) -> int:
        """Mark an article and all that tell its story read, as one operation: how many changed."""
        with self._connections.read() as connection:
            ids = of_story(connection, article_id)
        return marks.mark(self._connections, "read", ids, True, self.clock())
