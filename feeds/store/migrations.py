"""The numbered steps from one schema to the next. `PRAGMA user_version` says which one a file has; 0 is a new file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

import apsw

from feeds.store.addresses import host_of
from feeds.store.categories import key_again
from feeds.store.connections import BUSY_MS, Connections, told
from feeds.store.hosts import rest
from feeds.store.lock import lock

Step = Callable[[apsw.Connection], None]
"""Brings a library from one version to the next, inside a transaction that the caller holds."""


def _add_article_settings(connection: apsw.Connection) -> None:
    connection.execute(
        "CREATE TABLE article_setting(article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,"
        " settings TEXT NOT NULL)"
    )


def _add_fetch_log_and_hosts(connection: apsw.Connection) -> None:
    """Hosts that asked for rest, which the errors of their feeds told until now, go on resting."""
    connection.execute(
        "CREATE TABLE fetch_log(id INTEGER PRIMARY KEY, feed INTEGER NOT NULL REFERENCES feed ON DELETE CASCADE,"
        " at INTEGER NOT NULL, status INTEGER NOT NULL, error TEXT NOT NULL, new INTEGER NOT NULL,"
        " changed INTEGER NOT NULL, bytes INTEGER NOT NULL, took INTEGER NOT NULL);"
        "CREATE INDEX fetch_log_feed ON fetch_log(feed, id);"
        "CREATE TABLE host(name TEXT PRIMARY KEY, rests_until INTEGER NOT NULL DEFAULT 0,"
        " robots_at INTEGER NOT NULL DEFAULT 0, crawl_delay INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID"
    )
    rows: Iterable[Any] = connection.execute(
        "SELECT f.url, s.fetched_at + ifnull(json_extract(s.error_args, '$.retry_after'), 600) FROM feed f"
        " JOIN fetch_state s ON s.feed = f.id WHERE s.error IN ('throttled', 'server-failed')"
        " AND json_extract(s.error_args, '$.status') IN ('429', '503')"
    ).fetchall()
    for url, until in rows:
        rest(connection, host_of(url), until)


def _add_full_text_of_sections(connection: apsw.Connection) -> None:
    """No section has said anything yet: each does as the one around it, and feeds as they did."""
    connection.execute("ALTER TABLE section ADD COLUMN full_text TEXT NOT NULL DEFAULT ''")


def _add_notes(connection: apsw.Connection) -> None:
    connection.execute(
        "CREATE TABLE note(article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,"
        " text TEXT NOT NULL, at INTEGER NOT NULL)"
    )


def _add_pruned(connection: apsw.Connection) -> None:
    connection.execute(
        "CREATE TABLE pruned(feed INTEGER NOT NULL REFERENCES feed ON DELETE CASCADE, key BLOB NOT NULL,"
        " hash BLOB NOT NULL, listed_at INTEGER NOT NULL, PRIMARY KEY(feed, key)) WITHOUT ROWID"
    )


def _add_rules(connection: apsw.Connection) -> None:
    """The articles that are there have come already."""
    connection.execute(_RULES)
    connection.execute("INSERT INTO ruled SELECT ifnull(max(id), 0) FROM article")


_RULES = """
ALTER TABLE article ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
DROP INDEX article_all;
DROP INDEX article_feed;
CREATE INDEX article_all ON article(sort_at DESC, id DESC, muted);
CREATE INDEX article_feed ON article(feed, sort_at DESC, id DESC, muted);
CREATE TABLE rule(
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  actions TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  position INTEGER NOT NULL,
  after INTEGER NOT NULL
);
CREATE TABLE ruled(upto INTEGER NOT NULL);
CREATE TABLE rule_touch(
  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  rule INTEGER NOT NULL REFERENCES rule ON DELETE CASCADE,
  at INTEGER NOT NULL,
  PRIMARY KEY(article, rule)
) WITHOUT ROWID;
CREATE INDEX rule_touch_rule ON rule_touch(rule, at);
CREATE TABLE notification(
  article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
  rule INTEGER NOT NULL,
  at INTEGER NOT NULL,
  sent_at INTEGER
);
CREATE TABLE page_wanted(
  article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
  rule INTEGER NOT NULL,
  at INTEGER NOT NULL,
  asked_at INTEGER,
  error TEXT NOT NULL DEFAULT '',
  error_args TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX page_wanted_open ON page_wanted(article) WHERE asked_at IS NULL;
CREATE INDEX page_wanted_failed ON page_wanted(asked_at) WHERE error <> '';
"""


def _add_saved_searches(connection: apsw.Connection) -> None:
    """And categories that only the article or a spelling told apart become one."""
    connection.execute(
        "CREATE TABLE saved_search(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, query TEXT NOT NULL,"
        " position INTEGER NOT NULL)"
    )
    key_again(connection)


def _add_stories(connection: apsw.Connection) -> None:
    connection.execute(
        "CREATE TABLE telling(article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,"
        " sort_at INTEGER NOT NULL, source INTEGER NOT NULL, keys BLOB NOT NULL, seen INTEGER NOT NULL);"
        "CREATE TABLE grouped(upto INTEGER NOT NULL);"
        "INSERT INTO grouped VALUES(0);"
        "CREATE TRIGGER article_left_story AFTER DELETE ON article WHEN old.story IS NOT NULL BEGIN"
        " UPDATE article SET story = iif((SELECT count(*) FROM article WHERE story = old.story) = 1, NULL,"
        "  (SELECT id FROM article WHERE story = old.story ORDER BY sort_at, id LIMIT 1))"
        " WHERE story = old.story"
        " AND (old.id = old.story OR (SELECT count(*) FROM article WHERE story = old.story) = 1);"
        "END"
    )


def _add_removed_feeds(connection: apsw.Connection) -> None:
    connection.execute(_REMOVED)


_REMOVED = """
CREATE TABLE removed_feed(
  feed INTEGER PRIMARY KEY,
  url TEXT NOT NULL,
  op INTEGER NOT NULL,
  at INTEGER NOT NULL,
  secret TEXT NOT NULL,
  sections TEXT NOT NULL
);
CREATE INDEX removed_feed_url ON removed_feed(url);
CREATE TABLE removed_rows(
  feed INTEGER NOT NULL REFERENCES removed_feed ON DELETE CASCADE,
  n INTEGER NOT NULL,
  name TEXT NOT NULL,
  said TEXT NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY(feed, n)
);
"""


def _add_editions(connection: apsw.Connection) -> None:
    connection.execute(
        "CREATE TABLE edition(day TEXT NOT NULL);"
        "CREATE TABLE edition_article(position INTEGER PRIMARY KEY,"
        " article INTEGER NOT NULL UNIQUE REFERENCES article ON DELETE CASCADE, seconds INTEGER NOT NULL)"
    )


def _add_addresses(connection: apsw.Connection) -> None:
    connection.execute("CREATE INDEX article_text_url ON article_text(url) WHERE url <> ''")


MIGRATIONS: tuple[Step, ...] = (
    _add_article_settings,
    _add_fetch_log_and_hosts,
    _add_full_text_of_sections,
    _add_notes,
    _add_pruned,
    _add_rules,
    _add_saved_searches,
    _add_stories,
    _add_removed_feeds,
    _add_editions,
    _add_addresses,
)
"""``MIGRATIONS[n]`` leads from version n + 1 to n + 2; schema.sql is always the newest version."""

APPLICATION_ID = 0x4E736872
"""``Nshr`` in the file's header: tells a library from another program's database."""

_SOON_MS = 100
"""How long another may keep a library from being written ahead."""

LOCK_WAIT = 15.0
"""Seconds to wait for a refresh or another migration to end."""


def newest(steps: Sequence[Step] = MIGRATIONS) -> int:
    return len(steps) + 1


def version(connection: apsw.Connection) -> int:
    return int(connection.pragma("user_version"))


def bring_up_to_date(connections: Connections, steps: Sequence[Step] = MIGRATIONS) -> None:
    """Make the schema in a new file, or take an older library through the steps it lacks, all of them or none; and have
    the file written ahead (WAL), which stands outside of that: a new one from the start, one that was a backup as soon
    as nobody else has it open.

    Raises LibraryBusy while another process refreshes or migrates, DiskFull, and whatever a step raises; the library
    is then as it was.
    """
    path = connections.path
    with told(path):
        connection = connections.get()
        if version(connection) == newest(steps):
            _write_ahead(connection)
            return
    with lock(path, wait=LOCK_WAIT), told(path):
        if version(connection) == 0:
            # Before anything is written: later only a copy of all of the file could bring it.
            connection.pragma("auto_vacuum", 2)
            connection.pragma("journal_mode", "wal")
        # Off, a step may rebuild a table that others refer to; it can't be changed inside a transaction.
        connection.pragma("foreign_keys", False)
        try:
            with connections.write():
                _apply(connection, steps)
        finally:
            connection.pragma("foreign_keys", True)
        _write_ahead(connection)


def _write_ahead(connection: apsw.Connection) -> None:
    """Have a file that was a backup written ahead like any library, or whoever reads it would wait for whoever writes.
    Where it can't be now, because another has it open or it can only be read, a later opening does it."""
    if connection.pragma("journal_mode") == "wal":
        return
    with suppress(apsw.Error):
        connection.set_busy_timeout(_SOON_MS)
        connection.pragma("journal_mode", "wal")
    connection.set_busy_timeout(BUSY_MS)


def _apply(connection: apsw.Connection, steps: Sequence[Step]) -> None:
    now = version(connection)
    if now == 0:
        from importlib.resources import files  # slow to import, and only a new library needs it

        connection.execute(files("feeds.store").joinpath("schema.sql").read_text("utf-8"))
        connection.pragma("application_id", APPLICATION_ID)
    else:
        for step in steps[now - 1 :]:
            step(connection)
        if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
            raise apsw.ConstraintError(f"a migration left a row that refers to nothing: {broken}")
    connection.pragma("user_version", newest(steps))
