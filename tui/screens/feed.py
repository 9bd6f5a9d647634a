"""A feed's own page: when it was and will be fetched, what it answered, what is wrong with it, and how it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum, auto
from typing import Any, ClassVar

from textual.binding import Binding

from feeds.errors import NashraError
from feeds.types import ChosenDirection, Feed, FeedSettings, Section
from tui import browser, feed_words, words
from tui.addresses import shown
from tui.feed_words import FULL_TEXTS, Remedy
from tui.i18n import _, plural
from tui.screens.dialog import Dialog, following
from tui.widgets.choices import Choice

_SHOWN = 15
"""Answers in the history."""
_LOOK = 1.0
"""Seconds between two looks at whether another program has written, as a refresh does."""
_DIRECTIONS: tuple[ChosenDirection, ...] = ("", "rtl", "ltr")


class Does(Enum):
    """What Enter on a row does, where it does not copy."""

    SECTION = auto()
    MOVE = auto()
    FULL_TEXT = auto()
    DIRECTION = auto()
    USER_AGENT = auto()
    HEADERS = auto()
    KEEP_DAYS = auto()
    KEEP_ARTICLES = auto()


_SETTINGS = (
    *(Remedy.SIGN_IN, Remedy.AS_BROWSER, Remedy.PRIVATE, Does.USER_AGENT, Remedy.PROXY, Does.HEADERS),
    *(Does.FULL_TEXT, Does.DIRECTION),
)
"""What changes each of `feed_words.asked`."""
_KEEPING = (Does.KEEP_DAYS, Does.KEEP_ARTICLES)
"""What changes each of `feed_words.keeping`."""


class FeedScreen(Dialog):
    """Enter on an address copies it, on a setting changes it, on what to do does it."""

    TALL = True
    BINDINGS: ClassVar[list[Binding]] = [Binding("m", "move_to", show=False, id="move-to")]

    def __init__(self, feed: Feed) -> None:
        super().__init__(feed.title)
        self.feed = feed
        self.settings = FeedSettings()
        self._leaving = False
        """Whether Enter was pressed once to unsubscribe."""

    @property
    def now(self) -> datetime:
        return self.nashra.now()

    # ── What is shown ────────────────────────────────────────────────────────────────────────────────────────

    def choices(self) -> Sequence[Choice]:
        self.settings = self.reader.feed_settings(self.feed.id)
        return [*self._help(), *self._about(), *self._asked(), *self._history()]

    def _help(self) -> Iterator[Choice]:
        if found := feed_words.remedies(self.feed, self.settings):
            yield Choice(_("What you can do"), heading=True)
            for remedy in found:
                yield Choice(_(remedy.value), value=remedy)
            yield Choice(_("About the feed"), heading=True)

    def _about(self) -> Iterator[Choice]:
        yield Choice(_("Address"), feed_words.address(self.feed), self.feed.url)
        if self.feed.site:
            yield Choice(_("Site"), shown(self.feed.site), self.feed.site)
        if section := self._section():
            yield Choice(_("Section"), section.name, Does.SECTION)
        yield Choice(_("Move to a section"), self.key_of("move-to"), Does.MOVE)
        yield Choice(_("Articles"), f"{words.number(self.feed.unread)} / {words.number(self.feed.total)}", None)
        for name, value in feed_words.times(self.reader, self.feed, self.now):
            yield Choice(name, value, None)
        yield Choice(_(Remedy.FETCH.value), value=Remedy.FETCH)

    def _asked(self) -> Iterator[Choice]:
        yield Choice(_("Settings"), heading=True)
        asked = feed_words.asked(self.settings, self.feed, wanted=self.reader.wants_full_text(self.feed.id))
        for (name, value), does in zip(asked, _SETTINGS, strict=True):
            yield Choice(name, value, does)
        for (name, value), does in zip(feed_words.keeping(self.settings), _KEEPING, strict=True):
            yield Choice(name, value, does)
        yield Choice(_(Remedy.UNSUBSCRIBE.value), value=Remedy.UNSUBSCRIBE)

    def _history(self) -> Iterator[Choice]:
        records = self.reader.history(self.feed.id)[:_SHOWN]
        if records:
            yield Choice(_("What it answered"), heading=True)
        for one in records:
            yield Choice(feed_words.answer(one), words.listed(one.at, self.now), None)

    def shown(self) -> None:
        self._version = self.reader.data_version()
        self._sum_up()
        self.set_interval(_LOOK, self._look)

    def _sum_up(self) -> None:
        self.foot(feed_words.health(self.reader, self.feed, self.now), error=bool(self.feed.error))

    def _look(self) -> None:
        """Show what a refresh has changed meanwhile."""
        if not self.is_current:
            return
        try:
            version = self.reader.data_version()
            if version != self._version:
                self._version = version
                self.renew()
                self._sum_up()
        except NashraError as error:
            self._tell(error)

    def renew(self) -> None:
        """Show all as it is now, with the cursor on the row that it stood on."""
        feed = next((one for one in self.reader.feeds() if one.id == self.feed.id), None)
        if feed is None:
            self.dismiss()
            return
        self.feed = feed
        at, stood, rows = self.list.cursor, self.list.current, self.choices()
        self.list.show(rows)
        # Its number may be another one now, and what to do stands at the top as well as among the settings.
        same = [index for index, row in enumerate(rows) if stood and not row.heading and row.text == stood.text]
        if same:
            self.list.go_to(min(same, key=lambda index: abs(index - at)))

    # ── What rows do ─────────────────────────────────────────────────────────────────────────────────────────

    def chosen(self, choice: Choice) -> None:
        leaving, self._leaving = self._leaving, False
        try:
            if isinstance(choice.value, str):
                self.app.copy_to_clipboard(choice.value)
                self.foot(_("Link copied."))
            elif choice.value is Remedy.UNSUBSCRIBE:
                self._unsubscribe(sure=leaving)
            elif isinstance(choice.value, Remedy):
                self._do(choice.value)
            elif isinstance(choice.value, Does):
                self._change(choice.value)
        except NashraError as error:
            self._tell(error)

    def _do(self, remedy: Remedy) -> None:
        from tui.screens.feed_fields import LineScreen
        from tui.screens.feed_sign_in import SignInScreen

        app = self.nashra
        match remedy:
            case Remedy.SIGN_IN:
                app.show(SignInScreen(self.feed), self._left)
            case Remedy.PROXY:
                app.show(LineScreen(self.feed, "proxy"), self._left)
            case Remedy.AS_BROWSER:
                before = self.settings
                self._set(as_browser=not before.as_browser)
                self._changed(before)
            case Remedy.PRIVATE:
                before = self.settings
                self._set(private=not before.private)
                self._changed(before)
            case Remedy.SITE:
                url = feed_words.site(self.feed)
                opened = browser.open_link(url)
                self.foot(shown(url) if opened else _("This link can't be opened: {url}", url=shown(url)))
            case Remedy.FETCH:
                busy = app.main.status.busy
                app.main.refresh_feeds([self.feed.id])
                self.foot(_("A refresh is under way.") if busy else _("Fetching {url}", url=shown(self.feed.url)))

    def _change(self, what: Does) -> None:
        from tui.screens.feed_fields import HeadersScreen, LineScreen
        from tui.screens.section import SectionScreen

        app = self.nashra
        match what:
            case Does.USER_AGENT:
                app.show(LineScreen(self.feed, "user_agent"), self._left)
            case Does.KEEP_DAYS:
                app.show(LineScreen(self.feed, "keep_days"), self._left)
            case Does.KEEP_ARTICLES:
                app.show(LineScreen(self.feed, "keep_articles"), self._left)
            case Does.HEADERS:
                app.show(HeadersScreen(self.feed), self._left)
            case Does.SECTION:
                if section := self._section():
                    app.show(SectionScreen(section), self._left)
            case Does.MOVE:
                self.action_move_to()
            case Does.DIRECTION:
                self.reader.set_feed_direction(self.feed.id, following(_DIRECTIONS, self.feed.direction))
                self.renew()
            case Does.FULL_TEXT:
                # Without a section around, to say no is to say nothing.
                values = FULL_TEXTS if self.feed.section is not None else FULL_TEXTS[:2]
                self._set(full_text=following(values, self.settings.full_text))

    def action_move_to(self) -> None:
        """Ask for a section to put the feed into."""
        from tui.screens.arranging import Arranger

        Arranger(self.nashra, self._moved).move([self.feed])

    def _moved(self, told: str, failed: bool) -> None:
        if self.is_attached:
            self.renew()
            self.foot(told, error=failed)
        self.nashra.changed("")

    def _section(self) -> Section | None:
        return next((one for one in self.reader.sections() if one.id == self.feed.section), None)

    def _set(self, **changed: Any) -> None:
        """Change settings, and leave the others as they are now: a refresh takes some away from a feed that moves."""
        now = self.reader.feed_settings(self.feed.id)
        self.reader.set_feed_settings(self.feed.id, replace(now, **changed))
        self.renew()

    def _left(self, _none: None) -> None:
        """Another screen was left: tell what it changed."""
        before = self.settings
        try:
            self.renew()
            self._version = self.reader.data_version()
        except NashraError as error:
            self._tell(error)
            return
        self._changed(before)

    def _changed(self, before: FeedSettings) -> None:
        """Tell what came of a change; where that may have mended an error, to fetch is under the cursor."""
        if self.settings == before:
            return
        if self.settings.secret != before.secret:
            self.foot(feed_words.kept(self.reader, self.settings))
        else:
            self.foot(_("It holds from the next fetch."))
        now, then = (feed_words.remedies(self.feed, one)[:1] for one in (self.settings, before))
        if now == [Remedy.FETCH] != then:
            self.list.edge(-1)

    def _unsubscribe(self, *, sure: bool) -> None:
        if sure:
            self.run_worker(self._unsubscribed, thread=True, group="feed", exclusive=True)
            return
        self._leaving = True
        self.foot(
            plural(
                "{key} once more to unsubscribe: its {n} article goes too.",
                "{key} once more to unsubscribe: its {n} articles go too.",
                self.feed.total,
                key=self.key_or_name("choose"),
            ),
            error=True,
        )

    def _unsubscribed(self) -> None:
        """In a thread: a feed of many articles takes its time."""
        app = self.nashra
        try:
            self.reader.unsubscribe(self.feed.id)
        except NashraError as error:
            app.call_from_thread(self._tell, error)
            return
        app.call_from_thread(self._gone)

    def _gone(self) -> None:
        self.dismiss()
        gone = _("Unsubscribed: {title}", title=self.feed.title)
        self.nashra.changed(gone, "undo")

    def _tell(self, error: NashraError) -> None:
        self.tell_error(error)
