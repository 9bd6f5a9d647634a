"""The pictures of an article, at a key."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from rich.style import Style

from feeds.schedule import FetchState
from feeds.store.library import Store
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.feeds.test_pictures import encoded
from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import WIDE, press, settled
from tui.app import NashraApp
from tui.config import Config
from tui.roles import Role
from tui.screens.pictures import PicturesScreen
from tui.widgets.heading import Heading


@pytest.fixture
def path(tmp_path: Path, httpserver: HTTPServer) -> Path:
    """An article with two pictures, one of them with a caption and one that is none."""
    httpserver.expect_request("/a.png").respond_with_data(encoded("PNG"))
    httpserver.expect_request("/b.png").respond_with_data("<html>")
    figure = "<figure><img src='{}'><figcaption>ميناء المدينة</figcaption></figure><p>نص</p><img alt='[/b]' src='{}'>"
    content = figure.format(httpserver.url_for("/a.png"), httpserver.url_for("/b.png"))
    store = Store(tmp_path / "one.db", clock=lambda: NOW)
    feed = store.subscribe(httpserver.url_for("/feed"), title="صحيفة", allow_private=True)
    store.save_articles(feed.id, make_feed([make_article(1, content=content)]), FetchState(), NOW)
    store.close()
    return tmp_path / "one.db"


def red(app: NashraApp) -> list[tuple[int, int]]:
    """Where each row of half cells of the picture stands, from and to."""
    found = []
    for strip in app.screen._compositor.render_strips():
        at, cells = 0, []
        for segment in strip:
            style = segment.style or Style()
            if "▀" in segment.text and style.color and style.color.triplet and style.color.triplet.red > 240:
                cells.append(at)
            at += segment.cell_length
        if cells:
            found.append((cells[0], cells[-1] + 1))
    return found


async def test_they_are_fetched_at_the_key_and_stand_at_the_side_of_reading(
    open_app: Open, path: Path, httpserver: HTTPServer
) -> None:
    app = open_app("ar", path)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "enter")
        assert httpserver.log == []
        await press(pilot, "v")
        await settled(pilot)
        assert isinstance(app.screen, PicturesScreen)
        assert red(app) == [(100, 140)] * 10
        assert app.screen.query_one(Heading).text == "ميناء المدينة"
        assert len(httpserver.log) == 1
        await press(pilot, "escape")
        assert app.screen is app.main


async def test_one_that_can_not_be_shown_is_told_of_and_the_others_go_on(open_app: Open, path: Path) -> None:
    app = open_app("en", path)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "enter", "v", "j")
        await settled(pilot)
        shown = text_of(app)
        assert "This is no picture that can be shown" in shown
        assert "[/b]" in shown
        await press(pilot, "j")
        await settled(pilot)
        assert red(app)


@pytest.mark.parametrize(("protocol", "begun"), [("kitty", "\x1b_Ga=T"), ("sixel", "\x1bP0;1;0q")])
async def test_a_terminal_that_draws_pixels_is_given_them_after_the_cells(
    open_app: Open, path: Path, monkeypatch: pytest.MonkeyPatch, protocol: str, begun: str
) -> None:
    sent: list[str] = []
    app = open_app("ar", path)
    monkeypatch.setattr(app, "graphics", lambda: protocol)
    monkeypatch.setattr("tui.graphics.cell_size", lambda: (10, 20))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "enter")
        assert app._driver
        monkeypatch.setattr(app._driver, "write", sent.append)
        await press(pilot, "v")
        await settled(pilot)
        drawn = [at for at, one in enumerate(sent) if begun in one]
        assert len(drawn) == 1
        assert sent[drawn[0]].startswith("\x1b7\x1b[2;137H"), "40 pixels are four cells, at the right edge"
        assert not any("\x1b[2;" in one for one in sent[drawn[0] + 1 :]), "cells written over it would wipe it away"
        assert red(app) == []
        await press(pilot, "escape")
        assert any("a=d,d=I" in one for one in sent) == (protocol == "kitty")


async def test_the_settings_can_forbid_it(open_app: Open, path: Path, httpserver: HTTPServer) -> None:
    app = open_app("en", path, Config(pictures="never"))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "enter", "v")
        assert app.screen is app.main
        assert "not fetched" in app.main.notice.text
        assert httpserver.log == []


async def test_the_first_stands_under_the_headline_where_the_settings_want_it_and_moves_nothing(
    open_app: Open, path: Path, httpserver: HTTPServer
) -> None:
    app = open_app("ar", path, Config(pictures="always"))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "enter")
        rows = [row.role for row in app.main.page.rows]
        assert rows.count(Role.PICTURE) >= 14
        assert rows.index(Role.PICTURE) < rows.index(Role.BODY)
        await pilot.pause(0.3)
        await settled(pilot)
        assert len(red(app)) == 10
        assert len({end for _start, end in red(app)}) == 1, "at the side where the article is read from"
        assert [row.role for row in app.main.page.rows] == rows
        assert [request.path for request, _answer in httpserver.log] == ["/a.png"]
        app.main.lay_out_again()
        await settled(pilot)
        assert len(httpserver.log) == 1, "kept while the page is"


async def test_a_lead_that_can_not_be_had_is_told_of_in_its_room_and_has_none_the_next_time(
    open_app: Open, path: Path, httpserver: HTTPServer
) -> None:
    httpserver.clear()
    httpserver.expect_request("/a.png").respond_with_data("<html>")
    app = open_app("en", path, Config(pictures="always"))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "enter")
        await pilot.pause(0.3)
        await settled(pilot)
        assert "This is no picture that can be shown" in text_of(app)
        app.main.lay_out_again()
        await settled(pilot)
        assert Role.PICTURE not in [row.role for row in app.main.page.rows]
