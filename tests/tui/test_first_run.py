"""The first run: the language, the terminal, and each way to something to read; and what happens when one leads
nowhere."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from textual.pilot import Pilot
from werkzeug import Response

from feeds.answers import CatalogueFeed
from feeds.types import Feed
from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import press, settled
from tui import i18n, paths, words
from tui.app import NashraApp
from tui.config import load
from tui.i18n import _
from tui.screens.welcome import WelcomeScreen
from tui.widgets.heading import Heading, Prose

FEED = "<rss version='2.0'><channel><title>صحيفة</title><item><guid>1</guid><title>خبر</title></item></channel></rss>"


@pytest.fixture(params=["ar", "en"])
def app(open_app: Open, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> NashraApp:
    """On a library with nothing in it, and at a home with nothing of another reader's."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    return open_app(request.param, path=tmp_path / "new.db")


async def type_in(pilot: Pilot[None], text: str) -> None:
    pilot.app.screen.query_one("Input").value = text  # type: ignore[attr-defined]
    await press(pilot, "enter")


async def to_feeds(pilot: Pilot[None]) -> None:
    """Over the language and the terminal, which are taken as they are."""
    await pilot.pause()
    await press(pilot, "enter", "enter")


def foot(app: NashraApp) -> Prose:
    return app.screen.query_one("#dialog-foot", Prose)


async def test_the_sample_edition_is_there_to_read_at_once(app: NashraApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await to_feeds(pilot)
        await press(pilot, "j", "enter")
        await settled(pilot)
        assert app.screen is app.main
        assert len(app.main.articles.rows) == 28
        assert app.reader.counts().unread == 28


async def test_feeds_of_the_catalogue_are_ticked_and_subscribed_in_sections_by_subject(app: NashraApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await to_feeds(pilot)
        await press(pilot, "j", "j", "enter", "space", "j", "space", "slash", *"Hacker")
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
        await to_feeds(pilot)
        await press(pilot, "j", "j", "j", "enter")
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
        await to_feeds(pilot)
        await press(pilot, "j", "j", "j", "j", "enter")
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


@pytest.fixture
def served(app: NashraApp, httpserver: HTTPServer) -> HTTPServer:
    """A catalogue whose feeds are here: two in the language in use, one of which is slow."""
    httpserver.expect_request("/quick").respond_with_data(FEED.encode())

    def slowly(_request: object) -> Response:
        app.slow.wait(20)  # type: ignore[attr-defined]
        return Response(FEED.replace("خبر", "متأخر").encode())

    httpserver.expect_request("/slow").respond_with_handler(slowly)
    own = i18n.language()
    feeds = [
        CatalogueFeed(name=name, language=language, country="", subject="news", url=httpserver.url_for(f"/{name}"))
        for name, language in (("quick", own), ("slow", own), ("other", "he"))
    ]
    app.reader.catalogue = lambda: feeds  # type: ignore[method-assign]
    return httpserver


async def test_four_keys_lead_to_the_first_article_while_the_others_are_still_coming(
    app: NashraApp, served: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.slow = threading.Event()  # type: ignore[attr-defined]

    def add(wanted: Sequence[tuple[CatalogueFeed, str]]) -> list[Feed]:
        return [app.reader._store.subscribe(feed.url, section=name, allow_private=True) for feed, name in wanted]

    monkeypatch.setattr(app.reader, "add_from_catalogue", add)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for _key in range(3):
            await pilot.press("enter")
            await pilot.pause(0.2)
        assert app.screen is app.main
        for _wait in range(200):
            await pilot.pause(0.1)
            if app.main.articles.rows:
                break
        assert [row.title for row in app.main.articles.rows] == ["خبر"]
        assert app.main.status.busy
        await pilot.press("enter")
        await pilot.pause()
        assert app.focused is app.main.page
        assert not app.slow.is_set()  # type: ignore[attr-defined]
        app.slow.set()  # type: ignore[attr-defined]
        await settled(pilot)
        assert {feed.title for feed in app.reader.feeds()} == {"صحيفة"}


async def test_the_language_is_shown_while_it_is_chosen_and_kept_only_if_it_is_another(app: NashraApp) -> None:
    guessed = i18n.language()
    other = "en" if guessed == "ar" else "ar"
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "j" if guessed == "ar" else "k")
        assert i18n.language() == other
        assert app.screen.query_one("#dialog-heading", Heading).text == _("Welcome to Nashra")
        await press(pilot, "tab")
        assert i18n.language() == guessed
        await press(pilot, "shift+tab", "enter", "backspace")
        assert not paths.config().exists()
        await press(pilot, "j" if guessed == "ar" else "k", "enter", "tab")
        assert load(paths.config()).language == i18n.language() == other
        offered = [one for one in app.screen.list.choices if one.heading]  # type: ignore[attr-defined]
        assert offered[0].text.startswith(words.language_name(other))


@pytest.mark.parametrize("app", ["ar"], indirect=True)
async def test_the_card_keeps_another_line_and_leaves_no_setting_for_the_one_in_use(app: NashraApp) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "enter")
        assert not paths.config().exists()
        await press(pilot, "shift+tab", "6")
        assert load(paths.config()).terminal == "konsole"
        assert isinstance(app.screen, WelcomeScreen)
        assert app.screen.feeds


@pytest.mark.parametrize("app", ["ar"], indirect=True)
async def test_ticks_stay_when_one_goes_back_and_nothing_is_added_without_any(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await to_feeds(pilot)
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        first = next(at for at, one in enumerate(screen.list.choices) if isinstance(one.value, CatalogueFeed))
        screen.list.go_to(first)
        count = len(screen.list.ticked or ())
        await press(pilot, "space", "shift+tab", "tab")
        assert len(screen.list.ticked or ()) == count - 1
        (screen.list.ticked or set()).clear()
        await press(pilot, "ctrl+s")
        assert foot(app).has_class("-error")
        assert app.screen is screen


@pytest.mark.parametrize("app", ["ar"], indirect=True)
async def test_a_list_of_another_reader_is_found_and_imported(app: NashraApp, tmp_path: Path) -> None:
    (tmp_path / "home/.newsboat").mkdir(parents=True)
    (tmp_path / "home/.newsboat/urls").write_text("https://a.example/feed news\n")
    app.main.refresh_feeds = lambda only: None  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        await to_feeds(pilot)
        screen = app.screen
        assert isinstance(screen, WelcomeScreen)
        assert "~/.newsboat/urls" in screen.list.choices[1].text
        await press(pilot, "j", "enter")
        await press(pilot, "enter")
        assert [feed.url for feed in app.reader.feeds()] == ["https://a.example/feed"]


@pytest.mark.parametrize("app", ["ar"], indirect=True)
async def test_the_mouse_goes_the_whole_way(app: NashraApp, served: HTTPServer) -> None:
    app.main.refresh_feeds = lambda only: None  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for at in (i18n.languages().index(i18n.language()), 0, 0):
            await pilot.click("#choices", offset=(6, at))
            await settled(pilot)
        assert app.screen is app.main
        assert len(app.reader.feeds()) == 2


async def test_one_who_has_feeds_is_not_asked(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.screen is app.main
