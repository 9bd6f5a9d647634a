"""Importing within the reader: told as it goes and when it is done, and taken back by a key."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from feeds.feed_list import FeedList, KeptArticle, ListedFeed
from feeds.reader import Reader
from feeds.types import Scope
from tests.feeds.conftest import make_article
from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import press, settled
from tui.app import NashraApp
from tui.screens.opml import OpmlScreen
from tui.widgets.heading import Prose

LIST = """<opml><body><outline text="عالم"><outline text="أ" xmlUrl="https://a.example/"/>
<outline text="ب" xmlUrl="https://b.example/"/></outline><outline xmlUrl="exec:ls"/>
<outline xmlUrl="ftp://c.example/"/></body></opml>"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "feeds.opml"
    path.write_text(LIST, "utf-8")
    return path


@pytest.fixture
def app(open_app: Open, tmp_path: Path) -> NashraApp:
    """On a library with one feed, whose refreshes are only noted."""
    path = tmp_path / "one.db"
    with Reader(path) as reader:
        reader.subscribe("https://old.example/", title="قديم")
    app = open_app("en", path=path)
    app.main.refresh_feeds = refreshed.append  # type: ignore[method-assign]
    refreshed.clear()
    return app


refreshed: list[list[int]] = []


async def opened(pilot: Pilot[None], path: Path | None = None) -> OpmlScreen:
    """The screen, with the file at ``path`` taken."""
    app = pilot.app
    assert isinstance(app, NashraApp)
    await settled(pilot)
    app.show(OpmlScreen())
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, OpmlScreen)
    if path:
        screen.query_one("Input").value = str(path)  # type: ignore[attr-defined]
        await press(pilot, "enter")
    return screen


def foot(screen: OpmlScreen) -> str:
    return screen.query_one("#dialog-foot", Prose).text


def urls(app: NashraApp) -> list[str]:
    return [feed.url for feed in app.reader.feeds()]


async def test_what_came_and_what_was_not_taken_stands_there_and_nothing_is_fetched_until_it_is_left(
    app: NashraApp, file: Path
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, file)
        assert foot(screen) == "2 feeds added."
        shown = text_of(app)
        for told in ("exec:ls", "a program would be run for it", "ftp://c.example/", "neither http nor https"):
            assert told in shown
        assert refreshed == []
        await press(pilot, "enter")
        assert app.screen is app.main
        assert refreshed == [[2, 3]]


async def test_a_list_of_which_nothing_can_be_taken_is_told_in_full(app: NashraApp, tmp_path: Path) -> None:
    path = tmp_path / "list.opml"
    path.write_text("<opml><body>" + "".join(f"<outline xmlUrl='exec:{n:0200}'/>" for n in range(100_000)))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, path)
        assert foot(screen) == "0 feeds added."
        assert "100000" in text_of(app)
        assert len(screen.list.choices) == 1 + 1 + 1_000
        await press(pilot, "u")
        assert app.screen is screen
        await press(pilot, "enter")
        assert app.screen is app.main


async def test_one_key_takes_it_back_right_after(app: NashraApp, file: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, file)
        await press(pilot, "u")
        assert app.screen is app.main
        assert app.main.notice.text == "2 feeds removed."
        assert urls(app) == ["https://old.example/"]
        assert app.reader.sections() == []
        assert refreshed == []


async def test_a_refresh_of_what_is_taken_back_is_stopped(app: NashraApp, file: Path) -> None:
    app.main.action_stop_refresh = lambda: refreshed.append([0])  # type: ignore[method-assign]
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, file)
        await press(pilot, "u")
        assert refreshed == [[0]]
        assert app.main.notice.text == "2 feeds removed."


async def test_an_earlier_import_is_taken_back_by_two_enters_but_what_was_starred_since_stays(app: NashraApp) -> None:
    articles = (KeptArticle(make_article(1)),)
    old = ListedFeed("https://old.example/", articles=articles)
    listed = [ListedFeed("https://a.example/", "A", articles=articles), ListedFeed("https://b.example/", "B"), old]
    app.reader._store.import_list(FeedList(listed))
    [mine] = [row.id for row in app.reader.articles(Scope()).rows if row.feed == 2]
    app.reader.star([mine])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "down", "enter")
        assert foot(screen) == "Enter once more to remove 2 feeds. What was read, starred or moved since stays."
        assert len(urls(app)) == 3
        await press(pilot, "enter")
        assert app.screen is app.main
        told = "1 feed removed. 1 article removed. What was read, starred or moved since stays: A"
        assert app.main.notice.text == told
        assert set(urls(app)) == {"https://old.example/", "https://a.example/"}
        assert [(row.id, row.starred) for row in app.reader.articles(Scope()).rows] == [(mine, True)]


async def test_enter_on_an_empty_field_takes_nothing_back(app: NashraApp) -> None:
    app.reader._store.import_list(FeedList([ListedFeed("https://a.example/")]))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "enter", "enter")
        assert len(urls(app)) == 2


@pytest.mark.parametrize(("keys", "proxy"), [(["enter"], ""), (["down", "enter"], "http://p.example:1")])
async def test_the_proxies_of_a_list_come_along_only_if_they_are_let(
    app: NashraApp, tmp_path: Path, keys: list[str], proxy: str
) -> None:
    path = tmp_path / "list.opml"
    path.write_text(
        "<opml><body><outline xmlUrl='https://a.example/' nashra:proxy='http://p.example:1'/></body></opml>"
    )
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        screen.query_one("Input").value = str(path)  # type: ignore[attr-defined]
        await pilot.press("enter")
        for _ in range(200):
            await pilot.pause(0.05)
            if screen._asked:
                break
        assert "http://p.example:1" in foot(screen)
        assert len(urls(app)) == 1
        await press(pilot, *keys)
        assert app.reader.feed_settings(2).proxy == proxy


def long_list(path: Path, count: int) -> Path:
    """``count`` feeds in folders of twenty, which lie in folders of five."""
    text = "<opml><body>"
    for at in range(count):
        text += "</outline></outline>" * (at % 100 == 0 and at > 0) + f"<outline text='باب {at}'>" * (at % 100 == 0)
        text += "</outline>" * (at % 20 == 0 and at % 100 > 0) + f"<outline text='قسم {at}'>" * (at % 20 == 0)
        text += f"<outline type='rss' text='صحيفة {at}' xmlUrl='https://{at}.example/feed'/>"
    path.write_text(text + "</outline></outline></body></opml>", "utf-8")
    return path


async def test_a_thousand_feeds_are_told_as_they_come_and_are_one_undo(app: NashraApp, tmp_path: Path) -> None:
    path = long_list(tmp_path / "long.opml", 1000)
    told: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        tell = screen.foot
        screen.foot = lambda text, *, error=False: (told.append(text), tell(text, error=error))[1]  # type: ignore[method-assign]
        screen.query_one("Input").value = str(path)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        await pilot.pause()
        assert len(urls(app)) == 1001
        assert len(app.reader.sections()) == 60
        await press(pilot, "u")
        assert [one for one in told if " of " in one][-1] == "1000 of 1000"
        assert len([one for one in told if " of " in one]) >= 5
        assert urls(app) == ["https://old.example/"]
        assert app.reader.sections() == []
        assert app.main.notice.text == "1000 feeds removed."


async def test_leaving_in_the_middle_leaves_no_feed(app: NashraApp, tmp_path: Path) -> None:
    path = long_list(tmp_path / "long.opml", 5000)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        told = screen._progress

        def leave(done: int, total: int) -> None:
            if app.screen is screen:
                screen.action_leave()
            told(done, total)

        screen._progress = leave  # type: ignore[method-assign]
        screen.query_one("Input").value = str(path)  # type: ignore[attr-defined]
        await pilot.press("enter")
        for _ in range(200):
            await pilot.pause(0.05)
            if app.screen is app.main:
                break
        await pilot.pause(0.5)
        assert urls(app) == ["https://old.example/"]
        assert refreshed == []


@pytest.mark.parametrize("quote", ["'", '"'])
async def test_a_path_that_was_pasted_with_quotes_is_found(app: NashraApp, file: Path, quote: str) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        screen.query_one("Input").value = f" {quote}{file}{quote} "  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert foot(screen) == "2 feeds added."
