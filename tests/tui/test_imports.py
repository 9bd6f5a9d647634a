"""How little is imported to tell the version, to list articles, and until the reader shows its first list."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_NEVER = (
    # What fetches and parses
    *("httpx", "httpcore", "h2", "anyio", "lxml", "feedparser", "trafilatura", "truststore", "keyring", "brotli"),
    *("zstandard", "sniffio", "feeds.fetch", "feeds.update", "feeds.parse", "feeds.extract", "feeds.content"),
    # What few screens need
    *("PIL", "textual_image", "babel", "hijridate", "persiantools", "tomlkit", "pygments", "markdown_it"),
    *("arabic_reshaper", "tui.screens.manage", "tui.screens.settings", "tui.screens.palette", "tui.screens.help"),
)
_SILENT = (
    "msgspec",
    "textual",
    "rich",
    "asyncio",
    "logging",
    "dataclasses",
    "inspect",
    "hashlib",
    "subprocess",
    "tui.app",
)
_APP = """
import asyncio, sys
from pathlib import Path
from feeds.reader import Reader
from tui.app import NashraApp

async def first_list(path):
    with Reader(path) as reader:
        async with NashraApp(reader).run_test() as pilot:
            await pilot.pause()
            print(*sys.modules)

asyncio.run(first_list(Path(sys.argv[-1])))
"""
_COMMAND = "import sys; from tui.__main__ import main; main(); print(); print(*sys.modules)"


@pytest.mark.parametrize(
    ("code", "words", "wanted", "unwanted"),
    [
        (_COMMAND, ["--version"], "tui", (*_NEVER, *_SILENT, "argparse", "gettext", "apsw", "tui.cli")),
        (_COMMAND, ["list", "--library"], "feeds.reader", (*_NEVER, *_SILENT, "feeds.blocks", "tui.text")),
        (_APP, [], "tui.screens.main", _NEVER),
    ],
    ids=["version", "list", "app"],
)
def test_nothing_is_imported_that_is_not_needed_there(
    code: str, words: list[str], wanted: str, unwanted: tuple[str, ...], tmp_path: Path
) -> None:
    given = words if words == ["--version"] else [*words, str(tmp_path / "library.db")]
    # Who has opened the reader once has settings.
    settings = tmp_path / "nashra" / "config.toml"
    settings.parent.mkdir()
    settings.write_text('language = "en"\n[keys]\nstar = ["f"]\n', "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", code, *given],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"XDG_CONFIG_HOME": str(tmp_path)},
    )
    imported = set(done.stdout.splitlines()[-1].split())
    assert wanted in imported
    assert not imported & set(unwanted)
