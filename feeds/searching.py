"""Searching the library by what a person types, and the index that follows behind it. A part of `Reader`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from feeds.store.marks import before
from feeds.types import ArticleRow, Cursor, Page, Scope
from feeds.values import replace

if TYPE_CHECKING:
    from feeds.answers import Snippet
    from feeds.search.query import Phrase, Query, Word
    from feeds.store.finder import Finder
    from feeds.store.library import Store

Spans = Callable[[str], Sequence[tuple[int, int]]]
"""Where a text, as it is written, has what was searched for: (start, end) in characters."""

_ALL = 1_000
"""Articles that are looked for at a time where all that match are wanted."""


class Searching:
    """All of it off the event loop."""

    _store: Store

    @cached_property
    def _finder(self) -> Finder:
        from feeds.store.finder import Finder

        return Finder(self._store.path)

    @cached_property
    def _near_finder(self) -> Finder:
        """Another one, so that what is near an article is no end of a search."""
        from feeds.store.finder import Finder

        return Finder(self._store.path)

    @contextmanager
    def _finder_apart(self) -> Iterator[Finder]:
        """For what goes on while the reader searches: on the same one, each would be the end of the other."""
        from feeds.store.finder import Finder

        finder = Finder(self._store.path)
        try:
            yield finder
        finally:
            finder.close()

    def close_search(self) -> None:
        """Give up the searches that are under way."""
        for name in ("_finder", "_near_finder"):
            if name in self.__dict__:
                getattr(self, name).close()

    def find(
        self,
        scope: Scope,
        after: Cursor | None = None,
        limit: int = 50,
        *,
        by_relevance: bool = False,
        typing: bool = False,
    ) -> Page | None:
        """A page of what ``scope.text`` asks for within ``scope``, newest first or ``by_relevance`` where words are
        asked for (the page says which): None where another search has been asked for meanwhile. It may have fewer rows
        than ``limit``, even none, and still a ``next``. With ``typing`` the text is not complete yet: its last word may
        go on, and what is open is closed. Raises QueryError."""
        from feeds.store.finder import Superseded

        try:
            return self._page(self._finder, scope, after, limit, by_relevance=by_relevance, typing=typing)
        except Superseded:
            return None

    def near(self, article_id: int, limit: int = 5) -> tuple[ArticleRow, ...] | None:
        """Articles of other stories that share much of the headline, the tags or the categories of one, the nearest
        first: None where another article was asked about meanwhile."""
        from feeds.store.finder import Superseded

        try:
            return tuple(self._near_finder.near(article_id, limit, self._store.clock()))
        except Superseded:
            return None

    def mark_found_read(self, scope: Scope, upto: Cursor | None = None, *, typing: bool = False) -> int:
        """Mark all that ``scope.text`` finds as read, with ``upto`` only that article and those below it in the list:
        how many changed. Raises QueryError."""
        with self._finder_apart() as finder:
            return self._store.mark_slices_read(self._found(finder, replace(scope, unread=True), upto, typing=typing))

    def _found(
        self, finder: Finder, scope: Scope, upto: Cursor | None = None, *, typing: bool = False, whole: bool = False
    ) -> Iterator[list[int]]:
        """All that is found, as `_page` finds it."""
        after = before(upto)
        while True:
            page = self._page(finder, scope, after, _ALL, typing=typing, whole=whole)
            yield [row.id for row in page.rows]
            after = page.next
            if after is None:
                return

    def _page(
        self,
        finder: Finder,
        scope: Scope,
        after: Cursor | None,
        limit: int,
        *,
        typing: bool,
        by_relevance: bool = False,
        whole: bool = False,
    ) -> Page:
        query = self._query(scope.text, typing=typing)
        within = replace(scope, text="")
        if query is None:
            return self._store.articles(within, after, limit)
        return finder.page(
            within,
            query,
            after,
            limit,
            by_relevance=by_relevance,
            typing=typing,
            whole=whole,
            now=self._store.clock(),
        )

    def spans(self, text: str, *, typing: bool = False) -> Spans:
        """What tells where the words that ``text`` asks for stand in another text. Raises QueryError."""
        from feeds.search.matching import spans

        wanted = self._wanted(text, typing=typing)
        return lambda other: spans(wanted, other)

    def snippets(
        self, text: str, ids: Sequence[int], length: int, *, typing: bool = False
    ) -> Iterator[tuple[int, Snippet]]:
        """Of each of these articles the stretch of its text, ``length`` characters, that says most of the words that
        ``text`` asks for; none at all where it asks for no words. Raises QueryError."""
        if wanted := self._wanted(text, typing=typing):
            for id_ in ids:
                yield id_, self._store.snippet(id_, wanted, length)

    def _wanted(self, text: str, *, typing: bool) -> tuple[Word | Phrase, ...]:
        from feeds.search.matching import needles
        from feeds.store.expressions import still_typed

        query = self._query(text, typing=typing)
        return needles(still_typed(query) if typing and query else query)

    def index_waits(self) -> int:
        """How many articles searches don't know the text of yet, at most."""
        return self._finder.waiting()

    def index(self, *, stop: Callable[[], bool] = lambda: False) -> None:
        """Bring the index up to the library. ``stop`` is asked a few times a second. Raises LibraryError."""
        from feeds.store.index import catch_up

        catch_up(self._store.path, stop=stop)

    def _query(self, text: str, *, typing: bool) -> Query | None:
        from feeds.search.query import parse

        return parse(text, datetime.fromtimestamp(self._store.clock(), UTC).astimezone(), complete=not typing)
