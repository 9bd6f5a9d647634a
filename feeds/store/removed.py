"""Feeds that were unsubscribed from, for as long as that can be undone: all their rows are taken out of the tables that
everything else reads, and put away as they were. So no list, count or search need know of them.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import apsw
import msgspec

KEPT = 7 * 86_400
"""Seconds after which a feed goes for good."""
_SLICE = 200
"""Rows that are put away as one."""
_STORY = "story"
"""The name under which it is put away who told the stories of the feed's articles."""
_COUNTED = frozenset({"tally"})
"""Tables that triggers fill."""
_REPLACED = frozenset({"fetch_state"})
"""Tables of which a trigger has made a row already when the feed is put back."""


def put_away(connection: apsw.Connection, feeds: Sequence[int], op: int, now: int) -> None:
    """Take the feeds that are there, and all that hangs on them, out of the library, by the deed ``op`` of the log."""
    tables = [(table, condition, _columns(connection, table)) for table, condition in _hanging(connection)]
    for feed in feeds:
        _put_away(connection, feed, tables, op, now)


def _put_away(
    connection: apsw.Connection, feed: int, tables: Sequence[tuple[str, str, Sequence[str]]], op: int, now: int
) -> None:
    connection.execute(
        "INSERT INTO removed_feed(feed, url, op, at, secret, sections)"
        " SELECT id, url, ?, ?, ifnull(json_extract(settings, '$.secret'), ''), ? FROM feed WHERE id = ?",
        (op, now, json.dumps(_path(connection, feed)), feed),
    )
    number = 0
    for table, condition, columns in tables:
        rows = connection.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE {condition}", {"feed": feed})
        number = _put(connection, feed, number, table, columns, rows)
    told = connection.execute(
        "SELECT id, story FROM article WHERE story IN (SELECT story FROM article WHERE feed = ?)", (feed,)
    )
    _put(connection, feed, number, _STORY, ("id", "story"), told)
    connection.execute("DELETE FROM feed WHERE id = ?", (feed,))


def put_back(connection: apsw.Connection, feed: int) -> bool:
    """Bring the feed back as it was; whether it could be: it is put away, and its address is not taken. Where what it
    referred to is gone, as a tag may be, that stays away."""
    row: Any = connection.execute("SELECT url, sections FROM removed_feed WHERE feed = ?", (feed,)).fetchone()
    if row is None or connection.execute("SELECT 1 FROM feed WHERE url = ?", (row[0],)).get:
        return False
    stories: dict[int, list[int]] = {}
    kept: Any = connection.execute("SELECT name, said, data FROM removed_rows WHERE feed = ? ORDER BY n", (feed,))
    for table, said, data in kept:
        columns, rows = json.loads(said), msgspec.msgpack.decode(data)
        if table == _STORY:
            for article, story in rows:
                stories.setdefault(story, []).append(article)
        else:
            _insert(connection, table, columns, rows, json.loads(row[1]))
    for told_by in stories.values():
        _tell_together(connection, told_by)
    _index_again(connection, feed)
    connection.execute("DELETE FROM removed_feed WHERE feed = ?", (feed,))
    return True


def at_address(connection: apsw.Connection, url: str) -> int | None:
    """The feed that was removed last of those at ``url``."""
    found: int | None = connection.execute(
        "SELECT feed FROM removed_feed WHERE url = ? ORDER BY at DESC, op DESC LIMIT 1", (url,)
    ).get
    return found


def out_of_reach(connection: apsw.Connection, now: int) -> dict[int, str]:
    """The feeds that no undo brings back any more, and where what signs in to each is, or empty."""
    rows: Any = connection.execute(
        "SELECT feed, secret FROM removed_feed r WHERE at <= ? OR NOT EXISTS(SELECT 1 FROM op WHERE id = r.op)",
        (now - KEPT,),
    )
    return dict(rows)


def let_go(connection: apsw.Connection, feeds: Iterable[int]) -> None:
    """Remove them for good, and with them the deeds by which they were removed from what can be undone."""
    ids = json.dumps(list(feeds))
    connection.execute(
        "UPDATE op SET undone = 2 WHERE id IN"
        " (SELECT op FROM removed_feed WHERE feed IN (SELECT value FROM json_each(?)))",
        (ids,),
    )
    connection.execute("DELETE FROM removed_feed WHERE feed IN (SELECT value FROM json_each(?))", (ids,))


# ── Rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _hanging(connection: apsw.Connection) -> Iterator[tuple[str, str]]:
    """Each table with rows that go when a feed goes, and the condition for them, those that others refer to first."""
    rows: Any = connection.execute(
        'SELECT t.name, k."from", k."table" FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) k'
        " WHERE t.type = 'table' AND k.on_delete = 'CASCADE' ORDER BY t.name"
    )
    below: dict[str, list[tuple[str, str]]] = {}
    for table, column, parent in rows:
        below.setdefault(parent, []).append((table, column))
    waiting, seen = deque([("feed", "id = :feed")]), {"feed", "removed_rows", *_COUNTED}
    while waiting:
        table, condition = waiting.popleft()
        yield table, condition
        for child, column in below.get(table, ()):
            if child not in seen:
                seen.add(child)
                inside = ":feed" if table == "feed" else f"(SELECT id FROM {table} WHERE {condition})"
                waiting.append((child, f"{column} {'=' if table == 'feed' else 'IN'} {inside}"))


def _columns(connection: apsw.Connection, table: str) -> Sequence[str]:
    return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))]


def _put(connection: apsw.Connection, feed: int, number: int, table: str, columns: Sequence[str], rows: Any) -> int:
    """Put rows away in slices; the number of the next one."""
    said = json.dumps(columns)
    # All of a slice is read before it is written, and the next one after.
    while some := [row for _, row in zip(range(_SLICE), rows, strict=False)]:
        data = msgspec.msgpack.encode(some)
        connection.execute("INSERT INTO removed_rows VALUES(?, ?, ?, ?, ?)", (feed, number, table, said, data))
        number += 1
    return number


def _insert(
    connection: apsw.Connection, table: str, columns: Sequence[str], rows: Sequence[Any], path: Sequence[Any]
) -> None:
    """Put rows back into the columns that are still there, but those that would refer to nothing."""
    there = set(_columns(connection, table))
    if table == "article":
        there.discard("story")
    if table == "feed":
        rows = [_with_section(connection, columns, row, path) for row in rows]
    taken = [at for at, name in enumerate(columns) if name in there]
    names = [columns[at] for at in taken]
    parents = dict(_parents(connection, table))
    wanted = [
        f"(?{at} IS NULL OR EXISTS(SELECT 1 FROM {parents[name]} WHERE id = ?{at}))"
        for at, name in enumerate(names, 1)
        if name in parents
    ]
    values = ", ".join(f"?{at}" for at in range(1, len(names) + 1))
    connection.executemany(
        f"INSERT OR {'REPLACE' if table in _REPLACED else 'IGNORE'} INTO {table}({', '.join(names)})"
        f" SELECT {values} WHERE {' AND '.join(wanted) or '1'}",
        [tuple(row[at] for at in taken) for row in rows],
    )


def _parents(connection: apsw.Connection, table: str) -> Any:
    return connection.execute('SELECT "from", "table" FROM pragma_foreign_key_list(?)', (table,))


# ── What rows alone don't tell ───────────────────────────────────────────────────────────────────────────────────


def _path(connection: apsw.Connection, feed: int) -> list[Any]:
    """The section of the feed and those around it, the outermost first: (id, name, position, full_text)."""
    rows: Any = connection.execute(
        "WITH RECURSIVE around(id, depth) AS (SELECT section, 0 FROM feed WHERE id = ?"
        " UNION SELECT g.parent, a.depth + 1 FROM section g JOIN around a ON g.id = a.id)"
        " SELECT g.id, g.name, g.position, g.full_text FROM around a JOIN section g ON g.id = a.id"
        " ORDER BY a.depth DESC",
        (feed,),
    )
    return list(rows)


def _with_section(
    connection: apsw.Connection, columns: Sequence[str], row: Sequence[Any], path: Sequence[Any]
) -> list[Any]:
    """A row of ``feed`` in its section, which went with its last feed and may have been made again since."""
    at, given = columns.index("section"), list(row)
    if given[at] is None or connection.execute("SELECT 1 FROM section WHERE id = ?", (given[at],)).get is None:
        parent: int | None = None
        for before, name, position, full_text in path:
            known: int | None = connection.execute(
                "SELECT id FROM section WHERE name = ? AND parent IS ?", (name, parent)
            ).get
            if known is None:
                connection.execute(
                    "INSERT INTO section(id, parent, name, position, full_text)"
                    " VALUES(iif(EXISTS(SELECT 1 FROM section WHERE id = ?1), NULL, ?1), ?2, ?3, ?4, ?5)",
                    (before, parent, name, position, full_text),
                )
                known = connection.last_insert_rowid()
            parent = known
        given[at] = parent
    return given


def _tell_together(connection: apsw.Connection, told_by: Sequence[int]) -> None:
    """Make one story again of articles that told one, with what has come to them since; the earliest leads it."""
    rows: Any = connection.execute(
        "SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?1)) OR story IN"
        " (SELECT story FROM article WHERE id IN (SELECT value FROM json_each(?1))) ORDER BY sort_at, id",
        (json.dumps(told_by),),
    )
    ids = [id_ for (id_,) in rows]
    if len(ids) > 1:
        connection.executemany("UPDATE article SET story = ? WHERE id = ?", [(ids[0], id_) for id_ in ids])


def _index_again(connection: apsw.Connection, feed: int) -> None:
    """Have the search, which has let go of the articles or will, look at them again."""
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'search_change'").get:
        connection.execute("INSERT INTO search_change(article) SELECT id FROM article WHERE feed = ?", (feed,))
