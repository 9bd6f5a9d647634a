"""What the library tells of its own use. A part of `Store`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from feeds.store.connections import Connections

if TYPE_CHECKING:
    from feeds.statistics import Statistics


class Figures:
    """What counts more than lists show."""

    clock: Callable[[], int]
    _connections: Connections

    def statistics(self) -> Statistics:
        """See `statistics.statistics`."""
        from feeds.store import statistics

        with self._connections.snapshot() as connection:
            return statistics.statistics(connection, self.clock())
