"""Rows for terminals that must be sent another thing than finished cells: whole, after the compositor's cuts."""

from __future__ import annotations

from collections.abc import Callable
from itertools import dropwhile
from typing import TYPE_CHECKING
from unicodedata import category

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate, LayoutUpdate, ReflowResult
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.text.terminal import STRATEGIES, Strategy

if TYPE_CHECKING:
    from tui.text.terminal.rows import Row

SENT_AS = "sent-as"
"""Key of a segment's meta: the name of the strategy that its row is sent by, whatever this terminal's is."""

_FIRST_SIGN = "\u0300"


class _Rows(CompositorUpdate):
    """Whole rows of the screen by their line."""

    def __init__(self, rows: list[tuple[int, Strip]], strategy: Strategy, own: bool) -> None:
        self._rows = rows
        self._strategy = strategy
        self._own = own

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for _, strip in self._rows:
            yield from strip
            yield Segment.line()

    def render_segments(self, console: Console) -> str:
        return "".join(self._sent(y, strip, console) for y, strip in self._rows)

    def _sent(self, y: int, strip: Strip, console: Console) -> str:
        place, row, mine = f"\x1b[{y + 1};1H", _row(strip, console), self._strategy
        strategy = (_own_strategy(strip) if self._own else None) or mine
        if strategy is mine:
            return place + mine.row(row)
        # VTE takes a row's mode from what is set while the cursor stands at its beginning.
        return f"{place}{mine.leave}{strategy.enter}{strategy.row(row)}{strategy.leave}{mine.enter}"


class EncodingCompositor(Compositor):
    """Where the terminal looks at rows, widens what has changed to whole rows and sends each by the strategy that is
    ``in_use``; else Textual's own. ``own`` rows may be sent by another (`SENT_AS`)."""

    def __init__(self, in_use: Callable[[], Strategy], *, own: bool = False) -> None:
        super().__init__()
        self._in_use = in_use
        self._own = own
        self._rows: list[Strip] | None = None

    def rows(self) -> list[Strip]:
        """All rows as they stand. They are kept until something on the screen changes: what comes and goes over it
        shows them again and again."""
        if self._rows is None:
            self._rows = self.render_strips()
        return self._rows

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        self._rows = None
        return super().reflow(parent, size)

    def reflow_visible(self, parent: Widget, size: Size) -> set[Widget]:
        self._rows = None
        return super().reflow_visible(parent, size)

    def clear(self) -> None:
        self._rows = None
        super().clear()

    def update_widgets(self, widgets: set[Widget]) -> None:
        self._rows = None
        super().update_widgets(widgets)

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        update = super().render_full_update(simplify)
        update.strips = [[_cut_clean(strip) for strip in strips] for strips in update.strips]
        strategy = self._in_use()
        # A picture shows finished cells.
        if simplify or not (strategy.encoder or self._own):
            return update
        rows = [(y, Strip.join(strips)) for y, strips in enumerate(update.strips)]
        return _Rows(rows, strategy, self._own)  # type: ignore[return-value]

    def render_partial_update(self) -> ChopsUpdate | None:
        strategy = self._in_use()
        whole = bool(strategy.encoder or self._own)
        if whole:
            width = self.size.width
            self._dirty_regions = {Region(0, region.y, width, region.height) for region in self._dirty_regions}
        update = super().render_partial_update()
        if update is None:
            return None
        update.chops = [
            {x: _cut_clean(strip) if strip else strip for x, strip in chops.items()} for chops in update.chops
        ]
        if not whole:
            return update
        lines = sorted({y for y, _, _ in update.spans})
        rows = [(y, Strip.join(update.chops[y].values())) for y in lines]
        return _Rows(rows, strategy, self._own)  # type: ignore[return-value]


def _cut_clean(strip: Strip) -> Strip:
    """A part of a row without the vowel signs that Textual leaves at its beginning where it cuts between a letter and
    its signs: they would be drawn on whatever stands before."""
    first = next(iter(strip), None)
    if first is None or first.text < _FIRST_SIGN or not _is_sign(first.text[0]):
        return strip
    kept = "".join(dropwhile(_is_sign, first.text))
    return Strip([Segment(kept, first.style), *list(strip)[1:]], strip.cell_length)


def _is_sign(char: str) -> bool:
    return category(char) in ("Mn", "Me")


def _own_strategy(strip: Strip) -> Strategy | None:
    names = (segment.style.meta.get(SENT_AS) for segment in strip if segment.style)
    return next((STRATEGIES[name] for name in names if name), None)


def _row(strip: Strip, console: Console) -> Row:
    """The cells of a strip, each stretch after the parameters of its SGR."""
    system = console._color_system  # noqa: SLF001 (rich tells it only by name)
    return [
        (segment.style._make_ansi_codes(system) if segment.style and system is not None else "", segment.text)  # noqa: SLF001
        for segment in strip
        if not segment.control
    ]
