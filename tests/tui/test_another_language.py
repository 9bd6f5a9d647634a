"""Another language, digits and direction are there at once in all that is open, and nothing is lost by it."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import press, settled
from tui import i18n, paths, region
from tui.app import NashraApp
from tui.colon import running
from tui.config import load
from tui.screens.settings import OptionsScreen, SettingsScreen
from tui.text import paragraph

Steps = Callable[[Pilot[None]], Awaitable[None]]


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


async def in_the_page(pilot: Pilot[None]) -> None:
    """An article is open, scrolled, with a section chosen."""
    await press(pilot, "j", "j", "j", "j", "enter", "j", "enter", "j", "j", "j")


async def in_a_search(pilot: Pilot[None]) -> None:
    """Something was typed, and found, with an article under the cursor."""
    await press(pilot, "slash", *"20", "enter", "j")


async def with_nothing_found(pilot: Pilot[None]) -> None:
    await press(pilot, "slash", *"qqqq", "enter")


async def in_the_edition(pilot: Pilot[None]) -> None:
    await press(pilot, "E", "j")


@pytest.mark.parametrize(
    ("before", "after", "steps"),
    [
        ("ar", "en", in_the_page),
        ("en", "ar", in_the_page),
        ("ar", "en", in_a_search),
        ("en", "ar", with_nothing_found),
        ("en", "ar", in_the_edition),
    ],
)
async def test_all_is_as_if_it_had_been_opened_in_the_language(
    open_app: Open, edition: Path, tmp_path: Path, before: str, after: str, steps: Steps
) -> None:
    paths.config().parent.mkdir()
    paths.config().write_text('country = "EG"', "utf-8")
    config = load(paths.config())
    shown: dict[str, tuple[str, object]] = {}
    for opened_in in (before, after):
        library = tmp_path / opened_in / "library.db"
        shutil.copytree(edition.parent, library.parent)
        app = open_app(opened_in, library, config)
        region.use(region.of(config, {}))
        async with app.run_test(size=(170, 20)) as pilot:
            await settled(pilot)
            await steps(pilot)
            if opened_in == before:
                assert await running.run(app, f"set language {after}") is None
                await settled(pilot)
            assert i18n.language() == after
            app.main.notice.hide()
            await settled(pilot)
            shown[opened_in] = text_of(app), state_of(app)
    assert shown[before][0].splitlines() == shown[after][0].splitlines()
    assert shown[before][1] == shown[after][1]
    assert load(paths.config()).language == after


def state_of(app: NashraApp) -> object:
    main = app.main
    return main.sections.cursor, main.articles.cursor, main.page.place, main.scope, app.keys


async def test_the_settings_under_it_and_the_reader_turn_while_the_cursor_moves_and_escape_turns_them_back(
    open_app: Open,
) -> None:
    app = open_app("ar")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        heading = paragraph("الأقسام", language="ar").fit(20).text
        main = text_of(app)
        await press(pilot, "comma")
        chosen = text_of(app)
        await press(pilot, "enter")
        opened = text_of(app)
        await press(pilot, "down", "down")
        assert isinstance(app.screen, OptionsScreen)
        assert "Language of the interface" in text_of(app)
        assert "By the locale" in text_of(app)
        assert app.screen.list.cursor == 2
        assert i18n.rtl() is False
        await press(pilot, "up", "up")
        assert text_of(app) == opened
        await press(pilot, "down", "down", "escape")
        assert isinstance(app.screen, SettingsScreen)
        assert text_of(app) == chosen
        await press(pilot, "enter", "down", "down", "enter")
        assert "Language of the interface" in text_of(app)
        assert "English" in text_of(app)
        await press(pilot, "x")
        assert text_of(app) == chosen
        await press(pilot, "enter", "down", "down", "enter", "escape")
        assert heading in main
        assert text_of(app).splitlines()[0].split()[0] == "Sections"
        # The arrow that points at the article is the other one now.
        await press(pilot, "right")
        assert app.focused is app.main.articles


async def test_what_is_typed_on_the_command_line_is_told_in_the_new_language(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "colon", *"set language العربية", "enter")
        assert app.main.notice.text == i18n._(
            "{setting}: {value}. Kept in the settings.", setting="لغة الواجهة", value="العربية"
        )
