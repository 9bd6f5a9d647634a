"""Dragging a row of a list onto another with the mouse."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.message import Message

from tui.widgets.bidi import TURNED
from tui.widgets.rows import Rows
from tui.widgets.selecting import LEFT, marked


class Dragging(Rows):
    """Within its row a drag selects text, as in any list; onto another row it carries what a subclass says can be
    carried to where that can be put."""

    class Dropped(Message):
        """Row ``index`` was dropped on row ``onto``."""

        def __init__(self, rows: Dragging, index: int, onto: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index
            self.onto = onto

    _held: int | None = None
    """The row on which the button was pressed, if it can be carried."""
    _over: int | None = None
    """The row that would be dropped on, while one is carried."""
    _carried = False

    def can_carry(self, index: int) -> bool:
        """Whether a row can be dragged."""
        raise NotImplementedError

    def can_put(self, index: int, onto: int) -> bool:
        """Whether it can be dropped on another."""
        raise NotImplementedError

    def _row_at(self, y: int) -> int:
        return (y + self.scroll_offset.y) // self.ROW

    def on_mouse_down(self, event: events.MouseDown) -> None:
        index = self._row_at(event.y)
        self._carried = False
        self._held = index if event.button == LEFT and self.can_stand(index) and self.can_carry(index) else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._held is None or (not self._carried and self._row_at(event.y) == self._held):
            return
        # From here on nothing is selected.
        event.prevent_default()
        if not self._carried:
            self._carried = True
            self.unselect()
            self.capture_mouse()
        if not 0 <= event.y < self.size.height:
            self.scroll_relative(y=-1 if event.y < 0 else 1, animate=False)
        onto = self._row_at(event.y)
        fits = self.can_stand(onto) and onto != self._held and self.can_put(self._held, onto)
        self._show_over(onto if fits else None)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        held, over, self._held = self._held, self._over, None
        if not self._carried or held is None:
            return
        event.prevent_default()
        self.release_mouse()
        self._show_over(None)
        if over is not None:
            self.post_message(self.Dropped(self, held, over))

    def on_click(self, event: events.Click) -> None:
        if self._carried:
            # The end of a drag opens nothing.
            self._carried = False
            event.prevent_default()
            event.stop()

    def _show_over(self, index: int | None) -> None:
        if index != self._over:
            self._over = index
            self.refresh()

    def _segments(self, index: int, line: int, width: int) -> list[Segment]:
        found = super()._segments(index, line, width)
        if index != self._over:
            return found
        look = TURNED if self.few_colours else self.look("rows--selected")
        return marked(found, set(range(width)), look)
