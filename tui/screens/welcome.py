"""The first run: ways to something to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from feeds.errors import NashraError
from tui import words
from tui.i18n import _
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice
from tui.widgets.heading import Prose


class WelcomeScreen(Dialog):
    """Offers the sample edition, the catalogue, an OPML file, or an address to type."""

    def __init__(self) -> None:
        super().__init__(_("Welcome to Nashra"))

    def above(self) -> Iterable[Widget]:
        yield Prose(_("There is nothing to read yet. Where shall it come from?"), id="question")

    def choices(self) -> Sequence[Choice]:
        return [
            Choice(_("The sample edition"), _("works without a network"), "sample"),
            Choice(_("Catalogue of feeds"), _("by country and subject"), "catalogue"),
            Choice(_("An OPML file"), _("from another reader"), "opml"),
            Choice(_("An address"), _("of a feed or a site"), "add"),
        ]

    def chosen(self, choice: Choice) -> None:
        app = self.nashra
        match choice.value:
            case "sample":
                self.run_worker(self._sample, thread=True, group="sample", exclusive=True)
            case "catalogue":
                from tui.screens.catalogue import CatalogueScreen

                self.dismiss()
                app.show(CatalogueScreen())
            case "opml":
                from tui.screens.opml import OpmlScreen

                self.dismiss()
                app.show(OpmlScreen())
            case _:
                self.dismiss()
                app.action_add()

    def _sample(self) -> None:
        app = self.nashra
        try:
            added = app.reader.add_sample()
        except NashraError as error:
            app.call_from_thread(self.foot, words.error(error.code, error.args_), error=True)
            return
        app.call_from_thread(self._added, [feed.id for feed in added])

    def _added(self, feeds: list[int]) -> None:
        self.dismiss()
        self.nashra.changed("", refresh=feeds)
