"""The query language of the filter box, saved searches, rules and the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from feeds.errors import (
    BadCount,
    BadDate,
    LoneParenthesis,
    MissingOperand,
    MissingValue,
    NestedTooDeep,
    QueryError,
    UnknownValue,
)
from feeds.search import fields
from feeds.search.fields import Comparison as Comparison
from feeds.search.fields import FieldName as FieldName
from feeds.search.folding import fold, tokens
from feeds.search.scanning import Kind, Token, scan

_DEEPEST = 50
"""Parentheses within one another: each is a call within a call, here and for those who read the query."""
_PREFIXED = frozenset({"می", "نمی"})
SUFFIXED = frozenset({"ها", "های", "هایی", "هایم", "هایت", "هایش", "هایمان", "هایتان", "هایشان", "ای"})
"""Parts of Persian words that are written beside them, with or without a space, or together with them."""
_CHECKED = frozenset({"since", "before", "words", "is", "has", "lang"})
"""Fields that do not take just any text."""
_KURDISH = re.compile("[ەێۆڕڵ]")
"""Where ZWNJ stands after the letter ە as older keyboards write it, and parts no word."""


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


Value: TypeAlias = str | datetime | tuple[Comparison, int] | Word | Phrase


@dataclass(frozen=True, slots=True)
class Field:
    """Something asked of one property of an article. ``value`` is, by ``name``:

    - feed, section, category, author, tag: a folded str, white space collapsed, to be found in the folded name;
    - title, note: a `Word` or `Phrase`, to be found in that text alone;
    - link: a str as it was typed, to be found in the address;
    - lang: a lower-case language code; an article's language matches that is it, or begins with it and a hyphen;
    - is: unread, read, starred, edited, tagged, noted, muted or today;
    - has: image, audio, video, comments, enclosure, note or fulltext;
    - since, before: an aware datetime in UTC; since includes the moment, before does not;
    - words: a `Comparison` and a number of words.
    """

    name: FieldName
    value: Value


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


def parse(text: str, now: datetime, *, complete: bool = True) -> Query | None:
    """What ``text`` asks for; None where it asks for nothing.

    Words beside one another must all match. ``-x`` and NOT (ليس) take away; OR (أو, |) gives a choice and reaches
    farther than the words beside one another; parentheses group; "…", «…» and “…” are phrases; ``word*`` begins one;
    ``name:value`` asks of a property, see `fields`, and a colon after anything else is plain text. Dates are where
    ``now`` is, which must be aware. Raises QueryError with the place. Unless ``complete``, the text is still typed:
    what is open at its end is closed, and what has no value yet is left out.
    """
    return _Parser(text, now, complete=complete).parsed()


class _Parser:
    """A descent through the tokens of one text."""

    def __init__(self, text: str, now: datetime, *, complete: bool) -> None:
        self._text = text
        self._now = now
        self._complete = complete
        self._tokens = list(scan(text, complete=complete))
        self._next = 0
        self._depth = 0

    def parsed(self) -> Query | None:
        parts = [self._any()]
        while (token := self._peek()) is not None:  # a parenthesis that closes nothing
            if self._complete:
                raise LoneParenthesis(at=token.at, length=token.length)
            self._next += 1
            parts.append(self._any())
        return all_of(part for part in parts if part)

    def _peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _any(self) -> Query | None:
        parts = [self._all()]
        while (token := self._peek()) and token.kind is Kind.OR:
            self._next += 1
            parts.append(self._all())
            if self._complete and not (parts[-2] and parts[-1]):
                raise MissingOperand(at=token.at, length=token.length, word=token.text)
        return any_of(part for part in parts if part)

    def _all(self) -> Query | None:
        parts: list[Query] = []
        before: Token | None = None
        """The word just before, where it stands for itself alone."""
        while (token := self._peek()) and token.kind not in (Kind.OR, Kind.CLOSE):
            found = self._not() if token.kind is Kind.NOT else self._operand()
            joined = self._joined(before, token) if before else None
            if joined and found:
                parts[-1] = Any((All((parts[-1], found)), joined))
            elif found:
                parts.append(found)
            before = token if token.kind is Kind.BARE and isinstance(found, Word) and not joined else None
        return all_of(parts)

    def _joined(self, before: Token, token: Token) -> Word | None:
        """Two parts of a Persian word, as one."""
        beside = before.text in _PREFIXED or token.text in SUFFIXED
        if not beside or before.prefix or token.kind is not Kind.BARE or self._text[before.end : token.at].strip():
            return None
        words = tokens(before.text + token.text)
        return Word(words[0], token.prefix) if len(words) == 1 else None

    def _not(self) -> Query | None:
        sign = self._tokens[self._next]
        denied = False
        while (token := self._peek()) and token.kind is Kind.NOT:
            denied, sign = not denied, token
            self._next += 1
        if token is None or token.kind in (Kind.OR, Kind.CLOSE):
            if self._complete:
                raise MissingOperand(at=sign.at, length=sign.length, word=sign.text)
            return None
        found = self._operand()
        return not_(found) if found and denied else found

    def _operand(self) -> Query | None:
        token = self._tokens[self._next]
        self._next += 1
        match token.kind:
            case Kind.OPEN:
                return self._group(token)
            case Kind.FIELD:
                return self._field(token)
            case Kind.QUOTED:
                words = tokens(token.text)
                return Phrase(words, token.prefix) if words else None
            case _:
                return _bare(token, typing=not self._complete and token.end == len(self._text))

    def _group(self, opened: Token) -> Query | None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NestedTooDeep(at=opened.at, length=opened.length)
        found = self._any()
        self._depth -= 1
        if self._peek() is not None:
            self._next += 1
        elif self._complete:
            raise LoneParenthesis(at=opened.at, length=opened.length)
        return found

    def _field(self, token: Token) -> Query | None:
        try:
            return _asked(token, self._now)
        except QueryError as error:
            # What reaches to the end of a text that is still typed may yet become something.
            if self._complete or (token.end < len(self._text.rstrip()) and not isinstance(error, MissingValue)):
                raise
            return None


def all_of(parts: Iterable[Query]) -> Query | None:
    """What matches every one of ``parts``, in as few nodes as say it; None for none."""
    flat: list[Query] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, All) else (part,))
    return All(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def any_of(parts: Iterable[Query]) -> Query | None:
    """What matches one of ``parts``, in as few nodes as say it; None for none."""
    flat: list[Query] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Any) else (part,))
    return Any(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def not_(part: Query) -> Query:
    """What ``part`` does not match."""
    return part.part if isinstance(part, Not) else Not(part)


def _bare(token: Token, *, typing: bool) -> Query | None:
    """The word or words of a token; with ``typing`` the last may go on."""
    words = tokens(token.text)
    if len(words) > 1:
        return Phrase(words, token.prefix)
    if "\u200c" in token.text and not _KURDISH.search(token.text):
        parts = tokens(token.text.replace("\u200c", " "))
        if len(parts) > 1:  # Persian خانه‌ها, which some write with a space
            return Any((Phrase(parts, token.prefix), Word(words[0], token.prefix)))
    if words and token.text.endswith("ئ") and (token.prefix or typing):
        return any_of([*_with_a_hamza_inside(token.text), Word(words[0], token.prefix)])
    return Word(words[0], token.prefix) if words else None


def _with_a_hamza_inside(typed: str) -> Iterable[Word]:
    """What a beginning may become whose last hamza is folded by the letter that follows: لاجئ, لاجئين; هيئ, هيئة."""
    inside = (tokens(f"{typed}ي")[0], tokens(f"{typed}ة")[0][:-1])
    return (Word(word, prefix=True) for word in inside if word != fold(typed))


def _asked(token: Token, now: datetime) -> Field:
    """What a field asks. Raises MissingValue, UnknownValue, BadDate and BadCount."""
    name, typed = token.name, token.text.strip()
    value = _value(token, now)
    if value is not None:
        return Field(name, value)
    if not typed or name not in _CHECKED:
        raise MissingValue(at=token.at, length=token.length, name=token.typed_name)
    place = {"at": token.value_at, "length": token.end - token.value_at}
    match name:
        case "since" | "before":
            raise BadDate(value=typed, **place)
        case "words":
            raise BadCount(value=typed, **place)
        case _:
            choices = fields.choices(name, arabic=not token.typed_name.isascii())
            raise UnknownValue(name=token.typed_name, value=typed, choices=choices, **place)


def _value(token: Token, now: datetime) -> Value | None:
    match token.name:
        case "since" | "before":
            return fields.moment(token.text, now)
        case "words":
            return fields.count_of_words(token.text)
        case "is" | "has" | "lang":
            return fields.chosen(token.name, token.text)
        case "title" | "note":
            words = tokens(token.text)
            if len(words) == 1 and not token.quoted:
                return Word(words[0], token.prefix)
            return Phrase(words, token.prefix) if words else None
        case "link":
            return token.text.strip() or None
        case _:
            return " ".join(fold(token.text).split()) or None
