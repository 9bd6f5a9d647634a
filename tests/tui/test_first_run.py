"""The first run: each of its four ways to something to read, and what happens when one leads nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from textual.pilot import Pilot

from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import press, settled
from tui.app import NashraApp
from tui.widgets.heading import Prose

FEED = "<rss version='2.0'><channel><title>صحيفة</title><item><guid>1</guid><title>خبر</title></item></channel></rss>"


@pytest.fixture(params=["ar", "en"])
def app(open_app: Open, tmp_path: Path, request: pytest.FixtureRequest) -> NashraApp:
    """On a library with nothing in it."""
    return open_app(request.param, path=tmp_path / "new.db")


async def type_in(pilot: Pilot[None], text: str) -> None:
    pilot.app.screen.query_one("Input").value = text  # type: ignore[attr-defined]
    await press(pilot, "enter")


def foot(app: NashraApp) -> Prose:
    return app.screen.query_one("#dialog-foot", Prose)


async def test_the_sample_edition_is_there_to_read_at_once(app: NashraApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "enter")
        await settled(pilot)
        assert app.screen is app.main
        assert len(app.main.articles.rows) == 28
        assert app.reader.counts().unread == 28


async def test_feeds_of_the_catalogue_are_ticked_and_subscribed_in_sections_by_subject(app: NashraApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "j", "enter", "space", "j", "space", "slash", *"Hacker")
        await press(pilot, "enter", "space")
        app.main.refresh_feeds = lambda only: None  # type: ignore[method-assign]
        await press(pilot, "ctrl+s")
        assert app.screen is app.main
        assert len(app.reader.feeds()) == 3
        assert len(app.reader.sections()) == 2


async def test_an_opml_file_is_imported_and_a_broken_or_missing_one_told_of_with_the_path_kept(
    app: NashraApp, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.opml", tmp_path / "bad.opml"
    good.write_text(
        "<opml><body><outline text='أخبار'><outline xmlUrl='https://a.example/feed' text='أ'/></outline>"
        "<outline xmlUrl='|evil' text='x'/></body></opml>"
    )
    bad.write_text("<opml><body><outline")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "j", "j", "enter")
        for path in (bad, tmp_path / "none.opml"):
            await type_in(pilot, str(path))
            assert foot(app).has_class("-error")
            assert str(path) in foot(app).text
            assert app.screen.query_one("Input").value == str(path)  # type: ignore[attr-defined]
        app.main.refresh_feeds = lambda only: None  # type: ignore[method-assign]
        await type_in(pilot, str(good))
        assert [feed.title for feed in app.reader.feeds()] == ["أ"]
        assert "|evil" in text_of(app)
        await press(pilot, "enter")
        assert app.screen is app.main


async def test_an_address_is_added_and_each_that_can_not_be_is_told_of_in_a_sentence(
    app: NashraApp, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/x/news").respond_with_data(FEED.encode())
    httpserver.expect_request("/page").respond_with_data("<!doctype html><p>x", content_type="text/html")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "j", "j", "j", "enter")
        told = set()
        for url in ("no-such-host.invalid", "ftp://a.example/", "http://127.0.0.1:1/feed"):
            await type_in(pilot, url)
            assert foot(app).has_class("-error")
            told.add(foot(app).text)
        assert len(told) == 3
        for url in (httpserver.url_for("/page"), httpserver.url_for("/x/news")):
            await type_in(pilot, url)
            await press(pilot, "enter")
        assert app.screen is app.main
        assert [feed.title for feed in app.reader.feeds()] == ["صحيفة"]
        assert [row.title for row in app.main.articles.rows] == ["خبر"]


async def test_escape_leaves_an_empty_reader_that_says_so(app: NashraApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await press(pilot, "escape")
        assert app.screen is app.main
        assert app.main.articles.hint
