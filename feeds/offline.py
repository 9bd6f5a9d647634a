"""The pages of all that is unread, for when there is no network. A part of `Reader`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feeds.answers import PagesTaken, PageTaken
    from feeds.store.library import Store


class Offline:
    """What was taken once is there, so to begin again after a stop goes on where it was."""

    _store: Store

    def pages_to_take(self) -> int:
        """How many unread articles have a page that was not fetched. Off the event loop."""
        return len(self._store.pages_to_take())

    async def take_offline(self, report: Callable[[PageTaken], None] = lambda _one: None) -> PagesTaken:
        """Fetch the pages of all unread articles, the newest of each host first, and tell of each as it is done. Hosts
        that want rest, or keep failing, are left alone. Ends in order where it is cancelled."""
        from feeds.page_taking import Taking

        return await Taking(self._store, report).run()
