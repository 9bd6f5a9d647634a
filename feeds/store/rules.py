"""Rules: queries, and what is done with the articles that they match when these come. All that a rule does in one run
is one operation of the log, which undo takes back whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import apsw

from feeds.answers import PageFailure, Rule, RuleActions
from feeds.clean import clean_line
from feeds.errors import BadSetting, NotFound
from feeds.store import labels, marks
from feeds.store.search_file import last

LONGEST_NAME = 100
LONGEST_QUERY = 2_000
LATELY = 30 * 86_400
"""Seconds that `Rule.touched` reaches back."""
_READ, _STAR, _MUTE, _NOTIFY, _FULL_TEXT, _TAGS = 1, 2, 4, 8, 16, 32
"""What was done with an article, as bits of ``op_item.old``: from `_TAGS` on one for each tag of the rule."""


# ── The rules themselves ────────────────────────────────────────────────────────────────────────────────────


def rules(connection: apsw.Connection, now: int) -> list[Rule]:
    """All of them, in the order in which they are applied."""
    rows: Any = connection.execute(
        "SELECT r.id, r.name, r.query, r.actions, r.enabled,"
        " (SELECT count(*) FROM rule_touch t WHERE t.rule = r.id AND t.at > ?) FROM rule r ORDER BY r.position, r.id",
        (now - LATELY,),
    )
    return [
        Rule(id_, name, query, _actions(actions), bool(enabled), touched)
        for id_, name, query, actions, enabled, touched in rows
    ]


def add(connection: apsw.Connection, rule: Rule) -> int:
    """Put a rule after the others, for articles that come from now on: its id. Raises BadSetting."""
    name, query, actions = _checked(rule)
    connection.execute(
        "INSERT INTO rule(name, query, actions, enabled, position, after)"
        " VALUES(?, ?, ?, ?, (SELECT ifnull(max(position), 0) + 1 FROM rule), ?)",
        (name, query, actions, rule.enabled, last(connection, "article")),
    )
    return connection.last_insert_rowid()


def change(connection: apsw.Connection, rule: Rule) -> None:
    """Keep all of a rule but its place. One that is turned on is for articles that come from now on. Raises NotFound,
    BadSetting."""
    name, query, actions = _checked(rule)
    connection.execute(
        "UPDATE rule SET name = :name, query = :query, actions = :actions, enabled = :enabled,"
        " after = iif(:enabled > enabled, :last, after) WHERE id = :id",
        {
            "id": rule.id,
            "name": name,
            "query": query,
            "actions": actions,
            "enabled": int(rule.enabled),
            "last": last(connection, "article"),
        },
    )
    _there(connection, rule.id)


def remove(connection: apsw.Connection, rule_id: int) -> None:
    """What it did stays. Raises NotFound."""
    connection.execute("DELETE FROM page_wanted WHERE rule = ? AND asked_at IS NULL", (rule_id,))
    connection.execute("DELETE FROM rule WHERE id = ?", (rule_id,))
    _there(connection, rule_id)


def move(connection: apsw.Connection, rule_id: int, by: int) -> None:
    """Put a rule ``by`` places later, or earlier. Raises NotFound."""
    ids = [id_ for (id_,) in connection.execute("SELECT id FROM rule ORDER BY position, id")]
    if rule_id not in ids:
        raise NotFound(name=rule_id)
    at = ids.index(rule_id)
    ids.insert(max(0, min(at + by, len(ids) - 1)), ids.pop(at))
    connection.executemany("UPDATE rule SET position = ? WHERE id = ?", list(enumerate(ids, 1)))


def _there(connection: apsw.Connection, rule_id: int) -> None:
    if not connection.changes():
        raise NotFound(name=rule_id)


def _checked(rule: Rule) -> tuple[str, str, str]:
    """The name, which is the query where there is none, the query and the actions as they are kept."""
    query = clean_line(rule.query)
    if not query or len(query) > LONGEST_QUERY:
        raise BadSetting(name="query", value=query[:LONGEST_NAME])
    tags = tuple(dict.fromkeys(map(labels.named, rule.actions.tags)))
    done = {name: value for name, value in asdict(rule.actions).items() if value} | ({"tags": tags} if tags else {})
    if not done:
        raise BadSetting(name="actions", value="")
    return (clean_line(rule.name) or query)[:LONGEST_NAME], query, json.dumps(done, ensure_ascii=False)


def _actions(kept: str) -> RuleActions:
    said = json.loads(kept)
    return RuleActions(**(said | {"tags": tuple(said.get("tags", ()))}))


# ── What is to be looked at ─────────────────────────────────────────────────────────────────────────────────


def enabled(connection: apsw.Connection) -> list[tuple[Rule, int]]:
    """The rules that are on, in their order, each with the last article that it is not for."""
    rows: Any = connection.execute(
        "SELECT id, name, query, actions, after FROM rule WHERE enabled ORDER BY position, id"
    )
    return [(Rule(id_, name, query, _actions(actions)), after) for id_, name, query, actions, after in rows]


def upto(connection: apsw.Connection) -> int:
    """The last article that was looked at."""
    return int(connection.execute("SELECT upto FROM ruled").get)


def set_upto(connection: apsw.Connection, article: int) -> None:
    connection.execute("UPDATE ruled SET upto = ? WHERE upto < ?", (article, article))


# ── What a rule does ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class Run:
    """One run of the rules: the operation of each in the log, and the articles that it touched."""

    now: int
    ops: dict[int, int] = field(default_factory=dict)
    touched: dict[int, int] = field(default_factory=dict)


def apply(connection: apsw.Connection, rule: Rule, ids: Sequence[int], run: Run) -> None:
    """Do what ``rule`` does with these articles, and write it down."""
    if not ids:
        return
    _touch(connection, rule.id, ids, run.now)
    run.touched[rule.id] = run.touched.get(rule.id, 0) + len(ids)
    done: dict[int, int] = {}
    for bit, changing in _deeds(connection, rule, run.now):
        for article in changing(ids):
            done[article] = done.get(article, 0) | bit
    if done:
        op = _op(connection, rule, run)
        connection.executemany(
            "INSERT INTO op_item(op, article, old) VALUES(?, ?, ?)", [(op, id_, bits) for id_, bits in done.items()]
        )


_Change = Callable[[Sequence[int]], Sequence[int]]
"""Does something with articles; those of them that it changed."""


def _deeds(connection: apsw.Connection, rule: Rule, now: int) -> Iterable[tuple[int, _Change]]:
    """The actions of a rule, each with its bit."""
    actions = rule.actions

    def set_flag(flag: str) -> _Change:
        def change(ids: Sequence[int]) -> Sequence[int]:
            # Without read_at: it was no one who read it, and the statistics count readers.
            return _ids(
                connection.execute(
                    f"UPDATE article SET {flag} = 1 WHERE id IN (SELECT value FROM json_each(?)) AND {flag} = 0"
                    " RETURNING id",
                    (json.dumps(list(ids)),),
                )
            )

        return change

    def write_down(table: str) -> _Change:
        return lambda ids: _ids(
            connection.execute(
                f"INSERT INTO {table}(article, rule, at) SELECT value, ?, ? FROM json_each(?) WHERE true"
                " ON CONFLICT DO NOTHING RETURNING article",
                (rule.id, now, json.dumps(list(ids))),
            )
        )

    def put_tag(name: str) -> _Change:
        return lambda ids: labels.put(connection, name, ids)

    if actions.read or actions.mute:
        yield _READ, set_flag("read")
    if actions.star:
        yield _STAR, set_flag("star")
    if actions.mute:
        yield _MUTE, set_flag("muted")
    if actions.notify:
        yield _NOTIFY, write_down("notification")
    if actions.full_text:
        yield _FULL_TEXT, write_down("page_wanted")
    for at, name in enumerate(actions.tags):
        yield _TAGS << at, put_tag(labels.known_as(connection, name))


def write_down_muted(connection: apsw.Connection, op: int, ids: Sequence[int]) -> None:
    """Have operation ``op`` know of articles that they are muted, and whether by that alone they count as read."""
    connection.execute(
        "INSERT INTO op_item(op, article, old) SELECT ?, id, ? + ? * (read AND read_at IS NULL) FROM article"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (op, _MUTE, _READ, json.dumps(list(ids))),
    )


def _op(connection: apsw.Connection, rule: Rule, run: Run) -> int:
    """The rule's operation of this run; another one if that was taken back meanwhile."""
    op = run.ops.get(rule.id)
    if op is None or connection.execute("SELECT undone FROM op WHERE id = ?", (op,)).get != 0:
        tags = [labels.known_as(connection, name) for name in rule.actions.tags]
        args = {"rule": rule.id, "name": rule.name, "tags": tags, "value": True}
        op = run.ops[rule.id] = marks.log(connection, "rule", args, run.now, by_reader=False)
    return op


def _touch(connection: apsw.Connection, rule_id: int, ids: Sequence[int], now: int) -> None:
    connection.execute(
        "INSERT INTO rule_touch(article, rule, at) SELECT a.id, r.id, ? FROM rule r, article a"
        " WHERE r.id = ? AND a.id IN (SELECT value FROM json_each(?)) ON CONFLICT DO NOTHING",
        (now, rule_id, json.dumps(list(ids))),
    )


def turn(
    connection: apsw.Connection, op: int, args: dict[str, Any], items: Sequence[int], now: int, *, back: bool
) -> int:
    """Take back what a rule did with ``items`` in operation ``op``, or do it again: how many articles of them are
    there. A page that was asked for stays."""
    rows: Any = connection.execute(
        "SELECT i.article, i.old FROM op_item i JOIN article a ON a.id = i.article"
        " WHERE i.op = ? AND i.article IN (SELECT value FROM json_each(?))",
        (op, json.dumps(list(items))),
    ).fetchall()

    def having(bit: int) -> list[int]:
        return [article for article, bits in rows if bits & bit]

    if back:
        marks.write(connection, "read", having(_READ), False, now)
    else:
        _set(connection, "read", having(_READ), 1)
    marks.write(connection, "star", having(_STAR), not back, now)
    _set(connection, "muted", having(_MUTE), int(not back))
    for bit, table, open_ in ((_NOTIFY, "notification", "sent_at"), (_FULL_TEXT, "page_wanted", "asked_at")):
        ids = json.dumps(having(bit))
        if back:
            connection.execute(
                f"DELETE FROM {table} WHERE article IN (SELECT value FROM json_each(?)) AND {open_} IS NULL", (ids,)
            )
        else:
            connection.execute(
                f"INSERT INTO {table}(article, rule, at) SELECT j.value, r.id, ? FROM rule r, json_each(?) j"
                " WHERE r.id = ? ON CONFLICT DO NOTHING",
                (now, ids, args["rule"]),
            )
    for at, name in enumerate(args["tags"]):
        labels.set_tag(connection, name, having(_TAGS << at), not back)
    articles = [article for article, _ in rows]
    if back:
        connection.execute(
            "DELETE FROM rule_touch WHERE rule = ? AND article IN (SELECT value FROM json_each(?))",
            (args["rule"], json.dumps(articles)),
        )
    else:
        _touch(connection, args["rule"], articles, now)
    return len(articles)


def _set(connection: apsw.Connection, flag: str, ids: Sequence[int], value: int) -> None:
    connection.execute(
        f"UPDATE article SET {flag} = ? WHERE id IN (SELECT value FROM json_each(?)) AND {flag} <> ?",
        (value, json.dumps(list(ids)), value),
    )


def _ids(rows: Iterable[Any]) -> list[int]:
    return [id_ for (id_,) in rows]


# ── Pages that rules want ───────────────────────────────────────────────────────────────────────────────────


def wanted_pages(connection: apsw.Connection) -> list[tuple[int, str]]:
    """The articles whose pages were not asked for yet, the newest first, each with the page's address."""
    rows: Any = connection.execute(
        "SELECT p.article, x.url FROM page_wanted p JOIN article_text x ON x.article = p.article"
        " WHERE p.asked_at IS NULL ORDER BY p.article DESC"
    )
    return list(rows)


def take_page(connection: apsw.Connection, article: int, now: int) -> bool:
    """Whether the page of an article is this caller's to ask for, and no one else's from now on."""
    connection.execute("UPDATE page_wanted SET asked_at = ? WHERE article = ? AND asked_at IS NULL", (now, article))
    return connection.changes() == 1


def page_failed(connection: apsw.Connection, article: int, code: str, args: dict[str, str]) -> None:
    """Write down why the page of an article could not be had."""
    connection.execute(
        "UPDATE page_wanted SET error = ?, error_args = ? WHERE article = ?", (code, json.dumps(args), article)
    )


def page_failures(connection: apsw.Connection, since: int) -> list[PageFailure]:
    """The pages that could not be had since then, the last first."""
    rows: Any = connection.execute(
        "SELECT p.rule, p.article, x.title, p.error, p.error_args FROM page_wanted p"
        " JOIN article_text x ON x.article = p.article WHERE p.error <> '' AND p.asked_at > ?"
        " ORDER BY p.asked_at DESC, p.article DESC",
        (since,),
    )
    return [PageFailure(rule, article, title, error, json.loads(args)) for rule, article, title, error, args in rows]
