"""What tests of the app share: the sample edition in a library, clocks that stand, and the text on a screen."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_textual_snapshot import SVGImageExtension
from textual.app import App

from feeds import update
from feeds.reader import Reader
from feeds.store.library import Store
from tests.feeds.conftest import NOW
from tui import i18n
from tui.app import NashraApp
from tui.config import Config

Open = Callable[..., NashraApp]


@pytest.fixture(autouse=True)
def one_time_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Days are told in the local time zone, so there is one."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
    i18n.use("en")


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the sample edition, fetched the way any feed is."""
    import asyncio

    path = tmp_path_factory.mktemp("edition") / "library.db"
    with Reader(path, clock=lambda: NOW) as reader:
        reader.add_sample()
    store = Store(path, clock=lambda: NOW)
    asyncio.run(update.refresh(store))
    store.close()
    return path


@pytest.fixture
def library_path(edition: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    path = tmp_path / "library.db"
    shutil.copy(edition, path)
    return path


@pytest.fixture
def open_app(library_path: Path) -> Iterator[Open]:
    """Makes the app in a language, on the sample edition or another library."""
    readers: list[Reader] = []

    def open_app(language: str = "ar", path: Path | None = None, config: Config | None = None) -> NashraApp:
        i18n.use(language)
        os.environ.pop("NO_COLOR", None)
        readers.append(Reader(path or library_path, clock=lambda: NOW))
        return NashraApp(readers[-1], config, now=lambda: datetime.fromtimestamp(NOW, UTC))

    yield open_app
    for reader in readers:
        reader.close()


def text_of(app: App[None]) -> str:
    """The cells of the screen as they reach the terminal, a line a row."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


SVGImageExtension.file_extension = "svg"
"""The plugin names it as an older syrupy wanted it, which would store pictures as ``.raw``."""
