"""Rows for terminals that must be sent another thing than finished cells: whole, after the compositor's cuts."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console, ConsoleOptions, RenderResult
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui.text.terminal.rows import Row

Encode = Callable[[Row], str]


class _Rows(CompositorUpdate):
    """Whole rows of the screen by their line."""

    def __init__(self, rows: list[tuple[int, Strip]], encode: Encode) -> None:
        self._rows = rows
        self._encode = encode

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for _, strip in self._rows:
            yield from strip

    def render_segments(self, console: Console) -> str:
        return "".join(f"\x1b[{y + 1};1H{self._encode(_row(strip, console))}" for y, strip in self._rows)


class EncodingCompositor(Compositor):
    """Widens what has changed to whole rows, since the terminal looks at rows, and hands each to ``encode``."""

    def __init__(self, encode: Encode) -> None:
        super().__init__()
        self._encode = encode

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        update = super().render_full_update(simplify)
        if simplify:
            # For a picture, which shows finished cells.
            return update
        rows = [(y, Strip.join(strips)) for y, strips in enumerate(update.strips)]
        return _Rows(rows, self._encode)  # type: ignore[return-value]

    def render_partial_update(self) -> ChopsUpdate | None:
        width = self.size.width
        self._dirty_regions = {Region(0, region.y, width, region.height) for region in self._dirty_regions}
        update = super().render_partial_update()
        if update is None:
            return None
        lines = sorted({y for y, _, _ in update.spans})
        rows = [(y, Strip.join(update.chops[y].values())) for y in lines]
        return _Rows(rows, self._encode)  # type: ignore[return-value]


def _row(strip: Strip, console: Console) -> Row:
    """The cells of a strip, each stretch after the parameters of its SGR."""
    system = console._color_system  # noqa: SLF001 (rich tells it only by name)
    return [
        (segment.style._make_ansi_codes(system) if segment.style and system is not None else "", segment.text)  # noqa: SLF001
        for segment in strip
        if not segment.control
    ]
