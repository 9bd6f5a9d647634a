"""Checks an installed Nashra from outside its sources: what must ship is there, and it refreshes, lists and opens."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from importlib.resources import files
from pathlib import Path


def nashra(*words: str) -> str:
    """What ``nashra`` prints; a failure ends the check."""
    return subprocess.run(["nashra", *words], check=True, capture_output=True, text=True, timeout=120).stdout


def what_ships() -> None:
    """The files that are no Python: a wheel that lacks one of them starts only on its maker's machine."""
    for package, pattern in [
        ("tui", "**/*.tcss"),
        ("tui", "locales/ar/LC_MESSAGES/nashra.mo"),
        ("tui", "locales/en/LC_MESSAGES/nashra.mo"),
        ("feeds", "store/*.sql"),
        ("feeds", "sample/edition.opml"),
        ("feeds", "sample/*.rss"),
        ("feeds", "sample/*.atom"),
        ("feeds", "data/catalogue.tsv"),
    ]:
        root = Path(str(files(package)))
        assert "site-packages" in str(root), f"{package} is not the installed one: {root}"
        assert list(root.glob(pattern)), f"{package} lacks {pattern}"


async def opens(library: Path) -> None:
    """The app comes up on that library and shows a first list."""
    from feeds.reader import Reader
    from tui.app import NashraApp

    with Reader(library) as reader:
        app = NashraApp(reader)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            assert app.main.articles.rows


def main(away: Path) -> None:
    what_ships()
    print(nashra("--version").strip())
    library = away / "library.db"
    at = ("--library", str(library))
    print(nashra(*at, "add", "--sample").strip())
    print(nashra(*at, "refresh").strip())
    listed = nashra(*at, "list").splitlines()
    assert len(listed) >= 26, f"the sample edition has more articles than {len(listed)}"
    asyncio.run(opens(library))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
