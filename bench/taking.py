"""A list of a thousand feeds taken in the open reader and taken back: how long it holds the event loop, beside a bare
Textual app whose screen tells as much and fills its list as often."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

from textual.widgets import Input, Static

from bench.bare_app import BareApp
from bench.measuring import awaited, callbacks, in_turn, tell
from feeds.reader import Reader
from tui import i18n
from tui.app import NashraApp
from tui.screens.opml import OpmlScreen

RUNS = 5
SIZE = (120, 40)
_FEEDS, _IN_A_SECTION = 1000, 20
_TOLD = 20


def run() -> None:
    figures = in_turn({"nashra": awaited(_taking), "bare Textual app": awaited(_bare)}, RUNS)
    tell(f"{_FEEDS} feeds of a list taken and taken back: longest callback (thread CPU)", figures, "nashra")


async def _taking() -> float:
    i18n.use("ar")
    with tempfile.TemporaryDirectory() as own, Reader(Path(own) / "library.db") as reader:
        listed = Path(own) / "list.opml"
        listed.write_text(_opml(), "utf-8")
        app = NashraApp(reader)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(0.5)
            app.show(OpmlScreen())
            await pilot.pause(0.5)
            app.screen.query_one(Input).value = str(listed)
            await pilot.pause(0.5)
            with callbacks() as figures:
                for key, left in (("enter", _FEEDS), ("u", 0)):
                    await pilot.press(key)
                    await app.workers.wait_for_complete()
                    await pilot.pause(0.5)
                    assert len(reader.feeds()) == left
    return figures.longest


async def _bare() -> float:
    rows = [f"صحيفة {at}" for at in range(_FEEDS // _IN_A_SECTION)]
    app = BareApp(rows, rows, "")
    app.over = ((), True)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("o")
        await pilot.pause(0.5)
        foot = app.screen.query_one("#foot", Static)
        app.screen.rows = rows  # type: ignore[attr-defined]
        # What a full collection takes is no peer.
        gc.disable()
        with callbacks() as figures:
            for at in range(_TOLD):
                foot.update(str(at))
                await pilot.pause()
            await pilot.press("x")
            await pilot.pause()
        gc.enable()
    return figures.longest


def _opml() -> str:
    outlines = "".join(
        f"<outline text='قسم {at}'>" * (at % _IN_A_SECTION == 0)
        + f"<outline type='rss' text='صحيفة {at}' xmlUrl='https://{at}.example/feed'/>"
        + "</outline>" * (at % _IN_A_SECTION == _IN_A_SECTION - 1)
        for at in range(_FEEDS)
    )
    return f"<opml><body>{outlines}</body></opml>"
