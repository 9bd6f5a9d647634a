"""What lies under a dialog, dimmed as Textual does it, but not by way of Rich, which takes most of a full redraw."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import Color
from textual.css.styles import RulesMap
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from tui.encoding import EncodingCompositor


class Shade(Visual):
    """The rows of ``screen`` under a ``colour`` with an alpha channel, without what clicks on them would do."""

    def __init__(self, screen: Screen[object], colour: Color) -> None:
        self._screen = screen
        self._colour = colour

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002 (Visual's)
        """As wide as the screen."""
        return self._screen.size.width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002 (Visual's)
        """As high as the screen."""
        return self._screen.size.height

    def render_strips(
        self,
        width: int,
        height: int | None,
        style: Style,  # noqa: ARG002 (Visual's)
        options: RenderOptions,  # noqa: ARG002
    ) -> list[Strip]:
        """A strip of ``width`` cells for each row, of ``height`` rows at most."""
        compositor = self._screen._compositor  # noqa: SLF001 (Textual's own way to it)
        rows = compositor.rows() if isinstance(compositor, EncodingCompositor) else compositor.render_strips()
        return [Strip(_dimmed(row, self._colour), row.cell_length).crop(0, width) for row in rows[:height]]


def _dimmed(row: Strip, colour: Color) -> list[Segment]:
    return [Segment(text, _under(style, colour)) for text, style, control in row if not control]


@lru_cache(1024)
def _under(style: RichStyle | None, colour: Color) -> RichStyle:
    """The style of Textual's background screen, worked out once for each style."""
    return next(iter(BackgroundScreen.process_segments([Segment("", style)], colour))).style or RichStyle.null()
