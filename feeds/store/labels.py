"""Tags and notes: what the reader writes on an article, kept in the log that undo goes by."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import apsw

from feeds.clean import clean, clean_line
from feeds.errors import ArticleNotFound, BadSetting
from feeds.store import marks
from feeds.store.connections import Connections

if TYPE_CHECKING:
    from feeds.answers import Tag

LONGEST_TAG = 60
"""Characters."""
LONGEST_NOTE = 20_000
"""Characters."""


def tags(connection: apsw.Connection) -> tuple[Tag, ...]:
    """All tags that an article has, by name, with the number of their articles."""
    from feeds.answers import Tag

    rows: Any = connection.execute(
        "SELECT t.name, count(*) FROM tag t JOIN article_tag a ON a.tag = t.id GROUP BY t.id ORDER BY t.name"
    )
    return tuple(Tag(*row) for row in rows)


def tags_of(connection: apsw.Connection, article: int) -> tuple[str, ...]:
    """The tags of an article, by name."""
    rows: Any = connection.execute(
        "SELECT t.name FROM tag t JOIN article_tag a ON a.tag = t.id WHERE a.article = ? ORDER BY t.name", (article,)
    )
    return tuple(name for (name,) in rows)


def note_of(connection: apsw.Connection, article: int) -> str:
    """The note on an article, or empty."""
    return str(connection.execute("SELECT text FROM note WHERE article = ?", (article,)).get or "")


def tag(connections: Connections, ids: Sequence[int], name: str, value: bool, now: int) -> int:
    """Give articles a tag or take it from them; how many changed. A tag that differs only in spelling from one that is
    there is that one. Raises BadSetting as `named` does."""
    said = named(name)
    with connections.write() as connection:
        known = _known(connection, said)
        if known is None:
            if not value:
                return 0
            connection.execute("INSERT INTO tag(name) VALUES(?)", (said,))
            known = connection.last_insert_rowid(), said
        before = [(id_, int(has)) for id_, has in _having(connection, known[0], ids) if has is not value]
        if before:
            op = marks.log(connection, "tag", {"tag": known[1], "value": value}, now)
            connection.executemany(
                "INSERT INTO op_item(op, article, old) VALUES(?, ?, ?)", [(op, id_, old) for id_, old in before]
            )
            set_tag(connection, known[1], [id_ for id_, _ in before], value)
        return len(before)


def named(name: str) -> str:
    """The name of a tag as it is kept. Raises BadSetting for one without a letter or of more than `LONGEST_TAG`
    characters."""
    said = clean_line(name).lstrip("#").strip()
    from feeds.search import fold

    if not fold(said) or len(said) > LONGEST_TAG:
        raise BadSetting(name="tag", value=said[:LONGEST_TAG])
    return said


def known_as(connection: apsw.Connection, name: str) -> str:
    """The name of the tag that differs from ``name`` only in spelling, if there is one."""
    known = _known(connection, name)
    return known[1] if known else name


def put(connection: apsw.Connection, name: str, ids: Sequence[int]) -> list[int]:
    """Give articles a tag without a word to the log: those that did not have it. The name is as `known_as` has it."""
    known = _known(connection, name)
    lacking = [id_ for id_, has in _having(connection, known[0] if known else 0, ids) if not has]
    set_tag(connection, name, lacking, True)
    return lacking


def set_tag(connection: apsw.Connection, name: str, ids: Sequence[int], value: bool) -> int:
    """Write a tag without a word to the log, for undo as well; how many changed. The name is as `tag` has it."""
    articles = json.dumps(list(ids))
    if value:
        connection.execute("INSERT INTO tag(name) VALUES(?) ON CONFLICT DO NOTHING", (name,))
        connection.execute(
            "INSERT INTO article_tag(tag, sort_at, article) SELECT t.id, a.sort_at, a.id FROM tag t, article a"
            " WHERE t.name = ? AND a.id IN (SELECT value FROM json_each(?)) ON CONFLICT DO NOTHING",
            (name, articles),
        )
        return connection.changes()
    connection.execute(
        "DELETE FROM article_tag WHERE tag = (SELECT id FROM tag WHERE name = ?)"
        " AND article IN (SELECT value FROM json_each(?))",
        (name, articles),
    )
    changed = connection.changes()
    connection.execute("DELETE FROM tag WHERE id NOT IN (SELECT tag FROM article_tag)")
    return changed


def set_note(connections: Connections, article: int, text: str, now: int) -> bool:
    """Write the note on an article, or take it away with an empty one; whether it is another than before. Raises
    ArticleNotFound, BadSetting for one of more than `LONGEST_NOTE` characters."""
    said = clean(text).strip()
    if len(said) > LONGEST_NOTE:
        raise BadSetting(name="note", value=str(len(said)))
    with connections.write() as connection:
        if not connection.execute("SELECT 1 FROM article WHERE id = ?", (article,)).get:
            raise ArticleNotFound(id=article)
        old = note_of(connection, article)
        if old == said:
            return False
        marks.log(connection, "note", {"article": article, "old": old, "new": said}, now)
        write_note(connection, article, said, now)
        return True


def write_note(connection: apsw.Connection, article: int, text: str, now: int) -> None:
    """Write a note without a word to the log."""
    if text:
        connection.execute(
            "INSERT INTO note(article, text, at) SELECT id, ?, ? FROM article WHERE id = ?"
            " ON CONFLICT DO UPDATE SET text = excluded.text, at = excluded.at",
            (text, now, article),
        )
    else:
        connection.execute("DELETE FROM note WHERE article = ?", (article,))


def _known(connection: apsw.Connection, name: str) -> tuple[int, str] | None:
    # Late: its patterns take longer to compile than a list takes to read.
    from feeds.search import fold

    folded = fold(name)
    rows: Any = connection.execute("SELECT id, name FROM tag")
    return next(((id_, known) for id_, known in rows if fold(known) == folded), None)


def _having(connection: apsw.Connection, tag_id: int, ids: Sequence[int]) -> list[tuple[int, bool]]:
    """The articles among ``ids`` that are there, and whether each has the tag."""
    rows: Any = connection.execute(
        "SELECT a.id, EXISTS(SELECT 1 FROM article_tag t WHERE t.article = a.id AND t.tag = ?) FROM article a"
        " WHERE a.id IN (SELECT value FROM json_each(?))",
        (tag_id, json.dumps(list(ids))),
    )
    return [(id_, bool(has)) for id_, has in rows]
