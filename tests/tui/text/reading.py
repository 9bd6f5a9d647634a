"""Finished cells read back: what each shows, as the characters of the text that it was drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.cells import cell_len

from tui.text import Run
from tui.text.glyphs import _STANDS_IN, glyphs, written
from tui.text.line import mirror
from tui.text.shape import _BUILT, FILLER, LIGATED, forms

_LETTERS = {form: letter for letter, each in forms().items() for form in each}
_LIGATURES = {chr(ord(form) + joined): "ل" + alef for alef, form in LIGATED.items() for joined in (0, 1)}
_SHOWN_AS = {letter: base for letter, (base, _) in _BUILT.items()} | {"\u2013": "-", "\u0640": "-"}


def skeleton(char: str) -> str:
    """What is the same of a character and of what is drawn for it: a letter without its form and marks, a sign without
    its side. A tatweel may be drawn as a dash, and a letter without forms as a like one."""
    char = _STANDS_IN.get(char, char)
    char = _LIGATURES.get(char) or _LETTERS.get(char, char)
    return min(_SHOWN_AS.get(char, char), mirror(_SHOWN_AS.get(char, char)))


def cells(runs: Iterable[Run]) -> Iterator[tuple[int, str]]:
    """From left to right the offset and the drawn characters of each cluster, its marks behind its base."""
    for run in runs:
        at = 0
        for offset, same in groupby(run.offsets):
            width = len(list(same))
            end = at + 1
            # Marks, joiners and modifiers add no cells to those of their base.
            while cell_len(run.text[at:end]) < width or (
                end < len(run.text) and cell_len(run.text[at : end + 1]) == width
            ):
                end += 1
            yield offset, run.text[at:end]
            at = end
        assert at == len(run.text)


def readable(text: str, start: int, end: int) -> str:
    """What there is to be read in [start, end) of a clean text: the skeleton of each cluster that is drawn."""
    drawn = glyphs(written(text))
    clusters = [at for at in range(start, end) if drawn.starts[at] and drawn.text[at] != FILLER]
    return "".join(skeleton(text[at]) + _ligated(text, drawn.text, at) for at in clusters)


def _ligated(text: str, drawn: str, at: int) -> str:
    """The alef that is drawn as one with the lam at ``at``."""
    if "\ufef5" <= drawn[at] <= "\ufefc":
        return next(char for char in text[at + 1 :] if char in LIGATED)
    return ""
