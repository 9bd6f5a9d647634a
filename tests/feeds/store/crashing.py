"""``python -m tests.feeds.store.crashing --count 1000 --seed 1``: programs killed (-9) at random moments of a refresh,
of marking, of a migration, of letting articles go, and of a restore. After each the library must be whole, and hold
all that was acknowledged."""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import apsw

from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.store.migrations import newest
from tests.feeds.conftest import NOW, make_article, make_feed

ROOT = Path(__file__).parents[3]
FEEDS = 14
"""More than are parsed in the program itself, so that its workers are left behind too."""
ITEMS = 10
"""Articles of a document; each document has other ones."""
ANEW = 50
"""Kills that one library goes through."""
OLD = 1_500
"""Articles of the libraries that are migrated, pruned and restored."""
WEIGHTS = {"refresh": 35, "mark": 30, "migrate": 20, "prune": 10, "restore": 5}

START = """
import sys
from pathlib import Path
from feeds.store.library import Store
def say(*words):
    print(*words, flush=True)
"""
CHILDREN = {
    "refresh": """
import asyncio, logging
logging.getLogger("asyncio").setLevel(logging.ERROR)
from feeds.update import refresh
store = Store(Path(sys.argv[1]))
begun = []
def told(one):
    if not begun:
        begun.append(True)
        say("ready")
    say("new", one.feed, one.new, one.error or "-")
while True:
    asyncio.run(refresh(store, range(1, int(sys.argv[2]) + 1), report=told))
""",
    "mark": """
import random
chance = random.Random(int(sys.argv[2]))
store = Store(Path(sys.argv[1]))
last = int(sys.argv[3])
say("ready")
while True:
    kind, article, value = chance.choice("read star tag note".split()), chance.randint(1, last), chance.random() < 0.6
    say("try", kind, article, int(value))
    if kind == "read":
        store.mark_read([article], value)
    elif kind == "star":
        store.star([article], value)
    elif kind == "tag":
        store.tag([article], "مهم", value)
    else:
        store.set_note(article, "ملاحظة" if value else "")
    say("done")
""",
    "migrate": """
say("ready")
Store(Path(sys.argv[1]))
say("done")
""",
    "prune": """
from feeds.types import Retention
store = Store(Path(sys.argv[1]), lambda: 4_000_000_000)
say("ready")
store.prune(Retention(articles=10))
store.shrink()
say("done")
""",
    "restore": """
store = Store(Path(sys.argv[1]))
say("ready")
while True:
    store.restore(Path(sys.argv[2]))
    say("done")
""",
}


class Server(ThreadingHTTPServer):
    """A feed at each path; each document has articles that none before it had."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("0.0.0.0", 0), Handler)
        self.documents: Counter[str] = Counter()
        self.guard = threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked was killed."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        with self.server.guard:
            self.server.documents[self.path] += 1
            number = self.server.documents[self.path]
        items = "".join(
            f"<item><guid>{number}-{n}</guid><title>{number}</title><description>نص {number}</description></item>"
            for n in range(ITEMS)
        )
        body = f"<rss version='2.0'><channel><title>خ</title>{items}</channel></rss>".encode()
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        return


@dataclass
class Crashes:
    """Kills of one seed in one folder, and what was acknowledged before them."""

    folder: Path
    seed: int
    kills: Counter[str] = field(default_factory=Counter)
    """By what was killed at it; ``name, idle`` for those that were done already."""

    acknowledged: Counter[str] = field(default_factory=Counter)
    """What had been, before them."""

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._server = Server()
        self._path = self.folder / "library.db"
        self._marks: dict[tuple[str, int], bool] = {}
        self._new: Counter[int] = Counter()
        self._template = self.folder / "old.db"
        _make_old(self._template)
        self._first = self.folder / "first.db"
        _make_version_1(self._first)

    def run(self, count: int) -> None:
        """Raises AssertionError, with the number of the kill, where something is amiss."""
        for number in range(count):
            if number % ANEW == 0:
                self._begin()
            [kind] = self._chance.choices([*WEIGHTS], [*WEIGHTS.values()])
            try:
                getattr(self, f"_{kind}")()
            except AssertionError as error:
                raise AssertionError(f"kill {number} of seed {self.seed}, at {kind}: {error}") from error
        self._server.shutdown()
        self._server.server_close()

    def _begin(self) -> None:
        for old in self.folder.glob("library.db*"):
            old.unlink()
        self._marks.clear()
        self._new.clear()
        self._server.documents.clear()
        store = Store(self._path, lambda: NOW)
        for n in range(FEEDS):
            url = f"http://127.0.0.{n + 1}:{self._server.server_port}/{n}"
            store.subscribe(url, section=f"قسم {n % 3}", allow_private=True)
        feed = store.subscribe("https://news.example/feed").id
        store.save_articles(feed, make_feed([make_article(n) for n in range(100)]), FetchState(), NOW)
        store.close()

    def _refresh(self) -> None:
        said = self._killed("refresh", self._path, FEEDS, within=0.4)
        for _, feed, new, error in (line for line in said if line[0] == "new"):
            assert error == "-", error
            self._new[int(feed)] += int(new)
        with self._whole(self._path) as connection:
            counts = connection.execute(
                "SELECT a.feed, x.title, count(*) FROM article a JOIN article_text x ON x.article = a.id"
                " WHERE a.feed <= ? GROUP BY a.feed, x.title",
                (FEEDS,),
            ).fetchall()
            assert {count for _, _, count in counts} <= {ITEMS}, "a document is kept whole or not at all"
            held: defaultdict[int, int] = defaultdict(int)
            for feed, _, count in counts:
                held[feed] += count
            assert all(held[feed] >= new for feed, new in self._new.items()), "articles that were told of are there"

    def _mark(self) -> None:
        said = self._killed("mark", self._path, self._chance.randrange(2**30), 100, within=0.3)
        under_way = None
        for line in said:
            if line[0] == "try":
                under_way = (line[1], int(line[2])), line[3] == "1"
            elif line[0] == "done" and under_way:
                self._marks[under_way[0]] = under_way[1]
                under_way = None
        with self._whole(self._path) as connection:
            held = _marks(connection)
        if under_way:
            self._marks[under_way[0]] = under_way[0] in held
        for mark, value in self._marks.items():
            assert (mark in held) == value, f"{mark} was acknowledged as {value}"

    def _migrate(self) -> None:
        path = self._copy(self._first)
        self._killed("migrate", path, within=0.03)
        with self._whole(path) as connection:
            assert connection.pragma("user_version") == newest()
            assert connection.execute("SELECT count(*), sum(read), sum(star) FROM article").get == (OLD, OLD // 2, 5)

    def _prune(self) -> None:
        path = self._copy(self._template)
        self._killed("prune", path, within=0.15)
        with self._whole(path) as connection:
            left = {id_ for (id_,) in connection.execute("SELECT id FROM article")}
            assert {id_ for id_ in range(1, OLD + 1) if id_ % 2 == 0} <= left, "unread ones stay"
            assert {1, 3, 5, 7, 9} <= left, "starred ones stay"
            assert len(left) + connection.execute("SELECT count(*) FROM pruned").get == OLD

    def _restore(self) -> None:
        path = self._copy(self._template)
        backup = self.folder / "backup.db"
        if not backup.exists():
            store = Store(self._path)
            store.backup(backup)
            store.close()
        wanted = (_counts(self._template), _counts(backup))
        self._killed("restore", path, backup, within=0.3)
        with self._whole(path):
            assert _counts(path) in wanted
        for kept in path.parent.glob(f"{path.name}.before-restore-*"):
            if ".part" not in kept.name:
                assert _counts(kept) in wanted

    def _copy(self, template: Path) -> Path:
        for old in self.folder.glob("copy.db*"):
            old.unlink()
        return Path(shutil.copy(template, self.folder / "copy.db"))

    def _killed(self, kind: str, *args: object, within: float) -> list[list[str]]:
        """What a child acknowledged that was killed up to ``within`` seconds after it began."""
        command = [sys.executable, "-c", START + CHILDREN[kind], *map(str, args)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(self._chance.uniform(0, within))
        idle = process.poll() is not None
        process.send_signal(signal.SIGKILL)
        said, _ = process.communicate()
        self.kills[f"{kind}, idle" if idle else kind] += 1
        lines = [line.split() for line in said.splitlines(keepends=True) if line.endswith("\n")]
        self.acknowledged[kind] += sum(line[0] != "try" for line in lines)
        return lines

    @contextmanager
    def _whole(self, path: Path) -> Iterator[apsw.Connection]:
        """The library as the next start finds it."""
        store = Store(path, lambda: NOW)
        try:
            assert store.notice is None, store.notice
            connection = store._connections.get()
            assert connection.execute("PRAGMA integrity_check").get == "ok"
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            tallied = connection.execute("SELECT sum(total), sum(unread) FROM tally").get
            counted = connection.execute("SELECT count(*), sum(read = 0) FROM article").get
            assert tallied == counted, "figures are those of the articles"
            with store.refresh_lock():
                pass
            yield connection
        finally:
            store.close()


def _marks(connection: apsw.Connection) -> set[tuple[str, int]]:
    queries = {
        "read": "SELECT id FROM article WHERE read = 1",
        "star": "SELECT id FROM article WHERE star = 1",
        "tag": "SELECT article FROM article_tag",
        "note": "SELECT article FROM note",
    }
    return {(kind, id_) for kind, query in queries.items() for (id_,) in connection.execute(query)}


def _counts(path: Path) -> tuple[Any, ...]:
    connection = apsw.Connection(str(path))
    try:
        assert connection.execute("PRAGMA integrity_check").get == "ok"
        return connection.execute("SELECT count(*), sum(read), sum(star), max(id) FROM article").fetchone()
    finally:
        connection.close()


def _make_old(path: Path) -> None:
    """Every other article read, five of them starred."""
    store = Store(path, lambda: NOW)
    feed = store.subscribe("https://news.example/feed").id
    store.save_articles(feed, make_feed([make_article(n) for n in range(OLD)]), FetchState(), NOW)
    store.mark_read(range(1, OLD + 1, 2))
    store.star([1, 3, 5, 7, 9])
    store.close()


def _make_version_1(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.pragma("journal_mode", "wal")
    connection.execute(Path(__file__).with_name("library_1.sql").read_text("utf-8"))
    connection.execute("PRAGMA foreign_keys = ON; DELETE FROM article")
    with connection:
        numbers = f"WITH RECURSIVE n(n) AS (VALUES(1) UNION ALL SELECT n + 1 FROM n WHERE n < {OLD})"
        connection.execute(
            f"{numbers} INSERT INTO article(id, feed, key, hash, sort_at, first_seen, read, star)"
            " SELECT n, 1, randomblob(16), randomblob(16), n, n, n % 2 = 0, n <= 5 FROM n"
        )
        connection.execute(
            f"{numbers} INSERT INTO article_text(article, title, summary, url, author, language)"
            " SELECT n, 'عنوان ' || n, '', '', '', 'ar' FROM n"
        )
    connection.close()


def main(tell: Callable[[str], object] = sys.stdout.write) -> int:
    words = argparse.ArgumentParser(prog="crash", description=__doc__)
    words.add_argument("--count", type=int, default=1_000, help="kills (1000)")
    words.add_argument("--seed", type=int, default=1, help="the same seed chooses the same moments (1)")
    chosen = words.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        crashes = Crashes(Path(folder), chosen.seed)
        crashes.run(chosen.count)
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(crashes.kills.items()))
    tell(
        f"{chosen.count} kills in {time.monotonic() - began:.0f} s, nothing lost of"
        f" {crashes.acknowledged.total()} deeds that were acknowledged: {told}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
