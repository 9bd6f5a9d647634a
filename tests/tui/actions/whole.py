"""The reader as a whole: searching, its screens, its look and its end."""

from __future__ import annotations

from feeds.types import ScopeKind
from tests.tui.actions.scene import Scene, shows
from tui.i18n import _
from tui.screens.card import CardScreen
from tui.screens.command import CommandScreen
from tui.screens.help import HelpScreen
from tui.screens.menu import MenuScreen
from tui.screens.palette import PaletteScreen
from tui.screens.saved import SavedScreen
from tui.screens.settings import SettingsScreen

FOUND = "طريق النخيل يعود إلى الخريطة بعد أربعين عامًا"


@shows("filter")
async def what_is_typed_narrows_the_list(on: Scene) -> None:
    await on.do("filter")
    await on.press(*"عنوان:النخيل")
    assert [row.title for row in on.main.articles.rows] == [FOUND]
    await on.press("escape")
    assert len(on.main.articles.rows) > 1


@shows("save-search")
async def a_search_becomes_a_section(on: Scene) -> None:
    await on.do("filter")
    await on.press(*"النخيل", "enter")
    await on.do("save-search")
    assert on.on(SavedScreen)
    await on.press(*"نخلة", "enter")
    [entry] = [one for one in on.main.sections.entries if one.scope.kind is ScopeKind.SAVED]
    assert "نخلة" in entry.name
    assert on.sees("نخلة")


@shows("order")
async def what_was_found_turns_its_order(on: Scene) -> None:
    await on.do("filter")
    await on.press(*"في", "enter")
    newest_first = [row.id for row in on.main.articles.rows]
    heading = on.main.scope_heading.aside
    await on.do("order")
    assert on.main.scope_heading.aside != heading
    assert {row.id for row in on.main.articles.rows} == set(newest_first)
    await on.do("order")
    assert [row.id for row in on.main.articles.rows] == newest_first


@shows("command")
async def a_command_is_typed(on: Scene) -> None:
    await on.do("command")
    assert on.on(CommandScreen)
    await on.press(*"help", "enter")
    assert on.on(HelpScreen)


@shows("palette")
async def a_command_is_found_by_a_few_letters(on: Scene) -> None:
    await on.do("palette")
    assert on.on(PaletteScreen)
    await on.press(*"رياضه", "enter")
    assert on.main.scope_heading.text == "رياضة"


@shows("help", "settings", "terminal")
async def the_screens_about_the_reader_are_opened(on: Scene) -> None:
    await on.opens("help", HelpScreen, _("Moving about"))
    await on.opens("settings", SettingsScreen, _("Settings"))
    await on.opens("terminal", CardScreen)


@shows("menu")
async def the_menu_of_what_stands_under_the_cursor_is_opened(on: Scene) -> None:
    await on.do("next-pane", "menu")
    assert on.on(MenuScreen)
    assert on.sees(_("Open in the browser"))
    await on.press(*on.keys("star"))
    assert on.app.screen is on.main
    assert on.first.starred


@shows("theme")
async def the_next_theme_is_taken(on: Scene) -> None:
    before = on.app.theme, on.main.styles.background
    await on.do("theme")
    assert on.app.theme != before[0]
    assert on.main.styles.background != before[1]


@shows("quit", ends=True)
async def the_reader_is_left(on: Scene) -> None:
    await on.tap("quit")
    await on.pilot.pause()
    assert not on.app.is_running
