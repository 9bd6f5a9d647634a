"""What is in the library: sections, feeds, lists, one article, and figures. A part of `Store` and of `Reader`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from feeds.store import articles, lists, subscriptions
from feeds.store.parts import Part
from feeds.types import Article, ArticleRow, Counts, Cursor, Feed, FetchRecord, Page, Scope, Section

if TYPE_CHECKING:
    from feeds.statistics import Statistics


class Looking(Part):
    """Nothing here changes anything."""

    def sections(self) -> list[Section]:
        with self._connections.read() as connection:
            return subscriptions.sections(connection)

    def feeds_within(self, section_id: int) -> list[int]:
        """The ids of the feeds of a section and of those that stand in it."""
        with self._connections.read() as connection:
            return subscriptions.feeds_within(connection, section_id)

    def feeds(self) -> list[Feed]:
        with self._connections.read() as connection:
            return subscriptions.feeds(connection)

    def feed(self, feed_id: int) -> Feed:
        """Raises FeedNotFound."""
        with self._connections.read() as connection:
            return subscriptions.feed(connection, feed_id)

    def counts(self) -> Counts:
        with self._connections.read() as connection:
            return subscriptions.counts(connection)

    def articles(self, scope: Scope, after: Cursor | None = None, limit: int = 50) -> Page:
        """A page of ``scope``, newest first; ``scope.text`` is not looked at, see `feeds.searching.Searching.find`."""
        with self._connections.snapshot() as connection:
            return lists.page(connection, scope, after, limit)

    def next_unread(self, scope: Scope, after: Cursor | None, *, backwards: bool = False) -> ArticleRow | None:
        """The nearest unread article older than ``after``, or newer with ``backwards``; None at the end of the list.
        Without ``after`` the first of the list, or the last."""
        with self._connections.snapshot() as connection:
            return lists.next_unread(connection, scope, after, backwards=backwards)

    def lately_read(self, limit: int = 20) -> list[ArticleRow]:
        """The articles that were read last, the last first. Off the event loop."""
        with self._connections.snapshot() as connection:
            return lists.lately_read(connection, limit)

    def article(self, article_id: int) -> Article:
        """Raises ArticleNotFound."""
        with self._connections.snapshot() as connection:
            return articles.article(connection, article_id)

    def data_version(self) -> int:
        """A number that becomes another one when another thread or program has written; ask in one thread always."""
        with self._connections.read() as connection:
            return int(connection.pragma("data_version"))

    def history(self, feed_id: int) -> tuple[FetchRecord, ...]:
        """What came of the feed's last 30 fetches, the newest first."""
        from feeds.store import history

        with self._connections.read() as connection:
            return history.history(connection, feed_id)

    def next_fetch(self, feed_id: int) -> datetime | None:
        """When the feed is due, which may be past; None for one that ended (410). Raises FeedNotFound."""
        from feeds.store import fetches

        with self._connections.read() as connection:
            at = fetches.next_fetch(connection, feed_id)
        return None if at is None else datetime.fromtimestamp(at or self.clock(), UTC)

    def last_news(self, feed_id: int) -> datetime | None:
        """The day of the feed's newest article; None for one without any."""
        from feeds.store import history

        with self._connections.read() as connection:
            at = history.last_news(connection, feed_id)
        return None if at is None else datetime.fromtimestamp(at, UTC)

    def statistics(self) -> Statistics:
        """Articles and reading by day and hour, how each feed does, and which to leave. Off the event loop."""
        from feeds.store import statistics

        with self._connections.snapshot() as connection:
            return statistics.statistics(connection, self.clock())
