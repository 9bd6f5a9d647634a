"""Arabic letters as the presentation forms that a terminal draws, one output position for each character.

The forms are arabic-reshaper's tables; what joins to what is decided here, by Unicode's joining
types. A lam-alef becomes the ligature at the lam and ``FILLER`` at the alef, so offsets and spans
into the text stay valid.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

from tui.text.joining import TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

FILLER = "\0"
"""Stands where a character is not drawn. Cleaned text never holds it."""

Forms = tuple[str, str, str, str]
"""A letter by whether it joins: to neither side, to the next, to the one before, to both."""

LIGATED = {"\u0622": "\ufef5", "\u0623": "\ufef7", "\u0625": "\ufef9", "\u0627": "\ufefb"}
"""Each alef that is drawn as one with a lam before it, and the isolated form of the two."""
_LAM = "\u0644"

_BUILT = {
    "\u06d5": ("\u0647", ""),  # Kurdish and Uyghur ae: a heh that never joins to the next
    "\u06ce": ("\u06cc", "\u065a"),
    "\u06b5": ("\u0644", "\u065a"),
    "\u0692": ("\u0631", "\u065a"),
    "\u0695": ("\u0631", "\u032c"),
    "\u0697": ("\u0631", "\u0308"),
    "\u06ca": ("\u0648", "\u0308"),
    "\u067c": ("\u062a", "\u0325"),
    "\u0689": ("\u062f", "\u0325"),
    "\u0693": ("\u0631", "\u0325"),
    "\u06bc": ("\u0646", "\u0325"),
    "\u0696": ("\u0631", "\u0323\u0307"),
    "\u069a": ("\u0633", "\u0323\u0307"),
    "\u0681": ("\u062d", "\u0654"),
    "\u0685": ("\u062d", "\u06db"),
    "\u06ab": ("\u06a9", "\u030a"),
    "\u06aa": ("\u06a9", ""),
    "\u06c2": ("\u06c1", "\u0654"),
    "\u068a": ("\u062f", "\u0323"),
    "\u0762": ("\u06a9", "\u0307"),
}
"""Letters without presentation forms, as in Kurdish and Pashto: the letter whose forms they take, and the marks."""
_FIRST_BUILT = 0xE0200
_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5-\u06ff\u0750-\u077f\u0870-\u08c9]")

# A stretch that may join: everything but the commonest characters that never do. What it holds beyond
# letters costs only time, the types decide.
_STRETCH = re.compile("([^\n -\xac\u060c\u061b\u061f\u0660-\u066d\u06f0-\u06f9\u2010-\u2027]+)")
_MOST_KEPT = 16_384
_LONGEST_KEPT = 64


def _tables() -> ModuleType:
    """arabic-reshaper's letters, without its package, whose import alone costs as much as a start of Python."""
    package = find_spec("arabic_reshaper")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("arabic_reshaper is not installed", name="arabic_reshaper")
    name = "arabic_reshaper.letters"
    if name in sys.modules:
        return sys.modules[name]
    spec = spec_from_file_location(name, Path(package.submodule_search_locations[0]) / "letters.py")
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("arabic_reshaper has no letters", name=name)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def forms() -> dict[str, Forms]:
    """For each letter its forms in the order of ``Forms``; a form that Unicode lacks is the letter itself."""
    table: Mapping[str, Forms] = _tables().LETTERS_ARABIC
    return {
        letter: (isolated or letter, initial or isolated or letter, final or letter, medial or final or letter)
        for letter, (isolated, initial, medial, final) in table.items()
        if _LETTER.match(letter)
    }


@cache
def _built() -> tuple[dict[str, Forms], dict[str, str]]:
    """The forms of letters that have none, each as one code point that stands for a letter and marks, and what those
    stand for."""
    known: dict[str, Forms] = {}
    meant: dict[str, str] = {}
    for letter, (base, marks) in _BUILT.items():
        found = forms()[base]
        if marks:
            # Cleaned text holds none of these code points.
            signs = [chr(_FIRST_BUILT + len(meant) + at) for at in range(4)]
            meant.update((sign, form + marks) for sign, form in zip(signs, found, strict=True))
            known[letter] = (signs[0], signs[1], signs[2], signs[3])
        else:
            known[letter] = found
    return known, meant


def meanings() -> dict[str, str]:
    """The letter and its marks for each code point that ``shape`` writes for them while ``built``."""
    return _built()[1]


def shape(text: str, built: bool = False) -> str:
    """``text`` with every Arabic letter in the form that its neighbours ask for; ``len`` stays the same.

    Marks stay, transparent to joining. Letters without presentation forms (ڵ ێ ڕ ټ) stay as they are, and their
    neighbours join to them. With ``built`` the commonest of them join too, as the form of a like letter with marks:
    the code point that stands for the two is to be replaced by its ``meanings``.
    """
    if not _LETTER.search(text):
        return text
    parts = _STRETCH.split(text)
    parts[1::2] = map(_words(built).__getitem__, parts[1::2])
    return "".join(parts)


@cache
def _words(built: bool) -> _Words:
    known, meant = _built()
    # Those that take another letter's forms and no mark are joined everywhere.
    return _Words(_Letters(forms() | {letter: own for letter, own in known.items() if built or own[0] not in meant}))


class _Words(dict[str, str]):
    """Stretches that join to nothing outside themselves, each shaped when first asked for. The words of a language
    repeat, so they are kept."""

    def __init__(self, letters: _Letters) -> None:
        super().__init__()
        self.letters = letters

    def __missing__(self, word: str) -> str:
        shaped = _shaped(word, self.letters)
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[word] = shaped
        return shaped


class _Letters(dict[str, tuple[bool | None, bool, Forms | None]]):
    """For a character: whether it joins to the one before it, None if it is transparent, whether it joins to the one
    after it, and its forms, if it has any."""

    def __init__(self, known: dict[str, Forms]) -> None:
        super().__init__()
        self.known = known

    def __missing__(self, char: str) -> tuple[bool | None, bool, Forms | None]:
        kind = TYPES[char]
        found = self[char] = None if kind == "T" else kind in "DRC", kind in "DC", self.known.get(char)
        return found


def _shaped(stretch: str, letters: _Letters) -> str:
    out = list(stretch)
    before = 0  # where the nearest character on the right stands that is not transparent
    before_goes_on = False  # whether that one joins to what follows
    before_joins = False  # whether that one is joined to its right
    before_forms: Forms | None = None
    for index, char in enumerate(stretch):
        comes_on, goes_on, found = letters[char]
        if comes_on is None:
            continue
        joins = before_goes_on and comes_on
        if not joins:
            if found:
                out[index] = found[0]
        elif char in LIGATED and stretch[before] == _LAM:
            out[before] = chr(ord(LIGATED[char]) + before_joins)
            out[index] = FILLER
        else:
            if before_forms:
                out[before] = before_forms[before_joins * 2 + 1]
            if found:
                out[index] = found[2]
        before, before_goes_on, before_joins, before_forms = index, goes_on, joins, found
    return "".join(out)
