"""The text engine: logical order everywhere, visual order here, once, at the last step before the terminal.

``paragraph`` cleans, protects, shapes and resolves levels over the whole; its lines come out cut, reordered and
mirrored, as runs of finished cells that know the marks over them and where in the text they come from.
"""

from __future__ import annotations

from tui.text.drawing import harakat_shown, join_emoji, show_harakat, stack_marks
from tui.text.line import Run
from tui.text.marks import Mark
from tui.text.paragraphs import Line, Paragraph, paragraph

__all__ = [
    "Line",
    "Mark",
    "Paragraph",
    "Run",
    "harakat_shown",
    "join_emoji",
    "paragraph",
    "printed",
    "show_harakat",
    "stack_marks",
]


def printed(text: str, width: int, language: str = "") -> list[str]:
    """The lines of ``text`` for the output of a command, ``width`` cells wide: right-to-left ones are padded to the
    right edge."""
    found = paragraph(text, language=language)
    pad = found.base == "rtl"
    return [" " * (width - line.width if pad else 0) + line.text for line in found.wrap(width)]
