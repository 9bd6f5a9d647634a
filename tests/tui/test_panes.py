"""How wide the panes are, and what keys and the mouse do to that."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget

from tests.tui.conftest import Open, text_of
from tui.app import NashraApp
from tui.panes import ARTICLE, ARTICLES, DIVIDER, LEAST, MARGINS, SECTIONS, Sizes, View, dividers, moved, wider, widths
from tui.widgets.panes import Divider

VIEWS = [View().facing(pane) for pane in (SECTIONS, ARTICLES, ARTICLE)]
READING_LIST = View().facing(ARTICLE).facing(ARTICLES)


@pytest.mark.parametrize(
    "sizes", [Sizes(), Sizes(1, 1, 1), Sizes(500, 500, 500, 20), Sizes(40, 60, 30), Sizes(0, 0, 0, 72)]
)
@pytest.mark.parametrize("view", [*VIEWS, READING_LIST])
def test_panes_and_dividers_fill_every_width_and_none_is_too_narrow_to_read(view: View, sizes: Sizes) -> None:
    for width in range(40, 301):
        shown = widths(width, view, sizes)
        assert sum(shown) + DIVIDER * len(dividers(width, view, sizes)) == width
        assert shown[view.front] > 0
        assert len([one for one in shown if one]) == (1 if width < 60 else 2 if width < 110 else 3)
        if width >= 60:
            assert all(one == 0 or one >= least for one, least in zip(shown, LEAST, strict=True))


def test_of_two_panes_the_list_is_always_one_and_stays_where_the_reader_came_from() -> None:
    assert widths(80, View().facing(ARTICLES), Sizes())[ARTICLE] == 0
    assert widths(80, READING_LIST, Sizes())[SECTIONS] == 0
    assert widths(80, READING_LIST.facing(SECTIONS), Sizes())[ARTICLE] == 0


def test_the_article_gets_the_larger_part_beside_the_list() -> None:
    for width in range(60, 110):
        _none, listed, article = widths(width, View().facing(ARTICLE), Sizes())
        assert article > listed


@pytest.mark.parametrize("measure", [20, 48, 72, 120])
@pytest.mark.parametrize("view", [VIEWS[ARTICLE], READING_LIST])
def test_the_list_has_what_the_lines_of_an_article_leave_up_to_the_length_of_one(view: View, measure: int) -> None:
    for width in range(60, 400):
        _sections, before, page = widths(width, view, Sizes())
        _sections, listed, article = widths(width, view, Sizes(measure=measure))
        assert listed == max(before, min(before + page - measure - MARGINS, measure))
        assert article >= min(page, measure + MARGINS)
        assert widths(width, view, Sizes(0, 30, 30, measure)) == widths(width, view, Sizes(0, 30, 30))


def test_a_size_that_was_given_holds_only_where_it_was_given() -> None:
    reading = View().facing(ARTICLE)
    sizes = moved(80, reading, Sizes(), ARTICLES, 28)
    assert sizes == Sizes(beside=28)
    assert widths(160, reading, sizes) == widths(160, reading, Sizes())


def test_the_last_pane_gets_wider_at_the_cost_of_the_one_before() -> None:
    view = View().facing(ARTICLE)
    before = widths(160, view, Sizes())
    sizes = wider(160, view, Sizes(), 4)
    assert sizes is not None
    assert widths(160, view, sizes) == (before[0], before[1] - 4, before[2] + 4)


def test_zen_is_the_article_alone_and_ends_when_something_else_is_looked_at() -> None:
    view = View().facing(ARTICLE)._replace(zen=True)
    assert widths(300, view, Sizes()) == (0, 0, 300)
    assert not view.facing(ARTICLES).zen


def part(app: NashraApp, name: str) -> Region:
    return app.main.query_one(name, Widget).region


def divider(app: NashraApp, pane: int) -> Region:
    return next(one for one in app.main.query(Divider) if one.pane == pane).region


async def settled(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_keys_make_the_pane_with_the_focus_wider_and_narrower(open_app: Open, language: str) -> None:
    app = open_app(language)
    async with app.run_test(size=(160, 40)) as pilot:
        before = part(app, "#left").width
        await pilot.press(">")
        assert part(app, "#left").width == before + 2
        await pilot.press("3", "<")
        assert part(app, "#left").width == before - 4
        assert sum(part(app, name).width for name in ("#left", "#middle", "#right")) == 158


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_a_divider_goes_where_the_mouse_drags_it_and_back_by_a_double_click(
    open_app: Open, language: str
) -> None:
    app = open_app(language)
    async with app.run_test(size=(160, 40)) as pilot:
        line = divider(app, ARTICLES)
        before = part(app, "#middle").width
        toward = 6 if language == "en" else -6
        await pilot.mouse_down(offset=(line.x, 10))
        await pilot.hover(offset=(line.x + toward, 10))
        await pilot.mouse_up(offset=(line.x + toward, 10))
        await pilot.pause()
        assert part(app, "#middle").width == before + 6
        assert divider(app, ARTICLES).x == line.x + toward
        await pilot.click(offset=divider(app, ARTICLES).offset, times=2)
        await pilot.pause()
        assert part(app, "#middle").width == before


async def test_arabic_has_the_panes_from_right_to_left(open_app: Open) -> None:
    app = open_app("ar")
    async with app.run_test(size=(160, 40)):
        assert part(app, "#left").x > part(app, "#middle").x > part(app, "#right").x == 0


async def test_two_panes_slide_by_one_as_the_reader_goes_from_sections_to_an_article(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=(80, 24)) as pilot:

        def shown() -> list[str]:
            places = app.main._compositor.visible_widgets
            return [one for one in ("left", "middle", "right") if app.main.query_one(f"#{one}") in places]

        assert shown() == ["left", "middle"]
        await pilot.press("tab")
        assert shown() == ["left", "middle"]
        await pilot.press("enter")
        await settled(pilot)
        assert shown() == ["middle", "right"]
        await pilot.press("escape")
        await pilot.pause()
        assert shown() == ["middle", "right"]
        assert app.focused is app.main.articles
        await pilot.press("escape")
        await pilot.pause()
        assert shown() == ["left", "middle"]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 48)])
async def test_zen_shows_nothing_but_the_article_and_goes_by_the_same_key_or_by_back(
    open_app: Open, size: tuple[int, int]
) -> None:
    app = open_app("en")
    async with app.run_test(size=size) as pilot:
        await pilot.press("tab", "z")
        await settled(pilot)
        assert part(app, "#right").size == size
        assert app.main.opened is not None
        await pilot.press("z")
        await settled(pilot)
        assert app.main.status.region.height == 1
        await pilot.press("z", "escape")
        await settled(pilot)
        assert not app.main.panes.view.zen
        assert app.focused is app.main.page


async def test_where_one_pane_is_all_there_is_the_keys_for_its_width_say_so(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press(">")
        assert "One pane" in text_of(app)


@pytest.mark.parametrize(("language", "place"), [("ar", "left"), ("en", "right")])
async def test_scroll_bars_stand_where_lines_end_and_what_is_drawn_and_clicked_keeps_clear_of_them(
    open_app: Open, language: str, place: str
) -> None:
    app = open_app(language)
    async with app.run_test(size=(160, 12)) as pilot:
        await pilot.press("tab", "enter")
        await settled(pilot)
        for pane in (app.main.articles, app.main.page):
            region, bar = pane.region, app.main._compositor.find_widget(pane.vertical_scrollbar).region
            assert bar.width == 1
            assert bar.x == (region.x if place == "left" else region.right - 1)
            assert not any(bar.overlaps(found) for found in text_regions(app, pane))


def text_regions(app: NashraApp, pane: Widget) -> list[Region]:
    """The stretches of letters that a pane draws, by their cells on the screen."""
    strips = app.screen._compositor.render_strips()
    found: list[Region] = []
    for y in range(pane.region.y, pane.region.bottom):
        row = strips[y].text
        cells = [Region(cell_len(row[:at]), y, 1, 1) for at, sign in enumerate(row) if sign.isalnum()]
        found += [cell for cell in cells if pane.region.contains_region(cell)]
    return found
