"""Choosing settings on their screen: they hold at once, and are kept in the user's file."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import press, settled
from tui import paths
from tui.app import NashraApp
from tui.config import Config, load
from tui.screens.card import CardScreen
from tui.settings import settings
from tui.text import harakat_shown, paragraph
from tui.text.terminal import KONSOLE, VISUAL


@pytest.fixture
def app(open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NashraApp:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return open_app("ar")


def cells(text: str) -> str:
    return paragraph(text, language="ar").fit(60).text


async def choose(pilot: object, setting: str, steps: int) -> None:
    """Open the settings, go to one of them and take the value ``steps`` below the one in use."""
    app: NashraApp = pilot.app  # type: ignore[attr-defined]
    await press(pilot, "comma")  # type: ignore[arg-type]
    at = [one.name for one in settings(sorted(app.available_themes))].index(setting)
    keys = "down" if steps > 0 else "up"
    await press(pilot, *["down"] * at, "enter", *[keys] * abs(steps), "enter")  # type: ignore[arg-type]


def test_every_setting_is_on_the_screen_but_the_keys_and_the_player_which_are_written_by_hand() -> None:
    assert {one.name for one in settings([])} == {field.name for field in fields(Config)} - {"keys", "player"}


def test_every_setting_has_values_with_names_of_their_own_and_its_default_is_one() -> None:
    for one in settings(["nashra-dark", "nashra-light"]):
        names = [name for _value, name in one.options]
        assert len(set(names)) == len(names)
        assert getattr(Config(), one.name) in [value for value, _name in one.options]


async def test_the_digits_of_the_interface_turn_at_once_and_stay_so(app: NashraApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "28" in text_of(app)
        await choose(pilot, "digits", 2)
        await press(pilot, "escape")
        await settled(pilot)
        assert load(paths.config()).digits == "arabic"
        assert "٢٨" in text_of(app)
        assert "28" not in text_of(app)


async def test_the_line_width_sets_the_page_anew(app: NashraApp) -> None:
    async with app.run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "enter")
        await settled(pilot)
        before = max(row.width for row in app.main.page.rows)
        await choose(pilot, "measure", -3)
        await press(pilot, "escape")
        await settled(pilot)
        assert load(paths.config()).measure == 48
        assert max(row.width for row in app.main.page.rows) <= 48 < before


async def test_vowel_signs_are_hidden_and_shown(app: NashraApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert harakat_shown()
        await choose(pilot, "harakat", 2)
        assert not harakat_shown()


async def test_colours_change_with_the_theme_that_is_chosen(app: NashraApp) -> None:
    async with app.run_test(size=(120, 60)) as pilot:
        await settled(pilot)
        before = app.theme
        await choose(pilot, "theme", 1)
        assert app.theme != before
        assert load(paths.config()).theme == app.theme


async def test_a_file_that_can_not_be_written_is_told_of_and_nothing_changes(
    app: NashraApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/dev/null")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await choose(pilot, "digits", 2)
        assert cells("الإعدادات") in text_of(app)
        assert app.config.digits == "auto"


async def test_the_line_of_the_card_that_reads_right_is_how_all_is_sent_from_then_on(app: NashraApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert app.strategy is VISUAL
        await press(pilot, "comma", "down", "down", "enter")
        assert isinstance(app.screen, CardScreen)
        await press(pilot, "6")
        assert app.strategy is KONSOLE
        assert load(paths.config()).terminal == "konsole"
        assert "konsole" in text_of(app)


async def test_the_card_shows_every_strategy_and_stands_on_the_one_in_use(app: NashraApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.action_terminal()
        await pilot.pause()
        assert app.screen.query_one("#choices").cursor == 0  # type: ignore[attr-defined]
        shown = text_of(app)
        assert all(f" {number} " in shown for number in range(1, 11))
        await press(pilot, "escape")
        assert app.strategy is VISUAL
