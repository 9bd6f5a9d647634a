"""Rules that mute, made and removed, turned on and off together with what they do to the articles that are there: one
operation of the log each, which undo takes back whole, the rule too. The log keeps the rule as it was on either side of
the deed, so an edit that was made since goes with what it was made of, and comes back with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import apsw

from feeds.answers import Rule, RuleActions
from feeds.errors import NotFound
from feeds.store import marks, rules
from feeds.store.connections import Connections

_SAYS = ("name", "query", "actions", "enabled", "after")
"""The columns of a rule that undo brings back; where it was moved to it stays."""
_KEPT = ("id", "position", *_SAYS)
"""Those that the log keeps."""
_Row = dict[str, Any]


def mute(connections: Connections, rule: Rule, slices: Iterable[Sequence[int]], now: int) -> int:
    """Make ``rule``, and mute at once the articles of ``slices``, each slice kept as it is done: how many. Raises
    BadSetting."""
    with connections.write() as connection:
        made = _there(connection, rules.add(connection, rule))
        op = _log(connection, None, made, now, value=True)
    return _hide(connections, made, op, slices, now)


def turn_on(connections: Connections, rule: Rule, slices: Iterable[Sequence[int]], now: int) -> int:
    """Have ``rule`` on, and mute at once the articles of ``slices``, whatever else it does with those that come: how
    many. Raises NotFound, BadSetting."""
    with connections.write() as connection:
        before = _there(connection, rule.id)
        rules.change(connection, replace(rule, enabled=True))
        turned = _there(connection, rule.id)
        op = _log(connection, before, turned, now, value=True)
    return _hide(connections, turned, op, slices, now)


def _hide(connections: Connections, made: _Row, op: int, slices: Iterable[Sequence[int]], now: int) -> int:
    rule = Rule(made["id"], made["name"], made["query"], RuleActions(mute=True))
    run = rules.Run(now, {rule.id: op})
    for ids in slices:
        with connections.write() as connection:
            rules.apply(connection, rule, ids, run)
    with connections.read() as connection:
        # Not what another rule has muted already.
        return int(connection.execute("SELECT count(*) FROM op_item WHERE op = ?", (op,)).get)


def turn_off(connections: Connections, rule_id: int, now: int) -> int:
    """Show again what the rule has muted and no other rule that is on, unread where no one has read it, and have it
    off: how many articles. Raises NotFound."""
    return _show(connections, rule_id, now, stays=True)


def unmute(connections: Connections, rule_id: int, now: int) -> int:
    """As `turn_off`, and remove the rule."""
    return _show(connections, rule_id, now, stays=False)


def _show(connections: Connections, rule_id: int, now: int, *, stays: bool) -> int:
    with connections.write() as connection:
        made = _there(connection, rule_id)
        ids = [
            id_
            for (id_,) in connection.execute(
                "SELECT a.id FROM rule_touch t JOIN article a ON a.id = t.article WHERE t.rule = ? AND a.muted = 1"
                " AND NOT EXISTS(SELECT 1 FROM rule_touch o JOIN rule r ON r.id = o.rule WHERE o.article = a.id"
                "  AND r.id <> t.rule AND r.enabled AND json_extract(r.actions, '$.mute')) ORDER BY a.id",
                (rule_id,),
            )
        ]
        off = _off(made)
        op = _log(connection, made, off if stays else None, now, value=False)
        _write(connection, off)
    for at in range(0, len(ids), marks.SLICE):
        some = ids[at : at + marks.SLICE]
        with connections.write() as connection:
            rules.write_down_muted(connection, op, some)
            rules.turn(connection, op, {"rule": made["id"], "tags": ()}, some, now, back=True)
    if not stays:
        _remove(connections, rule_id)
    return len(ids)


def _off(made: _Row) -> _Row:
    """What a rule is while what it hid is shown again: it hides nothing of what a refresh brings meanwhile, which
    nobody would show again."""
    return made | {"enabled": 0}


def _log(connection: apsw.Connection, before: _Row | None, after: _Row | None, now: int, *, value: bool) -> int:
    """Begin the operation that leads from a rule as it is ``before`` to how it is ``after``, None for one that is not
    there: its id."""
    made = after or before or {}
    args = {"rule": made["id"], "name": made["name"], "tags": [], "value": value, "deed": "mute"}
    return marks.log(connection, "rule", args | {"sides": [before, after], "at": 1}, now)


# ── Taken back, and done again ──────────────────────────────────────────────────────────────────────────────


def begin_turn(connections: Connections, op: int, args: dict[str, Any], *, back: bool) -> bool:
    """Have the rule of an operation as it was on the other side of that, and keep how it is now for the way there
    again: whether there is one to do this to, or it was removed since in another way. What is done with articles is
    written down for the rule, so one that is to go stays until `end_turn`."""
    sides, to = args["sides"], int(not back)
    with connections.write() as connection:
        now = _row(connection, args["rule"])
        if now is None and all(sides):
            return False
        # Not when what was cut off goes on: the side that it left is kept already.
        if args["at"] != to:
            sides[args["at"]], args["at"] = now or sides[args["at"]], to
            connection.execute("UPDATE op SET args = ? WHERE id = ?", (json.dumps(args), op))
            if wanted := sides[to] or (now and _off(now)):
                _write(connection, wanted)
    return True


def end_turn(connections: Connections, args: dict[str, Any]) -> None:
    """Remove the rule of an operation where none is on this side of that."""
    if args["sides"][args["at"]] is None:
        _remove(connections, args["rule"])


def _row(connection: apsw.Connection, rule_id: int) -> _Row | None:
    row: Any = connection.execute(f"SELECT {', '.join(_KEPT)} FROM rule WHERE id = ?", (rule_id,)).fetchone()
    return row and dict(zip(_KEPT, row, strict=True))


def _there(connection: apsw.Connection, rule_id: int) -> _Row:
    if (row := _row(connection, rule_id)) is None:
        raise NotFound(name=rule_id)
    return row


def _write(connection: apsw.Connection, row: _Row) -> None:
    connection.execute(
        f"INSERT INTO rule({', '.join(_KEPT)}) VALUES({', '.join(f':{name}' for name in _KEPT)})"
        f" ON CONFLICT(id) DO UPDATE SET {', '.join(f'{name} = :{name}' for name in _SAYS)}",
        row,
    )


def _remove(connections: Connections, rule_id: int) -> None:
    with connections.write() as connection:
        connection.execute("DELETE FROM rule WHERE id = ?", (rule_id,))
