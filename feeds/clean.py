"""Text from outside made safe and whole: no controls, no overrides, one form for each letter.

Done when text is stored and again when it is drawn, so cleaning what is clean changes nothing.
"""

from __future__ import annotations

import re
from unicodedata import is_normalized, normalize

_SPELLED_OUT = {
    "\ufdfa": "صلى الله عليه وسلم",
    "\ufdfb": "جل جلاله",
    "\ufdfc": "ریال",
    "\ufdfd": "بسم الله الرحمن الرحيم",
}
"""Ligatures that terminals draw over their neighbours."""

_SHAPED = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_UNSHAPED = re.compile("[^\ufb50-\U0010ffff]*")
"""A run is matched twice as fast as the letters outside of it are searched for. Named by what it leaves out, it is
compiled in a thirtieth of the time, which every command pays."""
# What few texts hold is compiled by its first use: every command would pay for it.
_SPACES = r"[\t\v\f\x85\u2028\u2029]"
_UNWANTED = (
    "["
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0 and C1 but the line feed
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides and isolates: only ours may reach the levels
    "\u206a-\u206f\u180e\ufeff\ufff9-\ufffb"  # deprecated format characters, BOM, interlinear annotation
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters
    "\U000e0000-\U000e001f\U000e0080-\U000e0fff"
    "]+"
)
_TAGS = "(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+"
_SURROGATES = "[\ud800-\udfff]"
_FORMAT = (
    "[\x00-\x20\x7f-\xa0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)
SIGN_IN = r"(?i)^([a-z][a-z0-9+.-]*://)([^/?#]*)@"
"""The name and the password that an address may hold (RFC 3986, 3.2.1), as its second group."""


def without_sign_in(url: str) -> str:
    """``url`` without the name and the password that it may hold, as it may be shown."""
    # Titles of feeds come through here with each row, and hardly any is an address.
    return re.sub(SIGN_IN, r"\1", url) if "@" in url else url


def without_marks(text: str) -> str:
    """``text`` without marks of direction: they move letters about on screens, and are in the way of all else."""
    return text.replace("\u061c", "").replace("\u200e", "").replace("\u200f", "")


def clean(text: str) -> str:
    """``text`` without C0 and C1 controls, bidi embeddings, overrides and isolates; NFC, with letters that came already
    shaped (U+FB50-FDFF, U+FE70-FEFC) as plain letters. ``\\n`` stays, other line separators become it; tabs become
    spaces. ZWJ, ZWNJ, LRM, RLM and ALM stay."""
    # Most text holds nothing of the kind, and this tells so ten times as fast as the patterns.
    if not text.replace("\n", " ").isprintable() or (not _UNSHAPED.fullmatch(text) and _SHAPED.search(text)):
        text = _rid(text)
    return text if text.isascii() or is_normalized("NFC", text) else normalize("NFC", text)


def _rid(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(_SPACES, lambda found: " " if found[0] == "\t" else "\n", text)
    text = re.sub(_TAGS, "", re.sub(_UNWANTED, "", text))
    text = re.sub(_SURROGATES, "\ufffd", text)
    return _SHAPED.sub(_unshaped, text)


def clean_line(text: str) -> str:
    """``text`` cleaned and on one line, runs of white space as one space, none around it."""
    return " ".join(clean(text).split())


def clean_url(text: str) -> str:
    """An address without white space, controls and any format character, which in addresses only deceive."""
    if text.isascii() and text.isprintable() and " " not in text:
        return text
    return re.sub(_SURROGATES, "", re.sub(_FORMAT, "", text))


def _unshaped(found: re.Match[str]) -> str:
    """One presentation form as letters. NFKC puts a space before a mark that stands alone: the mark is enough."""
    char = found[0]
    return _SPELLED_OUT.get(char) or normalize("NFKC", char).lstrip(" ")
