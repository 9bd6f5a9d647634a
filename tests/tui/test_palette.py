"""The palette: what it finds, in which order, and what comes of choosing it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import Segment
from textual.pilot import Pilot

from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import ArticleRow, Scope, ScopeKind
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import Open, text_of
from tests.tui.test_command_line import hold_the_cursor
from tests.tui.test_looks import Compare
from tui import i18n
from tui.actions import ACTIONS, Action
from tui.screens.palette import PaletteScreen
from tui.widgets.choices import ChoiceList
from tui.widgets.field import Field

WIDE = (140, 40)


async def press(pilot: Pilot[None], *pressed: str) -> None:
    await pilot.press(*pressed)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def type_and_wait(pilot: Pilot[None], text: str) -> None:
    """Type, and wait until the library has answered: after the last letter it is asked once."""
    screen = pilot.app.screen
    assert isinstance(screen, PaletteScreen)
    await pilot.press(*text)
    while screen._found[0] != screen.query_one(Field).value:
        await pilot.pause(0.02)


def values(pilot: Pilot[None]) -> list[object]:
    return [one.value for one in pilot.app.screen.query_one(ChoiceList).choices if not one.heading]


async def test_with_nothing_typed_it_lists_every_action_section_and_feed(open_app: Open) -> None:
    app = open_app("ar")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+p")
        there = values(pilot)
        assert {one for one in there if isinstance(one, Action)} == {one for one in ACTIONS if one.palette}
        assert {Scope(ScopeKind.FEED, feed.id) for feed in app.reader.feeds()} <= set(there)
        assert {Scope(ScopeKind.SECTION, one.id) for one in app.reader.sections()} <= set(there)


async def test_a_command_is_found_by_its_id_whatever_the_language(open_app: Open) -> None:
    app = open_app("ar")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+p", *"refresh-all")
        assert [one.id for one in values(pilot) if isinstance(one, Action)] == ["refresh-all"]


async def test_a_feed_in_a_folded_section_is_found_and_gone_to(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j", "j", "j", "j", "x", "g", "g")
        feed = next(one for one in app.reader.feeds() if one.section == app.reader.sections()[0].id)
        assert Scope(ScopeKind.FEED, feed.id) not in [entry.scope for entry in app.main.sections.entries]
        await press(pilot, "ctrl+p", *feed.title[:14], "enter")
        assert app.screen is app.main
        assert app.main.scope == Scope(ScopeKind.FEED, feed.id)
        assert app.main.sections.scope == app.main.scope


async def test_articles_that_were_read_stand_first_the_last_of_them_at_the_top(open_app: Open) -> None:
    app = open_app("ar")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "enter", "escape", "down", "enter")
        read = [row.id for row in app.main.articles.rows[:2]]
        await press(pilot, "ctrl+p")
        rows = [one.id for one in values(pilot) if isinstance(one, ArticleRow)]
        assert rows == read[::-1]


async def test_what_was_marked_read_in_one_or_taken_back_was_not_read_lately(library_path: Path) -> None:
    with Reader(library_path, clock=lambda: NOW) as reader:
        ids = [row.id for row in reader.articles(Scope(), limit=30).rows]
        reader.mark_read(ids[:1])
        reader.mark_read(ids[1:2])
        reader.undo()
        store = Store(library_path, clock=lambda: NOW)
        feed = store.subscribe("https://many.example/feed", title="many")
        store.save_articles(feed.id, make_feed([make_article(at) for at in range(30)]), FetchState(), NOW)
        store.close()
        assert reader.mark_all_read(Scope(ScopeKind.FEED, feed.id)) == 30
        assert [row.id for row in reader.lately_read()] == ids[:1]


async def test_an_article_of_the_library_is_found_by_its_title_and_opened(open_app: Open) -> None:
    app = open_app("ar")
    async with app.run_test(size=WIDE) as pilot:
        row = next(row for row in app.reader.articles(Scope()).rows if "النخيل" in row.title)
        await press(pilot, "ctrl+p")
        await type_and_wait(pilot, "النخيل")
        assert row.id in [one.id for one in values(pilot) if isinstance(one, ArticleRow)]
        assert i18n._("Articles") in [one.text for one in app.screen.query_one(ChoiceList).choices if one.heading]
        at = next(
            at
            for at, one in enumerate(app.screen.query_one(ChoiceList).choices)
            if isinstance(one.value, ArticleRow) and one.value.id == row.id
        )
        app.screen.query_one(ChoiceList).go_to(at)
        await press(pilot, "enter")
        assert app.screen is app.main
        assert app.main.page.article == row.id


async def test_letters_that_fit_nothing_leave_the_list_empty_and_enter_does_nothing(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+p")
        await type_and_wait(pilot, "zqzq")
        assert values(pilot) == []
        await press(pilot, "enter")
        assert isinstance(app.screen, PaletteScreen)


async def test_the_letters_that_were_typed_stand_out_where_they_are_seen(open_app: Open) -> None:
    app = open_app("ar")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+p", *"رياضه")
        rows = app.screen.query_one(ChoiceList)
        strip = rows.render_line(rows.cursor)
        hit = rows.look("rows--hit")
        found: list[Segment] = [one for one in strip if one.style and one.style.underline and hit.underline]
        # رياضة as it is seen from left to right, joined.
        assert "".join(one.text for one in found) == "ﺔﺿﺎﻳر"[: len("رياضة")].replace("ر", "ﺭ")
        assert "رياضة" not in text_of(app)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_palette_with_letters_typed(
    snap_compare: Compare, open_app: Open, language: str, size: tuple[int, int]
) -> None:
    async def typed(pilot: Pilot[None]) -> None:
        await press(pilot, "ctrl+p")
        await type_and_wait(pilot, "رياضه")
        hold_the_cursor(pilot)

    assert snap_compare(open_app(language), terminal_size=size, run_before=typed)
