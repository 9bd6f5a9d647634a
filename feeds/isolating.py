"""Stretches that UAX #9 alone puts in an order that no reader expects: they are isolated before levels are resolved.

An address, an e-mail, a mention, a hashtag and a telephone number are isolated by themselves. A name with a sign at its
end (C++, C#, Disney+, Yahoo!, Corp., Inc., Ltd., U.S.) is part of the Latin phrase around it, which is isolated whole:
isolated alone it would part from the words before it. Ranges, scores, minus, percent, currency, dates and the stop of a
sentence stay as UAX #9 has them, as Arabic readers expect; in Persian and Hebrew ranges, and in these and Urdu a number
with its minus, run from left to right.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from feeds.scripts import RTL, subtag

Span = tuple[int, int]

_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u0481\u048a-\u052f"
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_FORMAT = "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f"
# Lengths are bounded, as RFC 1035 and 5321 bound them: a text of a megabyte must not set a pattern running.
_HOST = r"(?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}[a-z]{2,24}"
_WORD = rf"[{_LATIN}0-9](?:[{_LATIN}0-9\u0300-\u036f]|['’.&_+/:-](?=[{_LATIN}0-9])){{0,60}}"
_NUMBER = rf"[{_DIGIT}]++(?:[.,:/\u066b\u066c][{_DIGIT}]++)*+[%\u066a]?+"

_PATTERNS = {
    "address": rf"""
        (?:(?:https?|ftp)://|(?<![\w@.-])www\.)[^\s<>"«»“”،؛؟{_FORMAT}]{{1,2000}}
        | (?<![\w.%+-])[a-z0-9._%+-]{{1,64}}@{_HOST}
        | (?<![\w@.-]){_HOST}/[^\s<>"«»“”،؛؟{_FORMAT}]{{0,2000}}
        | (?<![\w@])@[a-z0-9_](?:[a-z0-9_.-]{{0,62}}[a-z0-9_])?(?:@{_HOST})?
        | (?<![\w&\#/])\#[0-9_]*[{_LATIN}][{_LATIN}0-9_]*
    """,
    "groups": rf"(?<![\w@\#&.,:/+%-])\+?\(?[{_DIGIT}](?:[\ \u00a0./()\u2010\u2011-]{{0,2}}[{_DIGIT}])+(?![\w%\u066a])",
    # Country codes of three digits, so that «+972» is one and «+100» is not (ITU-T E.164).
    "country": "2[1-69][0-9]|3[578][0-9]|42[0-9]|5[09][0-9]|6[789][0-9]|8[05789][0-9]|9[679][0-9]",
    # Two numbers: three, as in a date, are no range.
    "range": rf"""
        (?<![\w.,:/+%–—-])(?<![{_DIGIT}][ ][–—][ ]){_NUMBER}
        (?:[-–—]|[ ][–—][ ]){_NUMBER}(?!\w|(?:[.,:/–—-]|[ ][–—][ ])[{_DIGIT}])
    """,
    "negative": rf"(?<![\w%.,)\]\u066a-])[-\u2212]{_NUMBER}",
    "name": rf"""
        (?<![\w.+\#])(?=[{_LATIN}]){_WORD}(?:\+\+?|\#)(?![\w+\#])
        | (?<!\w)(?=[{_LATIN}]){_WORD}!(?=\s+\w)
        | (?<![\w.])(?:(?:[A-Z]\.){{2,}}|(?:Corp|Inc|Ltd)\.)(?=\s+\w)
    """,
}
_PATTERNS["phrase"] = rf"""
    (?:{_PATTERNS["name"]}|(?<!\w)(?=[{_LATIN}]){_WORD})
    (?:(?:,?[ \u00a0]|[ ][&–—-][ ]|:[ ])(?:{_PATTERNS["name"]}|{_WORD}|\([^()\u0590-\u08ff]*\)))*
"""

# Cheap signs that one of the patterns above may be found: most paragraphs have none, and compiling takes milliseconds.
_NAME_SIGN = re.compile(f"[{_LATIN}0-9\u0300-\u036f][+#!]|[A-Z]\\.[A-Z]\\.|(?:Corp|Inc|Ltd)\\.")
_NUMBER_SIGN = re.compile("[-+\u2212]\\d|\\d[ \u00a0./()\u2010-\u2014-]")

_AFTER_ADDRESS = ".,:;!?'\"’)]}…*"
_OPENING = {")": "(", "]": "[", "}": "{"}
_MOST_DIGITS = 17
"""Of a telephone number: 15 (E.164) after the 00 of an international call."""
_TOLL_FREE = frozenset(("700", "800", "844", "855", "866", "877", "888", "900", "1599", "1700", "1800", "1900"))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name], re.VERBOSE | (re.IGNORECASE if name == "address" else 0))


class Protected(NamedTuple):
    """What is to be kept in order. Stretches are [start, end), ascending and apart."""

    text: str
    """Of the same length, to resolve levels from: what stands alone is written with letters of the direction that it
    runs in, for an isolate would still turn about digits such as ٠٥٠-١٢٣."""
    isolates: tuple[Span, ...]
    whole: tuple[Span, ...]
    """What an ellipsis must not cut: addresses, numbers and names with their sign, not the phrase around a name."""


def protected(text: str, language: str = "") -> Protected:
    """What is protected in ``text``, a paragraph in ``language`` (BCP 47)."""
    alone = tuple(_alone(text, subtag(language)))
    text = _replaced(text, alone, _masked)
    names = tuple(_names(text, alone)) if _NAME_SIGN.search(text) else ()
    if not names:
        return Protected(text, alone, alone)
    return Protected(text, tuple(sorted([*alone, *_phrases(text, alone, names)])), tuple(sorted([*alone, *names])))


def _replaced(text: str, spans: Sequence[Span], by: Callable[[str], str]) -> str:
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    parts = [text[start:end] for start, end in pairwise(edges)]
    parts[1::2] = map(by, parts[1::2])
    return "".join(parts)


def _masked(text: str) -> str:
    """``text`` without what could turn it about; right-to-left letters, as in a path, keep their order."""
    return "".join([char if char.isalpha() and RTL.match(char) else "a" for char in text])


def _names(text: str, apart: Sequence[Span]) -> Iterator[Span]:
    """The names with a sign, outside of ``apart``."""
    for found in _pattern("name").finditer(_without(text, apart)):
        yield found.span()


def _phrases(text: str, apart: Sequence[Span], names: Sequence[Span]) -> Iterator[Span]:
    """The Latin phrases that hold one of ``names``, outside of ``apart``."""
    starts = [start for start, _ in names]
    for found in _pattern("phrase").finditer(_without(text, apart)):
        first = bisect_left(starts, found.start())
        if first < len(starts) and starts[first] < found.end():
            yield found.span()


def _without(text: str, apart: Sequence[Span]) -> str:
    return _replaced(text, apart, lambda part: "\ufffc" * len(part))


def _alone(text: str, language: str) -> Iterator[Span]:
    """The stretches that run from left to right whatever stands beside them, ascending and apart."""
    found: list[Span] = []
    if "@" in text or "#" in text or "/" in text or "www." in text:
        found += map(_address, _pattern("address").finditer(text))
    if _NUMBER_SIGN.search(text):
        found += [span for groups in _pattern("groups").finditer(text) if (span := _telephone(groups))]
        if language in ("fa", "he", "iw"):
            found += [number.span() for number in _pattern("range").finditer(text)]
        if language in ("fa", "he", "iw", "ur"):
            found += [number.span() for number in _pattern("negative").finditer(text)]
    last = 0
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= last:
            yield start, end
            last = end


def _address(found: re.Match[str]) -> Span:
    """An address without the punctuation of the sentence after it."""
    start, end = found.span()
    address = found[0]
    while len(address) > 1 and address[-1] in _AFTER_ADDRESS:
        opening = _OPENING.get(address[-1])
        if opening and address.count(opening) >= address.count(address[-1]):
            break
        address = address[:-1]
        end -= 1
    return start, end


def _telephone(found: re.Match[str]) -> Span | None:
    """The telephone number that a row of groups of digits begins with, if one does."""
    row = found[0]
    groups = [group.span() for group in re.finditer(r"\d+", row)]
    digits = ["".join(str(int(char)) for char in row[start:end]) for start, end in groups[:_MOST_DIGITS]]
    plus = row.startswith(("+", "(+"))
    for count in range(min(len(groups), _MOST_DIGITS), 0, -1):
        between = [row[left[1] : right[0]] for left, right in pairwise(groups[:count])]
        if _is_telephone(plus, digits[:count], between):
            end = groups[count - 1][1]
            closed = row[end : end + 1] == ")" and row.count("(", 0, end) > row.count(")", 0, end)
            return found.start(), found.start() + end + closed
    return None


def _is_telephone(plus: bool, groups: list[str], between: list[str]) -> bool:
    length = sum(map(len, groups))
    if plus:
        code = len(groups) == 1 and _pattern("country").fullmatch(groups[0])
        return 7 <= length <= 15 or bool(code)
    sizes = [len(group) for group in groups]
    if len(groups) < 2 or _is_date(sizes, between):
        return False
    if groups[0].startswith("00"):
        return 9 <= length <= _MOST_DIGITS
    spaced = any(gap.isspace() for gap in between)
    if groups[0][0] == "0":
        pairs = sizes == [2] * 5
        return 8 <= length <= 11 and 2 <= sizes[0] <= 5 and (pairs or min(sizes[1:]) >= (3 if spaced else 2))
    if len(groups) < 3:
        return False
    toll_free = groups[0] in _TOLL_FREE or (groups[0] == "1" and groups[1] in _TOLL_FREE)
    return (toll_free and 9 <= length <= 11) or (sizes == [3, 3, 4] and not spaced)


def _is_date(sizes: list[int], between: list[str]) -> bool:
    if len(sizes) != 3 or max(sizes[:2]) > 2 or sizes[2] not in (2, 4):
        return False
    return between[0] == between[1] in ("-", "/", ".")
