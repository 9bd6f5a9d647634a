"""Searching by the box: as one types, in the text too, with what is found marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from feeds.reader import Reader
from tests.tui.conftest import Open
from tests.tui.test_keys import WIDE, press, settled
from tui.app import NashraApp
from tui.roles import HIT


@pytest.fixture(params=["ar", "en"])
def app(open_app: Open, request: pytest.FixtureRequest) -> NashraApp:
    return open_app(request.param)


def titles(app: NashraApp) -> list[str]:
    return [row.title for row in app.main.articles.rows]


def marked_in_the_list(app: NashraApp, at: int = 0, line: int = 0) -> str:
    """The cells of a line of a row that stand out."""
    look = app.main.articles.look("rows--hit")
    segments = app.main.articles.render_line(at * app.main.articles.ROW + line)
    return "".join(one.text for one in segments if one.style and one.style.underline == look.underline)


async def typed(pilot: Pilot[None], text: str) -> None:
    await press(pilot, "slash", *text)


async def test_words_of_the_text_are_found_with_whatever_marks_and_prefixes(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await typed(pilot, "برتقال")
        assert titles(app) == ["الأهليّ الصغير 3-1 نجوم الوادي، وأكبر جمهور في تاريخ الملعب"]


async def test_what_is_found_stands_out_in_the_list_and_in_the_article(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await typed(pilot, "الاهلي")
        assert len(marked_in_the_list(app)) >= len("الأهلي") - 1
        await press(pilot, "enter", "enter")
        marked = [run for row in app.main.page.rows for run in row.runs if HIT in run.keys]
        assert len(marked) >= 2
        await press(pilot, "escape", "escape", "escape")
        assert app.main.articles.spans is None
        assert not marked_in_the_list(app)


async def test_a_row_has_the_stretch_of_the_text_that_was_found_with_the_word_marked(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await typed(pilot, "برتقال")
        await settled(pilot)
        (row,) = app.main.articles.rows
        snippet = app.main.articles.snippets[row.id]
        assert any("برتقال" in snippet.text[start:end] for start, end in snippet.spans)
        assert marked_in_the_list(app, line=2), "and it is not cut off at 80 columns"
        assert not marked_in_the_list(app), "the title has nothing of it"
        await press(pilot, "escape")
        assert app.main.articles.ROW == 2


async def test_a_key_turns_the_order_and_the_heading_says_which(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "S")
        assert app.main.notice.display, "nothing is searched for"
        await typed(pilot, "قسم:رياضة الأهلي")
        await press(pilot, "enter")
        newest = app.main.scope_heading.aside
        await press(pilot, "S")
        await settled(pilot)
        assert newest == app.main.order_named(ranked=False)
        assert app.main.scope_heading.aside == app.main.order_named(ranked=True)
        await press(pilot, "escape")
        await typed(pilot, "is:unread")
        await settled(pilot)
        assert app.main.scope_heading.aside == newest, "no word leads to these"


async def test_marking_all_by_relevance_leaves_none_of_what_is_shown(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await typed(pilot, "الذي")
        await press(pilot, "enter", "S")
        await settled(pilot)
        found = [row.id for row in app.main.articles.rows]
        assert len(found) > 1
        await press(pilot, "ctrl+a")
        await settled(pilot)
        assert all(app.reader.article(id_).row.read for id_ in found)


async def test_what_is_typed_goes_on_until_enter_takes_it_as_it_is(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await typed(pilot, "برتق")
        assert len(titles(app)) == 1
        await press(pilot, "enter")
        assert titles(app) == []


async def test_an_error_in_what_is_typed_is_told_when_it_is_entered(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await typed(pilot, 'برتقال "')
        assert not app.main.notice.display
        await press(pilot, "enter")
        await settled(pilot)
        assert app.main.notice.display


async def test_properties_are_asked_for_in_both_languages(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await typed(pilot, "قسم:رياضة")
        assert len(titles(app)) == 3
        await press(pilot, "escape")
        await typed(pilot, "is:starred")
        assert titles(app) == []


async def test_marking_all_marks_what_was_found_alone(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await typed(pilot, "قسم:رياضة")
        await press(pilot, "enter", "ctrl+a")
        assert app.reader.counts().unread == 25
        await press(pilot, "u")
        assert app.reader.counts().unread == 28


async def test_a_library_that_is_not_indexed_is_indexed_behind_the_first_screen(
    open_app: Open, unindexed: Reader
) -> None:
    assert unindexed.index_waits()
    app = open_app("ar", path=unindexed.path)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause(2.2)
        await settled(pilot)
        assert not app.reader.index_waits()
        await typed(pilot, "برتقال")
        assert len(titles(app)) == 1


@pytest.fixture
def unindexed(library_path: Path) -> Reader:
    """The sample edition without its index."""
    for file in library_path.parent.glob("library.db.search*"):
        file.unlink()
    return Reader(library_path)
