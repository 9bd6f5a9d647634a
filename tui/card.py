"""The test card: one sentence the way each strategy sends it, so that the reader can see which is right."""

from __future__ import annotations

import os
from dataclasses import dataclass

from tui.text import paragraph
from tui.text.terminal import (
    APART,
    EXPLICIT,
    KONSOLE,
    LOGICAL,
    MARKED,
    MLTERM,
    PUTTY,
    STRATEGIES,
    UNMARKED,
    VISUAL,
    WORDS,
    Strategy,
)
from tui.text.terminal.detection import reaching

SENTENCE = "نشرة (Nashra) لا تُنسى: 2025"
"""Joins, a lam-alef, a vowel sign, brackets, a Latin word and a number: each is a way to be wrong."""
_ORDER = (VISUAL, UNMARKED, EXPLICIT, MLTERM, MARKED, KONSOLE, WORDS, PUTTY, APART, LOGICAL)
"""The commonest first: where more than one line reads right, the first will do."""
_LEAD = 6


@dataclass(frozen=True, slots=True)
class CardLine:
    """``cells`` is the whole row before its strategy encodes it, ``number`` stands in it."""

    number: int
    strategy: Strategy
    cells: str

    @property
    def sent(self) -> str:
        """All that is written for the line, the terminal's ways given back after it."""
        return f"{self.strategy.enter}{self.strategy.line(self.cells)}{self.strategy.leave}"


def card() -> list[CardLine]:
    """A line for each strategy, in the order in which they are tried."""
    assert len(_ORDER) == len(STRATEGIES)
    return [
        CardLine(number, reaching(strategy, os.environ), f" {number:>2} ".ljust(_LEAD) + _drawn(strategy) + "  ")
        for number, strategy in enumerate(_ORDER, 1)
    ]


def _drawn(strategy: Strategy) -> str:
    return paragraph(SENTENCE, base="rtl", harakat=strategy.marks).fit(60).text


def answered(number: str) -> Strategy | None:
    """The strategy of the line that a reader typed the number of, in any digits."""
    number = number.strip()
    chosen = int(number) if number.isdecimal() else 0
    return next((line.strategy for line in card() if line.number == chosen), None)
