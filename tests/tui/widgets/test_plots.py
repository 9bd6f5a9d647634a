"""Plots and bars as the cells of a list."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from tui import i18n
from tui.widgets.plots import Column, Plot, PlotList, table_row

ROWS = [*Plot([0, 1, 8, 16], 2).rows(), table_row([Column(6, 0), Column(6, 1)], "a", [0.6, 0.6])]


class Plotting(App[None]):
    def compose(self) -> ComposeResult:
        yield PlotList()


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_full_blocks_have_their_colour_behind_them_and_others_do_not(language: str) -> None:
    i18n.use(language)
    async with Plotting().run_test() as pilot:
        rows = pilot.app.query_one(PlotList)
        rows.show(ROWS)
        cells = [(one.style, sign) for y in range(len(ROWS)) for one in rows.render_line(y) for sign in one.text]
        filled = {sign: style.color == style.bgcolor for style, sign in cells if style and sign in "▁█▌▐·"}
    assert filled == {"·": False, "▁": False, "█": True, "▐" if language == "ar" else "▌": False}
