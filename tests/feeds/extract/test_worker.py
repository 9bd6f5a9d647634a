"""Extraction in a process of its own: what a page does to it stays there."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time

import pytest

from feeds.errors import ExtractError, ExtractTimeout, NoArticle
from feeds.extract import extract_anywhere, worker
from feeds.parse.worker import MEMORY

URL = "https://news.example/a/1"
PAGE = (
    "<html><body><article><h1>العنوان</h1>"
    + "<p>قال المتحدث إن الاجتماع الذي عقد صباح اليوم في المدينة انتهى إلى اتفاق واسع.</p>" * 6
    + "</article></body></html>"
).encode()


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


@pytest.mark.parametrize(
    "page",
    [
        b"<div>" * 50_000 + b"x",
        b"<p>" + b"a" * 3_000_000,
        b"<b><p>" * 20_000,
        b"<table><tr><td>" * 5_000,
        b"<a href=/author/x>n</a>" * 20_000,
        b"<div class=related><h2>" * 3_000,
    ],
    ids=["deep", "long", "misnested", "tables", "authors", "boxes"],
)
async def test_a_hostile_page_ends_in_time(page: bytes) -> None:
    start = time.monotonic()
    with contextlib.suppress(ExtractError):
        await extract_anywhere(page, url=URL)
    assert time.monotonic() - start < worker.TIME_LIMIT + 3


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
