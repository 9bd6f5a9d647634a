"""Sections that make themselves, with what of each is unread. A part of `Reader`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feeds.errors import QueryError
from feeds.searching import Searching
from feeds.types import Scope, ScopeKind

if TYPE_CHECKING:
    from feeds.answers import SavedSearch, SmartSection
    from feeds.store.finder import Finder

COUNTED = 999
"""Articles of a saved search that are counted at most."""


class Sectioning(Searching):
    """Off the event loop, but for the names of saved searches."""

    def smart_sections(self, since: int) -> Sequence[SmartSection]:
        """Today, which begins at ``since`` (UTC seconds), saved searches, tags and the largest categories; a saved
        search that can't be read has nothing unread. Some matches of a search over much may not be counted."""
        today, *others = self._store.smart_sections(since)
        return [today, *self._saved(), *others]

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """In the order in which they were saved."""
        return self._store.saved_searches()

    def save_search(self, name: str, query: str) -> int:
        """Keep a search under a name; one of that name gets the new query. Its id. Raises QueryError, BadSetting."""
        self._query(query, typing=False)
        return self._store.save_search(name, query)

    def change_search(self, search: SavedSearch) -> None:
        """Give a saved search another name or query. Raises QueryError, NotFound, BadSetting."""
        self._query(search.query, typing=False)
        self._store.change_search(search)

    def remove_search(self, search_id: int) -> None:
        """Raises NotFound."""
        self._store.remove_search(search_id)

    def _saved(self) -> Sequence[SmartSection]:
        saved = self._store.saved_searches()
        if not saved:
            return []
        from feeds.answers import SmartSection

        with self._finder_apart() as finder:
            return [
                SmartSection(ScopeKind.SAVED, one.id, one.name, self._unread(finder, one.query), one.query)
                for one in saved
            ]

    def _unread(self, finder: Finder, text: str) -> int:
        try:
            return len(self._page(finder, Scope(unread=True, text=text), None, COUNTED, typing=False).rows)
        except QueryError:
            return 0
