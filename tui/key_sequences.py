"""What a key press means after those before it: pure, so that sequences and counts can be told without a terminal."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum, auto

from feeds.values import dataclass

_DIGITS = 6
"""Digits of a count, at most; more are let go."""


class Verdict(Enum):
    """What becomes of a key that starts no action."""

    WAIT = auto()
    """It begins something."""
    DROPPED = auto()
    """It ended what was begun, to no effect."""
    FREE = auto()
    """It is bound to nothing here: whoever wants it may have it."""


@dataclass(frozen=True, slots=True)
class Act:
    """The keys that are bound, one or several with spaces between, and the count typed before them."""

    sequence: str
    count: int | None = None


@dataclass(slots=True)
class Keying:
    """What was typed and waits for more, as vim's showcmd shows it: a count, then the keys of a sequence."""

    keys: tuple[str, ...] = ()
    digits: str = ""

    @property
    def waits(self) -> bool:
        return bool(self.keys or self.digits)

    def press(self, key: str, bound: Collection[str], digit: str | None = None) -> Act | Verdict:
        """Take the next key. ``bound`` are the sequences that have an action here, ``digit`` the ASCII digit that the
        key stands for if any: one that is bound is a count only after another digit, and a count starts with no 0."""
        if key == "escape" and self.waits:
            self.clear()
            return Verdict.DROPPED
        if digit and not self.keys and (self.digits or (key not in bound and digit != "0")):
            self.digits = (self.digits + digit)[:_DIGITS]
            return Verdict.WAIT
        sequence = " ".join((*self.keys, key))
        if _begins(sequence, bound):
            self.keys = (*self.keys, key)
            return Verdict.WAIT
        begun = bool(self.keys)
        return self._end(sequence, bound, Verdict.DROPPED if begun else Verdict.FREE)

    def expire(self, bound: Collection[str]) -> Act | Verdict:
        """No more keys came: what was begun acts if it is bound by itself, and else is dropped."""
        return self._end(" ".join(self.keys), bound, Verdict.DROPPED)

    def clear(self) -> None:
        """Forget what was begun."""
        self.keys, self.digits = (), ""

    def _end(self, sequence: str, bound: Collection[str], otherwise: Verdict) -> Act | Verdict:
        count = int(self.digits) if self.digits else None
        self.clear()
        return Act(sequence, count) if sequence in bound else otherwise


def _begins(sequence: str, bound: Collection[str]) -> bool:
    start = f"{sequence} "
    return any(other.startswith(start) for other in bound)
