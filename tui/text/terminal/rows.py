"""How whole rows of finished cells are written for terminals that would order or join them once more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, count, groupby

_ATTRIBUTE = re.compile("[34]8;2;\\d+;\\d+;\\d+|[34]8;5;\\d+|\\d+")

Row = Sequence[tuple[str, str]]
"""One whole row of the screen from left to right: finished cells, each stretch after the parameters of its SGR."""

_LRM = "\u200e"
MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed\u200d\ufe0f"
)
CELL = re.compile(f"[^{MARKS}][{MARKS}]*|[{MARKS}]+")
RTL = "\u05d0-\u05f4\u0620-\u064a\u066e-\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\ufb1d-\ufdff\ufe70-\ufefc"
_HAS_RTL = re.compile(f"[{RTL}]")
_TURNED = f"{RTL}\u0660-\u0669\u06f0-\u06f9"
_WORD = re.compile(f"[^ \u2500-\u259f]*[{_TURNED}][^ \u2500-\u259f]*")
"""A stretch without spaces or frames that has a right-to-left letter or digit."""
_TURNS = re.compile(f"[{_TURNED}]")
_RARE = "\ufb50\ufb51\ufb82-\ufb89\ufb96-\ufb9d\ufba0-\ufbb1\ufbd3-\ufbe7"
"""Forms of Urdu, Pashto, Sindhi and Uyghur that monospaced fonts lack, which brings in another font."""
_IS_RARE = re.compile(f"[{_RARE}]")
_PIECE = re.compile(f"(?:[{_RARE}][{MARKS}]*)+|(?:(?![{_RARE}])[{_TURNED}][{MARKS}]*)+|[^{_TURNED}]+")


def marked(row: Row) -> str:
    """A left-to-right mark after each cell: no two right-to-left letters stand together, so none change places."""
    return "".join(_styled(style, "".join(cell + _LRM for cell in CELL.findall(text)), text) for style, text in row)


def single(row: Row) -> str:
    """Each attribute in an SGR of its own: mlterm takes ten parameters in one, and a bold letter in colours of 24 bits
    on such a ground has eleven."""
    return "".join(_split(style) + text + "\x1b[0m" if style else text for style, text in row)


def _split(style: str) -> str:
    return "".join(f"\x1b[{one}m" for one in _ATTRIBUTE.findall(style))


def words(row: Row) -> str:
    """Words where they are, each from its end, for kitty, which turns round letters of one font that no blank parts.

    Signs and Latin letters beside right-to-left ones are of the same font in one setting and of another in the next,
    so they are drawn in another weight, which is another font always, and stay where they are sent; letters that
    most such fonts lack likewise. Colours belong to a place, whatever is drawn there.
    """
    text = "".join(part for _, part in row)
    if not _TURNS.search(text):
        return "".join(_with(style, part) for style, part in row)
    styles = [style for style, part in row for _ in CELL.findall(part)]
    cells = [cell for _, part in row for cell in CELL.findall(part)]
    starts = dict(zip(accumulate(map(len, cells), initial=0), count()))
    for word in _WORD.finditer(text):
        pieces = list(_PIECE.finditer(text, *word.span()))
        for piece in pieces:
            start, end = starts[piece.start()], starts[piece.end()]
            turns = _TURNS.match(piece[0])
            if turns:
                _turn(cells, styles, start, end)
            if len(pieces) > 1 and not (turns and not _IS_RARE.match(piece[0])):
                styles[start:end] = map(_weighed, styles[start:end])
    parts = groupby(zip(styles, cells, strict=True), key=lambda cell: cell[0])
    return "".join(_with(style, "".join(cell for _, cell in group)) for style, group in parts)


def _turn(cells: list[str], styles: list[str], start: int, end: int) -> None:
    """Reverse the cells [start, end), each stretch of one weight by itself."""
    for _, group in groupby(range(start, end), key=lambda at: "1" in _ATTRIBUTE.findall(styles[at])):
        places = list(group)
        cells[places[0] : places[-1] + 1] = cells[places[0] : places[-1] + 1][::-1]


def _weighed(style: str) -> str:
    """``style`` in the other weight."""
    attributes = _ATTRIBUTE.findall(style)
    return ";".join([*attributes, "22" if "1" in attributes else "1"])


def _styled(style: str, sent: str, cells: str) -> str:
    return _with(style, sent if _HAS_RTL.search(cells) else cells)


def _with(style: str, sent: str) -> str:
    return f"\x1b[{style}m{sent}\x1b[0m" if style and sent else sent
