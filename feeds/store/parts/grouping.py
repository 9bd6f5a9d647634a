"""The same story once. A part of `Store` and of `Reader`."""

from __future__ import annotations

from feeds.errors import ArticleNotFound
from feeds.store import marks
from feeds.store.lists import of_story, rows_of
from feeds.store.parts import Part
from feeds.types import ArticleRow


class Grouping(Part):
    """A story's articles are led by the earliest, which ``article.story`` names; one that is alone has none."""

    def group(self, limit: int) -> int:
        """Look which stories the articles tell that came since the last time, up to ``limit`` of them: how many there
        were. Off the event loop: 10,000 take about a second."""
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
        """Mark an article and all that tell its story read, to be taken back in one: how many changed."""
        with self._connections.read() as connection:
            ids = of_story(connection, article_id)
        return marks.mark(self._connections, "read", ids, True, self.clock())
