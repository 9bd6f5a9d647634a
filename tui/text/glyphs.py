"""What a terminal draws for each character of a paragraph, and which of them it draws together (UAX #29).

Nothing of width 0 is left but combining marks on their base: terminals disagree about the width of all others. An emoji
keeps its ZWJ, U+FE0F and modifiers only where ``joined`` says that the terminal draws a sequence as one.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from itertools import accumulate
from unicodedata import category

from tui.text.segment import cluster_ends
from tui.text.shape import FILLER, LIGATED, shape
from tui.text.width import widths

_ARABIC_MARKS = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0897-\u089f"
    "\u08ca-\u08e1\u08e3-\u08ff"
)
_HEBREW_MARKS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
_MARKS = f"\u0300-\u036f\u0483-\u0489{_HEBREW_MARKS}{_ARABIC_MARKS}"
_HARAKAT = re.compile(f"[{_HEBREW_MARKS}{_ARABIC_MARKS}]")
_PART_OF_THE_LETTER = frozenset("\u0653\u0654\u0655")
"""Madda and hamza above and below: without them the word is another."""

# Scripts in which nothing but a mark continues a cluster.
_SIMPLE = re.compile(
    f"[\n -\u0482\u048a-\u058f{_HEBREW_MARKS}\u05be\u05c0\u05c3\u05c6\u05d0-\u06ff\u0750-\u077f\u0870-\u08ff"
    "\u1e00-\u200c\u200e-\u20cf\u2100-\u22ff\u2500-\u25ff]*"
)
_CONTINUED = re.compile(f"[{FILLER}{_MARKS}]+")
_WITHOUT_BASE = re.compile(f"(?:\\A|(?<=\n))[{FILLER}{_MARKS}]+")
_MOST_MARKS = 8
"""More on one base only mischief writes."""
_PILE = re.compile(f"(?<=[{_MARKS}]{{{_MOST_MARKS}}})[{_MARKS}]+")
_UNDRAWN = re.compile(
    "[\u00ad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
_STANDS_IN = {
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " "),
    # Signs that enclose the digits after them, where a font can: terminals give them 0 cells or 1.
    "\u0600": "#",
    "\u0601": "\ufeb1",
    "\u0602": "*",
    "\u0603": "\ufeb9",
    "\u0604": "\ufeb1",
    "\u0605": FILLER,
    "\u06dd": "\u25cb",
    "\u0890": "\u00a3",
    "\u0891": "\ufed5",
    "\u08e2": "\u25cb",
}
_SEQUENCE = re.compile("[\u200d\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_REPLACED = re.compile(f"[{''.join(_STANDS_IN)}]")
_LONE_TATWEEL = re.compile("(?<!\\S)\u0640{1,3}(?!\\S)")


class Glyphs:
    """A paragraph as it is drawn, in logical order."""

    __slots__ = ("cells", "starts", "text")

    def __init__(self, text: str, starts: bytes, cells: array[int]) -> None:
        self.text = text
        """One code point for each of the paragraph, ``FILLER`` where nothing is drawn, else itself or its meaning."""
        self.starts = starts
        """1 where a cluster starts: between two of them a line may be cut, inside one it may not."""
        self.cells = cells
        """The cells before each offset at which a cluster starts, and at the end those of the whole."""


def written(text: str) -> str:
    """``text`` with a tatweel alone between spaces as the dash that it stands for."""
    return _LONE_TATWEEL.sub(lambda found: "\u2013" * len(found[0]), text) if "\u0640" in text else text


def glyphs(text: str, harakat: bool = True, joined: bool = False, built: bool = True) -> Glyphs:
    """The glyphs of cleaned text; ``harakat`` draws vowel marks, Arabic and Hebrew, ``joined`` draws whole emoji
    sequences, else their first emoji stands for them in as many cells. ``built`` is that of ``shape``."""
    plain = _REPLACED.sub(lambda found: _STANDS_IN[found[0]], text)
    drawn = shape(plain, built)
    if not harakat:
        drawn = _HARAKAT.sub(lambda found: found[0] if found[0] in _PART_OF_THE_LETTER else FILLER, drawn)
    if _SIMPLE.fullmatch(text):
        return _simple(drawn)
    return _any(plain, drawn, joined)


def _simple(drawn: str) -> Glyphs:
    drawn = _WITHOUT_BASE.sub(_fill, _UNDRAWN.sub(FILLER, drawn))
    drawn = _PILE.sub(_fill, drawn)
    starts = bytearray(b"\x01") * len(drawn)
    for found in _CONTINUED.finditer(drawn):
        start, end = found.span()
        starts[start:end] = bytes(end - start)
    return _finished(drawn, starts, accumulate(widths(drawn), initial=0))


def _any(plain: str, drawn: str, joined: bool) -> Glyphs:
    """Any script: clusters by UAX #29, then what is drawn of each."""
    next_break = cluster_ends()
    starts = bytearray(len(drawn))
    chars = list(drawn)
    each = bytearray(widths(drawn))
    at = 0
    while at < len(plain):
        end = next_break(plain, at)
        if chars[at] == FILLER and plain[at] in LIGATED:
            # The alef of a lam-alef: its marks stand on the ligature.
            _settle(chars, each, at + 1, end, based=True)
        elif plain[at] != "\n":
            if end - at > 1 or each[at] == 0 or category(plain[at]) == "Cf" or _UNDRAWN.match(plain[at]):
                _settle(chars, each, at, end, based=False)
                _size(chars, each, at, end, joined)
            first = next((index for index in range(at, end) if chars[index] != FILLER), end)
            if first < end:
                starts[first] = 1
        at = end
    return _finished("".join(chars), starts, accumulate(each, initial=0))


def _finished(drawn: str, starts: bytearray, cells: Iterable[int]) -> Glyphs:
    if starts:
        starts[0] = 1
    at = drawn.find("\n")
    while at >= 0:
        starts[at] = 0
        if at + 1 < len(starts):
            starts[at + 1] = 1
        at = drawn.find("\n", at + 1)
    return Glyphs(drawn.replace("\n", FILLER), bytes(starts), array("I", cells))


def _fill(found: re.Match[str]) -> str:
    return FILLER * len(found[0])


def _settle(chars: list[str], each: bytearray, start: int, end: int, *, based: bool) -> None:
    """Drops from a cluster what must not be drawn and sets its width; ``based`` if its base stands before it."""
    emoji = start < end and each[start] > 0 and _is_pictograph(chars[start])
    marks = 0
    for index in range(start, end):
        char = chars[index]
        kind = category(char)
        if kind in ("Mn", "Me", "Mc") and not _UNDRAWN.match(char):
            marks += 1
            keep = based and marks <= _MOST_MARKS
        elif char == "\u200d":
            keep = emoji and index + 1 < end and _is_pictograph(chars[index + 1])
        elif char == "\ufe0f":
            keep = index > start and (emoji or chars[start] in "#*0123456789")
        elif "\U0001f3fb" <= char <= "\U0001f3ff" or "\U000e0020" <= char <= "\U000e007f":
            keep = emoji and index > start
        else:
            keep = kind not in ("Cf", "Cc", "Zl", "Zp") and not _UNDRAWN.match(char)
            keep = keep and (each[index] > 0 or based)
        if keep:
            based = based or each[index] > 0
        else:
            chars[index] = FILLER
            each[index] = 0


def _size(chars: list[str], each: bytearray, start: int, end: int, joined: bool) -> None:
    """Sets the cells of an emoji sequence, and what is drawn in them."""
    cluster = "".join(chars[start:end]).replace(FILLER, "")
    if len(cluster) < 2 or not _SEQUENCE.search(cluster):
        return
    from rich.cells import cell_len

    cells = cell_len(cluster)
    if not joined:
        chars[start + 1 : end] = [FILLER] * (end - start - 1)
        chars[start + 1] = " " * (cells - each[start]) or FILLER
    each[start:end] = bytes(end - start)
    each[start] = cells


def _is_pictograph(char: str) -> bool:
    if "\U0001f000" <= char <= "\U0001faff":
        return not "\U0001f3fb" <= char <= "\U0001f3ff"
    return "\u203c" <= char <= "\u3299" or char in "\u00a9\u00ae"
