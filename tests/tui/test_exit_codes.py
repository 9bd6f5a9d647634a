"""How commands leave: their exit codes, interrupts as a terminal sends them, and pipes whose reader has gone."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import nashra
from tui.cli import main
from tui.exit_codes import TOLD, Exit

FEED = b"<rss version='2.0'><channel><title>x</title><item><guid>1</guid><title>y</title></item></channel></rss>"
PAGE = b"<html><body><article><h1>y</h1>" + b"<p>a sentence of an article, and another one.</p>" * 30 + b"</article>"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    store = Store(tmp_path / "library.db", clock=lambda: NOW)
    feed = store.subscribe("https://news.example/feed").id
    store.save_articles(feed, make_feed([make_article(n) for n in range(2_000)]), FetchState(), NOW)
    store.close()
    return tmp_path / "library.db"


# ── Interrupted ──────────────────────────────────────────────────────────────────────────────────────────────


def slow(_request: Request) -> Response:
    time.sleep(0.4)
    return Response(PAGE if "page" in _request.path else FEED)


def to_refresh(path: Path, server: HTTPServer) -> None:
    store = Store(path)
    server.expect_request(re.compile("/feed.*")).respond_with_handler(slow)
    for number in range(12):
        store.subscribe(server.url_for(f"/feed{number}"), allow_private=True)
    store.close()


def to_read(path: Path, server: HTTPServer) -> None:
    store = Store(path)
    server.expect_request(re.compile("/page.*")).respond_with_handler(slow)
    feed = store.subscribe(server.url_for("/feed"), allow_private=True).id
    found = [make_article(n, url=server.url_for(f"/page{n}")) for n in range(12)]
    store.save_articles(feed, make_feed(found), FetchState(), NOW)
    store.close()


def large(path: Path, _server: HTTPServer) -> None:
    store = Store(path)
    feed = store.subscribe("https://news.example/feed").id
    store.save_articles(feed, make_feed([make_article(n) for n in range(3_000)]), FetchState(), NOW)
    store.close()


LONG: dict[str, tuple[Callable[[Path, HTTPServer], None], list[str]]] = {
    "refresh": (to_refresh, ["refresh"]),
    "add": (to_refresh, ["add", "--allow-private", "{url}/feed-another"]),
    "fetch": (to_read, ["fetch", "1"]),
    "offline": (to_read, ["offline"]),
    "export": (large, ["export", "--json"]),
    "mark": (large, ["mark", "read", "--query", "رقم OR نص OR خبر"]),
    "backup": (large, ["backup", "{folder}/backup.db"]),
    "read": (large, ["read"]),
}


@pytest.mark.parametrize("command", LONG)
def test_an_interrupt_ends_a_long_command_at_once_and_in_order(
    command: str, tmp_path: Path, httpserver: HTTPServer
) -> None:
    path = tmp_path / "library.db"
    prepare, words = LONG[command]
    prepare(path, httpserver)
    with Reader(path) as reader:
        before = {row.id for row in reader.articles(Scope(), limit=5_000).rows}
    words = [word.format(url=httpserver.url_for("").rstrip("/"), folder=tmp_path) for word in words]
    log = tmp_path / "log"
    typed = [sys.executable, "-m", "tui", "--library", str(path), "--log", str(log), *words]
    # A session of its own, in which all are told, as a terminal tells all of a job.
    child = subprocess.Popen(
        typed, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    until(lambda: log.exists() and (not httpserver.log or True))
    if prepare is not large:
        time.sleep(0.5)
    os.killpg(child.pid, signal.SIGINT)
    out, err = child.communicate(timeout=20)
    assert child.returncode == Exit.INTERRUPTED, (out[-500:], err)
    assert b"Traceback" not in err
    assert b"Exception" not in err
    assert log.read_text().splitlines()[-1].split(" ", 2)[2].startswith("left with 130")
    with Reader(path) as reader:
        assert reader.notice is None
        assert reader._store._connections.get().execute("PRAGMA integrity_check").get == "ok"
        assert before <= {row.id for row in reader.articles(Scope(), limit=5_000).rows}
    assert nashra("--library", str(path), "feeds").returncode == 0


def until(true: Callable[[], bool]) -> None:
    for _turn in range(400):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("never")


def test_what_a_refresh_told_of_before_it_was_interrupted_is_kept(tmp_path: Path, httpserver: HTTPServer) -> None:
    path = tmp_path / "library.db"
    to_refresh(path, httpserver)
    child = subprocess.Popen(
        [sys.executable, "-m", "tui", "--library", str(path), "refresh", "--report"],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert child.stdout is not None
    told = [json.loads(child.stdout.readline())]
    os.killpg(child.pid, signal.SIGINT)
    told += [json.loads(line) for line in child.stdout]
    assert child.wait(20) == Exit.INTERRUPTED
    child.stdout.close()
    kept = {one["feed"] for one in told if one["kind"] == "feed" and one["new"]}
    assert kept
    with Reader(path) as reader:
        assert kept <= {row.feed for row in reader.articles(Scope()).rows}


# ── A part of it ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("broken", "code"), [(0, Exit.DONE), (1, Exit.PARTLY), (2, Exit.FAILED)])
def test_a_refresh_says_whether_all_some_or_no_feeds_failed(
    tmp_path: Path, httpserver: HTTPServer, broken: int, code: Exit, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(tmp_path / "library.db")
    for number in range(2):
        httpserver.expect_request(f"/{number}").respond_with_data(FEED, 500 if number < broken else 200)
        store.subscribe(httpserver.url_for(f"/{number}"), allow_private=True)
    store.close()
    assert main(["--library", str(tmp_path / "library.db"), "refresh"]) == code
    assert capsys.readouterr().err.count("\n") == broken


def test_each_code_is_told_of() -> None:
    assert set(TOLD) == set(Exit)


# ── A pipe whose reader has gone ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--limit", "2000"),
        ("list", "--limit", "3"),
        ("list", "--json", "--limit", "2000"),
        ("search", "رقم"),
        ("export", "--json"),
        ("stats", "--json"),
        ("--help",),
        ("show", "99999"),
    ],
)
def test_a_reader_that_has_gone_is_no_error(library: Path, words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    child = subprocess.run(
        [sys.executable, "-m", "tui", "--library", str(library), *words],
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=30,
        check=False,
    )
    os.close(writing)
    assert b"Traceback" not in child.stderr
    assert b"Broken" not in child.stderr
    assert child.returncode == (Exit.FAILED if words[0] == "show" else Exit.UNREAD)


def test_head_takes_the_first_line_and_nothing_is_said(library: Path) -> None:
    typed = f"{sys.executable} -m tui --library {library} list --limit 2000 | head -1"
    done = subprocess.run(["sh", "-c", typed], capture_output=True, text=True, timeout=30, check=False)
    assert (done.stdout.count("\n"), done.stderr, done.returncode) == (1, "", 0)
