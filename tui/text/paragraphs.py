"""A paragraph from its logical text to lines of cells: the steps of the engine in their order, each taken once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from feeds.clean import clean
from tui.text.glyphs import Glyphs, glyphs, written
from tui.text.levels import RTL, Direction, first_strong, has_rtl_letter, resolve
from tui.text.line import Keys, Piece, Run, draw, settled, visual
from tui.text.protect import protected
from tui.text.wrap import Cut, cut, fitting, hung

Base = Literal["auto", "ltr", "rtl"]

ELLIPSIS = "\u2026"
_RTL_LANGUAGES = frozenset(
    "ar arc ary arz azb ckb dv fa glk he iw ji ks mzn nqo per pnb ps sd syr ug ur yi".split()  # noqa: SIM905
)
_WIDTHS_KEPT = 4
"""Wrapped widths that a paragraph remembers: the window's, and those around it while it is resized."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters [start, end) of the text given to ``paragraph``, in code points; ``key`` says what they are."""

    start: int
    end: int
    key: object


class _Drawing:
    harakat = True
    joined_emoji = False
    stacked_marks = True


def show_harakat(shown: bool) -> None:
    """Draws or hides vowel marks in every paragraph that does not say so itself, also in those already made."""
    _Drawing.harakat = shown


def harakat_shown() -> bool:
    """Whether vowel marks are drawn."""
    return _Drawing.harakat


def join_emoji(joined: bool) -> None:
    """Says whether the terminal draws an emoji sequence (U+200D, U+FE0F, skin tones) as one emoji of two cells.

    Where it does not, as in xterm and VTE, the first emoji of a sequence stands for it, or the row would shift.
    """
    _Drawing.joined_emoji = joined


def stack_marks(stacked: bool) -> None:
    """Says whether the terminal draws a mark on its letter, as xterm and VTE do; st drops marks, others misplace them.

    Letters without presentation forms, as in Kurdish and Pashto, are drawn joined only where it does.
    """
    _Drawing.stacked_marks = stacked


class Line:
    """One line, finished when ``runs`` is first read."""

    __slots__ = ("_cut", "_drawn", "_paragraph", "_runs", "_tail", "base", "end", "start", "width")

    def __init__(self, paragraph: Paragraph, drawn: Glyphs, where: Cut, tail: bool = False) -> None:
        self.start = where.start
        """The offset in the paragraph's text at which the line starts."""
        self.end = where.after
        """The offset after its last character, white space that is not drawn included."""
        self.base = paragraph.base
        self.width = drawn.cells[where.end] - drawn.cells[where.start] + tail
        """In cells."""
        self._paragraph = paragraph
        self._drawn = drawn
        self._cut = where
        self._tail = tail
        self._runs: tuple[Run, ...] | None = None

    @property
    def runs(self) -> tuple[Run, ...]:
        """From left to right."""
        if self._runs is None:
            self._runs = self._paragraph._draw(self._cut, self._drawn, self._tail)  # noqa: SLF001
        return self._runs

    @property
    def text(self) -> str:
        """The finished cells from left to right."""
        return "".join(run.text for run in self.runs)

    def offset_at(self, cell: int) -> int:
        """The offset in the paragraph's text of what cell ``cell`` shows, from the line's left edge.

        Left of the line and right of it: where the line starts or ends, by its direction.
        """
        if 0 <= cell < self.width:
            for run in self.runs:
                if cell < run.width:
                    return run.offsets[cell]
                cell -= run.width
        return self._cut.start if (cell < 0) == (self.base == "ltr") else self._cut.end

    def levels(self) -> bytes:
        """The embedding levels of its characters, white space that is not drawn left out, after L1 (UAX #9): what is
        of an odd level runs from right to left."""
        return self._paragraph._settled(self._cut, self._drawn)  # noqa: SLF001

    def span_at(self, cell: int) -> tuple[int, int]:
        """The characters [start, end) of the paragraph's text that cell ``cell`` shows: a cluster, or none outside."""
        start = self.offset_at(cell)
        if not 0 <= cell < self.width:
            return start, start
        following = self._drawn.starts.find(1, start + 1)
        return start, min(following if following >= 0 else len(self._drawn.starts), self.end)


class Paragraph:
    """Logical text with one base direction. Levels are resolved over the whole, lines are cut for any width."""

    __slots__ = (
        "_drawn",
        "_drawn_with",
        "_flat",
        "_harakat",
        "_language",
        "_levels",
        "_marks",
        "_protect",
        "_runs_rtl",
        "_wrapped",
        "_written",
        "base",
        "text",
    )

    def __init__(
        self, text: str, base: Base, language: str, marks: Sequence[Mark], harakat: bool | None, protect: bool
    ) -> None:
        self.text = clean(text)
        """Clean, in logical order. Offsets of lines and runs count its code points."""
        self.base: Direction = _base(self.text, base, language)
        """Where lines start. A text of left-to-right letters alone runs from left to right there, too."""
        self._runs_rtl = self.base == "rtl" and (has_rtl_letter(self.text) or first_strong(self.text, "rtl") == "rtl")
        self._language = language
        self._marks = _moved(marks, text, self.text)
        self._harakat = harakat
        self._protect = protect
        self._written = written(self.text)
        self._levels: bytes | None = None
        self._drawn: Glyphs | None = None
        self._drawn_with = (True, False, True)
        self._flat: Paragraph | None = None
        self._wrapped: dict[int, tuple[Line, ...]] = {}

    @property
    def width(self) -> int:
        """The cells of all its text on one line."""
        return self._glyphs().cells[-1]

    def wrap(self, width: int) -> tuple[Line, ...]:
        """The lines for ``width`` cells, at least one; only a single cluster may be wider. Kept by width."""
        drawn = self._glyphs()
        width = max(width, 1)
        lines = self._wrapped.get(width)
        if lines is None:
            lines = tuple(Line(self, drawn, where) for where in cut(self.text, drawn, width))
            while len(self._wrapped) >= _WIDTHS_KEPT:
                del self._wrapped[next(iter(self._wrapped))]
            self._wrapped[width] = lines
        return lines

    def fit(self, width: int) -> Line:
        """One line of ``width`` cells at most; an ellipsis at its logical end stands for what does not fit."""
        if "\n" in self.text:
            if self._flat is None:
                flat = self.text.replace("\n", " ")
                self._flat = Paragraph(flat, self.base, self._language, self._marks, self._harakat, self._protect)
            return self._flat.fit(width)
        drawn = self._glyphs()
        length = len(self.text)
        if drawn.cells[-1] <= width:
            return Line(self, drawn, Cut(0, length, length))
        if width < 1:
            return Line(self, drawn, Cut(0, 0, 0))
        end = hung(self.text, 0, fitting(drawn, 0, length, width - 1))
        return Line(self, drawn, Cut(0, end, end), tail=True)

    def _glyphs(self) -> Glyphs:
        harakat = _Drawing.harakat if self._harakat is None else self._harakat
        wanted = harakat, _Drawing.joined_emoji, _Drawing.stacked_marks
        if self._drawn is None or self._drawn_with != wanted:
            self._drawn, self._drawn_with = glyphs(self._written, *wanted), wanted
            self._wrapped.clear()
            self._marks = [_whole(mark, self._drawn.starts) for mark in self._marks]
        return self._drawn

    def _resolved(self, drawn: Glyphs) -> bytes:
        """The level of each character before L1; those inside a cluster take its first one's."""
        if self._levels is None:
            text = self._written
            isolates: list[tuple[int, int]] = []
            if self._protect and (self._runs_rtl or RTL.search(text)):
                text, isolates = protected(text, self._language)
            found = bytearray(resolve(text, "rtl" if self._runs_rtl else "ltr", isolates))
            at = drawn.starts.find(0)
            while at >= 0:
                found[at] = found[at - 1] if at else found[at]
                at = drawn.starts.find(0, at + 1)
            self._levels = bytes(found)
        return self._levels

    def _settled(self, where: Cut, drawn: Glyphs) -> bytes:
        return settled(self._written, self._resolved(drawn), where.start, where.end, int(self._runs_rtl))

    def _draw(self, where: Cut, drawn: Glyphs, tail: bool) -> tuple[Run, ...]:
        levels = self._settled(where, drawn)
        pieces: list[Piece] = []
        for start, end, level in visual(levels):
            split = self._split(where.start + start, where.start + end, level)
            pieces += reversed(split) if level % 2 else split
        runs = draw(pieces, drawn)
        if not tail:
            return runs
        dots = Run(ELLIPSIS, 1, self._keys(where.end, where.end + 1), (where.end,))
        return (dots, *runs) if self._runs_rtl else (*runs, dots)

    def _split(self, start: int, end: int, level: int) -> list[Piece]:
        """[start, end) cut at the edges of marks."""
        edges = {start, end}
        for mark in self._marks:
            edges.update(edge for edge in (mark.start, mark.end) if start < edge < end)
        return [Piece(left, right, level, self._keys(left, right)) for left, right in pairwise(sorted(edges))]

    def _keys(self, start: int, end: int) -> Keys:
        return tuple(mark.key for mark in self._marks if mark.start < end and start < mark.end)


def paragraph(
    text: str,
    *,
    base: Base = "auto",
    language: str = "",
    marks: Sequence[Mark] = (),
    harakat: bool | None = None,
    protect: bool = True,
) -> Paragraph:
    """``text`` ready to be cut into lines; ``\n`` in it forces a break.

    ``base`` says where lines start. With ``auto`` a text without a right-to-left letter starts at the left, any other
    goes by ``language`` (BCP 47) if that runs from right to left, else by its first strong letter (UAX #9, P2 and P3).
    ``harakat`` draws or hides vowel marks against what ``show_harakat`` says. ``protect`` keeps addresses, telephone
    numbers and the like in order where UAX #9 alone would not.
    """
    return Paragraph(text, base, language, marks, harakat, protect)


def _base(text: str, base: Base, language: str) -> Direction:
    if base != "auto":
        return base
    if not has_rtl_letter(text):
        return "ltr"
    primary = language.replace("_", "-").partition("-")[0].lower()
    return "rtl" if primary in _RTL_LANGUAGES else first_strong(text)


def _moved(marks: Sequence[Mark], text: str, cleaned: str) -> list[Mark]:
    """Marks on ``text`` as they stand on it once it is clean, without those that cover nothing."""
    if text != cleaned:
        at = {
            edge: min(len(clean(text[: max(edge, 0)])), len(cleaned))
            for mark in marks
            for edge in (mark.start, mark.end)
        }
        marks = [Mark(at[mark.start], at[mark.end], mark.key) for mark in marks]
    return [mark for mark in marks if mark.start < mark.end]


def _whole(mark: Mark, starts: bytes) -> Mark:
    """A mark that takes in the whole of each cluster that it touches."""
    start, end = max(mark.start, 0), min(mark.end, len(starts))
    if start >= end:
        return mark
    start = max(starts.rfind(1, 0, start + 1), 0)
    if end < len(starts) and not starts[end]:
        following = starts.find(1, end)
        end = following if following >= 0 else len(starts)
    return Mark(start, end, mark.key)
