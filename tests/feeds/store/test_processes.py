"""Several programs, and programs that are killed."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from feeds.errors import LibraryBusy
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.types import Scope, ScopeKind
from tests.feeds.conftest import NOW, make_article, make_feed

ARTICLES = 3000

MARKER = """
import sys
from pathlib import Path
from feeds.reader import Reader
reader = Reader(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    reader.mark_read([number])
    print("read", number, flush=True)
    if number % 3 == 0:
        reader.star([number])
        print("star", number, flush=True)
"""

SAVER = """
import sys
from pathlib import Path
from feeds.schedule import FetchState
from feeds.store.library import Store
from tests.feeds.conftest import NOW, make_article, make_feed
store = Store(Path(sys.argv[1]))
with store.refresh_lock():
    print("started", flush=True)
    for round in range(100_000):
        articles = [make_article(n, title=f"{round} {n}") for n in range(400)]
        store.save_articles(1, make_feed(articles), FetchState(errors=round), NOW)
        print("saved", round, flush=True)
"""


@pytest.fixture
def stocked(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    with Reader(path, clock=lambda: NOW) as reader:
        feed = reader.subscribe("https://news.example/feed")
        articles = [make_article(n) for n in range(ARTICLES)]
        reader._store.save_articles(feed.id, make_feed(articles), FetchState(), NOW)
    return path


def start(script: str, *args: object) -> subprocess.Popen[str]:
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", script, *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)


def kill(process: subprocess.Popen[str]) -> list[list[str]]:
    """Kill -9; what it had acknowledged, whole lines only."""
    process.send_signal(signal.SIGKILL)
    said, _ = process.communicate()
    return [line.split() for line in said.splitlines(keepends=True) if line.endswith("\n")]


def ids(reader: Reader, column: str) -> set[int]:
    connection = reader._store._connections.get()
    return {number for (number,) in connection.execute(f"SELECT id FROM article WHERE {column} = 1")}


def test_kill_9_loses_no_mark_or_star_that_was_acknowledged(stocked: Path) -> None:
    acknowledged: dict[str, set[int]] = {"read": set(), "star": set()}
    for number in range(10):
        process = start(MARKER, stocked, number * 300 + 1, (number + 1) * 300)
        assert process.stdout is not None
        acknowledged["read"].add(int(process.stdout.readline().split()[1]))
        time.sleep(0.004 * number)
        for what, article in kill(process):
            acknowledged[what].add(int(article))
        with Reader(stocked) as reader:
            assert reader.notice is None
            assert acknowledged["read"] <= ids(reader, "read")
            assert acknowledged["star"] <= ids(reader, "star")
            assert len(ids(reader, "read")) <= len(acknowledged["read"]) + number + 1, "no more than the one under way"
            assert reader.counts().unread == ARTICLES - len(ids(reader, "read"))
            assert reader._store._connections.get().execute("PRAGMA integrity_check").get == "ok"
    assert len(acknowledged["read"]) > 20


def test_kill_9_in_a_refresh_leaves_documents_whole_marks_kept_and_the_lock_free(stocked: Path) -> None:
    with Reader(stocked, clock=lambda: NOW) as reader:
        for number in range(5):
            process = start(SAVER, stocked)
            assert process.stdout is not None
            assert process.stdout.readline() == "started\n"
            with pytest.raises(LibraryBusy), reader._store.refresh_lock():
                pass
            marked = [row.id for row in reader.articles(Scope(unread=True), None, 40).rows]
            assert reader.mark_read(marked) == len(marked), "a mark waits for the writer and is made"
            time.sleep(0.02 * number)
            saved = kill(process)
            assert set(marked) <= ids(reader, "read")
            state = reader._store.due(NOW, None, True)[0].state
            assert state.errors >= len(saved) - 1, "state and articles are written together"
            titles = {row.title.split()[0] for row in reader.articles(Scope(), None, 50).rows}
            assert len(titles) == 1, "a document is written whole or not at all"
            with reader._store.refresh_lock():
                pass
        assert reader._store._connections.get().execute("PRAGMA integrity_check").get == "ok"


def test_two_programs_that_write_at_once_both_have_all_they_acknowledged(stocked: Path) -> None:
    processes = [start(MARKER, stocked, 1 + 200 * n, 201 + 200 * n) for n in range(2)]
    said = [process.communicate()[0].split("\n") for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert [sum(line.startswith("read") for line in lines) for lines in said] == [200, 200]
    with Reader(stocked) as reader:
        assert ids(reader, "read") == set(range(1, 401))
        assert reader.counts().unread == ARTICLES - 400


def test_threads_have_connections_of_their_own(stocked: Path) -> None:
    failures: list[BaseException] = []
    with Reader(stocked) as reader:

        def work(first: int) -> None:
            try:
                for number in range(first, first + 50):
                    assert reader.mark_read([number]) == 1
                    assert reader.articles(Scope(ScopeKind.UNREAD)).rows
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=work, args=(1 + 50 * n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert reader.counts().unread == ARTICLES - 300
        assert len(reader._store._connections._all) == 1, "those of threads that ended are closed"


def test_data_version_tells_of_what_another_program_wrote_and_of_nothing_else(stocked: Path) -> None:
    with Reader(stocked) as reader:
        before = reader.data_version()
        reader.mark_read([1])
        assert reader.data_version() == before
        start(MARKER, stocked, 10, 11).communicate()
        assert reader.data_version() != before
