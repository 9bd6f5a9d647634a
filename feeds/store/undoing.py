"""Taking back what the reader did, and doing it again, by the log: marks, stars, tags and notes, what was
done with feeds and sections, and runs of rules.

What has been changed since in another way stays as it is. Imports are taken back by `taking_back`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import apsw

from feeds.answers import Change
from feeds.store import labels, marks
from feeds.store.connections import Connections

_KINDS = "('read', 'star', 'tag', 'note', 'rule', 'feed')"


def undo(connections: Connections, now: int) -> Change | None:
    """Take back the last of what was done, in slices as `marks.mark_all_read` does it; None where there is nothing."""
    newest = f"SELECT id, kind, args FROM op WHERE undone = 0 AND kind IN {_KINDS} ORDER BY id DESC LIMIT 1"
    return _turn(connections, newest, now, back=True)


def redo(connections: Connections, now: int) -> Change | None:
    """Do again the first of what was taken back since the last new deed; None where there is nothing."""
    oldest = f"SELECT id, kind, args FROM op WHERE undone = 1 AND kind IN {_KINDS} ORDER BY id LIMIT 1"
    return _turn(connections, oldest, now, back=False)


def _turn(connections: Connections, which: str, now: int, *, back: bool) -> Change | None:
    with connections.read() as connection:
        row: Any = connection.execute(which).fetchone()
    if row is None:
        return None
    op, kind, said = row
    args = json.loads(said)
    count = 0
    if kind == "feed":
        from feeds.store import arranging

        with connections.write() as connection:
            count = arranging.turn(connection, op, args, now, back=back)
        kind = args["deed"]
    elif kind == "note":
        with connections.write() as connection:
            count = _turn_note(connection, args, now, back=back)
    elif "sides" in args:
        from feeds.store import muting

        if muting.begin_turn(connections, op, args, back=back):
            count = _turn_all(connections, op, kind, args, now, back=back)
        muting.end_turn(connections, args)
        kind = args["deed"]
    else:
        count = _turn_all(connections, op, kind, args, now, back=back)
    with connections.write() as connection:
        connection.execute("UPDATE op SET undone = ? WHERE id = ?", (int(back), op))
    return Change(kind, bool(args.get("value", args.get("new", True))), count, args.get("tag", args.get("name", "")))


def _turn_all(connections: Connections, op: int, kind: str, args: dict[str, Any], now: int, *, back: bool) -> int:
    count = 0
    for items in _slices(connections, op):
        with connections.write() as connection:
            count += _turn_items(connection, op, kind, args, items, now, back=back)
    return count


def _slices(connections: Connections, op: int) -> Iterator[Sequence[int]]:
    last = -1
    while True:
        with connections.read() as connection:
            rows: Any = connection.execute(
                "SELECT article FROM op_item WHERE op = ? AND article > ? ORDER BY article LIMIT ?",
                (op, last, marks.SLICE),
            ).fetchall()
        if not rows:
            return
        yield [article for (article,) in rows]
        last = rows[-1][0]


def _turn_items(
    connection: apsw.Connection, op: int, kind: str, args: dict[str, Any], items: Sequence[int], now: int, *, back: bool
) -> int:
    """Each of ``items`` was otherwise before, or it would not be in the log: back is the other value."""
    value = bool(args["value"]) is not back
    if kind == "rule":
        from feeds.store import rules

        return rules.turn(connection, op, args, items, now, back=not value)
    if kind == "tag":
        return labels.set_tag(connection, args["tag"], items, value)
    field: marks.Field = "read" if kind == "read" else "star"
    return marks.write(connection, field, items, value, now)


def _turn_note(connection: apsw.Connection, args: dict[str, Any], now: int, *, back: bool) -> int:
    there, wanted = (args["new"], args["old"]) if back else (args["old"], args["new"])
    if labels.note_of(connection, args["article"]) != there:
        return 0
    labels.write_note(connection, args["article"], wanted, now)
    return 1
