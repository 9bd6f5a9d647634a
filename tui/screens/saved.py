"""A saved search: its name and what it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from textual.widget import Widget

from feeds.answers import SavedSearch
from feeds.errors import BadSetting, NashraError, NotFound
from tui.i18n import _
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice
from tui.widgets.field import Field
from tui.widgets.heading import Prose


class SavedScreen(Dialog):
    """Enter in either field keeps both; a new one has the id 0 and can't be removed."""

    def __init__(self, search: SavedSearch) -> None:
        super().__init__(_("Saved search"))
        self.search = search

    def above(self) -> Iterable[Widget]:
        yield Prose(_("Name"))
        yield Field(self.search.name, id="name")
        yield Prose(_("What it searches for"))
        yield Field(self.search.query, id="query")

    def choices(self) -> Sequence[Choice]:
        return [Choice(_("Remove"), value=self.search.id)] if self.search.id else []

    def on_input_changed(self) -> None:
        self.foot("")

    def on_input_submitted(self) -> None:
        name, query = (self.query_one(f"#{one}", Field).value.strip() for one in ("name", "query"))
        try:
            if self.search.id:
                self.reader.change_search(SavedSearch(self.search.id, name or query, query))
            else:
                self.reader.save_search(name or query, query)
        except BadSetting:
            self.foot(_("It needs a name of its own, and something to search for."), error=True)
        except NashraError as error:
            self.tell_error(error)
        else:
            self.dismiss()

    def chosen(self, choice: Choice) -> None:
        with suppress(NotFound):
            self.reader.remove_search(self.search.id)
        self.dismiss()
