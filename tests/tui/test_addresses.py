"""Addresses as they are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.addresses import shown


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("https://аррӏе.com/login", "https://xn--80ak6aa92e.com/login"),
        ("https://xn--80ak6aa92e.com/", "https://xn--80ak6aa92e.com/"),
        ("http://الجزيرة.نت/خبر", "http://الجزيرة.نت/خبر"),
        ("http://xn--mgbeiue0iwb.xn--pgb9c/x", "http://الجزيرة.نت/x"),
        ("https://пример.рф/", "https://пример.рф/"),
        ("https://xn--e1afmkfd.xn--p1ai:8080/a?b=1#c", "https://пример.рф:8080/a?b=1#c"),
        ("https://日本の.テスト/", "https://日本の.テスト/"),
        ("https://payрal.example/", "https://xn--payal-xye.example/"),
        ("https://user@example.org/", "https://example.org/"),
        ("https://user:p%40ss@xn--mgbeiue0iwb.xn--pgb9c/x", "https://الجزيرة.نت/x"),
        ("ftp://user:pass@example.org:21/a@b", "ftp://example.org:21/a@b"),
        ("https://bücher.example/", "https://bücher.example/"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("no address", "no address"),
        ("https://xn--a-\ud800.com/", "https://xn--a-\\ud800.com/"),
    ],
)
def test_a_host_of_several_scripts_is_shown_in_punycode_and_one_of_one_script_in_its_letters(
    address: str, seen: str
) -> None:
    assert shown(address) == seen


@given(st.text(max_size=40).map(lambda text: f"https://{text}/path"))
def test_no_address_raises_and_its_path_stays(address: str) -> None:
    assert shown(address).endswith("/path")
