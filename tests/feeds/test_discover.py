"""From a site's page to the addresses of its feeds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.discover import feeds_of, guesses

PAGE = "https://paper.example/news/index.html"


def link(href: str, kind: str = "application/rss+xml", more: str = "") -> str:
    return f"<link rel='alternate' type='{kind}' href='{href}' {more}>"


@pytest.mark.parametrize(
    ("kind", "taken"),
    [
        ("application/rss+xml", True),
        ("application/atom+xml", True),
        ("Application/RSS+XML; charset=utf-8", True),
        ("application/feed+json", True),
        ("application/json", True),
        ("text/xml", True),
        ("text/html", False),
        ("application/json+oembed", False),
        ("", False),
    ],
)
def test_only_types_of_feeds_are_taken(kind: str, taken: bool) -> None:
    assert feeds_of(link("/f", kind).encode(), PAGE) == (["https://paper.example/f"] if taken else [])


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/feed", "https://paper.example/feed"),
        ("feed.xml", "https://paper.example/news/feed.xml"),
        ("//cdn.example/feed", "https://cdn.example/feed"),
        (" https://paper.example/feed ", "https://paper.example/feed"),
        ("/أخبار", "https://paper.example/أخبار"),
    ],
)
def test_addresses_are_made_whole_against_the_page(href: str, address: str) -> None:
    assert feeds_of(link(href).encode(), PAGE) == [address]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "data:text/xml,x", "http://[", ""])
def test_what_is_no_web_address_is_left_out(href: str) -> None:
    assert feeds_of((link(href) + link("/f")).encode(), PAGE) == ["https://paper.example/f"]


def test_the_base_of_the_page_holds() -> None:
    page = "<base href='https://cdn.example/x/'>" + link("f.xml")
    assert feeds_of(page.encode(), PAGE) == ["https://cdn.example/x/f.xml"]


def test_feeds_of_comments_come_last_and_each_address_once() -> None:
    page = link("/comments/feed") + link("/n", more="title='تعليقات'") + link("/feed") + link("/feed")
    assert feeds_of(page.encode(), PAGE) == [f"https://paper.example/{path}" for path in ("feed", "comments/feed", "n")]


def test_a_stylesheet_or_another_language_is_no_feed() -> None:
    page = "<link rel=stylesheet type='text/xml' href=/s><link rel=alternate hreflang=ar href=/ar>"
    assert feeds_of(page.encode(), PAGE) == []


def test_guesses_stay_on_the_site_and_the_folder_comes_before_the_root() -> None:
    found = guesses("https://paper.example/blog")
    assert found[0].startswith("https://paper.example/blog/")
    assert "https://paper.example/rss.xml" in found
    assert len(set(found)) == len(found)
    assert all(address.startswith("https://paper.example/") for address in found)


@given(st.binary(max_size=300), st.text(max_size=60))
def test_no_page_makes_it_fail(body: bytes, href: str) -> None:
    feeds_of(body + link(href).encode("utf-8", "replace") + body, PAGE)
