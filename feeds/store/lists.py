"""Lists of articles, newest first. Every list is a keyset page by (sort_at, id): the millionth article costs what the
first does, and an article that arrives meanwhile moves nothing. No body is loaded.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import apsw

from feeds.store.bodies import moment
from feeds.store.subscriptions import DIRECTION, TITLE, WITHIN
from feeds.types import ArticleRow, Cursor, Page, Scope, ScopeKind
from feeds.values import dataclass, replace

ROW = (
    f"a.id, a.feed, {TITLE}, x.title, x.author, x.url, x.language, a.sort_at, a.published, a.read, a.star,"
    f" coalesce(json_extract(o.settings, '$.direction'), {DIRECTION}), a.edited,"
    " (SELECT count(*) FROM article b WHERE b.story = a.story)"
)
"""The columns that `row_of` reads: of article ``a``, its text ``x``, its feed ``f``, and ``o``, its article_setting."""

WITHOUT_MUTED = frozenset({ScopeKind.ALL, ScopeKind.SECTION, ScopeKind.TODAY, ScopeKind.CATEGORY, ScopeKind.SAVED})
"""Whose lists leave out what a rule muted. It is read as well, so that what is unread, and counted, has none of it but
what the reader marked as unread again; a star and a tag were given on purpose."""

_Bindings = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Way:
    """A direction through a list: down is older."""

    order: str
    past: str


_DOWN = _Way("DESC", "<")
_UP = _Way("ASC", ">")


def page(connection: apsw.Connection, scope: Scope, after: Cursor | None, limit: int) -> Page:
    """Up to ``limit`` articles of ``scope`` that follow ``after``. Within one snapshot: call it inside one."""
    if scope.kind is ScopeKind.EDITION:
        return Page(tuple(_edition(connection)) if after is None else (), None)
    rows = _rows(connection, scope, after, limit + 1, _DOWN)
    return _page(rows[:limit], more=len(rows) > limit)


def next_unread(
    connection: apsw.Connection, scope: Scope, after: Cursor | None, *, backwards: bool
) -> ArticleRow | None:
    """The nearest unread article older than ``after``, or newer with ``backwards``; without ``after``
    the first of the list (the last, backwards). None at the end: no wrapping."""
    if scope.kind is ScopeKind.EDITION:
        return _next_of_edition(connection, after, backwards=backwards)
    way = _UP if backwards else _DOWN
    scope = replace(scope, unread=True)
    return next(iter(_rows(connection, scope, after, 1, way)), None)


_AS_ONE = 20
"""Articles that are marked in one at most where one was read: more were not looked at."""


def keys(connection: apsw.Connection, scope: Scope, after: Cursor | None, limit: int) -> list[Cursor]:
    """The page of ``scope`` as cursors alone, without text."""
    query, bindings = _picked(scope, after, limit, _DOWN)
    return [Cursor(*row) for row in connection.execute(query, bindings)]


def picked(scope: Scope, after: Cursor | None, limit: int, *, muted: bool = False) -> tuple[str, _Bindings]:
    """The query of (sort_at, id) for the page of ``scope`` that follows ``after``, and what it is bound to; with
    ``muted`` of a list that leaves nothing out."""
    return _picked(scope, after, limit, _DOWN, muted=muted)


def rows_of(connection: apsw.Connection, ids: Sequence[int]) -> list[ArticleRow]:
    """The rows of these articles in their order, without those that are not there."""
    rows = connection.execute(
        f"SELECT {ROW} FROM json_each(?) j CROSS JOIN article a ON a.id = j.value"
        " CROSS JOIN article_text x ON x.article = a.id CROSS JOIN feed f ON f.id = a.feed"
        " LEFT JOIN article_setting o ON o.article = a.id ORDER BY j.key",
        (json.dumps(list(ids)),),
    )
    return [row_of(row) for row in rows]


def lately_read(connection: apsw.Connection, limit: int) -> list[ArticleRow]:
    """The articles that the reader marked read one by one, by the log, the last first; of those that tell one story
    and were read as one, the earliest."""
    found: Any = connection.execute(
        "SELECT min(i.article) FROM op o JOIN op_item i ON i.op = o.id"
        " WHERE o.kind = 'read' AND o.undone = 0 AND o.args ->> 'value'"
        " AND NOT EXISTS(SELECT 1 FROM op_item k WHERE k.op = o.id LIMIT 1 OFFSET ?)"
        " GROUP BY o.id ORDER BY o.id DESC LIMIT ?",
        (_AS_ONE, 2 * limit),
    )
    return rows_of(connection, list(dict.fromkeys(id_ for (id_,) in found))[:limit])


def _edition(connection: apsw.Connection) -> list[ArticleRow]:
    """The articles of the edition in its order, read ones too: it does not change under who reads it."""
    ids: Any = connection.execute("SELECT article FROM edition_article ORDER BY position")
    return rows_of(connection, [id_ for (id_,) in ids])


def _next_of_edition(connection: apsw.Connection, after: Cursor | None, *, backwards: bool) -> ArticleRow | None:
    rows = _edition(connection)[:: -1 if backwards else 1]
    at = next((at for at, row in enumerate(rows, 1) if after and row.id == after.id), 0)
    return next((row for row in rows[at:] if not row.read), None)


def of_story(connection: apsw.Connection, article: int) -> list[int]:
    """An article, if it is there, and all that tell its story, the earliest first."""
    found: Any = connection.execute(
        "SELECT id FROM (SELECT id, sort_at FROM article WHERE id = ?1 UNION SELECT m.id, m.sort_at FROM article m"
        " WHERE m.story = (SELECT story FROM article WHERE id = ?1)) ORDER BY sort_at, id",
        (article,),
    )
    return [id_ for (id_,) in found]


def _page(rows: list[ArticleRow], *, more: bool) -> Page:
    return Page(tuple(rows), _cursor(rows[-1]) if more and rows else None)


def _cursor(row: ArticleRow) -> Cursor:
    return Cursor(row.sort_at, row.id)


def _rows(connection: apsw.Connection, scope: Scope, after: Cursor | None, limit: int, way: _Way) -> list[ArticleRow]:
    picked, bindings = _picked(scope, after, limit, way)
    rows = connection.execute(
        f"SELECT {ROW} FROM ({picked}) p CROSS JOIN article a ON a.id = p.id"
        " CROSS JOIN article_text x ON x.article = a.id CROSS JOIN feed f ON f.id = a.feed"
        " LEFT JOIN article_setting o ON o.article = a.id"
        f" ORDER BY a.sort_at {way.order}, a.id {way.order}",
        bindings,
    )
    return [row_of(row) for row in rows]


def row_of(row: Any) -> ArticleRow:
    *said, published, read, star, direction, edited, told_by = row
    return ArticleRow(*[*said, moment(published), bool(read), bool(star), direction, moment(edited), told_by])


def _picked(scope: Scope, after: Cursor | None, limit: int, way: _Way, *, muted: bool = False) -> tuple[str, _Bindings]:
    """The query of (sort_at, id) for one page, each from the index that holds just its articles in their order."""
    unread = scope.unread or scope.kind is ScopeKind.UNREAD
    flags = ["m.read = 0"] if unread else ["m.muted = 0"] if scope.kind in WITHOUT_MUTED and not muted else []
    conditions = [*flags, *_once(scope, flags)]
    bindings: _Bindings = {"limit": limit}
    if after is not None:
        conditions.append(f"(m.sort_at, m.id) {way.past} (:sort_at, :after)")
        bindings |= {"sort_at": after.sort_at, "after": after.id}
    match scope.kind:
        case ScopeKind.FEED | ScopeKind.SECTION:
            index = "article_feed_unread" if unread else "article_feed"
            bindings["id"] = scope.id
            conditions.append("m.feed = :id" if scope.kind is ScopeKind.FEED else "m.feed = s.id")
        case ScopeKind.STARRED:
            index = "article_star"
            conditions.append("m.star = 1")
        case ScopeKind.TAG | ScopeKind.CATEGORY:
            return _labelled(scope, flags, bindings, after, way)
        case ScopeKind.TODAY:
            index = "article_unread" if unread else "article_all"
            bindings["id"] = scope.id
            conditions.append("m.sort_at >= :id")
        case ScopeKind.ALL | ScopeKind.UNREAD | ScopeKind.SAVED:
            index = "article_unread" if unread else "article_all"
        case ScopeKind.EDITION:
            index = ""
    order = f"ORDER BY m.sort_at {way.order}, m.id {way.order} LIMIT :limit"
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    if scope.kind is ScopeKind.EDITION:
        edition = "edition_article e CROSS JOIN article m ON m.id = e.article"
        return f"SELECT m.sort_at, m.id FROM {edition} {where} {order}", bindings
    if scope.kind is not ScopeKind.SECTION:
        return f"SELECT m.sort_at, m.id FROM article m INDEXED BY {index} {where} {order}", bindings
    # The merge of each feed's newest: one IN over the feeds would sort all their articles for every page.
    newest = f"SELECT m.id FROM article m INDEXED BY {index} {where} {order}"
    return (
        f"SELECT m.sort_at, m.id FROM feed s CROSS JOIN article m ON m.id IN ({newest})"
        f" WHERE s.section IN ({WITHIN}) {order}",
        bindings,
    )


def _once(scope: Scope, flags: list[str]) -> list[str]:
    """Of those of a story that are in the list only the earliest is wanted: what comes later moves no row."""
    if not scope.once:
        return []
    here = {
        ScopeKind.ALL: [],
        ScopeKind.UNREAD: [],
        ScopeKind.TODAY: ["b.sort_at >= :id"],
        ScopeKind.SECTION: [f"b.feed IN (SELECT s.id FROM feed s WHERE s.section IN ({WITHIN}))"],
    }.get(scope.kind)
    if here is None:
        return []
    others = ["b.story = m.story", *(flag.replace("m.", "b.") for flag in flags), *here]
    earlier = f"SELECT 1 FROM article b WHERE {' AND '.join(others)} AND (b.sort_at, b.id) < (m.sort_at, m.id)"
    return [f"(m.story IS NULL OR NOT EXISTS({earlier}))"]


def _labelled(
    scope: Scope, flags: list[str], bindings: _Bindings, after: Cursor | None, way: _Way
) -> tuple[str, _Bindings]:
    """The same of a tag or a category, whose tables hold their articles in the order of lists."""
    label = "tag" if scope.kind is ScopeKind.TAG else "category"
    past = f" AND (k.sort_at, k.article) {way.past} (:sort_at, :after)" if after else ""
    flagged = "".join(f" AND {flag}" for flag in flags)
    return (
        f"SELECT m.sort_at, m.id FROM article_{label} k CROSS JOIN article m ON m.id = k.article"
        f" WHERE k.{label} = :id{past}{flagged} ORDER BY k.sort_at {way.order}, k.article {way.order} LIMIT :limit",
        bindings | {"id": scope.id},
    )
