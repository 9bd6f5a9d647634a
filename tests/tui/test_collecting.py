"""Garbage is collected by the clock while the reader is open."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.tui.conftest import Open
from tui import app as tui_app
from tui.screens.help import HelpScreen


@contextmanager
def collections() -> Iterator[list[int]]:
    """A 2 for each full collection meanwhile."""
    found: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start" and info["generation"] == 2:
            found.append(2)

    gc.callbacks.append(note)
    try:
        yield found
    finally:
        gc.callbacks.remove(note)


async def test_the_clock_collects_and_the_reader_stays_open(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tui_app, "_COLLECT_EVERY", 0.01)
    app = open_app("en")
    async with app.run_test() as pilot:
        await pilot.pause()
        with collections() as collected:
            await pilot.pause(0.5)
    assert collected


async def test_keys_do_not_wait_for_the_collector_but_when_they_never_end(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui_app, "_COLLECT_EVERY", 0.01)
    monkeypatch.setattr(tui_app, "_AT_REST", 3600.0)
    app = open_app("en")
    async with app.run_test() as pilot:
        await pilot.press("j")
        with collections() as collected:
            app._collect_at_rest()
            assert not collected
            app._collect_at_rest(tui_app._AT_LAST)
            assert collected


async def test_what_a_screen_drew_goes_after_the_screen(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tui_app, "_COLLECT_EVERY", 0.05)
    monkeypatch.setattr(tui_app, "_AT_REST", 0.05)
    app = open_app("en")
    async with app.run_test() as pilot:
        await pilot.pause()
        app.show(HelpScreen())
        await pilot.pause(0.1)
        drawn = [weakref.ref(widget._styles_cache) for widget in app.screen.walk_children()]
        await pilot.press("escape")
        await pilot.pause(0.5)
        # One may still stand where the pointer or the focus was last.
        assert len(drawn) > 3
        assert sum(one() is not None for one in drawn) < 2


async def test_a_search_box_that_is_closed_hears_no_more_of_its_screen(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test() as pilot:
        await pilot.pause()
        heard = app.main.text_selection_started_signal._subscriptions
        before = len(heard)
        await pilot.press("slash", "b")
        assert len(heard) == before + 1
        await pilot.press("escape")
        await pilot.pause()
        assert len(heard) == before
