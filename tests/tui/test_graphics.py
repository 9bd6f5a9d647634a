"""Pictures as terminals take them, read back by what the protocols say."""

from __future__ import annotations

import re
from base64 import b64decode
from zlib import decompress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.answers import Picture
from tui.graphics import kitty, kitty_gone, sixel

ESCAPE = re.compile("\x1b_G([^;]*);([^\x1b]*)\x1b\\\\")


def sizes(most: int = 20) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(1, most), st.integers(1, most))


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    """Of four colours, which sixels hold exactly to a hundredth."""
    width, height = draw(sizes())
    pixel = st.sampled_from([b"\0\0\0", b"\xff\0\0", b"\0\xff\xff", b"\xff\xff\xff"])
    pixels = draw(st.lists(pixel, min_size=width * height, max_size=width * height))
    return Picture(width, height, b"".join(pixels))


def decoded(sent: str) -> Picture:
    """A picture in sixels, by the manual of the VT340."""
    found = re.fullmatch('\x1bP0;1;0q"1;1;(\\d+);(\\d+)(.*)\x1b\\\\', sent, re.DOTALL)
    assert found
    width, height = int(found[1]), int(found[2])
    palette: dict[int, bytes] = {}
    pixels = [b"?"] * (width * height)
    x = y = colour = 0
    for said in re.finditer(r"#(\d+)(?:;2;(\d+);(\d+);(\d+))?|!(\d+)(.)|([$-])|([?-~])", found[3]):
        number, *rgb, times, repeated, move, one = said.groups()
        if rgb[0] is not None:
            palette[int(number)] = bytes(round(int(value) * 255 / 100) for value in rgb)
        elif number is not None:
            colour = int(number)
        elif move:
            x, y = 0, y + 6 * (move == "-")
        for _ in range(int(times or 1) if repeated or one else 0):
            bits = ord(repeated or one) - 63
            for row in range(6):
                if bits >> row & 1:
                    assert y + row < height
                    pixels[(y + row) * width + x] = palette[colour]
            x += 1
    return Picture(width, height, b"".join(pixels))


@settings(deadline=None, max_examples=50)
@given(pictures())
def test_a_picture_comes_back_from_its_sixels(picture: Picture) -> None:
    assert decoded(sixel(picture)) == picture


def test_many_colours_come_near_and_long_runs_are_counted() -> None:
    picture = Picture(64, 12, bytes(value for x in range(64 * 12) for value in (x % 256, 128, 255 - x % 256)))
    back = decoded(sixel(picture)).rgb
    assert max(abs(one - other) for one, other in zip(back, picture.rgb, strict=True)) < 16
    assert len(sixel(Picture(1000, 6, bytes(18_000)))) < 60


@pytest.mark.parametrize("side", [1, 60])
def test_kitty_is_given_the_pixels_in_parts_of_which_the_last_says_so(side: int) -> None:
    picture = Picture(side, side, bytes(n * n % 251 for n in range(side * side * 3)))
    sent = kitty(picture, 7)
    parts = ESCAPE.findall(sent)
    assert ESCAPE.sub("", sent) == ""
    assert decompress(b64decode("".join(data for _keys, data in parts))) == picture.rgb
    first = dict(one.split("=") for one in parts[0][0].split(","))
    assert (first["a"], first["i"], first["s"], first["v"], first["f"]) == ("T", "7", str(side), str(side), "24")
    assert [keys.rpartition("m=")[2] for keys, _data in parts] == ["1"] * (len(parts) - 1) + ["0"]
    assert all("q=2" in keys and len(data) <= 4096 for keys, data in parts)
    assert ("c=" in sent, "c=4,r=2" in kitty(picture, 7, (4, 2))) == (False, True)
    assert "d=I" in kitty_gone(7)
