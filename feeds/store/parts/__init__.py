"""What a library can do, method by method: the parts of which `Store` and, of those that a person asks for,
`feeds.reader.Reader` are made. How it is done in SQL is in the modules around this folder, brought in by what needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from feeds.store.connections import Connections


class Part:
    """An open library, of which each subclass does one thing. Any method may be called from any thread."""

    path: Path
    clock: Callable[[], int]
    """UTC seconds."""
    _connections: Connections
