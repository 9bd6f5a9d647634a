"""What an article said before its feed changed it: the text that was read, or else the first that came."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import apsw

from feeds.store.bodies import Kind, load, pack, save
from feeds.values import dataclass

_LONGEST = 200_000
"""Characters of HTML that are kept twice, at most: a long article takes a tenth of it."""


@dataclass(slots=True, frozen=True)
class Earlier:
    """``html`` stands on the base that the article has now; ``until`` is when the change was met."""

    title: str
    summary: str
    html: str
    until: datetime


def keep(connection: apsw.Connection, article_id: int, title: str, summary: str, now: int) -> None:
    """Keep the text that is about to be written over, in place of an older one if it was read since that went. One is
    kept of each article, so that a live blog takes no more room than any other."""
    before = load(connection, article_id, Kind.EARLIER)
    if before:
        read_at = connection.execute("SELECT read_at FROM article WHERE id = ?", (article_id,)).get
        if read_at is None or read_at <= json.loads(before)["until"]:
            return
    html = load(connection, article_id, Kind.HTML)
    if len(html) <= _LONGEST:
        said = {"title": title, "summary": summary, "html": html, "until": now}
        save(connection, article_id, Kind.EARLIER, pack(json.dumps(said, ensure_ascii=False)))


def is_kept(connection: apsw.Connection, article_id: int) -> bool:
    found = connection.execute("SELECT 1 FROM body WHERE article = ? AND kind = ?", (article_id, Kind.EARLIER)).get
    return found is not None


def earlier(connection: apsw.Connection, article_id: int) -> Earlier | None:
    text = load(connection, article_id, Kind.EARLIER)
    if not text:
        return None
    said = json.loads(text)
    return Earlier(said["title"], said["summary"], said["html"], datetime.fromtimestamp(said["until"], UTC))
