"""Arabic folding: what a person types finds what a paper wrote, whatever the spelling of either."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(
    "["
    "\u0300-\u036f"  # accents, once their letters are decomposed
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points and cantillation
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"
    "\u0640"  # tatweel
    "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"  # ZWNJ, ZWJ and other unseen characters
    "]+"
)
_ACCENTED = re.compile("[\u00c0-\u024f\u0370-\u03ff\u0400-\u045f\u1e00-\u1fff\ufb1d-\ufb4f]")
_LETTERS = (
    *((alef, "ا") for alef in "أإآٱٲٳٵ"),
    *((hamza, "ء") for hamza in "ؤئٶٸ"),
    *((ya, "ي") for ya in "ىیېےۓۍ"),
    *((kaf, "ك") for kaf in "کڪ"),
    *((ha, "ه") for ha in "ةۃہھۀۂەۿ"),
    *(zip("٠١٢٣٤٥٦٧٨٩", "0123456789", strict=True)),
    *(zip("۰۱۲۳۴۵۶۷۸۹", "0123456789", strict=True)),
)
_ARABIC = re.compile("[\u0600-\u06ff]")


def fold(text: str) -> str:
    """``text`` as it is compared in a search; a text that is folded already comes back as it is.

    Harakat, tatweel, ZWNJ and other unseen characters go; the alefs become ا; ؤ and ئ become ء, so that مسؤول finds
    مسئول; ى and the Persian and Urdu ya become ي, ک becomes ك, ة and the other forms of ha become ه; digits become
    ASCII; presentation forms become letters; Latin, Greek and Cyrillic lose case and accents.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    if _ARABIC.search(text):
        for letter, plain in _LETTERS:
            text = text.replace(letter, plain)
    if _ACCENTED.search(text):
        text = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _MARKS.sub("", text))
