"""The file gives back what articles left that went."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress

import apsw

from feeds.errors import DiskFull, LibraryBusy
from feeds.store.connections import Connections

SLICE = 256
"""Pages that are given back in one transaction: about 10 ms."""
PAUSE = 0.005
"""Seconds between two slices, in which others that wait to write come to their turn."""
_SPARE = 1024
"""Pages that stay free for what comes next, at least."""
_SHARE = 20
"""The part of all pages that stays free, as a divisor."""
_MUCH = 4
"""The part of all pages that must be won before a library is written anew, as a divisor."""
_MANY = 1_000
"""Articles that go before half-empty pages are looked for: 0.2 s for 100 MB."""
LARGEST = 300 * 1024 * 1024
"""Bytes in use of the largest library that is written anew: about 2 s, in which no other program can write."""


def shrink(connections: Connections, stop: Callable[[], bool] = lambda: False, *, gone: int = 0) -> int:
    """Give free pages back to the system, if they are many: how many bytes. In slices; ``stop`` is asked between them.

    Where much would be won by it and what is left is no more than `LARGEST`, the file is written anew: one that an
    earlier version made, which can't give back single pages, once; and one of which many articles, ``gone``, have just
    gone from between others, which leaves pages half empty. A disk without room for that leaves it as it was.
    """
    with connections.read() as connection:
        size, free, pages = (int(connection.pragma(name)) for name in ("page_size", "freelist_count", "page_count"))
        by_pages = connection.pragma("auto_vacuum") == 2
        half_empty = _half_empty(connection) if gone >= _MANY else 0
    anew = half_empty if by_pages else free + half_empty
    left = (pages - free - half_empty) * size
    if anew > max(_SPARE, pages // _MUCH) and left <= LARGEST and not stop():
        with suppress(DiskFull, LibraryBusy):
            _write_anew(connections)
    elif by_pages and free > max(_SPARE, pages // _SHARE):
        _give_back(connections, free - max(_SPARE, (pages - free) // _SHARE), stop)
    else:
        return 0
    with connections.read() as connection:
        # Only copying the WAL back cuts the file; readers that look at an older state put it off.
        connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_PASSIVE)
        return size * (pages - int(connection.pragma("page_count")))


def _half_empty(connection: apsw.Connection) -> int:
    """How many pages of bodies would go if neighbours that fit into one page were one. None would in a file that was
    just written anew, whatever the articles' lengths, so that it is never done twice for nothing."""
    try:
        rows: Iterable[tuple[int, int]] = connection.execute(
            "SELECT pgsize - unused, pgsize FROM dbstat WHERE name = 'body' AND pagetype = 'leaf'"
        )
    except apsw.SQLError:  # a SQLite that was built without dbstat
        return 0
    won = filled = 0
    for used, size in rows:
        if filled and filled + used <= size:
            won, filled = won + 1, filled + used
        else:
            filled = used
    return won


def _give_back(connections: Connections, pages: int, stop: Callable[[], bool]) -> None:
    while pages > 0 and not stop():
        with connections.write() as connection:
            connection.execute(f"PRAGMA incremental_vacuum({min(pages, SLICE)})").fetchall()
        pages -= SLICE
        time.sleep(PAUSE)


def _write_anew(connections: Connections) -> None:
    with connections.read() as connection:
        connection.pragma("auto_vacuum", 2)
        connection.execute("VACUUM")
