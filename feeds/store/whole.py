"""Articles with all that is known of them, a slice at a time: a library of any size goes through little memory."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import apsw

from feeds.blocks import Comment
from feeds.errors import ArticleNotFound
from feeds.store.articles import kept
from feeds.store.bodies import Kind, Meta, load, moment
from feeds.store.connections import Connections
from feeds.store.subscriptions import TITLE
from feeds.types import Author, Enclosure, Link

SLICE = 200
"""Articles that are read in one snapshot: an export that is read slowly holds no old state of the library."""

_ROW = (
    f"SELECT a.id, lower(hex(a.key)), f.url, {TITLE}, f.site, ifnull(f.section, 0), x.title, x.summary, x.url,"
    " x.language, a.published, a.first_seen, a.edited, a.read, a.read_at, a.star, ifnull(n.text, ''), n.at,"
    " a.muted, (SELECT json_group_array(r.name ORDER BY r.position) FROM rule_touch t JOIN rule r ON r.id = t.rule"
    " WHERE t.article = a.id)"
    " FROM article a JOIN article_text x ON x.article = a.id JOIN feed f ON f.id = a.feed"
    " LEFT JOIN note n ON n.article = a.id"
)
_OWN = (
    "SELECT id FROM article INDEXED BY article_star WHERE star = 1"
    " UNION SELECT article FROM article_tag UNION SELECT article FROM note ORDER BY 1"
)


@dataclass(frozen=True, slots=True)
class Whole:
    """An article; fields are as those of `feeds.types.Article` where they have the same names."""

    id: int
    key: str
    """Of its identity within its feed, the same in every library: hexadecimal."""
    feed_url: str
    feed_title: str
    feed_site: str
    section: tuple[str, ...]
    """The names of the sections its feed is in, the outermost first."""
    title: str
    summary: str
    url: str
    language: str
    published: datetime | None
    first_seen: datetime
    edited: datetime | None
    read: bool
    read_at: datetime | None
    starred: bool
    note: str
    noted_at: datetime | None
    muted: bool
    rules: tuple[str, ...]
    """The names of those that touched it."""
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    guid: str
    base: str
    authors: tuple[Author, ...]
    enclosures: tuple[Enclosure, ...]
    related: tuple[Link, ...]
    comments_url: str
    comments_feed: str
    comments_count: int | None
    image: str
    updated: datetime | None
    html: str
    """As the feed sent it."""
    page: Any
    """What its web page had of it, a `feeds.extract.Page`, if that was fetched."""
    comments: tuple[Comment, ...]


def articles(connections: Connections, *, own: bool = False) -> Iterator[Whole]:
    """All articles in the order of their ids, or with ``own`` those with a star, a tag or a note. One that comes or
    goes meanwhile may be there or not; each is whole as it was at one moment."""
    if own:
        with connections.read() as connection:
            wanted = array("q", (id_ for (id_,) in connection.execute(_OWN)))
        for start in range(0, len(wanted), SLICE):
            ids = json.dumps(wanted[start : start + SLICE].tolist())
            yield from _read(connections, "a.id IN (SELECT value FROM json_each(?))", ids)
        return
    last = 0
    while found := _read(connections, "a.id > ?", last):
        yield from found
        last = found[-1].id


def article(connections: Connections, article_id: int) -> Whole:
    """Raises ArticleNotFound."""
    found = _read(connections, "a.id = ?", article_id)
    if not found:
        raise ArticleNotFound(id=article_id)
    return found[0]


def _read(connections: Connections, condition: str, bound: object) -> list[Whole]:
    with connections.snapshot() as connection:
        rows: list[Any] = connection.execute(
            f"{_ROW} WHERE {condition} ORDER BY a.id LIMIT {SLICE}", (bound,)
        ).fetchall()
        ids = json.dumps([row[0] for row in rows])
        tags = _names(connection, "tag", "name", ids)
        categories = _names(connection, "category", "position", ids)
        paths = _paths(connection)
        return [_whole(connection, row, paths, tags[row[0]], categories[row[0]]) for row in rows]


def _names(connection: apsw.Connection, of: str, order: str, ids: str) -> defaultdict[int, list[str]]:
    """The tags or the categories of articles."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows: Any = connection.execute(
        f"SELECT o.article, t.name FROM article_{of} o JOIN {of} t ON t.id = o.{of}"
        f" WHERE o.article IN (SELECT value FROM json_each(?)) ORDER BY o.article, {order}",
        (ids,),
    )
    for article, name in rows:
        found[article].append(name)
    return found


def _paths(connection: apsw.Connection) -> dict[int, tuple[str, ...]]:
    """The names of each section and those around it."""
    rows: Any = connection.execute(
        "WITH RECURSIVE path(id, names) AS (SELECT id, json_array(name) FROM section WHERE parent IS NULL"
        " UNION ALL SELECT s.id, json_insert(p.names, '$[#]', s.name) FROM section s JOIN path p ON s.parent = p.id)"
        " SELECT id, names FROM path"
    )
    return {id_: tuple(json.loads(names)) for id_, names in rows}


def _whole(
    connection: apsw.Connection,
    row: Sequence[Any],
    paths: dict[int, tuple[str, ...]],
    tags: Sequence[str],
    categories: Sequence[str],
) -> Whole:
    id_, key, feed_url, feed_title, site, section, title, summary, url, language, *rest = row
    published, first_seen, edited, read, read_at, star, note, noted_at, muted, rules = rest
    meta = Meta(load(connection, id_, Kind.META))
    came = moment(first_seen)
    assert came is not None
    return Whole(
        id=id_,
        key=key,
        feed_url=feed_url,
        feed_title=feed_title,
        feed_site=site,
        section=paths.get(section, ()),
        title=title,
        summary=summary,
        url=url,
        language=language,
        published=moment(published),
        first_seen=came,
        edited=moment(edited),
        read=bool(read),
        read_at=moment(read_at),
        starred=bool(star),
        note=note,
        noted_at=moment(noted_at),
        muted=bool(muted),
        rules=tuple(json.loads(rules)),
        tags=tuple(tags),
        categories=tuple(categories),
        guid=meta.guid,
        base=meta.base,
        authors=meta.authors,
        enclosures=meta.enclosures,
        related=meta.related,
        comments_url=meta.comments_url,
        comments_feed=meta.comments_feed,
        comments_count=meta.comments_count,
        image=meta.image,
        updated=meta.updated,
        html=load(connection, id_, Kind.HTML),
        page=kept(connection, id_, Kind.PAGE),
        comments=kept(connection, id_, Kind.COMMENTS) or (),
    )
