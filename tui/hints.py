"""Letters over the links in view: typing those of a link follows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from tui.roles import LinkKey

if TYPE_CHECKING:
    from tui.layout import Row

LETTERS = "asdfghjklqwertyuiop"
"""The keys under and over the fingers at rest: each types one letter in the Arabic layouts, too."""


@dataclass(frozen=True, slots=True)
class Hint:
    """``letters`` over the cells of a row from ``cell`` on, where a link starts to be read."""

    letters: str
    row: int
    cell: int
    href: str


def hints(rows: Sequence[Row], first: int, last: int) -> list[Hint]:
    """A hint for each address that rows [first, last) lead to, where it stands first. None begins another."""
    found: dict[str, tuple[int, int, int, bool]] = {}
    for at in range(max(first, 0), min(last, len(rows))):
        for start, end, href in _links(rows[at]):
            found.setdefault(href, (at, start, end, _backwards(rows[at], start, end)))
    names = labels(len(found))
    return [
        Hint(name, row, max(end - len(name), 0) if rtl else start, href)
        for name, (href, (row, start, end, rtl)) in zip(names, found.items(), strict=True)
    ]


def labels(count: int) -> list[str]:
    """``count`` different ones, all of the same length: a letter each while there are enough."""
    length = 1
    while len(LETTERS) ** length < count:
        length += 1
    return ["".join(letters) for letters, _ in zip(product(LETTERS, repeat=length), range(count), strict=False)]


def _links(row: Row) -> Iterator[tuple[int, int, str]]:
    """The stretches of cells [start, end) that lead somewhere, in the order of reading."""
    found: list[tuple[int, int, str]] = []
    at = 0
    for run in row.runs:
        href = next((key.href for key in run.keys if isinstance(key, LinkKey)), "")
        if href and found and found[-1][1:] == (at, href):
            found[-1] = found[-1][0], at + run.width, href
        elif href:
            found.append((at, at + run.width, href))
        at += run.width
    if row.href and not found:
        found = [(line.cell, line.cell + line.line.width, row.href) for line in row.lines()[:1]]
    yield from reversed(found) if row.rtl else found


def _backwards(row: Row, start: int, end: int) -> bool:
    """Whether the words in cells [start, end) of a row are read from the right."""
    offsets = [offset for run in row.runs for offset in run.offsets][start:end]
    return offsets[0] > offsets[-1] if len(offsets) > 1 else row.rtl
