"""A box to type a line in."""

from __future__ import annotations

from rich.style import Style
from textual.strip import Strip
from textual.widgets import Input

from tui import i18n
from tui.text import Mark, Paragraph, paragraph
from tui.widgets.bidi import Finished, Keys, aligned, segments_of

_CARET = "input--cursor"
_SELECTED = "input--selection"
_HINT = "input--placeholder"


class Field(Input, Finished):
    """Shows what is typed as it is read: joined, in order, at the side where it starts, with the cursor where the next
    letter will go. The value is logical."""

    def render_line(self, y: int) -> Strip:
        width, style = self.content_size.width, self.rich_style
        if y:
            return Strip.blank(width, style)
        laid = self._laid()
        line, rtl = laid.fit(laid.width), laid.base == "rtl"
        whole = Strip(aligned(segments_of(line, style, self._look_of), line.width, width, style, end=rtl))
        left = 0
        if line.width > width:
            at = 0
            for run in line.runs:
                if _CARET in run.keys:
                    break
                at += run.width
            # As much as there is room for from where reading starts to the cursor.
            left = min(line.width - width, at) if rtl else max(at - width + 1, 0)
            if not self.has_focus:
                left = line.width - width if rtl else 0
        return whole.crop(left, left + width)

    def _laid(self) -> Paragraph:
        text = self.value or self.placeholder
        marks = [] if self.value else [Mark(0, len(text), _HINT)]
        if self.has_focus:
            if not self.selection.is_empty:
                marks.append(Mark(min(self.selection), max(self.selection), _SELECTED))
            at = self.cursor_position if self.value else 0
            marks.append(Mark(at, at + 1, _CARET))
        # The cell after the last letter is there also while the cursor is not, or the text would move as it blinks.
        return paragraph(text + " ", language=i18n.language(), marks=marks, harakat=True)

    def _look_of(self, keys: Keys) -> Style:
        names = (str(key) for key in keys if key != _CARET or self._cursor_visible)
        return sum((self.get_component_rich_style(name) for name in names), Style())
