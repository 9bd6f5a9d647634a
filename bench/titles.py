"""10,000 Arabic titles scrolled through, beside the same rows in an OptionList of a bare Textual app."""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.app import App, ComposeResult
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import OptionList

from bench.data import vocabulary
from bench.measuring import awaited, callbacks, in_turn, tell
from feeds.parsed import ParsedArticle, ParsedFeed
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from tui import i18n
from tui.app import NashraApp

RUNS = 3
SIZE = (120, 40)
TITLES = 10_000
FEED = "صحيفة"
ROWS_STEPPED = 300
"""Rows that the cursor goes down one by one, before it goes on by pages."""
_A_FRAME = 0.02
_LATEST = datetime(2026, 11, 24, 12, tzinfo=UTC)
_SOME = ("Microsoft", "iPhone 17", "3-1", "25/09/2025", "«بي بي سي»", "U.S.", "12.5%")


def titles() -> Iterator[str]:
    """As they are in the news: every third one with Latin words, numbers or quotes in it."""
    chance = random.Random(1447)
    words, weights = vocabulary(chance)
    for number in range(TITLES):
        title = chance.choices(words, cum_weights=weights, k=chance.randint(6, 14))
        if number % 3 == 0:
            title.insert(3, chance.choice(_SOME))
        yield " ".join(title)


class _Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield OptionList(*(f"{title}\n{FEED} · 3" for title in titles()), markup=False)


async def _option_list() -> float:
    app = _Bare()
    async with app.run_test(size=SIZE) as pilot:
        options = app.query_one(OptionList)
        await pilot.pause(0.5)
        return await _through(pilot, "down", lambda: options.highlighted == TITLES - 1)


async def _nashra(library: Path) -> float:
    i18n.use("ar")
    with Reader(library) as reader:
        app = NashraApp(reader)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("tab")
            await pilot.pause(0.5)
            return await _through(pilot, "j", lambda: app.main.articles.cursor == TITLES - 1)


async def _through(pilot: Pilot[None], down: str, at_end: Callable[[], bool]) -> float:
    """The longest callback from the first row to the last."""
    with callbacks() as figures:
        for _ in range(ROWS_STEPPED):
            await _press(pilot, down)
        while not at_end():
            await _press(pilot, "pagedown")
    return figures.longest


async def _press(pilot: Pilot[None], key: str) -> None:
    """Not `Pilot.press`, which waits for everything to be idle and so takes its time."""
    pilot.app.post_message(Key(key, key if len(key) == 1 else None))
    await asyncio.sleep(_A_FRAME)


def run() -> None:
    with tempfile.TemporaryDirectory() as own:
        library = Path(own) / "library.db"
        store = Store(library)
        feed = store.subscribe("https://paper.example/")
        articles = tuple(
            ParsedArticle(
                guid=str(at),
                title=title,
                language="ar",
                published=_LATEST - timedelta(minutes=at),
                content="<p>خبر</p>",
            )
            for at, title in enumerate(titles())
        )
        told = ParsedFeed(format="rss2.0", title=FEED, language="ar", articles=articles)
        store.save_articles(feed.id, told, FetchState(), store.clock())
        store.close()
        sides: dict[str, Callable[[], float]] = {
            "nashra": awaited(lambda: _nashra(library)),
            "OptionList, not shaped": awaited(_option_list),
        }
        figures = in_turn(sides, RUNS)
    tell(f"longest callback on scrolling through {TITLES} titles (thread CPU)", figures, "nashra")
