"""The help: found by words of either language, by letters, and by key; Enter does what stands under the cursor."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import press, settled
from tui.actions import ACTIONS, Action
from tui.config import Config
from tui.screens.help import HelpScreen
from tui.widgets.choices import ChoiceList
from tui.widgets.field import Field

SIZE = (100, 40)


def found(pilot: Pilot[None]) -> list[str]:
    """The ids of the actions that are listed."""
    rows = pilot.app.screen.query_one(ChoiceList).choices
    return [one.value.id for one in rows if isinstance(one.value, Action)]


async def looked_for(pilot: Pilot[None], text: str) -> list[str]:
    pilot.app.screen.query_one(Field).value = text
    await pilot.pause()
    return found(pilot)


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_words_of_both_languages_letters_and_keys_find_an_action(open_app: Open, language: str) -> None:
    app = open_app(language, config=Config(keys={"star": ["g *"]}))
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "question_mark")
        assert set(found(pilot)) >= {one.id for one in ACTIONS if app.keys[one.id] or one.palette}
        for text, first in {
            "رجوع": "back",
            "Undo": "undo",
            "تراجع": "undo",
            "إعدادات": "settings",
            "settings": "settings",
            "اعدادات": "settings",
            "ctrl+p": "palette",
            "^p": "palette",
            "g *": "star",
            "R": "refresh-all",
        }.items():
            assert (await looked_for(pilot, text))[:1] == [first], text
        assert set(await looked_for(pilot, "g")) >= {"first", "go-all", "star"}
        assert await looked_for(pilot, "قققق") == []
        assert await looked_for(pilot, "*") == []


async def test_enter_closes_the_help_and_does_it_but_for_what_is_of_forms(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await press(pilot, "question_mark", "slash", *"choose", "enter")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape", "escape")
        assert app.screen is app.main
        await press(pilot, "question_mark", "slash", *"mark all", "enter")
        assert app.screen is app.main
        assert app.reader.counts().unread == 0
        await press(pilot, "colon", *"help undo", "enter")
        screen = app.screen
        assert isinstance(screen, HelpScreen)
        assert screen.query_one(Field).value == "undo"
        assert "keys.undo" in text_of(app)
        await press(pilot, "enter")
        assert app.reader.counts().unread == 28
