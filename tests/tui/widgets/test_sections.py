"""The sections pane with sections that stand in others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from feeds.reader import Reader
from tests.feeds.conftest import NOW
from tests.feeds.store.test_nested_sections import OPML
from tests.tui.conftest import Open
from tests.tui.test_keys import press, settled
from tui import i18n
from tui.app import NashraApp


@pytest.fixture(params=["ar", "en"])
def app(open_app: Open, tmp_path: Path, request: pytest.FixtureRequest) -> NashraApp:
    (tmp_path / "feeds.opml").write_text(OPML, "utf-8")
    with Reader(tmp_path / "nested.db", clock=lambda: NOW) as reader:
        reader.import_file(tmp_path / "feeds.opml")
    return open_app(request.param, path=tmp_path / "nested.db")


def tree(app: NashraApp) -> list[tuple[str, int]]:
    return [(entry.name, entry.indent) for entry in app.main.sections.entries[FIRST:]]


FIRST = 4
"""The row of the first section, after those that are always there."""
WHOLE = [
    *[("أخبار", 0), ("عامة", 1), ("عربية", 1), ("غزة", 2), ("محلية", 2), ("بلدة", 3)],
    *[("رياضة", 0), ("كرة", 1)],
]


async def test_they_are_set_in_by_their_depth_with_their_feeds(app: NashraApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert tree(app) == WHOLE


@pytest.mark.parametrize("name", ["picturingjordan of all days", "تكامل جوامع اسلامي منذ قرون"])
async def test_a_blank_parts_a_name_that_is_cut_from_its_count(app: NashraApp, name: str) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        pane = app.main.sections
        pane.entries[FIRST] = replace(pane.entries[FIRST], name=name, unread=20)
        row = "".join(cell.text for cell in pane.draw(FIRST, 0, 18))
        assert len(row) == 18
        assert row.startswith("20 ") if i18n.rtl() else row.endswith(" 20")


async def test_folding_one_hides_all_in_it_and_unfolding_shows_them_as_they_were(app: NashraApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.main.sections.go_to(FIRST + WHOLE.index(("عربية", 1)))
        await press(pilot, "x")
        assert tree(app) == [("أخبار", 0), ("عامة", 1), ("عربية", 1), ("رياضة", 0), ("كرة", 1)]
        app.main.sections.go_to(FIRST)
        await press(pilot, "x")
        assert tree(app) == [("أخبار", 0), ("رياضة", 0), ("كرة", 1)]
        await press(pilot, "x")
        assert tree(app) == [("أخبار", 0), ("عامة", 1), ("عربية", 1), ("رياضة", 0), ("كرة", 1)]


async def test_on_a_feed_its_own_section_is_folded(app: NashraApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.main.sections.go_to(FIRST + WHOLE.index(("بلدة", 3)))
        await press(pilot, "x")
        assert tree(app) == [one for one in WHOLE if one != ("بلدة", 3)]
        assert app.main.sections.entries[app.main.sections.cursor].name == "محلية"
