"""Store: the library on disk. Any method may be called from any thread; a write is one transaction or says slices."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.errors import FeedNotFound, LibraryReadOnly, NashraError
from feeds.store import articles, earlier, lists, marks, subscriptions
from feeds.store.addresses import WEB, feed_address
from feeds.store.articles import Body
from feeds.store.bodies import Kind
from feeds.store.earlier import Earlier
from feeds.store.lock import lock
from feeds.store.opening import open_library
from feeds.store.parts.arranging import Arranging
from feeds.store.parts.editions import Editions
from feeds.store.parts.grouping import Grouping
from feeds.store.parts.looking import Looking
from feeds.store.parts.marking import Marking
from feeds.store.parts.offline import Offline
from feeds.store.parts.preferences import Preferences
from feeds.store.parts.ruling import Ruling
from feeds.store.parts.smart import Smart
from feeds.store.parts.upkeep import Upkeep
from feeds.types import (
    ArticleRow,
    Feed,
    FeedSettings,
)

if TYPE_CHECKING:
    from feeds.answers import KeptImport, Snippet
    from feeds.blocks import Comment
    from feeds.extract import Page as WebPage
    from feeds.feed_list import FeedList
    from feeds.parsed import ParsedFeed
    from feeds.schedule import FetchState
    from feeds.search.query import Phrase, Word
    from feeds.store.fetches import DueFeed
    from feeds.store.history import Entry
    from feeds.store.hosts import Host
    from feeds.store.importing import Imported, Progress
    from feeds.store.taking_back import ImportUndone


def utc_seconds() -> int:
    return int(time.time())


class Store(Looking, Marking, Arranging, Preferences, Grouping, Editions, Upkeep, Smart, Ruling, Offline):
    """Its parts, and what the core needs of a library and no person does. Raises, besides what each method names, the
    kinds of LibraryError."""

    notice: NashraError | None
    """What the user must be told although the library is open: LibraryDamaged (``kept_as``) or LibraryReadOnly."""

    def __init__(self, path: Path, clock: Callable[[], int] = utc_seconds) -> None:
        """Open the library at ``path`` or make it; `opening.open_library` says what this raises."""
        self.path = path
        self.clock = clock
        self._connections, self.notice = open_library(path)

    def close(self) -> None:
        self._connections.close()

    # ── Articles ─────────────────────────────────────────────────────────────────────────────────────────────

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """See `lists.rows_of`."""
        with self._connections.snapshot() as connection:
            return lists.rows_of(connection, ids)

    def at_addresses(self, urls: Sequence[str]) -> int | None:
        """The newest article that is at one of these."""
        with self._connections.snapshot() as connection:
            return articles.at_addresses(connection, urls)

    def snippet(self, article_id: int, wanted: Sequence[Word | Phrase], length: int) -> Snippet:
        """As `snippets.snippet_of`."""
        from feeds.store.snippets import snippet_of

        with self._connections.snapshot() as connection:
            return snippet_of(connection, article_id, wanted, length)

    def body(self, article_id: int) -> Body:
        """Raises ArticleNotFound."""
        with self._connections.snapshot() as connection:
            return articles.body(connection, article_id)

    def earlier(self, article_id: int) -> Earlier | None:
        """What the article said before its feed changed it, if that was kept."""
        with self._connections.snapshot() as connection:
            return earlier.earlier(connection, article_id)

    def comments(self, article_id: int) -> tuple[Comment, ...]:
        """The thread that was fetched last, oldest first."""
        with self._connections.snapshot() as connection:
            return articles.kept(connection, article_id, Kind.COMMENTS) or ()

    def save_comments(self, article_id: int, thread: Sequence[Comment]) -> None:
        """Raises ArticleNotFound."""
        with self._connections.write() as connection:
            articles.keep(connection, article_id, Kind.COMMENTS, thread)

    def web_page(self, article_id: int) -> WebPage | None:
        """What the article's web page had of it when it was fetched last."""
        with self._connections.snapshot() as connection:
            found: WebPage | None = articles.kept(connection, article_id, Kind.PAGE)
            return found

    def save_page(self, article_id: int, page: WebPage) -> None:
        """Raises ArticleNotFound."""
        with self._connections.write() as connection:
            articles.keep(connection, article_id, Kind.PAGE, page)

    # ── Signing in ───────────────────────────────────────────────────────────────────────────────────────────

    def set_secret(self, feed_id: int, reference: str) -> None:
        """See `settings.write_secret`."""
        from feeds.store import settings

        with self._connections.write() as connection:
            settings.write_secret(connection, feed_id, reference)

    # ── Subscribing ──────────────────────────────────────────────────────────────────────────────────────────

    def subscribe(
        self,
        url: str,
        *,
        title: str = "",
        section: str = "",
        schemes: Collection[str] = WEB,
        allow_private: bool = False,
    ) -> Feed:
        """``allow_private`` keeps the user's word that the feed may be on a private network. Raises AlreadySubscribed,
        BadAddress."""
        address = feed_address(url, schemes)
        with self._connections.write() as connection:
            feed = subscriptions.subscribe(connection, address, title, section)
            if allow_private:
                from feeds.store import settings

                settings.allow_private(connection, feed.id)
            return feed

    # ── Marking what was found ───────────────────────────────────────────────────────────────────────────────

    def mark_slices_read(self, slices: Iterable[Sequence[int]]) -> int:
        """See `marks.mark_slices`."""
        return marks.mark_slices(self._connections, slices, self.clock())

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

    # ── Refreshing ───────────────────────────────────────────────────────────────────────────────────────────

    def due(self, now: int, only: Sequence[int] | None = None, force: bool = False) -> list[DueFeed]:
        """See `fetches.due`."""
        from feeds.store import fetches

        with self._connections.read() as connection:
            return fetches.due(connection, now, only, force)

    def known(self, feed_id: int) -> DueFeed:
        """What is remembered of a feed, due or not. Raises FeedNotFound."""
        for one in self.due(self.clock(), [feed_id], force=True):
            return one
        raise FeedNotFound(id=feed_id)

    def save_articles(self, feed_id: int, parsed: ParsedFeed, state: FetchState, now: int) -> tuple[int, int]:
        """(new, changed); clears the feed's error. Raises FeedNotFound. See `saving.save_articles`."""
        from feeds.store.saving import save_articles  # brings the HTML parser with it, which looking never needs

        return save_articles(self._connections, feed_id, parsed, state, now)

    def save_unchanged(self, feed_id: int, state: FetchState) -> None:
        """The feed answered with nothing new: keep ``state`` and clear the error."""
        from feeds.store import fetches

        with self._connections.write() as connection:
            fetches.write_state(connection, feed_id, state)

    def save_failure(self, feed_id: int, error: NashraError, state: FetchState) -> None:
        from feeds.store import fetches

        with self._connections.write() as connection:
            fetches.write_state(connection, feed_id, state, error)

    def hosts(self) -> dict[str, Host]:
        """What is remembered of each host."""
        from feeds.store import hosts

        with self._connections.read() as connection:
            return hosts.hosts(connection)

    def rest(self, host: str, until: int) -> None:
        """See `hosts.rest`."""
        from feeds.store import hosts

        with self._connections.write() as connection:
            hosts.rest(connection, host, until)

    def save_robots(self, host: str, at: int, crawl_delay: int) -> None:
        from feeds.store import hosts

        with self._connections.write() as connection:
            hosts.save_robots(connection, host, at, crawl_delay)

    def log(self, entries: Sequence[Entry]) -> None:
        """See `history.log`."""
        from feeds.store import history

        with self._connections.write() as connection:
            history.log(connection, entries)

    def move(self, feed_id: int, url: str) -> None:
        """The feed is at ``url`` from now on; nothing happens if another one is."""
        from feeds.store import fetches

        with self._connections.write() as connection:
            fetches.move(connection, feed_id, feed_address(url))

    @contextmanager
    def refresh_lock(self) -> Iterator[None]:
        """Hold the library for a refresh; LibraryBusy at once if another process or thread refreshes or migrates."""
        if self._connections.read_only:
            raise LibraryReadOnly(path=self.path)
        with lock(self.path):
            yield

    # ── Coming from another reader ───────────────────────────────────────────────────────────────────────────

    def import_list(self, wanted: FeedList, progress: Progress | None = None) -> Imported:
        """See `importing.bring`."""
        from feeds.store import importing

        return importing.bring(self._connections, wanted, self.clock(), progress)

    def all_settings(self) -> dict[int, FeedSettings]:
        """See `importing.chosen`."""
        from feeds.store import importing

        return importing.chosen(self._connections)

    def undo_import(self, import_id: int) -> ImportUndone:
        """Raises NotFound. See `taking_back.undo`."""
        from feeds.store import taking_back

        return taking_back.undo(self._connections, import_id)

    def imports(self, limit: int) -> tuple[KeptImport, ...]:
        """See `taking_back.imports`."""
        from feeds.store import taking_back

        return taking_back.imports(self._connections, limit)
