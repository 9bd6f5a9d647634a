"""What opening an article of 3,200 Arabic characters and scrolling through it cost the event loop, beside the same text
in a plain Static."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from bench.data import LETTERS
from bench.measuring import awaited, callbacks, in_turn, tell
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from tui import i18n
from tui.app import NashraApp

RUNS = 10
SIZE = (100, 24)
CHARACTERS = 3_200
SCROLLED = 20
"""Lines, down and up again."""
_A_FRAME = 0.03


@dataclass(frozen=True)
class Page:
    """An app that stands before the text."""

    open: Callable[[], object]
    pane: Widget
    """What is scrolled."""


Side = Callable[[], AbstractAsyncContextManager[Page]]


def paragraphs() -> list[str]:
    chance = random.Random(1447)
    words = ["".join(chance.choices(LETTERS, k=chance.randint(2, 9))) for _ in range(CHARACTERS // 6)]
    per = len(words) // 8
    return [" ".join(words[at : at + per]) + "." for at in range(0, len(words), per)]


class _Plain(App[None]):
    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static("", id="text", markup=False)


@asynccontextmanager
async def _static() -> AsyncIterator[Page]:
    app = _Plain()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.2)
        text = "\n\n".join(paragraphs())
        yield Page(lambda: app.query_one("#text", Static).update(text), app.query_one(VerticalScroll))


@asynccontextmanager
async def _nashra(library: Path) -> AsyncIterator[Page]:
    i18n.use("ar")
    with Reader(library) as reader:
        app = NashraApp(reader)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("tab")
            await pilot.pause(0.2)
            yield Page(app.main.articles.open, app.main.page)
            assert app.main.page.rows


async def _opening(side: Side) -> float:
    async with side() as page:
        with callbacks() as figures:
            page.open()
            await asyncio.sleep(0.3)
    return figures.longest


async def _opening_in_all(side: Side) -> float:
    async with side() as page:
        began = time.process_time()
        page.open()
        await asyncio.sleep(0.3)
        return time.process_time() - began


async def _scrolling(side: Side) -> float:
    async with side() as page:
        page.open()
        await asyncio.sleep(0.3)
        assert page.pane.max_scroll_y >= SCROLLED
        await _scroll(page.pane)
        with callbacks() as figures:
            await _scroll(page.pane)
    return figures.total / (2 * SCROLLED)


async def _scroll(pane: Widget) -> None:
    for step in [1] * SCROLLED + [-1] * SCROLLED:
        pane.scroll_relative(y=step, animate=False, force=True)
        await asyncio.sleep(_A_FRAME)


def _compare(title: str, measure: Callable[[Side], Awaitable[float]]) -> None:
    with tempfile.TemporaryDirectory() as own:
        library = Path(own) / "library.db"
        store = Store(library)
        feed = store.subscribe("https://paper.example/")
        body = "".join(f"<p>{text}</p>" for text in paragraphs())
        article = ParsedArticle(guid="1", title="مقال", content=body, language="ar")
        store.save_articles(feed.id, ParsedFeed(format="rss2.0", articles=(article,)), FetchState(), store.clock())
        store.close()
        sides: dict[str, Side] = {"nashra": lambda: _nashra(library), "plain Static": _static}
        figures = in_turn({name: awaited(partial(measure, side)) for name, side in sides.items()}, RUNS)
    tell(title, figures, "nashra")


def run(*names: str) -> None:
    told = f"opening {CHARACTERS} characters"
    if "open" in names:
        _compare(f"longest callback on {told} (thread CPU)", _opening)
        _compare(f"{told}, its worker included (CPU of all threads)", _opening_in_all)
    if "scroll" in names:
        _compare("scrolling by a line through what was seen before (thread CPU of all callbacks)", _scrolling)
