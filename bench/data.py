"""300 feeds of 50 Arabic articles, made the same each time, and a server for them."""

from __future__ import annotations

import random
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import accumulate
from pathlib import Path

FEEDS, ARTICLES, WORDS = 300, 50, 100_000
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإؤئ"
WORDS_AN_ARTICLE = 430
"""Which makes about 5 kB an article, 74 MB in all."""
_MADE = datetime(2026, 11, 24, 12, tzinfo=UTC)


def feeds() -> Path:
    """The folder of the feeds, ``0.xml`` on; made once and kept in the system's folder for such things."""
    folder = Path(tempfile.gettempdir()) / "nashra-bench-feeds"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        _make(folder)
        (folder / "complete").touch()
    return folder


def _make(folder: Path) -> None:
    chance = random.Random(1447)
    words, weights = vocabulary(chance)
    for number in range(FEEDS):
        items = "".join(_item(chance, words, weights, number, at) for at in range(ARTICLES))
        head = f"<title>صحيفة {number}</title><link>https://paper{number}.example/</link><language>ar</language>"
        feed = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'
        (folder / f"{number}.xml").write_text(feed, "utf-8")


def vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    """``WORDS`` made-up words and their cumulative weights: by Zipf the n-th word comes 1/n as often as the first."""
    words = ["".join(chance.choices(LETTERS, k=chance.randint(2, 9))) for _ in range(WORDS)]
    return words, list(accumulate(1 / rank for rank in range(1, WORDS + 1)))


def _item(chance: random.Random, words: list[str], weights: list[float], number: int, at: int) -> str:
    def text(count: int) -> str:
        return " ".join(chance.choices(words, cum_weights=weights, k=count))

    link = f"https://paper{number}.example/{at}"
    body = "".join(f"&lt;p&gt;{text(WORDS_AN_ARTICLE // 5)}.&lt;/p&gt;" for _ in range(5))
    date = format_datetime(_MADE - timedelta(minutes=at * FEEDS + number))
    return (
        f"<item><title>{text(9)}</title><link>{link}</link><guid>{link}</guid><pubDate>{date}</pubDate>"
        f"<category>{words[at]}</category><description>{body}</description></item>"
    )


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which nginx serves ``folder``. Raises FileNotFoundError where there is no nginx."""
    program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if program is None:
        raise FileNotFoundError("nginx")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as own:
        config = Path(own) / "nginx.conf"
        config.write_text(
            f"daemon off; pid {own}/pid; error_log {own}/error.log; user root; worker_processes 1; events {{}}\n"
            f"http {{ access_log off; types {{ application/rss+xml xml; }} server {{ listen 127.0.0.1:{port};"
            f" root {folder}; }} }}\n"
        )
        server = subprocess.Popen([program, "-c", str(config)], stderr=subprocess.DEVNULL)
        try:
            for _ in range(100):
                with socket.socket() as there:
                    if there.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait()
