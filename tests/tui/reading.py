"""Reads rows of a screen as a person does, from their cells alone, and says what in them is not as it was written.

It knows nothing of the text engine: forms are those of the Unicode database, and texts are found by their letters.
What digits and signs do between words is for the tests of the engine to say, and how an address runs that has
right-to-left letters in it; here they only part words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Literal
from unicodedata import bidirectional, category, decomposition, normalize

from rich.cells import cell_len

Base = Literal["ltr", "rtl"]

_RTL_LANGUAGES = ("ar", "fa", "he", "ur", "ckb", "ps")
_PARTED = re.compile("\\s{2,}|[\u00b7\u2500-\u25ff\u2022\u2605]|\\[[ x]\\]")
"""What parts two texts on a row: gaps, frames, bullets, stars, boxes to tick, and the point between what is told beside
each other, which follows the side of the page and not that of the words."""
_PLACE = re.compile(r"\{\w+\}")
_CUT = "\u2026"
_JOINERS = "\n\u200c\u200d"
_TATWEEL = "\u0640"
_LIKE = {
    **dict.fromkeys("\u06d5", "\u0647"),
    "\u06ce": "\u06cc",
    "\u06b5": "\u0644",
    "\u0692": "\u0631",
    "\u0695": "\u0631",
    "\u0697": "\u0631",
    "\u06ca": "\u0648",
    "\u067c": "\u062a",
    "\u0689": "\u062f",
    "\u0693": "\u0631",
    "\u06bc": "\u0646",
    "\u0696": "\u0631",
    "\u069a": "\u0633",
    "\u0681": "\u062d",
    "\u0685": "\u062d",
    "\u06ab": "\u06a9",
    "\u06aa": "\u06a9",
    "\u06c2": "\u06c1",
    "\u068a": "\u062f",
    "\u0762": "\u06a9",
}
"""Letters without forms of their own, as in Kurdish and Pashto, and those in whose forms they are drawn, with marks."""
_FORM = {
    chr(code): (kind.strip("<>"), "".join(chr(int(letter, 16)) for letter in letters))
    for code in (*range(0xFB50, 0xFDFE), *range(0xFE80, 0xFEFD))
    for kind, *letters in [decomposition(chr(code)).split() or [""]]
    if kind in ("<isolated>", "<initial>", "<medial>", "<final>")
}
_JOINS = {kind: {letters for form, letters in _FORM.values() if form == kind} for kind in ("initial", "final")}
_HAVE_FORMS = {letters for _, letters in _FORM.values()}


class Known:
    """All the texts that may be shown: each is found by its letters, in its order, and by where its lines start."""

    def __init__(self) -> None:
        self._texts: dict[Base, str] = {"ltr": "", "rtl": ""}
        self._loose: set[str] = set()

    def add(self, texts: Iterable[str], language: str, base: Base | Literal["auto"] = "auto") -> None:
        """Take texts in a language (ISO 639), whose lines start on the side that ``base`` or else the text says."""
        for text in texts:
            text = "".join(char for char in text if char in _JOINERS or category(char) not in ("Cc", "Cf"))
            for part in _PLACE.split(text):
                found = list(_tokens(part))
                line = " ".join(letters(token) for _, token in found)
                turned = any(rtl for rtl, _ in found)
                side = base if base != "auto" else _side(found, language)
                for one in ("ltr", "rtl") if not turned else (side,):
                    self._texts[one] += f" {line} \n"
                self._loose |= {letters(token) for _, token in found if re.search("[\u200c\u06d5]", token)}

    def holds(self, line: str, base: Base, *, cut: bool) -> bool:
        """Whether words stand one after another in one of the texts; the last may be cut."""
        before = "" if re.match("[a-zA-Z]", line) else " "
        after = "" if cut or re.search("[a-zA-Z]$", line) else " "
        return f"{before}{line}{after}" in self._texts[base]

    def loose(self, word: str, *, cut: bool) -> bool:
        """Whether letters of a word are rightly parted: it has a ZWNJ, or a letter that looks as if it joined."""
        return word in self._loose or (cut and any(one.startswith(word) for one in self._loose))


def letters(text: str) -> str:
    """The letters of a text, plain or in forms: without marks, tatweel and format characters."""
    plain = "".join(normalize("NFKC", char) if char in _FORM else char for char in normalize("NFC", text))
    kept = (char for char in plain if char != _TATWEEL and category(char) not in ("Mn", "Me", "Cf"))
    return "".join(_LIKE.get(char, char) for char in kept)


def faults(rows: Sequence[str], width: int, known: Known) -> list[str]:
    """What is wrong with rows of cells, each ``width`` cells wide: a sentence for each fault, with where it was met."""
    return [f"{said} in {row.strip()!r}" for row in rows for said in _faults(row, width, known)]


def _faults(row: str, width: int, known: Known) -> Iterator[str]:
    if cell_len(row) != width:
        yield f"{cell_len(row)} cells for {width}"
    for char in row:
        if category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            yield f"a control, U+{ord(char):04X},"
    for text in _PARTED.split(row):
        cut = _CUT in text
        found = list(_tokens(text))
        for rtl, token in found:
            if rtl and not _joined(_read(token), known, cut=cut):
                yield f"unjoined letters, {token!r},"
        if found and not any(known.holds(_line(found, base), base, cut=cut) for base in ("rtl", "ltr")):
            yield f"what nobody wrote, {text.strip()!r},"


def _tokens(text: str) -> Iterator[tuple[bool, str]]:
    """The words of a text as they stand in it, each with whether it runs from right to left; figures are none."""
    for kind, chars in groupby(text, key=_kind):
        word = "".join(chars)
        if kind is not None and letters(word):
            yield kind, word


def _kind(char: str) -> bool | None:
    kind = category(char)
    if kind in ("Mn", "Me", "Cf") or kind.startswith("L"):
        return char == _TATWEEL or bidirectional(char) not in ("L", "ON")
    return None


def _side(found: Sequence[tuple[bool, str]], language: str) -> Base:
    return "rtl" if found and (language in _RTL_LANGUAGES or found[0][0]) else "ltr"


def _line(found: Sequence[tuple[bool, str]], base: Base) -> str:
    """The words of a row in the order in which they are read."""
    runs: list[str] = []
    for rtl, group in groupby(found, key=lambda one: one[0]):
        words = [token for _, token in group]
        runs.append(
            " ".join(letters(_read(word)) for word in reversed(words)) if rtl else " ".join(map(letters, words))
        )
    return " ".join(reversed(runs) if base == "rtl" else runs)


def _read(word: str) -> str:
    """The cells of a word from right to left, without marks: one that stands on its letter would come before it."""
    return "".join(char for char in reversed(word) if category(char) not in ("Mn", "Me"))


def _joined(word: str, known: Known, *, cut: bool) -> bool:
    """Whether the cells of a word, in the order of reading, are in the forms that their neighbours ask for."""
    if any(cell in _HAVE_FORMS for cell in word):
        return False
    kinds = [_FORM.get(cell, ("", cell)) for cell in word]
    if kinds[0][0] in ("final", "medial") or (kinds[-1][0] in ("initial", "medial") and not cut):
        return False
    for (one, first), (other, second) in pairwise(kinds):
        if not one or not other:
            continue
        on, back = one in ("initial", "medial"), other in ("final", "medial")
        if on != back:
            return False
        might = first in _JOINS["initial"] and (second in _JOINS["final"] or len(second) > 1)
        if might and not on and not known.loose(letters(word), cut=cut):
            return False
    return True
