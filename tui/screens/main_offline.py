"""What a key of the reader does to have all that is unread there without a network."""

from __future__ import annotations

from asyncio import CancelledError
from typing import TYPE_CHECKING

from feeds.answers import PagesTaken, PageTaken
from feeds.errors import NashraError
from feeds.types import FeedRefreshed
from tui import notices
from tui.i18n import _
from tui.messages import OfflineEnded, Refreshed
from tui.screens.main_refreshing import RefreshingActions

if TYPE_CHECKING:
    from collections.abc import Sequence


class OfflineActions(RefreshingActions):
    """One at a time, and none while a refresh is under way; the key that stops a refresh stops it."""

    def action_take_offline(self) -> None:
        """Fetch the pages of all unread articles."""
        if self.status.busy:
            self.tell(_("A refresh is under way."), "stop-refresh")
            return
        self.status.start()
        self._refreshing = self.run_worker(self._take_offline(), group="refresh")

    async def _take_offline(self) -> None:
        from tui import jobs

        done: PagesTaken | NashraError | None = None
        came = 0
        try:
            async for told in jobs.take_offline(self.reader.path):
                if isinstance(told, PageTaken):
                    came += not told.error
                    self.post_message(Refreshed(FeedRefreshed(0, told.title, "", told.done, told.total)))
                else:
                    done = told
        except CancelledError:
            self.post_message(OfflineEnded(PagesTaken(came, (), self.status.left, cancelled=True)))
            raise
        self.post_message(OfflineEnded(done))

    def on_offline_ended(self, message: OfflineEnded) -> None:
        from tui import offline_words

        self._refreshing = None
        self.status.end()
        self.keep_up()
        done = message.done
        if isinstance(done, PagesTaken):
            told: Sequence[str] = (offline_words.summed_up(done), *offline_words.failures(done)[:3])
            text = "\n".join(told)
            self.tell(notices.again(text, self.keys, "offline") if done.failed else text, error=bool(done.failed))
        else:
            self.tell_error(done or NashraError(), "offline")
