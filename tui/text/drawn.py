"""The text of a paragraph with its levels, and the same as it is drawn: what its lines need to be put in order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from feeds.isolating import Protected, protected
from feeds.scripts import RTL, Direction, first_strong, has_rtl_letter
from tui.text.glyphs import Glyphs, written
from tui.text.levels import resolve
from tui.text.line import Keys, Piece, Run, draw, settled, visual
from tui.text.marks import Mark, whole

ELLIPSIS = "\u2026"


class Source:
    """Clean text in logical order. What is worked out for it is kept, once for all widths."""

    __slots__ = ("_levels", "_protected", "base", "language", "protect", "runs_rtl", "text", "written")

    def __init__(self, text: str, base: Direction, language: str, protect: bool) -> None:
        self.text = text
        self.base = base
        self.language = language
        self.protect = protect
        self.written = written(text)
        self.runs_rtl = base == "rtl" and (has_rtl_letter(text) or first_strong(text, "rtl") == "rtl")
        """Whether it runs from right to left: a text of left-to-right letters alone does not, wherever lines start."""
        self._protected: Protected | None = None
        self._levels: bytes | None = None

    @property
    def whole(self) -> Sequence[tuple[int, int]]:
        """The stretches [start, end) that an ellipsis must not cut."""
        return self._kept_in_order().whole if self.protect else ()

    def levels(self, starts: bytes) -> bytes:
        """The level of each character before L1; those inside a cluster take its first one's. ``starts`` are those of
        ``Glyphs``."""
        levels = self._levels
        if levels is None:
            text = self.written
            isolates: Sequence[tuple[int, int]] = ()
            if self.protect and (self.runs_rtl or RTL.search(text)):
                text, isolates, _ = self._kept_in_order()
            found = bytearray(resolve(text, "rtl" if self.runs_rtl else "ltr", isolates))
            at = starts.find(0)
            while at >= 0:
                found[at] = found[at - 1] if at else found[at]
                at = starts.find(0, at + 1)
            levels = self._levels = bytes(found)
        return levels

    def _kept_in_order(self) -> Protected:
        found = self._protected
        if found is None:
            found = self._protected = protected(self.written, self.language)
        return found


class Drawn:
    """A text with its marks as it is drawn under one set of wishes."""

    __slots__ = ("glyphs", "marks", "source", "wanted")

    def __init__(self, source: Source, glyphs: Glyphs, wanted: tuple[bool, bool, bool], marks: Sequence[Mark]) -> None:
        self.source = source
        self.glyphs = glyphs
        self.wanted = wanted
        self.marks = tuple([whole(mark, glyphs.starts) for mark in marks])

    def settled(self, start: int, end: int) -> bytes:
        """The levels of a line [start, end) after L1."""
        levels = self.source.levels(self.glyphs.starts)
        return settled(self.source.written, levels, start, end, int(self.source.runs_rtl))

    def runs(self, start: int, end: int, tail: bool) -> tuple[Run, ...]:
        """The cells of a line [start, end) from left to right, with ``tail`` an ellipsis at its logical end."""
        marks = [mark for mark in self.marks if mark.start <= end and start < mark.end]
        pieces: list[Piece] = []
        for left, right, level in visual(self.settled(start, end)):
            split = _split(marks, start + left, start + right, level)
            pieces += reversed(split) if level % 2 else split
        runs = draw(pieces, self.glyphs)
        if not tail:
            return runs
        dots = Run(ELLIPSIS, 1, _keys(marks, end, end + 1), (end,))
        return (dots, *runs) if self.source.runs_rtl else (*runs, dots)


def _split(marks: Sequence[Mark], start: int, end: int, level: int) -> list[Piece]:
    """[start, end) cut at the edges of marks."""
    if not marks:
        return [Piece(start, end, level, ())]
    edges = {start, end}
    for mark in marks:
        edges.update(edge for edge in (mark.start, mark.end) if start < edge < end)
    return [Piece(left, right, level, _keys(marks, left, right)) for left, right in pairwise(sorted(edges))]


def _keys(marks: Sequence[Mark], start: int, end: int) -> Keys:
    return tuple([mark.key for mark in marks if mark.start < end and start < mark.end])
