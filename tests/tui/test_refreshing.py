"""A refresh from within the reader: told of as it goes, and stopped by a key."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path
from typing import Any

import apsw
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from tests.tui.conftest import Open, nashra, text_of
from tests.tui.test_keys import press, settled
from tui import jobs
from tui.config import Config
from tui.text import paragraph

FEED = (
    "<rss version='2.0'><channel><title>{n}</title><item><guid>{n}</guid><title>خبر {n}</title></item></channel></rss>"
)


def cells(text: str) -> str:
    return paragraph(text, language="ar").fit(60).text


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("key", ["r", "R"])
async def test_refreshing_goes_on_beside_the_reader_and_is_summed_up(
    open_app: Open, language: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, over = jobs.refresh, asyncio.Event()

    async def refresh(*given: Any, **named: Any) -> AsyncIterator[object]:
        async for one in whole(*given, **named):
            yield one
        # It may be over before the next key is pressed.
        await over.wait()

    monkeypatch.setattr(jobs, "refresh", refresh)
    app = open_app(language)
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert app.main.status.busy
        await pilot.press("j")
        assert app.main.sections.cursor == 1
        over.set()
        await settled(pilot)
        assert not app.main.status.busy
        assert app.main.notice.display


async def test_a_refresh_is_stopped_by_a_key_and_what_has_come_is_kept(
    open_app: Open, tmp_path: Path, httpserver: HTTPServer
) -> None:
    slow = False

    def feed(number: int) -> Response:
        if slow and number:
            time.sleep(3)
        return Response(FEED.format(n=f"{number}-{slow}"))

    library = tmp_path / "slow.db"
    for number in range(3):
        httpserver.expect_request(f"/{number}").respond_with_handler(lambda _request, number=number: feed(number))
        words = ("--library", str(library), "add", "--allow-private", httpserver.url_for(f"/{number}"))
        assert nashra(*words).returncode == 0
    slow = True
    app = open_app("ar", path=library)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await pilot.press("R")
        async with asyncio.timeout(20):
            while not app.main.status.news:
                await pilot.pause(0.05)
        assert app.main.status.left == 2
        async with asyncio.timeout(2):
            while cells("مقال جديد") not in text_of(app):
                await pilot.pause(0.05)
        await pilot.press("X")
        async with asyncio.timeout(2):
            while app.main.status.busy:
                await pilot.pause(0.05)
        await pilot.pause()
        assert cells("وبقيت خلاصتان لم تُسألا") in text_of(app)
        assert {row.title for row in app.main.articles.rows} >= {"خبر 0-True", "خبر 1-False"}
        await press(pilot, "X")
        assert not app.main.status.busy


async def test_what_is_due_is_refreshed_by_the_clock_and_what_is_not_is_left_alone(
    open_app: Open, tmp_path: Path, httpserver: HTTPServer
) -> None:
    asked: list[str] = []
    numbers = count()

    def feed(number: str) -> Response:
        asked.append(number)
        return Response(FEED.format(n=f"{number}-{next(numbers)}"))

    library = tmp_path / "due.db"
    for number in ("a", "b"):
        httpserver.expect_request(f"/{number}").respond_with_handler(lambda _request, number=number: feed(number))
        words = ("--library", str(library), "add", "--allow-private", httpserver.url_for(f"/{number}"))
        assert nashra(*words).returncode == 0
    with apsw.Connection(str(library)) as connection:
        connection.execute("UPDATE fetch_state SET due_at = 1 WHERE feed = 1")
    asked.clear()
    app = open_app("ar", path=library)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        app.main.refresh_due()
        await settled(pilot)
        assert asked == ["a"]
        assert cells("مقال جديد") in text_of(app)
        app.main.notice.hide()
        app.main.refresh_due()
        await settled(pilot)
        assert asked == ["a"]
        assert not app.main.notice.display


async def test_nothing_is_refreshed_by_the_clock_where_the_settings_say_so(open_app: Open) -> None:
    app = open_app("ar", config=Config(refresh_every=0))
    async with app.run_test() as pilot:
        await settled(pilot)
        app.main.refresh_due()
        assert not app.main.status.busy
        assert app.main._timer is None


async def test_stopping_a_refresh_where_none_goes_on_says_so_and_which_key_begins_one(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("X")
        await pilot.pause()
        assert app.main.notice.text == "No refresh is under way. R fetches what is new."
