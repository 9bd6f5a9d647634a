"""One article whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import apsw

from feeds.errors import ArticleNotFound
from feeds.store.bodies import Kind, Meta, load
from feeds.store.lists import row_of
from feeds.store.subscriptions import TITLE
from feeds.types import Article


@dataclass(frozen=True, slots=True)
class Body:
    """The HTML that is kept of an article; ``base`` is what its relative links stand on."""

    html: str
    base: str
    language: str


def article(connection: apsw.Connection, article_id: int) -> Article:
    row = connection.execute(
        f"SELECT a.id, a.feed, {TITLE}, x.title, x.author, x.url, x.language, a.sort_at, a.published, a.read, a.star,"
        " ifnull(g.name, ''), x.summary, a.first_seen FROM article a JOIN article_text x ON x.article = a.id"
        " JOIN feed f ON f.id = a.feed LEFT JOIN section g ON g.id = f.section WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        raise ArticleNotFound(id=article_id)
    section, summary, first_seen = row[11:]
    meta = Meta(load(connection, article_id, Kind.META))
    categories = connection.execute(
        "SELECT c.name FROM article_category ac JOIN category c ON c.id = ac.category WHERE ac.article = ?"
        " ORDER BY ac.position",
        (article_id,),
    )
    return Article(
        row=row_of(row[:11]),
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
    )


def body(connection: apsw.Connection, article_id: int) -> Body:
    row = connection.execute("SELECT url, language FROM article_text WHERE article = ?", (article_id,)).fetchone()
    if row is None:
        raise ArticleNotFound(id=article_id)
    url, language = row
    base = Meta(load(connection, article_id, Kind.META)).base
    return Body(load(connection, article_id, Kind.HTML), base or url, language)
