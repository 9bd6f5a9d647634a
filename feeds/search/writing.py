"""A query as text, in one spelling: what `feeds.search.query.parse` reads back as the same query."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from feeds.search.query import SUFFIXED, All, Any, Field, Not, Phrase, Query, Word
from feeds.search.scanning import OPERATORS

_PLAIN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_MARKS = (('"', '"'), ("«", "»"), ("“", "”"))


def text_of(query: Query) -> str:
    """``query`` in English names and folded words. A value that itself holds quotation marks of every kind loses those
    that would end it."""
    match query:
        case Any(parts):
            return " OR ".join(text_of(part) for part in parts)
        case All(parts):
            return " ".join(_grouped(part) if isinstance(part, Any) else text_of(part) for part in parts)
        case Not(part):
            return f"-{_grouped(part) if isinstance(part, All | Any) else text_of(part)}"
        case Field(name, value):
            return f"{name}:{_value(value)}"
        case Word(text) if text in OPERATORS or text in SUFFIXED:
            return f"\\{_value(query)}"  # in no other way a word of the query
        case Word() | Phrase():
            return _value(query)


def _grouped(query: Query) -> str:
    return f"({text_of(query)})"


def _value(value: str | datetime | tuple[str, int] | Word | Phrase) -> str:
    match value:
        case Word(text, prefix):
            return text + "*" * prefix
        case Phrase(words, prefix):
            return f'"{" ".join(words)}"' + "*" * prefix
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case str():
            return value if _PLAIN.fullmatch(value) else _between_marks(value)
        case tuple():
            return f"{value[0]}{value[1]}"


def _between_marks(value: str) -> str:
    opening, closing = next((marks for marks in _MARKS if marks[1] not in value), _MARKS[0])
    return f"{opening}{value.replace(closing, '')}{closing}"
