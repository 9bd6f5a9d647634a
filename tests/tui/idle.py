"""When an app has done all that a key or a message set off: what the pilot's own pause guesses from the clock."""

from __future__ import annotations

import asyncio
from time import monotonic, process_time

from textual._context import active_app
from textual.app import App

SLICE = 0.004
"""Seconds between two looks."""
_BUSY = 0.1
"""Part of a slice that the process may have worked, other threads included, and count as idle."""


async def wait_for_idle(min_sleep: float = SLICE, max_sleep: float = 1) -> None:
    """In place of Textual's, which sleeps for 20 ms at each key twice and more often where the machine is busy.

    Idle is an app in whose queues nothing waits, that has nothing to draw, and whose process did nothing for a slice.
    """
    began = monotonic()
    while True:
        worked = process_time()
        await asyncio.sleep(SLICE)
        worked = process_time() - worked
        waited = monotonic() - began
        if waited >= max_sleep or (waited > min_sleep and worked < SLICE * _BUSY and not _has_work()):
            return


def _has_work() -> bool:
    app: App[object] = active_app.get()
    if any(one.message_queue_size or one._next_callbacks for one in (app, *app._registry)):
        return True
    return any(
        screen._layout_required or screen._repaint_required or screen._dirty_widgets or screen._callbacks
        for screen in app.screen_stack[-1:]
    )
