"""Read marks and stars, and the log of them that undo and sync go by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import apsw

from feeds.store import lists, subscriptions
from feeds.store.connections import Connections
from feeds.types import Cursor, Scope, ScopeKind

SLICE = 1_000
"""Articles marked in one transaction: about 10 ms, so a writer of another thread or program never waits long."""
KEPT = 1_000
"""Operations the log keeps."""

Field = Literal["read", "star"]


def mark(connections: Connections, field: Field, ids: Sequence[int], value: bool, now: int) -> int:
    """Set ``field`` of the articles; how many changed. Ids that are not there count for nothing."""
    with connections.write() as connection:
        changed, _ = _mark(connection, field, ids, value, now, None)
    return changed


def mark_all_read(connections: Connections, scope: Scope, upto: Cursor | None, now: int) -> int:
    """Mark all of ``scope`` read in slices, each kept as it is done; how many changed.

    ``scope.text`` is not looked at. With ``upto`` only that article and what follows it in the list, so that what came
    in above while the reader looked stays unread. What arrives during the call stays unread too.
    """
    with connections.read() as connection:
        last: int = connection.execute("SELECT ifnull(max(id), 0) FROM article").get
    slices = (ids for part in _parts(connections, scope) for ids in _slices(connections, part, before(upto)))
    return mark_slices(connections, ([i for i in ids if i <= last] for ids in slices), now)


def before(upto: Cursor | None) -> Cursor | None:
    """The place in a list just before ``upto``: its own id plus one, at the same second."""
    return Cursor(upto.sort_at, upto.id + 1) if upto else None


def mark_slices(connections: Connections, slices: Iterable[Sequence[int]], now: int) -> int:
    """Mark articles read, each slice kept as it is done, all as one operation; how many changed."""
    total = 0
    op: int | None = None
    for ids in slices:
        with connections.write() as connection:
            changed, op = _mark(connection, "read", ids, True, now, op)
        total += changed
    return total


def _parts(connections: Connections, scope: Scope) -> list[Scope]:
    """A section by its feeds: merging them for each slice would read all feeds' newest each time."""
    if scope.kind is not ScopeKind.SECTION:
        return [scope]
    with connections.read() as connection:
        feeds = subscriptions.feeds_within(connection, scope.id or 0)
    return [Scope(ScopeKind.FEED, feed) for feed in feeds]


def _slices(connections: Connections, scope: Scope, after: Cursor | None) -> Iterator[list[int]]:
    unread = Scope(scope.kind, scope.id, unread=True)
    while True:
        with connections.snapshot() as connection:
            found = lists.keys(connection, unread, after, SLICE)
        ids, after = [key.id for key in found], found[-1] if len(found) == SLICE else None
        if ids:
            yield ids
        if after is None:
            return


def _mark(
    connection: apsw.Connection, field: Field, ids: Sequence[int], value: bool, now: int, op: int | None
) -> tuple[int, int | None]:
    """Write one slice under operation ``op``, or a new one if anything changes: (changed, op)."""
    chosen = f"id IN (SELECT value FROM json_each(:ids)) AND {field} <> :value"
    bindings = {"ids": json.dumps(list(ids)), "value": int(value), "now": now, "op": op}
    if not connection.execute(f"SELECT EXISTS(SELECT 1 FROM article WHERE {chosen})", bindings).get:
        return 0, op
    if op is None:
        op = bindings["op"] = log(connection, field, {"value": value}, now)
    connection.execute(
        f"INSERT INTO op_item(op, article, old) SELECT :op, id, {field} FROM article WHERE {chosen}", bindings
    )
    return write(connection, field, ids, value, now), op


def write(connection: apsw.Connection, field: Field, ids: Sequence[int], value: bool, now: int) -> int:
    """Set ``field`` without a word to the log, for undo as well; how many changed."""
    when = ", read_at = iif(:value, :now, NULL)" if field == "read" else ""
    connection.execute(
        f"UPDATE article SET {field} = :value{when}"
        f" WHERE id IN (SELECT value FROM json_each(:ids)) AND {field} <> :value",
        {"ids": json.dumps(list(ids)), "value": int(value), "now": now},
    )
    return connection.changes()


def log(connection: apsw.Connection, kind: str, args: Mapping[str, Any], now: int, *, by_reader: bool = True) -> int:
    """Begin an operation in the log: its id. What was taken back before it can't be done again, unless it is none of
    the reader's, who need not know of it."""
    if by_reader:
        connection.execute("UPDATE op SET undone = 2 WHERE undone = 1 AND kind <> 'import'")
    connection.execute("INSERT INTO op(at, kind, args) VALUES(?, ?, ?)", (now, kind, json.dumps(args)))
    op = connection.last_insert_rowid()
    connection.execute("DELETE FROM op WHERE id <= ?", (op - KEPT,))
    return op
