"""The morning edition: what is unread, bounded by the time there is for it. A part of `Reader`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feeds.answers import Edition
    from feeds.store.library import Store


class Editions:
    """There is one at a time, the same after a restart. Its list is that of ``ScopeKind.EDITION``."""

    _store: Store

    def edition(self) -> Edition | None:
        """The one that is being read, as its articles are now; None before the first."""
        return self._store.edition()

    def open_edition(self, day: str, minutes: int) -> Edition:
        """The same, until it is read to its end or of another ``day`` (ISO 8601): then a new one, chosen from what is
        unread in all sections (`feeds.edition`), of ``minutes`` of reading. Off the event loop."""
        return self._store.open_edition(day, minutes)
