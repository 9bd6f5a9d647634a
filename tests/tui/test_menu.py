"""The menu of what can be done with what stands under the pointer or the cursor, made from the registry."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from textual.geometry import Offset, Region
from textual.pilot import Pilot

from tests.terminal import Terminal
from tests.tui.conftest import Open
from tests.tui.test_keys import app, linked, press, settled
from tests.tui.test_looks import Compare
from tui import browser
from tui.actions import Thing
from tui.app import NashraApp
from tui.screens.manage import ManageScreen
from tui.screens.menu import MenuScreen
from tui.widgets.rows import Rows

__all__ = ["app"]

WIDE = (140, 40)


def listed(app: NashraApp) -> list[str]:
    """The ids of the actions in the menu that is open."""
    assert isinstance(app.screen, MenuScreen)
    return [item.action.id for item in app.screen.items]


def of(thing: Thing) -> list[str]:
    return [action.id for action in thing.actions]


async def right_click(pilot: Pilot[None], rows: Rows, index: int) -> None:
    await pilot.click(rows, offset=(5, index * rows.ROW - rows.scroll_offset.y), button=3)
    await settled(pilot)


async def test_the_right_button_and_a_key_open_the_menu_of_an_article_a_feed_and_a_section(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        main = app.main
        await right_click(pilot, main.articles, 3)
        assert (main.articles.cursor, main.opened) == (3, None), "it is not opened"
        assert listed(app) == of(Thing.ARTICLE)
        row = main.articles.rows[3]
        await press(pilot, "s")
        assert app.screen is main
        assert app.reader.article(row.id).row.starred
        await press(pilot, "full_stop")
        assert listed(app) == of(Thing.ARTICLE)
        await press(pilot, "escape")
        assert app.screen is main
        await right_click(pilot, main.sections, 4)
        assert listed(app) == of(Thing.SECTION)
        await press(pilot, "escape", "j", "full_stop")
        assert listed(app) == of(Thing.FEED)
        unread = app.reader.counts().unread
        at = listed(app).index("all-read")
        await press(pilot, *["j"] * at, "enter")
        assert app.reader.counts().unread == unread - 3
        await press(pilot, "g", "a")
        await right_click(pilot, main.sections, 0)
        assert listed(app) == of(Thing.LIST)


@pytest.mark.parametrize("corner", [(0, 0), (139, 39), (70, 39), (0, 20)])
async def test_the_menu_stays_on_the_screen_and_a_click_outside_closes_it(
    app: NashraApp, corner: tuple[int, int]
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await right_click(pilot, app.main.articles, 0)
        screen = app.screen
        assert isinstance(screen, MenuScreen)
        frame = screen.query_one("#dialog")
        screen.place = Offset(*corner)
        screen._put()
        await pilot.pause()
        whole = Region(0, 0, *WIDE)
        assert whole.contains_region(frame.region)
        assert frame.region.height == len(screen.items) + 2
        outside = (1, 1) if not frame.region.contains(1, 1) else (138, 38)
        await pilot.click(offset=outside)
        await settled(pilot)
        assert app.screen is app.main


async def test_the_menu_of_a_link_is_of_that_link(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(browser, "open_link", lambda url: opened.append(url) or True)
    app = open_app("en", path=linked(tmp_path))
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "enter")
        page = app.main.page
        x, y, href = next(
            (x, y, under[1])
            for y in range(page.size.height)
            for x in range(page.size.width)
            if (under := page._under(x, y)) and "b.example/one" in under[1]
        )
        await pilot.click(page, offset=(x, y), button=3)
        await settled(pilot)
        assert opened == []
        assert listed(app) == of(Thing.LINK) == ["browser", "copy-link"]
        await press(pilot, "o")
        assert opened == [href]
        await pilot.click(page, offset=(x, y), button=3)
        await settled(pilot)
        await press(pilot, "y")
        assert app.clipboard == href
        await press(pilot, "full_stop")
        assert listed(app) == of(Thing.PAGE)
        assert app.main.link == "", "what comes next is of the article again"


async def test_in_a_dialog_the_menu_has_what_its_own_keys_do(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "f")
        screen = app.screen
        assert isinstance(screen, ManageScreen)
        await right_click(pilot, screen.list, 1)
        assert {"rename", "move-to", "remove", "tick", "undo"} <= set(listed(app))
        assert not {"down", "open", "menu"} & set(listed(app))
        await press(pilot, "space")
        assert app.screen is screen
        assert screen.ticked == {screen.list.choices[1].value}


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_menu_of_an_article(snap_compare: Compare, open_app: Open, language: str, size: tuple[int, int]) -> None:
    async def opened(pilot: Pilot[None]) -> None:
        await press(pilot, "tab", "j", "full_stop")

    assert snap_compare(open_app(language), terminal_size=size, run_before=opened)


@pytest.mark.parametrize("sent", ["\x1b[21;2~", "\x1b[29~", "\x1b[34~", "\x1b[57363u"])
def test_the_menu_key_and_shift_f10_open_the_menu_as_terminals_send_them(library_path: Path, sent: str) -> None:
    command = [sys.executable, "-m", "tui", "--library", str(library_path), "--lang", "en"]
    with Terminal(command) as terminal:
        terminal.until("\x1b[?2004h")
        terminal.until("Sections")
        terminal.type(sent)
        terminal.until("Mark all as read")
        terminal.type("qq")
        assert terminal.end() == 0
