"""A paragraph from its logical text to lines of cells: the steps of the engine in their order, each taken once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, TypeVar

from feeds.clean import clean
from tui.text.drawing import wanted
from tui.text.glyphs import Glyphs, glyphs, written
from tui.text.levels import RTL, Direction, first_strong, has_rtl_letter, resolve
from tui.text.line import Keys, Piece, Run, draw, settled, visual
from tui.text.marks import Mark, moved, whole
from tui.text.protect import Protected, protected
from tui.text.shorten import shortened
from tui.text.wrap import Cut, cut, hung

Base = Literal["auto", "ltr", "rtl"]

_T = TypeVar("_T")

ELLIPSIS = "\u2026"
_RTL_LANGUAGES = frozenset(
    "ar arc ary arz azb ckb dv fa glk he iw ji ks mzn nqo per pnb ps sd syr ug ur yi".split()  # noqa: SIM905
)
_WIDTHS_KEPT = 4
"""Wrapped widths that a paragraph remembers: the window's, and those around it while it is resized."""
_LONGEST_KEPT = 4_000
"""Characters of a paragraph that is kept for when it is asked for again; the memory of more is better spent."""


class _Drawn:
    """A paragraph as it is drawn under one set of wishes, and what was cut from it."""

    __slots__ = ("fitted", "glyphs", "marks", "wanted", "wrapped")

    def __init__(self, found: Glyphs, wishes: tuple[bool, bool, bool], marks: Sequence[Mark]) -> None:
        self.glyphs = found
        self.wanted = wishes
        self.marks = tuple([whole(mark, found.starts) for mark in marks])
        # Replaced, never changed: a paragraph may be read in two threads at once.
        self.wrapped: dict[int, tuple[Line, ...]] = {}
        self.fitted: dict[int, Line] = {}

    def keys(self, start: int, end: int) -> Keys:
        """The keys of the marks on [start, end)."""
        return tuple(mark.key for mark in self.marks if mark.start < end and start < mark.end)


class Line:
    """One line, finished when ``runs`` is first read."""

    __slots__ = ("_drawn", "_paragraph", "_runs", "_shown", "_tail", "base", "end", "start", "width")

    def __init__(self, paragraph: Paragraph, drawn: _Drawn, where: Cut, tail: bool = False) -> None:
        self.start = where.start
        """The offset in the paragraph's text at which the line starts."""
        self.end = where.after
        """The offset after its last character, white space that is not drawn included."""
        self.base = paragraph.base
        self.width = drawn.glyphs.cells[where.end] - drawn.glyphs.cells[where.start] + tail
        """In cells."""
        self._paragraph = paragraph
        self._drawn = drawn
        self._shown = where.end
        self._tail = tail
        self._runs: tuple[Run, ...] | None = None

    @property
    def runs(self) -> tuple[Run, ...]:
        """From left to right."""
        if self._runs is None:
            self._runs = self._paragraph._draw(self.start, self._shown, self._drawn, self._tail)  # noqa: SLF001
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
        return self._paragraph._settled(self.start, self._shown, self._drawn)  # noqa: SLF001

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

    __slots__ = (
        "_drawn",
        "_flat",
        "_harakat",
        "_language",
        "_levels",
        "_marks",
        "_protect",
        "_protected",
        "_runs_rtl",
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
        self._marks = moved(marks, text, self.text)
        self._harakat = harakat
        self._protect = protect
        self._written = written(self.text)
        self._protected: Protected | None = None
        self._levels: bytes | None = None
        self._drawn: _Drawn | None = None
        self._flat: Paragraph | None = None

    @property
    def width(self) -> int:
        """The cells of all its text on one line."""
        return self._as_drawn().glyphs.cells[-1]

    def wrap(self, width: int) -> tuple[Line, ...]:
        """The lines for ``width`` cells, at least one; only a single cluster may be wider. Kept by width."""
        drawn = self._as_drawn()
        width = max(width, 1)
        lines = drawn.wrapped.get(width)
        if lines is None:
            lines = tuple([Line(self, drawn, where) for where in cut(self.text, drawn.glyphs, width)])
            drawn.wrapped = _with(drawn.wrapped, width, lines)
        return lines

    def fit(self, width: int) -> Line:
        """One line of ``width`` cells at most; an ellipsis at its logical end stands for what does not fit. Nothing
        that is protected is cut, unless it stands first, and no white space or opening bracket is left before the
        ellipsis. Kept by width."""
        if "\n" in self.text:
            if self._flat is None:
                flat = self.text.replace("\n", " ")
                self._flat = Paragraph(flat, self.base, self._language, self._marks, self._harakat, self._protect)
            return self._flat.fit(width)
        drawn = self._as_drawn()
        line = drawn.fitted.get(width)
        if line is None:
            line = self._fit(drawn, width)
            drawn.fitted = _with(drawn.fitted, width, line)
        return line

    def settle(self) -> None:
        """Resolve the levels now, in this thread; else the first line that is drawn waits for those of all."""
        self._resolved(self._as_drawn())

    def _fit(self, drawn: _Drawn, width: int) -> Line:
        length = len(self.text)
        if drawn.glyphs.cells[-1] <= width:
            return Line(self, drawn, Cut(0, length, length))
        if drawn.glyphs.cells[solid := hung(self.text, 0, length)] <= width:
            return Line(self, drawn, Cut(0, solid, length))
        if width < 1:
            return Line(self, drawn, Cut(0, 0, 0))
        end = shortened(drawn.glyphs, width - 1, self._kept_in_order().whole if self._protect else ())
        return Line(self, drawn, Cut(0, end, end), tail=True)

    def _as_drawn(self) -> _Drawn:
        wishes = wanted(self._harakat)
        drawn = self._drawn
        if drawn is None or drawn.wanted != wishes:
            drawn = self._drawn = _Drawn(glyphs(self._written, *wishes), wishes, self._marks)
        return drawn

    def _kept_in_order(self) -> Protected:
        found = self._protected
        if found is None:
            found = self._protected = protected(self._written, self._language)
        return found

    def _resolved(self, drawn: _Drawn) -> bytes:
        """The level of each character before L1; those inside a cluster take its first one's."""
        levels = self._levels
        if levels is None:
            text = self._written
            isolates: Sequence[tuple[int, int]] = ()
            if self._protect and (self._runs_rtl or RTL.search(text)):
                text, isolates, _ = self._kept_in_order()
            found = bytearray(resolve(text, "rtl" if self._runs_rtl else "ltr", isolates))
            starts = drawn.glyphs.starts
            at = starts.find(0)
            while at >= 0:
                found[at] = found[at - 1] if at else found[at]
                at = starts.find(0, at + 1)
            levels = self._levels = bytes(found)
        return levels

    def _settled(self, start: int, end: int, drawn: _Drawn) -> bytes:
        return settled(self._written, self._resolved(drawn), start, end, int(self._runs_rtl))

    def _draw(self, start: int, end: int, drawn: _Drawn, tail: bool) -> tuple[Run, ...]:
        levels = self._settled(start, end, drawn)
        pieces: list[Piece] = []
        for left, right, level in visual(levels):
            split = _split(drawn, start + left, start + right, level)
            pieces += reversed(split) if level % 2 else split
        runs = draw(pieces, drawn.glyphs)
        if not tail:
            return runs
        dots = Run(ELLIPSIS, 1, drawn.keys(end, end + 1), (end,))
        return (dots, *runs) if self._runs_rtl else (*runs, dots)


def _with(kept: dict[int, _T], width: int, found: _T) -> dict[int, _T]:
    """The last widths of ``kept`` and one more."""
    return {**dict(list(kept.items())[1 - _WIDTHS_KEPT :]), width: found}


def _split(drawn: _Drawn, start: int, end: int, level: int) -> list[Piece]:
    """[start, end) cut at the edges of marks."""
    edges = {start, end}
    for mark in drawn.marks:
        edges.update(edge for edge in (mark.start, mark.end) if start < edge < end)
    return [Piece(left, right, level, drawn.keys(left, right)) for left, right in pairwise(sorted(edges))]


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


@lru_cache(512)
def _paragraph(
    text: str, base: Base, language: str, marks: tuple[Mark, ...], harakat: bool | None, protect: bool
) -> Paragraph:
    return Paragraph(text, base, language, marks, harakat, protect)


def _base(text: str, base: Base, language: str) -> Direction:
    if base != "auto":
        return base
    if not has_rtl_letter(text):
        return "ltr"
    primary = language.replace("_", "-").partition("-")[0].lower()
    return "rtl" if primary in _RTL_LANGUAGES else first_strong(text)
