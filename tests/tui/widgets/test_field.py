"""What is seen while a line is typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.app import App, ComposeResult
from textual.strip import Strip

from tui import i18n
from tui.text import paragraph
from tui.widgets.field import Field

WIDTH = 30
LONG = "كلمة طويلة جدا في حقل قصير لا يسعها كلها مع CNN و 2025 ثم بقية"


class Typing(App[None]):
    CSS = f"Field {{ border: none; height: 1; padding: 0; width: {WIDTH}; }}"

    def compose(self) -> ComposeResult:
        yield Field(placeholder="https://")


@pytest.fixture(autouse=True, params=["ar", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.use(request.param)
    yield request.param
    i18n.use("en")


def cells(text: str) -> str:
    return paragraph(text).fit(cell_len(text)).text


def shown(app: App[None]) -> str:
    return app.query_one(Field).render_line(0).text


def cursor(app: App[None]) -> int:
    """The cell in which the cursor is seen."""
    field = app.query_one(Field)
    look: Style = field.get_component_rich_style("input--cursor")
    strip: Strip = field.render_line(0)
    at = 0
    for segment in strip:
        if segment.style is not None and segment.style + look == segment.style:
            return at
        at += segment.cell_length
    raise AssertionError("no cursor is seen")


async def test_arabic_stands_at_the_right_joined_with_the_cursor_left_of_it() -> None:
    async with Typing().run_test() as pilot:
        await pilot.press(*"مرحبا")
        assert shown(pilot.app) == cells("مرحبا").rjust(WIDTH)
        assert cursor(pilot.app) == WIDTH - 6
        assert pilot.app.query_one(Field).value == "مرحبا"


async def test_latin_stands_at_the_left_with_the_cursor_right_of_it() -> None:
    async with Typing().run_test() as pilot:
        await pilot.press(*"news")
        assert shown(pilot.app) == "news".ljust(WIDTH)
        assert cursor(pilot.app) == 4


async def test_the_text_does_not_move_as_the_cursor_blinks() -> None:
    async with Typing().run_test() as pilot:
        await pilot.press(*"خبر")
        field = pilot.app.query_one(Field)
        field._cursor_visible = True
        seen = shown(pilot.app)
        field._cursor_visible = False
        assert shown(pilot.app) == seen


async def test_a_space_that_was_typed_moves_the_cursor_on() -> None:
    async with Typing().run_test() as pilot:
        await pilot.press(*"خبر", "space", "space")
        assert cursor(pilot.app) == WIDTH - 6


async def test_the_cursor_in_the_text_is_on_its_letter_and_selected_letters_are_marked() -> None:
    async with Typing().run_test() as pilot:
        await pilot.press(*"خبر", "home")
        assert cursor(pilot.app) == WIDTH - 1
        await pilot.press("shift+end")
        field = pilot.app.query_one(Field)
        look = field.get_component_rich_style("input--selection")
        marked = [one.text for one in field.render_line(0) if one.style and one.style + look == one.style]
        assert "".join(marked) == cells("خبر")


async def test_the_hint_is_seen_while_nothing_is_typed() -> None:
    async with Typing().run_test() as pilot:
        assert shown(pilot.app) == "https://".ljust(WIDTH)
        assert cursor(pilot.app) == 0


@pytest.mark.parametrize("text", [LONG, "a long line in latin letters with عربي in it and more"])
async def test_the_cursor_is_always_seen_in_a_text_longer_than_the_field(text: str) -> None:
    async with Typing().run_test() as pilot:
        field = pilot.app.query_one(Field)
        field.value = text
        for at in range(len(text) + 1):
            field.cursor_position = at
            assert 0 <= cursor(pilot.app) < WIDTH
            assert field.render_line(0).cell_length == cell_len(shown(pilot.app)) == WIDTH


@pytest.mark.parametrize("text", ["[/b]", "[@click=app.bell]x"])
async def test_markup_is_shown_as_typed(text: str) -> None:
    async with Typing().run_test() as pilot:
        pilot.app.query_one(Field).value = text
        assert shown(pilot.app).strip() == text
