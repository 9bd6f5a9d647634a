"""What the keys of the reader do about the morning edition: make it, read it, and end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feeds.errors import NashraError
from feeds.types import Scope, ScopeKind
from tui import keymap, words
from tui.i18n import _, plural
from tui.messages import Edited, Failed
from tui.screens.main_base import MainBase
from tui.widgets.articles import Label

if TYPE_CHECKING:
    from feeds.answers import Edition


class EditionActions(MainBase):
    """A bounded list of what is unread, with its sections as headings and an end."""

    def action_edition(self) -> None:
        """Show the edition that is being read, or make one."""
        day, minutes = self.nashra.now().astimezone().date().isoformat(), self.config.edition_minutes

        def work() -> None:
            try:
                self.post_message(Edited(self.reader.open_edition(day, minutes)))
            except NashraError as error:
                self.post_message(Failed(error))

        self.run_worker(work, thread=True, group="edition", exclusive=True)

    def on_edited(self, message: Edited) -> None:
        self.drop_filter()
        self.show_list(Scope(ScopeKind.EDITION))
        self._focus_pane(self.articles)
        if at := self.reader.next_unread(self.scope, None):
            self.articles.cursor = self.articles.index_of(at.id) or self.articles.cursor

    def edition_labels(self) -> list[tuple[int, Label]]:
        """The headings of the list, and its end."""
        return self._labels(self.reader.edition())

    def _labels(self, edition: Edition | None) -> list[tuple[int, Label]]:
        if edition is None or not edition.rows:
            return []
        labels, at = [], 0
        for part in edition.parts:
            labels.append((at, Label(part.section or _("Without a section"))))
            at += len(part.rows)
        return [*labels, (at, Label(_("The edition ends here"), self._summed_up(edition)))]

    def title_edition(self) -> None:
        """Name the edition over the list, with its length, and tell at its end how far it is read."""
        edition = self.reader.edition()
        self.scope_heading.text = _("The morning edition")
        count = len(edition.rows) if edition else 0
        articles, time = plural("{n} article", "{n} articles", count), words.minutes(edition.seconds if edition else 0)
        self.scope_heading.aside = words.beside((articles, time)) if count else ""
        self.scope_heading.shorter = (articles, words.number(count)) if count else ()
        if not self.scope.text:
            self.articles.relabel(self._labels(edition))

    def end_of_list(self) -> str:
        """What is told where nothing unread follows."""
        edition = self.reader.edition() if self.scope.kind is ScopeKind.EDITION else None
        if edition is None or not edition.rows:
            return _("All is read.")
        return words.beside((_("The edition has ended"), self._summed_up(edition)))

    def _summed_up(self, edition: Edition) -> str:
        """How much of it was read, what is unread beside it, and how to go on."""
        told = [_("{n} of {total} read", n=edition.read, total=len(edition.rows))]
        left = self.reader.counts().unread - (len(edition.rows) - edition.read)
        if left > 0:
            told.append(plural("{n} unread beside it", "{n} unread beside it", left))
            if self.keys["edition"] and edition.read == len(edition.rows):
                told.append(_("{key} for another", key=keymap.of(self.keys, "edition")))
        return words.beside(told)
