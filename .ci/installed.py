"""Checks an installed Nashra from outside its sources: what must ship is there, and it refreshes, lists and opens."""

from __future__ import annotations

import asyncio
import faulthandler
import signal
import subprocess
import sys
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from urllib.request import urlopen

_LONGEST = 240
"""Seconds."""


def nashra(*words: str) -> str:
    """What ``nashra`` prints; a failure ends the check."""
    return subprocess.run(["nashra", *words], check=True, capture_output=True, text=True, timeout=120).stdout


def what_ships() -> None:
    """The files that are no Python: a wheel that lacks one of them starts only on its maker's machine."""
    for package, pattern in [
        ("tui", "**/*.tcss"),
        ("tui", "locales/ar/LC_MESSAGES/nashra.mo"),
        ("tui", "locales/en/LC_MESSAGES/nashra.mo"),
        ("tui", "page/app_index.html"),
        ("tui", "page/*.woff2"),
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


def serves(library: Path) -> None:
    """With the extra, a page is served; without it, a sentence says what is missing."""
    command = ["nashra", "--library", str(library), "--lang", "en", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        if find_spec("textual_serve") is None:
            assert "extra «serve»" in server.stderr.readline()
            return
        server.stdout.readline()
        address = server.stdout.readline().strip()
        with urlopen(address, timeout=20) as page:
            assert b"textual-terminal" in page.read()
        server.send_signal(signal.SIGINT)
        assert server.wait(30) == 130, "an interrupt ends it"


def main(away: Path) -> None:
    # Whatever hangs says where it does, and ends.
    faulthandler.dump_traceback_later(_LONGEST, exit=True)
    what_ships()
    print(nashra("--version").strip())
    library = away / "library.db"
    at = ("--library", str(library))
    print(nashra(*at, "add", "--sample").strip())
    print(nashra(*at, "refresh").strip())
    listed = nashra(*at, "list").splitlines()
    assert len(listed) >= 26, f"the sample edition has more articles than {len(listed)}"
    asyncio.run(opens(library))
    serves(library)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
