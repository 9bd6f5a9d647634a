"""Coming from Liferea (https://github.com/lwindolf/liferea): its ``liferea.db``, which names the feeds and their
folders and holds the articles with their marks. No command in it is run.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from feeds.clean import clean_line, clean_url
from feeds.databases import opened, text
from feeds.errors import BadAddress
from feeds.feed_list import DEEPEST, LATEST, FeedList, KeptArticle, KeptArticles, ListedFeed, refused
from feeds.parsed import ParsedArticle
from feeds.store.addresses import WEB, feed_address

TABLES = frozenset({"subscription", "node", "items"})
"""Those by which it is known."""
_FEEDS = (
    "SELECT s.node_id, CAST(s.source AS BLOB), CAST(n.title AS BLOB), n.parent_id,"
    " (SELECT count(*) FROM items i WHERE i.node_id = s.node_id AND i.comment = 0)"
    " FROM subscription s LEFT JOIN node n ON n.node_id = s.node_id ORDER BY s.rowid"
)
_FOLDERS = "SELECT node_id, CAST(title AS BLOB), parent_id FROM node WHERE type = 'folder'"
_ITEMS = (
    "SELECT CAST(title AS BLOB), CAST(source AS BLOB), CAST(source_id AS BLOB), valid_guid, CAST(description AS BLOB),"
    " date, read, marked FROM items WHERE node_id = ? AND comment = 0 ORDER BY date DESC, item_id DESC"
)


def read(path: Path) -> FeedList:
    """Raises FileUnreadable, FileBusy."""
    found, seen = FeedList(), set()
    with opened(path) as connection:
        folders = {node: (clean_line(text(name)), parent) for node, name, parent in connection.execute(_FOLDERS)}
        rows: list[Any] = connection.execute(_FEEDS).fetchall()
    for node, source, title, parent, count in rows:
        written = text(source).strip()
        try:
            address = feed_address(written)
        except BadAddress:
            found.refusals.append(refused(clean_line(written)))
            continue
        if address in seen:
            continue
        seen.add(address)
        articles = _Articles(path, str(node), count)
        found.listed.append(ListedFeed(address, clean_line(text(title)), _path(parent, folders), articles=articles))
    return found


def _path(node: object, folders: dict[object, tuple[str, object]]) -> tuple[str, ...]:
    """The names of the folders around a feed, the outermost first."""
    names: list[str] = []
    while node in folders and len(names) < DEEPEST:
        name, node = folders[node]
        names[:0] = [name] if name else []
    return tuple(names)


class _Articles(KeptArticles):
    def __init__(self, path: Path, node: str, count: int) -> None:
        super().__init__(count)
        self._path, self._node = path, node

    def __iter__(self) -> Iterator[KeptArticle]:
        if not self._count:
            return iter(())
        with opened(self._path) as connection:
            rows: list[Any] = connection.execute(_ITEMS, (self._node,)).fetchall()
        return iter([_kept(*row) for row in rows])


def _kept(
    title: object, source: object, guid: object, valid: object, body: object, date: object, read: object, marked: object
) -> KeptArticle:
    from feeds.parse.fields import identifier, title_from_either

    url = clean_url(text(source))
    at = date if isinstance(date, int) and 0 < date <= LATEST else 0
    said = ParsedArticle(
        # It makes one of its own for articles that came without.
        guid=identifier(text(guid)) if valid else "",
        url=url if url.startswith(WEB) else "",
        title=title_from_either(text(title)),
        summary=text(body),
        base=url,
        published=datetime.fromtimestamp(at, UTC) if at else None,
    )
    return KeptArticle(said, bool(read), bool(marked))
