"""«عاجل» and its like before a title, parted from it to be drawn as a badge."""

from __future__ import annotations

import re
from functools import lru_cache

BADGE = "badge"
"""The key of a mark over such a word."""

_WORDS = "|".join(
    (
        r"(?:خبر\s+)?عاجل(?:\s+جد[اًا]+)?",
        r"(?:خبر\s+)?فور[يی]",
        r"بریکنگ(?:\s+نیوز)?",
        "דחוף",
        "מבזק",
        r"breaking(?:\s+news)?",
        "urgent",
    )
)
_TAGGED = _WORDS.replace(r"\s+", "[_ ]")
_SIGNS = "\U0001f534\U0001f6a8\u26a0\ufe0f\u2757"
"""Red lights and the like, which are put about the word."""
_AROUND = rf"\s\u200e\u200f{_SIGNS}"
_PARTS = r":|/\\\-–—!…·•»\"”\]\)】"
"""What parts the word from the title; a word that only a blank follows may be the title's own: «عاجل الفنان»."""
_BREAKING = re.compile(
    rf"[{_AROUND}]*(?:[\[(«\"“【]\s*)?"
    rf"(?:#(?P<tagged>{_TAGGED})(?=[\s{_PARTS}])|(?P<word>{_WORDS})(?=\s*(?:[{_PARTS}{_SIGNS}]|\.\.)))"
    rf"[{_AROUND}{_PARTS}.]*",
    re.IGNORECASE,
)


@lru_cache(maxsize=512)
def parted(title: str) -> tuple[str, str]:
    """The word and the title without it; no word, and the title as it is, where none stands before it or nothing
    follows."""
    found = _BREAKING.match(title)
    if found is None or not (rest := title[found.end() :]):
        return "", title
    return (found["tagged"] or found["word"]).replace("_", " "), rest
