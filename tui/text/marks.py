"""Marks on a paragraph's text: bold, links, search hits."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from feeds.clean import clean
from feeds.values import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters [start, end) of the text given to ``paragraph``, in code points; ``key`` says what they are."""

    start: int
    end: int
    key: Hashable


def moved(marks: Sequence[Mark], text: str, cleaned: str) -> tuple[Mark, ...]:
    """Marks on ``text`` as they stand on it once it is clean, without those that cover nothing."""
    if marks and text != cleaned:
        at = {
            edge: min(len(clean(text[: max(edge, 0)])), len(cleaned))
            for mark in marks
            for edge in (mark.start, mark.end)
        }
        marks = [Mark(at[mark.start], at[mark.end], mark.key) for mark in marks]
    return tuple([mark for mark in marks if mark.start < mark.end])


def whole(mark: Mark, starts: bytes) -> Mark:
    """A mark that takes in the whole of each cluster that it touches. ``starts`` are those of ``Glyphs``."""
    start, end = max(mark.start, 0), min(mark.end, len(starts))
    if start >= end:
        return mark
    start = max(starts.rfind(1, 0, start + 1), 0)
    if end < len(starts) and not starts[end]:
        following = starts.find(1, end)
        end = following if following >= 0 else len(starts)
    return Mark(start, end, mark.key)
