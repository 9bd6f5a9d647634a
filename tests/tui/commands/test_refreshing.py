"""`nashra refresh` under a timer and interrupted."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from feeds.schedule import HOUR
from feeds.store.library import Store, utc_seconds
from tui.cli import main

FEED = b"<rss version='2.0'><channel><title>x</title><item><guid>1</guid><title>y</title></item></channel></rss>"


def test_only_what_is_due_is_asked_and_nothing_is_said_when_nothing_is(
    tmp_path: Path, httpserver: HTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "library.db"
    httpserver.expect_request("/f").respond_with_data(FEED)
    store = Store(path)
    feed = store.subscribe(httpserver.url_for("/f"), allow_private=True).id
    command = ["--library", str(path), "--lang", "en", "refresh", "--due"]
    assert main(command) == 0
    assert capsys.readouterr().out == "1 new article\n"
    asked = len(httpserver.log)
    assert main(command) == 0
    assert capsys.readouterr() == ("", "")
    assert len(httpserver.log) == asked
    at = store.next_fetch(feed)
    assert at is not None
    assert HOUR - 60 < at.timestamp() - utc_seconds() <= HOUR
    assert main([*command[:-1]]) == 0
    assert len(httpserver.log) == asked + 1, "the user may ask sooner"
    store.close()


@pytest.mark.parametrize("told_by", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_a_refresh_with_its_summary(
    tmp_path: Path, httpserver: HTTPServer, told_by: signal.Signals
) -> None:
    asked, ended = threading.Event(), threading.Event()

    def all_but_the_first_hang(_request: Request) -> Response:
        if asked.is_set():
            ended.wait(30)
        asked.set()
        return Response(FEED)

    path = tmp_path / "library.db"
    store = Store(path)
    for number in range(8):
        httpserver.expect_request(f"/{number}").respond_with_handler(all_but_the_first_hang)
        store.subscribe(httpserver.url_for(f"/{number}"), allow_private=True)
    command = [sys.executable, "-m", "tui", "--library", str(path), "refresh", "--report"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    child.stdout.readline()
    child.send_signal(told_by)
    told = [json.loads(line) for line in child.stdout]
    ended.set()
    assert child.wait(10) == 130
    child.stdout.close()
    assert told[-1]["kind"] == "summary"
    assert told[-1]["cancelled"]
    assert told[-1]["new"] + told[-1]["unasked"] == told[-1]["total"] == 8
    assert told[-1]["unasked"] > 0
    assert store.counts().total == told[-1]["new"]
    store.close()
