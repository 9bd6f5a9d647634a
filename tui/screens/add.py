"""Adding a feed by its address; what was typed stays until it is added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from textual.widget import Widget
from textual.widgets import Input

from feeds.errors import NashraError, PrivateAddress
from tui import jobs, words
from tui.i18n import _
from tui.screens.dialog import Dialog
from tui.widgets.field import Field
from tui.widgets.heading import Prose

if TYPE_CHECKING:
    from tui.app import NashraApp


class AddScreen(Dialog):
    """An address on this machine or its network works after one more Enter."""

    def __init__(self) -> None:
        super().__init__(_("Add a feed"))
        self._allowed = ""
        self._busy = False

    def above(self) -> Iterable[Widget]:
        yield Prose(_("The address of a feed, or of a site that has one."))
        yield Field(placeholder="https://")

    def on_input_changed(self) -> None:
        self.foot("")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        url = message.value.strip()
        if url and not self._busy:
            self._busy = True
            self.foot(_("Fetching {url}", url=url))
            self.run_worker(self._add(url), group="add")

    async def _add(self, url: str) -> None:
        app = cast("NashraApp", self.app)
        told = await jobs.add(app.reader.path, url, allow_private=url == self._allowed)
        self._busy = False
        if not isinstance(told, NashraError):
            _feed, title = told
            self.dismiss()
            app.changed(_("Added: {title}", title=title))
            return
        sentence = words.error(told.code, told.args_)
        if isinstance(told, PrivateAddress):
            self._allowed = url
            sentence += " " + _("Enter once more to fetch it all the same.")
        self.foot(sentence, error=True)
