"""What the key for sharing does with an article."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from feeds.errors import NashraError
from feeds.types import ArticleRow
from tui.i18n import _
from tui.messages import Failed
from tui.screens.main_page import PageActions

if TYPE_CHECKING:
    from tui.screens.sharing import Way


class SharingActions(PageActions):
    """Of the article under the cursor."""

    def action_share(self) -> None:
        """Offer what can be done with the article."""
        row = self._current()
        if row is None:
            self.tell(_("Choose an article first."))
            return
        from tui.screens.sharing import SharingScreen

        self.nashra.show(
            SharingScreen(
                row,
                self.config.commands,
                pictures=self.config.pictures != "never",
                take=lambda way: self._share(row, way),
            )
        )

    def _share(self, row: ArticleRow, way: Way) -> None:
        from tui import sharing

        kind, how = way
        if way == ("copy", "link"):
            self.copied(row.url, _("Link copied."))
        elif way == ("copy", "title"):
            self.copied(sharing.titled(row.title, row.url), _("Title and link copied."))
        elif way == ("copy", "quotation"):
            self.action_quote()
        else:
            doing = {"copy": self._copy_markdown, "save": self._save, "send": self._send}[kind]
            self.run_worker(doing(row, how), group="share")

    def action_export(self) -> None:
        """Save the feeds for another reader, where articles are saved."""
        self.run_worker(self._export, thread=True, group="export", exclusive=True)

    def _export(self) -> None:
        from tui import sharing

        try:
            path = self.reader.save_opml(sharing.folder(self.config))
        except NashraError as error:
            self.post_message(Failed(error))
        else:
            self.app.call_from_thread(self.tell, _("Saved: {path}", path=path))

    async def _copy_markdown(self, row: ArticleRow, _how: str) -> None:
        from tui.quoting import dated

        try:
            text = await asyncio.to_thread(self.reader.as_markdown, row.id, dated=dated(row.published, row.language))
        except NashraError as error:
            self.tell_error(error)
            return
        self.copied(text, _("Quotation copied, with its source."))

    async def _save(self, row: ArticleRow, how: str) -> None:
        from tui import jobs, sharing

        form, _plus, pictures = how.partition("+")
        folder = await asyncio.to_thread(sharing.folder, self.config)
        if pictures:
            self.tell(_("Fetching the pictures…"))
        done = await jobs.save(self.reader.path, row.id, form, folder, pictures=bool(pictures))
        if isinstance(done, NashraError):
            self.tell_error(done)
        else:
            self.tell(_("Saved: {path}", path=done))

    async def _send(self, row: ArticleRow, name: str) -> None:
        from tui import sharing, words

        self.tell(_("Sending: {name}", name=name))
        try:
            said = await asyncio.to_thread(sharing.send, self.reader, row.id, name, self.config.commands[name])
        except sharing.NotDoneError as error:
            self.notice.tell(str(error), error=True)
        except NashraError as error:
            self.tell_error(error)
        else:
            self.tell(words.beside((name, said)) if said else _("Sent: {name}", name=name))
