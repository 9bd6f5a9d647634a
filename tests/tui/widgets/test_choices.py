"""The list to choose from: where its cursor may stand, and what room the words beside a row have."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tests.tui.conftest import text_of
from tui.widgets.choices import Choice, ChoiceList

ROWS = [Choice("first", heading=True), *map(Choice, "abc"), Choice("last", heading=True)]
WIDTH = 40


class Choosing(App[None]):
    CSS = f"ChoiceList {{ width: {WIDTH}; height: 3; }}"

    def compose(self) -> ComposeResult:
        yield ChoiceList()


async def test_the_cursor_stays_between_headings_however_far_it_is_moved() -> None:
    async with Choosing().run_test() as pilot:
        rows = pilot.app.query_one(ChoiceList)
        rows.show(ROWS)
        found = []
        for move in (lambda: rows.edge(1), lambda: rows.edge(-1), lambda: rows.page(1), lambda: rows.move(-1)):
            move()
            found.append(rows.cursor)
        rows.edge(1)
        rows.move(1)
        found.append(rows.cursor)
        rows.move(-2)
        found.append(rows.cursor)
        assert found == [3, 1, 3, 2, 3, 1]


async def test_words_beside_a_short_row_have_the_room_that_it_leaves() -> None:
    async with Choosing().run_test() as pilot:
        beside = "https://news.example/feed/all"
        pilot.app.query_one(ChoiceList).show([Choice("a", beside), Choice("a" * WIDTH, beside)])
        await pilot.pause()
        short, long, *_ = text_of(pilot.app).splitlines()
        assert beside in short
        assert beside not in long
        assert "a" * (WIDTH // 2 - 3) in long
