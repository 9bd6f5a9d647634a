"""One line of a paragraph from left to right: rules L1 to L4 of UAX #9."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from unicodedata import bidirectional

from bidi.mirror import MIRRORED

from feeds.values import dataclass
from tui.text.glyphs import Glyphs
from tui.text.shape import FILLER, meanings

Keys = tuple[object, ...]

# Pairs of neighbours that python-bidi's table, older than its core, lacks.
_LACKING = {chr(ord(sign) + odd): chr(ord(sign) + 1 - odd) for sign in "⦨⦪⦬⦮⧨⩻⪅⪇⪉⪍⪏⪝⪟⪱⪵⪷⪹⫇⫉⫋⹕⹗⹙⹛" for odd in (0, 1)}
_MIRRORED = str.maketrans({**MIRRORED, **_LACKING})
_HAS_MEANING = re.compile("[\U000e0200-\U000e02ff]")
_SEPARATOR = re.compile("[\t\n\v\r\x1c-\x1f\x85\u2029]")
_BLANK = frozenset(("WS", "BN", "LRI", "RLI", "FSI", "PDI", "LRE", "RLE", "LRO", "RLO", "PDF"))


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring cells that are drawn alike."""

    text: str
    """Finished: shaped, mirrored, from left to right."""
    width: int
    """In cells; that of ``rich.cells.cell_len``."""
    keys: Keys
    """The keys of the marks that cover it."""
    offsets: tuple[int, ...]
    """For each cell the offset in the paragraph's text of the character that it shows."""


class Piece:
    """Characters [start, end) of one level and under the same marks."""

    __slots__ = ("end", "keys", "level", "start")

    def __init__(self, start: int, end: int, level: int, keys: Keys) -> None:
        self.start = start
        self.end = end
        self.level = level
        self.keys = keys


def settled(text: str, levels: bytes, start: int, end: int, base: int) -> bytes:
    """The levels of a line [start, end) after L1: separators and the white space before them and at the end of the
    line are at ``base``."""
    line = bytearray(levels[start:end])
    stops = [end]
    for found in _SEPARATOR.finditer(text, start, end):
        line[found.start() - start] = base
        stops.append(found.start())
    for stop in stops:
        while stop > start and bidirectional(text[stop - 1]) in _BLANK:
            stop -= 1
            line[stop - start] = base
    return bytes(line)


def visual(levels: Sequence[int]) -> list[tuple[int, int, int]]:
    """Rule L2: the runs (start, end, level) of a line from left to right. One of odd level is read from its end."""
    if len(set(levels)) == 1:
        return [(0, len(levels), levels[0])]
    runs: list[tuple[int, int, int]] = []
    at = 0
    for level, same in groupby(levels):
        length = len(list(same))
        runs.append((at, at + length, level))
        at += length
    highest = max((level for _, _, level in runs), default=0)
    lowest_odd = min((level for _, _, level in runs if level % 2), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        at = 0
        while at < len(runs):
            if runs[at][2] < level:
                at += 1
                continue
            end = at
            while end < len(runs) and runs[end][2] >= level:
                end += 1
            runs[at:end] = runs[at:end][::-1]
            at = end
    return runs


def mirror(text: str) -> str:
    """``text`` with mirrored brackets and signs exchanged (L4)."""
    return text.translate(_MIRRORED)


def draw(pieces: Sequence[Piece], drawn: Glyphs) -> tuple[Run, ...]:
    """The runs of pieces in visual order; neighbours under the same marks become one."""
    runs: list[Run] = []
    for keys, group in groupby(pieces, key=lambda piece: piece.keys):
        texts: list[str] = []
        offsets: list[int] = []
        for piece in group:
            _draw(piece, drawn, texts, offsets)
        if offsets:
            runs.append(Run("".join(texts), len(offsets), keys, tuple(offsets)))
    return tuple(runs)


def _draw(piece: Piece, drawn: Glyphs, texts: list[str], offsets: list[int]) -> None:
    """Adds the cells of a piece from left to right."""
    stretches = list(_stretches(drawn, piece.start, piece.end))
    backwards = piece.level % 2
    found: list[str] = []
    for start, end, width in reversed(stretches) if backwards else stretches:
        text = drawn.text[start:end]
        if width:
            found.append(text.replace(FILLER, ""))
            offsets += [start] * width
        else:
            found.append(text[::-1] if backwards else text)
            offsets += range(end - 1, start - 1, -1) if backwards else range(start, end)
    text = "".join(found)
    if backwards:
        text = mirror(text)
    texts.append(text.translate(_meanings()) if _HAS_MEANING.search(text) else text)


@cache
def _meanings() -> dict[int, str]:
    return str.maketrans(meanings())


def _stretches(drawn: Glyphs, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """[start, end) as (start, end, 0) for clusters of one character and one cell, and each other one with its cells."""
    starts, cells = drawn.starts, drawn.cells
    while start < end:
        continued = starts.find(0, start + 1, end)
        last = continued - 1 if continued >= 0 else end
        # What starts a cluster and has no cell is not drawn at all: else wide characters could make up for it.
        if last > start and cells[last] - cells[start] == last - start and FILLER not in drawn.text[start:last]:
            yield start, last, 0
        else:
            for at in range(start, last):
                if width := cells[at + 1] - cells[at]:
                    yield at, at + 1, width
        if continued < 0:
            return
        following = starts.find(1, continued, end)
        start = following if following >= 0 else end
        if width := cells[start] - cells[last]:
            yield last, start, width
