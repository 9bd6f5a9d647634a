"""The articles that a person names: by their numbers, by an address, by a query. A part of `Reader`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feeds.errors import ArticleNotFound, NotFound
from feeds.searching import Searching
from feeds.types import Scope

if TYPE_CHECKING:
    from feeds.types import ArticleRow


class Naming(Searching):
    """All of it off the event loop."""

    def rows(self, ids: Sequence[int]) -> list[ArticleRow]:
        """The articles of these numbers, in their order. Raises ArticleNotFound for the first that is not there."""
        found = self._store.rows(ids)
        there = {row.id for row in found}
        for missing in ids:
            if missing not in there:
                raise ArticleNotFound(id=missing)
        return found

    def at_address(self, url: str) -> int:
        """The number of the newest article whose page is at an address, encrypted or not. Raises NotFound."""
        bare = url.strip().partition("#")[0].rstrip("/")
        secure = bare.replace("http://", "https://", 1)
        plain = bare.replace("https://", "http://", 1)
        found = self._store.at_addresses([url.strip(), *(one + end for one in (secure, plain) for end in ("", "/"))])
        if found is None:
            raise NotFound(name=url)
        return found

    def asks(self, text: str) -> bool:
        """Whether a query asks for anything. Raises QueryError."""
        return self._query(text, typing=False) is not None

    def found(self, text: str) -> list[int]:
        """The numbers of all articles that match a query, newest first; of one that asks for nothing, of all. Raises
        QueryError."""
        with self._finder_apart() as finder:
            return [id_ for page in self._found(finder, Scope(text=text), None, typing=False) for id_ in page]
