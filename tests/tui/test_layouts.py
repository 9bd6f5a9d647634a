"""Characters of other layouts as the keys that typed them, and which layout is likely on."""

from __future__ import annotations

import string
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.keyboards import typed_by
from tui import keyboard, layouts
from tui.actions import ACTIONS

OUT_OF_REACH = {("he-si1452", "q"), ("he-si1452", "w"), ("ckb", "E"), ("ckb", "W")}
"""Keys that give what another key means: q is / under SI-1452. A terminal that names the key reaches them, too."""


@pytest.mark.parametrize(
    ("typed", "layout", "key"),
    [
        ("ت", "ar-101", "j"),
        ("و", "ar-101", ","),
        ("و", "ar-mac", "m"),
        ("و", "ur-phonetic", "w"),
        ("و", "", ","),
        ("لا", "ar-101", "b"),
        ("\ufefb", "ar-102-win", "b"),
        ("\ufefb", "fa-win", "b"),
        ("لأ", "ar-101", "G"),
        ("؟", "ar-101", "?"),
        ("ה", "ar-101", "v"),
        ("ق", "ur-crulp", "q"),
        ("ہ", "ar-101", "o"),
        ("/", "he-si1452", "/"),
        ("\u0644", "ckb", "l"),
        ("я", "ar-101", None),
    ],
)
def test_a_character_is_the_key_of_the_layout_that_is_on_or_else_of_one_that_has_it(
    typed: str, layout: str, key: str | None
) -> None:
    assert layouts.us(typed, layout) == key


@given(st.characters(codec="ascii"), st.sampled_from(layouts.LAYOUTS))
def test_ascii_means_itself(character: str, layout: str) -> None:
    assert layouts.us(character, layout) == character


@given(st.text(min_size=1, max_size=3), st.sampled_from(("", "unknown", *layouts.LAYOUTS)))
def test_whatever_is_typed_is_one_key_or_none(typed: str, layout: str) -> None:
    found = layouts.us(typed, layout)
    assert found is None or (len(found) == 1 and found.isascii())
    digit = layouts.digit(typed, layout)
    assert digit is None or digit in string.digits


@pytest.mark.parametrize(
    ("typed", "layout", "digit"),
    [
        ("٣", "ar-101", "3"),
        ("۳", "", "3"),
        ("3", "ckb", "3"),
        ("é", "", "2"),
        ("à", "ar-azerty", "0"),
        ("&", "ar-azerty", "1"),
        ("_", "ar-azerty", "8"),
        ("&", "ar-101", None),
        ("ت", "ar-azerty", None),
    ],
)
def test_digits_of_other_layouts_serve_as_counts(typed: str, layout: str, digit: str | None) -> None:
    assert layouts.digit(typed, layout) == digit


@pytest.mark.parametrize("layout", layouts.LAYOUTS)
def test_every_default_key_is_reached_under_every_layout(layout: str) -> None:
    lost = {key for action in ACTIONS for keys in action.keys for key in keys.split(" ") if not typed_by(key, layout)}
    assert {(layout, key) for key in lost} <= OUT_OF_REACH


@pytest.mark.parametrize("layout", layouts.LAYOUTS)
def test_an_action_with_a_key_out_of_reach_has_another_in_reach(layout: str) -> None:
    for action in ACTIONS:
        if action.keys and (layout, action.keys[0]) not in {("ckb", "E"), ("ckb", "W")}:
            assert any(all(typed_by(key, layout) for key in keys.split(" ")) for keys in action.keys), action.id


def test_no_default_key_is_a_shifted_letter_that_some_layout_has_not() -> None:
    keys = {key for action in ACTIONS for sequence in action.keys for key in sequence.split(" ")}
    assert not keys & set("ACDFILMOPUVZ")


# ── Which layout is on ───────────────────────────────────────────────────────────────────────────────────────

SETXKBMAP = (
    "rules:      evdev\nmodel:      pc105\nlayout:     us,{}\nvariant:    ,{}\noptions:    grp:alt_shift_toggle\n"
)
LOCALECTL = "   System Locale: LANG=en_US.UTF-8\n       VC Keymap: us\n      X11 Layout: {}\n     X11 Variant: {}\n"
DEFAULT = 'XKBMODEL="pc105"\nXKBLAYOUT="{}"\nXKBVARIANT="{}"\n'


@pytest.mark.parametrize("told", [SETXKBMAP, LOCALECTL, DEFAULT])
@pytest.mark.parametrize(
    ("layout", "variant", "found"),
    [
        ("ara", "", "ar-101"),
        ("ara", "azerty", "ar-azerty"),
        ("ara", "mac", "ar-mac"),
        ("ara", "buckwalter", "ar-101"),
        ("ir", "winkeys", "fa-win"),
        ("ir", "ku_ara", "ckb"),
        ("il", "", "he-si1452"),
        ("pk", "urd-crulp", "ur-crulp"),
        ("de", "", ""),
    ],
)
def test_the_system_tells_the_layout(told: str, layout: str, variant: str, found: str) -> None:
    assert keyboard.of_xkb(told.format(layout, variant)) == found


def test_of_several_layouts_the_first_of_ours_counts_with_its_own_variant() -> None:
    assert keyboard.of_xkb("layout: us,fr,ara,il\nvariant: dvorak,oss,azerty,\n") == "ar-azerty"


def test_macos_tells_the_layout() -> None:
    told = '({\n"KeyboardLayout ID" = 0;\n"KeyboardLayout Name" = "U.S.";\n},{\n"KeyboardLayout Name" = "{}";\n})'
    names = {"Arabic": "ar-mac", "Arabic - PC": "ar-101", "Hebrew": "he-si1452", "German": ""}
    assert {name: keyboard.of_mac(told.replace("{}", name)) for name in names} == names


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({"LANG": "ar_EG.UTF-8"}, "ar-101"),
        ({"LANG": "ar_MA.UTF-8"}, "ar-azerty"),
        ({"LC_ALL": "fa_IR", "LANG": "ar_EG"}, "fa-isiri9147"),
        ({"LANG": "ckb_IQ.UTF-8"}, "ckb"),
        ({"LC_CTYPE": "C.UTF-8", "LANG": "he_IL.UTF-8"}, "he-si1452"),
        ({"LANG": "C.UTF-8"}, ""),
        ({}, ""),
    ],
)
def test_the_locale_tells_the_usual_layout(environ: dict[str, str], found: str) -> None:
    assert keyboard.by_locale(environ) == found


def test_over_ssh_the_system_is_not_asked(tmp_path: Path) -> None:
    asked: list[Sequence[str]] = []

    def ask(command: Sequence[str]) -> str:
        asked.append(command)
        return ""

    file = tmp_path / "keyboard"
    file.write_text('XKBLAYOUT="us,il"\n', "utf-8")
    assert keyboard.by_system({"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, ask, file) == ""
    assert asked == []
    assert keyboard.by_system({}, ask, file) == "he-si1452"
