"""A paragraph from its logical text to lines of cells: the steps of the engine in their order, each taken once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeVar

from feeds.clean import clean
from feeds.scripts import Direction, side_of
from tui.text.drawing import wanted
from tui.text.drawn import Drawn, Source
from tui.text.glyphs import glyphs
from tui.text.line import Run
from tui.text.marks import Mark, moved
from tui.text.shorten import shortened
from tui.text.wrap import Cut, cut, hung

Base = Literal["auto", "ltr", "rtl"]

_T = TypeVar("_T")

_WIDTHS_KEPT = 4
"""Wrapped widths that a paragraph remembers: the window's, and those around it while it is resized."""
_LONGEST_KEPT = 4_000
"""Characters of a paragraph that is kept for when it is asked for again; the memory of more is better spent."""


class Line:
    """One line, finished when ``runs`` is first read."""

    # It knows nothing of its paragraph, which knows its lines: so both go when they are needed no more.
    __slots__ = ("_drawn", "_runs", "_shown", "_tail", "base", "end", "start", "width")

    def __init__(self, drawn: Drawn, where: Cut, tail: bool = False) -> None:
        self.start = where.start
        """The offset in the paragraph's text at which the line starts."""
        self.end = where.after
        """The offset after its last character, white space that is not drawn included."""
        self.base = drawn.source.base
        self.width = drawn.glyphs.cells[where.end] - drawn.glyphs.cells[where.start] + tail
        """In cells."""
        self._drawn = drawn
        self._shown = where.end
        self._tail = tail
        self._runs: tuple[Run, ...] | None = None

    @property
    def source(self) -> Source:
        """The text that it is a line of: the same object for all lines of a paragraph."""
        return self._drawn.source

    @property
    def runs(self) -> tuple[Run, ...]:
        """From left to right."""
        if self._runs is None:
            self._runs = self._drawn.runs(self.start, self._shown, self._tail)
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
        return self.start if (cell < 0) == (self.base == "ltr") else self._shown

    def levels(self) -> bytes:
        """The embedding levels of its characters, white space that is not drawn left out, after L1 (UAX #9): what is
        of an odd level runs from right to left."""
        return self._drawn.settled(self.start, self._shown)

    def span_at(self, cell: int) -> tuple[int, int]:
        """The characters [start, end) of the paragraph's text that cell ``cell`` shows: a cluster, or none outside."""
        start = self.offset_at(cell)
        if not 0 <= cell < self.width:
            return start, start
        starts = self._drawn.glyphs.starts
        following = starts.find(1, start + 1)
        return start, min(following if following >= 0 else len(starts), self.end)


class Paragraph:
    """Logical text with one base direction. Levels are resolved over the whole, lines are cut for any width."""

    __slots__ = ("_drawn", "_fitted", "_flat", "_harakat", "_marks", "_source", "_wrapped", "base", "text")

    def __init__(
        self, text: str, base: Base, language: str, marks: Sequence[Mark], harakat: bool | None, protect: bool
    ) -> None:
        self.text = clean(text)
        """Clean, in logical order. Offsets of lines and runs count its code points."""
        self.base: Direction = _base(self.text, base, language)
        """Where lines start. A text of left-to-right letters alone runs from left to right there, too."""
        self._source = Source(self.text, self.base, language, protect)
        self._marks = moved(marks, text, self.text)
        self._harakat = harakat
        self._drawn: Drawn | None = None
        self._flat: Paragraph | None = None
        # Replaced, never changed: a paragraph may be read in two threads at once.
        self._wrapped: dict[_Width, tuple[Line, ...]] = {}
        self._fitted: dict[_Width, Line] = {}

    @property
    def width(self) -> int:
        """The cells of all its text on one line."""
        return self._as_drawn().glyphs.cells[-1]

    def wrap(self, width: int) -> tuple[Line, ...]:
        """The lines for ``width`` cells, at least one; only a single cluster may be wider. Kept by width."""
        drawn = self._as_drawn()
        width = max(width, 1)
        key = drawn.wanted, width
        lines = self._wrapped.get(key)
        if lines is None:
            lines = tuple([Line(drawn, where) for where in cut(self.text, drawn.glyphs, width)])
            self._wrapped = _with(self._wrapped, key, lines)
        return lines

    def fit(self, width: int) -> Line:
        """One line of ``width`` cells at most; an ellipsis at its logical end stands for what does not fit. Nothing
        that is protected is cut, unless it stands first, and no white space or opening bracket is left before the
        ellipsis. Kept by width."""
        if "\n" in self.text:
            if self._flat is None:
                flat, source = self.text.replace("\n", " "), self._source
                self._flat = Paragraph(flat, self.base, source.language, self._marks, self._harakat, source.protect)
            return self._flat.fit(width)
        drawn = self._as_drawn()
        key = drawn.wanted, width
        line = self._fitted.get(key)
        if line is None:
            line = self._fit(drawn, width)
            self._fitted = _with(self._fitted, key, line)
        return line

    def settle(self) -> None:
        """Resolve the levels now, in this thread; else the first line that is drawn waits for those of all."""
        self._source.levels(self._as_drawn().glyphs.starts)

    def _fit(self, drawn: Drawn, width: int) -> Line:
        length = len(self.text)
        if drawn.glyphs.cells[-1] <= width:
            return Line(drawn, Cut(0, length, length))
        if drawn.glyphs.cells[solid := hung(self.text, 0, length)] <= width:
            return Line(drawn, Cut(0, solid, length))
        if width < 1:
            return Line(drawn, Cut(0, 0, 0))
        end = shortened(drawn.glyphs, width - 1, self._source.whole)
        return Line(drawn, Cut(0, end, end), tail=True)

    def _as_drawn(self) -> Drawn:
        wishes = wanted(self._harakat)
        drawn = self._drawn
        if drawn is None or drawn.wanted != wishes:
            drawn = Drawn(self._source, glyphs(self._source.written, *wishes), wishes, self._marks)
            self._drawn = drawn
        return drawn


_Width = tuple[tuple[bool, bool, bool], int]
"""What is wished to be drawn, and in how many cells."""


def _with(kept: dict[_Width, _T], width: _Width, found: _T) -> dict[_Width, _T]:
    """The last widths of ``kept`` and one more."""
    return {**dict(list(kept.items())[1 - _WIDTHS_KEPT :]), width: found}


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
    numbers and the like in order where UAX #9 alone would not. Asked again for the same, it gives the same paragraph,
    with what was worked out for it.
    """
    if len(text) > _LONGEST_KEPT:
        return Paragraph(text, base, language, marks, harakat, protect)
    return _paragraph(text, base, language, tuple(marks), harakat, protect)


@lru_cache(256)
def _paragraph(
    text: str, base: Base, language: str, marks: tuple[Mark, ...], harakat: bool | None, protect: bool
) -> Paragraph:
    return Paragraph(text, base, language, marks, harakat, protect)


def _base(text: str, base: Base, language: str) -> Direction:
    return side_of(text, language) if base == "auto" else base
