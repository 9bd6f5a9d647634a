"""Key presses in the reader: under ten layouts, in sequences, with counts, in dialogs and text fields, by presets."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from feeds.types import ScopeKind
from tests.terminal import Terminal
from tests.tui.conftest import Open, text_of
from tests.tui.keyboards import typed_by
from tests.tui.test_keys import WIDE, press
from tests.tui.test_layouts import OUT_OF_REACH
from tui import i18n, keymap, layouts
from tui.actions import ACTIONS, Action, Place
from tui.config import Config
from tui.screens.help import HelpScreen
from tui.widgets.choices import ChoiceList
from tui.widgets.field import Field


async def type_in(pilot: Pilot[None], *typed: str) -> None:
    """What a terminal sends for characters, one read each."""
    for characters in typed:
        pilot.app.post_message(events.Key(keymap.textual(characters), characters))
        await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("layout", layouts.LAYOUTS)
async def test_every_default_key_of_every_action_is_reached_under_the_layout(
    open_app: Open, layout: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app("ar", config=Config(keyboard=layout))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        ran: list[str] = []

        async def run_action(action: str, *_given: object) -> bool:
            ran.append(action)
            return True

        monkeypatch.setattr(app, "run_action", run_action)
        for action in ACTIONS:
            for keys in app.keys[action.id] if action.place is not Place.DIALOG else ():
                if any((layout, key) in OUT_OF_REACH for key in keys.split(" ")):
                    continue
                ran.clear()
                for key in keys.split(" "):
                    typed = typed_by(key, layout)
                    characters = typed if typed != key or len(key) == 1 else None
                    app.post_message(events.Key(keymap.textual(typed), characters))
                    await pilot.pause()
                assert [one.removeprefix("app.") for one in ran] == [action.run.removeprefix("app.")], (action.id, keys)


async def test_keys_work_under_an_arabic_layout_in_the_reader_and_in_dialogs(open_app: Open) -> None:
    app = open_app("ar", config=Config(keyboard="ar-101"))
    async with app.run_test(size=WIDE) as pilot:
        await type_in(pilot, "ت", "ت")
        assert app.main.sections.cursor == 2
        await type_in(pilot, "ن")
        assert app.main.sections.cursor == 1
        await type_in(pilot, "لأ")
        assert app.main.sections.cursor == len(app.main.sections.entries) - 1
        await type_in(pilot, "ل", "ل")
        assert app.main.sections.cursor == 0
        await type_in(pilot, "؟")
        assert isinstance(app.screen, HelpScreen)
        before = app.screen.list.cursor
        await type_in(pilot, "٣", "ت")
        assert app.screen.list.cursor > before + 1
        await type_in(pilot, "ض")
        assert app.screen is app.main


async def test_in_a_text_field_letters_stay_letters(open_app: Open) -> None:
    app = open_app("ar", config=Config(keyboard="ar-101"))
    async with app.run_test(size=WIDE) as pilot:
        await type_in(pilot, "/", "ت", "\ufefb", "ل", "3")
        assert app.main.query_one("#filter", Field).value == "تلال3"
        assert not app.main.status.begun


@pytest.mark.parametrize("key", ["ctrl+ف", "ctrl+t"])
async def test_ctrl_works_under_another_layout(open_app: Open, key: str) -> None:
    app = open_app("ar", config=Config(keyboard="ar-101"))
    async with app.run_test(size=WIDE) as pilot:
        before = app.theme
        app.post_message(events.Key(key, None))
        await pilot.pause()
        assert app.theme != before


async def test_a_key_of_ones_own_in_another_script_comes_before_the_key_that_types_it(open_app: Open) -> None:
    app = open_app("ar", config=Config(keyboard="ar-101", keys={"last": ["ت"]}))
    async with app.run_test(size=WIDE) as pilot:
        await type_in(pilot, "ت")
        assert app.main.sections.cursor == len(app.main.sections.entries) - 1


async def test_counts_move_by_that_many_and_g_goes_to_that_row(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab")
        await press(pilot, "1", "2", "j")
        assert app.main.articles.cursor == 12
        await press(pilot, "5", "k")
        assert app.main.articles.cursor == 7
        await press(pilot, "1", "0", "G")
        assert app.main.articles.cursor == 9
        await press(pilot, "3", "g", "g")
        assert app.main.articles.cursor == 2
        await press(pilot, "9", "9", "9", "k")
        assert app.main.articles.cursor == 0


async def test_an_action_that_takes_no_count_leaves_none_to_the_next(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "4", "s")
        assert app.take_count() is None
        await press(pilot, "j")
        assert app.main.articles.cursor == 1


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_what_was_begun_is_shown_until_escape_or_its_end(open_app: Open, language: str) -> None:
    app = open_app(language)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "4", "2", "g")
        assert "42 g" in text_of(app).splitlines()[-1]
        await press(pilot, "escape")
        assert "42 g" not in text_of(app).splitlines()[-1]
        await press(pilot, "g")
        assert app.main.status.begun == "g"
        await app._expire()
        assert app.main.status.begun == ""
        await press(pilot, "j")
        assert app.main.sections.cursor == 1


@pytest.mark.parametrize(
    ("key", "kind"),
    [("a", ScopeKind.ALL), ("u", ScopeKind.UNREAD), ("t", ScopeKind.TODAY), ("s", ScopeKind.STARRED)],
)
async def test_g_and_a_letter_go_to_the_sections_that_are_always_there(
    open_app: Open, key: str, kind: ScopeKind
) -> None:
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "G", "g", key)
        assert app.main.scope.kind is kind
        assert app.focused is app.main.articles


@pytest.mark.parametrize(("key", "screen"), [("r", "RulesScreen"), ("i", "StatisticsScreen")])
async def test_g_and_a_letter_open_screens(open_app: Open, key: str, screen: str) -> None:
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", key)
        assert type(app.screen).__name__ == screen


async def test_users_of_newsboat_go_back_by_q_and_out_from_the_first_pane(open_app: Open) -> None:
    app = open_app("en", config=Config(preset="newsboat"))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "enter", "q")
        assert app.focused is app.main.articles
        await press(pilot, "N", "question_mark", "q")
        assert app.reader.counts().unread == 28
        assert app.screen is app.main
        await press(pilot, "A")
        assert app.reader.counts().unread == 0
        await press(pilot, "q", "q")
    assert not app.is_running


async def test_users_of_vim_have_their_sequences(open_app: Open) -> None:
    app = open_app("en", config=Config(preset="vim"))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+w", "w")
        assert app.focused is app.main.articles
        await press(pilot, "j", "j", "j", "y", "y")
        assert app.clipboard == "https://edition.example/world/palm-road"
        await press(pilot, "h")
        assert app.focused is app.main.sections
        await press(pilot, "slash", *"abc", "ctrl+w")
        assert app.main.query_one("#filter", Field).value == ""
        await press(pilot, "escape", "Z", "Z")
    assert not app.is_running


async def test_help_and_footer_show_ones_own_keys(open_app: Open) -> None:
    app = open_app("en", config=Config(keys={"star": ["g *"], "help": ["?"]}))
    async with app.run_test(size=(140, 60)) as pilot:
        assert "g * Star" in text_of(app).splitlines()[-1]
        await press(pilot, "question_mark")
        choices = app.screen.query_one(ChoiceList).choices
        rows = {choice.value.id: choice.aside for choice in choices if isinstance(choice.value, Action)}
        assert rows["star"] == "g *"
        assert rows["first"] == "g g  Home"


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_keys_that_are_at_odds_are_told_of_at_the_start(open_app: Open, language: str) -> None:
    app = open_app(language, config=Config(keys={"star": ["m"]}))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert app.main.notice.display
        for part in ("m", i18n._("Star, or remove the star"), i18n._("Mark as read or unread"), "keys.star"):
            assert part in app.main.notice.text
        await press(pilot, "tab", "m")
        assert app.main.articles.rows[0].starred


async def test_other_settings_bind_other_keys_at_once(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        app.configure(Config(keys={"down": ["ctrl+n"]}))
        await press(pilot, "j")
        assert app.main.sections.cursor == 0
        await press(pilot, "ctrl+n")
        assert app.main.sections.cursor == 1


# ── A real terminal with kitty's protocol ────────────────────────────────────────────────────────────────────


def english(library: Path) -> list[str]:
    return [sys.executable, "-m", "tui", "--library", str(library), "--lang", "en"]


def test_the_terminal_is_asked_for_the_keys_and_they_work_whatever_they_type(library_path: Path) -> None:
    with Terminal(english(library_path)) as terminal:
        terminal.until("Starred")
        assert "\x1b[=4;2u" in terminal.text
        terminal.type("\x1b[1567::47;2;1567u")
        terminal.until("Moving about")
        terminal.type("\x1b[1590::113;;1590u\x1b[1590::113;;1590u")
        assert terminal.end() == 0


def test_ctrl_works_under_an_arabic_layout_where_the_terminal_names_the_key(library_path: Path) -> None:
    with Terminal(english(library_path)) as terminal:
        terminal.until("Starred")
        terminal.type("\x1b[1590::113;5u")
        assert terminal.end() == 0


def test_slash_on_the_key_q_of_a_hebrew_keyboard_is_that_key(library_path: Path) -> None:
    with Terminal(english(library_path), environ={"LANG": "he_IL.UTF-8"}) as terminal:
        terminal.until("Starred")
        terminal.type("\x1b[47::113u")
        assert terminal.end() == 0


def test_slash_of_a_latin_keyboard_is_slash_wherever_it_stands_and_ctrl_q_is_what_is_written_on_it(
    library_path: Path,
) -> None:
    with Terminal(english(library_path)) as terminal:
        terminal.until("Starred")
        terminal.type("\x1b[47::113u")
        # The cursor stands on the first letter.
        terminal.until("earch: words")
        terminal.type("\x1b[122;;122u\x1b[57441;2u\x1b[27u\x1b[113::97;5u")
        assert terminal.end() == 0


@pytest.mark.parametrize("keys", [":set theme", "/since:7d", "?/zen"])
async def test_what_comes_at_once_with_the_key_that_opens_a_field_is_typed_into_it(open_app: Open, keys: str) -> None:
    """A line may bring many keys in one read."""
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        for character in keys:
            app.post_message(events.Key(keymap.textual(character), character))
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen.query_one(Field).value == keys.lstrip("?:/")


async def test_what_keys_do_is_looked_up_once_for_each_focus_and_again_when_they_are_bound_anew(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []
    whole = Screen._binding_chain.fget
    assert whole is not None

    def look(screen: Screen[None]) -> object:
        looked.append(screen.focused)
        return whole(screen)

    monkeypatch.setattr(Screen, "_binding_chain", property(look))
    app = open_app("ar")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "j")
        looked.clear()
        await press(pilot, "j", "j", "k")
        assert app.main.articles.cursor == 2
        assert not looked
        await press(pilot, "shift+tab")
        await press(pilot, "j")
        assert looked == [app.main.sections]
        app.keys["down"] = ("#",)
        app.bind_keys()
        await press(pilot, "#")
        assert app.main.sections.cursor == 2
