"""Garbage is collected by the clock while the reader is open."""

from __future__ import annotations

import gc

import pytest

from tests.tui.conftest import Open
from tui import app as tui_app


async def test_the_clock_collects_and_the_reader_stays_open(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tui_app, "_COLLECT_EVERY", 0.01)
    collected = 0

    def count(phase: str, info: dict[str, int]) -> None:
        nonlocal collected
        collected += phase == "start" and info["generation"] == 2

    app = open_app("en")
    async with app.run_test() as pilot:
        await pilot.pause()
        gc.callbacks.append(count)
        try:
            await pilot.pause(0.5)
        finally:
            gc.callbacks.remove(count)
    assert collected
