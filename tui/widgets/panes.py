"""The three panes side by side, and the dividers between them, which can be dragged. Arabic has them mirrored."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.geometry import NULL_OFFSET, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui import i18n, panes
from tui.panes import DIVIDER, Sizes, View
from tui.widgets.bidi import Finished, drawn, strip_of

_LEFT = 1


class Divider(Finished):
    """The line behind a pane."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"divider--held"}

    held: reactive[bool] = reactive(False)

    class Dragged(Message):
        """It is to stand at column ``x`` of the screen."""

        def __init__(self, pane: int, x: int) -> None:
            super().__init__()
            self.pane = pane
            self.x = x

    class Let(Message):
        """The size that it sets is to be what it is by itself again."""

        def __init__(self, pane: int) -> None:
            super().__init__()
            self.pane = pane

    def __init__(self, pane: int) -> None:
        super().__init__(classes="divider")
        self.pane = pane

    def render_line(self, y: int) -> Strip:
        style = self.look("divider--held") if self.held or self.mouse_hover else self.look()
        line: Segment = drawn("▏" if i18n.rtl() else "▕", style)
        return strip_of([line], DIVIDER)

    def on_enter(self) -> None:
        self.refresh()

    def on_leave(self) -> None:
        self.refresh()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button == _LEFT:
            self.held = True
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.held:
            self.post_message(self.Dragged(self.pane, event.screen_x))

    def on_mouse_up(self) -> None:
        if self.held:
            self.held = False
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        if event.chain == 2:
            self.post_message(self.Let(self.pane))


class Panes(Widget):
    """What holds them: which are shown, and how wide, goes by the room there is and by what is looked at."""

    class Changed(Message):
        """Something else is looked at."""

        def __init__(self, view: View) -> None:
            super().__init__()
            self.view = view

    view: reactive[View] = reactive(View(), layout=True)
    sizes: reactive[Sizes] = reactive(Sizes(), layout=True)

    def __init__(self, *inside: Widget, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        """``inside`` are the three, in the order in which they are read."""
        super().__init__(id=id)
        self._inside = inside
        self._layout = _SideBySide(self)

    @property
    def layout(self) -> Layout:
        return self._layout

    def compose(self) -> ComposeResult:
        for pane, widget in enumerate(self._inside):
            if pane:
                yield Divider(pane - 1)
            yield widget

    def watch_view(self, view: View) -> None:
        self._clear_arrangement_cache()
        self.post_message(self.Changed(view))

    def watch_sizes(self) -> None:
        self._clear_arrangement_cache()

    def mirror(self) -> None:
        """Stand in the order of the language that is in use now."""
        self._clear_arrangement_cache()
        self.refresh(layout=True)

    def face(self, pane: int) -> None:
        """Show ``pane``, which gets the focus."""
        self.view = self.view.facing(pane)

    def wider(self, step: int) -> bool:
        """Make the pane in front wider by ``step`` cells; False where no other is beside it."""
        found = panes.wider(self.size.width, self.view, self.sizes, step)
        if found is not None:
            self.sizes = found
        return found is not None

    def on_divider_dragged(self, message: Divider.Dragged) -> None:
        message.stop()
        at = message.x - self.region.x
        start = self.size.width - 1 - at if i18n.rtl() else at
        self.sizes = panes.moved(self.size.width, self.view, self.sizes, message.pane, start)

    def on_divider_let(self, message: Divider.Let) -> None:
        message.stop()
        self.sizes = panes.automatic(self.size.width, self.sizes, message.pane)


class _SideBySide(Layout):
    """From the side where reading starts."""

    name = "panes"

    def __init__(self, panes: Panes) -> None:
        self._panes = panes

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        view, sizes = self._panes.view, self._panes.sizes
        shown = panes.widths(size.width, view, sizes)
        behind = panes.dividers(size.width, view, sizes)
        found: list[WidgetPlacement] = []
        at = 0
        for number, widget in enumerate(children):
            pane, divides = divmod(number, 2)
            width = DIVIDER * (pane in behind) if divides else shown[pane]
            if width:
                x = size.width - at - width if i18n.rtl() else at
                region = Region(x, 0, width, size.height)
                found.append(WidgetPlacement(region, NULL_OFFSET, widget.styles.margin, widget))
                at += width
        return found
