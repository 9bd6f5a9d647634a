"""What is seen while a line is typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.cells import cell_len

from tests.tui.widgets.fields import WIDTH, Typing, cells, cursor, paste, shown, type_in
from tui import i18n
from tui.text import paragraph
from tui.widgets.field import Field

LONG = "كلمة طويلة جدا في حقل قصير لا يسعها كلها مع CNN و 2025 ثم بقية"


@pytest.fixture(autouse=True, params=["ar", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.use(request.param)
    yield request.param
    i18n.use("en")


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


@pytest.mark.parametrize("text", [LONG, "a long line in latin letters, 漢字, and more and more of it"])
async def test_a_long_text_is_seen_from_its_start_and_with_cells_around_the_cursor(text: str) -> None:
    async with Typing().run_test() as pilot:
        await paste(pilot, text)
        whole = paragraph(text, language=i18n.language()).fit(200)
        await pilot.press("home")
        seen = shown(pilot.app)
        assert seen == (whole.text[-WIDTH:] if whole.base == "rtl" else whole.text[:WIDTH])
        key = "left" if whole.base == "rtl" else "right"
        for step in range(1, len(text) + 1):
            await pilot.press(key)
            away = cursor(pilot.app) if key == "left" else WIDTH - 1 - cursor(pilot.app)
            assert away >= min(4, len(text) - step)
        await pilot.press("right" if key == "left" else "left")
        assert shown(pilot.app).strip() in whole.text


async def test_the_text_stays_as_the_cursor_turns_round_within_what_is_seen() -> None:
    async with Typing().run_test() as pilot:
        await paste(pilot, LONG)
        seen = shown(pilot.app)
        await pilot.press("right", "right", "right", "right", "right", "left")
        assert shown(pilot.app) == seen


async def test_letters_typed_within_a_long_text_do_not_scroll_it_away() -> None:
    async with Typing().run_test() as pilot:
        await paste(pilot, LONG)
        await pilot.press("home", *["left"] * 8)
        at = cursor(pilot.app)
        await type_in(pilot, "ب")
        assert cursor(pilot.app) == at - 1


async def test_wide_characters_and_marks_are_whole_at_the_edges() -> None:
    async with Typing().run_test() as pilot:
        await paste(pilot, "漢字" * 20 + "بَّتَّ" * 15 + "漢字" * 20)
        field = pilot.app.query_one(Field)
        for at in range(0, len(field.value), 3):
            field.cursor_position = at
            seen = shown(pilot.app)
            assert cell_len(seen) == WIDTH
            assert 0 <= cursor(pilot.app) < WIDTH
            assert not seen.startswith(("\u064e", "\u0651"))


async def test_an_arabic_hint_stands_at_the_right_with_the_cursor_on_its_first_letter() -> None:
    async with Typing("ابحث").run_test() as pilot:
        assert shown(pilot.app) == cells("ابحث").rjust(WIDTH)
        assert cursor(pilot.app) == WIDTH - 1
        await pilot.press("left")
        assert cursor(pilot.app) == WIDTH - 1
        await type_in(pilot, "ب")
        assert shown(pilot.app) == cells("ب").rjust(WIDTH)


async def test_an_empty_field_has_its_cursor_where_the_interface_begins_to_read(language: str) -> None:
    async with Typing("").run_test() as pilot:
        assert cursor(pilot.app) == (WIDTH - 1 if language == "ar" else 0)
        await pilot.press(*"12")
        assert cursor(pilot.app) == (WIDTH - 1 if language == "ar" else 2)
        await pilot.press("a")
        # A figure goes on to the right of those before it.
        assert (shown(pilot.app), cursor(pilot.app)) == ("12a".ljust(WIDTH), 3)
