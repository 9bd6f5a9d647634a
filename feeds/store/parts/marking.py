"""What the reader does with articles: marks, stars, tags and notes, and taking them back. A part of `Store` and of
`Reader`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feeds.store import marks
from feeds.store.parts import Part
from feeds.types import Cursor, Scope

if TYPE_CHECKING:
    from feeds.answers import Change, Tag


class Marking(Part):
    """Each deed is in the log that undo goes by, and says how many articles it changed."""

    def mark_read(self, ids: Sequence[int], read: bool = True) -> int:
        return marks.mark(self._connections, "read", ids, read, self.clock())

    def mark_all_read(self, scope: Scope, upto: Cursor | None = None) -> int:
        """With ``upto`` only that article and those below it in the list, so that what came in above meanwhile stays
        unread. In slices, off the event loop: 1,000,000 articles take seconds."""
        return marks.mark_all_read(self._connections, scope, upto, self.clock())

    def star(self, ids: Sequence[int], starred: bool = True) -> int:
        return marks.mark(self._connections, "star", ids, starred, self.clock())

    def tag(self, ids: Sequence[int], name: str, value: bool = True) -> int:
        """Give articles a tag, or take it away. Raises BadSetting for what is no name."""
        from feeds.store import labels

        return labels.tag(self._connections, ids, name, value, self.clock())

    def tags(self) -> tuple[Tag, ...]:
        """All tags that are in use, by name."""
        from feeds.store import labels

        with self._connections.read() as connection:
            return labels.tags(connection)

    def set_note(self, article_id: int, text: str) -> bool:
        """Write the note on an article; an empty one takes it away. Raises ArticleNotFound, BadSetting."""
        from feeds.store import labels

        return labels.set_note(self._connections, article_id, text, self.clock())

    def labels(self, article_id: int) -> tuple[tuple[str, ...], str]:
        """The tags of an article and its note."""
        from feeds.store import labels

        with self._connections.snapshot() as connection:
            return labels.tags_of(connection, article_id), labels.note_of(connection, article_id)

    def undo(self) -> Change | None:
        """Take back the last mark, star, tag or note, or all that were set in one, or the last that was done with feeds
        and sections: None where there is nothing. Off the event loop: all of a library takes seconds."""
        from feeds.store import undoing

        return undoing.undo(self._connections, self.clock())

    def redo(self) -> Change | None:
        """Do again what was taken back last. Off the event loop."""
        from feeds.store import undoing

        return undoing.redo(self._connections, self.clock())
