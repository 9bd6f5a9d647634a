"""What the reader costs on libraries of all sizes, from key to paint on a pty that answers as xterm does; its memory;
newsboat's start beside its own; and marking all read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import apsw

from bench.beside import bare, marking_all
from bench.data import served
from bench.library import FEEDS, SIZES, as_feeds, library
from bench.measuring import awaited, in_turn, tell
from bench.refresh import newsboat_with
from bench.search import sizes_told
from bench.start import as_xterm, seconds, seen_of
from feeds.reader import Reader
from feeds.store.index import catch_up
from feeds.types import Scope, ScopeKind
from tests.terminal import Terminal

RUNS = 9
WALKS = 3
NAMES = ("starts", "newsboat", "walks", "all-read")
_SECTIONS, _PAGES, _MARKS, _BURST = 10, 12, 10, 20
_REST = 0.4
"""Seconds between two keys, in which what follows behind a key is done."""
_BEHIND = 2.0
"""Seconds until all that follows behind a mark is done."""
_PAGE_DOWN = "\x1b[6~"
_BETWEEN_MARKS = 0.12
_OF_NEWSBOAT = (15_000, 100_000)
_TITLES = 400
_TICK = os.sysconf("SC_CLK_TCK")


def run(names: Sequence[str] = NAMES, sizes: Sequence[int] = SIZES) -> None:
    paths = {size: library(size) for size in sizes}
    for size, path in paths.items():
        catch_up(path)
        sizes_told(path, size)
    if "starts" in names:
        _starts(paths)
    if "newsboat" in names:
        _newsboat()
    if "walks" in names:
        _walks(paths)
    if "all-read" in names:
        _all_read(paths)


@contextmanager
def copies(paths: Mapping[int, Path]) -> Iterator[Mapping[int, Path]]:
    """The same libraries to be changed, each with its index."""
    with tempfile.TemporaryDirectory() as own:
        for size, path in paths.items():
            for file in (path, path.with_name(f"{path.name}.search")):
                shutil.copyfile(file, Path(own) / file.name.replace(path.name, f"{size}.db"))
        yield {size: Path(own) / f"{size}.db" for size in paths}


def _command(path: Path) -> list[str]:
    return [sys.executable, "-m", "tui", "--library", str(path), "--lang", "ar"]


def _start(path: Path) -> float:
    return seconds(_command(path), _titles(path, Scope(once=True), 1)[0])


def _starts(paths: Mapping[int, Path]) -> None:
    sides: dict[str, Callable[[], float]] = {f"{size:,}": partial(_start, path) for size, path in paths.items()}
    tell("start to the first list, by articles in the library", in_turn(sides, RUNS), f"{max(paths):,}")


def _titles(path: Path, scope: Scope, count: int) -> list[str]:
    """What is to be seen of the first titles of a list."""
    with Reader(path) as reader:
        return [seen_of(row.title) for row in reader.articles(scope, None, count).rows]


# ── Newsboat ─────────────────────────────────────────────────────────────────────────────────────────────────


def _newsboat() -> None:
    if not shutil.which("newsboat"):
        print("\nscale: newsboat is not installed, its start was not measured")
        return
    sides: dict[str, Callable[[], float]] = {}
    with tempfile.TemporaryDirectory() as own:
        for size in _OF_NEWSBOAT:
            folder = Path(own) / f"feeds-{size}"
            as_feeds(folder, size)
            with served(folder) as address:
                boat = newsboat_with(Path(own) / f"{size}", [f"{address}{number}.xml" for number in range(FEEDS)])
                subprocess.run([*boat, "-x", "reload"], check=True, stdout=subprocess.DEVNULL)
            sides[f"nashra, {size:,}"] = partial(_start, library(size))
            sides[f"newsboat, {size:,}"] = partial(seconds, boat, "صحيفة")
        figures = in_turn(sides, RUNS)
    for size in _OF_NEWSBOAT:
        both = {name: figures[f"{name}, {size:,}"] for name in ("nashra", "newsboat")}
        tell(f"start beside newsboat's, {size:,} articles in {FEEDS} feeds", both, "nashra")


# ── From key to paint ────────────────────────────────────────────────────────────────────────────────────────

_WALKED = (
    ("section", "opening a section, from key to paint (limit 1.2 times or 2 ms)", "ms", 1_000),
    ("page", "the next page of a list, from key to paint (the same limit)", "ms", 1_000),
    ("read", "marking read, from key to paint (the same limit)", "ms", 1_000),
    ("behind", f"CPU of a mark with all that follows it, one every {_BEHIND:.0f} s", "ms", 1_000),
    ("burst", f"the same, one every {_BETWEEN_MARKS * 1000:.0f} ms", "ms", 1_000),
    ("memory", "resident memory after that (limit 1.2 times)", "MB", 1e-6),
)


def _walks(paths: Mapping[int, Path]) -> None:
    walked: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    with copies(paths) as own:
        for turn in range(WALKS + 1):
            for size, path in own.items():
                for name, figures in _walk(path).items():
                    walked[name][f"{size:,}"] += figures if turn else []
    for name, title, unit, scale in _WALKED:
        tell(title, walked[name], f"{max(paths):,}", unit, scale)


def _walk(path: Path) -> Mapping[str, list[float]]:
    figures: dict[str, list[float]] = defaultdict(list)
    with Reader(path) as reader:
        sections = [one.id for one in reader.sections()][:_SECTIONS]
    firsts = [_titles(path, Scope(ScopeKind.SECTION, one, once=True), 1)[0] for one in sections]
    titles = _titles(path, Scope(once=True), _TITLES)
    with Terminal(_command(path), size=(120, 40), answer=as_xterm) as terminal:
        terminal.until(titles[0], 30)
        _rest(terminal, 3)
        # Unread, today, starred: the sections of the reader's own come after them.
        for _ in range(3):
            terminal.type("j")
            _rest(terminal)
        for first in firsts:
            figures["section"].append(_until_seen(terminal, "j", first))
        terminal.type("ga")
        _rest(terminal)
        # The first brings the cursor down, each that follows a page.
        terminal.written = b""
        terminal.type(_PAGE_DOWN)
        _rest(terminal)
        bottom = max(at for at, title in enumerate(titles) if title in terminal.text)
        for _ in range(_PAGES):
            figures["page"].append(_until_seen(terminal, _PAGE_DOWN, titles[bottom + 1]))
            bottom = max(at for at, title in enumerate(titles) if title in terminal.text)
        _rest(terminal, _BEHIND)
        for _ in range(_MARKS):
            began = _cpu(terminal.pid)
            figures["read"].append(_until_seen(terminal, "m", titles[bottom]))
            _rest(terminal, _BEHIND)
            figures["behind"].append(_cpu(terminal.pid) - began)
        began = _cpu(terminal.pid)
        for _ in range(_BURST):
            terminal.type("m")
            _rest(terminal, _BETWEEN_MARKS)
        _rest(terminal, _BEHIND)
        figures["burst"].append((_cpu(terminal.pid) - began) / _BURST)
        figures["memory"].append(_resident(terminal.pid))
    return figures


def _until_seen(terminal: Terminal, key: str, wanted: str) -> float:
    """Seconds from ``key`` until ``wanted`` is written after it."""
    terminal.written = b""
    began = time.perf_counter()
    terminal.type(key)
    terminal.until(wanted, 10)
    taken = time.perf_counter() - began
    _rest(terminal)
    return taken


def _rest(terminal: Terminal, seconds: float = _REST) -> None:
    """Let the reader go on; what it writes is taken."""
    end = time.monotonic() + seconds
    terminal.until(lambda _text: time.monotonic() > end, seconds + 10)


def _cpu(pid: int) -> float:
    """Seconds of all threads of a process (proc(5))."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def _resident(pid: int) -> float:
    """Bytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return 1024.0 * int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


# ── Marking all read ─────────────────────────────────────────────────────────────────────────────────────────


def _all_read(paths: Mapping[int, Path]) -> None:
    taken: dict[str, list[float]] = defaultdict(list)
    with copies(paths) as own:
        for path in own.values():
            _all_unread(path)
        sides: dict[str, Callable[[], float]] = {
            f"{size:,}": awaited(partial(marking_all, path, taken[f"{size:,}"])) for size, path in own.items()
        }
        figures = in_turn(sides | {"bare Textual app": awaited(bare)}, WALKS)
    ours = f"{max(paths):,}"
    told = "marking all of a library read: longest callback (thread CPU), limit 16 ms above the bare app's"
    tell(told, figures, ours)
    tell("marking all of a library read, until it is told", {name: some[1:] for name, some in taken.items()}, ours)


def _all_unread(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA synchronous=OFF; PRAGMA cache_size=-400000")
    connection.execute("UPDATE article SET read = 0, read_at = NULL WHERE read = 1")
    connection.close()
