"""Where in a text, as it is written, the words of a query are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from feeds.search import stem
from feeds.search.folding import GERSHAYIM, MARKS, folds_letter_by_letter, tokens
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
    words, places = _words_and_places(text)
    found = sorted((places[first][0], places[last][1]) for first, last in _Finder(wanted).found(words))
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start < apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((start, end))
    return apart


def _words_and_places(text: str) -> tuple[Sequence[str], Sequence[tuple[int, int]]]:
    """The folded words of a text, and the (start, end) of each as it is written."""
    raw = [found.span() for found in _RAW.finditer(text)]
    words = tokens(text)
    if len(words) == len(raw) and folds_letter_by_letter(text):
        return words, raw
    several = [(word, (start, end)) for start, end in raw for word in tokens(text[start:end])]
    return [word for word, _place in several], [place for _word, place in several]


class _Finder:
    def __init__(self, wanted: Sequence[Word | Phrase]) -> None:
        words = [one for one in wanted if isinstance(one, Word)]
        self._words = frozenset(chain.from_iterable((one.text, stem(one.text)) for one in words if not one.prefix))
        self._prefixes = tuple(one.text for one in words if one.prefix)
        self._phrases = [one for one in wanted if isinstance(one, Phrase)]

    def found(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The first and the last of the words of each match, as indexes."""
        for at, word in enumerate(words):
            if self._is_wanted(word):
                yield at, at
            for phrase in self._phrases:
                if word.startswith(phrase.words[0]) and _begins(words[at : at + len(phrase.words)], phrase):
                    yield at, at + len(phrase.words) - 1

    def _is_wanted(self, word: str) -> bool:
        return self._has(word) or ((stemmed := stem(word)) != word and self._has(stemmed))

    def _has(self, word: str) -> bool:
        return word in self._words or word.startswith(self._prefixes)


def _begins(words: Sequence[str], phrase: Phrase) -> bool:
    *before, last = phrase.words
    return (
        len(words) == len(phrase.words)
        and list(words[:-1]) == before
        and (words[-1].startswith(last) if phrase.prefix else words[-1] == last)
    )
