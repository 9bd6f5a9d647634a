"""A feed's own page, and the whole text of an article by a key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from textual.pilot import Pilot

from tests.feeds.test_fulltext import FEED, PAGE
from tests.tui.conftest import Open, nashra, text_of
from tests.tui.test_keys import press, settled
from tui import i18n
from tui.app import NashraApp
from tui.feed_words import Remedy
from tui.screens.dialog import Dialog
from tui.screens.failures import FailuresScreen
from tui.screens.feed import FeedScreen
from tui.text import paragraph
from tui.widgets.heading import Prose


def cells(text: str) -> str:
    return paragraph(text, language="ar").fit(70).text


async def choose(app: NashraApp, pilot: Pilot[None], value: object) -> None:
    """Enter on the last row of the dialog that has ``value``."""
    assert isinstance(app.screen, Dialog)
    at = max(at for at, row in enumerate(app.screen.list.choices) if row.value == value and not row.heading)
    app.screen.list.go_to(at)
    await press(pilot, "enter")


@pytest.fixture
def library(tmp_path: Path, httpserver: HTTPServer) -> Path:
    httpserver.expect_request("/feed").respond_with_data(FEED.format(page=httpserver.url_for("/page")))
    library = tmp_path / "paged.db"
    words = ("--library", str(library), "add", "--allow-private", httpserver.url_for("/feed"))
    assert nashra(*words).returncode == 0
    return library


@pytest.fixture(params=["ar", "en"])
def app(open_app: Open, library: Path, request: pytest.FixtureRequest) -> NashraApp:
    return open_app(request.param, path=library)


async def test_it_shows_the_address_the_times_and_the_answers_and_lets_settings_be_changed(app: NashraApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "i")
        assert isinstance(app.screen, FeedScreen)
        feed = app.reader.feeds()[0]
        assert feed.url in text_of(app)
        assert "200" in text_of(app)
        await choose(app, pilot, Remedy.AS_BROWSER)
        assert app.reader.feed_settings(feed.id).as_browser
        await press(pilot, "enter")
        assert not app.reader.feed_settings(feed.id).as_browser
        app.screen.list.go_to(0)
        await press(pilot, "enter")
        assert app.clipboard == feed.url


async def test_what_is_wrong_stands_below_in_words(app: NashraApp, httpserver: HTTPServer) -> None:
    httpserver.clear()
    httpserver.expect_request("/feed").respond_with_data("", status=404)
    nashra("--library", str(app.reader.path), "refresh")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "i")
        assert "404" in text_of(app)
        assert app.screen.query_one("#dialog-foot").has_class("-error")


async def test_a_key_fetches_the_whole_text_and_once_more_shows_the_feeds_own(
    app: NashraApp, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/page").respond_with_data(PAGE, content_type="text/html; charset=utf-8")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "tab")
        app.main.articles.go_to(next(at for at, row in enumerate(app.main.articles.rows) if row.title == "خبر"))
        await press(pilot, "enter", "f")
        await settled(pilot)
        assert cells("ما بعد الافتتاح") in text_of(app)
        await press(pilot, "f")
        assert cells("ما بعد الافتتاح") not in text_of(app)
        assert cells("ملخص قصير.") in text_of(app)
        await press(pilot, "f")
        assert cells("ما بعد الافتتاح") in text_of(app)


async def test_a_page_that_can_not_be_had_is_told_of_and_the_summary_stays(
    app: NashraApp, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/page").respond_with_data("", status=403)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "tab")
        app.main.articles.go_to(next(at for at, row in enumerate(app.main.articles.rows) if row.title == "خبر"))
        await press(pilot, "enter", "f")
        await settled(pilot)
        assert "403" in text_of(app)
        assert cells("ملخص قصير.") in text_of(app)


async def test_a_feed_whose_setting_says_so_shows_the_whole_text_unasked_and_asks_once(
    app: NashraApp, httpserver: HTTPServer
) -> None:
    httpserver.expect_ordered_request("/page").respond_with_data("", status=500)
    feed = app.reader.feeds()[0]
    app.reader.set_feed_settings(feed.id, replace(app.reader.feed_settings(feed.id), full_text="always"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "tab")
        app.main.articles.go_to(next(at for at, row in enumerate(app.main.articles.rows) if row.title == "خبر"))
        await press(pilot, "enter")
        await settled(pilot)
        assert cells("ملخص قصير.") in text_of(app)
        httpserver.clear()
        httpserver.expect_request("/page").respond_with_data(PAGE, content_type="text/html; charset=utf-8")
        await press(pilot, "escape", "enter")
        await settled(pilot)
        assert not app.reader.has_full_text(app.main.opened or 0)
        await press(pilot, "f")
        await settled(pilot)
        assert cells("ما بعد الافتتاح") in text_of(app)


async def test_a_section_that_says_so_shows_the_whole_text_of_its_feeds_unasked(
    app: NashraApp, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/page").respond_with_data(PAGE, content_type="text/html; charset=utf-8")
    section = app.reader.add_section("صحف")
    app.reader.set_section_full_text(section.id, "always")
    connection = app.reader._store._connections.get()
    connection.execute("UPDATE feed SET section = ?", (section.id,))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "tab")
        app.main.articles.go_to(next(at for at, row in enumerate(app.main.articles.rows) if row.title == "خبر"))
        await press(pilot, "enter")
        await settled(pilot)
        assert cells("ما بعد الافتتاح") in text_of(app)


async def test_on_a_small_terminal_the_row_under_the_cursor_is_seen_whatever_the_error(
    app: NashraApp, httpserver: HTTPServer
) -> None:
    httpserver.clear()
    httpserver.expect_request("/feed").respond_with_data("", status=404)
    nashra("--library", str(app.reader.path), "refresh")
    async with app.run_test(size=(40, 14)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "i")
        assert isinstance(app.screen, FeedScreen)
        assert app.screen.list.size.height >= 4
        assert app.screen.query_one("#dialog-foot").region.bottom <= app.size.height


async def test_from_the_feeds_that_failed_enter_leads_to_the_page_where_one_is_mended(
    app: NashraApp, httpserver: HTTPServer
) -> None:
    httpserver.clear()
    httpserver.expect_request("/feed").respond_with_data("", status=418)
    nashra("--library", str(app.reader.path), "refresh")
    httpserver.clear()
    httpserver.expect_request("/feed").respond_with_data(FEED.format(page=httpserver.url_for("/page")))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "e")
        assert isinstance(app.screen, FailuresScreen)
        assert "Enter" in app.screen.query_one("#dialog-foot", Prose).text
        await press(pilot, "enter")
        assert isinstance(app.screen, FeedScreen)
        await press(pilot, "enter")
        await settled(pilot)
        assert not app.reader.feeds()[0].error
        await press(pilot, "escape")
        assert isinstance(app.screen, FailuresScreen)
        assert not app.screen.list.choices, "it has been mended"
        assert cells(i18n._("All feeds are well.")) in text_of(app)


async def test_a_feed_of_a_list_that_is_on_this_machine_is_fetched_on_ones_word(
    app: NashraApp, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/other").respond_with_data(FEED.format(page=httpserver.url_for("/page")))
    other = app.reader.subscribe(httpserver.url_for("/other"), title="متقلبة")
    nashra("--library", str(app.reader.path), "refresh")
    assert [feed.error for feed in app.reader.feeds() if feed.id == other.id] == ["private-address"]
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "e", "enter")
        assert isinstance(app.screen, FeedScreen)
        await press(pilot, "enter", "enter")
        await settled(pilot)
        [mended] = [feed for feed in app.reader.feeds() if feed.id == other.id]
        assert (mended.error, mended.total > 0) == ("", True)


async def test_on_its_page_a_feed_is_moved_to_a_section_that_is_made_so(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "i", "m")
        await press(pilot, *"صحف", "enter")
        assert isinstance(app.screen, FeedScreen)
        [section] = app.reader.sections()
        assert (section.name, app.reader.feeds()[0].section) == ("صحف", section.id)
        assert [row.aside for row in app.screen.list.choices if row.text == i18n._("Section")] == ["صحف"]
        assert "صحف" in [one.name for one in app.main.sections.entries]


async def test_an_article_that_is_open_is_closed_when_its_feed_goes(app: NashraApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "enter")
        assert app.main.opened is not None
        await press(pilot, "g", "f", "G", "x", "escape")
        assert app.reader.feeds() == []
        assert app.main.opened is None
        assert not app.main.page.rows
        await press(pilot, "u")
        assert len(app.reader.feeds()) == 1
