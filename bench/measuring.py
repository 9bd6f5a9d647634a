"""Runs taken in turn, and how they are told."""

from __future__ import annotations

import asyncio
import gc
import time
from asyncio import Handle
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from typing import NamedTuple

_AS_PYTHON_STARTS = gc.get_threshold()


class Row(NamedTuple):
    """A figure of ours, its peer's in the same run, and ours over it."""

    what: str
    ours: str
    peer: str
    its: str
    ratio: str


TABLE: list[Row] = []
"""What was told in this run."""


def in_turn(sides: Mapping[str, Callable[[], float]], runs: int) -> dict[str, list[float]]:
    """The figures of each side, taken in turn so that what else the machine does falls on all; the first turn only
    warms the caches."""
    figures: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(runs + 1):
        for name, measure in sides.items():
            figure = measure()
            if turn:
                figures[name].append(figure)
    return figures


def awaited(side: Callable[[], Awaitable[float]]) -> Callable[[], float]:
    """``side`` in an event loop of its own."""

    async def measured() -> float:
        # Nashra sets the collector for itself, and the other side is not to have it so.
        gc.unfreeze()
        gc.set_threshold(*_AS_PYTHON_STARTS)
        return await side()

    return lambda: asyncio.run(measured())


class Callbacks:
    """The thread CPU seconds of what the event loop ran."""

    def __init__(self) -> None:
        self.longest = 0.0
        self.total = 0.0


@contextmanager
def callbacks() -> Iterator[Callbacks]:
    """What the event loop of this thread runs meanwhile."""
    figures = Callbacks()
    run = Handle._run

    def timed(handle: Handle) -> None:
        began = time.thread_time()
        run(handle)
        taken = time.thread_time() - began
        figures.longest = max(figures.longest, taken)
        figures.total += taken

    Handle._run = timed  # type: ignore[method-assign,assignment]
    try:
        yield figures
    finally:
        Handle._run = run  # type: ignore[method-assign]


def tell(title: str, figures: Mapping[str, list[float]], ours: str, unit: str = "ms", scale: float = 1000) -> None:
    """Median, least and most of each side, and ours over each of the others, which are rows of the table."""
    print(f"\n{title}")
    own = median(figures[ours])
    what = title if ours == "nashra" else f"{title}: {ours}"
    for name, taken in figures.items():
        if name != ours:
            its = median(taken)
            TABLE.append(Row(what, f"{own * scale:.1f} {unit}", name, f"{its * scale:.1f} {unit}", f"{own / its:.2f}"))
    for name, taken in figures.items():
        low, high = min(taken) * scale, max(taken) * scale
        ratio = "" if name == ours else f"   {ours} takes {own / median(taken):.2f} of it"
        print(f"  {name:<24} {median(taken) * scale:9.1f} {unit}  ({low:.1f} to {high:.1f}, {len(taken)} runs){ratio}")
