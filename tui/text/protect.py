"""Stretches that UAX #9 alone puts in an order that no reader expects: they are isolated before levels are resolved.

An address, an e-mail, a mention, a hashtag and a telephone number are isolated by themselves. A name with a sign at its
end (C++, Yahoo!, Corp.) is part of the Latin phrase around it, which is isolated whole. Ranges, scores, minus,
percent, currency and dates stay as UAX #9 has them, as Arabic readers expect; in Persian and Hebrew ranges, and in
these and Urdu a number with its minus, run from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

Span = tuple[int, int]

_LATIN = (
    "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u0373\u0386-\u0481\u048a-\u052f"
    "\u1e00-\u1fff"
)
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_NOT_RTL_LETTER = re.compile("[^\u0591-\u05f4\u0610-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

_ADDRESS = re.compile(
    rf"""
    (?:(?:https?|ftp)://|(?<![\w@.-])www\.)[^\s<>"«»“”،؛؟]+
    | (?<![\w.+-])[a-z0-9._%+-]+@{_HOST}
    | (?<![\w@.-]){_HOST}/[^\s<>"«»“”،؛؟]*
    | (?<![\w@])@[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?(?:@{_HOST})?
    | (?<![\w&\#/])\#[0-9_]*[{_LATIN}][{_LATIN}0-9_]*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AFTER_ADDRESS = ".,:;!?'\"’)]}…*"
_CLOSING = {")": "(", "]": "[", "}": "{"}

_NUMBER = re.compile(
    rf"(?<![\w@#&.,:/+%-])\+?\(?[{_DIGIT}](?:[ \u00a0./()\u2010\u2011-]{{0,2}}[{_DIGIT}])+(?![\w%\u066a])"
)
_GROUP = re.compile(f"[{_DIGIT}]+")
# Country codes of three digits, so that «+972» is one and «+100» is not (ITU-T E.164).
_COUNTRY = re.compile("2[1-69][0-9]|3[578][0-9]|42[0-9]|5[09][0-9]|6[789][0-9]|8[05789][0-9]|9[679][0-9]")
_TOLL_FREE = frozenset(("700", "800", "844", "855", "866", "877", "888", "900", "1599", "1700", "1800", "1900"))

_ONE_NUMBER = rf"[{_DIGIT}]+(?:[.,:/\u066b\u066c][{_DIGIT}]+)*[%\u066a]?"
_RANGE = re.compile(rf"(?<![\w.,:/+%-]){_ONE_NUMBER}(?:(?:[-–—]|[ ][–—][ ]){_ONE_NUMBER})+(?!\w)")
_NEGATIVE = re.compile(rf"(?<![\w%.,)\]\u066a-])[-\u2212]{_ONE_NUMBER}")

_WORD = rf"[{_LATIN}0-9](?:[{_LATIN}0-9\u0300-\u036f]|['’.&_+/:-](?=[{_LATIN}0-9]))*"
_SIGNED = rf"""(?:
    (?<![\w.+\#]){_WORD}(?:\+\+?|\#)(?![\w+\#])
    | (?<!\w){_WORD}!(?=\s+\w)
    | (?<![\w.])(?:(?:[A-Z]\.){{2,}}|(?:Corp|Inc|Ltd|Co|Bros|Jr|Sr|Dr|Mr|Mrs|Ms|Prof|St|No|vs|etc)\.)(?=\s+\w)
    | (?<![\S])\.[{_LATIN}][{_LATIN}0-9]+\b
)"""
_SIGN = re.compile(_SIGNED, re.VERBOSE)
_PHRASE = re.compile(
    rf"(?:{_SIGNED}|(?<!\w)(?=[{_LATIN}]){_WORD})"
    rf"(?:(?:,?[ \u00a0]|[ ][&–—-][ ]|:[ ])(?:{_SIGNED}|{_WORD}|\([^()\u0590-\u08ff]*\)))*",
    re.VERBOSE,
)


def protected(text: str, language: str = "") -> tuple[str, list[Span]]:
    """``text`` to resolve levels from and the stretches [start, end) of it to isolate, ascending and apart.

    In the text that is returned, of the same length, what stands alone is written with letters of the direction it
    runs in: an isolate would still turn about digits such as ٠٥٠-١٢٣.
    """
    if not _RTL.search(text):
        return text, []
    spans = list(_alone(text, language.replace("_", "-").partition("-")[0].lower()))
    for start, end in spans:
        text = text[:start] + _NOT_RTL_LETTER.sub("a", text[start:end]) + text[end:]
    if _SIGN.search(text):
        hidden = text
        for start, end in spans:
            hidden = hidden[:start] + "\ufffc" * (end - start) + hidden[end:]
        for phrase in _PHRASE.finditer(hidden):
            sign = _SIGN.search(hidden, phrase.start())
            if sign and sign.start() < phrase.end():
                spans.append(phrase.span())
        spans.sort()
    return text, spans


def _alone(text: str, language: str) -> Iterator[Span]:
    """The stretches that run from left to right whatever stands beside them, ascending and apart."""
    found: list[Span] = []
    if any(sign in text for sign in "@#/") or "www." in text:
        found += map(_address, _ADDRESS.finditer(text))
    numbers: list[Span] = []
    if _GROUP.search(text):
        numbers += [span for number in _NUMBER.finditer(text) if (span := _telephone(number))]
        if language in ("fa", "he", "iw"):
            numbers += [number.span() for number in _RANGE.finditer(text)]
        if language in ("fa", "he", "iw", "ur"):
            numbers += [number.span() for number in _NEGATIVE.finditer(text)]
    last = 0
    for start, end in sorted([*found, *numbers], key=lambda span: (span[0], -span[1])):
        if start >= last:
            yield start, end
            last = end


def _address(found: re.Match[str]) -> Span:
    """An address without the punctuation of the sentence after it."""
    start, end = found.span()
    address = found[0]
    while len(address) > 1 and address[-1] in _AFTER_ADDRESS:
        opening = _CLOSING.get(address[-1])
        if opening and address.count(opening) >= address.count(address[-1]):
            break
        address = address[:-1]
        end -= 1
    return start, end


def _telephone(found: re.Match[str]) -> Span | None:
    """The telephone number that a row of groups of digits begins with, if one does."""
    groups = [group.span() for group in _GROUP.finditer(found[0])]
    digits = ["".join(str(int(char)) for char in found[0][start:end]) for start, end in groups]
    for count in range(len(groups), 0, -1):
        between = [found[0][left[1] : right[0]] for left, right in pairwise(groups[:count])]
        if _is_telephone(found[0][0] == "+" or found[0][:2] == "(+", digits[:count], between):
            end = groups[count - 1][1]
            end += found[0][end : end + 1] == ")" and found[0].count("(", 0, end) > found[0].count(")", 0, end)
            return found.start(), found.start() + end
    return None


def _is_telephone(plus: bool, groups: list[str], between: list[str]) -> bool:
    length = sum(map(len, groups))
    if plus:
        return 7 <= length <= 15 or (len(groups) == 1 and _COUNTRY.fullmatch(groups[0]) is not None)
    sizes = [len(group) for group in groups]
    if len(groups) < 2 or _is_date(sizes, between):
        return False
    if groups[0].startswith("00"):
        return 9 <= length <= 17
    if groups[0][0] == "0":
        pairs = sizes == [2] * 5
        spaced = any(gap.isspace() for gap in between)
        return 8 <= length <= 11 and 2 <= sizes[0] <= 5 and (pairs or min(sizes[1:]) >= (3 if spaced else 2))
    if len(groups) < 3:
        return False
    toll_free = groups[0] in _TOLL_FREE or (groups[0] == "1" and groups[1] in _TOLL_FREE)
    return (toll_free and 9 <= length <= 11) or (sizes == [3, 3, 4] and not all(gap.isspace() for gap in between))


def _is_date(sizes: list[int], between: list[str]) -> bool:
    return (
        len(sizes) == 3 and max(sizes[:2]) <= 2 and sizes[2] in (2, 4) and len({*between}) == 1 and between[0] in "-/."
    )
