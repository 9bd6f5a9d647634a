"""Rules that mute, made and removed, turned on and off together with what they do to the articles that are there: one
operation of the log each, which undo takes back whole, the rule too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import apsw

from feeds.answers import Rule, RuleActions
from feeds.errors import NotFound
from feeds.store import marks, rules
from feeds.store.connections import Connections

_MADE = ("id", "name", "query", "actions", "enabled", "position", "after")
"""The columns of a rule, which are kept in the log."""


def mute(connections: Connections, rule: Rule, slices: Iterable[Sequence[int]], now: int) -> int:
    """Make ``rule``, and mute at once the articles of ``slices``, each slice kept as it is done: how many. Raises
    BadSetting."""
    with connections.write() as connection:
        made = _made(connection, rules.add(connection, rule))
        op = _log(connection, made, now, value=True)
    return _hide(connections, made, op, slices, now)


def turn_on(connections: Connections, rule: Rule, slices: Iterable[Sequence[int]], now: int) -> int:
    """Have ``rule`` on, and mute at once the articles of ``slices``, whatever else it does with those that come: how
    many. Raises NotFound, BadSetting."""
    with connections.write() as connection:
        rules.change(connection, replace(rule, enabled=True))
        made = _made(connection, rule.id)
        op = _log(connection, made, now, value=True, turned=True)
    return _hide(connections, made, op, slices, now)


def _hide(connections: Connections, made: dict[str, Any], op: int, slices: Iterable[Sequence[int]], now: int) -> int:
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
    return _show(connections, rule_id, now, turned=True)


def unmute(connections: Connections, rule_id: int, now: int) -> int:
    """As `turn_off`, and remove the rule."""
    return _show(connections, rule_id, now, turned=False)


def _show(connections: Connections, rule_id: int, now: int, *, turned: bool) -> int:
    with connections.write() as connection:
        made = _made(connection, rule_id)
        ids = [
            id_
            for (id_,) in connection.execute(
                "SELECT a.id FROM rule_touch t JOIN article a ON a.id = t.article WHERE t.rule = ? AND a.muted = 1"
                " AND NOT EXISTS(SELECT 1 FROM rule_touch o JOIN rule r ON r.id = o.rule WHERE o.article = a.id"
                "  AND r.id <> t.rule AND r.enabled AND json_extract(r.actions, '$.mute')) ORDER BY a.id",
                (rule_id,),
            )
        ]
        op = _log(connection, made, now, value=False, turned=turned)
        # From now on it hides nothing of what a refresh brings meanwhile, which nobody would show again.
        connection.execute("UPDATE rule SET enabled = 0 WHERE id = ?", (rule_id,))
    for at in range(0, len(ids), marks.SLICE):
        some = ids[at : at + marks.SLICE]
        with connections.write() as connection:
            rules.write_down_muted(connection, op, some)
            rules.turn(connection, op, {"rule": made["id"], "tags": ()}, some, now, back=True)
    take_away(connections, {"made": made, "turned": turned})
    return len(ids)


def _made(connection: apsw.Connection, rule_id: int) -> dict[str, Any]:
    row: Any = connection.execute(f"SELECT {', '.join(_MADE)} FROM rule WHERE id = ?", (rule_id,)).fetchone()
    if row is None:
        raise NotFound(name=rule_id)
    return dict(zip(_MADE, row, strict=True))


def _log(connection: apsw.Connection, made: dict[str, Any], now: int, *, value: bool, turned: bool = False) -> int:
    args = {"rule": made["id"], "name": made["name"], "tags": [], "value": value, "deed": "mute", "made": made}
    return marks.log(connection, "rule", args | {"turned": turned}, now)


def put_back(connections: Connections, args: dict[str, Any]) -> None:
    """Have the rule of an operation there again as it was, or on where that turned it, unless it is another by now."""
    made = args["made"]
    with connections.write() as connection:
        if args.get("turned"):
            connection.execute(f"UPDATE rule SET enabled = 1 {_SAME}", _same(made))
            return
        connection.execute(
            f"INSERT INTO rule({', '.join(_MADE)}) VALUES({', '.join('?' * len(_MADE))}) ON CONFLICT DO NOTHING",
            [made[name] for name in _MADE],
        )


def take_away(connections: Connections, args: dict[str, Any]) -> None:
    """Remove the rule of an operation, or have it off where that turned it, unless it is another by now."""
    does = "UPDATE rule SET enabled = 0" if args.get("turned") else "DELETE FROM rule"
    with connections.write() as connection:
        connection.execute(f"{does} {_SAME}", _same(args["made"]))


_SAME = "WHERE id = ? AND query = ? AND actions = ?"


def _same(made: dict[str, Any]) -> tuple[Any, ...]:
    return made["id"], made["query"], made["actions"]
