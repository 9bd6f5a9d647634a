"""What a library can do, method by method: the parts of which `Store` is made, and `feeds.reader.Reader` of those that
a person asks for as they are; to the others it puts classes of its own. Most SQL is in the modules around this folder,
of which the methods import what not every start needs.
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
