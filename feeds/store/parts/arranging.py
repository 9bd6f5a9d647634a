"""Leaving, naming and moving feeds and sections. A part of `Store` and of `Reader`."""

from __future__ import annotations

from collections.abc import Sequence

from feeds.errors import FeedNotFound
from feeds.store.parts import Part
from feeds.types import FullText, Section


class Arranging(Part):
    """Each deed can be taken back by `Marking.undo`, and says how many feeds or sections it changed. Off the event loop
    for more than a few feeds. See `arranging`, which is brought in by what needs it."""

    def unsubscribe(self, *feeds: int) -> int:
        """Remove the feeds, their articles, and the sections that are left empty. They are gone from all that is shown,
        and come back as they were by undo, or by subscribing to the same address, for as long as
        `feeds.upkeep.Upkeep.forget_removed` lets them. Raises FeedNotFound where none of them is there."""
        from feeds.store import arranging

        count = arranging.unsubscribe(self._connections, feeds, self.clock())
        if not count:
            raise FeedNotFound(id=feeds[0])
        return count

    def rename_feed(self, feed_id: int, title: str) -> int:
        """Call the feed ``title``; empty gives it its own name back. Raises FeedNotFound."""
        from feeds.store import arranging

        return arranging.rename(self._connections, feed_id, title, self.clock())

    def move_feeds(self, feeds: Sequence[int], section: int | str | None) -> int:
        """Put the feeds at the end of a section: by its id, by its name, which is made at the top if need be, or of
        none. Raises NotFound."""
        from feeds.store import arranging

        return arranging.move(self._connections, feeds, section, self.clock())

    def set_full_text(self, feeds: Sequence[int], full_text: FullText) -> int:
        """As `FeedSettings.full_text`, of several feeds at once."""
        from feeds.store import arranging

        return arranging.set_full_text(self._connections, feeds, full_text, self.clock())

    def reorder_feed(self, feed_id: int, by: int) -> int:
        """Move the feed ``by`` places within its section. Raises FeedNotFound."""
        from feeds.store import arranging

        return arranging.reorder(self._connections, feed_id, by, self.clock())

    def add_section(self, name: str) -> Section:
        """The section at the top called ``name``, made if need be. Raises BadSetting for no name."""
        from feeds.store import arranging, subscriptions

        arranging.add_section(self._connections, name, self.clock())
        wanted = subscriptions.named(name)
        with self._connections.read() as connection:
            known = subscriptions.sections(connection)
        return next(one for one in known if one.name == wanted and one.parent is None)

    def rename_section(self, section_id: int, name: str) -> int:
        """Raises NotFound, BadSetting for no name or one that a section beside it has."""
        from feeds.store import arranging

        return arranging.rename_section(self._connections, section_id, name, self.clock())

    def remove_section(self, section_id: int) -> int:
        """What is in it goes to the section around it, or to none. Raises NotFound, BadSetting where a section in it is
        called as one beside it."""
        from feeds.store import arranging

        return arranging.remove_section(self._connections, section_id, self.clock())

    def reorder_section(self, section_id: int, by: int) -> int:
        """Move the section ``by`` places among those beside it. Raises NotFound."""
        from feeds.store import arranging

        return arranging.reorder_section(self._connections, section_id, by, self.clock())
