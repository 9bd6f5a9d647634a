"""Plots of block characters, in the order in which they are read: time runs from the first cell on. Right-to-left text
turns them round by itself; who draws cells does it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from tui import i18n

_BLOCKS = " ▁▂▃▄▅▆▇█"
"""A cell filled from below by eighths."""
_NOTHING = "·"
"""Of a value that is 0, where the smallest other one has an eighth."""


def columns(values: Sequence[int], height: int) -> list[str]:
    """Lines from the top down, a cell a value; the largest of them is ``height`` cells high."""
    top = max(values, default=0)
    eighths = [max(round(value / top * height * 8), 1) if value else 0 for value in values]
    lines = [
        "".join(_BLOCKS[max(min(eighth - 8 * under, 8), 0)] for eighth in eighths)
        for under in range(height - 1, -1, -1)
    ]
    lines[-1] = "".join(cell if value else _NOTHING for cell, value in zip(lines[-1], values, strict=True))
    return lines


def sparkline(values: Sequence[int]) -> str:
    """One line, a cell a value."""
    return columns(values, 1)[0]


def bar(share: float, cells: int) -> str:
    """A bar of which ``share`` is filled, by halves of a cell; where nothing is, there are dots. It is filled by a half
    at least when there is anything, and all of it when there is all."""
    halves = round(share * cells * 2)
    halves = min(max(halves, 1), cells * 2 - 1) if 0 < share < 1 else halves
    half = ("▐" if i18n.rtl() else "▌") * (halves % 2)
    return ("█" * (halves // 2) + half).ljust(cells, _NOTHING)


def fitted(values: Sequence[int], cells: int) -> list[int]:
    """Values for no more than ``cells`` cells: neighbours are summed up where there are more."""
    group = math.ceil(len(values) / max(cells, 1))
    return [sum(values[at : at + group]) for at in range(0, len(values), group)]


def stretched(line: str, cells: int) -> str:
    """A line of a plot over up to ``cells`` cells, with a gap between columns where there is room for one."""
    each = max(cells // max(len(line), 1), 1)
    return line if each == 1 else "".join(cell * (each - 1) + " " for cell in line)
