"""A query as the index is asked: FTS5 expressions, and what they would say of an article that is not in it yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from feeds.search import stem, stems
from feeds.search.folding import tokens
from feeds.search.query import All, Any, Field, Not, Phrase, Query, Word

SHORTEST = 3
"""Letters, after the article, of a word that others may begin with: shorter ones begin a tenth of all words."""
_DEEPEST = 12
"""Parts of parts in one expression: FTS5's parser holds a hundred symbols that are open, several to each."""
_ARTICLE = re.compile("[وفبك]?ال|لل")
_EXACT = "{title author text}"
"""The columns that hold words as they are."""


def still_typed(query: Query) -> Query:
    """``query`` with its last word as the beginning of one; that of an open phrase is left out while too many words
    begin so. What is not wanted stays as it is: a beginning would take away what the whole word will bring back."""
    match query:
        case All(parts) | Any(parts):
            return replace(query, parts=(*parts[:-1], still_typed(parts[-1])))
        case Word(text, prefix=False) if _may_go_on(stem(text)):
            # Words that begin with the stem, and those whose stem does: the word itself is one of them.
            return Word(stem(text), prefix=True)
        case Phrase(words, prefix=True) if not _may_go_on(words[-1]):
            return Phrase(words[:-1] or words)
        case Not(Phrase(words, prefix=True)):
            return Not(Phrase(words))
        case Field(name, Phrase(words, prefix=True)) if not _may_go_on(words[-1]):
            return Field(name, Phrase(words[:-1] or words))
        case _:
            return query


def exact(query: Query) -> str:
    """The FTS5 expression that matches just what ``query`` does; empty where there is none, or none that its parser
    would have room for."""
    if _depth(query) > _DEEPEST:
        return ""
    match query:
        case Word(text, prefix):
            if prefix and _may_go_on(text):
                return f"{_quoted(text)} *"
            return _either([_quoted(one) for one in dict.fromkeys((text, stem(text)))])
        case Phrase(words, prefix):
            return f"({_EXACT} : {_quoted(*words)}{' *' if prefix else ''})"
        case Field("author", str(value)):
            names = tokens(value)
            return f"(author : {_quoted(*names)} *)" if names else ""
        case All(parts):
            wanted = [exact(part) for part in parts if not isinstance(part, Not)]
            unwanted = [exact(part.part) for part in parts if isinstance(part, Not)]
            return both(wanted, unwanted) if wanted and all((*wanted, *unwanted)) else ""
        case Any(parts):
            either = [exact(part) for part in parts]
            return _either(either) if all(either) else ""
        case _:
            return ""


def _depth(query: Query) -> int:
    match query:
        case Not(part):
            return 1 + _depth(part)
        case All(parts) | Any(parts):
            return 1 + max(map(_depth, parts))
        case _:
            return 0


def leading(query: Query) -> str:
    """The FTS5 expression that matches what ``query`` does, and maybe more; empty where there is none."""
    if isinstance(query, Field) and query.name == "title" and isinstance(query.value, Word | Phrase):
        return exact(query.value)
    return exact(query)


def both(wanted: list[str], unwanted: list[str]) -> str:
    """The expression of all that is ``wanted``, at least one, and nothing of what is not."""
    all_of_it = " AND ".join(wanted)
    return f"(({all_of_it}) NOT {_either(unwanted)})" if unwanted else f"({all_of_it})"


def beginnings(query: Query) -> Iterator[str]:
    """The beginnings that expressions for the query make the index gather all words of."""
    match query:
        case Word(text, True) if _may_go_on(text):
            yield text
        case Phrase(words, True):
            yield words[-1]
        case Field("author", str(value)):
            yield from tokens(value)[-1:]
        case Field("title", Word() | Phrase() as value):
            yield from beginnings(value)
        case Not(part):
            yield from beginnings(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from beginnings(part)


def terms(query: Query) -> Iterator[str]:
    """The words that `exact` of the query makes the index look up, beginnings among them."""
    match query:
        case Word(text, prefix):
            yield text
            if not prefix:
                yield stem(text)
        case Phrase(words):
            yield from words
        case Field("author", str(value)):
            yield from tokens(value)
        case Not(part):
            yield from terms(part)
        case All(parts) | Any(parts):
            for part in parts:
                yield from terms(part)


def _may_go_on(text: str) -> bool:
    front = _ARTICLE.match(text)
    return len(text) - (front.end() if front else 0) >= SHORTEST


def _quoted(*words: str) -> str:
    return '"' + " ".join(words).replace('"', '""') + '"'


def _either(expressions: list[str]) -> str:
    return expressions[0] if len(expressions) == 1 else f"({' OR '.join(expressions)})"


class Said:
    """What an article says, for the query to be asked of it and not of the index."""

    def __init__(self, title: str, author: str = "", text: str = "") -> None:
        self._author = _tokens(author)
        self._words = "\0".join((_tokens(title), self._author, _tokens(text)))

    @cached_property
    def _stems(self) -> str:
        return f" {stems(self._words)} "

    def fits(self, query: Query) -> bool:
        """As `exact` of the query would match; False for what `exact` has no expression for."""
        match query:
            case Word(text, prefix):
                if prefix and _may_go_on(text):
                    return self._has(f" {text}")
                return self._has(f" {text} ") or self._has(f" {stem(text)} ")
            case Phrase(words, prefix):
                return f" {' '.join(words)}{'' if prefix else ' '}" in self._words
            case Field("author", str(value)):
                return f" {' '.join(tokens(value))}" in self._author
            case Not(part):
                return not self.fits(part)
            case All(parts):
                return all(self.fits(part) for part in parts)
            case Any(parts):
                return any(self.fits(part) for part in parts)
            case _:
                return False

    def _has(self, wanted: str) -> bool:
        """Among the words, or among their stems, which are the ends of words."""
        return wanted in self._words or (wanted[1:] in self._words and wanted in self._stems)


def _tokens(text: str) -> str:
    return f" {' '.join(tokens(text))} "
