"""A typed query cut into tokens that know their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from feeds.errors import UnclosedQuote
from feeds.search.fields import FieldName, named
from feeds.search.folding import GERSHAYIM, MARKS, POINTS

_CLOSING = {'"': '"', "״": "״", "«": "»", "“": "”", "„": "“”", "”": "”"}
_OPENING = "".join(_CLOSING)
_HEBREW = f"\u05d0-\u05ea{POINTS}"
_INSIDE = rf"(?<=[{_HEBREW}])[{GERSHAYIM}](?=[{_HEBREW}])"
"""Geresh or gershayim within a Hebrew word."""
_SKIPPED = re.compile(rf"(?:\s|[{MARKS}])+")
_BARE = re.compile(rf"(?:[^\s()|{_OPENING}]|{_INSIDE})+")
_VALUE = re.compile(rf"(?:{_BARE.pattern}|\((?:{_BARE.pattern})?\))+")
"""Parentheses within one, as addresses have them, are its own."""
_MARK = re.compile(f"[{MARKS}]")
_NOT = re.compile(rf"-(?=[{MARKS}]*[^\s)|*{MARKS}-])")
"""A hyphen before something; several, or one alone, are only dashes."""
_DASHES = re.compile("-+")
_NAME = re.compile(rf"([^\s()|:：{_OPENING}]+)[:：]")
_CLOSED = {opening: re.compile(rf"(?!{_INSIDE})[{closing}]") for opening, closing in _CLOSING.items()}


class Kind(Enum):
    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    NOT = auto()
    BARE = auto()
    QUOTED = auto()
    FIELD = auto()


OPERATORS = {
    **dict.fromkeys(("OR", "أو", "او", "یا", "או"), Kind.OR),
    **dict.fromkeys(("NOT", "ليس"), Kind.NOT),
    **dict.fromkeys(("AND", "و"), Kind.BARE),
}
"""Words that are no words of the query; one that says that both are wanted says nothing new."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: ``length`` characters at ``at``."""

    kind: Kind
    at: int
    length: int
    text: str
    """As typed; of a quotation what stands between its marks, of a field its value."""
    prefix: bool = False
    """A ``*`` follows."""
    quoted: bool = False
    """``text`` stood between quotation marks."""
    name: FieldName = "feed"
    """Of a field."""
    typed_name: str = ""
    value_at: int = 0

    @property
    def end(self) -> int:
        return self.at + self.length


def scan(text: str, *, complete: bool) -> Iterator[Token]:
    """The tokens of ``text``. Raises UnclosedQuote; unless ``complete``, the end closes a quotation."""
    at = 0
    while at < len(text):
        if skipped := _SKIPPED.match(text, at):
            at = skipped.end()
        elif token := _mark(text, at) or _quotation(text, at, complete=complete):
            yield token
            at = token.end
        elif dashes := _DASHES.match(text, at):
            at = dashes.end()
        elif token := _field(text, at, complete=complete) or _bare(text, at):
            if token.text or token.kind is not Kind.BARE:
                yield token
            at = token.end
        else:
            at += 1


def _mark(text: str, at: int) -> Token | None:
    """A parenthesis, ``|``, or a hyphen that takes away what it stands before."""
    match text[at]:
        case "(":
            return Token(Kind.OPEN, at, 1, "(")
        case ")":
            return Token(Kind.CLOSE, at, 1, ")")
        case "|":
            return Token(Kind.OR, at, 1, "|")
        case "-" if _NOT.match(text, at):
            return Token(Kind.NOT, at, 1, "-")
        case _:
            return None


def _quotation(text: str, at: int, *, complete: bool) -> Token | None:
    if text[at] not in _CLOSING:
        return None
    closed = _CLOSED[text[at]].search(text, at + 1)
    if closed is None:
        if complete:
            raise UnclosedQuote(at=at, length=len(text) - at)
        # Its last word may go on, unless a space ends it.
        return Token(Kind.QUOTED, at, len(text) - at, text[at + 1 :], text[-1].isalnum(), quoted=True)
    prefix = text.startswith("*", closed.end())
    return Token(Kind.QUOTED, at, closed.end() + prefix - at, text[at + 1 : closed.start()], prefix, quoted=True)


def _chunk(text: str, at: int, pattern: re.Pattern[str] = _BARE) -> Token | None:
    """What reaches to the next space, parenthesis, ``|`` or quotation."""
    found = pattern.match(text, at)
    if found is None:
        return None
    word = found[0].rstrip("*")
    return Token(Kind.BARE, at, len(found[0]), word, prefix=word != found[0])


def _bare(text: str, at: int) -> Token | None:
    chunk = _chunk(text, at)
    kind = OPERATORS.get(_MARK.sub("", text[at : chunk.end])) if chunk else None
    if chunk is None or kind is None:
        return chunk
    return replace(chunk, kind=kind, text="" if kind is Kind.BARE else chunk.text)


def _field(text: str, at: int, *, complete: bool) -> Token | None:
    found = _NAME.match(text, at)
    name = named(found[1]) if found else None
    if found is None or name is None:
        return None
    empty = Token(Kind.FIELD, at, found.end() - at, "", name=name, typed_name=found[1], value_at=found.end())
    if found.end() == len(text):
        return empty
    value = _quotation(text, found.end(), complete=complete) or _chunk(text, found.end(), _VALUE)
    if value is None:
        return empty
    return replace(empty, length=value.end - at, text=value.text, prefix=value.prefix, quoted=value.quoted)
