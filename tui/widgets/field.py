"""A box to type a line in."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from tui import i18n
from tui.text.editing import (
    CARET,
    HINT,
    SELECTED,
    Editing,
    Row,
    editing,
    entered,
    erased_from,
    typeable,
    word_after,
    word_before,
)
from tui.widgets.bidi import Finished, Keys, aligned, drawn

_LOOKS = {CARET: "input--cursor", SELECTED: "input--selection", HINT: "input--placeholder"}


class Field(Input, Finished):
    """Shows what is typed as it is read: joined, in order, at the side where it starts, with the cursor where the next
    letter will go. Arrows and the mouse go by what is seen; what erases goes by what is written. The value is clean and
    logical."""

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        # Beside Enter, which is Textual's own here, whatever is bound.
        Binding("enter", "submit", show=False, id="choose"),
        # As in a browser and a shell; Textual erases to the right.
        Binding("ctrl+backspace,alt+backspace", "delete_left_word", show=False),
        Binding("ctrl+delete,alt+delete,alt+d", "delete_right_word", show=False),
    ]

    _beside = False
    """Whether the cursor stands by the letter before it, as it does after typing, until it is moved."""
    _hidden = 0
    """Cells of a long text that are scrolled out on the side where it starts."""
    _seen: tuple[Row, int] | None = None
    """The row that was last drawn, and the cell of it at the left edge, negative where the text is shorter."""

    # ── What is seen ─────────────────────────────────────────────────────────────────────────────────────────

    def render_line(self, y: int) -> Strip:
        width, style = self.content_size.width, self.rich_style
        if y or width < 1:
            return Strip.blank(width, style)
        row, hidden = self._view()
        # Kept only as it is drawn: while a text is changed the cursor may be anywhere for a moment.
        self._hidden = hidden
        left = row.left(hidden, width)
        self._seen = row, left
        segments = [drawn(text, style + self._look_of(keys)) for text, keys in row.window(max(left, 0), width)]
        used = min(row.width, width)
        return Strip(aligned(segments, used, width, style, end=row.base == "rtl"), width)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where an input method shows what it offers."""
        row, hidden = self._view()
        x, y, width, _height = self.content_region
        return Offset(x + row.caret - row.left(hidden, width), y)

    def _view(self) -> tuple[Row, int]:
        """The row, and how many cells of it are to be out of sight on the side where it starts."""
        if self.value:
            anchor, at = self.selection
            row = self._text.row(at, anchor, beside=self._beside) if self.has_focus else self._text.row()
        else:
            hint = editing(entered(self._hint()), i18n.language())
            row = hint.row(0 if self.has_focus else None, hint=True)
        if not self.has_focus:
            return row, 0
        return row, row.scrolled(self._hidden, self.content_size.width)

    def _hint(self) -> str:
        """The placeholder, or as many of its words as there is room for."""
        words, most = self.placeholder.split(" "), self.content_size.width - 1
        text = self.placeholder
        while len(words) > 1 and editing(entered(text), i18n.language()).row(None, hint=True).width > most:
            words.pop()
            text = f"{' '.join(words)}…"
        return text

    @property
    def _text(self) -> Editing:
        return editing(self.value, i18n.language())

    def _look_of(self, keys: Keys) -> Style:
        names = (_LOOKS[str(key)] for key in keys if key != CARET or self._cursor_visible)
        return sum((self.get_component_rich_style(name) for name in names), Style())

    # ── What is typed ────────────────────────────────────────────────────────────────────────────────────────

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return typeable(character)

    async def _on_key(self, event: events.Key) -> None:
        self._restart_blink()
        if event.character is not None and typeable(event.character):
            self.replace(event.character, *self.selection)
        elif not await self._acted(event.key):
            return
        event.stop()
        event.prevent_default()

    async def _acted(self, key: str) -> bool:
        """Do at once what ``key`` does to the text: left to the app, which comes to it later, a backspace would erase
        what was typed after it."""
        for binding in self._bindings.key_to_bindings.get(key, ()):
            if "." in binding.action:
                return False
            if await self.app.run_action(binding.action, self):
                return True
        return False

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if text := entered(event.text):
            self.replace(text, *self.selection)

    def validate_value(self, value: str) -> str:
        return entered(value)

    def watch_selection(self) -> None:
        self._stand(beside=False)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put ``text``, cleaned, between two offsets, and the cursor after it."""
        start, end = sorted((max(start, 0), min(end, len(self.value))))
        text = entered(text)
        if not text and start == end:
            return
        # What is put in may make one letter with what stands beside it.
        whole = entered(self.value[:start] + text + self.value[end:])
        at = min(len(entered(self.value[:start] + text)), len(whole))
        super().replace(whole, 0, len(self.value))
        if self.value == whole:
            self.cursor_position = at
            self._stand(beside=True)

    def _stand(self, *, beside: bool) -> None:
        self._beside = beside
        self.refresh()
        self.app.cursor_position = self.cursor_screen_offset

    # ── Moving and erasing ───────────────────────────────────────────────────────────────────────────────────

    def action_cursor_left(self, select: bool = False) -> None:
        self._move(-1, select)

    def action_cursor_right(self, select: bool = False) -> None:
        self._move(1, select)

    def action_cursor_left_word(self, select: bool = False) -> None:
        self._go(self._text.moved_word(self.cursor_position, -1, beside=self._beside), select)

    def action_cursor_right_word(self, select: bool = False) -> None:
        self._go(self._text.moved_word(self.cursor_position, 1, beside=self._beside), select)

    def action_home(self, select: bool = False) -> None:
        self._go(0, select)

    def action_end(self, select: bool = False) -> None:
        self._go(len(self.value), select)

    def action_delete_left(self) -> None:
        if self.selection.is_empty:
            self.delete(erased_from(self.value, self.cursor_position), self.cursor_position)
        else:
            self.delete_selection()

    def action_delete_right(self) -> None:
        if self.selection.is_empty:
            self.delete(self.cursor_position, self._text.edge_after(self.cursor_position))
        else:
            self.delete_selection()

    def action_delete_left_word(self) -> None:
        if self.selection.is_empty:
            self.delete(word_before(self.value, self.cursor_position), self.cursor_position)
        else:
            self.delete_selection()

    def action_delete_right_word(self) -> None:
        if self.selection.is_empty:
            self.delete(self.cursor_position, word_after(self.value, self.cursor_position))
        else:
            self.delete_selection()

    def _move(self, by: int, select: bool) -> None:
        if select or self.selection.is_empty:
            self._go(self._text.moved(self.cursor_position, by, beside=self._beside), select)
        else:
            self._go(self._text.outer(*self.selection, by), select)

    def _go(self, at: int, select: bool) -> None:
        self.selection = Selection(self.selection.start if select else at, at)
        self._stand(beside=False)

    def _cell_offset_to_index(self, offset: int) -> int:
        if self._seen is None:
            return len(self.value)
        row, left = self._seen
        return row.place(offset + left)
