"""A section's own page: what holds for all its feeds, and how they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feeds.errors import NashraError
from feeds.types import Feed, Section
from tui import feed_words, words
from tui.feed_words import FULL_TEXTS
from tui.i18n import _
from tui.screens.dialog import Dialog, following
from tui.widgets.choices import Choice


class SectionScreen(Dialog):
    """Enter on its setting changes it, on a feed opens the page of that."""

    TALL = True

    def __init__(self, section: Section) -> None:
        super().__init__(section.name)
        self.section = section

    def choices(self) -> Sequence[Choice]:
        one = self.section
        wanted = self.reader.section_wants_full_text(one.id)
        whole = feed_words.whole_text(one.full_text, wanted, inside=one.parent is not None)
        return [
            Choice(_("Articles"), f"{words.number(one.unread)} / {words.number(one.total)}", None),
            Choice(_("Always show the whole text"), whole, one),
            Choice(_("Feeds"), heading=True),
            *self._feeds(),
        ]

    def _feeds(self) -> Iterator[Choice]:
        now, inside = self.nashra.now(), set(self.reader.feeds_within(self.section.id))
        for feed in self.reader.feeds():
            if feed.id in inside:
                well = words.listed(feed.refreshed, now) if feed.refreshed else _("not yet")
                told = feed_words.failure(feed.error) if feed.error else well
                yield Choice(feed.title, told, feed, language=feed.language)

    def shown(self) -> None:
        self.foot(_("The whole text holds for all feeds here that say nothing of their own."))

    def chosen(self, choice: Choice) -> None:
        if isinstance(choice.value, Feed):
            from tui.screens.feed import FeedScreen

            self.nashra.show(FeedScreen(choice.value), self._renew)
        elif isinstance(choice.value, Section):
            # Without a section around, to say no is to say nothing.
            values = FULL_TEXTS if self.section.parent is not None else FULL_TEXTS[:2]
            try:
                self.reader.set_section_full_text(self.section.id, following(values, self.section.full_text))
            except NashraError as error:
                self.tell_error(error)
                return
            self._renew()

    def _renew(self, _none: None = None) -> None:
        """Show all as it is now; a section that lost its last feed is gone."""
        section = next((one for one in self.reader.sections() if one.id == self.section.id), None)
        if section is None:
            self.dismiss()
            return
        self.section = section
        at = self.list.cursor
        self.list.show(self.choices())
        self.list.go_to(min(at, self.list.count() - 1))
