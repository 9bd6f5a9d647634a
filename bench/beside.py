"""A refresh of all the feeds while the reader is open: how long it holds the event loop, beside a bare Textual app that
shows as much, and what memory it takes."""

from __future__ import annotations

import asyncio
import gc
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import OptionList, Static

from bench.data import ARTICLES, FEEDS, feeds, served
from bench.measuring import awaited, callbacks, in_turn, tell
from bench.refresh import subscribed
from feeds.reader import Reader
from tui import i18n
from tui.app import NashraApp

RUNS = 3
SIZE = (120, 40)
_LIMIT_MS, _LIMIT_MB = 16, 150
_A_LOOK = 0.05
_LOOKS = 40


def run() -> None:
    memory: list[float] = []
    try:
        with served(feeds()) as address, tempfile.TemporaryDirectory() as own:
            urls = [f"{address}{number}.xml" for number in range(FEEDS)]
            turns = iter(range(RUNS + 1))
            sides: dict[str, Callable[[], float]] = {
                "nashra": awaited(lambda: _refreshing(Path(own) / f"{next(turns)}.db", urls, memory)),
                "bare Textual app": awaited(bare),
            }
            figures = in_turn(sides, RUNS)
    except FileNotFoundError as missing:
        print(f"\nbeside: {missing} is not installed, nothing was measured")
        return
    title = f"refresh of {FEEDS} feeds of {ARTICLES} articles in the open reader"
    tell(f"{title}: longest callback (thread CPU), limit {_LIMIT_MS} ms above the bare app's", figures, "nashra")
    told = f"{title}: memory of all its processes above idle (PSS), limit {_LIMIT_MB} MB"
    tell(told, {"nashra": memory[1:]}, "nashra", "MB", 1e-6)


async def _refreshing(library: Path, urls: list[str], memory: list[float]) -> float:
    subscribed(library, urls)
    i18n.use("ar")
    with Reader(library) as reader:
        app = NashraApp(reader)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(1)
            with _peak() as peak, callbacks() as figures:
                app.main.action_refresh_all()
                await app.workers.wait_for_complete([one for one in app.workers if one.group == "refresh"])
                await asyncio.sleep(1)
            assert reader.counts().total == FEEDS * ARTICLES
    memory.append(peak[-1] - peak[0])
    return figures.longest


async def marking_all(library: Path, taken: list[float]) -> float:
    """The longest callback while all of ``library`` is marked read in the open reader; to ``taken`` goes how many
    seconds that took until it was told. It is taken back at the end."""
    i18n.use("ar")
    with Reader(library) as reader:
        app = NashraApp(reader)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(3)
            began = time.perf_counter()
            with callbacks() as figures:
                await pilot.press("ctrl+a")
                await app.workers.wait_for_complete([one for one in app.workers if one.group == "marks"])
                taken.append(time.perf_counter() - began)
                await asyncio.sleep(1)
            assert reader.counts().unread == 0
        reader.undo()
    return figures.longest


class _Bare(App[None]):
    """The same panes, whose rows stay as they are, and the lines that a refresh changes."""

    CSS = "#notice { display: none; } .pane { width: 1fr; }"

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield OptionList(*map(str, range(FEEDS)), classes="pane")
            yield OptionList(*(f"{row}\n{row}" for row in range(ARTICLES)), classes="pane")
            with VerticalScroll(classes="pane"):
                yield Static("")
        yield Static("", id="notice")
        yield Static("", id="status")


async def bare() -> float:
    """The longest callback of a bare app whose lines change."""
    app = _Bare()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(1)
        # A full collection here would be the longest of all, and be no peer.
        gc.disable()
        with callbacks() as figures:
            for at in range(_LOOKS):
                app.query_one("#status", Static).update(f"{at} of {_LOOKS}")
                await asyncio.sleep(_A_LOOK)
            app.query_one("#notice").display = True
            await asyncio.sleep(1)
        gc.enable()
    return figures.longest


@contextmanager
def _peak() -> Iterator[list[int]]:
    """Bytes of this process and all below it: first as it is now, at the end the most that was."""
    figures, ended = [_memory()], threading.Event()

    def look() -> None:
        while not ended.wait(_A_LOOK):
            figures.append(max(figures[-1], _memory()))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield figures
    finally:
        ended.set()
        thread.join()


def _memory() -> int:
    """Bytes: each page counted once, whoever shares it (proc(5), smaps_rollup)."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    own = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in own} - own:
        own |= more
    return sum(map(_of, own))


def _of(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
