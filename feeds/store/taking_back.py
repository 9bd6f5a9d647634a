"""An import out of the library again, but for what the reader has made their own since."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import apsw

from feeds.answers import KeptImport
from feeds.errors import NotFound
from feeds.store import subscriptions
from feeds.store.connections import Connections
from feeds.store.importing import BEFORE, STATE, WAS_THERE
from feeds.types import Feed

_LABELLED = (
    "EXISTS(SELECT 1 FROM article_tag l WHERE l.article = a.id) OR EXISTS(SELECT 1 FROM note n WHERE n.article = a.id)"
)
"""Whether the reader put a tag or a note on article ``a``, as no import does."""


@dataclass(frozen=True, slots=True)
class ImportUndone:
    """How many feeds and articles were taken away. ``touched`` holds the feeds that stay, or keep some of what came to
    them, since something was read, starred, tagged, noted or moved, or a secret set."""

    feeds: int
    articles: int
    touched: tuple[Feed, ...] = ()


def imports(connections: Connections, limit: int) -> tuple[KeptImport, ...]:
    """The last ones that can be taken back, the newest first."""
    with connections.read() as connection:
        rows: Any = connection.execute(
            "SELECT o.id, o.at, (SELECT count(*) FROM json_each(o.args, '$.feeds') b"
            " JOIN feed f ON f.id = json_extract(b.value, '$[0]')) AS feeds,"
            f" (SELECT {subscriptions.TITLE} FROM json_each(o.args, '$.feeds') b"
            "  JOIN feed f ON f.id = json_extract(b.value, '$[0]') LIMIT 1)"
            " FROM op o WHERE o.kind = 'import' AND o.undone = 0"
            " AND (feeds > 0 OR EXISTS(SELECT 1 FROM op_item i JOIN article a ON a.id = i.article WHERE i.op = o.id))"
            " ORDER BY o.id DESC LIMIT ?",
            (limit,),
        ).fetchall()
    return tuple(KeptImport(op, datetime.fromtimestamp(at, UTC), feeds, first or "") for op, at, feeds, first in rows)


def undo(connections: Connections, import_id: int) -> ImportUndone:
    """Take away the feeds, sections, articles and marks that the import brought and that are as it left them.

    A feed of which anything was read, starred, tagged, noted or moved since stays as it is, with all its articles, and
    can be taken back once that is undone. Raises NotFound for an import that is not there, was undone, or is too long
    ago for the log."""
    with connections.write() as connection:
        row: Any = connection.execute(
            "SELECT args FROM op WHERE id = ? AND kind = 'import' AND undone = 0", (import_id,)
        ).fetchone()
        if row is None:
            raise NotFound(name=import_id)
        args = json.loads(row[0])
        touched = _touched(connection, import_id, args["feeds"])
        kept = [one for one in args["feeds"] if one[0] in touched]
        mine = json.dumps([one[0] for one in args["feeds"] if one[0] not in touched])
        before: int = connection.execute("SELECT count(*) FROM article").get
        connection.execute("DELETE FROM feed WHERE id IN (SELECT value FROM json_each(?))", (mine,))
        feeds = connection.changes()
        _take_back(connection, import_id, json.dumps([one[0] for one in kept]))
        for section in reversed(args["sections"]):
            connection.execute(subscriptions.REMOVE_IF_EMPTY, (section,))
        connection.execute(
            "UPDATE op SET undone = ?, args = ? WHERE id = ?",
            (not touched, json.dumps(args | {"feeds": kept}), import_id),
        )
        articles: int = connection.execute("SELECT count(*) FROM article").get
        stay = tuple(one for one in subscriptions.feeds(connection) if one.id in touched)
        return ImportUndone(feeds, before - articles, stay)


def _touched(connection: apsw.Connection, op: int, brought: Sequence[tuple[int, int | None]]) -> set[int]:
    """Feeds of which anything is otherwise than the import left it; what is gone altogether counts for nothing."""
    bindings = {"op": op, "feeds": json.dumps(brought), "state": STATE}
    mine = "SELECT json_extract(value, '$[0]') FROM json_each(:feeds)"
    rows: Any = connection.execute(
        "SELECT f.id FROM feed f JOIN json_each(:feeds) b ON f.id = json_extract(b.value, '$[0]')"
        " WHERE f.section IS NOT json_extract(b.value, '$[1]') OR json_extract(f.settings, '$.secret') <> ''"
        " UNION SELECT a.feed FROM article a LEFT JOIN op_item o ON o.op = :op AND o.article = a.id"
        f" WHERE a.feed IN ({mine}) AND (a.read + 2 * a.star <> ifnull(o.old & :state, 0) OR {_LABELLED})"
        " UNION SELECT a.feed FROM op_item o JOIN article a ON a.id = o.article"
        f" WHERE o.op = :op AND (a.read + 2 * a.star <> o.old & :state OR {_LABELLED})",
        bindings,
    )
    return {row[0] for row in rows}


def _take_back(connection: apsw.Connection, op: int, kept: str) -> None:
    """The articles and marks that came to feeds which were there before, but those that changed since; ``kept`` are the
    feeds of the import that stay, as JSON."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS taken(article INTEGER PRIMARY KEY, old INTEGER)")
    connection.execute(
        "INSERT INTO taken SELECT a.id, o.old FROM op_item o JOIN article a ON a.id = o.article"
        f" WHERE o.op = ? AND a.read + 2 * a.star = o.old & ? AND NOT ({_LABELLED})"
        " AND a.feed NOT IN (SELECT value FROM json_each(?))",
        (op, STATE, kept),
    )
    connection.execute("DELETE FROM op_item WHERE op = ? AND article IN (SELECT article FROM taken)", (op,))
    connection.execute("DELETE FROM article WHERE id IN (SELECT article FROM taken WHERE old & ? = 0)", (WAS_THERE,))
    connection.execute(
        "UPDATE article SET read = t.old >> ?1 & 1, star = t.old >> ?1 + 1 & 1,"
        " read_at = iif(t.old >> ?1 & 1, read_at, NULL) FROM taken t WHERE t.article = article.id",
        (BEFORE,),
    )
    connection.execute("DROP TABLE taken")
