"""Where in a text, as it is written, the words of a query are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from feeds.search import stem
from feeds.search.folding import GERSHAYIM, MARKS, tokens
from feeds.search.query import All, Any, Field, Phrase, Query, Word

_RAW = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}]|(?<=[\u05d0-\u05ea{MARKS}])[{GERSHAYIM}{MARKS}]+(?=[\u05d0-\u05ea]))*")
"""A word as it is written, with its marks, tatweel, ZWNJ and gershayim."""


def needles(query: Query | None) -> tuple[Word | Phrase, ...]:
    """The words and phrases that a query wants in the title and the text; nothing of what it does not want."""
    return tuple(dict.fromkeys(_wanted(query))) if query else ()


def _wanted(query: Query) -> Iterator[Word | Phrase]:
    match query:
        case Word() | Phrase():
            yield query
        case Field("title", Word() | Phrase() as value):
            yield value
        case All(parts) | Any(parts):
            for part in parts:
                yield from _wanted(part)


def spans(wanted: Sequence[Word | Phrase], text: str) -> list[tuple[int, int]]:
    """Where ``text`` holds ``wanted``: (start, end) in characters, in order, none over another.

    Each is of whole words, marks inside and after them included: one that is a wanted word or has its stem, begins with
    a wanted prefix, or begins or ends a phrase. One character that stands for several words (ﷺ) is marked whole.
    """
    if not wanted:
        return []
    finder = _Finder(wanted)
    words = [(word, raw.start(), raw.end()) for raw in _RAW.finditer(text) for word in tokens(raw[0])]
    found = sorted((words[first][1], words[last][2]) for first, last in finder.found([word for word, *_ in words]))
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start < apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((start, end))
    return apart


class _Finder:
    def __init__(self, wanted: Sequence[Word | Phrase]) -> None:
        words = [one for one in wanted if isinstance(one, Word)]
        self._words = frozenset(chain.from_iterable((one.text, stem(one.text)) for one in words if not one.prefix))
        self._prefixes = tuple(one.text for one in words if one.prefix)
        self._phrases = [one for one in wanted if isinstance(one, Phrase)]

    def found(self, words: list[str]) -> Iterator[tuple[int, int]]:
        """The first and the last of the words of each match, as indexes."""
        for at, word in enumerate(words):
            if self._is_wanted(word):
                yield at, at
            for phrase in self._phrases:
                if word.startswith(phrase.words[0]) and _begins(words[at : at + len(phrase.words)], phrase):
                    yield at, at + len(phrase.words) - 1

    def _is_wanted(self, word: str) -> bool:
        both = (word, stem(word))
        return not self._words.isdisjoint(both) or any(one.startswith(self._prefixes) for one in both)


def _begins(words: list[str], phrase: Phrase) -> bool:
    *before, last = phrase.words
    return (
        len(words) == len(phrase.words)
        and words[:-1] == before
        and (words[-1].startswith(last) if phrase.prefix else words[-1] == last)
    )
