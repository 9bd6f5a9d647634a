"""The article pane: the rows of a page, scrolled line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Self

from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.breaking import BADGE
from tui.panes import MARGINS
from tui.roles import ADDED, HIT, NUMBER, REMOVED, Chrome, LinkKey, Role
from tui.text import Run, paragraph
from tui.widgets.bidi import TURNED, Finished, aligned, blank, drawn, segments_of, strip_of
from tui.widgets.selecting import RIGHT, Selecting, marked
from tui.widgets.sided import Sided

if TYPE_CHECKING:
    from rich.segment import Segment

    from feeds.answers import Picture
    from tui.hints import Hint
    from tui.layout import Row, TextPlace

_SPANS = {
    "strong": Style(bold=True),
    "emphasis": Style(italic=True),
    "strike": Style(strike=True),
    "underline": Style(underline=True),
    "mark": Style(reverse=True),
    BADGE: Style(reverse=True),
    REMOVED: Style(strike=True),
    ADDED: Style(bold=True, underline=True),
}
"""By the values of `feeds.blocks.SpanKind`, the badge of a title, and what changed."""
_PLAIN = Style()
_TOP_MARGIN = 1
_STRIPS_KEPT = 500


class ArticlePane(Sided, Selecting, Finished, can_focus=True, inherit_bindings=False):
    """One article. What it shows is laid out elsewhere, for the width that `measure` gives."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"article--{role.value}" for role in Role),
        *(f"article--{part.value}" for part in Chrome),
        "article--anchor",
        "article--selected",
        "article--hit",
        "article--inline-code",
        "article--number",
        "article--hint",
    }

    class Resized(Message):
        """The page must be laid out anew, for lines of another width."""

    class Followed(Message):
        """A link was clicked."""

        def __init__(self, href: str) -> None:
            super().__init__()
            self.href = href

    class Asked(Followed):
        """A menu was asked for, of a link or with none of the page, at a place of the screen."""

        def __init__(self, href: str, place: Offset) -> None:
            super().__init__(href)
            self.place = place

    class Moved(Message):
        """Another part of the page is seen, or the pane has gained or lost the focus."""

    def __init__(self, widest: int, *, id: str | None = None) -> None:  # noqa: A002 (Textual's name)
        super().__init__(id=id)
        self.widest = widest
        self.hint = ""
        """What it says while no article is open."""
        self.rows: Sequence[Row] = ()
        self.article: int | None = None
        self.picture: Picture | str | None = None
        self._measured = 0
        self._strips: dict[tuple[Size, int], Strip] = {}
        self.hints: Sequence[Hint] = ()
        """Letters over the links in view, those that can still be meant."""

    @property
    def measure(self) -> int:
        """Cells in a line of the page."""
        return max(min(self.widest, self.size.width - MARGINS), 8)

    @property
    def is_shown(self) -> bool:
        """Whether the pane has room on the screen, and what it shows is laid out for it."""
        return self._measured > 0

    @property
    def at_end(self) -> bool:
        """Whether the last row is seen."""
        return self.scroll_offset.y >= self.max_scroll_y

    @property
    def seen(self) -> int | None:
        """How much of the page has been seen, in percent, up to the last row in view; None where all of it is at
        once."""
        if not self.rows or self.max_scroll_y <= 0:
            return None
        return round(100 * (1 - (self.max_scroll_y - self.scroll_offset.y) / self.virtual_size.height))

    @property
    def paragraph_in_view(self) -> str:
        """The first paragraph of the body that begins in view, or else the one that fills it; empty while the headline
        is seen."""
        first, last = self.in_view
        rows = self.rows[first:last]
        if any(row.role is Role.TITLE for row in rows):
            return ""
        lines = [row.lines()[0].line for row in rows if row.role is Role.BODY and row.lines()]
        line = next((line for line in lines if line.start == 0), lines[0] if lines else None)
        return line.source.text if line else ""

    def show(self, article: int, rows: Sequence[Row]) -> None:
        """Show a page; the same article stays at the place in its text to which it was scrolled."""
        fresh = article != self.article
        place = self.place if not fresh and self.rows else None
        self.article, self.rows, self.hints = article, rows, ()
        self.unselect()
        self.virtual_size = Size(self.size.width, len(rows) + 2 * _TOP_MARGIN)
        if fresh:
            self.scroll_to(y=0, animate=False, force=True)
        elif place is not None:
            self.go_to(place)
        self.refresh()
        self.post_message(self.Moved())

    @property
    def place(self) -> TextPlace:
        """What stands at the top."""
        from tui.layout import place_of

        return place_of(self.rows, max(self.scroll_offset.y - _TOP_MARGIN, 0))

    def go_to(self, place: TextPlace) -> None:
        """Have ``place`` at the top."""
        from tui.layout import TextPlace, row_at

        at = row_at(self.rows, place) + _TOP_MARGIN if place != TextPlace() else 0
        self.scroll_to(y=at, animate=False, force=True)

    def show_picture(self, picture: Picture | str | None) -> None:
        """Show a picture in the room that the page has for it, or a line about why there is none."""
        self.picture = picture
        self.refresh()

    def _picture(self, row: Row, at: int, base: Style) -> list[Segment]:
        """The cells of a row of the room."""
        from tui.widgets.half_cells import half_cells

        first = next(n for n, one in enumerate(self.rows) if one.role is Role.PICTURE and one.runs)
        cells: list[Segment] = []
        used = 0
        if isinstance(self.picture, str) and at == first:
            line = paragraph(self.picture).fit(row.width)
            cells, used = segments_of(line, self.look(f"article--{Role.BYLINE.value}")), line.width
        elif self.picture and not isinstance(self.picture, str):
            cells = half_cells(self.picture, at - first, row.width, base)
            used = len(cells)
        return aligned(cells, used, row.width, base, end=row.rtl)

    def clear(self) -> None:
        """Show no page."""
        self.article, self.rows, self.hints = None, (), ()
        self.unselect()
        self.virtual_size = self.size
        self.refresh()
        self.post_message(self.Moved())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self.hints:
            self.show_hints(())
        self.post_message(self.Moved())

    def watch_has_focus(self, value: bool) -> None:
        super().watch_has_focus(value)
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        if self.measure != self._measured:
            self._measured = self.measure
            self.post_message(self.Resized())
        # Another height alone shows more of the page, or less.
        self.post_message(self.Moved())

    def on_hide(self) -> None:
        # Hidden, the pane has no width; shown again, it is to be laid out for the one it gets, whatever it had before.
        self._measured = 0

    def reveal(self, href: str) -> None:
        """Scroll to the first row in which a link leads to ``href``."""
        for at, row in enumerate(self.rows):
            if any(isinstance(key, LinkKey) and key.href == href for run in row.runs for key in run.keys):
                self.scroll_to(y=at, animate=False)
                return

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        # A scroll refreshes the region of the pane; whatever else does may change what the rows look like.
        if regions != (self.size.region,):
            self._strips.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        # The pane has no border or padding, so that lines outlive a scroll, with what Textual works out for each.
        if len(self._strips) > _STRIPS_KEPT:
            self._strips.clear()
        top, width, base = self.scroll_offset.y, self.outer_size.width, self.look()
        filters, (_, background) = self.get_line_filters(), self.background_colors
        strips: list[Strip] = []
        for y in crop.line_range:
            key = self.size, top + y
            strip = self._strips.get(key)
            if strip is None:
                strip = self._strips[key] = self.render_line(y).adjust_cell_length(width, base)
            for one in filters:
                strip = strip.apply_filter(one, background)
            strips.append(strip if crop.width == width else strip.crop(crop.x, crop.right))
        return strips

    def render_line(self, y: int) -> Strip:
        width = self.room
        if not self.rows:
            return self._empty(y, width)
        at = y + self.scroll_offset.y - _TOP_MARGIN
        base = self.look()
        if not 0 <= at < len(self.rows) or not self.rows[at].runs:
            return strip_of([blank(width, base)], width)
        row = self.rows[at]
        used = row.width
        left = max((width - used) // 2, 0)
        lead = self.lead
        if row.role is Role.PICTURE:
            segments = self._picture(row, at, base)
        else:
            segments = [drawn(run.text, self._style(row, run)) for run in row.runs]
        if selected := self.selected(at):
            look = TURNED if self.few_colours else self.look("article--selected")
            segments = marked(segments, selected, look)
        after = blank(max(width - used - left, 0), base)
        strip = strip_of([blank(lead + left, base), *segments, after], lead + width)
        return self._hinted(strip, at, lead + left) if self.hints else strip

    def _hinted(self, strip: Strip, row: int, left: int) -> Strip:
        look = TURNED + Style(bold=True) if self.few_colours else self.look("article--hint")
        for hint in self.hints:
            if hint.row == row:
                start = left + hint.cell
                over = strip_of([drawn(hint.letters, look)], len(hint.letters))
                strip = Strip.join([strip.crop(0, start), over, strip.crop(start + len(hint.letters))])
        return strip

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Draw letters over links, or no more."""
        self.hints = hints
        self.refresh()

    @property
    def in_view(self) -> tuple[int, int]:
        """The rows [first, last) that are seen."""
        top = self.scroll_offset.y - _TOP_MARGIN
        return max(top, 0), top + self.size.height

    def _empty(self, y: int, width: int) -> Strip:
        style = self.look(f"article--{Role.BYLINE.value}")
        if y != self.size.height // 2:
            return strip_of([blank(width, self.look())], width)
        line = paragraph(self.hint).fit(width)
        left = max((width - line.width) // 2, 0)
        lead = [blank(left, style)] if left else []
        return strip_of([*lead, *aligned(segments_of(line, style), line.width, width - left, style, end=False)], width)

    def _style(self, row: Row, run: Run) -> Style:
        style = self.look(f"article--{row.role.value}", *filter(None, map(_part, run.keys)))
        for key in run.keys:
            style += _SPANS.get(str(key), _PLAIN)
        return style

    def selectable_rows(self) -> Sequence[Row]:
        return self.rows

    def page_cell(self, x: int, y: int) -> tuple[int, int]:
        at = y + self.scroll_offset.y - _TOP_MARGIN
        width = self.rows[at].width if 0 <= at < len(self.rows) else 0
        return at, x - self.lead - max((self.room - width) // 2, 0)

    def on_click(self, event: events.Click) -> None:
        under = self._under(event.x, event.y)
        if event.button == RIGHT:
            if self.rows:
                self.focus()
                self.post_message(self.Asked(under[1] if under else "", event.screen_offset))
        elif event.chain > 1:
            self.select_around(event.x, event.y, word=event.chain == 2)
        elif under and self.selection is None:
            row, link = under
            if link:
                self.post_message(self.Followed(link))
            elif row.role is Role.TOP:
                self.scroll_home(animate=False)

    def _under(self, x: int, y: int) -> tuple[Row, str] | None:
        """The row whose text is at a cell of the pane, and where that leads."""
        at, cell = self.page_cell(x, y)
        row = self.rows[at] if 0 <= at < len(self.rows) else None
        for run in row.runs if row else ():
            if row and 0 <= cell < run.width:
                return row, next((key.href for key in run.keys if isinstance(key, LinkKey)), row.href)
            cell -= run.width
        return None


def _part(key: object) -> str:
    """The component class that a key of a run looks like."""
    if isinstance(key, Chrome):
        return f"article--{key.value}"
    if isinstance(key, LinkKey):
        return "article--anchor"
    return {"code": "article--inline-code", HIT: "article--hit", NUMBER: "article--number"}.get(str(key), "")
