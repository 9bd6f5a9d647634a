"""From the command to the first list on the screen, and to the answer to a key that was typed at once, beside an empty
Textual app and newsboat, on a pty that answers as xterm does.

Where nothing has changed since the reader was left, its last screen is the first list; a first start, and one after a
refresh, has none. On a library of 100,000 articles the same again.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.data import feeds, served
from bench.library import library
from bench.measuring import in_turn, tell
from bench.refresh import newsboat_with, subscribed
from feeds.reader import Reader
from feeds.types import Scope
from tests.terminal import Terminal
from tui.text import paragraph

RUNS = 12
FEEDS, ARTICLES = 100, 100_000
SIZE = (120, 40)
_NOTHING_NEW = "لا جديد ينتظر."
"""What the reader says to a key that asks for news."""
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
        print(f"\nstart: {missing} is not installed, nothing was measured beside newsboat")
    with tempfile.TemporaryDirectory() as own:
        _on_many(Path(own))


def _on_many(own: Path) -> None:
    path = library(ARTICLES)
    command = [sys.executable, "-m", "tui", "--library", str(path), "--lang", "ar"]
    with Reader(path) as reader:
        wanted = seen_of(reader.articles(Scope(once=True)).rows[0].title)
    state = left(command, own, wanted)
    sides: dict[str, Callable[[], float]] = {
        "nashra": lambda: seconds(command, wanted, state),
        "nashra, no last screen": lambda: seconds(command, wanted),
        "empty Textual app": lambda: seconds([sys.executable, EMPTY], "ready"),
    }
    tell(f"start to the first list: {ARTICLES:,} articles (limit 1.15 times)", in_turn(sides, RUNS), "nashra")
    tell_of_keys(command, state, f", {ARTICLES:,} articles")


def _measure(own: Path, urls: list[str]) -> None:
    library = subscribed(own / "library.db", urls)
    command = [sys.executable, "-m", "tui", "--library", str(library)]
    subprocess.run([*command, "refresh"], check=True, stdout=subprocess.DEVNULL)
    with Reader(library) as reader:
        title = reader.articles(Scope()).rows[0].title
        count = reader.counts().total
    wanted = seen_of(title)
    command += ["--lang", "ar"]
    state = left(command, own / "state", wanted)
    sides: dict[str, Callable[[], float]] = {
        "nashra": lambda: seconds(command, wanted, state),
        "nashra, no last screen": lambda: seconds(command, wanted),
        "empty Textual app": lambda: seconds([sys.executable, EMPTY], "ready"),
    }
    if shutil.which("newsboat"):
        boat = newsboat_with(own / "newsboat", urls)
        subprocess.run([*boat, "-x", "reload"], check=True, stdout=subprocess.DEVNULL)
        sides["newsboat"] = lambda: seconds(boat, "صحيفة")
    tell(f"start to the first list: {FEEDS} feeds, {count} articles", in_turn(sides, RUNS), "nashra")
    tell_of_keys(command, state)


def tell_of_keys(command: list[str], state: Mapping[str, str], on: str = "") -> None:
    """How long a key waits that is typed at once; ``on`` says in which library."""
    nothing = paragraph(_NOTHING_NEW).fit(40).text
    sides: dict[str, Callable[[], float]] = {
        "nashra": lambda: seconds(command, nothing, state, typed="="),
        "nashra, no last screen": lambda: seconds(command, nothing, typed="="),
        "empty Textual app": lambda: seconds([sys.executable, EMPTY], "answered", typed="="),
    }
    tell(f"start to the answer to a key{on}", in_turn(sides, RUNS), "nashra")


def left(command: list[str], folder: Path, wanted: str) -> Mapping[str, str]:
    """Leave the reader once as it comes up: the environment in which it has a last screen from then on."""
    state = {"XDG_STATE_HOME": str(folder)}
    with Terminal(command, size=SIZE, environ=state, answer=as_xterm) as terminal:
        terminal.until(wanted, 30)
        end = time.monotonic() + 2
        terminal.until(lambda _text: time.monotonic() > end)
        terminal.type("q")
        terminal.end()
    assert list(folder.glob("nashra/state/*.screen"))
    return state


def seen_of(title: str) -> str:
    """What a list writes of a title in any case: its beginning as it is drawn, without the letter before the cut,
    whose form may be another one there."""
    drawn = paragraph(title).fit(30).text
    return drawn[2:] if drawn.startswith("…") else drawn


def seconds(command: list[str], wanted: str, environ: Mapping[str, str] | None = None, typed: str = "") -> float:
    """From the start of ``command``, with ``typed`` there at once, until ``wanted`` is written."""
    began = time.perf_counter()
    with Terminal(command, size=SIZE, environ=environ, answer=as_xterm) as terminal:
        terminal.type(typed)
        terminal.until(wanted, 30)
        return time.perf_counter() - began
