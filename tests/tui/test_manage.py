"""Managing feeds: the screen, its deeds on one and on several, and what a thousand feeds cost."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from feeds.errors import HttpError
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import press, settled
from tests.tui.test_looks import Compare
from tui.app import NashraApp
from tui.screens.feed import FeedScreen
from tui.screens.manage import ManageScreen
from tui.screens.section import SectionScreen
from tui.widgets.heading import Prose


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Five feeds: two in each of two sections, one in none, and one of them failed."""
    store = Store(tmp_path / "five.db", lambda: NOW)
    names = ["الجزيرة", "BBC News", "ملاعب", "أهداف", "مدونة"]
    for n, name in enumerate(names):
        feed = store.subscribe(f"https://{n}.example/feed", title=name, section=["سياسة", "رياضة", ""][n // 2])
        articles = [make_article(at, guid=f"{n}-{at}") for at in range(n + 1)]
        store.save_articles(feed.id, make_feed(articles), FetchState(fetched_at=NOW - 600), NOW)
    store.save_failure(4, HttpError(url="https://3.example/feed", status="404"), FetchState(errors=3))
    store.close()
    return store.path


@pytest.fixture(params=["ar", "en"])
def app(open_app: Open, library: Path, request: pytest.FixtureRequest) -> NashraApp:
    return open_app(request.param, path=library)


async def opened(app: NashraApp, pilot: Pilot[None]) -> ManageScreen:
    await settled(pilot)
    await press(pilot, "g", "f")
    await settled(pilot)
    assert isinstance(app.screen, ManageScreen)
    return app.screen


async def stand(screen: ManageScreen, pilot: Pilot[None], text: str) -> None:
    """Put the cursor on the row that is called ``text``."""
    screen.list.go_to(next(at for at, row in enumerate(screen.list.choices) if row.text == text))
    await settled(pilot)


async def done(app: NashraApp, pilot: Pilot[None], *keys: str) -> None:
    await press(pilot, *keys)
    await app.workers.wait_for_complete()
    await settled(pilot)
    await app.workers.wait_for_complete()
    await settled(pilot)


def foot(app: NashraApp) -> str:
    return app.screen.query_one("#dialog-foot", Prose).text


def titles(app: NashraApp) -> list[str]:
    return [feed.title for feed in app.reader.feeds()]


async def test_it_lists_all_feeds_by_section_and_tells_how_the_one_under_the_cursor_does(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        texts = [row.text for row in screen.list.choices]
        assert texts[:6] == ["سياسة", "الجزيرة", "BBC News", "رياضة", "ملاعب", "أهداف"]
        assert texts[-1] == "مدونة"
        await stand(screen, pilot, "أهداف")
        assert "404" in foot(app)
        assert screen.query_one("#dialog-foot").has_class("-error")
        await stand(screen, pilot, "مدونة")
        assert not screen.query_one("#dialog-foot").has_class("-error")


async def test_several_are_left_in_one_and_come_back_by_undo(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        before = app.reader.feeds()
        await stand(screen, pilot, "الجزيرة")
        await press(pilot, "space", "j", "j", "j", "space")
        assert screen.ticked == {1, 3}
        await done(app, pilot, "x")
        assert [feed.id for feed in app.reader.feeds()] == [2, 4, 5]
        assert "u" in foot(app)
        assert screen.ticked == set()
        await done(app, pilot, "u")
        assert app.reader.feeds() == before
        assert [row.text for row in screen.list.choices][1] == "الجزيرة"
        await done(app, pilot, "ctrl+r")
        assert [feed.id for feed in app.reader.feeds()] == [2, 4, 5]


async def test_space_on_a_section_ticks_its_feeds_which_move_to_a_section_that_is_typed(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await stand(screen, pilot, "سياسة")
        await press(pilot, "space")
        assert screen.ticked == {1, 2}
        await done(app, pilot, "m", *"صحف", "enter")
        found = {one.id: one.name for one in app.reader.sections()}
        assert [found.get(feed.section or 0) for feed in app.reader.feeds() if feed.id < 3] == ["صحف", "صحف"]
        await done(app, pilot, "u")
        assert [one.name for one in app.reader.sections()] == ["سياسة", "رياضة"]


async def test_one_that_is_typed_as_it_is_called_is_taken(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await stand(screen, pilot, "مدونة")
        await done(app, pilot, "m", *"رياضه", "enter")
        assert [feed.section for feed in app.reader.feeds()] == [1, 1, 2, 2, 2]
        assert len(app.reader.sections()) == 2


async def test_a_feed_and_a_section_are_renamed(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await stand(screen, pilot, "الجزيرة")
        await done(app, pilot, "r", "ctrl+u", *"قناة", "enter")
        assert titles(app)[0] == "قناة"
        await stand(screen, pilot, "رياضة")
        await done(app, pilot, "r", " ", *"2", "enter")
        assert app.reader.sections()[1].name == "رياضة 2"
        await done(app, pilot, "u")
        await done(app, pilot, "u")
        assert titles(app)[0] == "الجزيرة"
        assert app.reader.sections()[1].name == "رياضة"


async def test_a_section_is_made_ordered_and_removed_and_its_feeds_stay(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await done(app, pilot, "n", *"علوم", "enter")
        await stand(screen, pilot, "علوم")
        await done(app, pilot, "K")
        assert [one.name for one in app.reader.sections()] == ["سياسة", "علوم", "رياضة"]
        await stand(screen, pilot, "سياسة")
        await done(app, pilot, "x")
        assert [one.name for one in app.reader.sections()] == ["علوم", "رياضة"]
        assert len(app.reader.feeds()) == 5
        await done(app, pilot, "r", *["backspace"] * 9, "enter")
        assert [one.name for one in app.reader.sections()] == ["علوم", "رياضة"]
        assert screen.query_one("#dialog-foot").has_class("-error"), "no section is without a name"


async def test_the_order_the_whole_text_and_the_addresses(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await stand(screen, pilot, "الجزيرة")
        await done(app, pilot, "J")
        assert titles(app)[:2] == ["BBC News", "الجزيرة"]
        await done(app, pilot, "ctrl+a", "f")
        assert {app.reader.feed_settings(feed.id).full_text for feed in app.reader.feeds()} == {"always"}
        await press(pilot, "y")
        assert len(app.clipboard.splitlines()) == 5
        await done(app, pilot, "u")
        assert {app.reader.feed_settings(feed.id).full_text for feed in app.reader.feeds()} == {""}


async def test_typing_narrows_the_list_and_escape_brings_all_of_it_back(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await press(pilot, "slash", *"اهداف")
        assert [row.text for row in screen.list.choices] == ["رياضة", "أهداف"]
        await press(pilot, "escape")
        assert len(screen.list.choices) == 8
        await press(pilot, "slash", *"2.example", "enter")
        assert [row.text for row in screen.list.choices] == ["رياضة", "ملاعب"]
        await press(pilot, "escape")
        assert not isinstance(app.screen, ManageScreen)


async def test_enter_opens_the_page_of_a_feed_and_of_a_section(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        await stand(screen, pilot, "رياضة")
        await press(pilot, "enter")
        assert isinstance(app.screen, SectionScreen)
        await press(pilot, "escape")
        await stand(screen, pilot, "ملاعب")
        await press(pilot, "enter")
        assert isinstance(app.screen, FeedScreen)


async def test_all_of_it_fits_on_a_small_screen(app: NashraApp) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        screen = await opened(app, pilot)
        assert screen.list.size.height >= 6
        await stand(screen, pilot, "أهداف")
        assert "404" in text_of(app)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_how_it_looks(
    snap_compare: Compare, open_app: Open, library: Path, language: str, size: tuple[int, int]
) -> None:
    app = open_app(language, path=library)

    async def shown(pilot: Pilot[None]) -> None:
        screen = await opened(app, pilot)
        await stand(screen, pilot, "BBC News")
        await press(pilot, "space", "j", "j")
        await app.workers.wait_for_complete()

    assert snap_compare(app, terminal_size=size, run_before=shown)


async def test_a_thousand_feeds_are_all_listed_and_found(open_app: Open, tmp_path: Path) -> None:
    path = tmp_path / "thousand.db"
    outlines = "".join(f'<outline text="خلاصة رقم {n}" xmlUrl="https://{n}.example/"/>' for n in range(1000))
    file = tmp_path / "list.opml"
    file.write_text(f"<opml><body><outline text='قسم'>{outlines}</outline></body></opml>", "utf-8")
    with Reader(path, clock=lambda: NOW) as reader:
        reader.import_file(file)
    app = open_app("ar", path=path)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(app, pilot)
        assert len(screen.list.choices) == 1001
        await press(pilot, "slash", *"777")
        assert [row.text for row in screen.list.choices][1:] == ["خلاصة رقم 777"]
