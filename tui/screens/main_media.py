"""What the keys of the reader do with an article's audio, video and pictures."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from feeds.errors import NashraError
from tui.i18n import _
from tui.messages import Failed, LaidOut
from tui.screens.main_laying import LayingOut

if TYPE_CHECKING:
    from feeds.blocks import Text

_KEYS_REST = 0.15
"""Seconds on an article until its picture is fetched: one goes past some on the way to another."""


class MediaActions(LayingOut):
    """Nothing is fetched or played but at a key, and the first picture where the settings want it."""

    _lead: tuple[str, int] | None = None
    """The picture on the page, by its address, and the columns that it has."""

    def action_pictures(self) -> None:
        """Show the pictures of the article, fetched one by one."""
        if self.config.pictures == "never":
            self.tell(_("Pictures are not fetched, by the settings."), "settings")
        elif row := self._current():
            self.run_worker(lambda: self._find_pictures(row.id), thread=True, group="media", exclusive=True)

    def show_lead(self, message: LaidOut) -> None:
        """Have the picture fetched that the page has room for, unless it has it."""
        from tui.layout import room_of_picture

        columns, rows = room_of_picture(message.width)
        wanted = (message.lead, columns) if message.lead else None
        if wanted == self._lead:
            return
        self._lead = wanted
        self.page.show_picture(None)

        async def fetch() -> None:
            await asyncio.sleep(_KEYS_REST)
            await self._fetch_lead(message.article, message.lead, columns, rows)

        if wanted:
            self.run_worker(fetch, group="lead", exclusive=True)  # type: ignore[arg-type]
        else:
            self.workers.cancel_group(self, "lead")

    async def _fetch_lead(self, article: int, url: str, columns: int, rows: int) -> None:
        from tui import jobs, words

        found = await jobs.picture(self.reader.path, article, url, columns, 2 * rows)
        if self._lead != (url, columns):
            return
        if isinstance(found, NashraError):
            # The room stays until the article is opened anew, so that no line moves under the eye.
            self.unseen |= {url}
            self.page.show_picture(words.error(found.code, found.args_))
        else:
            self.page.show_picture(found)

    def _find_pictures(self, article: int) -> None:
        from tui import player
        from tui.text import paragraph

        try:
            whole, content = self.reader.article(article), self.reader.content(article)
            # Where the page has none, what the feed sent may.
            found = player.pictures(whole, content) or player.pictures(whole, self.reader.content(article, full=False))
        except NashraError as error:
            self.post_message(Failed(error))
            return
        title = paragraph(whole.row.title, language=content.language)
        rtl = (whole.row.direction or title.base) == "rtl"
        self.app.call_from_thread(self._show_pictures, article, found, rtl)

    def _show_pictures(self, article: int, found: Sequence[tuple[Text, str]], rtl: bool) -> None:
        if not found:
            self.tell(_("The article has no pictures."))
            return
        from tui.screens.pictures import PicturesScreen

        self.nashra.show(PicturesScreen(article, found, rtl=rtl))

    def action_play(self) -> None:
        """Give the audio or the video of the article to the player, or let one of several be chosen."""
        if not self.config.player:
            self.tell(_("No player is set. One is named so: {line}", line="\u200e:set player mpv"))
        elif row := self._current():
            self.run_worker(lambda: self._find_media(row.id), thread=True, group="media", exclusive=True)

    def _find_media(self, article: int) -> None:
        from tui import player

        try:
            found = player.media(self.reader.article(article), self.reader.content(article))
        except NashraError as error:
            self.post_message(Failed(error))
            return
        self.app.call_from_thread(self._choose_media, found)

    def _choose_media(self, found: Sequence[tuple[Text, str]]) -> None:
        if not found:
            self.tell(_("The article has no audio or video."))
        elif len(found) == 1:
            self._play(found[0][1])
        else:
            from tui.screens.links import LinksScreen

            self.nashra.show(LinksScreen(found, self._play, title=_("Audio and video")))

    def _play(self, url: str) -> None:
        self.run_worker(self._give(url), group="player")

    async def _give(self, url: str) -> None:
        from tui import player

        given = await asyncio.to_thread(player.command, self.config.player, url)
        if given is None:
            self.tell(_("The player is not there: {name}", name=self.config.player[0]))
            return
        try:
            if self.config.player_in == "terminal":
                await self._in_terminal(given)
            else:
                await asyncio.to_thread(player.start, given)
                self.tell(_("Playing: {url}", url=url))
        except OSError as error:
            self.tell(_("The player could not be started: {why}", why=error.strerror or str(error)))

    async def _in_terminal(self, given: Sequence[str]) -> None:
        """Lend the terminal to the player until it ends; nothing is drawn meanwhile."""
        from textual.app import SuspendNotSupported

        try:
            with self.app.batch_update(), self.app.suspend():
                child = await asyncio.create_subprocess_exec(*given)
                await child.wait()
        except SuspendNotSupported:
            self.tell(_("This terminal can't be lent to a player."))
