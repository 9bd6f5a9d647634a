"""Text in the box in which it is typed: what the box takes in, where the cursor may stand, and the cells of it all.

A cursor stands before a character, in its cell; after the last one there is a blank cell for it. So each place is one
cell and one offset, and what is typed there comes before that character, in logical order. Where the text turns, a
letter like the one just typed goes beside that one, which may be elsewhere: ``beside`` puts the blank cell there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from unicodedata import category

from rich.cells import cell_len

from feeds.clean import clean
from feeds.scripts import Direction, first_strong, is_rtl
from tui.text import Line, Mark, Run, paragraph
from tui.text.line import Keys
from tui.text.segment import cluster_ends
from tui.text.shape import LIGATED

CARET = "caret"
"""The key of the run in which the cursor stands."""
SELECTED = "selected"
"""The key of the runs that are selected."""
HINT = "hint"
"""The key of the runs that stand for a text while there is none."""

_BESIDE = "beside"
_ZWNJ, _ZWJ = "\u200c", "\u200d"
_TYPED = frozenset((_ZWNJ, _ZWJ, "\u00a0"))
"""What keyboards have keys for, though it is not printable (U+00A0 as the space it is)."""
_UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u2060-\u2064]+")
"""What could be in a text without a sign of it, and then nothing would be found by it: LRM, RLM and ALM, too."""
_BREAKS = re.compile(" *\n[ \n]*")
_MARGIN = 4
"""Cells that are seen on either side of the cursor in a text longer than its box."""


def typeable(character: str | None) -> bool:
    """Whether a key that sends ``character`` types it: every printable one, ZWNJ, ZWJ and the no-break space."""
    return character is not None and (character.isprintable() or character in _TYPED)


def entered(text: str) -> str:
    """``text`` as a box of one line takes it in: cleaned, without invisible characters but ZWNJ and ZWJ. Line breaks
    around it are dropped, those in it become one space each."""
    return _BREAKS.sub(" ", clean(_UNSEEN.sub("", text)).strip("\n"))


def word_starts(text: str) -> list[int]:
    """The offsets at which words start, ascending. Marks, ZWNJ and ZWJ belong to what they follow."""
    found: list[int] = []
    inside = False
    for at, char in enumerate(text):
        if char in (_ZWNJ, _ZWJ) or category(char).startswith("M"):
            continue
        holds = char.isalnum() or char == "_"
        if holds and not inside:
            found.append(at)
        inside = holds
    return found


def word_before(text: str, at: int) -> int:
    """The nearest start of a word before ``at``, or that of the text."""
    return max((start for start in word_starts(text) if start < at), default=0)


def word_after(text: str, at: int) -> int:
    """The nearest start of a word after ``at``, or the end of the text."""
    return min((start for start in word_starts(text) if start > at), default=len(text))


def erased_from(text: str, at: int) -> int:
    """Where a backspace at ``at`` starts to erase: one code point, so that a vowel mark goes before its letter and a
    lam-alef gives back its lam; of an emoji sequence the whole."""
    edges = _edges(text)
    start = edges[max(bisect_left(edges, at) - 1, 0)]
    sequence = at > start and (category(text[start]) == "So" or "\ufe0f" in text[start:at])
    return start if sequence else max(at - 1, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """The one line of a box, all of it."""

    runs: tuple[Run, ...]
    """From left to right, under the keys ``CARET``, ``SELECTED`` and ``HINT``."""
    base: Direction
    """The side at which it starts."""
    places: tuple[int, ...]
    """For each cell the offset at which a click on it puts the cursor."""
    length: int
    """Of the text, in code points."""
    caret: int
    """The cell of the cursor, the left one of two; 0 without a cursor."""

    @property
    def width(self) -> int:
        """In cells."""
        return len(self.places)

    def place(self, cell: int) -> int:
        """The offset at which a click on ``cell`` puts the cursor; beyond the text its start or end, by the side."""
        if 0 <= cell < len(self.places):
            return self.places[cell]
        return 0 if (cell < 0) == (self.base == "ltr") else self.length

    def scrolled(self, hidden: int, width: int) -> int:
        """How many cells are to be hidden on the side where the row starts, if ``hidden`` were, so that the cursor is
        seen in a window of ``width`` cells with some on either side of it."""
        caret = self.caret if self.base == "ltr" else self.width - 1 - self.caret
        margin = min(_MARGIN, max(width - 1, 0) // 2)
        hidden = min(max(hidden, caret + margin - width + 1), caret - margin)
        return min(max(hidden, 0), max(self.width - width, 0))

    def left(self, hidden: int, width: int) -> int:
        """The cell at the left edge of a window of ``width`` cells in which ``hidden`` ones are hidden; negative where
        the row is shorter and stands at the right."""
        return self.width - width - hidden if self.base == "rtl" else hidden

    def window(self, left: int, width: int) -> Iterator[tuple[str, Keys]]:
        """What of the runs is seen in cells [left, left + width); a character that is cut in half is blank."""
        right = left + width
        at = 0
        for run in self.runs:
            start, at = at, at + run.width
            if left <= start and at <= right:
                yield run.text, run.keys
            elif start < right and left < at:
                yield "".join(_cut(run, left - start, right - start)), run.keys


class Editing:
    """A text that is typed, made by ``entered``, and every place where the cursor may stand in it."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self._language = language
        self._edges = _edges(text)
        line = self._line(text + " ")
        self._shown = [offset for offset, _cells in _clusters(line.runs)]
        self._drawn = sorted(self._shown)
        self._levels = line.levels()
        members: dict[int, list[int]] = {start: [] for start in self._drawn}
        for edge in self._edges:
            members[self._drawn_with(edge)].append(edge)
        self.order: list[int] = []
        """The offsets at which the cursor may stand, which are the edges of grapheme clusters (UAX #29), as their cells
        follow each other from left to right. Both letters of a lam-alef are among them."""
        for start in self._shown:
            self.order += reversed(members[start]) if self._levels[start] % 2 else members[start]
        self._indices = {place: index for index, place in enumerate(self.order)}

    def row(self, at: int | None = None, anchor: int | None = None, *, beside: bool = False, hint: bool = False) -> Row:
        """The row with the cursor at ``at`` and all between it and ``anchor`` selected. Around a cursor between a lam
        and its alef the two are drawn apart. ``hint`` says that the text only tells what to type."""
        found = self._beside(at) if beside and at is not None and anchor in (None, at) else None
        if found is not None and at is not None:
            return self._row_beside(at, *found)
        apart = self._apart(at, anchor)
        marks = [Mark(0, len(self.text), HINT)] if hint else []
        if at is not None:
            if anchor is not None and anchor != at:
                start, end = sorted((anchor, at))
                marks.append(Mark(start + bisect_right(apart, start), end + bisect_left(apart, end), SELECTED))
            cell = at if at in apart else self._drawn_with(at)
            cell += bisect_right(apart, cell)
            marks.append(Mark(cell, cell + 1, CARET))
        line = self._line(_parted(self.text, apart) + " ", marks)
        levels = line.levels()
        places: list[int] = []
        for offset, cells in _clusters(line.runs):
            places += self._places(_before_parting(offset, apart), cells, levels[offset] % 2 == 1)
        return Row(line.runs, line.base, tuple(places), len(self.text), _caret(line.runs))

    def edge_after(self, at: int) -> int:
        """The end of the cluster at ``at``."""
        return self._edges[min(bisect_right(self._edges, at), len(self._edges) - 1)]

    def moved(self, at: int, by: int, *, beside: bool = False) -> int:
        """The place in the next cell to the left, ``by`` -1, or to the right, 1; at the last one ``at`` itself."""
        return self._beyond(at, by, beside, self.order)

    def moved_word(self, at: int, by: int, *, beside: bool = False) -> int:
        """The next start of a word to the left or right, or end of the text; if there is none the last place there."""
        wanted = {0, len(self.text), *word_starts(self.text)}
        found = self._beyond(at, by, beside, wanted)
        return self._beyond(at, by, beside, (self.order[0 if by < 0 else -1],)) if found == at else found

    def outer(self, one: int, other: int, by: int) -> int:
        """Of two places the one further to the left, ``by`` -1, or to the right, 1."""
        return max((one, other), key=lambda at: by * self._index(at))

    def _beyond(self, at: int, by: int, beside: bool, wanted: Container[int]) -> int:
        here: float = self._index(at)
        if found := self._beside(at) if beside else None:
            here = self._index(found[0]) + (-0.5 if found[1] else 0.5)
        places = self.order if by > 0 else self.order[::-1]
        return next((place for place in places if (self._index(place) - here) * by > 0 and place in wanted), at)

    def _beside(self, at: int) -> tuple[int, bool] | None:
        """The cluster before ``at`` and whether it runs from right to left, if the text turns between the two."""
        if at <= 0:
            return None
        before = self._edges[bisect_left(self._edges, at) - 1]
        rtl = self._levels[before] % 2 == 1
        follows = self._index(before) + (-1 if rtl else 1)
        if 0 <= follows < len(self.order) and self.order[follows] == self._edge(at):
            return None
        return before, rtl

    def _row_beside(self, at: int, before: int, rtl: bool) -> Row:
        """The row with the blank cell beside the cluster ``before`` instead of after the end."""
        line = self._line(self.text, [Mark(before, at, _BESIDE)])
        there = [index for index, run in enumerate(line.runs) if _BESIDE in run.keys]
        runs = [replace(run, keys=()) for run in line.runs]
        runs.insert((there[0] if rtl else there[-1] + 1) if there else 0, Run(" ", 1, (CARET,), (at,)))
        places: list[int] = []
        for run in runs:
            for offset, cells in _clusters([run]):
                rtl = self._levels[offset] % 2 == 1
                places += [at] if CARET in run.keys else self._places(offset, cells, rtl)
        return Row(tuple(runs), line.base, tuple(places), len(self.text), _caret(runs))

    def _line(self, text: str, marks: Sequence[Mark] = ()) -> Line:
        # What is still to come is most likely in the language: figures and signs alone stand at its side.
        waits = is_rtl(self._language) and first_strong(text, "rtl") == "rtl"
        found = paragraph(text, base="rtl" if waits else "auto", language=self._language, marks=marks, harakat=True)
        return found.fit(found.width)

    def _places(self, offset: int, cells: int, rtl: bool) -> list[int]:
        """For each cell of the cluster at ``offset`` its nearer edge."""
        near, far = self._edge(offset), self.edge_after(offset)
        found = [near] * ((cells + 1) // 2) + [far] * (cells // 2)
        return found[::-1] if rtl else found

    def _edge(self, at: int) -> int:
        """The start of the cluster in which ``at`` is."""
        return self._edges[max(bisect_right(self._edges, at) - 1, 0)]

    def _index(self, at: int) -> int:
        return self._indices[self._edge(at)]

    def _drawn_with(self, at: int) -> int:
        """What is drawn in the cell of ``at``: its own cluster, the lam before an alef, the next one if none is."""
        after = bisect_right(self._edges, at)
        end = self._edges[after] if after < len(self._edges) else len(self.text) + 1
        return self._drawn[max(bisect_left(self._drawn, end) - 1, 0)]

    def _apart(self, *places: int | None) -> list[int]:
        """Those of ``places`` between a lam and an alef that are drawn as one but need not be, ascending."""
        found = sorted(
            {at for at in places if at is not None and self.text[at : at + 1] in LIGATED and self._drawn_with(at) < at}
        )
        if not found:
            return []
        line = self._line(_parted(self.text, found) + " ")
        shown = [_before_parting(offset, found) for offset, _cells in _clusters(line.runs)]
        # ZWJ ends an address, and what comes after it then stands elsewhere.
        return found if shown == [at for at in self.order if at in shown] else []


@lru_cache(64)
def editing(text: str, language: str) -> Editing:
    """The places in ``text``, which ``entered`` has given, drawn in the BCP 47 ``language``; kept for the next key."""
    return Editing(text, language)


def _edges(text: str) -> list[int]:
    """The edges of the grapheme clusters of ``text``, its start and end included."""
    after = cluster_ends()
    found = [0]
    while found[-1] < len(text):
        found.append(after(text, found[-1]))
    return found


def _clusters(runs: Sequence[Run]) -> list[tuple[int, int]]:
    """The offset and the cells of each cluster, from left to right."""
    return [(offset, len(list(same))) for offset, same in groupby(offset for run in runs for offset in run.offsets)]


def _parted(text: str, apart: Sequence[int]) -> str:
    """``text`` with ZWJ at each of ``apart``: it keeps the letters joined, but not as one."""
    for at in reversed(apart):
        text = text[:at] + _ZWJ + text[at:]
    return text


def _before_parting(offset: int, apart: Sequence[int]) -> int:
    """The offset in a text of what is at ``offset`` in that text ``_parted``."""
    return offset - bisect_left([at + index for index, at in enumerate(apart)], offset)


def _caret(runs: Sequence[Run]) -> int:
    cell = 0
    for run in runs:
        if CARET in run.keys:
            return cell
        cell += run.width
    return 0


def _cut(run: Run, left: int, right: int) -> Iterator[str]:
    """The text of the cells [left, right) of a run, whole characters with their marks, blank where one is cut."""
    after = cluster_ends()
    at = cell = 0
    while at < len(run.text):
        start, end = at, cell
        while True:
            at = after(run.text, at)
            end = cell + cell_len(run.text[start:at])
            if at >= len(run.text) or end >= run.width or run.offsets[end] != run.offsets[cell]:
                break
        if left <= cell and end <= right:
            yield run.text[start:at]
        else:
            yield " " * max(min(end, right) - max(cell, left), 0)
        cell = end
