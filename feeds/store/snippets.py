"""Snippets: the stretch of an article that says most of what was searched for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import apsw

from feeds.answers import Snippet
from feeds.search import fold, stem
from feeds.search.matching import spans
from feeds.search.query import Phrase, Word
from feeds.store.index import text_of

LENGTH = 160
"""Characters of a snippet, but for the signs of omission."""
LOOKED = 50_000
"""Characters of an article that the best stretch is looked for in."""
_BEFORE = 4
"""The part of a snippet that stands before the first of what is marked."""
_OMITTED = "…"


def snippet_of(
    connection: apsw.Connection, article: int, wanted: Sequence[Word | Phrase], length: int = LENGTH
) -> Snippet:
    """The snippet of an article's text, which is empty for one that is not there."""
    return snippet(text_of(connection, article), wanted, length)


def snippet(text: str, wanted: Sequence[Word | Phrase], length: int = LENGTH) -> Snippet:
    """The stretch of ``text`` with the most different words and phrases of ``wanted`` (`feeds.search.matching.needles`
    of the query), else the most of them, else the first; its beginning where there are none."""
    text = " ".join(text[:LOOKED].split())
    found = spans(wanted, text)
    start = _start(text, found[_best(text, found, length)][0] - length // _BEFORE, length) if found else 0
    end = _end(text, start + length)
    front = _OMITTED if start else ""
    back = _OMITTED if end < len(text) else ""
    shift = len(front) - start
    inside = tuple((first + shift, last + shift) for first, last in found if first >= start and last <= end)
    return Snippet(f"{front}{text[start:end]}{back}", inside)


def _best(text: str, found: Sequence[tuple[int, int]], length: int) -> int:
    """Which of the spans the best stretch begins with."""
    said = [stem(fold(text[start:end])) for start, end in found]
    ends = [end for _, end in found]

    def worth(at: int) -> tuple[int, int, int]:
        last = bisect_left(ends, found[at][0] + length - length // _BEFORE)
        return len(set(said[at:last])), last - at, -at

    return max(range(len(found)), key=worth)


def _start(text: str, wanted: int, length: int) -> int:
    """The beginning of a word at ``wanted`` or after it, but early enough that the snippet is full."""
    start = max(0, min(wanted, len(text) - length))
    return text.rfind(" ", 0, start) + 1 if start else 0


def _end(text: str, wanted: int) -> int:
    """The end of a word at ``wanted`` or before it."""
    if wanted >= len(text):
        return len(text)
    end = text.rfind(" ", 0, wanted + 1)
    return end if end > 0 else wanted
