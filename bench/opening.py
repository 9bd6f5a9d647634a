"""What opening an article of 3,200 Arabic characters costs the event loop, above the same text in a plain Static."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from asyncio import Handle
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from bench.data import LETTERS
from bench.measuring import in_turn, tell
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from tui import i18n
from tui.app import NashraApp

RUNS = 10
SIZE = (120, 40)
CHARACTERS = 3_200


def paragraphs() -> list[str]:
    chance = random.Random(1447)
    words = ["".join(chance.choices(LETTERS, k=chance.randint(2, 9))) for _ in range(CHARACTERS // 6)]
    per = len(words) // 8
    return [" ".join(words[at : at + per]) + "." for at in range(0, len(words), per)]


@contextmanager
def longest() -> Iterator[list[float]]:
    """The thread CPU seconds of the longest callback that the event loop runs meanwhile."""
    figures = [0.0]
    run = Handle._run

    def timed(handle: Handle) -> None:
        began = time.thread_time()
        run(handle)
        figures[0] = max(figures[0], time.thread_time() - began)

    Handle._run = timed  # type: ignore[method-assign]
    try:
        yield figures
    finally:
        Handle._run = run  # type: ignore[method-assign]


class _Plain(App[None]):
    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static("", id="text", markup=False)


async def _static() -> float:
    app = _Plain()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.2)
        with longest() as figures:
            app.query_one("#text", Static).update("\n\n".join(paragraphs()))
            await pilot.pause(0.3)
    return figures[0]


async def _nashra(library: Path) -> float:
    i18n.use("ar")
    with Reader(library) as reader:
        app = NashraApp(reader)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("tab")
            await pilot.pause(0.2)
            with longest() as figures:
                await pilot.press("enter")
                await app.workers.wait_for_complete()
                await pilot.pause(0.3)
            assert app.main.page.rows
    return figures[0]


def run() -> None:
    with tempfile.TemporaryDirectory() as own:
        library = Path(own) / "library.db"
        store = Store(library)
        feed = store.subscribe("https://paper.example/")
        body = "".join(f"<p>{text}</p>" for text in paragraphs())
        article = ParsedArticle(guid="1", title="مقال", content=body, language="ar")
        store.save_articles(feed.id, ParsedFeed(format="rss2.0", articles=(article,)), FetchState(), store.clock())
        store.close()
        sides: dict[str, Callable[[], Awaitable[float]]] = {
            "nashra": lambda: _nashra(library),
            "plain Static": _static,
        }
        figures = in_turn({name: _once(side) for name, side in sides.items()}, RUNS)
    tell(f"longest callback on opening {CHARACTERS} characters (thread CPU)", figures, "nashra")


def _once(side: Callable[[], Awaitable[float]]) -> Callable[[], float]:
    async def measured() -> float:
        return await side()

    return lambda: asyncio.run(measured())
