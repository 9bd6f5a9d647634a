"""The databases of other readers, opened to be read and never changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import apsw

from feeds.errors import FileBusy, FileUnreadable

_WAIT = 5_000
"""Milliseconds for the other reader to end what it writes."""


@contextmanager
def opened(path: Path) -> Iterator[apsw.Connection]:
    """Raises, in the body of ``with`` too, FileUnreadable for what is no database or another one, FileBusy for one that
    is being written to."""
    if not path.is_file():
        raise FileUnreadable(path=path)
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(apsw.Connection(address, flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)) as connection:
            connection.set_busy_timeout(_WAIT)
            yield connection
    except (apsw.BusyError, apsw.LockedError) as error:
        raise FileBusy(path=path) from error
    except apsw.Error as error:
        raise FileUnreadable(path=path) from error


def tables(path: Path) -> frozenset[str]:
    """The names of its tables. Raises as `opened` does."""
    with opened(path) as connection:
        return frozenset(str(name) for (name,) in connection.execute("SELECT name FROM sqlite_schema"))


def text(value: object) -> str:
    """What a database holds, cast to a blob, as text: what is no UTF-8 is mended."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else "" if value is None else str(value)
