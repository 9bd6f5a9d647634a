"""The catalogue: feeds to tick, by country and subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from feeds.answers import CatalogueFeed
from feeds.errors import NashraError
from feeds.search import fold
from tui import words
from tui.i18n import N_, _, language, plural
from tui.keyed import joined
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice
from tui.widgets.field import Field

_HINTS = (("tick", N_("tick")), ("save", N_("subscribe")), ("filter", N_("search")), ("leave", N_("leave")))


class CatalogueScreen(Dialog):
    """Space or Enter ticks, ^s subscribes to what is ticked, into a section a subject."""

    TALL = True
    FIELD_FIRST = False

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("space", "tick", show=False, id="tick"),
        Binding("ctrl+s", "subscribe", show=False, priority=True, id="save"),
        Binding("slash", "search", show=False, id="filter"),
    ]

    def __init__(self) -> None:
        super().__init__(_("Catalogue of feeds"), ticked=set())

    def above(self) -> Iterable[Widget]:
        yield Field(placeholder=_("A country, a subject or a name"))

    def shown(self) -> None:
        self._count()

    def choices(self) -> Sequence[Choice]:
        asked = [fold(word) for word in self.query_one(Input).value.split()]
        known = {feed.url for feed in self.reader.feeds()}
        groups: dict[tuple[str, str], list[CatalogueFeed]] = {}
        for feed in self.reader.catalogue():
            place = words.country(feed.country) if feed.country else words.language_name(feed.language)
            subject = words.subject(feed.subject)
            text = fold(f"{place} {subject} {feed.name} {words.language_name(feed.language)}")
            if feed.url not in known and all(word in text for word in asked):
                groups.setdefault((place, subject), []).append(feed)
        rows: list[Choice] = []
        own = words.language_name(language())
        for place, subject in sorted(groups, key=lambda key: (key[0] != own, *key)):
            rows.append(Choice(f"{place} · {subject}", heading=True))
            rows += [
                Choice(feed.name, words.language_name(feed.language), feed, language=feed.language)
                for feed in groups[place, subject]
            ]
        return rows

    def empty_hint(self) -> str:
        return _("Nothing found. Fewer letters find more.")

    def chosen(self, choice: Choice) -> None:
        self.action_tick()

    def action_tick(self) -> None:
        self.list.tick()
        self._count()

    def _count(self) -> None:
        count = len(self.list.ticked or ())
        told = plural("{n} feed ticked.", "{n} feeds ticked.", count)
        self.foot(joined(" ", (told, self.hints(_HINTS))))

    def action_search(self) -> None:
        self.query_one(Input).focus()

    def on_input_changed(self) -> None:
        self.list.show(self.choices())

    def on_input_submitted(self) -> None:
        self.list.focus()

    def action_subscribe(self) -> None:
        ticked = self.list.ticked or ()
        wanted = [feed for feed in self.reader.catalogue() if feed in ticked]
        if wanted:
            subscribe(self, wanted)


def subscribe(over: Dialog, wanted: Sequence[CatalogueFeed], then: Callable[[], None] = lambda: None) -> None:
    """Subscribe to feeds off the event loop, into a section a subject; the screen closes when that is done, and is told
    of what goes wrong."""
    app = over.nashra

    def work() -> None:
        try:
            added = app.reader.add_from_catalogue([(feed, words.subject(feed.subject)) for feed in wanted])
        except NashraError as error:
            app.call_from_thread(over.tell_error, error)
            return
        app.call_from_thread(done, [feed.id for feed in added])

    def done(added: list[int]) -> None:
        over.dismiss()
        app.changed(plural("{n} feed added.", "{n} feeds added.", len(added)), refresh=added)
        then()

    over.run_worker(work, thread=True, group="catalogue", exclusive=True)
