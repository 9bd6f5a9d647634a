"""Every screen and state looks as it did when somebody last looked at it, in both languages at three sizes.

What differs is written anew by ``--snapshot-update``; `drawing` says how to read the files. A screen without a state
fails here: one that is made with nothing has its state at once, others need a line in `tests.tui.showing`."""

from __future__ import annotations

import asyncio
import importlib
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from feeds import secrets
from feeds.reader import Reader
from tests.feeds.conftest import NOW
from tests.tui.conftest import Open
from tests.tui.showing import every_screen, mixed_library
from tests.tui.states.clock import Clock
from tests.tui.states.drawing import Cells
from tests.tui.states.table import STATES, At
from tui import region
from tui.encoding import EncodingCompositor
from tui.screens.main import MainScreen
from tui.screens.pictures import PicturesScreen

for module in ("screens", "lists", "page"):
    importlib.import_module(f"tests.tui.states.{module}")

SIZES = [(80, 24), (120, 40), (40, 12)]


@pytest.fixture(scope="session")
def mixed(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = mixed_library(edition, tmp_path_factory.mktemp("mixed") / "library.db")
    with Reader(path, clock=lambda: NOW) as reader:
        reader.index()
    return path


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    # What is done is known without looking at how busy the machine is.
    for module in ("app", "pilot"):
        monkeypatch.setattr(f"textual.{module}.wait_for_idle", lambda *_seconds: asyncio.sleep(0))
    # There is no terminal to send updates to.
    monkeypatch.setattr(EncodingCompositor, "render_update", lambda one, **_how: one._dirty_regions.clear())
    return Clock(monkeypatch)


def test_every_screen_has_a_state() -> None:
    assert {MainScreen, PicturesScreen, *every_screen()} == {one.screen for one in STATES.values()}


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", STATES)
async def test_it_looks_as_it_did(
    open_app: Open,
    clock: Clock,
    snapshot: SnapshotAssertion,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    language: str,
) -> None:
    state, kept = STATES[name], snapshot.use_extension(Cells)
    # Nothing of another reader's is found at home, settings are kept nowhere, and sign-ins by the same name each time.
    monkeypatch.setenv("HOME", "/home/reader")
    monkeypatch.setattr(secrets, "file_of", lambda _library: Path("/home/reader/news/library.secrets"))
    source = request.getfixturevalue(state.library) if state.library else None
    app = open_app(language, path=state.copied(source, tmp_path), config=state.config)
    region.use(region.of(state.config, {}))
    async with app.run_test(size=SIZES[0]) as pilot:
        on = At(app, pilot, clock, monkeypatch)
        try:
            await on.settle()
            await state.play(on)
            for width, height in SIZES:
                await on.resize(width, height)
                seen = await on.look(state.part)
                assert type(app.screen) is state.screen
                assert seen == kept(name=f"{width}x{height}")
        finally:
            on.end()
