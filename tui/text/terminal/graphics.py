"""Which terminals draw pictures of pixels, and by which protocol."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

from tui.text.terminal.detection import multiplexed, version_name

Graphics: TypeAlias = Literal["", "kitty", "sixel"]
"""kitty's graphics protocol, DEC's sixels, or neither."""

_ATTRIBUTES = re.compile("\x1b\\[\\?([\\d;]*)c")
_SIXEL = "4"
"""In DA1 (DEC STD 070; xterm's ctlseqs, "Send Device Attributes")."""
_KITTY = frozenset(("kitty", "ghostty"))
_KITTY_OR_SIXEL = frozenset(("wezterm", "konsole"))
"""They have kitty's protocol as well; where they say that they draw sixels, their sixels are the older work."""
_BY_TERM: Mapping[str, Graphics] = {
    "xterm-kitty": "kitty",
    "xterm-ghostty": "kitty",
    "foot": "sixel",
    "mlterm": "sixel",
}


def graphics(environ: Mapping[str, str], answers: str) -> Graphics:
    """How the terminal that said ``answers`` to the questions of `detection` draws pictures. A multiplexer keeps none
    of what is drawn past it, so there is no way through one."""
    if multiplexed(environ):
        return ""
    name = version_name(answers)
    if name in _KITTY:
        return "kitty"
    attributes = _ATTRIBUTES.search(answers)
    if attributes and _SIXEL in attributes[1].split(";")[1:]:
        return "sixel"
    return "kitty" if name in _KITTY_OR_SIXEL else _BY_TERM.get(environ.get("TERM", ""), "")
