"""Importing an OPML file by its path."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.widget import Widget
from textual.widgets import Input

from feeds.errors import NashraError
from feeds.types import OpmlImport
from tui import words
from tui.i18n import _, plural
from tui.screens.dialog import Dialog
from tui.widgets.field import Field
from tui.widgets.heading import Prose

if TYPE_CHECKING:
    from tui.app import NashraApp


class OpmlScreen(Dialog):
    """What was typed stays until the file is read."""

    def __init__(self) -> None:
        super().__init__(_("Import an OPML file"))

    def above(self) -> Iterable[Widget]:
        yield Prose(_("The path of the file that another reader exported."))
        yield Field(placeholder="~/feeds.opml")

    def on_input_changed(self) -> None:
        self.foot("")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        path = Path(message.value.strip()).expanduser()
        self.run_worker(lambda: self._import(path), thread=True, group="opml", exclusive=True)

    def _import(self, path: Path) -> None:
        app = cast("NashraApp", self.app)
        try:
            done = app.reader.import_opml(path)
        except NashraError as error:
            app.call_from_thread(self.foot, words.error(error.code, error.args_), error=True)
            return
        app.call_from_thread(self._imported, done)

    def _imported(self, done: OpmlImport) -> None:
        app = cast("NashraApp", self.app)
        told = [plural("{n} feed added.", "{n} feeds added.", len(done.added))]
        if done.known:
            told.append(plural("{n} was there already.", "{n} were there already.", done.known))
        if done.refused:
            told.append(
                plural(
                    "{n} address was refused: {first}",
                    "{n} addresses were refused: {first} …",
                    len(done.refused),
                    first=done.refused[0],
                )
            )
        self.dismiss()
        app.changed(" ".join(told), refresh=[feed.id for feed in done.added])
