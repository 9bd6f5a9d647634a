"""The same story once. A part of `Reader`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feeds.types import ArticleRow

if TYPE_CHECKING:
    from feeds.store.library import Store


class Grouping:
    """Articles that tell one story are led by the earliest of them."""

    _store: Store

    def group(self, limit: int) -> int:
        """Look which stories the articles tell that came since the last time, up to ``limit`` of them: how many there
        were. Off the event loop: 10,000 take about a second."""
        return self._store.group(limit)

    def sources(self, article_id: int) -> tuple[ArticleRow, ...]:
        """All articles that tell the story of one, itself among them, the earliest first. Raises ArticleNotFound."""
        return self._store.sources(article_id)

    def mark_story_read(self, article_id: int) -> int:
        """Mark an article and all others that tell its story read, to be taken back in one: how many changed."""
        return self._store.mark_story_read(article_id)
