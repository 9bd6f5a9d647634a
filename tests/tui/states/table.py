"""The states of the app: each is a way to it from the reader as it opens, on a library that has what it shows."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerCancelled, WorkerFailed

from feeds.reader import Reader
from tests.feeds.conftest import NOW
from tests.tui.actions.scene import Desk
from tests.tui.states.clock import Clock
from tests.tui.states.drawing import THEME, Part, drawn
from tui import i18n
from tui.config import Config
from tui.screens.main import MainScreen

_TRIES = 200
_LONG = "goes on"
_CALM = 3
"""Looks at which nothing was under way, until nothing more is thought to come."""


@dataclass
class At(Desk):
    """A reader on its way to a state."""

    clock: Clock
    patch: pytest.MonkeyPatch
    going_on: list[Event] = field(default_factory=list)
    """What work that shall not end waits for."""

    @property
    def rtl(self) -> bool:
        """Whether the reader speaks Arabic."""
        return i18n.rtl()

    async def settle(self) -> None:
        calm = 0
        while calm < _CALM:
            # All that was sent by now has been taken up.
            await self.pilot._wait_for_screen()
            self.app.screen._on_timer_update()
            if busy := [one for one in self.app.workers if one.name != _LONG]:
                with suppress(WorkerFailed, WorkerCancelled):
                    await self.app.workers.wait_for_complete(busy)
            calm = 0 if busy or self._is_busy() else calm + 1
            await asyncio.sleep(0)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await super().press(key)

    def begin(self, group: str) -> None:
        """Begin work on the screen in front that goes on until the reader is left."""
        over = Event()
        self.going_on.append(over)
        self.app.screen.run_worker(over.wait, name=_LONG, group=group, thread=True)

    def end(self) -> None:
        """Let all work end."""
        for over in self.going_on:
            over.set()

    async def look(self, part: Part) -> str:
        """What is seen of the screen when all that was begun is done, and two looks see the same."""
        before = ""
        for _try in range(_TRIES):
            await self.settle()
            now = drawn(self.app, part)
            if now == before:
                return now
            before = now
        raise AssertionError("the screen never rests")

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        for _try in range(_TRIES):
            if self.app.screen._compositor.size == (width, height):
                break
            await asyncio.sleep(1 / 120)
        await self.settle()

    async def pass_time(self, seconds: float) -> None:
        """Let what waits come for which ``seconds`` are enough."""
        await self.clock.move_on(seconds)
        await self.settle()

    async def type(self, text: str) -> None:
        """Put text into the field that has the focus, and let it be looked for."""
        await self.press(*text)
        await self.pass_time(1)

    async def go_to(self, title: str) -> None:
        """Have the cursor of the list on an article."""
        rows = self.main.articles.rows
        [number] = [at for at, row in enumerate(rows) if row.title == title]
        self.main._focus_pane(self.main.articles)
        self.main.articles.cursor = self.main.articles.index_of(rows[number].id) or 0
        await self.settle()

    async def open(self, title: str) -> None:
        await self.go_to(title)
        await self.do("open")

    def _is_busy(self) -> bool:
        app, screen = self.app, self.app.screen
        pumps: list[Any] = [app, *app.screen_stack, *screen.walk_children(Widget)]
        waits = any(pump._message_queue.qsize() or pump._next_callbacks for pump in pumps)
        return bool(waits or screen._callbacks or screen._dirty_widgets or screen._layout_required)


Play = Callable[[At], Awaitable[None]]
Prepare = Callable[[Reader], None]


@dataclass(frozen=True)
class State:
    """``library`` is the fixture that the library comes from, empty for one with nothing in it, and ``prepare`` what is
    put into a copy of it; ``screen`` is what is seen in the end, and ``part`` what of that is looked at."""

    play: Play
    library: str
    prepare: Prepare | None
    config: Config
    screen: type[Screen[None]]
    part: Part = Part.PANES

    def copied(self, source: Path | None, folder: Path) -> Path:
        """The library for one run."""
        folder = folder / "state"
        folder.mkdir()
        path = folder / "library.db"
        for file in source.parent.glob(f"{source.name}*") if source else ():
            shutil.copy(file, folder)
        if self.prepare:
            with Reader(path, clock=lambda: NOW) as reader:
                self.prepare(reader)
                reader.index()
        return path


STATES: dict[str, State] = {}
"""By their names."""


def state(
    screen: type[Screen[None]] = MainScreen,
    *,
    part: Part = Part.PANES,
    library: str = "edition",
    prepare: Prepare | None = None,
    config: Config | None = None,
) -> Callable[[Play], Play]:
    """Marks the way to a state, which is called as the function is."""

    def marked(play: Play) -> Play:
        add(play.__name__, State(play, library, prepare, replace(config or Config(), theme=THEME), screen, part))
        return play

    return marked


def add(name: str, one: State) -> None:
    """Put a state into the table."""
    assert name not in STATES, f"two states are called {name}"
    STATES[name] = one
