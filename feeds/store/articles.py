"""One article whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import apsw

from feeds.errors import ArticleNotFound
from feeds.store import earlier
from feeds.store.bodies import Kind, Meta, load, pack, save
from feeds.store.labels import note_of, tags_of
from feeds.store.lists import ROW, of_story, row_of, rows_of
from feeds.types import Article, ChosenDirection
from feeds.values import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """The HTML that is kept of an article; ``base`` is what its relative links stand on."""

    html: str
    base: str
    language: str


def article(connection: apsw.Connection, article_id: int) -> Article:
    row = connection.execute(
        f"SELECT {ROW}, ifnull(g.name, ''), x.summary, a.first_seen FROM article a"
        " JOIN article_text x ON x.article = a.id JOIN feed f ON f.id = a.feed"
        " LEFT JOIN article_setting o ON o.article = a.id LEFT JOIN section g ON g.id = f.section WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        raise ArticleNotFound(id=article_id)
    *listed, section, summary, first_seen = row
    meta = Meta(load(connection, article_id, Kind.META))
    categories = connection.execute(
        "SELECT c.name FROM article_category ac JOIN category c ON c.id = ac.category WHERE ac.article = ?"
        " ORDER BY ac.position",
        (article_id,),
    )
    rules = connection.execute(
        "SELECT r.name FROM rule_touch t JOIN rule r ON r.id = t.rule WHERE t.article = ? ORDER BY r.position, r.id",
        (article_id,),
    )
    others = [id_ for id_ in of_story(connection, article_id) if id_ != article_id] if listed[-1] else []
    return Article(
        row=row_of(listed),
        section=section,
        summary=summary,
        authors=meta.authors,
        categories=tuple(name for (name,) in categories),
        enclosures=meta.enclosures,
        related=meta.related,
        comments_url=meta.comments_url,
        comments_feed=meta.comments_feed,
        comments_count=meta.comments_count,
        image=meta.image,
        updated=meta.updated,
        first_seen=datetime.fromtimestamp(first_seen, UTC),
        rules=tuple(name for (name,) in rules),
        tags=tags_of(connection, article_id),
        note=note_of(connection, article_id),
        others=tuple(rows_of(connection, others)),
        was_kept=earlier.is_kept(connection, article_id),
    )


def at_addresses(connection: apsw.Connection, urls: Sequence[str]) -> int | None:
    """The newest article at one of these addresses."""
    found: int | None = connection.execute(
        "SELECT max(article) FROM article_text WHERE url <> '' AND url IN (SELECT value FROM json_each(?))",
        (json.dumps(list(urls)),),
    ).get
    return found


def body(connection: apsw.Connection, article_id: int) -> Body:
    row = connection.execute("SELECT url, language FROM article_text WHERE article = ?", (article_id,)).fetchone()
    if row is None:
        raise ArticleNotFound(id=article_id)
    url, language = row
    base = Meta(load(connection, article_id, Kind.META)).base
    return Body(load(connection, article_id, Kind.HTML), base or url, language)


def kept(connection: apsw.Connection, article_id: int, kind: Kind) -> Any:
    """What was fetched for an article and kept under ``kind``, or None."""
    text = load(connection, article_id, kind)
    if not text:
        return None
    from feeds.store.packing import unpacked

    return unpacked(text)


def keep(connection: apsw.Connection, article_id: int, kind: Kind, value: object) -> None:
    """Raises ArticleNotFound."""
    from feeds.store.packing import packed

    if not connection.execute("SELECT 1 FROM article WHERE id = ?", (article_id,)).get:
        raise ArticleNotFound(id=article_id)
    save(connection, article_id, kind, pack(packed(value)))


def set_direction(connection: apsw.Connection, article_id: int, direction: ChosenDirection) -> None:
    """Raises ArticleNotFound."""
    if not connection.execute("SELECT 1 FROM article WHERE id = ?", (article_id,)).get:
        raise ArticleNotFound(id=article_id)
    # Null takes a member away (RFC 7396), and a row without any would only be in the way.
    connection.execute(
        "INSERT INTO article_setting(article, settings) VALUES(:id, json_patch('{}', json_object(:name, :value)))"
        " ON CONFLICT(article) DO UPDATE SET settings = json_patch(settings, json_object(:name, :value))",
        {"id": article_id, "name": "direction", "value": direction or None},
    )
    connection.execute("DELETE FROM article_setting WHERE article = ? AND settings = '{}'", (article_id,))
