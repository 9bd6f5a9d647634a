"""Each screen over the reader as it opens."""

from __future__ import annotations

from textual.screen import Screen

from tests.tui.showing import MADE, every_screen
from tests.tui.states.drawing import THEME
from tests.tui.states.table import At, Play, State, add
from tui.config import Config


def _opened(kind: type[Screen[None]]) -> Play:
    async def opened(on: At) -> None:
        on.app.show(MADE.get(kind, lambda _app: kind())(on.app))
        await on.settle()
        await on.pass_time(1)

    return opened


for _kind in every_screen():
    add(_kind.__name__, State(_opened(_kind), "mixed", None, Config(theme=THEME), _kind))
