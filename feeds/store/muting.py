"""Rules that mute, made and removed together with what they do to the articles that are there: one operation of the log
each, which undo takes back whole, the rule too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import apsw

from feeds.answers import Rule
from feeds.errors import NotFound
from feeds.store import marks, rules
from feeds.store.connections import Connections

_MADE = ("id", "name", "query", "actions", "enabled", "position", "after")
"""The columns of a rule, which are kept in the log."""


def mute(connections: Connections, rule: Rule, slices: Iterable[Sequence[int]], now: int) -> int:
    """Make ``rule`` and do at once what it says with the articles of ``slices``, each kept as it is done: how many.
    Raises BadSetting."""
    with connections.write() as connection:
        made = _made(connection, rules.add(connection, rule))
        op = _log(connection, made, now, value=True)
    rule = replace(rule, id=made["id"], name=made["name"])
    run = rules.Run(now, {rule.id: op})
    for ids in slices:
        with connections.write() as connection:
            rules.apply(connection, rule, ids, run)
    return run.touched.get(rule.id, 0)


def unmute(connections: Connections, rule_id: int, now: int) -> int:
    """Show again what the rule has muted and no other rule that mutes has touched, unread where no one has read it,
    and remove the rule: how many articles. Raises NotFound."""
    with connections.write() as connection:
        made = _made(connection, rule_id)
        ids = [
            id_
            for (id_,) in connection.execute(
                "SELECT a.id FROM rule_touch t JOIN article a ON a.id = t.article WHERE t.rule = ? AND a.muted = 1"
                " AND NOT EXISTS(SELECT 1 FROM rule_touch o JOIN rule r ON r.id = o.rule WHERE o.article = a.id"
                "  AND r.id <> t.rule AND json_extract(r.actions, '$.mute')) ORDER BY a.id",
                (rule_id,),
            )
        ]
        op = _log(connection, made, now, value=False)
    args = {"rule": made["id"], "tags": ()}
    for at in range(0, len(ids), marks.SLICE):
        some = ids[at : at + marks.SLICE]
        with connections.write() as connection:
            rules.write_down_muted(connection, op, some)
            rules.turn(connection, op, args, some, now, back=True)
    take_away(connections, {"made": made})
    return len(ids)


def _made(connection: apsw.Connection, rule_id: int) -> dict[str, Any]:
    row: Any = connection.execute(f"SELECT {', '.join(_MADE)} FROM rule WHERE id = ?", (rule_id,)).fetchone()
    if row is None:
        raise NotFound(name=rule_id)
    return dict(zip(_MADE, row, strict=True))


def _log(connection: apsw.Connection, made: dict[str, Any], now: int, *, value: bool) -> int:
    args = {"rule": made["id"], "name": made["name"], "tags": [], "value": value, "deed": "mute", "made": made}
    return marks.log(connection, "rule", args, now)


def put_back(connections: Connections, args: dict[str, Any]) -> None:
    """Have the rule of an operation there again, as it was."""
    made = args["made"]
    with connections.write() as connection:
        connection.execute(
            f"INSERT INTO rule({', '.join(_MADE)}) VALUES({', '.join('?' * len(_MADE))}) ON CONFLICT DO NOTHING",
            [made[name] for name in _MADE],
        )


def take_away(connections: Connections, args: dict[str, Any]) -> None:
    """Remove the rule of an operation, unless it is another by now."""
    made = args["made"]
    with connections.write() as connection:
        connection.execute(
            "DELETE FROM rule WHERE id = ? AND query = ? AND actions = ?", (made["id"], made["query"], made["actions"])
        )
