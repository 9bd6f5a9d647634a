"""Which pages are still to be fetched to read all that is unread without a network. A part of `Store`."""

from __future__ import annotations

from typing import Any, NamedTuple

from feeds.store.addresses import host_of
from feeds.store.bodies import Kind
from feeds.store.parts import Part


class WantedPage(NamedTuple):
    """An unread article whose page was not fetched."""

    article: int
    title: str
    host: str


class Offline(Part):
    """It is read from the index of what is unread."""

    def pages_to_take(self) -> list[WantedPage]:
        """The newest first; articles without a web address are left out."""
        with self._connections.snapshot() as connection:
            rows: Any = connection.execute(
                "SELECT a.id, x.title, x.url FROM article a INDEXED BY article_unread CROSS JOIN article_text x"
                " ON x.article = a.id WHERE a.read = 0 AND x.url GLOB 'http*'"
                " AND NOT EXISTS(SELECT 1 FROM body b WHERE b.article = a.id AND b.kind = ?)"
                " ORDER BY a.sort_at DESC, a.id DESC",
                (Kind.PAGE,),
            ).fetchall()
        return [WantedPage(article, title, host) for article, title, url in rows if (host := host_of(url))]
