"""The first run, in three steps: the language, how rows are sent to this terminal, and something to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding
from textual.widget import Widget

from feeds.answers import CatalogueFeed
from feeds.errors import NashraError
from feeds.types import Scope
from tui import i18n, keymap, paths, region, starters, words
from tui.i18n import _, plural
from tui.keyed import key
from tui.screens.card import CardScreen
from tui.screens.catalogue import CatalogueScreen, subscribe
from tui.screens.dialog import Dialog
from tui.settings_file import put
from tui.widgets.choices import Choice
from tui.widgets.heading import Heading, Prose
from tui.widgets.rows import Rows

_STEPS = 3
_SKIP, _BACK = key(keymap.name("tab"), "skip"), key(keymap.name("shift+tab"), "step-back")
"""Keys of these steps alone, which none of the registry is bound to here."""


class FirstCard(CardScreen):
    """The second step. The line that is in use already needs no setting."""

    BINDINGS: ClassVar[list[Binding]] = [
        Binding("tab", "leave", show=False, id="skip"),
        Binding("shift+tab,backspace", "back", show=False, id="step-back"),
    ]

    back = False
    """Whether the reader went to the step before."""

    def shown(self) -> None:
        super().shown()
        self.query_one("#dialog-heading", Heading).aside = _("{done} of {total}", done=2, total=_STEPS)

    def action_line(self, number: int) -> None:
        if self.in_use(number):
            self.action_leave()
        else:
            super().action_line(number)

    def action_back(self) -> None:
        self.back = True
        self.dismiss()


class WelcomeScreen(Dialog):
    """Enter takes what stands under the cursor, which is what is most likely meant, Tab skips a step. With ``feeds`` it
    begins at the last one."""

    TALL = True
    BINDINGS: ClassVar[list[Binding]] = [
        Binding("space", "tick", show=False, id="tick"),
        Binding("ctrl+s", "start", show=False, priority=True, id="save"),
        Binding("tab", "skip", show=False, id="skip"),
        Binding("shift+tab,backspace", "back", show=False, id="step-back"),
    ]

    def __init__(self, *, feeds: bool = False) -> None:
        super().__init__(_("Welcome to Nashra"))
        self.feeds = feeds
        """Whether the last step is there, not the first."""
        self._ticked: set[object] = set()
        self._offered: Sequence[CatalogueFeed] = ()
        self._offered_in = ""
        """The language that was in use when they were ticked."""
        self._found: Sequence[Path] = ()

    def above(self) -> Iterable[Widget]:
        yield Prose(id="question")

    def shown(self) -> None:
        self._before, self._spoken = self.nashra.config, i18n.language()
        self.run_worker(self._look, thread=True, group="lists", exclusive=True)
        if self.feeds:
            self._show_feeds()
        else:
            self._show_languages()

    def _look(self) -> None:
        try:
            found = starters.lists(Path.home())
        except RuntimeError:
            return
        self.app.call_from_thread(self._show_found, found)

    def _show_found(self, found: Sequence[Path]) -> None:
        self._found = found
        if self.feeds:
            self._renew()

    def say_again(self) -> None:
        self.heading = _("Welcome to Nashra")
        super().say_again()
        self._tell()

    def _tell(self) -> None:
        aside = _("{done} of {total}", done=_STEPS if self.feeds else 1, total=_STEPS)
        self.query_one("#dialog-heading", Heading).aside = aside
        self.query_one("#question", Prose).text = (
            _("There is nothing to read yet. Where shall it come from?")
            if self.feeds and not self.reader.feeds()
            else _("What do you want to read?")
            if self.feeds
            else _("A news reader for the terminal. In which language shall it speak?")
        )
        self.foot(
            _("{tick} ticks, {back} goes back, {leave} leaves.", back=_BACK, **self.keys_of("tick", "leave"))
            if self.feeds
            else _(
                "{choose} takes the one under the cursor, {skip} skips, {leave} leaves.",
                skip=_SKIP,
                **self.keys_of("choose", "leave"),
            )
        )

    # ── The language ─────────────────────────────────────────────────────────────────────────────────────────

    def _show_languages(self) -> None:
        self.feeds = False
        self.list.ticked = None
        self.list.show(self.choices())
        known = i18n.languages()
        self.list.cursor = known.index(i18n.language())
        self._tell()

    def on_rows_moved(self, message: Rows.Moved) -> None:
        message.stop()
        if not self.feeds and self.list.current:
            self.nashra.look_as(replace(self.nashra.config, language=str(self.list.current.value)))

    def _take_language(self, language: str) -> None:
        if language == self._spoken:
            self.nashra.look_as(self._before)
        else:
            try:
                config = put(paths.config(), "language", language)
            except NashraError as error:
                self.tell_error(error)
                return
            self.nashra.configure(config)
            self._before, self._spoken = config, language
        self._show_card()

    # ── The terminal ─────────────────────────────────────────────────────────────────────────────────────────

    def _show_card(self) -> None:
        card = FirstCard()

        def closed(_result: None) -> None:
            if card.back:
                self._show_languages()
            else:
                self._show_feeds()

        self.nashra.show(card, closed)

    # ── Something to read ────────────────────────────────────────────────────────────────────────────────────

    def _show_feeds(self) -> None:
        self.feeds = True
        self._before = self.nashra.config
        if self._offered_in != self._spoken:
            self._offered_in, country = self._spoken, region.in_use().country
            known = {feed.url for feed in self.reader.feeds()}
            there = [feed for feed in self.reader.catalogue() if feed.url not in known]
            self._offered = starters.offered(there, self._spoken, country)
            self._ticked = set(starters.ticked(there, self._spoken, country))
        self.list.ticked = self._ticked
        self.list.show(self.choices())
        self._tell()

    def choices(self) -> Sequence[Choice]:
        if not self.feeds:
            return [Choice(i18n.facts(code).name, "", code, language=code) for code in i18n.languages()]
        count = len(self._ticked)
        begin = plural("Begin with {n} feed", "Begin with {n} feeds", count)
        rows = [Choice(begin, self.key_of("save"), "start", boxed=False)]
        rows += [Choice(_("Import {path}", path=_short(path)), "", path, boxed=False) for path in self._found]
        rows += [
            Choice(_("The sample edition"), _("works without a network"), "sample", boxed=False),
            Choice(_("Catalogue of feeds"), _("by country and subject"), "catalogue", boxed=False),
            Choice(_("An OPML file"), _("from another reader"), "opml", boxed=False),
            Choice(_("An address"), _("of a feed or a site"), "add", boxed=False),
        ]
        for (tongue, subject), feeds in groupby(self._offered, lambda feed: (feed.language, feed.subject)):
            rows.append(Choice(f"{words.language_name(tongue)} · {words.subject(subject)}", heading=True))
            rows += [
                Choice(feed.name, words.country(feed.country) if feed.country else "", feed, language=feed.language)
                for feed in feeds
            ]
        return rows

    def _renew(self) -> None:
        at, top = self.list.current, self.list.scroll_offset.y
        self.list.show(self.choices())
        value = at.value if at else None
        self.list.cursor = next((n for n, one in enumerate(self.list.choices) if one.value == value), 0)
        self.list.scroll_to(y=top, animate=False)

    def action_tick(self) -> None:
        if self.feeds:
            self.list.tick()
            self._ticked = self.list.ticked or set()
            self._renew()

    def action_start(self) -> None:
        wanted = [feed for feed in self._offered if feed in self._ticked] if self.feeds else []
        if wanted:
            subscribe(self, wanted, self._to_articles)
        elif self.feeds:
            self.foot(_("Tick at least one feed with {key}.", key=self.key_or_name("tick")), error=True)

    def _to_articles(self) -> None:
        self.nashra.go_to(Scope())

    def _sample(self) -> None:
        app = self.nashra
        try:
            added = app.reader.add_sample()
        except NashraError as error:
            app.call_from_thread(self.tell_error, error)
            return
        app.call_from_thread(self._added, [feed.id for feed in added])

    def _added(self, feeds: list[int]) -> None:
        self.dismiss()
        self.nashra.changed("", refresh=feeds)
        self._to_articles()

    # ── What is chosen ───────────────────────────────────────────────────────────────────────────────────────

    def chosen(self, choice: Choice) -> None:
        from tui.screens.opml import OpmlScreen

        app = self.nashra
        match choice.value:
            case str(code) if not self.feeds:
                self._take_language(code)
            case "start":
                self.action_start()
            case "sample":
                self.run_worker(self._sample, thread=True, group="sample", exclusive=True)
            case "catalogue":
                self.dismiss()
                app.show(CatalogueScreen())
            case "opml":
                self.dismiss()
                app.show(OpmlScreen())
            case Path() as path:
                self.dismiss()
                app.show(OpmlScreen(str(path)))
            case CatalogueFeed():
                self.action_tick()
            case _:
                self.dismiss()
                app.action_add()

    def action_skip(self) -> None:
        """Leave a step as it is and go to the next."""
        if self.feeds:
            self.action_leave()
            return
        self.nashra.look_as(self._before)
        self._show_card()

    def action_back(self) -> None:
        if self.feeds:
            self.feeds = False
            self._show_card()

    def action_leave(self) -> None:
        if self.nashra.config != self._before:
            self.nashra.look_as(self._before)
        self.dismiss()


def _short(path: Path) -> str:
    """A path from the home folder on."""
    return f"~/{path.relative_to(Path.home())}" if path.is_relative_to(Path.home()) else str(path)
