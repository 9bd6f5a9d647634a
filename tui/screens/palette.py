"""All that can be done and gone to, found by a few letters: actions, sections, feeds, searches, articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import get_current_worker

from feeds.errors import NashraError
from feeds.types import ArticleRow, Scope
from tui import fuzzy, keymap
from tui.actions import ACTIONS, Action
from tui.i18n import _
from tui.places import Entry
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice
from tui.widgets.field import Field

_PAUSE = 0.15
"""Seconds without a letter after which articles are looked for in the library."""
_SHORTEST = 2
"""Letters from which on they are."""
_ARTICLES = 20
_RECENT = 20
_RECENT_SHOWN = 5
"""Of those while nothing is typed."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A row that may be shown, with what letters are looked for in: its name, and other words that it goes by."""

    choice: Choice
    name: str
    also: str = ""

    def score(self, words: fuzzy.Words) -> int | None:
        """As `fuzzy.score`; what only the other words have comes last."""
        found = fuzzy.score(words, self.name)
        if found is None and self.also and fuzzy.score(words, self.also) is not None:
            return 0
        return found


class PaletteScreen(Dialog):
    """Typing narrows the list, what fits best first; Enter does what stands under the cursor, or goes there."""

    TALL = True

    def __init__(self, places: Sequence[Entry]) -> None:
        super().__init__(_("All commands"))
        self.places = places
        self._actions: list[_Known] = []
        self._places: list[_Known] = []
        self._recent: list[_Known] = []
        self._found: tuple[str, Sequence[ArticleRow]] = ("", ())
        """What was typed, and the articles that the library has for it."""
        self._pause: Timer | None = None

    def above(self) -> Iterable[Widget]:
        yield Field(placeholder=_("Type a few letters"))

    def shown(self) -> None:
        self.run_worker(self._read_recent, thread=True, group="recent")

    # ── What there is ────────────────────────────────────────────────────────────────────────────────────────

    def _know(self) -> None:
        """Prepare what letters are looked for in, once."""
        keys = self.nashra.keys
        for action in ACTIONS:
            if action.palette:
                key = keymap.name(keys[action.id][0]) if keys[action.id] else ""
                name = _(action.help)
                self._actions.append(_Known(Choice(name, key, action), fuzzy.comparable(name), action.id))
        for entry in self.places:
            choice = Choice(entry.name, _("Go to"), entry.scope, language=entry.language)
            self._places.append(_Known(choice, fuzzy.comparable(entry.name)))

    def _read_recent(self) -> None:
        try:
            rows = self.reader.lately_read(_RECENT)
        except NashraError:
            return
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._take_recent, rows)

    def _take_recent(self, rows: Sequence[ArticleRow]) -> None:
        self._recent = [_Known(_of_article(row), fuzzy.comparable(row.title)) for row in rows]
        self._renew()

    def _look(self, typed: str) -> None:
        try:
            text = " ".join(f"title:{word}*" for word in fuzzy.wanted(typed))
            page = self.reader.find(Scope(text=text), limit=_ARTICLES, typing=True)
        except NashraError:
            # What is typed is letters of a name: as a search it may make no sense.
            return
        if page is not None and not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._take_found, typed, page.rows)

    def _take_found(self, typed: str, rows: Sequence[ArticleRow]) -> None:
        self._found = typed, rows
        if self.is_attached:
            self._renew()

    # ── What is shown ────────────────────────────────────────────────────────────────────────────────────────

    def choices(self) -> Sequence[Choice]:
        if not self._actions:
            self._know()
        words = fuzzy.wanted(self.query_one(Input).value)
        self.list.spans = (lambda name: fuzzy.spans(words, name)) if words else None
        return list(self._fitting(words) if words else self._all())

    def _all(self) -> Iterator[Choice]:
        if self._recent:
            yield Choice(_("Read lately"), heading=True)
            yield from (one.choice for one in self._recent[:_RECENT_SHOWN])
        yield Choice(_("Commands"), heading=True)
        yield from (one.choice for one in self._actions)
        yield Choice(_("Sections and feeds"), heading=True)
        yield from (one.choice for one in self._places)

    def _fitting(self, words: fuzzy.Words) -> Iterator[Choice]:
        known = [*self._actions, *self._places, *self._recent]
        yield from (known[at].choice for at in fuzzy.best((one.score(words), one.name) for one in known))
        typed, rows = self._found
        # The library looks for whole words and their beginnings, so fewer letters still found these.
        there = {one.choice.value.id for one in self._recent if isinstance(one.choice.value, ArticleRow)}
        articles = [row for row in rows if row.id not in there and fuzzy.score(words, fuzzy.comparable(row.title))]
        if typed and articles:
            yield Choice(_("Articles"), heading=True)
            yield from map(_of_article, articles)

    def _renew(self) -> None:
        """Show what has come, with the cursor on what it stood on."""
        stood = self.list.current
        at_top = self.list.cursor == next((at for at in range(self.list.count()) if self.list.can_stand(at)), 0)
        self.list.show(self.choices())
        if stood and not at_top:
            at = next((at for at, one in enumerate(self.list.choices) if one == stood), None)
            if at is not None:
                self.list.go_to(at)

    # ── What is done ─────────────────────────────────────────────────────────────────────────────────────────

    def on_input_changed(self, message: Input.Changed) -> None:
        self.list.show(self.choices())
        if self._pause:
            self._pause.stop()
        typed = message.value.strip()
        if len(typed) >= _SHORTEST:
            self._pause = self.set_timer(
                _PAUSE, lambda: self.run_worker(lambda: self._look(typed), thread=True, group="titles", exclusive=True)
            )

    def on_input_submitted(self) -> None:
        self.action_choose()

    def empty_hint(self) -> str:
        return _("Nothing found. Fewer letters find more.")

    def chosen(self, choice: Choice) -> None:
        app, value = self.nashra, choice.value
        self.dismiss()
        if isinstance(value, Action):
            app.call_later(app.do, value.run)
        elif isinstance(value, Scope):
            app.call_later(app.go_to, value)
        elif isinstance(value, ArticleRow):
            app.call_later(app.main.open_article, value)


def _of_article(row: ArticleRow) -> Choice:
    return Choice(row.title or _("Untitled"), row.feed_title, row, language=row.language)
