"""Leaving, naming and moving feeds and sections. A part of `Reader`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feeds.types import FullText, Section

if TYPE_CHECKING:
    from feeds.store.library import Store


class Arranging:
    """Each deed can be taken back by `Reader.undo`, and says how many feeds or sections it changed. Off the event loop
    for more than a few feeds."""

    _store: Store

    def unsubscribe(self, *feeds: int) -> int:
        """Remove the feeds, their articles, and the sections that are left empty. They are gone from all that is shown,
        and come back as they were by undo, or by subscribing to the same address, for as long as `forget_removed` lets
        them. Raises FeedNotFound where none of them is there."""
        return self._store.unsubscribe(*feeds)

    def forget_removed(self) -> int:
        """Let go for good the feeds that were removed seven days ago or that no undo reaches any more, and what signed
        in to them: how many. Raises LibraryReadOnly, LibraryBusy, DiskFull."""
        gone = self._store.out_of_reach()
        if gone:
            from feeds import secrets

            for reference in filter(None, gone.values()):
                secrets.forget(self._store.path, reference)
            self._store.let_go(gone)
        return len(gone)

    def rename_feed(self, feed_id: int, title: str) -> int:
        """Call the feed ``title``; empty gives it its own name back. Raises FeedNotFound."""
        return self._store.rename(feed_id, title)

    def move_feeds(self, feeds: Sequence[int], section: int | str | None) -> int:
        """Put the feeds at the end of a section: by its id, by its name, which is made at the top if need be, or of
        none. Raises NotFound."""
        return self._store.move_feeds(feeds, section)

    def set_full_text(self, feeds: Sequence[int], full_text: FullText) -> int:
        """As `FeedSettings.full_text`, of several feeds at once."""
        return self._store.set_full_text(feeds, full_text)

    def reorder_feed(self, feed_id: int, by: int) -> int:
        """Move the feed ``by`` places within its section. Raises FeedNotFound."""
        return self._store.reorder(feed_id, by)

    def add_section(self, name: str) -> Section:
        """The section at the top called ``name``, made if need be. Raises BadSetting for no name."""
        return self._store.add_section(name)

    def rename_section(self, section_id: int, name: str) -> int:
        """Raises NotFound, BadSetting for no name or one that a section beside it has."""
        return self._store.rename_section(section_id, name)

    def remove_section(self, section_id: int) -> int:
        """What is in it goes to the section around it, or to none. Raises NotFound, BadSetting where a section in it is
        called as one beside it."""
        return self._store.remove_section(section_id)

    def reorder_section(self, section_id: int, by: int) -> int:
        """Move the section ``by`` places among those beside it. Raises NotFound."""
        return self._store.reorder_section(section_id, by)
