"""What the reader does with feeds and sections: each a deed that can be taken back.

The log holds of each deed the feeds and sections that it changed, as they were before and after it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import apsw

from feeds.errors import BadSetting, FeedNotFound, NotFound
from feeds.store import marks, removed, subscriptions
from feeds.store.connections import Connections
from feeds.types import FullText

Deed = Literal["unsubscribe", "rename", "move", "full-text", "section", "order"]
_Rows = Mapping[int, Sequence[Any]]

_FEEDS = "SELECT id, title, section, position, ifnull(json_extract(settings, '$.full_text'), '') FROM feed"
_SECTIONS = "SELECT id, parent, name, position, full_text FROM section"


def unsubscribe(connections: Connections, feeds: Sequence[int], now: int) -> int:
    """Remove the feeds, and the sections that this leaves empty: how many feeds."""

    def change(connection: apsw.Connection) -> None:
        was = "SELECT DISTINCT section FROM feed WHERE id IN (SELECT value FROM json_each(?))"
        sections: Any = connection.execute(was, (json.dumps(feeds),)).fetchall()
        removed.put_away(connection, feeds, 0, now)
        for (section,) in sections:
            subscriptions.remove_if_empty(connection, section)

    return _do(connections, "unsubscribe", feeds, now, change)


def rename(connections: Connections, feed: int, title: str, now: int) -> int:
    """Call the feed ``title``; empty gives it its own name back. Raises FeedNotFound."""

    def change(connection: apsw.Connection) -> None:
        connection.execute("UPDATE feed SET title = ? WHERE id = ?", (subscriptions.named(title), feed))
        if not connection.changes():
            raise FeedNotFound(id=feed)

    return _do(connections, "rename", [feed], now, change)


def move(connections: Connections, feeds: Sequence[int], section: int | str | None, now: int) -> int:
    """Put the feeds at the end of a section: one that is there by its id, one by its name, made if need be, or none.
    Raises NotFound."""

    def change(connection: apsw.Connection) -> None:
        to = subscriptions.section_called(connection, section) if isinstance(section, str) else section
        if to is not None:
            _there(connection, to)
        for feed in feeds:
            connection.execute(
                "UPDATE feed SET section = ?1,"
                " position = (SELECT 1 + ifnull(max(position), -1) FROM feed WHERE section IS ?1)"
                " WHERE id = ?2 AND section IS NOT ?1",
                (to, feed),
            )

    return _do(connections, "move", feeds, now, change)


def set_full_text(connections: Connections, feeds: Sequence[int], full_text: FullText, now: int) -> int:
    def change(connection: apsw.Connection) -> None:
        for feed in feeds:
            connection.execute(
                "UPDATE feed SET settings = json_patch(settings, json_object('full_text', nullif(?, ''))) WHERE id = ?",
                (full_text, feed),
            )

    return _do(connections, "full-text", feeds, now, change)


def reorder(connections: Connections, feed: int, by: int, now: int) -> int:
    """Move the feed ``by`` places within its section. Raises FeedNotFound."""

    def change(connection: apsw.Connection) -> None:
        section = subscriptions.feed(connection, feed).section
        rows: Any = connection.execute("SELECT id FROM feed WHERE section IS ? ORDER BY position, id", (section,))
        ids = [id_ for (id_,) in rows]
        _number(connection, "feed", ids, _moved(ids, feed, by))

    return _do(connections, "order", [feed], now, change)


# ── Sections ─────────────────────────────────────────────────────────────────────────────────────────────────────


def add_section(connections: Connections, name: str, now: int) -> int:
    """1 where there was no section of that name at the top. Raises BadSetting for no name."""

    def change(connection: apsw.Connection) -> None:
        if subscriptions.section_called(connection, name) is None:
            raise BadSetting(name="section")

    return _do(connections, "section", [], now, change, name)


def rename_section(connections: Connections, section: int, name: str, now: int) -> int:
    """Raises NotFound, BadSetting for no name or one that another section beside it has."""
    wanted = subscriptions.named(name)

    def change(connection: apsw.Connection) -> None:
        parent = _there(connection, section)
        taken = "SELECT 1 FROM section WHERE name = ? AND parent IS ? AND id <> ?"
        if not wanted or connection.execute(taken, (wanted, parent, section)).get:
            raise BadSetting(name="section")
        connection.execute("UPDATE section SET name = ? WHERE id = ?", (wanted, section))

    return _do(connections, "section", [], now, change, wanted)


def remove_section(connections: Connections, section: int, now: int) -> int:
    """Remove a section; what is in it goes to the one around it. Raises NotFound, BadSetting where a section in it is
    called as one beside it."""

    def change(connection: apsw.Connection) -> None:
        parent = _there(connection, section)
        try:
            connection.execute("UPDATE section SET parent = ? WHERE parent = ?", (parent, section))
        except apsw.ConstraintError as error:
            raise BadSetting(name="section") from error
        last: int = connection.execute(
            "SELECT 1 + ifnull(max(position), -1) FROM feed WHERE section IS ?", (parent,)
        ).get
        connection.execute(
            "UPDATE feed SET section = ?, position = position + ? WHERE section = ?", (parent, last, section)
        )
        connection.execute("DELETE FROM section WHERE id = ?", (section,))

    with connections.read() as connection:
        name: str = connection.execute("SELECT name FROM section WHERE id = ?", (section,)).get or ""
    return _do(connections, "section", [], now, change, name)


def reorder_section(connections: Connections, section: int, by: int, now: int) -> int:
    """Move the section ``by`` places among those beside it. Raises NotFound."""

    def change(connection: apsw.Connection) -> None:
        parent = _there(connection, section)
        beside: Any = connection.execute("SELECT id FROM section WHERE parent IS ? ORDER BY position, id", (parent,))
        order = {id_: at for at, id_ in enumerate(_moved([id_ for (id_,) in beside], section, by))}
        rows: Any = connection.execute("SELECT id FROM section ORDER BY position, id")
        ids = [id_ for (id_,) in rows]
        # Those beside it take their own places in the order of all, each in its turn.
        turn = iter(sorted(order, key=order.__getitem__))
        _number(connection, "section", ids, [next(turn) if id_ in order else id_ for id_ in ids])

    return _do(connections, "order", [], now, change)


# ── The log ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _do(
    connections: Connections,
    deed: Deed,
    feeds: Sequence[int],
    now: int,
    change: Callable[[apsw.Connection], None],
    name: str = "",
) -> int:
    """Do ``change`` and write down what it changed: how many of ``feeds``, or where none are named whether anything."""
    with connections.write() as connection:
        if len(feeds) == 1 and not name:
            title = f"SELECT {subscriptions.TITLE} FROM feed f WHERE f.id = ?"
            name = connection.execute(title, tuple(feeds)).get or ""
        before = _state(connection)
        change(connection)
        changes = [_changes(was, now_) for was, now_ in zip(before, _state(connection), strict=True)]
        if not any(changes):
            return 0
        count = sum(id_ in set(feeds) for id_, _, _ in changes[0]) if feeds else 1
        args = {"deed": deed, "name": name, "count": count, "feeds": changes[0], "sections": changes[1]}
        op = marks.log(connection, "feed", args, now)
        connection.execute("UPDATE removed_feed SET op = ? WHERE op = 0", (op,))
        return count


def turn(connection: apsw.Connection, op: int, args: Mapping[str, Any], now: int, *, back: bool) -> int:
    """Take a deed ``back``, or do it again: how many feeds, or 1 for what was done to sections alone. What has been
    changed since in another way stays as it is."""
    sections, feeds = ([_sides(one, back=back) for one in args[of]] for of in ("sections", "feeds"))
    for section, there, wanted in sections:
        if wanted is not None:
            _set_section(connection, section, there, wanted)
    gone = [feed for feed, _was, wanted in feeds if wanted is None]
    if gone:
        removed.put_away(connection, gone, op, now)
    done = len(gone)
    for feed, there, wanted in feeds:
        if wanted is None:
            continue
        if there is None:
            done += removed.put_back(connection, feed)
        else:
            done += _set_feed(connection, feed, there, wanted)
    for section, _was, wanted in reversed(sections):
        if wanted is None:
            connection.execute(subscriptions.REMOVE_IF_EMPTY, (section,))
    return min(done, int(args["count"])) if feeds else 1


def _sides(one: Sequence[Any], *, back: bool) -> tuple[int, Any, Any]:
    id_, old, new = one
    return (id_, new, old) if back else (id_, old, new)


def _set_section(connection: apsw.Connection, section: int, there: Any, wanted: Any) -> None:
    parent, name, position, full_text = wanted
    if there is None:
        connection.execute(
            "INSERT OR IGNORE INTO section(id, parent, name, position, full_text)"
            " VALUES(?, (SELECT id FROM section WHERE id = ?), ?, ?, ?)",
            (section, parent, name, position, full_text),
        )
        return
    connection.execute(
        "UPDATE OR IGNORE section SET parent = iif(parent IS ?1, (SELECT id FROM section WHERE id = ?2), parent),"
        " name = iif(name = ?3, ?4, name), position = iif(position = ?5, ?6, position),"
        " full_text = iif(full_text = ?7, ?8, full_text) WHERE id = ?9",
        (*(side for pair in zip(there, wanted, strict=True) for side in pair), section),
    )


def _set_feed(connection: apsw.Connection, feed: int, there: Any, wanted: Any) -> int:
    connection.execute(
        "UPDATE feed SET title = iif(title = ?1, ?2, title),"
        " section = iif(section IS ?3, (SELECT id FROM section WHERE id = ?4), section),"
        " position = iif(position = ?5, ?6, position),"
        " settings = iif(ifnull(json_extract(settings, '$.full_text'), '') = ?7,"
        "  json_patch(settings, json_object('full_text', nullif(?8, ''))), settings) WHERE id = ?9",
        (*(side for pair in zip(there, wanted, strict=True) for side in pair), feed),
    )
    return connection.changes()


def _state(connection: apsw.Connection) -> tuple[_Rows, _Rows]:
    """What deeds change of feeds and of sections, by their ids."""
    feeds, sections = ({row[0]: row[1:] for row in connection.execute(query)} for query in (_FEEDS, _SECTIONS))
    return feeds, sections


def _changes(before: _Rows, after: _Rows) -> list[tuple[int, Sequence[Any] | None, Sequence[Any] | None]]:
    """(id, before, after) of what is not the same, those around others first."""
    ids = [*before, *(id_ for id_ in after if id_ not in before)]
    return [(id_, before.get(id_), after.get(id_)) for id_ in ids if before.get(id_) != after.get(id_)]


def _there(connection: apsw.Connection, section: int) -> int | None:
    """The section around ``section``. Raises NotFound with its id for ``name``."""
    row: Any = connection.execute("SELECT parent FROM section WHERE id = ?", (section,)).fetchone()
    if row is None:
        raise NotFound(name=section)
    parent: int | None = row[0]
    return parent


def _moved(ids: Sequence[int], one: int, by: int) -> list[int]:
    """``ids`` with ``one`` of them ``by`` places further, as far as there are places."""
    order = list(ids)
    at = order.index(one)
    order.insert(max(0, min(at + by, len(order) - 1)), order.pop(at))
    return order


def _number(connection: apsw.Connection, table: str, before: Sequence[int], ids: Sequence[int]) -> None:
    """Give ``ids`` their places, unless they have stood in this order ``before``: nothing is a deed that none sees."""
    if ids == before:
        return
    connection.executemany(
        f"UPDATE {table} SET position = ?1 WHERE id = ?2 AND position <> ?1", [(at, id_) for at, id_ in enumerate(ids)]
    )
