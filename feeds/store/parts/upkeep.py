"""What keeps the library small and safe: old articles go, the file shrinks, backups. A part of `Store`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.store.parts import Part
from feeds.types import Retention

if TYPE_CHECKING:
    from feeds.store.backup import Restored
    from feeds.store.whole import Whole


class Upkeep(Part):
    """Each is brought in by the one method that needs it."""

    refresh_lock: Callable[[], AbstractContextManager[None]]

    def prune(self, wanted: Retention, stop: Callable[[], bool] = lambda: False) -> int:
        """See `pruning.prune`. Raises LibraryBusy while another program refreshes."""
        from feeds.store import pruning

        with self.refresh_lock():
            return pruning.prune(self._connections, wanted, self.clock(), stop)

    def shrink(self, stop: Callable[[], bool] = lambda: False, *, gone: int = 0) -> int:
        """See `shrinking.shrink`. Raises LibraryBusy while another program refreshes."""
        from feeds.store import shrinking

        with self.refresh_lock():
            return shrinking.shrink(self._connections, stop, gone=gone)

    def backup(self, target: Path) -> int:
        """See `backup.backup`."""
        from feeds.store import backup

        return backup.backup(self._connections, target)

    def restore(self, source: Path) -> Restored:
        """See `backup.restore`. Raises LibraryBusy as well while another program refreshes."""
        from feeds.store import backup

        with self.refresh_lock():
            return backup.restore(self._connections, source)

    def whole_articles(self, *, own: bool = False) -> Iterator[Whole]:
        """See `whole.articles`."""
        from feeds.store import whole

        return whole.articles(self._connections, own=own)

    def whole_article(self, article_id: int) -> Whole:
        """Raises ArticleNotFound."""
        from feeds.store import whole

        return whole.article(self._connections, article_id)
