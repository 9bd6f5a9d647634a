"""The last line of the screen, on screens of any width."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from feeds.types import FeedRefreshed
from tests.tui.widgets.fields import cells
from tui import i18n, keymap
from tui.i18n import plural
from tui.widgets.status import StatusBar, _room

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


NAMES = ["BBC", "صحيفة الأولى", "A name of a newspaper that is longer than any line has room for, and more of it"]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
async def test_a_refresh_tells_its_counts_and_bar_and_a_name_whole_or_not_at_all(language: str, width: int) -> None:
    i18n.use(language)
    app = Alone()
    async with app.run_test(size=(width, 1)):
        bar = app.query_one(StatusBar)
        bar.start()
        bar.soon = False
        seen = set()
        for at, name in enumerate(NAMES):
            bar.go_on(FeedRefreshed(1, name, "https://a.example/", done=at + 3, total=120, new=4))
            line = bar.render_line(0)
            told = cells(i18n._("{done} of {total}", done=at + 3, total=120))
            assert told in line.text
            assert line.text.count("━") + line.text.count("─") >= (8 if width >= 60 else 5)
            shown = cells(name)
            assert shown in line.text or not any(cells(word) in line.text for word in name.split() if len(word) > 4)
            assert "…" not in line.text
            assert (shown in line.text) == ((at == 0 and width >= 60) or (at == 1 and width >= 80))
            assert cells(plural("{n} new", "{n} new", 4 * (at + 1))) in line.text
            room = line.cell_length - _room(width)
            seen.add(line.crop(_room(width)).text if language == "ar" else line.crop(0, room).text)
        assert len(seen) == 1, "keys beside it have moved"
        assert "?" in seen.pop()
