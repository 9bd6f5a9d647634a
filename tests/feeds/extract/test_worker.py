"""Extraction in a process of its own: what a page does to it stays there."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from anyio import to_process

from feeds.errors import ExtractError, ExtractTimeout, NoArticle
from feeds.extract import extract_anywhere, worker
from feeds.parse.worker import MEMORY
from tui import words

URL = "https://news.example/a/1"
PARAGRAPH = "<p>قال المتحدث إن الاجتماع الذي عقد صباح اليوم في المدينة انتهى إلى اتفاق واسع.</p>".encode()
PAGE = "<html><body><article><h1>العنوان</h1>".encode() + PARAGRAPH * 6 + b"</article></body></html>"


async def test_a_page_comes_out_of_the_worker_as_it_does_here() -> None:
    assert await extract_anywhere(PAGE, url=URL, content_type="text/html") == worker.extract(PAGE, URL, "text/html")


async def test_the_worker_says_that_there_is_no_article() -> None:
    with pytest.raises(NoArticle) as raised:
        await extract_anywhere(b"<p>x</p>", url=URL)
    assert raised.value.args_ == {"url": URL}


async def test_a_worker_over_its_time_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "extract_within_limits", _sleep)
    monkeypatch.setattr(worker, "TIME_LIMIT", 0.5)
    start = time.monotonic()
    with pytest.raises(ExtractTimeout) as raised:
        await extract_anywhere(PAGE, url=URL)
    assert raised.value.args_ == {"url": URL}
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("harm", ["_swell", "_die"])
async def test_a_worker_that_dies_gives_an_error_and_the_next_page_goes_on(
    monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(worker, "extract_within_limits", globals()[harm])
        with pytest.raises(ExtractError) as raised:
            await extract_anywhere(PAGE, url=URL)
        assert raised.value.code == "extract"
    assert (await extract_anywhere(PAGE, url=URL)).title == "العنوان"


HOSTILE = {
    "200,000 levels": lambda: b"<div>" * 200_000 + PAGE,
    "200,000 levels that close": lambda: b"<div>" * 200_000 + PAGE + b"</div>" * 200_000,
    "levels below the parser's own limit": lambda: b"<div>" * 2_000 + PAGE * 200,
    "misnested": lambda: b"<b><p>" * 20_000,
    "tables in tables": lambda: b"<table><tr><td>" * 5_000,
    "30 MB of paragraphs": lambda: b"<article>" + PARAGRAPH * (30_000_000 // len(PARAGRAPH)),
    "30 MB in one word": lambda: b"<p>" + b"a" * 30_000_000,
    "30 MB of open tags": lambda: b"<p " * 10_000_000,
    "30 MB of bytes in no charset": lambda: b"\xff" * 30_000_000,
    "30 MB of JSON-LD": lambda: b"<script type='application/ld+json'>" + b"[" * 30_000_000,
    "authors without end": lambda: b"<article>" + b"<a href=/author/x>name here</a>" * 100_000,
    "related boxes without end": lambda: b"<article>" + b"<div class=related><h2>related</h2></div>" * 75_000,
    "related headings without end": lambda: b"<article>" + b"<h2>related posts</h2>" * 150_000,
    "a class that patterns go back in": lambda: (b"<p class='" + b"-author" * 3_000 + b"!'>x</p>") * 50 + PAGE,
    "classes that almost are": lambda: b"<p class='" + b"related" + b"-post" * 200_000 + b"!'>x</p>" + PAGE,
    "a title of dividers": lambda: b"<title>" + b" | " * 300_000 + b" - a" * 300_000 + b"</title>" + PAGE,
    "a style of blanks": lambda: b"<p style='display" + b" " * 2_000_000 + b"x'>x</p>" + PAGE,
    "a date of dates": lambda: b"<time>" + b"1 Jan 2020 " * 200_000 + b"</time>" + PAGE,
    "a name of names": lambda: b"<a rel=author>" + b"by " * 300_000 + b"</a>" + PAGE,
}
"""Pages that are meant to hold up or to fill whoever reads them, the page of an article in some."""


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
async def test_a_hostile_page_ends_in_5_seconds_and_300_mb_with_a_page_or_a_sentence(
    page: Callable[[], bytes],
) -> None:
    html = page()
    start = time.monotonic()
    told = ""
    try:
        await extract_anywhere(html, url=URL)
    except ExtractError as error:
        told = error.code
    assert time.monotonic() - start < 5
    assert told == "" or URL in words.error(told, {"url": URL})
    if told != ExtractTimeout.code:
        # The worker that is idle since is the one that read the page.
        assert await to_process.run_sync(_peak) <= MEMORY


async def test_the_event_loop_goes_on_while_a_page_is_read() -> None:
    longest = 0.0

    async def heartbeat() -> None:
        nonlocal longest
        while True:
            # The time that this thread works, which others on the machine do not count into.
            before = time.thread_time()
            await asyncio.sleep(0.001)
            longest = max(longest, time.thread_time() - before)

    await extract_anywhere(PAGE, url=URL)
    beating = asyncio.create_task(heartbeat())
    with contextlib.suppress(ExtractError):
        await extract_anywhere(b"<article>" + PARAGRAPH * 10_000, url=URL)
    beating.cancel()
    assert 0 < longest < 0.016


async def test_a_worker_that_can_not_even_import_gives_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "extract_within_limits", _fail_to_import)
    with pytest.raises(ExtractError) as raised:
        await extract_anywhere(PAGE, url=URL)
    assert raised.value.code == "extract"


def test_trafilatura_is_imported_only_when_a_page_is_read() -> None:
    code = "import sys, feeds.extract; sys.exit('trafilatura' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _sleep(_html: bytes, _url: str, _content_type: str) -> None:
    time.sleep(30)


def _swell(html: bytes, url: str, content_type: str) -> object:
    worker.limit()
    return len(bytearray(MEMORY))


def _die(_html: bytes, _url: str, _content_type: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _fail_to_import(_html: bytes, _url: str, _content_type: str) -> None:
    raise ImportError("failed to map segment from shared object")


def _peak() -> int:
    """The most bytes of memory that the worker has held."""
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage tells on Linux counts the process that a worker was forked from as well.
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
