"""The numbered steps from one schema to the next. `PRAGMA user_version` says which one a file has; 0 is a new file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import apsw

from feeds.store.connections import Connections, told
from feeds.store.lock import lock

Step = Callable[[apsw.Connection], None]
"""Brings a library from one version to the next, inside a transaction that the caller holds."""


def _add_article_settings(connection: apsw.Connection) -> None:
    connection.execute(
        "CREATE TABLE article_setting(article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,"
        " settings TEXT NOT NULL)"
    )


MIGRATIONS: tuple[Step, ...] = (_add_article_settings,)
"""``MIGRATIONS[n]`` leads from version n + 1 to n + 2; schema.sql is always the newest version."""

APPLICATION_ID = 0x4E736872
"""``Nshr`` in the file's header: tells a library from another program's database."""

LOCK_WAIT = 15.0
"""Seconds to wait for a refresh or another migration to end."""


def newest(steps: Sequence[Step] = MIGRATIONS) -> int:
    return len(steps) + 1


def version(connection: apsw.Connection) -> int:
    return int(connection.pragma("user_version"))


def bring_up_to_date(connections: Connections, steps: Sequence[Step] = MIGRATIONS) -> None:
    """Make the schema in a new file, or take an older library through the steps it lacks, all of them or none.

    Raises LibraryBusy while another process refreshes or migrates, DiskFull, and whatever a step raises; the library
    is then as it was.
    """
    path = connections.path
    with told(path):
        connection = connections.get()
        if version(connection) == newest(steps):
            return
    with lock(path, wait=LOCK_WAIT), told(path):
        if version(connection) == 0:
            connection.pragma("journal_mode", "wal")
        # Off, a step may rebuild a table that others refer to; it can't be changed inside a transaction.
        connection.pragma("foreign_keys", False)
        try:
            with connections.write():
                _apply(connection, steps)
        finally:
            connection.pragma("foreign_keys", True)


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
