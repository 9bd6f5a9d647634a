"""The last line of the screen, on screens of any width."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from feeds.types import FeedRefreshed
from tui import i18n, keymap
from tui.widgets.status import StatusBar

ONE = FeedRefreshed(1, "صحيفة Apple الأولى", "https://a.example/", done=3, total=4)


class Alone(App[None]):
    def compose(self) -> ComposeResult:
        yield StatusBar(keymap.keys({}, rtl=i18n.rtl()))


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [6, 12, 20, 40, 59, 60, 100])
async def test_the_line_is_as_wide_as_the_screen_while_a_refresh_goes_on(language: str, width: int) -> None:
    i18n.use(language)
    app = Alone()
    async with app.run_test(size=(width, 1)):
        bar = app.query_one(StatusBar)
        for busy, progress in ((False, None), (True, None), (True, ONE)):
            bar.busy, bar.progress = busy, progress
            assert cell_len(bar.render_line(0).text) == width


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [14, 40, 80, 300])
async def test_the_key_of_help_is_shown_where_there_is_no_room_for_all(language: str, width: int) -> None:
    i18n.use(language)
    app = Alone()
    async with app.run_test(size=(width, 1)):
        assert "?" in app.query_one(StatusBar).render_line(0).text
