"""``python -m bench.pressing ours|bare LIBRARY``: one side of `bench.actions`, in a process of its own.

On standard input come the rows of the screens that actions of the reader opened, which the bare app is to open as
well; on standard output go the seconds of each action, first and again, and those rows."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from bench.measuring import callbacks
from bench.presses import ENDS, LEFT_OUT, OTHER, PRESSES, Press
from feeds.reader import Reader
from feeds.types import Scope
from tui import i18n
from tui.actions import ACTIONS

SIZE = (120, 40)
ROWS = 50
"""Of the bare list: as many as the reader loads of its own at once."""
_SETTLED = 0.05
_STOPPED = 0.3
"""Seconds until what is not waited for is stopped."""
Opened = dict[str, tuple[Sequence[str], bool]]
"""The rows of the screen that an action opens or is of, and whether it has a field."""
Figures = dict[str, list[float]]


def _order() -> list[str]:
    """All that is measured, in the order of the registry; what ends the reader comes last."""
    return [*(one.id for one in ACTIONS if one.id not in LEFT_OUT and one.id != ENDS), ENDS]


async def _longest(pilot: Pilot[None], press: Callable[[], Awaitable[object]], *, waits: bool = True) -> float:
    """Seconds of the longest callback until all is done that a key press began."""
    with callbacks() as figures:
        await press()
        await (_settle(pilot) if waits else pilot.pause(_STOPPED))
    return figures.longest


async def _settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    while pilot.app.workers:
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    await pilot.pause(_SETTLED)


# ── Ours ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def ours(path: Path, _opened: Opened) -> tuple[Figures, Opened]:
    from tui import browser
    from tui.app import NashraApp

    browser.open_link = lambda _href: True
    i18n.use("ar")
    figures: Figures = {}
    opened: Opened = {}
    with Reader(path) as reader:
        app = NashraApp(reader)
        async with app.run_test(size=SIZE) as pilot:
            await _settle(pilot)
            for action in _order():
                step = PRESSES.get(action, OTHER)
                for _time in range(1 if action == ENDS else 2):
                    await _stand(pilot, app, step)
                    taken = await _longest(pilot, partial(_press, pilot, app, action), waits=step.waits)
                    figures.setdefault(action, []).append(taken)
                    if not step.waits:
                        app.main.action_stop_refresh()
                        await _settle(pilot)
                    if rows := _rows(app):
                        opened[action] = rows
    return figures, opened


def _rows(app: Any) -> tuple[Sequence[str], bool] | None:
    """Of the screen that is open over the reader. What is imported for it is not imported before it is opened."""
    if not app.screen_stack or app.screen is app.main:
        return None
    from tui.screens.dialog import Dialog
    from tui.widgets.field import Field

    over = app.screen
    return ([one.text for one in over.list.choices], bool(over.query(Field))) if isinstance(over, Dialog) else None


async def _press(pilot: Pilot[None], app: Any, action: str) -> None:
    if app.keys[action]:
        await pilot.press(*app.keys[action][0].split(" "))
    else:
        app.call_later(app.do, next(one.run for one in ACTIONS if one.id == action))
        await pilot.pause()


async def _stand(pilot: Pilot[None], app: Any, step: Press) -> None:
    """Stand on the first section with nothing over it, then go on to where the key is pressed."""
    while app.screen is not app.main:
        app.pop_screen()
        await pilot.pause()
    main = app.main
    main.end_hints()
    main.close_filter()
    if main.panes.view.zen:
        main.action_zen()
    main.sections.focus()
    main.sections.go_to(0)
    main.show_list(Scope())
    main.articles.cursor = 0
    await _settle(pilot)
    for action in step.before:
        await _press(pilot, app, action)
        await _settle(pilot)
    if step.typed:
        await pilot.press(*step.typed, "enter")
        await _settle(pilot)


# ── The bare one ─────────────────────────────────────────────────────────────────────────────────────────────


async def bare(path: Path, opened: Opened) -> tuple[Figures, Opened]:
    from bench.bare_app import BareApp

    figures: Figures = {}
    app = BareApp(*_shown(path))
    # The reader sets the collector for itself, and what a full collection takes is no peer.
    gc.disable()
    async with app.run_test(size=SIZE) as pilot:
        await _settle(pilot)
        for action in _order():
            keys = PRESSES.get(action, OTHER).bare
            for _time in range(1 if action == ENDS else 2):
                await app.stand()
                app.over = opened.get(action, ((), False))
                await _settle(pilot)
                for key in keys[:-1]:
                    await pilot.press(key)
                await _settle(pilot)
                figures.setdefault(action, []).append(await _longest(pilot, partial(pilot.press, keys[-1])))
    return figures, opened


def _shown(path: Path) -> tuple[list[str], list[str], str]:
    """What the bare one's panes say."""
    from datetime import UTC, datetime

    from tui.document import document, logical

    with Reader(path) as reader:
        names = [one.title for one in reader.feeds()]
        rows = reader.articles(Scope(), None, ROWS).rows
        pieces = document(reader.article(rows[0].id), reader.content(rows[0].id), datetime.now(UTC))
    return names, [f"{row.title}\n{row.feed_title}" for row in rows], "\n\n".join(map(logical, pieces))


def main() -> None:
    side, path = sys.argv[1:]
    # What is exported is written where one stands.
    os.chdir(Path(path).parent)
    measured = asyncio.run({"ours": ours, "bare": bare}[side](Path(path), json.load(sys.stdin)))
    json.dump(measured, sys.stdout)


if __name__ == "__main__":
    main()
