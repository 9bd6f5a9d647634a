"""How the reader wants a feed to be asked for, and texts to be shown. A part of `Store` and of `Reader`."""

from __future__ import annotations

from feeds.store import articles, subscriptions
from feeds.store.parts import Part
from feeds.types import ChosenDirection, FeedSettings, FullText


class Preferences(Part):
    """They are kept over refreshes, and only what `Arranging` sets is in the log that undo goes by."""

    def set_direction(self, article_id: int, direction: ChosenDirection) -> None:
        """Show the article in ``direction``; empty takes it back to its feed's. Raises ArticleNotFound."""
        with self._connections.write() as connection:
            articles.set_direction(connection, article_id, direction)

    def set_feed_direction(self, feed_id: int, direction: ChosenDirection) -> None:
        """Show the feed's articles in ``direction``, but those that have one of their own; empty leaves it to the text
        of each. Raises FeedNotFound."""
        with self._connections.write() as connection:
            subscriptions.set_direction(connection, feed_id, direction)

    def feed_settings(self, feed_id: int) -> FeedSettings:
        """Raises FeedNotFound."""
        from feeds.store import settings

        with self._connections.read() as connection:
            return settings.of_feed(connection, feed_id)

    def set_feed_settings(self, feed_id: int, wanted: FeedSettings) -> None:
        """All but ``wanted.secret``, which stays. Raises FeedNotFound, BadSetting."""
        from feeds.store import settings

        settings.check(wanted)
        with self._connections.write() as connection:
            settings.write(connection, feed_id, wanted)

    def wants_full_text(self, feed_id: int) -> bool:
        """Whether the feed's articles are to be shown as their pages have them, by its own setting or that of a section
        around it. Raises FeedNotFound."""
        from feeds.store import settings

        with self._connections.read() as connection:
            return settings.wants_full_text(connection, feed_id)

    def section_wants_full_text(self, section_id: int) -> bool:
        """The same of a section, by what it says or one around it."""
        from feeds.store import settings

        with self._connections.read() as connection:
            return settings.section_wants_full_text(connection, section_id)

    def set_section_full_text(self, section_id: int, full_text: FullText) -> None:
        """For the feeds of a section and of those in it that say nothing of their own. Raises NotFound."""
        from feeds.store import settings

        with self._connections.write() as connection:
            settings.write_section(connection, section_id, full_text)
