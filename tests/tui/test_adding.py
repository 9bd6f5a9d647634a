"""Adding a site that has several feeds: they are shown by their newest titles, and one is chosen."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from tests.feeds.test_adding import FEED, PAGE
from tests.terminal import Terminal
from tests.tui.conftest import Open, nashra, text_of
from tests.tui.test_keys import settled
from tui.app import NashraApp
from tui.screens.add import AddScreen
from tui.text import paragraph
from tui.widgets.heading import Prose


def cells(text: str) -> str:
    return paragraph(text, language="ar").fit(60).text


@pytest.fixture
def site(httpserver: HTTPServer) -> str:
    httpserver.expect_request("/").respond_with_data(PAGE, content_type="text/html; charset=utf-8")
    for name in ("news", "sport"):
        httpserver.expect_request(f"/{name}").respond_with_data(FEED.format(n=name))
    return httpserver.url_for("/")


@pytest.fixture
def app(open_app: Open, tmp_path: Path, site: str) -> NashraApp:
    library = tmp_path / "one.db"
    # The user's word about this host: the screen asks for it with one more Enter.
    assert nashra("--library", str(library), "add", "--allow-private", f"{site}news").returncode == 0
    return open_app("ar", path=library)


async def test_the_feeds_of_a_site_are_offered_with_their_titles_and_the_chosen_one_is_added(
    app: NashraApp, site: str
) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.action_add()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, AddScreen)
        screen.query_one("Input").value = site  # type: ignore[attr-defined]
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("enter")
        for _ in range(100):
            await pilot.pause(0.05)
            if screen._offers:
                break
        await pilot.pause(0.1)
        shown = text_of(app)
        assert cells("الرياضة") in shown
        assert cells("خبر sport") in shown
        assert cells("في المكتبة") in shown
        await pilot.press("down", "enter")
        await settled(pilot)
        assert app.screen is app.main
        assert {feed.url for feed in app.reader.feeds()} == {f"{site}news", f"{site}sport"}


async def test_leaving_the_choice_adds_nothing(app: NashraApp, site: str) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.action_add()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, AddScreen)
        screen.query_one("Input").value = site  # type: ignore[attr-defined]
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("enter")
        for _ in range(100):
            await pilot.pause(0.05)
            if screen._offers:
                break
        await pilot.press("escape")
        await settled(pilot)
        assert len(app.reader.feeds()) == 1


def test_the_command_asks_on_a_terminal(tmp_path: Path, site: str) -> None:
    command = [sys.executable, "-m", "tui", "--library", str(tmp_path / "l.db"), "--lang", "en"]
    with Terminal([*command, "add", "--allow-private", site]) as terminal:
        terminal.until("Which one?")
        assert "· " in terminal.text
        terminal.type("2\n")
        terminal.until("Added: sport")
        assert terminal.end() == 0
    with Terminal([*command, "add", "--allow-private", site]) as terminal:
        terminal.until("Which one?")
        terminal.type("\n")
        assert terminal.end() == 1


def test_in_a_pipe_the_likeliest_is_taken(tmp_path: Path, site: str) -> None:
    done = nashra("--library", str(tmp_path / "l.db"), "--lang", "en", "add", "--allow-private", site)
    assert done.stdout == "Added: news\n"


async def test_a_slow_site_is_told_of_by_the_address_that_is_asked_and_left_by_a_key(
    app: NashraApp, httpserver: HTTPServer
) -> None:
    page = "<link rel=alternate type='application/rss+xml' href='/slow.xml'><p>x"
    httpserver.expect_request("/quick").respond_with_data(page, content_type="text/html")

    def slow(_request: object) -> Response:
        time.sleep(4)
        return Response(FEED.format(n="slow"))

    httpserver.expect_request("/slow.xml").respond_with_handler(slow)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.action_add()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, AddScreen)
        screen._allowed = httpserver.url_for("/quick")
        screen.query_one("Input").value = httpserver.url_for("/quick")  # type: ignore[attr-defined]
        await pilot.press("enter")
        foot = screen.query_one("#dialog-foot", Prose)
        async with asyncio.timeout(10):
            while httpserver.url_for("/slow.xml") not in foot.text:
                await pilot.pause(0.02)
        began = time.monotonic()
        await pilot.press("escape")
        async with asyncio.timeout(2):
            while app.screen is not app.main:
                await pilot.pause(0.02)
        assert time.monotonic() - began < 1
        await pilot.pause(4)
        assert len(app.reader.feeds()) == 1


def test_the_command_tells_on_a_terminal_which_address_is_asked_and_takes_that_away(tmp_path: Path, site: str) -> None:
    command = [sys.executable, "-m", "tui", "--library", str(tmp_path / "l.db"), "--lang", "en"]
    with Terminal([*command, "add", "--allow-private", f"{site}news"]) as terminal:
        terminal.until("Added: news")
        assert terminal.end() == 0
        lines = terminal.text.split("\r\x1b[K")
        assert any(f"{site}news" in line for line in lines[:-1])
        assert lines[-1].strip() == "Added: news"
