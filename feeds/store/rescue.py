"""What can still be read of a damaged library, into the fresh one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import apsw

from feeds.store.connections import Connections
from feeds.store.migrations import APPLICATION_ID, Step, newest, version

_BY_ROWID = (
    *("section", "feed", "article", "article_text", "article_setting", "body", "category", "tag", "note", "op"),
    *("rule", "notification", "page_wanted", "removed_feed"),
)
_BY_KEY = ("article_category", "article_tag", "op_item", "remote", "pruned", "host", "rule_touch", "removed_rows")
_OF_ARTICLES = (
    *("article_text", "article_setting", "body", "article_category", "article_tag", "note", "remote"),
    *("rule_touch", "notification", "page_wanted"),
)


def rescue(kept: Path, connections: Connections, steps: Sequence[Step]) -> int:
    """Copy what can be read of the library set aside as ``kept``: how many articles came over, 0 where the file can't
    be made out at all. It is only read. Fetch states are left behind, so that every feed is asked for all it has. Of a
    library of an earlier version the columns come over that are still there.

    An article whose text is lost keeps its place, its read mark and its star; the next refresh that brings it fills it.
    """
    try:
        old = apsw.Connection(
            f"{kept.absolute().as_uri()}?mode=ro", flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        )
        readable = 1 <= version(old) <= newest(steps) and old.pragma("application_id") == APPLICATION_ID
    except apsw.Error:
        return 0
    if not readable:
        return 0
    new = connections.get()
    # Off: what a row refers to may be lost, and is looked after below.
    new.pragma("foreign_keys", False)
    try:
        with connections.write():
            for table in (*_BY_ROWID, *_BY_KEY):
                _copy(old, new, table)
            _mend(new)
            return int(new.execute("SELECT count(*) FROM article").get)
    finally:
        new.pragma("foreign_keys", True)
        old.close()


def _copy(old: apsw.Connection, new: apsw.Connection, table: str) -> None:
    """From both ends, where rows have an order of their own: a bad page in between hides only itself."""
    orders = ("ORDER BY rowid", "ORDER BY rowid DESC") if table in _BY_ROWID else ("",)
    for order in orders:
        with suppress(apsw.Error, UnicodeDecodeError):
            shared = sorted(_columns(old, table) & _columns(new, table))
            if not shared:
                return
            columns, places = ", ".join(shared), ", ".join("?" * len(shared))
            row: tuple[Any, ...]
            for row in old.execute(f"SELECT {columns} FROM {table} {order}"):
                new.execute(f"INSERT OR IGNORE INTO {table}({columns}) VALUES({places})", row)
            return


def _columns(connection: apsw.Connection, table: str) -> set[str]:
    rows: Iterable[tuple[str]] = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return {name for (name,) in rows}


def _mend(new: apsw.Connection) -> None:
    new.execute("UPDATE feed SET section = NULL WHERE section NOT IN (SELECT id FROM section)")
    new.execute("DELETE FROM article WHERE feed NOT IN (SELECT id FROM feed)")
    new.execute("DELETE FROM pruned WHERE feed NOT IN (SELECT id FROM feed)")
    for table in _OF_ARTICLES:
        new.execute(f"DELETE FROM {table} WHERE article NOT IN (SELECT id FROM article)")
    new.execute("DELETE FROM article_category WHERE category NOT IN (SELECT id FROM category)")
    new.execute("DELETE FROM article_tag WHERE tag NOT IN (SELECT id FROM tag)")
    new.execute("DELETE FROM op_item WHERE op NOT IN (SELECT id FROM op)")
    new.execute("DELETE FROM rule WHERE NOT json_valid(actions)")
    new.execute("DELETE FROM rule_touch WHERE rule NOT IN (SELECT id FROM rule)")
    # What came over has been looked at.
    new.execute("UPDATE ruled SET upto = (SELECT ifnull(max(id), 0) FROM article)")
    # Every list reads these: one that is no JSON would break it.
    new.execute("UPDATE feed SET settings = '{}' WHERE NOT json_valid(settings)")
    new.execute("DELETE FROM article_setting WHERE NOT json_valid(settings)")
    # Another hash than what any feed sends: the article is written again when it comes.
    new.execute(
        "UPDATE article SET hash = x'' WHERE id NOT IN (SELECT article FROM article_text)"
        " OR id NOT IN (SELECT article FROM body WHERE kind = 0)"
    )
    new.execute(
        "INSERT INTO article_text(article, title, summary, url, author, language)"
        " SELECT id, '', '', '', '', '' FROM article WHERE id NOT IN (SELECT article FROM article_text)"
    )
