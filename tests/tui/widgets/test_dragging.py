"""A feed is dragged with the mouse onto a section, or onto a feed of it; within its row a drag selects text."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import Open
from tests.tui.test_keys import WIDE, app, press, settled
from tests.tui.test_manage import library, opened
from tui.app import NashraApp
from tui.widgets.dragging import Dragging

__all__ = ["app", "library"]


async def drag(pilot: Pilot[None], rows: Dragging, index: int, onto: int) -> None:
    await pilot.mouse_down(rows, offset=(6, index))
    for y in (index, onto):
        await pilot.hover(rows, offset=(6, y))
    await pilot.mouse_up(rows, offset=(6, onto))
    await settled(pilot)
    await settled(pilot)


def sections_of(app: NashraApp) -> dict[str, str]:
    names = {one.id: one.name for one in app.reader.sections()}
    return {feed.title: names.get(feed.section or 0, "") for feed in app.reader.feeds()}


async def test_a_feed_is_dragged_in_the_sections_pane_and_that_is_taken_back(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        pane = app.main.sections
        names = [entry.name for entry in pane.entries]
        feed, section = names.index("نشرة: رياضة"), names.index("علوم")
        before = app.main.scope
        await drag(pilot, pane, feed, section)
        assert sections_of(app)["نشرة: رياضة"] == "علوم"
        assert app.main.scope == before, "the end of a drag opens nothing"
        assert app.main.notice.text.endswith("u") or "u takes it back" in app.main.notice.text
        assert pane._over is None
        await press(pilot, "u")
        assert sections_of(app)["نشرة: رياضة"] == "رياضة"


async def test_what_can_not_be_carried_or_put_there_stays(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        pane = app.main.sections
        names = [entry.name for entry in pane.entries]
        before = sections_of(app)
        feed, own = names.index("نشرة: رياضة"), names.index("رياضة")
        for index, onto in ((feed, own), (feed, 0)):
            await drag(pilot, pane, index, onto)
            assert (sections_of(app), app.main.notice.text) == (before, "")
        await drag(pilot, pane, own, feed - 3)
        assert sections_of(app) == before, "a section is not carried: its text is selected"


async def test_feeds_are_dragged_in_the_screen_that_manages_them_all_that_are_ticked(
    open_app: Open, library: object
) -> None:
    app = open_app("ar", path=library)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(app, pilot)
        names = [row.text for row in screen.list.choices]
        await drag(pilot, screen.rows, names.index("مدونة"), names.index("رياضة"))
        assert sections_of(app)["مدونة"] == "رياضة"
        assert "u" in screen.query_one("#dialog-foot").text  # type: ignore[attr-defined]
        names = [row.text for row in screen.list.choices]
        ids = {feed.title: feed.id for feed in app.reader.feeds()}
        screen.ticked.update({ids["ملاعب"], ids["أهداف"]})
        await drag(pilot, screen.rows, names.index("ملاعب"), names.index("BBC News"))
        assert sections_of(app) == {
            "الجزيرة": "سياسة",
            "BBC News": "سياسة",
            "ملاعب": "سياسة",
            "أهداف": "سياسة",
            "مدونة": "رياضة",
        }


async def test_within_its_row_a_drag_selects_text(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        pane = app.main.sections
        at = [entry.name for entry in pane.entries].index("Nashra: English")
        await pilot.mouse_down(pane, offset=(3, at))
        await pilot.hover(pane, offset=(8, at))
        await pilot.mouse_up(pane, offset=(8, at))
        await settled(pilot)
        assert app.clipboard == "Nashra"


def test_what_can_be_carried_is_said_by_those_who_mix_it_in() -> None:
    with pytest.raises(NotImplementedError):
        Dragging().can_carry(0)
