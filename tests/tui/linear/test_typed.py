"""What typed lines mean, in any keyboard layout."""

from __future__ import annotations

import pytest

from tui import keymap
from tui.colon.commands import Fault
from tui.linear.typed import Typed, bound, read

KEYS = bound(keymap.keys({}, rtl=True))
OWN = bound(keymap.keys({"star": ["g *"]}, rtl=False, preset="vim"))


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("", Typed()),
        ("   ", Typed()),
        ("12", Typed(number=12)),
        ("١٢", Typed(number=12)),
        ("s", Typed("star")),
        ("س", Typed("star")),
        ("3s", Typed("star", number=3)),
        ("٣ س", Typed("star", number=3)),
        ("gu", Typed("go-unread")),
        ("g u", Typed("go-unread")),
        ("لع", Typed("go-unread")),
        ("^a", Typed("all-read")),
        ("\x01", Typed("all-read")),
        ("?", Typed("help")),
        ("؟", Typed("help")),
        ("/غزة", Typed("filter", "غزة")),
        ("/ غزة اليوم", Typed("filter", "غزة اليوم")),
        ("t اقتصاد", Typed("tags", "اقتصاد")),
        ("search oil", Typed("search", "oil")),
        ("بحث نفط", Typed("search", "نفط")),
        (":star", Typed("star")),
        ("خروج", Typed("quit")),
    ],
)
def test_a_line_is_a_number_or_keys_or_a_name(line: str, typed: Typed) -> None:
    assert read(line, KEYS, "ar-101") == typed


def test_the_readers_own_keys_and_presets_hold() -> None:
    assert read("g*", OWN, "") == Typed("star")
    assert read("gx", OWN, "") == Typed("browser")


def test_what_is_nothing_is_told_and_not_done() -> None:
    told = read("bogus", KEYS, "")
    assert isinstance(told, Fault)
    assert "bogus" in told.sentence
