"""Selecting text with the mouse: a drag marks what it goes over and copies it as it is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

if TYPE_CHECKING:
    from tui.selection import Laid, Place, Selectable, Selection

_STEP = 0.05
"""Seconds between two lines that are scrolled while a drag is past the edge."""
LEFT, RIGHT = 1, 3
"""Buttons of the mouse."""


class Selecting(Widget):
    """Mixed into a pane that says what rows it shows, and which of their cells is where."""

    ALLOW_SELECT: ClassVar[bool] = False
    """Textual's own way of selecting knows nothing of order."""
    SCROLLS_ON: ClassVar[bool] = True
    """Whether a drag past the edge goes on over what is not seen yet."""

    class Copied(Message):
        """What was selected, logical."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    selection: Selection | None = None
    _page: Selectable | None = None
    _down: tuple[int, int] | None = None
    _from: Place | None = None
    _mouse: tuple[int, int] = (0, 0)
    _scrolling: Timer | None = None

    @property
    def selected_text(self) -> str:
        """What is selected, logical; empty without a selection."""
        return self._page.text(self.selection) if self.selection and self._page else ""

    def selectable_rows(self) -> Sequence[Laid]:
        """The rows that can be selected from."""
        raise NotImplementedError

    def page_cell(self, x: int, y: int) -> tuple[int, int]:
        """Which of these rows, and which cell of it, is at a cell of the pane."""
        raise NotImplementedError

    def unselect(self) -> None:
        """Other rows are shown: what was selected on those before is not any more."""
        self._end()
        self._page = None
        if self.selection is not None:
            self._select(None)

    def selected(self, row: int) -> set[int]:
        """The cells of a row that are selected."""
        if self.selection is None or self._page is None:
            return set()
        return set(self._page.cells(self.selection, row))

    def _place(self, x: int, y: int) -> Place | None:
        if self._page is None:
            # Until something is selected no one needs it.
            from tui.selection import Selectable

            self._page = Selectable(self.selectable_rows())
        return self._page.place(*self.page_cell(x, y))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button == LEFT:
            self._select(None)
            self._down = event.x, event.y
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._down is None or (event.x, event.y) == self._down:
            return
        if self._from is None:
            self._from = self._place(*self._down)
        self._mouse = event.x, event.y
        self._reach()
        beyond = self.SCROLLS_ON and not 0 <= event.y < self.size.height
        if beyond and self._scrolling is None:
            self._scrolling = self.set_interval(_STEP, self._scroll_on)
        elif not beyond:
            self._stop_scrolling()

    def _reach(self) -> None:
        from tui.selection import between

        x, y = self._mouse
        to = self._place(x, min(max(y, 0), self.size.height - 1))
        if to is not None and self._from is not None and (self.selection or to != self._from):
            self._select(between(self._from, to))

    def _scroll_on(self) -> None:
        self.scroll_relative(y=-1 if self._mouse[1] < 0 else 1, animate=False)
        self._reach()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        dragged = self._from is not None
        self._end()
        if dragged:
            self._copy()

    def select_around(self, x: int, y: int, *, word: bool) -> None:
        """Select and copy the word at a cell of the pane, or the whole text."""
        place = self._place(x, y)
        if place is not None and self._page is not None:
            self._select(self._page.word(place) if word else self._page.whole(place))
            self._copy()

    def _copy(self) -> None:
        if text := self.selected_text:
            self.post_message(self.Copied(text))

    def _select(self, selection: Selection | None) -> None:
        if selection != self.selection:
            self.selection = selection
            self.refresh()

    def _end(self) -> None:
        if self._down is not None:
            self.release_mouse()
        self._down = self._from = None
        self._stop_scrolling()

    def _stop_scrolling(self) -> None:
        if self._scrolling is not None:
            self._scrolling.stop()
            self._scrolling = None


def marked(segments: Sequence[Segment], selected: set[int], look: Style) -> list[Segment]:
    """Segments with ``look`` over the cells that are selected."""
    found: list[Segment] = []
    at = 0
    for segment in segments:
        width = segment.cell_length
        rest = segment
        for edge in [cell for cell in range(at + 1, at + width) if (cell in selected) != (cell - 1 in selected)]:
            left, rest = rest.split_cells(edge - at)
            found.append(_over(left, look if at in selected else None))
            at = edge
        found.append(_over(rest, look if at in selected else None))
        at += rest.cell_length
    return found


def _over(segment: Segment, look: Style | None) -> Segment:
    return Segment(segment.text, (segment.style or Style()) + look) if look else segment
