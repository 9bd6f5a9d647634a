"""Muting a subject: its words, an author, a category or a feed, each with how many stored articles it would hide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textual.timer import Timer
from textual.widget import Widget
from textual.worker import get_current_worker

from feeds.answers import Change, Preview, Subject
from feeds.errors import NashraError
from tui import rules_words, undo_words, words
from tui.i18n import N_, _, plural
from tui.keyed import joined
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice
from tui.widgets.field import Field

_PAUSE = 0.25
"""Seconds without a letter after which what is typed is looked for."""
_KINDS = {
    "word": N_("word of the headline"),
    "author": N_("author"),
    "category": N_("category"),
    "feed": N_("feed"),
}
"""By `Subject.kind`."""


class MuteScreen(Dialog):
    """Enter mutes what is under the cursor once its number is known. ``article`` is what subjects are taken from,
    ``feed`` the name of one, ``typed`` what is offered first."""

    TALL = True

    def __init__(self, article: int | None = None, *, feed: str = "", typed: str = "") -> None:
        super().__init__(_("Mute a subject"))
        self.article = article
        self.feed = feed
        self.typed = typed
        self.subjects: Sequence[Subject] = ()
        self._seen: dict[str, Preview] = {}
        """What each query would hide, of those that were counted."""
        self._faults: dict[str, str] = {}
        self._pause: Timer | None = None

    def above(self) -> Iterable[Widget]:
        yield Field(self.typed, placeholder=_("Other words, or as in a search: author:name"), select_on_focus=False)

    def shown(self) -> None:
        self.query_one(Field).action_end()
        self._count()

    def choices(self) -> Sequence[Choice]:
        return list(self._rows())

    def _rows(self) -> Iterator[Choice]:
        if typed := self.query_one(Field).value.strip():
            yield Choice(typed, self._beside(typed, ""), typed)
        for one in self.subjects:
            yield Choice(one.name, self._beside(one.query, _(_KINDS[one.kind])), one.query)

    def _beside(self, query: str, kind: str) -> str:
        seen = self._seen.get(query)
        return words.beside((kind, _number(seen) if seen else ""))

    def _renew(self) -> None:
        at = self.list.cursor
        self.list.show(self.choices())
        if self.list.choices:
            self.list.go_to(min(at, self.list.count() - 1))
        self.on_rows_moved()

    def on_rows_moved(self) -> None:
        """Tell what would be hidden by what is under the cursor."""
        query = str(self.list.current.value) if self.list.current else ""
        seen = self._seen.get(query)
        if not query:
            self.foot(_("Type what is to be muted: words, author:name, feed:name."))
        elif fault := self._faults.get(query):
            self.foot(fault, error=True)
        elif seen is None:
            self.foot("")
        else:
            how = _("{key} mutes it, with what is still to come.", key=self.key_or_name("choose"))
            self.foot(joined(" ", (told_hidden(seen), how)))

    # ── How many it would hide ───────────────────────────────────────────────────────────────────────────────

    def on_input_changed(self) -> None:
        self.list.show(self.choices())
        self.on_rows_moved()
        if self._pause:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._count)

    def _count(self) -> None:
        typed = self.query_one(Field).value.strip()
        # The one before is given up: what was typed since is another query.
        self.run_worker(lambda: self._look(typed), thread=True, group="preview", exclusive=True)

    def _look(self, typed: str) -> None:
        """In a thread: find the subjects, then count for each, the typed one first."""
        worker = get_current_worker()
        try:
            if not self.subjects:
                self.app.call_from_thread(self._take, self._subjects())
        except NashraError as error:
            self.app.call_from_thread(self.tell_error, error)
            return
        for query in (typed, *(one.query for one in self.subjects)):
            if worker.is_cancelled:
                return
            if query and query not in self._seen and query not in self._faults:
                self._look_for(query)

    def _subjects(self) -> Sequence[Subject]:
        if self.article is not None:
            return self.reader.subjects(self.article)
        return [self.reader.feed_subject(self.feed)] if self.feed else ()

    def _look_for(self, query: str) -> None:
        worker = get_current_worker()
        try:
            seen = self.reader.preview(f"({query}) -is:muted", stop=lambda: worker.is_cancelled)
        except NashraError as error:
            self.app.call_from_thread(self._show, query, None, rules_words.fault(query, error))
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, query, seen, "")

    def _take(self, found: Sequence[Subject]) -> None:
        self.subjects = found
        if self.is_attached:
            self._renew()

    def _show(self, query: str, seen: Preview | None, fault: str) -> None:
        if fault:
            self._faults[query] = fault
        elif seen:
            self._seen[query] = seen
        if self.is_attached:
            self._renew()

    # ── Muting ───────────────────────────────────────────────────────────────────────────────────────────────

    def on_input_submitted(self) -> None:
        self.action_choose()

    def chosen(self, choice: Choice) -> None:
        query = str(choice.value)
        if query in self._seen:
            self.run_worker(lambda: self._mute(query, choice.text), thread=True, group="mute", exclusive=True)

    def _mute(self, query: str, name: str) -> None:
        app = self.nashra
        try:
            count = self.reader.mute(query)
        except NashraError as error:
            app.call_from_thread(self.foot, rules_words.fault(query, error), error=True)
            return
        app.call_from_thread(self._muted, name, count)

    def _muted(self, name: str, count: int) -> None:
        self.dismiss()
        told = undo_words.now(Change("mute", True, count, name), True)
        self.nashra.changed(told, "undo", "rules")


def _number(seen: Preview) -> str:
    return words.number(seen.count) if seen.complete else _("{n} or more", n=seen.count)


def told_hidden(seen: Preview) -> str:
    """How many stored articles would be hidden, in a sentence."""
    if seen.complete:
        return plural("Hides {n} stored article.", "Hides {n} stored articles.", seen.count)
    return plural("Hides at least {n} stored article.", "Hides at least {n} stored articles.", seen.count)
