"""What is read of a robots.txt: how long to wait between two requests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.robots import LONGEST, crawl_delay


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", 0),
        ("User-agent: *\nDisallow: /\n", 0),
        ("User-agent: *\nCrawl-delay: 10\n", 10),
        ("\ufeffUSER-AGENT : *\r\ncrawl-DELAY:  2.5  # seconds\r\n", 3),
        ("User-agent: other\nCrawl-delay: 60\n", 0),
        ("User-agent: *\nCrawl-delay: 60\n\nUser-agent: Nashra\nCrawl-delay: 5\n", 5),
        ("User-agent: nashra/1.0\nAllow: /\n\nUser-agent: *\nCrawl-delay: 60\n", 0),
        ("User-agent: nashrabot\nCrawl-delay: 5\n", 0),
        ("User-agent: other\nUser-agent: *\nDisallow: /x\nCrawl-delay: 7\n", 7),
        ("User-agent: *\nCrawl-delay: 7\nUser-agent: other\nCrawl-delay: 60\n", 7),
        ("User-agent: *\nCrawl-delay: 7\n\nUser-agent: *\nCrawl-delay: 9\n", 9),
        ("Crawl-delay: 7\n", 0),
        ("User-agent: *\nCrawl-delay: soon\n", 0),
        ("User-agent: *\nCrawl-delay: -5\n", 0),
        ("User-agent: *\nCrawl-delay: ٥\n", 0),
        ("User-agent: *\nCrawl-delay: 999999999\n", LONGEST),
        ("<!doctype html><p>User-agent: *<br>Crawl-delay: 10", 0),
    ],
)
def test_the_delay_is_that_of_the_groups_for_nashra_or_else_for_all(text: str, seconds: int) -> None:
    assert crawl_delay(text.encode()) == seconds


def test_only_the_beginning_of_a_long_one_is_read() -> None:
    assert crawl_delay(b"#" * 600_000 + b"\nUser-agent: *\nCrawl-delay: 10\n") == 0


@given(st.binary(max_size=200) | st.text(alphabet="User-agent: *\nCrawl-delay: 0159.#", max_size=200).map(str.encode))
def test_nothing_that_is_sent_fails_or_asks_for_more_than_a_day(body: bytes) -> None:
    assert 0 <= crawl_delay(body) <= LONGEST
