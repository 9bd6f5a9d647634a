"""What a terminal sends of typing and pasting, and what it shows of it: the filter and the palette of the reader."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal import Terminal

PASTE, END = "\x1b[200~", "\x1b[201~"
_LOOKS = re.compile("\x1b\\[[0-9;]*m")


def answer(piece: bytes) -> bytes:
    """A terminal that draws cells as they come."""
    return (b"\x1b[8;0$y" if b"\x1b[8$p" in piece else b"") + (b"\x1b[0n" if b"\x1b[5n" in piece else b"")


@pytest.fixture
def terminal(library_path: Path) -> Iterator[Terminal]:
    command = [sys.executable, "-m", "tui", "--library", str(library_path), "--lang", "ar"]
    with Terminal(command, answer=answer) as opened:
        opened.until("ﻢﻟﺎﻌﻟﺍ")
        yield opened


def seen(terminal: Terminal, cells: str) -> None:
    terminal.until(lambda text: cells in _LOOKS.sub("", text))


def test_a_half_space_and_a_ligature_are_typed_into_the_filter(terminal: Terminal) -> None:
    terminal.type("/")
    seen(terminal, "ﺕﺎﻤﻠﻛ")
    terminal.type("می\u200cخواهم")
    seen(terminal, "  ﻢﻫﺍﻮﺧﯽﻣ ")
    terminal.type("\x15س\ufefbم")
    seen(terminal, "  ﻡﻼﺳ ")
    terminal.type("\x7f\x7f\x7f")
    seen(terminal, "  ﺱ ")


def test_mixed_text_that_is_pasted_into_the_palette_is_clean_and_in_order(terminal: Terminal) -> None:
    terminal.type("\x10")
    seen(terminal, "ﺮﻣﺍﻭﻷﺍ ﺔﺣﻮﻟ")
    terminal.type(f"{PASTE}أخبار CNN\nو\u202eBBC\u202c\u200f \ufefbحق{END}")
    seen(terminal, "  ﻖﺣﻻ BBCﻭ CNN ﺭﺎﺒﺧﺃ ")
    assert "\u202e" not in terminal.text
