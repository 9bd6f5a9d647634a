"""A query as the index is asked: FTS5 expressions, and what they would say of an article that is not in it yet."""

from __future__ import annotations

import re
from dataclasses import replace

from feeds.search import fold, stem, stems
from feeds.search.query import All, Any, Field, Not, Phrase, Query, Word

SHORTEST = 3
"""Letters, after the article, of a word that others may begin with: shorter ones begin a tenth of all words."""
_EXACT = "{title author text}"
"""The columns that hold words as they are."""
TOKEN = re.compile(r"[^\W_]+")
"""A word, as the tokenizer of the index cuts folded text."""


def still_typed(query: Query) -> Query:
    """``query`` with its last word as the beginning of one. What is not wanted stays as it is: a beginning would take
    away what the whole word will bring back."""
    match query:
        case All(parts) | Any(parts):
            return replace(query, parts=(*parts[:-1], still_typed(parts[-1])))
        case Word(text, prefix=False) if len(stem(text)) >= SHORTEST:
            # Words that begin with the stem, and those whose stem does: the word itself is one of them.
            return Word(stem(text), prefix=True)
        case _:
            return query


def exact(query: Query) -> str:
    """The FTS5 expression that matches just what ``query`` does; empty where there is none."""
    match query:
        case Word(text, prefix):
            if prefix and _may_go_on(text):
                return f"{_quoted(text)} *"
            return _either([_quoted(one) for one in dict.fromkeys((text, stem(text)))])
        case Phrase(words, prefix):
            return f"({_EXACT} : {_quoted(*words)}{' *' if prefix else ''})"
        case Field("author", str(value)):
            names = TOKEN.findall(value)
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


def leading(query: Query) -> str:
    """The FTS5 expression that matches what ``query`` does, and maybe more; empty where there is none."""
    if isinstance(query, Field) and query.name == "title" and isinstance(query.value, Word | Phrase):
        return exact(query.value)
    return exact(query)


def both(wanted: list[str], unwanted: list[str]) -> str:
    """The expression of all that is ``wanted``, at least one, and nothing of what is not."""
    all_of_it = " AND ".join(wanted)
    return f"(({all_of_it}) NOT {_either(unwanted)})" if unwanted else f"({all_of_it})"


def gathers(query: Query) -> bool:
    """Whether the index has to gather all words with a beginning, which must not be done for each article again."""
    match query:
        case Word(text, prefix):
            return prefix and _may_go_on(text)
        case Phrase(_, prefix):
            return prefix
        case Field(name):
            return name == "author"
        case Not(part):
            return gathers(part)
        case All(parts) | Any(parts):
            return any(gathers(part) for part in parts)


def _may_go_on(text: str) -> bool:
    return len(stem(text)) >= SHORTEST


def _quoted(*words: str) -> str:
    return '"' + " ".join(words).replace('"', '""') + '"'


def _either(expressions: list[str]) -> str:
    return expressions[0] if len(expressions) == 1 else f"({' OR '.join(expressions)})"


class Said:
    """What is looked through of an article that is not in the index: its title and its author."""

    def __init__(self, title: str, author: str = "") -> None:
        self._author = _tokens(author)
        self._words = f"{_tokens(title)}\0{self._author}"
        self._stems = f" {stems(self._words)} "

    def fits(self, query: Query) -> bool:
        """As `exact` of the query would match; False for what `exact` has no expression for."""
        match query:
            case Word(text, prefix):
                wanted = f" {text}" if prefix and _may_go_on(text) else f" {text} "
                if wanted in self._words or wanted in self._stems:
                    return True
                stemmed = f" {stem(text)} "
                return not prefix and (stemmed in self._words or stemmed in self._stems)
            case Phrase(words, prefix):
                return f" {' '.join(words)}{'' if prefix else ' '}" in self._words
            case Field("author", str(value)):
                return f" {' '.join(TOKEN.findall(value))}" in self._author
            case Not(part):
                return not self.fits(part)
            case All(parts):
                return all(self.fits(part) for part in parts)
            case Any(parts):
                return any(self.fits(part) for part in parts)
            case _:
                return False


def _tokens(text: str) -> str:
    return f" {' '.join(TOKEN.findall(fold(text)))} "
