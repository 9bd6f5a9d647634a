"""What becomes of a list while it is read and news arrives: pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from feeds.types import ArticleRow, Cursor, Page

_SHOWN = 50
"""Rows of a list that are shown at least, if there are so many."""


class Renewed(NamedTuple):
    """``rows`` are shown, those of ``waiting`` (ids) only when they are asked for, and the list goes on after
    ``following``."""

    rows: list[ArticleRow]
    waiting: frozenset[int]
    following: Cursor | None


def renewed(shown: Sequence[ArticleRow], page: Page, waiting: Collection[int] = (), *, news: bool) -> Renewed:
    """The list as it is now, newest first, where ``shown`` is what the reader sees of it and ``page`` what it begins
    with by now. With ``news`` what came in above its end waits; without it only what waited before."""
    if not shown:
        return Renewed(list(page.rows), frozenset(), page.next)
    known = {row.id for row in shown}
    end, floor = _place(shown[-1]), _place(page.rows[-1]) if page.rows and page.next else None
    hidden = frozenset(
        row.id for row in page.rows if row.id not in known and (row.id in waiting or (news and _place(row) > end))
    )
    whole = floor is None or end >= floor
    # What is older than the page has not been read anew.
    kept = [row for row in shown if floor and _place(row) < floor]
    listed = [*(row for row in page.rows if row.id not in hidden), *kept]
    most = max(len(shown), _SHOWN)
    if listed and (len(listed) > most or not whole):
        listed = listed[:most]
        return Renewed(listed, hidden, Cursor(*_place(listed[-1])))
    return Renewed(listed, hidden, page.next)


def _place(row: ArticleRow) -> tuple[int, int]:
    return row.sort_at, row.id
