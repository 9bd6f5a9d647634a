"""Finding articles by a query. Two ways lead to a page, and both look through a bounded number of articles: by the
index, from its newest match on, where words are asked for that few articles have; else by the list itself, article by
article, which comes to something soon where many articles match.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Iterable
from dataclasses import replace
from math import inf
from typing import Any

import apsw

from feeds.search.query import All, Field, Not, Query
from feeds.search.query import Any as AnyOf
from feeds.store import search_file
from feeds.store.conditions import LATE, Asked, Index, prepared
from feeds.store.lists import WITHOUT_MUTED, picked, rows_of
from feeds.store.relevance import Relevance
from feeds.store.subscriptions import WITHIN
from feeds.types import Cursor, Page, Scope, ScopeKind

MATCHES = 3_000
"""Matches of the index that one page may look through before it goes by the list."""
WALKED = 10_000
"""Articles that one page may look through by the list. A page that reaches this bound has fewer rows than asked, even
none, and a ``next`` to go on from."""
RANKED = 2_000
"""Matches, the newest, that are put in order by relevance: ranking all of a common word takes seconds."""
_COSTLY = 10
"""Which part of these bounds holds where a look costs more."""
_FEW = 2_000
"""Articles that are not in the index and are looked through for every page; where more wait, the list leads the way."""
_FIRST, _SLICE = 100, 1_000
"""Articles that are asked for at a time on the way down a list: the first time, and at most."""
_FRESH = 30 * 86_400
"""Seconds after which an article's newness counts half."""

_Key = tuple[int, int]
"""(sort_at, id): an article's place in the list."""


def page(
    connection: apsw.Connection,
    scope: Scope,
    query: Query,
    after: Cursor | None,
    limit: int,
    *,
    by_relevance: bool = False,
    typing: bool = False,
    whole: bool = False,
    now: int | None = None,
) -> Page:
    """Up to ``limit`` articles of ``scope`` that ``query`` matches and that follow ``after``, newest first, or with
    ``by_relevance`` the best of the newest `RANKED`. ``scope.text`` is not looked at.

    ``connection`` is to the library, with the index open as schema ``search`` (`search_file.attach`) if there is one;
    what it lacks is looked through by title and author, or with ``whole`` by all its text, which takes a millisecond
    for each. Within one snapshot: call it inside one. With ``typing`` the last word may go on. ``now`` is UTC seconds.
    """
    finding = _Finding(connection, scope, query, now, typing=typing, whole=whole)
    if by_relevance and finding.leads:
        return finding.ranked(after, limit)
    return finding.newest(after, limit)


class _Finding:
    """One query in one scope."""

    def __init__(
        self,
        connection: apsw.Connection,
        scope: Scope,
        query: Query,
        now: int | None,
        *,
        typing: bool,
        whole: bool,
    ) -> None:
        self._connection = connection
        self._scope = scope
        self._now = int(time.time()) if now is None else now
        self._index = _index(connection)
        self._asked: Asked = prepared(connection, query, self._index, self._now, typing=typing, whole=whole)
        self._muted = _asks_for_muted(query)
        self._within, bindings = _within(scope, muted=self._muted)
        self._bindings = self._asked.bindings | bindings

    @property
    def leads(self) -> bool:
        """Whether the index can lead the way."""
        return bool(self._asked.lead) and self._index is not None and self._index.late <= _FEW

    @property
    def _matches_bound(self) -> int:
        return MATCHES // _COSTLY if self._asked.rest_is_costly else MATCHES

    def newest(self, after: Cursor | None, limit: int) -> Page:
        if self._asked.before is not None:
            # Of that moment itself none comes after this place in the list.
            bound = Cursor(self._asked.before, 0)
            after = bound if after is None else min(after, bound, key=_place)
        found = self._by_index(after, limit) if self.leads else None
        return self._page(found, limit) if found is not None else self._by_list(after, limit)

    def _page(self, found: list[_Key], limit: int) -> Page:
        """Of the first places, one more than the page has room for if there are so many."""
        rows = rows_of(self._connection, [id_ for _, id_ in found[:limit]])
        return Page(tuple(rows), Cursor(*found[limit - 1]) if len(found) > limit else None)

    # ── By the index ─────────────────────────────────────────────────────────────────────────────────────────

    def _by_index(self, after: Cursor | None, limit: int) -> list[_Key] | None:
        """The first ``limit`` places and one more; None where that would take too many matches.

        The index goes by ids and the list by dates, which nearly agree. What is found is sure once none of the blocks
        of ids below can hold anything newer.
        """
        best: list[_Key] = []
        blocks = _Blocks(self._connection, after, self._asked.since)
        block = -1
        for count, (id_, sort_at, fits) in enumerate(self._matches(after, blocks)):
            if count == self._matches_bound:
                return None
            if id_ // search_file.BLOCK != block:
                block = id_ // search_file.BLOCK
                if len(best) > limit and best[0][0] > blocks.newest_up_to(block):
                    break
            if not fits:
                continue
            if len(best) <= limit:
                heapq.heappush(best, (sort_at, id_))
            else:
                heapq.heappushpop(best, (sort_at, id_))
        return heapq.nlargest(limit + 1, [*best, *self._late(after)])

    def _matches(self, after: Cursor | None, blocks: _Blocks, *besides: str) -> Iterable[tuple[int, int, int]]:
        """(id, sort_at, whether it is wanted) of what matches in the index, the highest id first."""
        fits = [self._asked.rest, self._within, *_past(after)]
        if self._index is not None and self._index.late:
            fits.append(f"NOT {LATE}")
        condition = " AND ".join([*fits, *besides])
        text = "CROSS JOIN article_text x ON x.article = a.id" if "x." in condition else ""
        found: Any = self._connection.execute(
            f"SELECT a.id, a.sort_at, {condition} FROM search.words w CROSS JOIN article a ON a.id = w.rowid {text}"
            " WHERE w.words MATCH :lead AND w.rowid BETWEEN :lowest AND :highest ORDER BY w.rowid DESC",
            self._bindings
            | _bound(after)
            | {"lead": self._asked.lead, "lowest": blocks.lowest, "highest": blocks.highest},
        )
        return found  # type: ignore[no-any-return]

    def _late(self, after: Cursor | None) -> list[_Key]:
        """What is wanted of the articles that are not in the index."""
        if self._index is None or not self._index.late:
            return []
        found: Any = self._connection.execute(
            f"SELECT a.sort_at, a.id FROM (SELECT id FROM article WHERE id > :held UNION"
            " SELECT article FROM main.search_change WHERE id > :change) l CROSS JOIN article a ON a.id = l.id"
            f" CROSS JOIN article_text x ON x.article = a.id"
            f" WHERE {' AND '.join([self._asked.whole, self._within, *_past(after)])}",
            self._bindings | _bound(after),
        )
        return list(found)

    # ── By the list ──────────────────────────────────────────────────────────────────────────────────────────

    def _by_list(self, after: Cursor | None, limit: int) -> Page:
        found: list[_Key] = []
        bound, size = WALKED // _COSTLY if self._asked.whole_is_costly else WALKED, _FIRST
        while bound:
            size = min(size, bound)
            rows = self._listed(after, size)
            for sort_at, id_, fits in rows:
                if self._asked.since is not None and sort_at < self._asked.since:
                    return self._page(found, limit)
                if fits:
                    found.append((sort_at, id_))
                    if len(found) > limit:
                        return self._page(found, limit)
            if len(rows) < size:
                return self._page(found, limit)
            after = Cursor(*rows[-1][:2])
            bound -= size
            size = min(2 * size, _SLICE)
        return Page(tuple(rows_of(self._connection, [id_ for _, id_ in found])), after)

    def _listed(self, after: Cursor | None, size: int) -> list[tuple[int, int, int]]:
        """(sort_at, id, whether it is wanted) of the next articles in the list of the scope."""
        places, bindings = picked(self._scope, after, size, muted=self._muted)
        rows: Any = self._connection.execute(
            f"SELECT a.sort_at, a.id, {self._asked.whole} FROM ({places}) p CROSS JOIN article a ON a.id = p.id"
            " CROSS JOIN article_text x ON x.article = a.id ORDER BY a.sort_at DESC, a.id DESC",
            self._bindings | bindings,
        )
        return list(rows)

    # ── By relevance ─────────────────────────────────────────────────────────────────────────────────────────

    def ranked(self, after: Cursor | None, limit: int) -> Page:
        """A page of the newest matches in order of relevance, after what is not in the index yet."""
        ranking = self._ranking()
        start = (
            0 if after is None else next((n for n, key in enumerate(ranking, 1) if key == _place(after)), len(ranking))
        )
        return replace(self._page(ranking[start : start + limit + 1], limit), ranked=True)

    def _ranking(self) -> list[_Key]:
        places: dict[int, int] = {}
        relevance = Relevance.of(self._connection)
        blocks = _Blocks(self._connection, None, self._asked.since)
        for count, (id_, sort_at, fits) in enumerate(self._matches(None, blocks, "weighed(words)")):
            if fits:
                places[id_] = sort_at
            if count == self._matches_bound or len(places) == RANKED:
                break
        scores = relevance.scores()
        found = {(at, id_): scores[id_] * self._freshness(at) for id_, at in places.items()}
        found |= dict.fromkeys(self._late(None), inf)
        return sorted(found, key=lambda key: (found[key], key), reverse=True)

    def _freshness(self, sort_at: int) -> float:
        """From 2 for an article of this moment down to 1."""
        return 1 + 2 ** (-max(0, self._now - sort_at) / _FRESH)


class _Blocks:
    """What is known of the dates of the articles in the index, by blocks of ids."""

    def __init__(self, connection: apsw.Connection, after: Cursor | None, since: int | None) -> None:
        rows: Any = connection.execute("SELECT n, newest, oldest FROM search.block ORDER BY n")
        self._newest: dict[int, int] = {}
        held: list[int] = []
        newest = 0
        for n, here, oldest in rows:
            newest = max(newest, here)
            self._newest[n] = newest
            if (after is None or oldest <= after.sort_at) and (since is None or here >= since):
                held.append(n)
        self.lowest = held[0] * search_file.BLOCK if held else 0
        """The lowest id that can be wanted."""
        self.highest = (held[-1] + 1) * search_file.BLOCK - 1 if held else -1

    def newest_up_to(self, block: int) -> int:
        """The newest date in this block and all below it."""
        return self._newest[block]


def _index(connection: apsw.Connection) -> Index | None:
    if not search_file.is_attached(connection):
        return None
    known = search_file.held(connection, "search")
    if known is None or not search_file.belongs(connection, known):
        return None
    return Index(known.article, known.change, search_file.waiting(connection, known))


def _within(scope: Scope, *, muted: bool) -> tuple[str, dict[str, Any]]:
    """The condition that article ``a`` is in ``scope``, and what it is bound to."""
    conditions = ["a.read = 0"] if scope.unread or scope.kind is ScopeKind.UNREAD else []
    if scope.kind in WITHOUT_MUTED and not scope.unread and not muted:
        conditions.append("a.muted = 0")
    if scope.kind in _WITHIN:
        conditions.append(_WITHIN[scope.kind])
    return " AND ".join(conditions) or "1", {} if scope.id is None else {"id": scope.id}


def _asks_for_muted(query: Query) -> bool:
    """Whether some part of the query is ``is:muted``, or not."""
    match query:
        case Field("is", "muted"):
            return True
        case Not(part):
            return _asks_for_muted(part)
        case All(parts) | AnyOf(parts):
            return any(map(_asks_for_muted, parts))
    return False


_LABELLED = "EXISTS(SELECT 1 FROM article_{0} k WHERE k.{0} = :id AND k.sort_at = a.sort_at AND k.article = a.id)"
_WITHIN = {
    ScopeKind.FEED: "a.feed = :id",
    ScopeKind.SECTION: f"a.feed IN (SELECT s.id FROM feed s WHERE s.section IN ({WITHIN}))",
    ScopeKind.STARRED: "a.star = 1",
    ScopeKind.EDITION: "a.id IN (SELECT article FROM edition_article)",
    ScopeKind.TODAY: "a.sort_at >= :id",
    ScopeKind.TAG: _LABELLED.format("tag"),
    ScopeKind.CATEGORY: _LABELLED.format("category"),
}


def _past(after: Cursor | None) -> list[str]:
    return [] if after is None else ["(a.sort_at, a.id) < (:sort_at, :after)"]


def _bound(after: Cursor | None) -> dict[str, int]:
    return {} if after is None else {"sort_at": after.sort_at, "after": after.id}


def _place(cursor: Cursor) -> _Key:
    return cursor.sort_at, cursor.id
