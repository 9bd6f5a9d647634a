"""The query language of the filter box, saved searches, rules and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

FieldName: TypeAlias = Literal[
    "feed",
    "section",
    "category",
    "author",
    "title",
    "lang",
    "tag",
    "is",
    "has",
    "since",
    "before",
    "words",
    "note",
    "link",
]
Comparison: TypeAlias = Literal[">", ">=", "<", "<=", "="]


@dataclass(frozen=True, slots=True)
class Word:
    """One folded word (one token: letters and digits alone), asked with its stem: an article matches that holds the
    word or its `stem`, as a word or as the stem of one. ``prefix``: words that begin so, the word exactly as it is."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words that follow one another, exactly, without stems; one alone is that word exactly. ``prefix``: the
    last of them may go on."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """Something asked of one property of an article. ``value`` is, by ``name``:

    - feed, section, category, author, tag: a folded str, white space collapsed, to be found in the folded name;
    - title, note: a `Word` or `Phrase`, to be found in that text alone;
    - link: a str as it was typed, to be found in the address;
    - lang: a lower-case language code; an article's language matches that is it, or begins with it and a hyphen;
    - is: unread, read, starred, edited, tagged, noted or today;
    - has: image, audio, video, comments, enclosure, note or fulltext;
    - since, before: an aware datetime in UTC; since includes the moment, before does not;
    - words: a `Comparison` and a number of words.
    """

    name: FieldName
    value: str | datetime | tuple[Comparison, int] | Word | Phrase


@dataclass(frozen=True, slots=True)
class Not:
    """What does not match ``part``."""

    part: Query


@dataclass(frozen=True, slots=True)
class All:
    """What matches each of two or more parts."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """What matches one of two or more parts."""

    parts: tuple[Query, ...]


Query: TypeAlias = Word | Phrase | Field | Not | All | Any
