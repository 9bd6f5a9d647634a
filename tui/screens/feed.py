"""A feed's own page: when it was and will be fetched, what it answered, what is wrong with it, and how it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from feeds.errors import NashraError
from feeds.types import Feed, FeedSettings, FetchRecord
from tui import words
from tui.addresses import shown
from tui.i18n import _, plural
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice

if TYPE_CHECKING:
    from feeds.reader import Reader
    from tui.app import NashraApp

_STILL = timedelta(days=90)
"""So long without an article, while all goes well, is worth a word."""
_SHOWN = 15
"""Answers in the history."""


class FeedScreen(Dialog):
    """Enter on an address copies it, on a setting changes it."""

    TALL = True

    def __init__(self, feed: Feed) -> None:
        super().__init__(feed.title or feed.url)
        self.feed = feed

    @property
    def reader(self) -> Reader:
        return cast("NashraApp", self.app).reader

    def choices(self) -> Sequence[Choice]:
        now = cast("NashraApp", self.app).now()
        settings = self.reader.feed_settings(self.feed.id)
        return [
            *self._addresses(),
            *self._health(now),
            Choice(_("Settings"), heading=True),
            *_settings(settings),
            *_history(self.reader.history(self.feed.id)[:_SHOWN], now),
        ]

    def _addresses(self) -> Iterator[Choice]:
        yield Choice(_("Address"), shown(self.feed.url), self.feed.url)
        if self.feed.site:
            yield Choice(_("Site"), shown(self.feed.site), self.feed.site)

    def _health(self, now: datetime) -> Iterator[Choice]:
        yield Choice(_("Articles"), f"{words.number(self.feed.unread)} / {words.number(self.feed.total)}", None)
        if self.feed.refreshed:
            yield Choice(_("Fetched"), words.moment(self.feed.refreshed, now), None)
        following = self.reader.next_fetch(self.feed.id)
        yield Choice(_("Fetched again"), words.ahead(following, now) if following else _("never"), None)

    def shown(self) -> None:
        now = cast("NashraApp", self.app).now()
        news = self.reader.last_news(self.feed.id)
        if self.feed.error:
            self.foot(words.error(self.feed.error, self.feed.error_args or {}), error=True)
        elif news and now - news > _STILL:
            self.foot(_("It answers, but there is no news since {day}.", day=words.day(news)))
        else:
            self.foot(_("All is well."))

    def chosen(self, choice: Choice) -> None:
        app = cast("NashraApp", self.app)
        if isinstance(choice.value, str):
            app.copy_to_clipboard(choice.value)
            self.foot(_("Link copied."))
        elif isinstance(choice.value, FeedSettings):
            at = self.list.cursor
            try:
                self.reader.set_feed_settings(self.feed.id, choice.value)
            except NashraError as error:
                self.foot(words.error(error.code, error.args_), error=True)
                return
            self.list.show(self.choices())
            self.list.go_to(at)


def _settings(settings: FeedSettings) -> Iterator[Choice]:
    """Each setting that is on or off, with the settings as choosing it would make them."""
    on, off = _("yes"), _("no")
    yield Choice(
        _("Ask as a browser would"),
        on if settings.as_browser else off,
        replace(settings, as_browser=not settings.as_browser),
    )
    yield Choice(
        _("Always show the whole text"),
        on if settings.full_text else off,
        replace(settings, full_text="" if settings.full_text else "always"),
    )


def _history(records: Sequence[FetchRecord], now: datetime) -> Iterator[Choice]:
    if records:
        yield Choice(_("What it answered"), heading=True)
    for one in records:
        yield Choice(words.moment(one.at, now), _answer(one), None)


def _answer(one: FetchRecord) -> str:
    if one.error:
        return words.beside((words.error(one.error, {}).split(":")[0], str(one.status) if one.status else ""))
    told = plural("{n} new", "{n} new", one.new) if one.new else _("nothing new")
    size = f"{one.bytes / 1024:.0f} KB" if one.bytes else ""
    return words.beside((told, str(one.status), size, f"{one.took} ms"))
