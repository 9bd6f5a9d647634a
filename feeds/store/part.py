"""What the parts of `Store` and of `feeds.reader.Reader` stand on: what a part says is written once and is both's."""

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
