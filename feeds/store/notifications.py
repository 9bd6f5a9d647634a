"""What rules want told of the articles that came, each told once, whichever program does it."""

from __future__ import annotations

from typing import Any

import apsw

from feeds.answers import News
from feeds.store.subscriptions import TITLE

LATELY = 86_400
"""Seconds after which news is none: what was not told by then never is."""


def waits(connection: apsw.Connection) -> bool:
    """Whether anything is to be told."""
    return bool(connection.execute("SELECT EXISTS(SELECT 1 FROM notification WHERE sent_at IS NULL)").get)


def take(connection: apsw.Connection, now: int) -> list[News]:
    """What is to be told now, the newest first, and by no one else from then on. In a transaction that writes."""
    rows: Any = connection.execute(
        f"SELECT n.article, n.at, x.title, x.language, {TITLE}"
        " FROM notification n JOIN article a ON a.id = n.article JOIN article_text x ON x.article = a.id"
        " JOIN feed f ON f.id = a.feed WHERE n.sent_at IS NULL ORDER BY a.sort_at DESC, a.id DESC"
    ).fetchall()
    if rows:
        connection.execute("UPDATE notification SET sent_at = ? WHERE sent_at IS NULL", (now,))
    return [News(article, title, language, feed) for article, at, title, language, feed in rows if at > now - LATELY]
