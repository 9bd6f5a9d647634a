"""Where a text that is too long for its one line ends before the ellipsis."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from unicodedata import category

from tui.text.glyphs import Glyphs
from tui.text.shape import FILLER
from tui.text.wrap import fitting

_QUOTES = frozenset("\"'")
"""Open or close: what stands before them tells."""


def shortened(drawn: Glyphs, most: int, whole: Sequence[tuple[int, int]]) -> int:
    """The offset up to which the text is shown in ``most`` cells: between clusters, after no white space and no opening
    bracket, and not inside one of ``whole``, stretches [start, end), ascending and apart.

    A stretch that does not fit goes whole, but where no letter stands before it: a number or an ellipsis alone would
    tell nothing.
    """
    reach = fitting(drawn, 0, len(drawn.starts), most)
    kept = _without_rest(drawn, reach, whole)
    return kept if any(map(str.isalpha, drawn.text[:kept])) else _without_rest(drawn, reach, ())


def _without_rest(drawn: Glyphs, at: int, whole: Sequence[tuple[int, int]]) -> int:
    while at:
        before = bisect_left(whole, (at, 0)) - 1
        start, end = whole[before] if before >= 0 else (0, 0)
        if at == end:
            return at
        if at < end:
            at = start
            while at and not drawn.starts[at]:
                at -= 1
        elif _tells(drawn, at):
            return at
        else:
            at = _previous(drawn, at)
    return 0


def _tells(drawn: Glyphs, at: int) -> bool:
    """Whether the cluster before ``at`` may stand before an ellipsis: white space and what opens may not."""
    shown = _shown(drawn, at)
    if shown in _QUOTES:
        before = _shown(drawn, _previous(drawn, at))
        return before not in _QUOTES and _says(before)
    return _says(shown)


def _says(shown: str) -> bool:
    return shown != "" and category(shown[0]) not in ("Ps", "Pi")


def _shown(drawn: Glyphs, at: int) -> str:
    return drawn.text[_previous(drawn, at) : at].replace(FILLER, "").strip()


def _previous(drawn: Glyphs, at: int) -> int:
    return max(drawn.starts.rfind(1, 0, at), 0)
