"""Folding: what a person types finds what a paper wrote, whatever the spelling of either."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

POINTS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
"""Hebrew points and cantillation."""
MARKS = (
    "\u0300-\u036f"  # accents, once their letters are decomposed
    f"{POINTS}"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff"  # harakat and Koranic signs
    "\u0640\u0674"  # tatweel and the high hamza
    "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u00ad"  # ZWNJ, ZWJ and other unseen characters
)
"""What has no part in a comparison, as the inside of a character class."""
GERSHAYIM = "\"'\u05f3\u05f4\u2018\u2019\u201c\u201d"
"""Geresh, gershayim and what is typed for them, as the inside of a character class."""

_TOKEN = re.compile(r"[^\W_]+")
_ODD = re.compile(
    "[^\\x00-\\x7f\u00a0\u00a9\u00ab\u00ad\u00b0\u00b7\u00bb\u0590-\u0652\u0656-\u0674\u0679-\u06ff\u200b-\u2010\u2012-\u2016"
    "\u2018-\u2023\u2026\u202a-\u202e\u2066-\u2069\u2190-\u2199\u219c-\u21ad\ufe00-\ufe0f\ufeff]"
)
"""What Unicode's normal forms or case folding may change: most texts in Arabic and Hebrew hold none."""
_MARKED = re.compile(f"[{MARKS}]")
"""One at a time: a search for one of a class is many times as fast as for a run of them."""
_ACCENTED = re.compile("[\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1fff\u219a-\u21cf\u2204-\u22ed\ufb1d-\ufb4f]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_EITHER = re.compile("[\u05d0-\u05ea\u0600-\u06ff]")
_BARRED = tuple(zip("ıøłđæœ", ("i", "o", "l", "d", "ae", "oe"), strict=True))
"""Latin letters that Unicode does not decompose."""
_FOREIGN = (
    *((alef, "ا") for alef in "ٱٲٳ"),
    *((ya, "ي") for ya in "یېێۍ"),
    *((kaf, "ك") for kaf in "کڪ"),
    *((ha, "ه") for ha in "ۃہۀۂەۿ"),
    ("ۓ", "ے"),
    *zip("٠١٢٣٤٥٦٧٨٩", "0123456789", strict=True),
    *zip("۰۱۲۳۴۵۶۷۸۹", "0123456789", strict=True),
)
"""What most Arabic texts do without."""
_ANY_FOREIGN = re.compile(f"[{''.join(letter for letter, _plain in _FOREIGN)}]")
_LETTERS = (*((alef, "ا") for alef in "أإآ"), ("ى", "ي"), ("ة", "ه"), ("ؤ", "ء"))
_BOARDS = (("هيءه", "هياه"), ("هيءات", "هيات"), ("هيءت", "هيات"))
"""هيئة and هيأة, هيئات and هيآت, هيئت and هيأت, once they have lost their seats."""


def fold(text: str) -> str:
    """``text`` as it is compared in a search; a text that is folded already comes back as it is.

    Harakat, tatweel, ZWNJ and other unseen characters go; the alefs become ا; ؤ and ئ become ء, so that مسؤول finds
    مسئول, but ئي becomes يي, يء becomes what ئ does, and هيئة what هيأة does; ى and the Persian, Kurdish and Pashto ya
    become ي, the Urdu ے stays apart; ک becomes ك; ة, the Kurdish ە and the other forms of ha become ه, the Urdu ھ stays
    apart. Hebrew loses its points, and quotation marks in or after its words: צה"ל is צהל. Digits become ASCII;
    presentation forms become letters; Latin, Greek and Cyrillic lose case and accents.
    """
    if text.isascii():
        return text.lower()
    if _ODD.search(text):
        return _fold_odd(text)
    text = _MARKED.sub("", text.lower().replace("\u00a0", " ").replace("…", "..."))
    return _fold_letters(text) if _EITHER.search(text) else text


def tokens(text: str) -> tuple[str, ...]:
    """The folded words of ``text``, as the tokenizer of the index (unicode61) cuts them."""
    return tuple(_TOKEN.findall(fold(text)))


def folds_letter_by_letter(text: str) -> bool:
    """Whether no character of ``text`` becomes several, as ﷺ does, so that no word becomes more than one."""
    return not _ODD.search(text)


def _fold_odd(text: str) -> str:
    """Fold a text that Unicode's normal forms may change."""
    text = text.replace("™", "").replace("℠", "")  # which would become letters of the word before
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    if _EITHER.search(text):  # before they are decomposed, which would make ؤ a و
        text = _fold_letters(_MARKED.sub("", text))
    if _ACCENTED.search(text):
        text = unicodedata.normalize("NFD", text)
        for letter, plain in _BARRED:
            text = text.replace(letter, plain)
    text = _MARKED.sub("", text)
    return unicodedata.normalize("NFC", text)


def _fold_letters(text: str) -> str:
    """Fold the Arabic and Hebrew letters of a text without marks."""
    if _ARABIC.search(text):
        if _ANY_FOREIGN.search(text):
            for letter, plain in _FOREIGN:
                text = text.replace(letter, plain)
        if "أ" in text:
            text = text.replace("هيأات", "هيات")
        for letter, plain in _LETTERS:
            text = text.replace(letter, plain)
        if "ئ" in text:
            text = text.replace("ئي", "يي").replace("ئ", "ء")  # Persian پائیز and پاییز, رئیس and رییس
            if "هيء" in text:
                for letters, plain in _BOARDS:
                    text = text.replace(letters, plain)
        while "ء" in text and "يء" in text:  # شيء and شئ, لاجىء and لاجئ
            text = text.replace("يء", "ء")
    return _quoted().sub("", text) if _HEBREW.search(text) else text


@cache
def _quoted() -> re.Pattern[str]:
    """Quotation marks in and after Hebrew words, not between one and a letter of another script."""
    return re.compile(rf"[{GERSHAYIM}](?<=[\u05d0-\u05ea].)[{GERSHAYIM}]*+(?![^\W_\u05d0-\u05ea])")
