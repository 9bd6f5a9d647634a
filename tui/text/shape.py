"""Arabic letters as the presentation forms that a terminal draws, one output position for each character.

The forms are arabic-reshaper's tables; what joins to what is decided here, by Unicode's joining
types. A lam-alef becomes the ligature at the lam and ``FILLER`` at the alef, so offsets and spans
into the text stay valid.
"""

from __future__ import annotations

import re
import sys
from functools import cache, lru_cache
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
_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5-\u06ff\u0750-\u077f\u0870-\u08c9]")

# A stretch that may join: everything but the commonest characters that never do. What it holds beyond
# letters costs only time, the types decide.
_STRETCH = re.compile("[^\n -\xac\u060c\u061b\u061f\u0660-\u066d\u06f0-\u06f9\u2010-\u2027]+")


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


def shape(text: str) -> str:
    """``text`` with every Arabic letter in the form that its neighbours ask for; ``len`` stays the same.

    Marks stay, transparent to joining. Letters without presentation forms (ڵ ێ ڕ ټ) stay as they
    are, and their neighbours join to them.
    """
    return _STRETCH.sub(_shaped_match, text) if _LETTER.search(text) else text


def _shaped_match(found: re.Match[str]) -> str:
    return _shaped(found[0])


@lru_cache(8192)
def _shaped(stretch: str) -> str:
    """A stretch that joins to nothing outside itself. The words of a language repeat, so they are kept."""
    out = list(stretch)
    before = -1  # the nearest character on the right that is not transparent
    before_type = "U"
    before_joins = False  # whether that one is joined to its right
    for index, char in enumerate(stretch):
        kind = TYPES[char]
        if kind == "T":
            continue
        joins = before_type in "DC" and kind in "DRC"
        if joins and char in LIGATED and stretch[before] == _LAM:
            out[before] = chr(ord(LIGATED[char]) + before_joins)
            out[index] = FILLER
        else:
            if joins and before_type == "D":
                out[before] = _form(stretch[before], before_joins, True)
            out[index] = _form(char, joins, False)
        before, before_type, before_joins = index, kind, joins
    return "".join(out)


def _form(char: str, joins_before: bool, joins_next: bool) -> str:
    found = forms().get(char)
    return found[joins_before * 2 + joins_next] if found else char
