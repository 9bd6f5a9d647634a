"""From the command to the first list on the screen, beside an empty Textual app and newsboat, on a pty that answers as
xterm does."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.data import feeds, served
from bench.measuring import in_turn, tell
from bench.refresh import newsboat_with, subscribed
from feeds.reader import Reader
from feeds.types import Scope
from tests.terminal import Terminal
from tui.text import paragraph

RUNS = 12
FEEDS = 100
EMPTY = str(Path(__file__).with_name("empty_app.py"))
_QUESTIONS = {
    b"\x1b[c": b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
    b"\x1b[>c": b"\x1b[>41;379;0c",
    b"\x1b[5n": b"\x1b[0n",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[>q": b"\x1bP>|XTerm(379)\x1b\\",
}
_QUESTION = re.compile(rb"\x1b\[(?:>?c|[56]n|>q|(\??\d+)\$p)")


def as_xterm(piece: bytes) -> bytes:
    """What xterm 379 says to the questions in ``piece``, in their order; modes that it does not know are 0."""
    return b"".join(
        b"\x1b[" + asked[1] + b";0$y" if asked[1] else _QUESTIONS[asked[0]] for asked in _QUESTION.finditer(piece)
    )


def run() -> None:
    try:
        with served(feeds()) as address, tempfile.TemporaryDirectory() as own:
            _measure(Path(own), [f"{address}{number}.xml" for number in range(FEEDS)])
    except FileNotFoundError as missing:
        print(f"\nstart: {missing} is not installed, nothing was measured")


def _measure(own: Path, urls: list[str]) -> None:
    library = subscribed(own / "library.db", urls)
    command = [sys.executable, "-m", "tui", "--library", str(library)]
    subprocess.run([*command, "refresh"], check=True, stdout=subprocess.DEVNULL)
    with Reader(library) as reader:
        title = reader.articles(Scope()).rows[0].title
        count = reader.counts().total
    wanted = seen_of(title)
    sides: dict[str, Callable[[], float]] = {
        "nashra": lambda: seconds([*command, "--lang", "ar"], wanted),
        "empty Textual app": lambda: seconds([sys.executable, EMPTY], "ready"),
    }
    if shutil.which("newsboat"):
        boat = newsboat_with(own / "newsboat", urls)
        subprocess.run([*boat, "-x", "reload"], check=True, stdout=subprocess.DEVNULL)
        sides["newsboat"] = lambda: seconds(boat, "صحيفة")
    tell(f"start to the first list: {FEEDS} feeds, {count} articles", in_turn(sides, RUNS), "nashra")


def seen_of(title: str) -> str:
    """What a list writes of a title in any case: its beginning as it is drawn, without the letter before the cut,
    whose form may be another one there."""
    drawn = paragraph(title).fit(30).text
    return drawn[2:] if drawn.startswith("…") else drawn


def seconds(command: list[str], wanted: str) -> float:
    """From the start of ``command`` until ``wanted`` is written."""
    began = time.perf_counter()
    with Terminal(command, size=(120, 40), answer=as_xterm) as terminal:
        terminal.until(wanted, 30)
        return time.perf_counter() - began
