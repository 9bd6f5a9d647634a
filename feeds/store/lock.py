"""A lock file beside the library: it covers refresh and migration, which only one process may do at a time."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feeds.errors import LibraryBusy, LibraryReadOnly


@contextmanager
def lock(path: Path, *, wait: float = 0) -> Iterator[None]:
    """Hold the lock of the library at ``path``; LibraryBusy if another holds it for longer than ``wait`` seconds.

    The lock is the kernel's (flock) and goes with its process, however that ends; the file itself stays,
    since removing it would let two processes hold two files of one name.
    """
    try:
        handle = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise LibraryReadOnly(path=path) from error
    try:
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= deadline:
                    raise LibraryBusy(path=path) from error
                time.sleep(0.02)
        yield
    finally:
        os.close(handle)
