"""The file gives back what articles left that went."""

from __future__ import annotations

import time
from collections.abc import Callable
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
_MUCH = 3
"""The part of all pages that must be free before a library is written anew, as a divisor."""
LARGEST = 300 * 1024 * 1024
"""Bytes in use of the largest library that is written anew: about 2 s, in which no other program can write."""


def shrink(connections: Connections, stop: Callable[[], bool] = lambda: False) -> int:
    """Give free pages back to the system, if they are many: how many bytes. In slices; ``stop`` is asked between them.

    A library that an earlier version made can't give back single pages. Once, when much of it is free and what is left
    is no more than `LARGEST`, it is written anew as one that can. A disk without room for that leaves it as it was.
    """
    with connections.read() as connection:
        size, free, pages = (int(connection.pragma(name)) for name in ("page_size", "freelist_count", "page_count"))
        by_pages = connection.pragma("auto_vacuum") == 2
    if free <= max(_SPARE, pages // _SHARE):
        return 0
    if by_pages:
        _give_back(connections, free - max(_SPARE, (pages - free) // _SHARE), stop)
    elif free > pages // _MUCH and (pages - free) * size <= LARGEST:
        with suppress(DiskFull, LibraryBusy):
            _write_anew(connections)
    with connections.read() as connection:
        # Only copying the WAL back cuts the file; readers that look at an older state put it off.
        connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_PASSIVE)
        return size * (pages - int(connection.pragma("page_count")))


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
