"""What reaches the terminal where one widget covers a part of another."""

from __future__ import annotations

import re

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.strip import Strip
from textual.widget import Widget

from tests.tui.conftest import Open
from tui.encoding import EncodingCompositor
from tui.screens.card import CardScreen
from tui.text.terminal import EXPLICIT, KONSOLE, STRATEGIES, VISUAL, Strategy
from tui.text.terminal.detection import Found
from tui.widgets.bidi import drawn, strip_of

ROW = "\ufee7" * 9 + "\ufee7\u064e" * 3 + "\ufee7" * 8
"""Signs on cells 9, 10 and 11."""


class Marked(Widget):
    """A row whose letters have signs."""

    DEFAULT_CSS = "Marked { width: 20; height: 1; }"

    def render_line(self, y: int) -> Strip:
        return strip_of([drawn(ROW, self.rich_style)], 20)


class Cover(Widget):
    DEFAULT_CSS = "Cover { layer: above; width: 5; height: 1; offset: 6 0; }"

    def render_line(self, y: int) -> Strip:
        return strip_of([drawn("│" * 5, self.rich_style)], 5)


class Covered(App[None]):
    CSS = "Screen { layers: below above; }"

    def __init__(self, strategy: Strategy) -> None:
        super().__init__()
        self.strategy = strategy

    def compose(self) -> ComposeResult:
        yield Marked()
        yield Cover()

    def on_mount(self) -> None:
        self.screen._compositor = EncodingCompositor(lambda: self.strategy)


@pytest.mark.parametrize("strategy", [VISUAL, EXPLICIT, KONSOLE])
async def test_a_frame_over_a_row_bears_no_sign_of_the_letter_that_it_covers(strategy: Strategy) -> None:
    app = Covered(strategy)
    async with app.run_test(size=(20, 2)) as pilot:
        await pilot.pause()
        compositor = app.screen._compositor
        full = compositor.render_full_update().render_segments(app.console)
        cover = app.query_one(Cover)
        cover.offset = Offset(7, 0)
        await pilot.pause()
        compositor._dirty_regions.add(cover.region)
        partial = compositor.render_partial_update()
        assert partial is not None
        for sent in (full, partial.render_segments(app.console)):
            assert "│\u064e" not in re.sub("\x1b\\[[\\d;]*[mH]", "", sent)
            assert "│" in sent
        assert full.count("\u064e") == 1


async def test_what_is_not_cut_keeps_its_signs() -> None:
    app = Covered(VISUAL)
    async with app.run_test(size=(20, 2)) as pilot:
        await pilot.pause()
        app.query_one(Cover).display = False
        await pilot.pause()
        assert app.screen._compositor.render_full_update().render_segments(app.console).count("\u064e") == 3


@pytest.mark.parametrize("strategy", [VISUAL, KONSOLE])
async def test_a_screenshot_has_the_rows_one_under_another_as_the_screen_whatever_the_terminal_is_sent(
    open_app: Open, strategy: Strategy
) -> None:
    app = open_app("ar")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.send_as(Found(strategy, "told"))
        app.show(CardScreen())
        await pilot.pause()
        rows = set(re.findall(r'clip-path="url\(#[^"]*line-(\d+)\)">[^<]*Nashra', app.export_screenshot()))
    assert len(rows) == len(STRATEGIES)
