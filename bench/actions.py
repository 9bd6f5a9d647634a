"""The longest that each action of the registry holds the event loop, from the press of its key to the painted screen,
on 100,000 articles, beside the same kind of action in a bare Textual app with as many rows."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from bench.bare_app import BareApp
from bench.library import library
from bench.measuring import awaited, callbacks
from bench.scale import copies
from feeds.reader import Reader
from feeds.store.index import catch_up
from feeds.types import Scope
from tui import browser, i18n
from tui.actions import ACTIONS
from tui.app import NashraApp
from tui.document import document, logical
from tui.screens.dialog import Dialog
from tui.widgets.field import Field

ARTICLES = 100_000
RUNS = 3
SIZE = (120, 40)
FRAME = 0.016
"""Seconds that the event loop may be held longer than in a bare app."""
_ROWS = 50
_SETTLED = 0.05


@dataclass(frozen=True, slots=True)
class Press:
    """``bare`` are the keys of `BareApp` whose last one does the same there; ``before`` what is done first in ours, by
    the ids of actions, and ``typed`` after them."""

    bare: tuple[str, ...]
    before: tuple[str, ...] = ()
    typed: str = ""
    waits: bool = True
    """Whether what it begins is waited for; else it is stopped."""


_LIST, _PAGE, _MANAGE = ("next-pane",), ("next-pane", "open"), ("manage",)
_MOVED, _TOLD, _MARKED, _OPENED = ("tab", "down"), ("n",), ("tab", "m"), ("o",)
_IN_OVER = ("o", "space")
PRESSES = {
    "down": Press(_MOVED, _LIST),
    "up": Press(("tab", "down", "up"), (*_LIST, "down")),
    "page-down": Press(("tab", "pagedown"), _LIST),
    "page-up": Press(("tab", "pagedown", "pageup"), (*_LIST, "page-down")),
    "first": Press(("tab", "end", "home"), (*_LIST, "last")),
    "last": Press(("tab", "end"), _LIST),
    "open": Press(("r",), _LIST),
    "back": Press(("tab", "shift+tab"), _PAGE),
    "back-or-quit": Press(("tab", "shift+tab"), _PAGE),
    **dict.fromkeys(("go-all", "go-unread", "go-today", "go-starred"), Press(("l",))),
    "fold": Press(("l",), ("go-all", "back", "last")),
    "next-pane": Press(("tab",)),
    "previous-pane": Press(("tab", "shift+tab"), _LIST),
    "narrower": Press(("w",)),
    "wider": Press(("w",)),
    "read-on": Press(("r",)),
    "next-unread": Press(("r",)),
    "previous-unread": Press(("r",)),
    "next-article": Press(("r",), _PAGE),
    "previous-article": Press(("r",), (*_PAGE, "next-article")),
    "zen": Press(("z",), _PAGE),
    "edition": Press(("l",)),
    "direction": Press(("r",), _PAGE),
    "harakat": Press(("r",), _PAGE),
    "links": Press(_OPENED, _LIST),
    "hints": Press(("r",), _PAGE),
    "read": Press(_MARKED, _LIST),
    "star": Press(_MARKED, _LIST),
    "all-read": Press(("a",)),
    "undo": Press(("a",), ("all-read",)),
    "redo": Press(("a",), ("all-read", "undo")),
    "tags": Press(_OPENED, _LIST),
    "note": Press(_OPENED, _LIST),
    "refresh": Press(_TOLD, waits=False),
    "refresh-all": Press(_TOLD, waits=False),
    "offline": Press(_TOLD, waits=False),
    **dict.fromkeys(("add", "welcome", "failures", "manage", "statistics", "rules"), Press(_OPENED)),
    **dict.fromkeys(("command", "palette", "help", "settings", "terminal"), Press(_OPENED)),
    "feed": Press(_OPENED, _LIST),
    "filter": Press(("slash",)),
    "save-search": Press(_OPENED, ("filter",), "كان"),
    "order": Press(("l",), ("filter",), "كان"),
    "theme": Press(("t",)),
    "quit": Press(("q",)),
    "choose": Press(_OPENED, ("welcome", "down")),
    "leave": Press(("o", "escape"), ("help",)),
    "tick": Press(_IN_OVER, (*_MANAGE, "down")),
    "tick-all": Press(("o", "x"), _MANAGE),
    "save": Press(("o", "escape"), ("rules", "choose"), "كان"),
    "rename": Press(_OPENED, (*_MANAGE, "down")),
    "move-to": Press(_OPENED, (*_MANAGE, "down")),
    "new-section": Press(_OPENED, _MANAGE),
    "remove": Press(("o", "x"), (*_MANAGE, "down")),
    "refresh-ticked": Press(_IN_OVER, (*_MANAGE, "down"), waits=False),
    "order-down": Press(("o", "x"), (*_MANAGE, "down")),
    "order-up": Press(("o", "x"), (*_MANAGE, "down", "down")),
}
"""By the ids of actions. What is not here tells something, or is done beside the reader: a notice is shown."""
_ENDS = ("quit",)
LEFT_OUT = {
    "suspend": "gives the terminal back",
    "stop-refresh": "ends what `refresh` began, there",
}
_Figures = defaultdict[str, list[float]]
_Opened = dict[str, tuple[Sequence[str], bool]]
"""The rows of the screen that an action opens or is of, and whether it has a field."""
REASONS: dict[str, str] = {}
"""Of those that hold it longer than a frame: why."""


def run() -> None:
    browser.open_link = lambda _href: True
    catch_up(library(ARTICLES))
    i18n.use("ar")
    ours, bare, opened = _Figures(list), _Figures(list), _Opened()
    with copies({ARTICLES: library(ARTICLES)}) as paths:
        for _turn in range(RUNS + 1):
            awaited(partial(_ours, paths[ARTICLES], ours, opened))()
            awaited(partial(_bare, paths[ARTICLES], bare, opened))()
    _tell(ours, bare)


def _tell(ours: _Figures, bare: _Figures) -> None:
    print(f"\nlongest callback from key to paint, {ARTICLES:,} articles (thread CPU, ms; median of {RUNS})")
    print(f"  {'action':<18} {'ours':>7} {'bare':>7} {'more':>7}")
    long = 0
    for action in ours:
        # The first turn only warmed the caches.
        own, stock = median(ours[action][1:]), median(bare[action][1:])
        over = own - stock > FRAME
        long += over
        told = f"  over a frame: {REASONS.get(action, 'no reason')}" if over else ""
        print(f"  {action:<18} {own * 1000:7.1f} {stock * 1000:7.1f} {(own - stock) * 1000:+7.1f}{told}")
    for action, why in LEFT_OUT.items():
        print(f"  {action:<18} not measured: {why}")
    print(f"  {long} of {len(ours)} are over {FRAME * 1000:.0f} ms more than in the bare app")


async def _longest(pilot: Pilot[None], press: Callable[[], Awaitable[object]], *, waits: bool = True) -> float:
    """Seconds of the longest callback until all is done that a key press began."""
    with callbacks() as figures:
        await press()
        await (_settle(pilot) if waits else pilot.pause(0.3))
    return figures.longest


async def _settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    while pilot.app.workers:
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    await pilot.pause(_SETTLED)


# ── Ours ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def _ours(path: Path, kept: _Figures, opened: _Opened) -> float:
    measured = [action.id for action in ACTIONS if action.id not in LEFT_OUT and action.id not in _ENDS]
    # What ends the reader has one of its own.
    for actions in (measured, *([one] for one in _ENDS)):
        with Reader(path) as reader:
            app = NashraApp(reader)
            async with app.run_test(size=SIZE) as pilot:
                await _settle(pilot)
                for action in actions:
                    await _measured(pilot, app, action, kept, opened)
    return 0


async def _measured(pilot: Pilot[None], app: NashraApp, action: str, kept: _Figures, opened: _Opened) -> None:
    step = PRESSES.get(action, Press(_TOLD, _LIST))
    await _prepare(pilot, app, step)
    under = app.screen
    kept[action].append(await _longest(pilot, partial(_press, pilot, app, action), waits=step.waits))
    if not step.waits:
        app.main.action_stop_refresh()
        await _settle(pilot)
    over = app.screen if app.screen is not app.main else under
    if isinstance(over, Dialog) and over.is_attached:
        opened[action] = [choice.text for choice in over.list.choices], bool(over.query(Field))


async def _press(pilot: Pilot[None], app: NashraApp, action: str) -> None:
    if app.keys[action]:
        await pilot.press(*app.keys[action][0].split(" "))
    else:
        app.call_later(app.do, next(one.run for one in ACTIONS if one.id == action))
        await pilot.pause()


async def _prepare(pilot: Pilot[None], app: NashraApp, step: Press) -> None:
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


async def _bare(path: Path, kept: _Figures, opened: _Opened) -> float:
    with Reader(path) as reader:
        names = [one.title for one in reader.feeds()]
        rows = reader.articles(Scope(), None, _ROWS).rows
        pieces = document(reader.article(rows[0].id), reader.content(rows[0].id), datetime.now(UTC))
    text = "\n\n".join(map(logical, pieces))
    seen: dict[tuple[object, ...], float] = {}
    for action in (one.id for one in ACTIONS if one.id not in LEFT_OUT):
        step = PRESSES.get(action, Press(_TOLD))
        over, field = opened.get(action, ((), False))
        kind = (step.bare, *over, field)
        if kind in seen:
            kept[action].append(seen[kind])
            continue
        # What the reader has made is not the bare one's to look through.
        gc.collect()
        gc.freeze()
        app = BareApp(names, [f"{row.title}\n{row.feed_title}" for row in rows], text)
        app.over = over, field
        async with app.run_test(size=SIZE) as pilot:
            for key in step.bare[:-1]:
                await pilot.press(key)
            await _settle(pilot)
            seen[kind] = await _longest(pilot, partial(pilot.press, step.bare[-1]))
            kept[action].append(seen[kind])
    return 0
