"""Finding a name by a few of its letters: how well it fits, and where the letters stand in it. Pure; any thread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from feeds.search import fold

Words = tuple[str, ...]
"""What was typed: words that a name has all to have, in any order."""

_BREAK = re.compile(r"[^\w]|_")
"""One character for another, so that places stay."""
_ARTICLES = ("ال", "وال", "بال", "لل")
"""What an Arabic word may begin with before the letters by which a reader knows it."""

FIRST, WORD, AFTER_ARTICLE, _INSIDE, _SCATTERED = 1_000, 900, 880, 600, 400
"""What a word is worth where it begins the name, or a word of it, or that but for the article, where it stands inside
one, and where its letters stand apart."""
_GAP, _BEGINNING = 4, 25
"""What a letter between those that were typed costs, and what one is worth that begins a word."""


def comparable(name: str) -> str:
    """A name as letters are looked for in it: folded, with a blank for all that is no letter or digit."""
    return _BREAK.sub(" ", fold(name))


def wanted(typed: str) -> Words:
    """What a person typed, as `score` takes it."""
    return tuple(comparable(typed).split())


def score(words: Words, name: str) -> int | None:
    """How well ``name``, which is `comparable`, fits, more being better: None if the letters of a word don't stand in
    it in their order. Words that begin it, or a word of it, come before letters inside, and these before scattered
    ones; what nothing is asked of is worth nothing."""
    total = 0
    for word in words:
        found = _found(word, name)
        if found is None:
            return None
        total += found[0]
    return total


def best(scored: Iterable[tuple[int | None, str]]) -> list[int]:
    """The places of what fits, what fits best first: of two that fit as well the shorter name, then the one before.
    ``scored`` has the score of each, None for what does not fit, and its name."""
    worth = [(-score, len(name), at) for at, (score, name) in enumerate(scored) if score is not None]
    return [at for _score, _length, at in sorted(worth)]


def spans(words: Words, name: str) -> Sequence[tuple[int, int]]:
    """Where a name, as it is written, has the letters: (start, end) in its characters, in order, none touching the
    next. Empty for one that does not fit."""
    folded, at = _placed(name)
    letters: set[int] = set()
    for word in words:
        found = _found(word, folded)
        if found is None:
            return ()
        letters.update(at[place] for place in found[1])
    # Vowel signs and the like go with the letter that they stand on.
    shown = set(at)
    for place in sorted(letters):
        following = place + 1
        while following < len(name) and following not in shown and not name[following].isspace():
            letters.add(following)
            following += 1
    return _runs(sorted(letters))


def _found(word: str, name: str) -> tuple[int, Sequence[int]] | None:
    """What ``word`` is worth in ``name``, and the places of its letters."""
    if name.startswith(word):
        return FIRST, range(len(word))
    inside = name.find(word)
    if inside >= 0:
        at = name.find(f" {word}")
        if at >= 0:
            return WORD, range(at + 1, at + 1 + len(word))
        for article in _ARTICLES:
            begun = article + word
            at = 0 if name.startswith(begun) else name.find(f" {begun}") + 1
            if at or name.startswith(begun):
                at += len(article)
                return AFTER_ARTICLE, range(at, at + len(word))
        return _INSIDE, range(inside, inside + len(word))
    return _scattered(word, name)


def _scattered(word: str, name: str) -> tuple[int, Sequence[int]] | None:
    """Letters that stand apart, as near to one another as they do before the first place where all have been met."""
    at = -1
    for letter in word:
        at = name.find(letter, at + 1)
        if at < 0:
            return None
    places: list[int] = []
    end = at + 1
    for letter in reversed(word):
        end = name.rfind(letter, 0, end)
        places.append(end)
    places.reverse()
    gaps = places[-1] - places[0] + 1 - len(places)
    beginnings = sum(1 for place in places if not place or name[place - 1] == " ")
    worth = _SCATTERED - _GAP * gaps + _BEGINNING * min(beginnings, 6)
    return max(1, min(worth, _INSIDE - 1)), places


def _placed(name: str) -> tuple[str, Sequence[int]]:
    """A name `comparable`, and for each of its characters the place in ``name`` of what it was made from."""
    folded = comparable(name)
    if len(folded) == len(name) and all(len(_folded(letter)) == 1 for letter in name):
        return folded, range(len(name))
    at: list[int] = []
    if "".join(map(_folded, name)) == fold(name):
        for place, letter in enumerate(name):
            at += [place] * len(_folded(letter))
        return folded, at
    # Where letters change by those beside them: by what comes of each beginning.
    for place in range(len(name)):
        at += [place] * (len(fold(name[: place + 1])) - len(at))
    at += [len(name) - 1] * (len(folded) - len(at))
    return folded, at[: len(folded)]


@cache
def _folded(letter: str) -> str:
    return fold(letter)


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place:
            runs[-1] = runs[-1][0], place + 1
        else:
            runs.append((place, place + 1))
    return runs
