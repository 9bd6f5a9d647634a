"""What is stored and drawn holds no control, no override and no shaped letter."""

from __future__ import annotations

from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.clean import clean, clean_line, clean_url

_HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from(
            "\x1b\x9b\x9d\x07\x00\r\n\t\u2028\u202e\u2066\u2069\u200c\u200d\u200e\u200f\u061c\ufeff\ufdfa\ufdfd\ufefb\ufe70"
        ),
        st.sampled_from("\u0644\u0627\u064b\u0651\u0655\ufe8d\ufedf\U0001f3f4\U000e0067\ud800"),
    )
)


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("\x1b]52;c;eA==\x07x", "]52;c;eA==x"),
        ("\x9b31m\x9dx", "31mx"),
        ("ab\u202ecd\u202c", "abcd"),
        ("\u2067ab\u2069", "ab"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200eb\u200fc\u061cd\u200de", "a\u200eb\u200fc\u061cd\u200de"),
        ("ﻣﺮﺣﺒﺎ", "مرحبا"),
        ("\ufefb", "لا"),
        ("\ufdfa", "صلى الله عليه وسلم"),
        ("\ufdfd", "بسم الله الرحمن الرحيم"),
        ("\u0645\ufe70", "\u0645\u064b"),
        ("\u0627\u0653", "\u0622"),
        ("a\tb\r\nc\rd\u2028e", "a b\nc\nd\ne"),
        ("\ud83d", "\ufffd"),
        ("x\U000e0041y", "xy"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4\U000e0067\U000e0062\U000e007f"),
    ],
)
def test_controls_overrides_and_shaped_letters_go_and_joiners_and_marks_stay(given_: str, expected: str) -> None:
    assert clean(given_) == expected


def test_a_line_has_no_breaks_and_single_spaces() -> None:
    assert clean_line("  a\n\t b\u00a0 c ") == "a b c"


def test_an_address_keeps_no_format_character() -> None:
    assert clean_url("https://a.example/\u202egpj\u200d.exe \n") == "https://a.example/gpj.exe"


@given(_HOSTILE)
def test_what_is_clean_is_safe_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert is_normalized("NFC", cleaned)
    assert not [char for char in cleaned if (ord(char) < 32 and char != "\n") or 0x7F <= ord(char) < 0xA0]
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufefb")
    cleaned.encode("utf-8")
