"""What keys, a paste and the mouse do to a line that is typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual import events

from tests.tui.widgets.fields import WIDTH, Typing, cells, cursor, marked, paste, shown, type_in, value
from tui import i18n
from tui.widgets.field import Field


@pytest.fixture(autouse=True)
def arabic() -> Iterator[None]:
    i18n.use("ar")
    yield
    i18n.use("en")


# ── What is typed and pasted ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ه\u200d", "ه\u200d"),
        ("س\ufefbم", "سلام"),
        ("\ufef5", "لآ"),
        ("بَّ", "بَّ"),
        ("a\u200eب\u202eج\x1b", "aبج"),
    ],
)
async def test_what_is_typed_is_kept_as_letters_with_its_joiners(typed: str, kept: str) -> None:
    async with Typing().run_test() as pilot:
        await type_in(pilot, typed)
        assert value(pilot) == kept
        assert pilot.app.query_one(Field).cursor_position == len(kept)


async def test_a_ligature_typed_in_a_text_leaves_the_cursor_after_both_its_letters() -> None:
    async with Typing().run_test() as pilot:
        await type_in(pilot, "سم")
        await pilot.press("right")
        await type_in(pilot, "\ufefb")
        await type_in(pilot, "ن")
        assert value(pilot) == "سلانم"


async def test_a_half_space_parts_the_letters_that_are_seen() -> None:
    async with Typing().run_test() as pilot:
        await type_in(pilot, "می\u200cخواهم")
        assert shown(pilot.app) == (" " + "".join(reversed("ﻣﯽﺧﻮﺍﻫﻢ"))).rjust(WIDTH)


async def test_a_paste_is_cleaned_on_one_line_and_replaces_what_is_selected() -> None:
    async with Typing().run_test() as pilot:
        await type_in(pilot, "قديم")
        await pilot.press("ctrl+shift+a")
        await paste(pilot, "\nأخبار CNN\r\nو\u202eBBC\u202c \u200f\ufefbحق\n")
        assert value(pilot) == "أخبار CNN وBBC لاحق"
        await pilot.press("ctrl+shift+a")
        await paste(pilot, "\n")
        await paste(pilot, "")
        assert value(pilot) == "أخبار CNN وBBC لاحق"


async def test_a_mark_that_is_typed_after_its_letter_becomes_one_with_it() -> None:
    async with Typing().run_test() as pilot:
        await type_in(pilot, "xe")
        await paste(pilot, "\u0301y")
        assert value(pilot) == "xéy"
        assert pilot.app.query_one(Field).cursor_position == 3


async def test_a_value_from_the_program_is_clean_too() -> None:
    async with Typing().run_test() as pilot:
        pilot.app.query_one(Field).value = "\ufefb\u202eأ\nب"
        assert value(pilot) == "لاأ ب"


async def test_keys_of_a_burst_act_in_their_order() -> None:
    async with Typing().run_test() as pilot:
        for key, character in (("ا", "ا"), ("ب", "ب"), ("backspace", "\x7f"), ("ت", "ت"), ("right", None), ("ث", "ث")):
            pilot.app.post_message(events.Key(key, character))
        await pilot.pause()
        assert value(pilot) == "اثت"


async def test_each_change_is_told_once_and_enter_submits() -> None:
    async with Typing().run_test() as pilot:
        await type_in(pilot, "با")
        await pilot.press("backspace", "left", "delete", "enter")
        assert isinstance(pilot.app, Typing)
        assert pilot.app.told == ["ب", "با", "ب", "<ب>"]


# ── The cursor ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_latin_word_and_a_number_in_arabic_grow_at_the_cursor() -> None:
    async with Typing().run_test() as pilot:
        for word in ("CNN", "2025"):
            await type_in(pilot, f"خبر {word}")
            seen = shown(pilot.app)
            at = cursor(pilot.app)
            assert seen[: at + 1].endswith(word + " ")
            await type_in(pilot, word[-1])
            assert shown(pilot.app)[: cursor(pilot.app)].endswith(word + word[-1])
            await pilot.press("home", "ctrl+k")


async def test_arrows_go_where_they_point_through_text_that_turns() -> None:
    async with Typing().run_test() as pilot:
        await type_in(pilot, "خبر CNN ثم")
        await pilot.press("home")
        seen = [cursor(pilot.app)]
        for _ in range(12):
            await pilot.press("left")
            seen.append(cursor(pilot.app))
        assert seen == [*range(WIDTH - 1, WIDTH - 12, -1), WIDTH - 11, WIDTH - 11]
        for _ in range(12):
            await pilot.press("right")
        assert cursor(pilot.app) == WIDTH - 1


async def test_an_arrow_leaves_what_is_selected_at_the_side_to_which_it_points() -> None:
    async with Typing().run_test() as pilot:
        await type_in(pilot, "ابتث")
        field = pilot.app.query_one(Field)
        for key, at in (("left", 4), ("right", 0)):
            await pilot.press("ctrl+shift+a", key)
            assert field.selection == (at, at)


async def test_home_and_end_are_those_of_the_text() -> None:
    async with Typing().run_test() as pilot:
        await type_in(pilot, "خبر CNN")
        await pilot.press("home")
        assert cursor(pilot.app) == WIDTH - 1
        await pilot.press("end")
        assert cursor(pilot.app) == WIDTH - 8
        await pilot.press("ctrl+a")
        assert pilot.app.query_one(Field).cursor_position == 0
        await pilot.press("ctrl+e")
        assert pilot.app.query_one(Field).cursor_position == 7


async def test_words_are_crossed_by_what_is_seen() -> None:
    async with Typing().run_test() as pilot:
        await type_in(pilot, "خبر CNN ثم")
        field = pilot.app.query_one(Field)
        await pilot.press("home")
        met = []
        for key in ("left", "left", "left", "left", "right", "right", "right"):
            await pilot.press(f"ctrl+{key}")
            met.append(field.cursor_position)
        assert met == [4, 8, 10, 10, 8, 4, 0]
        await pilot.press("ctrl+shift+left")
        assert field.selection == (0, 4)
        await pilot.press("ctrl+shift+right")
        assert field.selection == (0, 0)


async def test_shift_extends_what_is_selected_by_what_is_seen_and_marks_it_in_pieces() -> None:
    async with Typing().run_test() as pilot:
        await type_in(pilot, "خبر CNN")
        field = pilot.app.query_one(Field)
        await pilot.press("home", *["shift+left"] * 4)
        assert field.selection == (0, 6)
        assert marked(pilot.app) == "CN" + cells("خبر ")
        await pilot.press("shift+right")
        assert field.selection == (0, 3)
        await pilot.press("shift+end")
        assert field.selected_text == "خبر CNN"
        await pilot.press("shift+home")
        assert field.selection == (0, 0)


async def test_the_terminals_own_cursor_is_where_the_cursor_is_seen() -> None:
    async with Typing().run_test() as pilot:
        await type_in(pilot, "خبر CNN")
        for key in ("left", "home", "end", "right"):
            assert pilot.app.cursor_position.x == cursor(pilot.app)
            await pilot.press(key)


# ── Erasing ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "keys", "rest"),
    [
        ("كتبَ", ["backspace"], "كتب"),
        ("سلا", ["backspace"], "سل"),
        ("بَت", ["home", "delete"], "ت"),
        ("أنا می\u200cخواهم", ["ctrl+w"], "أنا "),
        ("أنا می\u200cخواهم", ["ctrl+backspace"], "أنا "),
        ("أنا خبر", ["alt+backspace"], "أنا "),
        ("كَتَبَ خبر", ["ctrl+w", "ctrl+w"], ""),
        ("كَتَبَ خبر", ["home", "ctrl+delete"], "خبر"),
        ("كَتَبَ خبر", ["home", "alt+d"], "خبر"),
        ("خبر CNN", ["right", "ctrl+u"], " CNN"),
        ("خبر CNN", ["home", "left", "ctrl+k"], "خ"),
        ("خبر", ["ctrl+shift+a", "delete"], ""),
        ("خبر", ["ctrl+shift+a", "ctrl+w"], ""),
        ("خبر", ["delete"], "خبر"),
        ("", ["backspace", "delete", "ctrl+w", "right", "left"], ""),
    ],
)
async def test_what_erases_goes_by_what_is_written(text: str, keys: list[str], rest: str) -> None:
    async with Typing().run_test() as pilot:
        await type_in(pilot, text)
        await pilot.press(*keys)
        assert value(pilot) == rest


async def test_what_is_cut_can_be_pasted_and_is_logical() -> None:
    async with Typing().run_test() as pilot:
        await type_in(pilot, "خبر CNN")
        await pilot.press("ctrl+shift+a", "ctrl+x")
        assert pilot.app.clipboard == "خبر CNN"
        assert value(pilot) == ""
        await pilot.press("ctrl+v")
        assert value(pilot) == "خبر CNN"


# ── The mouse ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_click_puts_the_cursor_in_the_cell_and_beyond_the_text_at_its_end() -> None:
    async with Typing().run_test() as pilot:
        await type_in(pilot, "خبر CNN ثم")
        await pilot.press("home")
        field = pilot.app.query_one(Field)
        for cell, at in ((WIDTH - 1, 0), (WIDTH - 4, 3), (WIDTH - 5, 6), (WIDTH - 7, 4), (WIDTH - 8, 7), (3, 10)):
            await pilot.click(Field, offset=(cell, 0))
            assert field.cursor_position == at
            if at < 10:
                assert cursor(pilot.app) == cell


async def test_a_click_right_of_latin_text_leads_to_its_end() -> None:
    async with Typing().run_test() as pilot:
        await type_in(pilot, "news")
        await pilot.click(Field, offset=(20, 0))
        assert pilot.app.query_one(Field).cursor_position == 4
        await pilot.click(Field, offset=(1, 0))
        assert pilot.app.query_one(Field).cursor_position == 1


async def test_a_drag_selects_the_text_between_and_ends_where_the_button_is_let_go() -> None:
    async with Typing().run_test() as pilot:
        await type_in(pilot, "خبر CNN")
        field = pilot.app.query_one(Field)
        await pilot.press("home")
        await pilot.mouse_down(Field, offset=(WIDTH - 2, 0))
        await pilot.hover(Field, offset=(WIDTH - 6, 0))
        assert field.selected_text == "بر C"
        await pilot.mouse_up(Field, offset=(WIDTH - 6, 0))
        await pilot.hover(Field, offset=(WIDTH - 1, 0))
        assert field.selected_text == "بر C"
        assert marked(pilot.app) == "C ﺮﺒ"
