"""Pictures as terminals take them: by kitty's graphics protocol, and as sixels. Strings that the terminal draws at its
cursor; no widget."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache

from feeds.answers import Picture

WIDEST, HIGHEST = 1280, 960
"""Pixels of a picture that is drawn: three megabytes, which a line at a distance takes seconds for."""
_COLOURS = 256
"""Registers of colours: xterm has them although the VT340 that it stands for has 16."""
_CHUNK = 4096
"""Bytes of an escape, at most, by kitty's protocol."""
_BAND = 6
"""Rows of pixels in a row of sixels."""
_ZERO = 63
"""The sixel of no pixel, ``?``."""
_RUN = re.compile(rb"(.)\1{3,}", re.DOTALL)
_TO_SIXELS = bytes(min(code + _ZERO, 255) for code in range(256))


def kitty(picture: Picture, number: int, cells: tuple[int, int] | None = None) -> str:
    """A picture, pixel by pixel or in so many columns and rows, kept by the terminal under ``number``
    (sw.kovidgoyal.net/kitty/graphics-protocol). It stands over the cells until `kitty_gone`, whatever is written into
    them; the cursor stays."""
    from zlib import compress

    data = b64encode(compress(picture.rgb, 1)).decode()
    keys = f"a=T,f=24,o=z,q=2,C=1,i={number},s={picture.width},v={picture.height}"
    if cells:
        keys += ",c={},r={}".format(*cells)
    sent = ""
    for at in range(0, len(data), _CHUNK):
        sent += f"\x1b_G{keys},m={int(at + _CHUNK < len(data))};{data[at : at + _CHUNK]}\x1b\\"
        keys = "q=2"
    return sent


def kitty_gone(number: int) -> str:
    """What takes a picture away and lets the terminal forget it."""
    return f"\x1b_Ga=d,d=I,q=2,i={number}\x1b\\"


def sixel(picture: Picture) -> str:
    """A picture in `_COLOURS` at most (DEC VT330/VT340 Programmer Reference, chapter 14). A large one takes a second:
    call it in a process of its own."""
    from PIL import Image

    image = Image.frombytes("RGB", (picture.width, picture.height), picture.rgb)
    chosen = image.quantize(_COLOURS)
    few = image.quantize(palette=chosen, dither=Image.Dither.FLOYDSTEINBERG)
    palette = few.getpalette() or []
    pixels = few.tobytes()
    used = sorted(set(pixels))
    registers = "".join(
        f"#{n};2;{';'.join(str(round(value * 100 / 255)) for value in palette[3 * n : 3 * n + 3])}" for n in used
    )
    bands = "-".join(_bands(pixels, picture.width, picture.height))
    return f'\x1bP0;1;0q"1;1;{picture.width};{picture.height}{registers}{bands}\x1b\\'


def _bands(pixels: bytes, width: int, height: int) -> Iterator[str]:
    """Each six rows of pixels: the sixels of one colour after the other, over the same stretch."""
    for top in range(0, height, _BAND):
        rows = [pixels[y * width : (y + 1) * width] for y in range(top, min(top + _BAND, height))]
        layers = []
        held = [set(row) for row in rows]
        for colour in sorted(set().union(*held)):
            bits = 0
            for at, row in enumerate(rows):
                if colour in held[at]:
                    bits |= int.from_bytes(row.translate(_only(colour, 1 << at)), "big")
            sixels = bits.to_bytes(width, "big").translate(_TO_SIXELS).rstrip(b"?")
            layers.append(f"#{colour}{_RUN.sub(_repeated, sixels).decode('ascii')}")
        yield "$".join(layers)


@cache
def _only(colour: int, value: int) -> bytes:
    return bytes(colour) + bytes([value]) + bytes(255 - colour)


def _repeated(run: re.Match[bytes]) -> bytes:
    return b"!%d%b" % (len(run[0]), run[1])


def cell_size() -> tuple[int, int] | None:
    """The width and the height of a cell in pixels, where the terminal tells its driver (TIOCGWINSZ)."""
    import fcntl
    import struct
    import sys
    import termios

    try:
        told = fcntl.ioctl(sys.__stderr__.fileno(), termios.TIOCGWINSZ, bytes(8)) if sys.__stderr__ else bytes(8)
    except (OSError, ValueError):
        return None
    rows, columns, width, height = struct.unpack("4H", told)
    return (width // columns, height // rows) if 0 < columns <= width and 0 < rows <= height else None
