"""The categories that publishers give: one for all spellings of a name."""

from __future__ import annotations

from typing import Any

import apsw


def key(name: str) -> str:
    """What the spellings of a category have in common: folded, its words without their article."""
    from feeds.search import fold, stem

    return " ".join(stem(word) for word in fold(name).split())


def key_again(connection: apsw.Connection) -> None:
    """Bring all categories to the keys of today, and make one of those that have become the same."""
    rows: Any = connection.execute("SELECT id, name FROM category ORDER BY id").fetchall()
    first: dict[str, int] = {}
    for id_, name in rows:
        kept = first.setdefault(key(name), id_)
        if kept != id_:
            connection.execute(
                "INSERT INTO article_category(category, sort_at, article, position)"
                " SELECT ?, sort_at, article, position FROM article_category WHERE category = ? ON CONFLICT DO NOTHING",
                (kept, id_),
            )
            connection.execute("DELETE FROM article_category WHERE category = ?", (id_,))
            connection.execute("DELETE FROM category WHERE id = ?", (id_,))
    # In two steps, since the key of one may still be another's.
    connection.execute("UPDATE category SET folded = char(1) || id")
    connection.executemany("UPDATE category SET folded = ? WHERE id = ?", list(first.items()))
