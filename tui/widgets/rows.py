"""A list of rows with a cursor, drawn line by line: only what is seen is laid out, however long the list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui import i18n
from tui.roles import HIT
from tui.text import Line, Mark, paragraph
from tui.text.paragraphs import Base
from tui.widgets.bidi import LINED, TURNED, Finished, aligned, blank, doing, named, segments_of, strip_of
from tui.widgets.selecting import RIGHT, Selecting, marked
from tui.widgets.sided import Sided

if TYPE_CHECKING:
    from tui.selection import Laid

MARGIN = 1
"""Empty cells at both sides of a row."""


class Rows(Sided, Selecting, Finished, can_focus=True, inherit_bindings=False):
    """Base of the lists. A subclass says how many rows there are and draws one of them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--plain",
        "rows--quiet",
        "rows--strong",
        "rows--accent",
        "rows--error",
        "rows--cursor",
        "rows--selected",
        "rows--hit",
    }
    ROW: int = 1
    """Lines of a row."""
    SCROLLS_ON: ClassVar[bool] = False

    cursor: reactive[int] = reactive(0)
    hint = ""
    """What it says while there are no rows."""

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, rows: Rows, index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

        @property
        def control(self) -> Rows:
            return self.rows

    class Chosen(Moved):
        """A row was opened: by Enter, by the arrow that points at the article, or by a click."""

    class Asked(Moved):
        """A menu of what can be done with a row was asked for, at a place of the screen."""

        def __init__(self, rows: Rows, index: int, place: Offset) -> None:
            super().__init__(rows, index)
            self.place = place

    # ── What a subclass says ─────────────────────────────────────────────────────────────────────────────────

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def draw(self, index: int, line: int, width: int) -> list[Segment]:
        """Line ``line`` of row ``index`` in ``width`` cells."""
        raise NotImplementedError

    def can_stand(self, index: int) -> bool:
        """Whether the cursor may stand on a row; headings are passed over."""
        return 0 <= index < self.count()

    # ── Drawing ──────────────────────────────────────────────────────────────────────────────────────────────

    def style(self, name: str, *, cursor: bool = False) -> Style:
        """The look ``name`` of a row, as it is under the cursor if so."""
        if not cursor:
            return self.look(f"rows--{name}")
        if self.few_colours:
            look = self.look(f"rows--{name}")
            # Turned about with its colour, a sign of one would be a block of it.
            return look.without_color + TURNED if self.has_focus else look + LINED
        return self.look("rows--cursor", f"rows--{name}")

    def cell(
        self,
        text: str,
        width: int,
        style: Style,
        *,
        language: str = "",
        end: bool = False,
        base: Base = "auto",
        hits: Sequence[tuple[int, int]] = (),
    ) -> list[Segment]:
        """``text`` cut to ``width`` cells, at the side where reading starts or with ``end`` at the other; its
        characters ``hits`` stand out."""
        marks = tuple(Mark(start, stop, HIT) for start, stop in hits)
        line = paragraph(text, base=base, language=language or i18n.language(), marks=marks).fit(width)
        segments = segments_of(line, style, (lambda _keys: self.look("rows--hit")) if marks else None)
        if self._lines is not None and segments and any(map(str.isalnum, text)):
            self._lines.append((segments[0], line))
        return aligned(segments, line.width, width, style, end=end != i18n.rtl())

    def side_by_side(self, *cells: list[Segment]) -> list[Segment]:
        """Cells in the order in which they are read."""
        return [segment for cell in (reversed(cells) if i18n.rtl() else cells) for segment in cell]

    def render_line(self, y: int) -> Strip:
        width, lead = self.room, self.lead
        index, line = divmod(y + self.scroll_offset.y, self.ROW)
        if not self.count() and self.hint:
            return strip_of([blank(lead, self.look()), *self._hinted(y, width)], lead + width)
        if not 0 <= index < self.count():
            return strip_of([blank(lead + width, self.look())], lead + width)
        segments = self._segments(index, line, width)
        if selected := self.selected(y):
            segments = marked(segments, selected, TURNED if self.few_colours else self.look("rows--selected"))
        return strip_of([blank(lead, self.look()), *segments] if lead else segments, lead + width)

    def _hints(self, width: int) -> list[Line]:
        laid = paragraph(self.hint, language=i18n.language(), marks=named(self.hint))
        return list(laid.wrap(max(width - 2 * MARGIN, 1))) if self.hint else []

    def _hinted(self, y: int, width: int) -> list[Segment]:
        style, edge = self.style("quiet"), blank(MARGIN, self.style("quiet"))
        lines, room = self._hints(width), max(width - 2 * MARGIN, 1)
        used = lines[y].width if y < len(lines) else 0
        said = segments_of(lines[y], style, doing) if used else []
        return [edge, *aligned(said, used, room, style, end=i18n.rtl()), edge]

    @property
    def _high(self) -> int:
        """Lines of all that is shown."""
        return self.count() * self.ROW or len(self._hints(self.size.width))

    def _segments(self, index: int, line: int, width: int) -> list[Segment]:
        edge = blank(MARGIN, self.style("plain", cursor=index == self.cursor and self.can_stand(index)))
        return [edge, *self.draw(index, line, max(width - 2 * MARGIN, 1)), edge]

    # ── Selecting ────────────────────────────────────────────────────────────────────────────────────────────

    _lines: list[tuple[Segment, Line]] | None = None
    """The lines of text of the row that is drawn, each after its first segment, while someone asks for them."""

    def selectable_rows(self) -> Sequence[Laid]:
        return [self._laid(y) for y in range(self.size.height)]

    def page_cell(self, x: int, y: int) -> tuple[int, int]:
        return y, x - self.lead

    def _laid(self, y: int) -> Laid:
        from tui.selection import placed

        index, line = divmod(y + self.scroll_offset.y, self.ROW)
        if not 0 <= index < self.count():
            return placed([], [], y, rtl=i18n.rtl())
        self._lines = []
        segments = self._segments(index, line, self.room)
        found, self._lines = self._lines, None
        return placed(segments, found, y, rtl=i18n.rtl())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self.unselect()

    def changed(self) -> None:
        """Tell that there are other rows than before."""
        self.unselect()
        self.virtual_size = Size(self.size.width, self._high)
        if self.count():
            self.cursor = min(self.cursor, self.count() - 1)
        self.refresh()

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, self._high)
        if self._above is not None and self.size.height:
            above, self._above = self._above, None
            self.scroll_to(y=self.cursor * self.ROW - above, animate=False, force=True)
        elif self._height > self.size.height and 0 <= self.above <= self._height - self.ROW:
            # What stands below has grown over the row that it tells of.
            self.watch_cursor(self.cursor)
        self._height = self.size.height

    _height = 0
    """Lines before it was given another size."""
    _above: int | None = None

    @property
    def above(self) -> int:
        """Lines in view above the cursor."""
        return max(self.cursor * self.ROW - self.scroll_offset.y, 0)

    def put_above(self, lines: int) -> None:
        """Show as many lines above the cursor as soon as the pane has its size."""
        self._above = lines

    # ── Moving ───────────────────────────────────────────────────────────────────────────────────────────────

    def move(self, step: int) -> None:
        """Move the cursor by ``step`` rows, over what it can't stand on; where there is nothing beyond, short of it."""
        wanted = max(0, min(self.cursor + step, self.count() - 1))
        beyond = range(wanted, self.count()) if step > 0 else range(wanted, -1, -1)
        short = range(wanted, self.cursor, -1 if step > 0 else 1)
        found = next((at for at in chain(beyond, short) if self.can_stand(at)), None)
        if found is not None:
            self.go_to(found)

    def page(self, step: int) -> None:
        """Move by what fits on the pane."""
        self.move(step * max(self.size.height // self.ROW - 1, 1))

    def edge(self, step: int, number: int | None = None) -> None:
        """Move to the first row or to the last, or to the row ``number``, counted from 1."""
        self.move(step * self.count() if number is None else number - 1 - self.cursor)

    def go_to(self, index: int) -> None:
        """Put the cursor on a row and show it."""
        if index != self.cursor:
            self.cursor = index
            self.post_message(self.Moved(self, index))

    def watch_cursor(self, index: int) -> None:
        # A heading above is shown with the row that it heads.
        first = index - 1 if index and self.can_stand(index) and not self.can_stand(index - 1) else index
        region = Region(0, first * self.ROW, 1, (index - first + 1) * self.ROW)
        self.scroll_to_region(region, animate=False, force=True)
        self.refresh()

    def open(self) -> None:
        """Choose the row under the cursor."""
        if self.can_stand(self.cursor):
            self.post_message(self.Chosen(self, self.cursor))

    @property
    def below_cursor(self) -> Offset:
        """The place of the screen below the row under the cursor, where one begins to read it."""
        line = (self.cursor + 1) * self.ROW - self.scroll_offset.y
        region = self.content_region
        return Offset(region.right - 1 - MARGIN if i18n.rtl() else region.x + MARGIN, region.y + line)

    def on_click(self, event: events.Click) -> None:
        index = (event.y + self.scroll_offset.y) // self.ROW
        if event.button == RIGHT:
            if self.can_stand(index):
                self.focus()
                self.go_to(index)
                self.post_message(self.Asked(self, index, event.screen_offset))
            return
        if self.selection is None and self.can_stand(index):
            self.go_to(index)
            self.open()
