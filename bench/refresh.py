"""A refresh of all the feeds, cold and where nothing has changed, beside newsboat's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.data import ARTICLES, FEEDS, feeds, served
from bench.measuring import in_turn, tell
from feeds.store.library import Store

RUNS = 3


def run() -> None:
    folder = feeds()
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    try:
        with served(folder) as address, tempfile.TemporaryDirectory() as own:
            urls = [f"{address}{number}.xml" for number in range(FEEDS)]
            cold: dict[str, Callable[[], float]] = {
                "nashra": lambda: nashra(Path(own), urls),
                "nashra, texts searchable": lambda: nashra(Path(own), urls) + again(_following(Path(own))),
            }
            same: dict[str, Callable[[], float]] = {"nashra": lambda: again(_ours(Path(own)))}
            if shutil.which("newsboat"):
                cold["newsboat"] = lambda: newsboat(Path(own), urls)
                same["newsboat"] = lambda: again(_newsboat(Path(own)))
            figures = in_turn(cold, RUNS)
            for side in same.values():
                # newsboat learns validators in its second run, and fetches all again in it.
                side()
            unchanged = in_turn(same, RUNS)
    except FileNotFoundError as missing:
        print(f"\nrefresh: {missing} is not installed, nothing was measured")
        return
    tell(f"cold refresh of {FEEDS} feeds of {ARTICLES} articles, {size:.0f} MB", figures, "nashra", "s", 1)
    tell("the same where nothing has changed", unchanged, "nashra", "s", 1)


def nashra(own: Path, urls: list[str]) -> float:
    """Seconds until all is stored and listed in a new library, and found by title and author, as the app has it done;
    texts are indexed behind that."""
    shutil.rmtree(own / "nashra", ignore_errors=True)
    subscribed(own / "nashra" / "library.db", urls)
    return again(_ours(own))


def again(command: list[str], environ: Mapping[str, str] | None = None) -> float:
    """Seconds that ``command`` takes, with ``environ`` besides the environment as it is."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ | dict(environ or {}))
    return time.perf_counter() - began


def _ours(own: Path) -> list[str]:
    return [*_nashra_on(own), "refresh", "--report"]


def _following(own: Path) -> list[str]:
    return [*_nashra_on(own), "keep-up"]


def _nashra_on(own: Path) -> list[str]:
    return [sys.executable, "-m", "tui", "--library", str(own / "nashra" / "library.db")]


def subscribed(library: Path, urls: list[str]) -> Path:
    """A library that is subscribed to ``urls`` and has fetched nothing."""
    store = Store(library)
    for url in urls:
        store.subscribe(url, allow_private=True)
    store.close()
    return library


def newsboat(own: Path, urls: list[str]) -> float:
    """Seconds that newsboat takes into a new cache."""
    shutil.rmtree(own / "newsboat", ignore_errors=True)
    newsboat_with(own / "newsboat", urls)
    return again(_newsboat(own))


def _newsboat(own: Path) -> list[str]:
    return [*_on(own / "newsboat"), "-x", "reload"]


def newsboat_with(folder: Path, urls: list[str]) -> list[str]:
    """newsboat on files of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "urls").write_text("".join(f"{url}\n" for url in urls))
    (folder / "config").write_text("")
    return _on(folder)


def _on(folder: Path) -> list[str]:
    return ["newsboat", "-u", f"{folder}/urls", "-c", f"{folder}/cache.db", "-C", f"{folder}/config"]
