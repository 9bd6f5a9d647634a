"""The memory of the app in a walk of ten minutes while 50 feeds that change are refreshed, on a pty; its level at the
end beside that after the first minute."""

from __future__ import annotations

import random
import re
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from pathlib import Path
from statistics import median

from bench.data import vocabulary
from bench.measuring import tell
from bench.refresh import subscribed
from bench.start import as_xterm
from feeds.reader import Reader
from tests.terminal import Terminal

FEEDS, ARTICLES = 50, 30
SECONDS = 600.0
FIRST = 60.0
"""After which the level is the one that the last is held against."""
BETWEEN = 0.25
"""Seconds from key to key."""
_WALK = (
    *("R", "g a", "\t", "j", "j", "\r", " ", " ", " ", "J", " ", "J", " ", "J", "m", "s", "u", "n", " ", "n", " ", "n"),
    *("g u", "J", " ", "J", "=", "h", "h", "d", "d", "?", "\x1b", "g i", "\x1b", "g f", "\x1b", ",", "\x1b"),
    *("/", "خ", "ب", "ر", "\x1b", "g t", "g a", "\x1b[Z", "j", "j", "k", "\t", "^", "E", "\x1b", "g a", ";", "\x1b"),
)
"""Reads, marks, searches and opens each of the screens."""


class _Feeds(BaseHTTPRequestHandler):
    """A feed that has one more article each time that it is asked for."""

    asked: dict[str, int] = {}
    words = vocabulary(random.Random(1447))

    def do_GET(self) -> None:
        newest = self.asked[self.path] = self.asked.get(self.path, ARTICLES) + 1
        sent = "".join(self._item(at) for at in range(newest - ARTICLES, newest))
        feed = f'<rss version="2.0"><channel><title>صحيفة {self.path[1:]}</title>{sent}</channel></rss>'.encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
        self.send_header("Content-Length", str(len(feed)))
        self.end_headers()
        self.wfile.write(feed)

    def _item(self, at: int) -> str:
        chance = random.Random(f"{self.path} {at}")
        words, weights = self.words
        title, body = (" ".join(chance.choices(words, cum_weights=weights, k=many)) for many in (9, 400))
        date = formatdate(time.time() - ARTICLES * 60 + at)
        return (
            f"<item><guid>{at}</guid><title>{title}</title><pubDate>{date}</pubDate><description>{body}</description>"
            "</item>"
        )

    def log_message(self, *_what: object) -> None:
        pass


@contextmanager
def _changing() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Feeds)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def resident(pid: int) -> float:
    """Megabytes of a process that are in memory."""
    found = re.search(r"VmRSS:\s*(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def run(seconds: float = SECONDS) -> None:
    levels = list(_levels(seconds))
    first = [level for at, level in levels if FIRST - 5 <= at <= FIRST + 5]
    last = [level for at, level in levels if at >= seconds - 10]
    for minute in range(int(seconds // 60)):
        within = [level for at, level in levels if minute * 60 <= at < minute * 60 + 60]
        print(f"  minute {minute + 1:<3} {median(within):8.1f} MB  ({min(within):.1f} to {max(within):.1f})")
    told = f"memory in a walk of {seconds / 60:.0f} minutes while {FEEDS} feeds are refreshed"
    tell(told, {"at the end": last, "after the first minute": first}, "at the end", "MB", 1)


def _levels(seconds: float) -> Iterator[tuple[float, float]]:
    """Seconds since the start and the level then, after each key."""
    with _changing() as address, tempfile.TemporaryDirectory() as own:
        library = subscribed(Path(own) / "library.db", [f"{address}{number}" for number in range(FEEDS)])
        command = [sys.executable, "-m", "tui", "--lang", "ar", "--library", str(library)]
        with Terminal(command, size=(120, 40), answer=as_xterm) as terminal:
            terminal.until("\x1b[?1049h")
            began = time.monotonic()
            for keys in cycle(_WALK):
                for key in keys.split(" ") if len(keys) > 1 and " " in keys else [keys]:
                    terminal.type(key)
                    until = time.monotonic() + BETWEEN
                    while time.monotonic() < until:
                        terminal._read(BETWEEN / 5)
                    terminal.written = b""
                passed = time.monotonic() - began
                if passed > seconds:
                    break
                yield passed, resident(terminal.pid)
        with Reader(library) as reader:
            counts = reader.counts()
            print(f"\n{counts.total} articles came, {counts.total - counts.unread} were read")
