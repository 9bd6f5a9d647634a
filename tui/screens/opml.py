"""Taking the feeds of another reader from its file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.widget import Widget
from textual.widgets import Input

from feeds.errors import NashraError
from tui import words
from tui.i18n import _, plural
from tui.screens.dialog import Dialog
from tui.widgets.field import Field
from tui.widgets.heading import Prose

if TYPE_CHECKING:
    from tui.app import NashraApp

_TOLD_EVERY = 50
"""Steps between two words about how far it is."""


class OpmlScreen(Dialog):
    """What was typed stays until the file is read."""

    def __init__(self) -> None:
        super().__init__(_("Import the feeds of another reader"))

    def above(self) -> Iterable[Widget]:
        yield Prose(_("The path of an OPML file, or of newsboat's urls or cache.db."))
        yield Field(placeholder="~/feeds.opml")

    def on_input_changed(self) -> None:
        self.foot("")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        path = Path(message.value.strip()).expanduser()
        self.run_worker(lambda: self._import(path), thread=True, group="opml", exclusive=True)

    def _import(self, path: Path) -> None:
        app = cast("NashraApp", self.app)
        try:
            done = app.reader.import_file(path, progress=self._progress)
        except NashraError as error:
            app.call_from_thread(self.foot, words.error(error.code, error.args_), error=True)
            return
        told = [plural("{n} feed added.", "{n} feeds added.", len(done.added))]
        if done.known:
            told.append(plural("{n} was there already.", "{n} were there already.", done.known))
        if done.articles:
            told.append(plural("{n} new article", "{n} new articles", done.articles))
        if done.refused:
            first, count = done.refused[0].address, len(done.refused)
            told.append(
                plural("{n} address was refused: {first}", "{n} addresses were refused: {first} …", count, first=first)
            )
        if done.id is not None:
            told.append(_("To take it back: {command}", command=f"nashra import --undo {done.id}"))
        app.call_from_thread(self._imported, " ".join(told), [feed.id for feed in done.added])

    def _progress(self, done: int, total: int) -> None:
        if done % _TOLD_EVERY == 0:
            self.app.call_from_thread(self.foot, _("{done} of {total}", done=done, total=total))

    def _imported(self, told: str, added: Sequence[int]) -> None:
        self.dismiss()
        cast("NashraApp", self.app).changed(told, refresh=added)
