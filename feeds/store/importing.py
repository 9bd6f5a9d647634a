"""What another reader kept, into the library."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import apsw

from feeds.errors import FeedNotFound
from feeds.feed_list import FeedList, KeptArticle, ListedFeed, Refused
from feeds.parsed import ParsedFeed
from feeds.schedule import FetchState
from feeds.store import removed, settings, subscriptions
from feeds.store.connections import Connections
from feeds.store.identity import Identity, identify
from feeds.store.subscriptions import named
from feeds.types import Feed, FeedSettings, FullText

Progress: TypeAlias = Callable[[int, int], None]
"""Told (done, total) in feeds and articles; what it raises stops the import, which then keeps whole feeds only."""

_STEP = 200
"""Feeds or articles from one report of progress to the next."""
STATE = 3
"""In ``op_item.old`` of an import: bit 0 read, bit 1 starred as the import left them, above them the same as it found
them, and bit 4 for an article that was there before."""
BEFORE = 2
WAS_THERE = 16


@dataclass(frozen=True, slots=True)
class Imported:
    """``id`` is what `taking_back.undo` takes, None when nothing was new; ``known`` counts feeds that were there."""

    id: int | None
    added: tuple[Feed, ...]
    known: int
    articles: int
    """How many articles are new."""
    refused: tuple[Refused, ...]
    hidden: int = 0
    """Feeds that the other reader kept out of its list."""


def bring(connections: Connections, wanted: FeedList, now: int, progress: Progress | None = None) -> Imported:
    """Subscribe to what is listed, its folders as sections, and keep its articles with their marks.

    Feeds that are there stay as they are, but for articles they lack and marks that are set; no mark is taken away. The
    feeds come in one transaction, the articles of each and their marks in two more, so what a program that dies leaves
    can be undone, but for articles that it was about to mark.
    """
    tell = _Telling(progress, len(wanted.listed) + sum(len(one.articles) for one in wanted.listed))
    with connections.write() as connection:
        coming = _Coming(connection, now, wanted.full_text)
        ids = [coming.subscribe(one, tell) for one in wanted.listed]
        coming.close()
    new = 0
    for one, feed in zip(wanted.listed, ids, strict=True):
        if one.articles:
            with suppress(FeedNotFound):  # removed meanwhile
                new += _bring_articles(connections, coming.op, feed, tuple(one.articles), feed not in coming.feeds, now)
            tell(len(one.articles))
    with connections.write() as connection:
        is_undoable = bool(coming.feeds) or _has_items(connection, coming.op)
        if not is_undoable:
            connection.execute("DELETE FROM op WHERE id = ?", (coming.op,))
        feeds = [one for one in subscriptions.feeds(connection) if one.id in coming.feeds]
    tell.end()
    return Imported(
        coming.op if is_undoable else None,
        tuple(sorted(feeds, key=lambda one: one.id)),
        len(ids) - len(coming.feeds),
        new,
        tuple(wanted.refusals),
        sum(one.hidden for one in wanted.listed),
    )


def chosen(connections: Connections) -> dict[int, FeedSettings]:
    """The settings of feeds that have any, by their ids."""
    with connections.read() as connection:
        rows: Any = connection.execute("SELECT id, settings FROM feed WHERE settings <> '{}'")
        return {feed: settings.read(said) for feed, said in rows}


class _Telling:
    """Progress in steps, since a report for each of 100,000 costs more than the work."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = self._told = 0

    def __call__(self, more: int = 1) -> None:
        self._done += more
        if self._progress and self._done - self._told >= _STEP:
            self._told = self._done
            self._progress(self._done, self._total)

    def end(self) -> None:
        if self._progress and (self._told < self._total or not self._total):
            self._progress(self._total, self._total)


class _Coming:
    """The feeds of one import on their way in, in a transaction that the caller holds."""

    def __init__(self, connection: apsw.Connection, now: int, full_text: Mapping[tuple[str, ...], FullText]) -> None:
        self._connection = connection
        self._full_text = full_text
        connection.execute("INSERT INTO op(at, kind, args) VALUES(?, 'import', '')", (now,))
        self.op = connection.last_insert_rowid()
        self.feeds: dict[int, int | None] = {}
        """Feeds that are new, with their sections."""
        self._sections: list[int] = []
        self._paths: dict[tuple[str, ...], int | None] = {(): None}
        self._ends: dict[int | None, int] = {}

    def subscribe(self, one: ListedFeed, tell: _Telling) -> int:
        tell()
        if known := self._connection.execute("SELECT id FROM feed WHERE url = ?", (one.url,)).get:
            return int(known)
        before = removed.at_address(self._connection, one.url)
        if before is not None and removed.put_back(self._connection, before):
            return before
        section = self._section(one.folders)
        self._connection.execute(
            "INSERT INTO feed(url, title, name, site, section, position) VALUES(?, ?, ?, ?, ?, ?)",
            (one.url, named(one.title), named(one.name), one.site, section, self._end(section)),
        )
        feed = self._connection.last_insert_rowid()
        if one.direction:
            subscriptions.set_direction(self._connection, feed, one.direction)
        if one.settings != FeedSettings():
            settings.write(self._connection, feed, one.settings)
        self.feeds[feed] = section
        return feed

    def close(self) -> None:
        args = {"feeds": list(self.feeds.items()), "sections": self._sections}
        self._connection.execute("UPDATE op SET args = ? WHERE id = ?", (json.dumps(args), self.op))

    def _end(self, section: int | None) -> int:
        if section not in self._ends:
            self._ends[section] = self._connection.execute(
                "SELECT 1 + ifnull(max(position), -1) FROM feed WHERE section IS ?", (section,)
            ).get
        self._ends[section] += 1
        return self._ends[section] - 1

    def _section(self, path: tuple[str, ...]) -> int | None:
        if path not in self._paths:
            self._paths[path] = self._made(path[-1], self._section(path[:-1]), self._full_text.get(path, ""))
        return self._paths[path]

    def _made(self, name: str, parent: int | None, full_text: FullText) -> int | None:
        name = named(name)
        if not name:
            return parent
        known = self._connection.execute(
            "SELECT id FROM section WHERE name = ? AND ifnull(parent, 0) = ?", (name, parent or 0)
        ).get
        if known:
            return int(known)
        self._connection.execute(
            "INSERT INTO section(parent, name, full_text, position)"
            " SELECT ?, ?, ?, ifnull(max(position) + 1, 0) FROM section",
            (parent, name, full_text),
        )
        self._sections.append(self._connection.last_insert_rowid())
        return self._sections[-1]


def _bring_articles(
    connections: Connections, op: int, feed: int, articles: Sequence[KeptArticle], was_there: bool, now: int
) -> int:
    names = identify([one.said for one in articles])
    with connections.snapshot() as connection:
        found = _states(connection, feed)
        lacked = [one.said for one, name in zip(articles, names, strict=True) if _known(found, name) is None]
        if lacked:
            said, state, error = _feed_as_it_is(connection, feed, now)
    new = 0
    if lacked:
        # Brings the HTML parser with it, which a list of feeds alone never needs.
        from feeds.store.saving import save_articles

        new, _changed = save_articles(connections, feed, replace(said, articles=tuple(lacked)), state, now)
    with connections.write() as connection:
        if lacked:
            connection.execute("UPDATE fetch_state SET error = ?, error_args = ? WHERE feed = ?", (*error, feed))
        left = _states(connection, feed)
        for one, name in zip(articles, names, strict=True):
            article = _known(left, name)
            if article is None:
                continue
            marks, before = one.read + 2 * one.starred, left[article][1]
            article_id = left[article][0]
            _mark(connection, article_id, before, before | marks, now)
            is_new = _known(found, name) is None
            if is_new and one.seen is not None and one.seen < now:
                connection.execute(
                    "UPDATE article SET first_seen = ?1, sort_at = ?1 WHERE id = ?2", (one.seen, article_id)
                )
            if before | marks != before or (was_there and is_new):
                was = 0 if is_new else WAS_THERE | before << BEFORE
                connection.execute(
                    "INSERT OR IGNORE INTO op_item VALUES(?, ?, ?)", (op, article_id, before | marks | was)
                )
    return new


def _states(connection: apsw.Connection, feed: int) -> dict[bytes, tuple[int, int]]:
    """The feed's articles by their keys: (id, read and starred as bits)."""
    rows: Any = connection.execute("SELECT key, id, read + 2 * star FROM article WHERE feed = ?", (feed,))
    return {key: (article, state) for key, article, state in rows}


def _known(found: Mapping[bytes, object], name: Identity) -> bytes | None:
    return next((key for key in name.known_as if key in found), None)


def _mark(connection: apsw.Connection, article: int, before: int, after: int, now: int) -> None:
    if before != after:
        connection.execute(
            "UPDATE article SET read = ?1 & 1, star = ?1 >> 1, read_at = iif(?1 & 1, ifnull(read_at, ?2), NULL)"
            " WHERE id = ?3",
            (after, now, article),
        )


def _feed_as_it_is(connection: apsw.Connection, feed: int, now: int) -> tuple[ParsedFeed, FetchState, tuple[str, str]]:
    """What saving articles writes besides them, so that it stays."""
    from feeds.store.fetches import due

    row: Any = connection.execute(
        "SELECT f.name, f.site, f.description, f.language, f.icon, s.error, s.error_args FROM feed f"
        " JOIN fetch_state s ON s.feed = f.id WHERE f.id = ?",
        (feed,),
    ).fetchone()
    if row is None:
        raise FeedNotFound(id=feed)
    name, site, description, language, icon, *error = row
    [one] = due(connection, now, [feed], True)
    said = ParsedFeed("other", name, site, description, language, icon)
    return said, one.state, (error[0], error[1])


def _has_items(connection: apsw.Connection, op: int) -> bool:
    return bool(connection.execute("SELECT EXISTS(SELECT 1 FROM op_item WHERE op = ?)", (op,)).get)
