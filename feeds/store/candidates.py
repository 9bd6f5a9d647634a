"""Which of the articles of the last days may tell what a new one tells, by the keys they share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from feeds.stories import WINDOW, Telling

_COMMON = 10
"""Articles that one key leads to: what is in more is a formula, or of a story that the first of them tell already."""
_COMPARED = 10
"""Articles that one is compared with, those with most keys in common."""
_ENOUGH_KEYS, _KEYS_OF_ONE = 3, 8
"""Keys in common of two articles that are worth comparing: one, and one more for each so many of the new one's keys, up
to enough."""


class Known(NamedTuple):
    """An article that others are compared with."""

    id: int
    sort_at: int
    source: int


class New(NamedTuple):
    """An article that came."""

    known: Known
    telling: Telling
    keys: set[int]
    """Of the telling, with its names."""


class ByKey:
    """Articles by their keys."""

    def __init__(self) -> None:
        # Few keys are in two articles, and a list for each would keep the collector busy.
        self._first: dict[int, Known] = {}
        self._more: dict[int, list[Known]] = {}

    def __len__(self) -> int:
        return len(self._first)

    def lacking(self, keys: Iterable[int]) -> set[int]:
        return set(keys).difference(self._first)

    def add(self, known: Known, keys: Iterable[int]) -> None:
        first, more = self._first, self._more
        for key in keys:
            if first.setdefault(key, known) is not known and len(found := more.setdefault(key, [])) < _COMMON:
                found.append(known)

    def candidates(self, new: New) -> list[int]:
        """The articles worth comparing with ``new``, the likeliest first."""
        met = self._first.keys() & new.keys
        names = met & new.telling.names
        needed = min(_ENOUGH_KEYS, 1 + len(new.keys) // _KEYS_OF_ONE)
        if len(met) < needed and not names:
            return []
        _, sort_at, source = new.known
        shared: dict[int, tuple[float, int]] = {}
        for key in met - names:
            there = self._having(key)
            part = 1 / len(there)
            for other, at, paper in there:
                if paper != source and -WINDOW <= at - sort_at <= WINDOW:
                    weight, count = shared.get(other, (0.0, 0))
                    shared[other] = weight + part, count + 1
        likely = sorted((-weight, other) for other, (weight, count) in shared.items() if count >= needed)
        same = [other for key in names for other, at, _ in self._having(key) if -WINDOW <= at - sort_at <= WINDOW]
        return list(dict.fromkeys((*same[:_COMPARED], *(other for _, other in likely[:_COMPARED]))))

    def _having(self, key: int) -> tuple[Known, ...]:
        return (self._first[key], *self._more.get(key, ()))
