"""Cells: how wide a terminal draws a character. The widths are those of ``rich.cells``, which Textual lays out by."""

from __future__ import annotations


class _Widths(dict[int, str]):
    """For ``str.translate``: each character becomes the digit of its width."""

    def __missing__(self, code: int) -> str:
        # Rich's tables are loaded for the first character that the commonest scripts do not have.
        from rich.cells import get_character_cell_size

        width = self[code] = str(get_character_cell_size(chr(code)))
        return width


_WIDTHS = _Widths()
_ONE = ((0x20, 0x7F), (0xA0, 0xAD), (0xAE, 0x300), (0x370, 0x483), (0x5BE, 0x5BF), (0x5D0, 0x5EB), (0x60C, 0x610))
_ONE_MORE = ((0x61B, 0x61C), (0x61E, 0x64B), (0x660, 0x670), (0x671, 0x6D6), (0x6EE, 0x700), (0x750, 0x780))
_FORMS = ((0x2010, 0x2028), (0x2030, 0x205F), (0xFB50, 0xFBC2), (0xFBD3, 0xFD3E), (0xFE70, 0xFE75), (0xFE76, 0xFEFD))
_BUILT = ((0xE0200, 0xE0300),)  # a letter and its marks: see tui.text.shape
_NONE = (
    (0, 1),
    (0xA, 0xB),
    (0x300, 0x370),
    (0x64B, 0x660),
    (0x670, 0x671),
    (0x6D6, 0x6DD),
    (0x6DF, 0x6E5),
    (0x200B, 0x2010),
)
for _ranges, _digit in ((_ONE + _ONE_MORE + _FORMS + _BUILT, "1"), (_NONE, "0")):
    _WIDTHS.update((_code, _digit) for _range in _ranges for _code in range(*_range))


def widths(text: str) -> bytes:
    """The cells of each character on its own, one byte each."""
    return text.translate(_WIDTHS).encode().translate(_FROM_DIGIT)


_FROM_DIGIT = bytes((byte - 48) % 256 for byte in range(256))
