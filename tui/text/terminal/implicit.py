"""Rows for terminals that order text themselves and can't be told not to: what they make of it is the row we mean.

A row is a left-to-right paragraph to them, so it is turned back: what they reverse is sent reversed, and something
strong from left to right stands wherever a neighbour would take part in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from unicodedata import bidirectional

from tui.text.joining import TYPES
from tui.text.levels import resolve
from tui.text.line import mirror, visual
from tui.text.shape import LIGATED, forms, shape
from tui.text.terminal.rows import CELL, MARKS, RTL, Row

_LRM, _ZWNJ, _ZWJ = "\u200e", "\u200c", "\u200d"
_BLANK = "\u2800"
"""An empty cell that is strong from left to right: the Braille pattern without a dot is of bidi class L."""

_STRONG = f"{RTL}\u05be\u05c0\u05c3\u05c6\u061b\u061d-\u061f\u066d"
_NEUTRAL = (
    " !\"#$%&'*+,\\-./:;=?@\\\\^_`|~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb-\u00bf\u00d7\u00f7"
    "\u060c\u066a\u2010-\u2027\u2030-\u205e\u20a0-\u20c0"
)
"""What may stand inside a stretch that is turned round. Paired brackets would look for each other over its edges."""
_ARABIC_DIGITS = "\u0660-\u0669\u066b\u066c"
_DIGITS = f"0-9{_ARABIC_DIGITS}\u06f0-\u06f9"
_LETTER = f"[{_STRONG}][{MARKS}]*"
_LETTERS = re.compile(f"{_LETTER}(?:[{_NEUTRAL}]*{_LETTER})*|[{_ARABIC_DIGITS}]+")
_UNIT = f"(?:{_LETTER}|[{_ARABIC_DIGITS}][{_DIGITS}]*)"
_TURNS = re.compile(_UNIT)
_BETWEEN = (
    f"(?:(?!  )[^\\w()\\[\\]{{}}]|[{_DIGITS}_]"
    f"|(?<=[{_STRONG}{MARKS}{_ARABIC_DIGITS}])[^\\w\\s]+(?=[{_STRONG}{_ARABIC_DIGITS}]))"
)
_ZONE = re.compile(f"{_UNIT}(?:{_BETWEEN}*{_UNIT})*")
"""All between two right-to-left letters or numbers but letters of the other direction, wide gaps, and brackets that
find a blank beside them: they would look for each other over the zone's edges."""
_MONEY = "[#$%\u00a2-\u00a5\u066a\u20a0-\u20c0]*"
_NUMBERS = tuple(
    re.compile(f"{beside}[{_DIGITS}]+(?:[{between}][{_DIGITS}]+)*{beside}")
    for between, beside in ((".,:/\u060c", ""), (".,:/+\\-\u060c", ""), (".,:/+\\-\u060c", _MONEY))
)
"""What keeps its order inside such a stretch: less after Arabic letters than after Hebrew ones (UAX #9, W2 to W5)."""
_ARABIC = re.compile(f"[{_STRONG}][{_STRONG}{MARKS}]*")


def konsole(row: Row) -> str:
    """For Konsole, which orders each stretch of one style, takes zero-width characters, joins letters by their
    neighbours whatever form they are sent in, and never turns a bracket round."""
    return "".join(
        f"\x1b[{style}m{sent}\x1b[0m" if style else sent
        for style, sent in ((style, _LETTERS.sub(_turned, text)) for style, text in row)
    )


def putty(row: Row) -> str:
    """For PuTTY, which orders whole rows by their first strong letter, looks at no zero-width character, and turns
    brackets round. Blanks beside right-to-left text are sent as blanks of the other direction."""
    return _whole(row, letters=False)


def apart(row: Row) -> str:
    """For QTerminal, which does so with each stretch of one style."""
    return "".join(_whole([stretch], letters=False) for stretch in row)


def logical(row: Row) -> str:
    """For terminals that do all of it, joining included: as `putty`, with letters as they are typed."""
    return _whole(row, letters=True)


def _turned(found: re.Match[str]) -> str:
    return _joined(found[0]) + _LRM


@lru_cache(4096)
def _joined(cells: str) -> str:
    """A stretch of right-to-left cells as it is read, with signs where letters would join otherwise than they do."""
    if cells[0] in "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u066b\u066c":
        return cells
    read = CELL.findall(cells)[::-1]
    sent: list[str] = []
    before = _Joins(" ")
    for cell in read:
        here = _Joins(cell[0])
        if before.could_next and here.could_before and not (before.next and here.before):
            sent.append(_ZWNJ)
        elif before.next != here.before:
            sent.append(_ZWJ)
        sent.append(cell)
        before = here
    if before.next:
        sent.append(_ZWJ)
    return "".join(sent)


class _Joins:
    """What a drawn letter is joined to, and what its letter could be."""

    __slots__ = ("before", "could_before", "could_next", "next")

    def __init__(self, drawn: str) -> None:
        letter, form = _letters().get(drawn, (drawn, -1))
        kind = TYPES[letter]
        self.could_next = kind in "DLC"
        self.could_before = kind in "DRC"
        # A letter without forms is joined as its neighbours have it.
        self.next = form in (1, 3) if form >= 0 else self.could_next
        self.before = form in (2, 3) if form >= 0 else self.could_before


@cache
def _letters() -> dict[str, tuple[str, int]]:
    """The letter of each presentation form and which of its forms it is; for a lam-alef its alef, which joins alike."""
    found = {
        form: (letter, at)
        for letter, all_forms in forms().items()
        for at, form in reversed(list(enumerate(all_forms)))
        if form != letter
    }
    for alef, ligature in LIGATED.items():
        found[ligature] = (alef, 0)
        found[chr(ord(ligature) + 1)] = (alef, 2)
    return found


def _whole(row: Row, *, letters: bool) -> str:
    text = "".join(text for _, text in row)
    if not _ZONE.search(text):
        return "".join(f"\x1b[{style}m{text}\x1b[0m" if style else text for style, text in row)
    styles = [style for style, text in row for _ in CELL.findall(text)]
    cells = CELL.findall(text)
    starts: dict[int, int] = {}
    at = 0
    for index, cell in enumerate(cells):
        starts[at] = index
        at += len(cell)
    starts[at] = len(cells)
    order = list(range(len(cells)))
    sent = list(cells)
    for zone in _ZONE.finditer(text):
        start, end = starts[zone.start()], starts[zone.end()]
        for first, last, places, turned in _parts(tuple(cells[start:end])):
            order[start + first : start + last] = [start + place for place in places]
            for place in turned:
                sent[start + place] = mirror(sent[start + place])
            for beside in (_blank(cells, start + first - 1, -1), _blank(cells, start + last, 1)):
                if beside is not None:
                    sent[beside] = _BLANK
    pairs = [(styles[index], sent[index]) for index in order]
    parts = ((style, "".join(cell for _, cell in group)) for style, group in groupby(pairs, key=lambda pair: pair[0]))
    found = "".join(f"\x1b[{style}m{part}\x1b[0m" if style else part for style, part in parts)
    return _ARABIC.sub(_typed, found) if letters else found


def _blank(cells: Sequence[str], at: int, step: int) -> int | None:
    """The nearest blank from ``at`` on, with nothing strong before it."""
    while 0 <= at < len(cells):
        if cells[at] == " ":
            return at
        if bidirectional(cells[at][0]) in ("L", "R", "AL", "AN"):
            return None
        at += step
    return None


Part = tuple[int, int, tuple[int, ...], tuple[int, ...]]


@lru_cache(4096)
def _parts(zone: tuple[str, ...]) -> tuple[Part, ...]:
    """The parts (first, last, places, turned) of a zone's cells: in which order the cells of each are sent, and which
    of them are mirrored first. One that can't be sent whole falls apart at its blanks."""
    whole = _reading(zone)
    if whole is not None:
        return ((0, len(zone), *whole),)
    found: list[Part] = []
    at = 0
    for blank, group in groupby(zone, key=lambda cell: cell == " "):
        word = tuple(group)
        if not blank and _TURNS.search("".join(word)):
            # What no order of cells can bring about is sent as it is read.
            places, turned = _reading(word) or (tuple(reversed(range(len(word)))), ())
            found.append((at, at + len(word), tuple(at + place for place in places), tuple(at + one for one in turned)))
        at += len(word)
    return tuple(found)


def _reading(cells: tuple[str, ...]) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """The order in which ``cells`` come out as they are, between left-to-right neighbours, and those mirrored then."""
    bases = "".join(cell[0] for cell in cells)
    for places in _orders(bases):
        levels = resolve("a" + "".join(bases[place] for place in places) + "a", "ltr")[1:-1]
        shown: list[int] = []
        for start, end, level in visual(levels):
            run = range(start, end)
            shown += reversed(run) if level % 2 else run
        if [places[one] for one in shown] == list(range(len(cells))):
            return tuple(places), tuple(place for place, level in zip(places, levels, strict=True) if level % 2)
    return None


def _orders(bases: str) -> Iterator[list[int]]:
    """What is worth a try: all turned round but numbers, and as it is, which signs before a number alone need."""
    for numbers in _NUMBERS:
        places = list(range(len(bases)))[::-1]
        for number in numbers.finditer(bases):
            first, last = len(bases) - number.end(), len(bases) - number.start()
            places[first:last] = places[first:last][::-1]
        yield places
    yield list(range(len(bases)))


def _typed(found: re.Match[str]) -> str:
    """A word in its letters, if they join to what it is drawn as."""
    typed = "".join(_letters()[char][0] if char in _letters() else char for char in found[0])
    return typed if shape(typed) == found[0] else found[0]
