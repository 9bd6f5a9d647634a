"""What tests of the app share: the sample edition in a library, clocks that stand, and the text on a screen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from pytest_textual_snapshot import SVGImageExtension
from textual.app import App

from feeds import update
from feeds.reader import Reader
from feeds.store.library import Store
from tests.feeds.conftest import NOW
from tests.tui.idle import wait_for_idle
from tui import i18n, region
from tui.app import NashraApp
from tui.config import Config

HOSTILE = [
    "[/b]",
    "[@click=app.bell]x",
    "[red]a[/red]",
    "\x1b]52;c;ZXZpbA==\x07y",
    "a\u202egpj.exe",
    "\x9b31mz",
    "\x1b[2Jw",
]
"""What a feed may put into any of its texts."""

Open = Callable[..., NashraApp]


@pytest.fixture(autouse=True)
def one_place(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Days are told in the local time zone and colours in those of the terminal, so there is one of each."""
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("XDG_CONFIG_HOME", os.devnull)
    monkeypatch.setenv("XDG_STATE_HOME", os.devnull)
    for name in ("LC_ALL", "LC_TIME", "LANG", "NASHRA_TERMINAL"):
        monkeypatch.delenv(name, raising=False)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
    i18n.use("en")
    region.use(region.Region())


@pytest.fixture(autouse=True)
def idle_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests press thousands of keys, and would sleep for most of their time."""
    monkeypatch.setattr("textual.app.wait_for_idle", wait_for_idle)
    monkeypatch.setattr("textual.pilot.wait_for_idle", wait_for_idle)


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
    with Reader(path, clock=lambda: NOW) as reader:
        reader.index()
    return path


@pytest.fixture
def library_path(edition: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    for file in edition.parent.glob("library.db*"):
        shutil.copy(file, tmp_path)
    return tmp_path / "library.db"


@pytest.fixture
def open_app(library_path: Path) -> Iterator[Open]:
    """Makes the app in a language, on the sample edition or another library."""
    readers: list[Reader] = []

    def open_app(
        language: str = "ar", path: Path | None = None, config: Config | None = None, kept: Path | None = None
    ) -> NashraApp:
        i18n.use(language)
        os.environ.pop("NO_COLOR", None)
        readers.append(Reader(path or library_path, clock=lambda: NOW))
        return NashraApp(readers[-1], config, now=lambda: datetime.fromtimestamp(NOW, UTC), kept=kept)

    yield open_app
    for reader in readers:
        reader.close()


def text_of(app: App[None]) -> str:
    """The cells of the screen as they reach the terminal, a line a row."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


def nashra(*words: str, said: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tui", *words]
    return subprocess.run(command, input=said, capture_output=True, text=True, timeout=60)


def hostile_feed() -> bytes:
    items = "".join(
        f"<item><guid>{at}</guid><title>{escape(evil).encode('ascii', 'xmlcharrefreplace').decode()}</title>"
        f"<author>{escape(evil).encode('ascii', 'xmlcharrefreplace').decode()}</author>"
        f"<description>{escape(evil * 3).encode('ascii', 'xmlcharrefreplace').decode()}</description></item>"
        for at, evil in enumerate(HOSTILE)
    )
    title = escape("[/b]\x1b]0;evil\x07").encode("ascii", "xmlcharrefreplace").decode()
    return f"<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>".encode()


@pytest.fixture
def hostile_library(tmp_path: Path, httpserver: HTTPServer) -> Path:
    """Titles, names and bodies that try to act, in a section whose name does too."""
    httpserver.expect_request("/feed").respond_with_data(hostile_feed())
    library = tmp_path / "library.db"
    words = ("--library", str(library), "add", "--allow-private", "--section", "[/i][@click=app.quit]s")
    assert nashra(*words, httpserver.url_for("/feed")).returncode == 0
    return library


SVGImageExtension.file_extension = "svg"
"""The plugin names it as an older syrupy wanted it, which would store pictures as ``.raw``."""
