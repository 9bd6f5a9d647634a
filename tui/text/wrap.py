"""Cutting a paragraph into lines of so many cells, in logical order, at the breaks of UAX #14."""

from __future__ import annotations

from bisect import bisect_right

from tui.text.glyphs import Glyphs
from tui.text.segment import breaks

_MARKS = ("\u200e", "\u200f", "\u061c")
_BESIDE = ("· ", *(f"{mark}· " for mark in _MARKS))
"""A sign between two parts: it ends the line before, though UAX #14 takes it for a letter, or is not drawn where the
line has no room for it."""
_SPACES = " \n\u200b\u3000\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f"


class Cut:
    """A line's part of the text: from ``start``, drawn to ``end``, next line from ``after``; between is white space, or
    a sign that parts what is now parted by the break."""

    __slots__ = ("after", "end", "start")

    def __init__(self, start: int, end: int, after: int) -> None:
        self.start = start
        self.end = end
        self.after = after


def cut(text: str, drawn: Glyphs, width: int) -> list[Cut]:
    """The lines of ``text`` for ``width`` cells, at least one; they cover it without a gap.

    A line is wider only where a single cluster is. White space hangs over the end of a line that breaks there.
    """
    lines: list[Cut] = []
    start = 0
    while True:
        newline = text.find("\n", start)
        end = newline if newline >= 0 else len(text)
        _cut(lines, text, drawn, start, end, width)
        if newline < 0:
            return lines
        last = lines[-1]
        lines[-1] = Cut(last.start, last.end, newline + 1)
        start = newline + 1


def _cut(lines: list[Cut], text: str, drawn: Glyphs, start: int, end: int, width: int) -> None:
    """Adds the lines of [start, end), which holds no line feed."""
    cells = drawn.cells
    if cells[end] - cells[start] <= width:
        lines.append(Cut(start, end, end))
        return
    places = [at + start for at in breaks(text[start:end])]
    places = [at for at in places if _breaks(text, drawn, at)]
    ends = [hung(text, start, at) for at in places]
    bare = [_without_sign(text, start, at) for at in ends]
    reach = [cells[at] for at in bare]
    first = 0
    while start < end:
        most = cells[start] + width
        found = bisect_right(reach, most, lo=first) - 1
        if cells[end] <= most:
            lines.append(Cut(start, end, end))
            return
        if found >= first and places[found] > start:
            shown = ends[found] if cells[ends[found]] <= most else bare[found]
            lines.append(Cut(start, max(start, shown), places[found]))
            start, first = places[found], found + 1
        else:
            at = _cluster_break(drawn, start, end, most)
            lines.append(Cut(start, at, at))
            start = at


def _breaks(text: str, drawn: Glyphs, at: int) -> bool:
    """Whether a line may end at a break of UAX #14: between clusters, or before a mark of direction, which has no cell
    and goes with what follows; not after a soft hyphen, whose hyphen would need a cell of its own, nor after the scheme
    of an address, which says nothing by itself, nor before a sign between two parts, which would begin a row."""
    parted = drawn.starts[at : at + 1] != b"\0" or text[at] in _MARKS
    return parted and text[at - 1] != "\u00ad" and text[at - 3 : at] != "://" and not text.startswith(_BESIDE, at)


def _without_sign(text: str, start: int, end: int) -> int:
    """The end of [start, end) without a sign between two parts at its end."""
    if text[end - 1 : end] != "·":
        return end
    before = end - 1
    while before > start and text[before - 1] in _MARKS:
        before -= 1
    solid = hung(text, start, before)
    return solid if solid < before else end


def hung(text: str, start: int, end: int) -> int:
    """The end of [start, end) without the white space at its end."""
    while end > start and text[end - 1] in _SPACES:
        end -= 1
    return end


def fitting(drawn: Glyphs, start: int, end: int, most: int) -> int:
    """The last edge of a cluster in [start, end] up to which the paragraph has at most ``most`` cells."""
    at = min(bisect_right(drawn.cells, most) - 1, end)
    while start < at < end and not drawn.starts[at]:
        at -= 1
    return max(at, start)


def _cluster_break(drawn: Glyphs, start: int, end: int, most: int) -> int:
    """Where to cut a word that is longer than a line: between clusters, one of them at least on this line."""
    at = fitting(drawn, start, end, most)
    if at > start:
        return at
    following = drawn.starts.find(1, start + 1, end)
    return following if following >= 0 else end
