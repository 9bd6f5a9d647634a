"""Which addresses feeds are told apart by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import BadAddress
from feeds.store.addresses import feed_address

PARTS = st.lists(st.sampled_from(["a", "1", ".", "-", ":", "/", "?", "#", "@", "%20", "Ü", "\\", "[", "EXAMPLE", "80"]))


def found(url: str) -> str:
    try:
        return feed_address(url)
    except BadAddress:
        return "none"


@given(st.sampled_from(["http://", "https://", "HTTP://", "ftp://", "feed:http://", ""]), PARTS)
def test_an_address_that_is_seen_at_a_glance_to_be_plain_is_what_the_long_way_makes_of_it(
    scheme: str, parts: list[str]
) -> None:
    url = scheme + "".join(parts)
    assert found(url) == found(f" {url}"), "white space goes, and sends it the long way"


def test_only_the_schemes_that_are_asked_for_are_taken() -> None:
    assert feed_address("https://news.example/feed?a=1") == "https://news.example/feed?a=1"
    with pytest.raises(BadAddress):
        feed_address("https://news.example/feed", ("http",))
