"""Where clusters end (UAX #29) and lines may break (UAX #14), by apsw, loaded for the first text that asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

Next = Callable[[str, int], int]
"""From a text and an offset to the next boundary after it."""


@cache
def _functions() -> tuple[Next, Next]:
    # The C module alone: the Python around it takes 15 ms to import.
    try:
        module = import_module("apsw._unicode")
        return module.grapheme_next_break, module.line_next_break
    except (ImportError, AttributeError):
        from apsw.unicode import grapheme_next_break, line_break_next_break

        return grapheme_next_break, line_break_next_break


def cluster_ends() -> Next:
    """The function that finds the end of a grapheme cluster."""
    return _functions()[0]


def breaks(text: str) -> list[int]:
    """The offsets at which a line may break, ascending; the last is ``len(text)``."""
    after = _functions()[1]
    found = []
    at = 0
    while at < len(text):
        at = after(text, at)
        found.append(at)
    return found
