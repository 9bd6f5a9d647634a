"""How letters join: Unicode's joining types for the Arabic script (The Unicode Standard, 9.2).

Other cursive scripts (Syriac, N'Ko, Mongolian…) have no presentation forms, so nothing about
their joining could be drawn: their letters count as non-joining here.
"""

from __future__ import annotations

from typing import Literal
from unicodedata import category

JoiningType = Literal["D", "R", "C", "U", "T"]
"""Dual-joining, right-joining, join-causing, non-joining, transparent. No Arabic letter is left-joining."""

_DUAL = (
    "0620 0626 0628 062A-062E 0633-063F 0641-0647 0649-064A 066E-066F 0678-0687 069A-06BF 06C1-06C2 06CC 06CE "
    "06D0-06D1 06FA-06FC 06FF 0750-0758 075C-076A 076D-0770 0772 0775-0777 077A-077F 0886 0889-088D 08A0-08A9 "
    "08AF-08B0 08B3-08B8 08BA-08C8"
)
_RIGHT = (
    "0622-0625 0627 0629 062F-0632 0648 0671-0673 0675-0677 0688-0699 06C0 06C3-06CB 06CD 06CF 06D2-06D3 06D5 "
    "06EE-06EF 0759-075B 076B-076C 0771 0773-0774 0778-0779 0870-0882 088E 08AA-08AC 08AE 08B1-08B2 08B9"
)
_CAUSING = "0640 0883-0885 200D"
# Format characters are transparent, except those that stand in the text as signs of their own, and the joiners.
_NOT_TRANSPARENT = "0600-0605 06DD 0890-0891 08E2 180E 200C 2066-2069 110BD 110CD"


def _spread(ranges: str) -> list[str]:
    """The characters of ``"0620 0628-062A"``."""
    spans = [span.split("-") for span in ranges.split()]
    return [chr(code) for span in spans for code in range(int(span[0], 16), int(span[-1], 16) + 1)]


class _Types(dict[str, JoiningType]):
    def __missing__(self, char: str) -> JoiningType:
        kind: JoiningType = "T" if category(char) in ("Mn", "Me", "Cf") else "U"
        self[char] = kind
        return kind


TYPES = _Types()
"""The joining type of any character, by indexing."""
for _kind, _ranges in (("D", _DUAL), ("R", _RIGHT), ("C", _CAUSING), ("U", _NOT_TRANSPARENT)):
    TYPES.update(dict.fromkeys(_spread(_ranges), _kind))  # type: ignore[arg-type]
