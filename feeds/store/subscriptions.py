"""Sections and feeds: what the reader is subscribed to, with its figures."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import apsw

from feeds.clean import clean_line
from feeds.errors import AlreadySubscribed, FeedNotFound
from feeds.store.bodies import moment
from feeds.types import ChosenDirection, Counts, Feed, Section
from feeds.values import replace

_NAME = 300
"""Characters kept of a name that a list of feeds brings."""

TITLE = "without_sign_in(coalesce(nullif(f.title, ''), nullif(f.name, ''), f.url))"
"""How feed ``f`` is called: the reader's name for it, else its own, else its address, of which what signs in is left
out (`connections.connected`)."""

DIRECTION = "coalesce(json_extract(f.settings, '$.direction'), '')"
"""The direction that the reader chose for feed ``f``, or empty."""

FEED = (
    f"f.id, f.url, {TITLE}, f.section, f.site, f.language, t.unread, t.total, s.error, s.error_args, s.fetched_at,"
    f" {DIRECTION} FROM feed f JOIN tally t ON t.feed = f.id JOIN fetch_state s ON s.feed = f.id"
)
"""The columns that `feed_of` reads, and where they come from."""


def feed_of(row: Any) -> Feed:
    *said, error, error_args, fetched_at, direction = row
    return Feed(*[*said, error, json.loads(error_args) if error else None, moment(fetched_at or None), direction])


def feeds(connection: apsw.Connection) -> list[Feed]:
    """All feeds in the order of their sections, those without one last."""
    rows = connection.execute(
        f"SELECT {FEED} LEFT JOIN section g ON g.id = f.section"
        " ORDER BY g.position IS NULL, g.position, g.id, f.position, f.id"
    )
    return [feed_of(row) for row in rows]


def feed(connection: apsw.Connection, feed_id: int) -> Feed:
    row = connection.execute(f"SELECT {FEED} WHERE f.id = ?", (feed_id,)).fetchone()
    if row is None:
        raise FeedNotFound(id=feed_id)
    return feed_of(row)


WITHIN = (
    "WITH RECURSIVE inside(id) AS (SELECT :id UNION SELECT g.id FROM section g JOIN inside ON g.parent = inside.id)"
    " SELECT id FROM inside"
)
"""The section ``:id`` and all that stand in it, at any depth."""


def feeds_within(connection: apsw.Connection, section: int) -> list[int]:
    """The feeds of a section and of those in it."""
    rows = connection.execute(f"SELECT id FROM feed WHERE section IN ({WITHIN}) ORDER BY id", {"id": section})
    return [row[0] for row in rows]


def sections(connection: apsw.Connection) -> list[Section]:
    """Each before those that stand in it; the figures of one hold those of all in it."""
    rows = connection.execute(
        "SELECT g.id, g.name, g.parent, g.position, ifnull(sum(t.unread), 0), ifnull(sum(t.total), 0),"
        " g.full_text FROM section g"
        " LEFT JOIN feed f ON f.section = g.id LEFT JOIN tally t ON t.feed = f.id"
        " GROUP BY g.id ORDER BY g.position, g.id"
    )
    return _as_tree([Section(*row) for row in rows])


def _as_tree(known: Sequence[Section]) -> list[Section]:
    below: defaultdict[int | None, list[Section]] = defaultdict(list)
    ids = {one.id for one in known}
    for one in known:
        below[one.parent if one.parent in ids else None].append(one)

    def walk(one: Section) -> list[Section]:
        inside = [found for child in below[one.id] for found in walk(child)]
        of_children = [found for found in inside if found.parent == one.id]
        unread = one.unread + sum(child.unread for child in of_children)
        total = one.total + sum(child.total for child in of_children)
        return [replace(one, unread=unread, total=total), *inside]

    return [found for one in below[None] for found in walk(one)]


def counts(connection: apsw.Connection) -> Counts:
    row: Any = connection.execute(
        "SELECT ifnull(sum(total), 0), ifnull(sum(unread), 0),"
        " (SELECT count(*) FROM article INDEXED BY article_star WHERE star = 1) FROM tally"
    ).fetchone()
    return Counts(*row)


def named(text: str) -> str:
    """A name of a feed or a section as it is kept."""
    return clean_line(text)[:_NAME].strip()


def subscribe(connection: apsw.Connection, url: str, title: str, section: str) -> Feed:
    """One that was removed and can still be put back comes as it was, in ``section`` and called ``title`` if these are
    given. Raises AlreadySubscribed, with ``feed`` the id of the one that is there."""
    known = connection.execute("SELECT id FROM feed WHERE url = ?", (url,)).get
    if known is not None:
        raise AlreadySubscribed(url=url, feed=known)
    from feeds.store import removed  # which only few ways of looking at a library need

    if (before := removed.at_address(connection, url)) is not None and removed.put_back(connection, before):
        connection.execute(
            "UPDATE feed SET title = iif(?1 = '', title, ?1), section = ifnull(?2, section) WHERE id = ?3",
            (named(title), section_called(connection, section), before),
        )
        return feed(connection, before)
    connection.execute(
        "INSERT INTO feed(url, title, section, position)"
        " VALUES(?1, ?2, ?3,"
        " 1 + ifnull((SELECT position FROM feed WHERE section IS ?3 ORDER BY position DESC LIMIT 1), -1))",
        (url, clean_line(title)[:_NAME], section_called(connection, section)),
    )
    return feed(connection, connection.last_insert_rowid())


def set_direction(connection: apsw.Connection, feed_id: int, direction: ChosenDirection) -> None:
    """Raises FeedNotFound."""
    # Null takes a member away (RFC 7396).
    connection.execute(
        "UPDATE feed SET settings = json_patch(settings, json_object('direction', nullif(?, ''))) WHERE id = ?",
        (direction, feed_id),
    )
    if not connection.changes():
        raise FeedNotFound(id=feed_id)


def section_called(connection: apsw.Connection, name: str) -> int | None:
    """The section of that name at the top, made if need be; None for no name."""
    name = named(name)
    if not name:
        return None
    if known := connection.execute("SELECT id FROM section WHERE name = ? AND ifnull(parent, 0) = 0", (name,)).get:
        return int(known)
    connection.execute(
        "INSERT INTO section(name, position) SELECT ?, ifnull(max(position) + 1, 0) FROM section", (name,)
    )
    return connection.last_insert_rowid()


REMOVE_IF_EMPTY = (
    "DELETE FROM section WHERE id = ?1 AND NOT EXISTS(SELECT 1 FROM feed WHERE section = ?1)"
    " AND NOT EXISTS(SELECT 1 FROM section WHERE parent = ?1)"
)


def remove_if_empty(connection: apsw.Connection, section: int | None) -> None:
    """Remove the section if nothing is left in it, and so on upwards."""
    while section is not None:
        parent = connection.execute("SELECT parent FROM section WHERE id = ?", (section,)).get
        connection.execute(REMOVE_IF_EMPTY, (section,))
        section = parent if connection.changes() else None
