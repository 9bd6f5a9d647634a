"""What the reader does with articles: marks, stars, tags and notes, and taking them back. A part of `Store`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from feeds.store import marks
from feeds.store.connections import Connections
from feeds.types import Cursor, Scope

if TYPE_CHECKING:
    from feeds.answers import Change, Tag


class Marking:
    """Each deed is in the log that undo goes by."""

    clock: Callable[[], int]
    _connections: Connections

    def mark_read(self, ids: Sequence[int], read: bool = True) -> int:
        return marks.mark(self._connections, "read", ids, read, self.clock())

    def mark_all_read(self, scope: Scope, upto: Cursor | None = None) -> int:
        """In slices; see `marks.mark_all_read`."""
        return marks.mark_all_read(self._connections, scope, upto, self.clock())

    def mark_slices_read(self, slices: Iterable[Sequence[int]]) -> int:
        """See `marks.mark_slices`."""
        return marks.mark_slices(self._connections, slices, self.clock())

    def star(self, ids: Sequence[int], starred: bool = True) -> int:
        return marks.mark(self._connections, "star", ids, starred, self.clock())

    def tag(self, ids: Sequence[int], name: str, value: bool = True) -> int:
        """See `labels.tag`."""
        from feeds.store import labels

        return labels.tag(self._connections, ids, name, value, self.clock())

    def tags(self) -> tuple[Tag, ...]:
        from feeds.store import labels

        with self._connections.read() as connection:
            return labels.tags(connection)

    def set_note(self, article_id: int, text: str) -> bool:
        """See `labels.set_note`."""
        from feeds.store import labels

        return labels.set_note(self._connections, article_id, text, self.clock())

    def labels(self, article_id: int) -> tuple[tuple[str, ...], str]:
        """The tags of an article and its note."""
        from feeds.store import labels

        with self._connections.snapshot() as connection:
            return labels.tags_of(connection, article_id), labels.note_of(connection, article_id)

    def undo(self) -> Change | None:
        """See `undoing.undo`."""
        from feeds.store import undoing

        return undoing.undo(self._connections, self.clock())

    def redo(self) -> Change | None:
        """See `undoing.redo`."""
        from feeds.store import undoing

        return undoing.redo(self._connections, self.clock())
