"""What is typed about a feed: its user agent, its proxy, its further headers, how much is kept of it. What can't be is
told at once, and stays to be mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from textual.widget import Widget
from textual.widgets import Input

from feeds.errors import BadSetting, NashraError
from feeds.types import Feed, FeedSettings
from tui import feed_words
from tui.i18n import N_, _
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choice
from tui.widgets.field import Field
from tui.widgets.heading import Prose

Line = Literal["user_agent", "proxy", "keep_days", "keep_articles"]


class _FeedDialog(Dialog):
    """About one feed."""

    def __init__(self, feed: Feed, title: str) -> None:
        super().__init__(title)
        self.feed = feed

    @property
    def settings(self) -> FeedSettings:
        return self.reader.feed_settings(self.feed.id)

    def put(self, settings: FeedSettings) -> bool:
        """Keep the settings; False where they can't be, which is told."""
        try:
            self.reader.set_feed_settings(self.feed.id, settings)
        except NashraError as error:
            self.foot(feed_words.unfit(error), error=True)
            return False
        return True

    def on_input_changed(self) -> None:
        self.foot("")


_TITLES: Mapping[Line, str] = {
    "proxy": N_("Proxy"),
    "user_agent": N_("User agent"),
    "keep_days": N_("Days that articles are kept"),
    "keep_articles": N_("Articles that are kept"),
}
_TOLD: Mapping[Line, str] = {
    "proxy": N_("The proxy that all about this feed goes through; empty for what the environment says."),
    "user_agent": N_("What the server is told in place of Nashra's own name; empty for that."),
    "keep_days": N_("Days to keep articles; 0 as of all, -1 for good."),
    "keep_articles": N_("Articles to keep; 0 as of all, -1 for all."),
}
_EXAMPLES: Mapping[Line, str] = {"proxy": "socks5h://127.0.0.1:9050", "user_agent": "Mozilla/5.0 …"}


class LineScreen(_FeedDialog):
    """One line; an empty one takes the setting away."""

    def __init__(self, feed: Feed, name: Line) -> None:
        super().__init__(feed, _(_TITLES[name]))
        self.line = name

    def above(self) -> Iterable[Widget]:
        yield Prose(_(_TOLD[self.line]))
        yield Field(str(getattr(self.settings, self.line) or ""), placeholder=_EXAMPLES.get(self.line, "0"))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        wanted = self._with(message.value.strip())
        if wanted is None:
            self.foot(feed_words.unfit(BadSetting(name=self.line)), error=True)
        elif self.put(wanted):
            self.dismiss()

    def _with(self, typed: str) -> FeedSettings | None:
        """The settings with what was typed; None for what is no number where one is wanted."""
        match self.line:
            case "proxy":
                return replace(self.settings, proxy=typed)
            case "user_agent":
                return replace(self.settings, user_agent=typed)
        try:
            count = int(typed or "0")
        except ValueError:
            return None
        if self.line == "keep_days":
            return replace(self.settings, keep_days=count)
        return replace(self.settings, keep_articles=count)


class HeadersScreen(_FeedDialog):
    """What is typed is added; Enter on a header of the list takes it back into the box."""

    def __init__(self, feed: Feed) -> None:
        super().__init__(feed, _("Further headers"))

    def above(self) -> Iterable[Widget]:
        yield Prose(
            _(
                "One header, for this feed's server alone. {key} adds it; in the list it takes one away.",
                key=self.key_or_name("choose"),
            )
        )
        yield Field(placeholder="Accept-Language: ar")

    def choices(self) -> Sequence[Choice]:
        return [Choice(f"{name}: {value}", value=name) for name, value in self.settings.headers]

    def on_input_submitted(self, message: Input.Submitted) -> None:
        typed = message.value.strip()
        if not typed:
            self.action_choose()
        elif self.put(replace(self.settings, headers=feed_words.with_header(self.settings, typed))):
            message.input.value = ""
            self.list.show(self.choices())

    def chosen(self, choice: Choice) -> None:
        left = tuple(one for one in self.settings.headers if one[0] != choice.value)
        if self.put(replace(self.settings, headers=left)):
            self.list.show(self.choices())
            field = self.query_one(Field)
            with field.prevent(Input.Changed):
                field.value = choice.text
            field.focus()
            self.foot(_("Taken away; {key} adds it again.", key=self.key_or_name("choose")))
