"""Embedding levels by UAX #9 for a whole paragraph, resolved by python-bidi's Rust core.

The core gives what rules X1-I2 give; L1, which asks where the lines end, is ``tui.text.line``'s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress, pairwise

from bidi.wrapper import get_display

from feeds.scripts import RTL, Direction

# Right-to-left letters, their marks, spaces and neutrals: in a right-to-left paragraph all these end at level 1.
_ALL_RTL = re.compile(
    r"[\u05d0-\u05f4\u0591-\u05cf\u060c\u0610-\u061b\u061d-\u065f\u066d-\u06d5\u06ee\u06ef\u0750-\u077f"
    "\n !\"&'()*,./:;<=>?@\\[\\\\\\]^_`{|}~\u00ab\u00bb\u2010-\u2027\u2039\u203a-]*"
)

_ENTRY = "        Level(\n            1,\n        ),\n"
_DIGIT = _ENTRY.index("1")
_FROM_DIGIT = bytes((byte - 48) % 256 for byte in range(256))
_STARTS = bytes(not 0x80 <= byte < 0xC0 for byte in range(256))
"""By a byte of UTF-8: whether it starts a character."""


def resolve(text: str, base: Direction, isolates: Sequence[tuple[int, int]] = ()) -> bytes:
    """The level of each character of ``text`` before L1, one byte each. ``isolates`` are stretches [start, end),
    ascending and apart, that stand in the text as if between U+2066 (LRI) and U+2069 (PDI).

    U+2029, U+000A and their like in ``text`` end a paragraph and start one of the same ``base``.
    Those that rule X9 removes take the level of a neighbour.
    """
    if isolates:
        return _isolating(text, base, isolates)
    if base == "ltr":
        if not RTL.search(text):
            return bytes(len(text))
    elif _ALL_RTL.fullmatch(text):
        return b"\x01" * len(text)
    told = get_display(text, base_dir="L" if base == "ltr" else "R", debug=True)
    assert isinstance(told, str)
    start = told.rindex("\n    levels: [\n") + len("\n    levels: [\n")
    told = told[start : told.index("\n    ],", start) + 1]
    raw = text.encode()
    # The core prints one entry for each byte of UTF-8. Levels of one digit make entries of one length.
    if len(told) == len(raw) * len(_ENTRY):
        each = told[_DIGIT :: len(_ENTRY)].encode().translate(_FROM_DIGIT)
    else:
        each = bytes(map(int, re.findall(r"\d+", told)))
    return bytes(compress(each, raw.translate(_STARTS)))


def _isolating(text: str, base: Direction, isolates: Sequence[tuple[int, int]]) -> bytes:
    edges = [0, *(edge for isolate in isolates for edge in isolate), len(text)]
    parts = [text[start:end] for start, end in pairwise(edges)]
    parts[1::2] = [f"\u2066{part}\u2069" for part in parts[1::2]]
    levels = resolve("".join(parts), base)
    found = bytearray()
    at = 0
    for index, part in enumerate(parts):
        inside = index % 2
        found += levels[at + inside : at + len(part) - inside]
        at += len(part)
    return bytes(found)
