"""What the reader does with feeds and sections, each deed in the log that undo goes by. A part of `Store`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from feeds.errors import FeedNotFound
from feeds.store.connections import Connections
from feeds.types import FullText, Section


class Arranging:
    """See `arranging`, which is brought in by what needs it."""

    clock: Callable[[], int]
    _connections: Connections

    def unsubscribe(self, *feeds: int) -> int:
        """Raises FeedNotFound where none of them is there."""
        from feeds.store import arranging

        count = arranging.unsubscribe(self._connections, feeds, self.clock())
        if not count:
            raise FeedNotFound(id=feeds[0])
        return count

    def rename(self, feed: int, title: str) -> int:
        from feeds.store import arranging

        return arranging.rename(self._connections, feed, title, self.clock())

    def move_feeds(self, feeds: Sequence[int], section: int | str | None) -> int:
        from feeds.store import arranging

        return arranging.move(self._connections, feeds, section, self.clock())

    def set_full_text(self, feeds: Sequence[int], full_text: FullText) -> int:
        from feeds.store import arranging

        return arranging.set_full_text(self._connections, feeds, full_text, self.clock())

    def reorder(self, feed: int, by: int) -> int:
        from feeds.store import arranging

        return arranging.reorder(self._connections, feed, by, self.clock())

    def add_section(self, name: str) -> Section:
        """The section called ``name``, made if need be. Raises BadSetting."""
        from feeds.store import arranging, subscriptions

        arranging.add_section(self._connections, name, self.clock())
        wanted = subscriptions.named(name)
        with self._connections.read() as connection:
            known = subscriptions.sections(connection)
        return next(one for one in known if one.name == wanted and one.parent is None)

    def rename_section(self, section: int, name: str) -> int:
        from feeds.store import arranging

        return arranging.rename_section(self._connections, section, name, self.clock())

    def remove_section(self, section: int) -> int:
        from feeds.store import arranging

        return arranging.remove_section(self._connections, section, self.clock())

    def reorder_section(self, section: int, by: int) -> int:
        from feeds.store import arranging

        return arranging.reorder_section(self._connections, section, by, self.clock())

    # ── What was removed ─────────────────────────────────────────────────────────────────────────────────────

    def out_of_reach(self) -> dict[int, str]:
        """See `removed.out_of_reach`."""
        from feeds.store import removed

        with self._connections.read() as connection:
            return removed.out_of_reach(connection, self.clock())

    def let_go(self, feeds: Iterable[int]) -> None:
        """See `removed.let_go`."""
        from feeds.store import removed

        with self._connections.write() as connection:
            removed.let_go(connection, feeds)
