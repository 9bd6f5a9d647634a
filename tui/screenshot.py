"""Screenshots that show what the terminal does."""

from __future__ import annotations

import html
import re

from rich.cells import cell_len

_TEXT = re.compile(r'textLength="([\d.]+)"([^>]*)>([^<]*)</text>')


def finished(svg: str) -> str:
    """A screenshot (SVG) whose text is left as it is: what shows it would order it once more, and its lengths count
    characters, so that marks above letters would push their line aside."""
    svg = svg.replace("</style>", "text { unicode-bidi: bidi-override; direction: ltr; }\n</style>", 1)
    return _TEXT.sub(_measured, svg)


def _measured(found: re.Match[str]) -> str:
    length, rest, text = found.groups()
    cells = html.unescape(text)
    per_cell = float(length) / max(len(cells), 1)
    return f'textLength="{per_cell * cell_len(cells):.1f}"{rest}>{text}</text>'
