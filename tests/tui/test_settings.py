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
from tui.screens.own_keys import OwnKeysScreen
from tui.screens.settings import OptionsScreen
from tui.settings import Kind, settings
from tui.text import harakat_shown, paragraph
from tui.text.terminal import KONSOLE, VISUAL
from tui.widgets.field import Field
from tui.widgets.heading import Prose


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


def test_every_field_is_a_setting_with_a_label_an_explanation_and_a_way_to_set_it() -> None:
    found = settings(["nashra-dark"])
    assert [one.name for one in found] == [field.name for field in fields(Config)]
    for one in found:
        assert one.label
        assert one.told.endswith(".")
        assert one.options or one.kind is not Kind.CHOICE


def test_what_is_set_goes_by_the_type_of_the_field() -> None:
    kinds = {one.name: one.kind for one in settings([])}
    assert kinds["digits"] is kinds["theme"] is kinds["country"] is Kind.CHOICE
    assert kinds["measure"] is Kind.NUMBER
    assert kinds["keys"] is Kind.KEYS


def test_every_setting_has_values_with_names_of_their_own_and_its_default_is_one() -> None:
    for one in settings(["nashra-dark", "nashra-light"]):
        names = [name for _value, name in one.options]
        assert len(set(names)) == len(names)
        assert not names or getattr(Config(), one.name) in [value for value, _name in one.options]


async def test_what_the_cursor_is_on_is_shown_and_escape_takes_it_back(app: NashraApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "comma", "down", "enter")
        before = app.theme
        await press(pilot, "down")
        assert app.theme != before
        await press(pilot, "escape")
        assert app.theme == before
        assert not paths.config().exists()


async def test_a_number_is_typed_and_one_that_can_not_be_is_told_in_words_at_its_place(app: NashraApp) -> None:
    async with app.run_test(size=(120, 50)) as pilot:
        await settled(pilot)
        app.show(OptionsScreen(next(one for one in settings([]) if one.name == "measure"), app.config.measure))
        await pilot.pause()
        field = app.screen.query_one(Field)
        field.focus()
        for typed, told in (("5", "20"), ("abc", "abc")):
            field.value = typed
            await press(pilot, "enter")
            assert isinstance(app.screen, OptionsScreen)
            foot = app.screen.query_one("#dialog-foot", Prose)
            assert told in foot.text
            assert foot.has_class("-error")
        field.value = "66"
        await press(pilot, "enter")
        assert load(paths.config()).measure == app.config.measure == 66


async def test_a_setting_is_taken_back_to_what_it_was_at_first(app: NashraApp) -> None:
    paths.config().parent.mkdir(parents=True)
    paths.config().write_text("# mine\nmeasure = 60\n", "utf-8")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "comma", "down", "down", "down", "x")
        assert paths.config().read_text("utf-8") == "# mine\n"
        assert app.config.measure == Config().measure


async def test_the_row_under_the_cursor_is_seen_where_what_is_told_of_it_takes_more_room(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "comma")
        last = len(settings(sorted(app.available_themes))) - 1
        for at in (last, *range(last, -1, -1)):
            app.screen.list.go_to(at)  # type: ignore[attr-defined]
            for _step in ("the sentence", "its room", "the list"):
                await settled(pilot)
            rows = app.screen.list  # type: ignore[attr-defined]
            assert 0 <= rows.above < rows.size.height, rows.choices[at].text


async def test_an_action_is_found_by_letters_of_its_name_or_its_id(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.show(OwnKeysScreen())
        await pilot.pause()
        for typed in ("المقروء", "go-unread"):
            app.screen.query_one(Field).value = typed
            await pilot.pause()
            found = [one.value.id for one in app.screen.list.choices]  # type: ignore[attr-defined]
            assert "go-unread" in found
            assert "theme" not in found


async def test_a_key_of_ones_own_is_typed_and_bound_at_once(app: NashraApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.show(OwnKeysScreen())
        await pilot.pause()
        await press(pilot, "enter")
        field = app.screen.query_one(Field)
        field.value = "%%"
        await press(pilot, "enter")
        assert "%%" in app.screen.query_one("#dialog-foot", Prose).text
        field.value = "ctrl+n, F5"
        await press(pilot, "enter")
        assert load(paths.config()).keys == {"down": ["ctrl+n", "F5"]}
        assert app.keys["down"] == ("ctrl+n", "f5")


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
