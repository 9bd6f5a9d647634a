"""The running reader that scenarios press keys in, and the table of them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pytest_httpserver import HTTPServer
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerCancelled

from feeds import adding
from feeds.errors import HttpError
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import ArticleRow
from tests.feeds.conftest import NOW
from tests.feeds.test_comments import COMMENTS
from tests.feeds.test_fulltext import PAGE
from tests.tui.conftest import text_of
from tests.tui.keyboards import typed_by
from tui import keymap
from tui.actions import ACTIONS, Place
from tui.app import NashraApp
from tui.config import Config
from tui.i18n import _
from tui.screens.main import MainScreen
from tui.text import paragraph

NEWEST = "خبرٌ من الخادم"
FEED = f"""<rss version="2.0" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>صحيفة الخادم</title><item><guid>1</guid>
<title>{NEWEST}</title><link>{{at}}page</link><pubDate>Wed, 25 Nov 2026 11:59:00 GMT</pubDate>
<wfw:commentRss>{{at}}comments</wfw:commentRss><enclosure url="{{at}}a.mp3" type="audio/mpeg"/>
<content:encoded><![CDATA[
<p>مُقدِّمةٌ فيها <a href="{{at}}one">رابط</a> و<a href="{{at}}two">رابط آخر</a>.</p><img src="{{at}}p.png" alt="صورة">
]]></content:encoded></item></channel></rss>"""
WRITES = "import os, sys; open(sys.argv[1] + '~', 'w').write(sys.argv[2]); os.rename(sys.argv[1] + '~', sys.argv[1])"


@dataclass
class Desk:
    """A running reader and the hands on its keys."""

    app: NashraApp
    pilot: Pilot[None]

    @property
    def main(self) -> MainScreen:
        return self.app.main

    @property
    def text(self) -> str:
        return text_of(self.app)

    def keys(self, action: str) -> list[str]:
        """The first default key of an action, or the sequence."""
        return self.app.keys[action][0].split(" ")

    async def tap(self, action: str) -> None:
        """Press the key of an action, and wait for nothing."""
        await self.pilot.press(*self.keys(action))

    async def do(self, *actions: str) -> None:
        """Press the keys of actions, each when all that the one before began is done."""
        for action in actions:
            await self.tap(action)
            await self.settle()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        await self.pilot.pause()
        while self.app.workers:
            try:
                await self.app.workers.wait_for_complete()
            except WorkerCancelled:
                continue
            await self.pilot.pause()


@dataclass
class Scene(Desk):
    """``opened`` are the links that were given to the browser, ``played`` is where the player writes what it was
    given; ``pressed`` are the actions whose keys were pressed."""

    server: HTTPServer
    opened: list[str]
    played: Path
    pressed: set[str] = field(default_factory=set)
    layout: str = ""
    """The keyboard layout that is on, while actions' keys are pressed."""
    kept: Any = None
    """What a scenario will compare with."""

    @property
    def first(self) -> ArticleRow:
        """The first article of the list, as the library holds it now."""
        return self.app.reader.article(self.main.articles.rows[0].id).row

    def sees(self, text: str, language: str = "") -> bool:
        """Whether ``text``, which is not cut, stands on the screen."""
        return paragraph(text, language=language).fit(200).text.strip() in self.text

    def on(self, screen: type[Screen[None]]) -> bool:
        return type(self.app.screen) is screen

    async def tap(self, action: str) -> None:
        self.pressed.add(action)
        for key in self.keys(action):
            await self._strike(key)

    async def _strike(self, key: str) -> None:
        """Press a key as the layout has it."""
        typed = typed_by(key, self.layout) if self.layout else key
        if typed in ("", key):
            await self.pilot.press(key)
        else:
            self.app.post_message(events.Key(keymap.textual(typed), typed))
            await self.pilot.pause()

    async def until_played(self) -> None:
        """Wait for what the player writes."""
        for _wait in range(500):
            if self.played.exists():
                return
            await asyncio.sleep(0.01)

    async def choose(self, action: str) -> None:
        """Choose an action that has no key from the palette."""
        name = _(next(one.help for one in ACTIONS if one.id == action))
        await self.press(*self.keys("palette"), *name.lower(), "enter")
        self.pressed.add(action)

    async def opens(self, action: str, screen: type[Screen[None]], *texts: str) -> None:
        """Have an action open a screen on which ``texts`` are seen, and leave it."""
        await (self.do(action) if self.app.keys[action] else self.choose(action))
        assert self.on(screen)
        for text in texts:
            assert self.sees(text)
        await self.press("escape")
        assert self.app.screen is self.main

    async def begin(self) -> None:
        """Stand on the first section, with its list from the top and nothing open, as the reader opens."""
        while self.app.screen is not self.main:
            self.app.pop_screen()
            await self.pilot.pause()
        self.main.end_hints()
        self.main.close_filter()
        if self.main.panes.view.zen:
            self.main.action_zen()
        self.main.notice.hide()
        self.main.opened = self.main.opened_row = None
        self.main.page.clear()
        self.main._focus_pane(self.main.sections)
        self.main.sections.go_to(0)
        self.main.show_list(self.main.sections.scope)
        self.main.articles.cursor = 0
        await self.settle()


Scenario = Callable[[Scene], Awaitable[None]]
SCENARIOS: dict[str, Scenario] = {}
"""By the ids of actions. One scenario may show several."""
ENDING: set[str] = set()
"""Actions whose scenarios end the reader, so that each has one of its own."""


def shows(*actions: str, ends: bool = False) -> Callable[[Scenario], Scenario]:
    """Marks a scenario of ``actions``."""

    def marked(scenario: Scenario) -> Scenario:
        for action in actions:
            assert action not in SCENARIOS, f"{action} has two scenarios"
            SCENARIOS[action] = scenario
        ENDING.update(actions if ends else ())
        return scenario

    return marked


MODULES = {
    Place.MOVE: "moving",
    Place.READ: "reading",
    Place.MARK: "marking",
    Place.FEEDS: "fetching",
    Place.APP: "whole",
    Place.DIALOG: "dialogs",
}
"""Where the scenarios of the actions of each group stand, in this package."""


async def library(path: Path, server: HTTPServer) -> Path:
    """Adds to a copy of the sample edition a feed whose newest article has all that a key can ask for, and one
    that failed: the host of the other is private, which nobody allowed."""
    at = server.url_for("/")
    server.expect_request("/feed").respond_with_data(FEED.format(at=at))
    server.expect_request("/page").respond_with_data(PAGE, content_type="text/html; charset=utf-8")
    server.expect_request("/comments").respond_with_data(COMMENTS)
    store = Store(path, clock=lambda: NOW)
    await adding.add(store, f"{at}feed", section="الخادم", allow_private=True)
    failed = store.subscribe(f"{at}gone", title="خلاصة لا تصل", section="الخادم")
    store.save_failure(failed.id, HttpError(url=failed.url, status="410"), FetchState())
    store.close()
    return path


def config(played: Path) -> Config:
    return Config(player=[sys.executable, "-c", WRITES, str(played), "{url}"], save_to=str(played.parent))
