"""Which way letters, languages and texts run: both the core and the text engine ask for this."""

from __future__ import annotations

import re
from typing import Literal
from unicodedata import bidirectional

Direction = Literal["ltr", "rtl"]
"""The way that a text runs; of markup, which may leave it open, see `feeds.blocks.MarkedDirection`."""

RTL_LETTER = re.compile(
    "[\u05d0-\u05f2\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0710-\u07b1"
    "\u07ca-\u07ea\u0800-\u08c9\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""A letter of a script that runs from right to left."""
RTL = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""What may take a level above 0 in a left-to-right paragraph."""
_RTL_LANGUAGES = frozenset(
    "ar ara arc ary arz azb ckb dv fa fas glk he heb iw ji ks mzn nqo per pnb ps sd syr ug ur urd yi".split()  # noqa: SIM905
)
"""Languages that are written from right to left, by the codes that feeds and pages have for them."""
_OPENS, _CLOSES = ("LRI", "RLI", "FSI"), "PDI"


def subtag(language: str) -> str:
    """The language alone of a tag (BCP 47) or of a locale, in lower case: ``ar`` of ``ar-EG``, ``iw`` of ``iw_IL``."""
    return language.strip().lower().replace("_", "-").replace(".", "-").partition("-")[0]


def is_rtl(language: str) -> bool:
    """Whether a language (BCP 47) is written from right to left."""
    return subtag(language) in _RTL_LANGUAGES


def side_of(text: str, language: str) -> Direction:
    """Where the lines of a text start: one without a right-to-left letter at the left, any other by its language, and
    in a left-to-right language by its first letter (UAX #9, P2 and P3)."""
    if not has_rtl_letter(text):
        return "ltr"
    return "rtl" if is_rtl(language) else first_strong(text)


def has_rtl_letter(text: str) -> bool:
    """Whether a letter of a script that runs from right to left is in ``text``."""
    found = RTL.search(text)
    return found is not None and RTL_LETTER.search(text, found.start()) is not None


def first_strong(text: str, without: Direction = "ltr") -> Direction:
    """The direction of the first strong character outside isolates, ``without`` one that (UAX #9, P2 and P3). A line
    feed, which only breaks a line of ours, ends no paragraph here."""
    depth = 0
    for char in text:
        kind = bidirectional(char)
        if kind == "B" and char != "\n":
            break
        if kind in _OPENS:
            depth += 1
        elif kind == _CLOSES:
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return without
