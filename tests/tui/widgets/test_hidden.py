"""A box whose text is never shown."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from tests.tui.conftest import text_of
from tui.widgets.hidden import HiddenField

SECRET = "Pa ss-سر"


class Typing(App[None]):
    def compose(self) -> ComposeResult:
        yield HiddenField()


async def test_each_letter_is_a_bullet_and_the_value_is_what_was_typed() -> None:
    async with Typing().run_test() as pilot:
        await pilot.press(*SECRET)
        field = pilot.app.query_one(HiddenField)
        assert field.value == SECRET
        assert "•" * len(SECRET) in text_of(pilot.app)
        assert not set(SECRET) - {" "} & set(text_of(pilot.app))


async def test_letters_are_replaced_and_erased_where_the_cursor_is() -> None:
    async with Typing().run_test() as pilot:
        await pilot.press(*"abc", "left", "backspace", "x", "home", "delete")
        assert pilot.app.query_one(HiddenField).value == "xc"


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+x"])
async def test_nothing_of_it_reaches_the_clipboard(key: str) -> None:
    async with Typing().run_test() as pilot:
        await pilot.press(*SECRET, "shift+home", key)
        assert pilot.app.clipboard == ""


async def test_no_key_tells_where_its_words_are() -> None:
    async with Typing().run_test() as pilot:
        await pilot.press(*"one two", "ctrl+left")
        assert pilot.app.query_one(HiddenField).cursor_position == 0
        await pilot.press("end", "ctrl+w")
        assert pilot.app.query_one(HiddenField).value == ""
