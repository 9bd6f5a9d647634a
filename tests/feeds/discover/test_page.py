"""From a site's page to the feeds that it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.discover import FoundFeed, feeds_in, feeds_of, guesses, leads_to
from tests.feeds.discover.pages import PAGE, link


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


def test_titles_languages_and_kinds_are_told() -> None:
    page = link("/ar", more="title=' أخبار &amp; آراء ' hreflang=ar") + link(
        "/en", "application/atom+xml", "hreflang=en"
    )
    assert feeds_in(page.encode(), PAGE) == [
        FoundFeed("https://paper.example/ar", "أخبار & آراء", "rss", "ar"),
        FoundFeed("https://paper.example/en", "", "atom", "en"),
    ]


def test_the_same_feed_in_another_format_comes_after_others_and_comments_last() -> None:
    page = (
        link("/comments/feed", more="title='Site » Comments Feed'")
        + link("/feed", more="title='Site RSS 2.0'")
        + link("/atom", "application/atom+xml", "title='Site Atom'")
        + link("/sport", more="title='Sport'")
        + link("http://www.paper.example/feed", more="title='Again'")
    )
    assert feeds_of(page.encode(), PAGE) == [
        f"https://paper.example/{path}" for path in ("feed", "sport", "atom", "comments/feed")
    ]


def test_the_interface_of_wordpress_for_programs_is_no_feed() -> None:
    page = link("/wp-json/wp/v2/posts/1", "application/json") + link("/x?format=oembed", "application/json")
    assert feeds_of(page.encode(), PAGE) == []


def test_links_that_look_like_feeds_are_taken_only_where_none_is_named() -> None:
    hrefs = (
        "/rss",
        "/feeds/all.xml",
        "/news.rss",
        "/?feed=rss2",
        "https://feedly.com/i/subscription/feed/x/rss",
        "/feedback",
    )
    page = "".join(f"<a href='{href}'>خلاصة</a>" for href in hrefs)
    assert [(one.url, one.title) for one in feeds_in(page.encode(), PAGE)] == [
        (f"https://paper.example{href}", "خلاصة") for href in hrefs[:4]
    ]
    assert feeds_of((page + link("/named")).encode(), PAGE) == ["https://paper.example/named"]


@pytest.mark.parametrize(
    ("content", "there"),
    [
        ("0; url=/ar/", "https://paper.example/ar/"),
        ("5;URL='https://b.example/'", "https://b.example/"),
        ("30", ""),
        ("0; url=javascript:x", ""),
        (f"0; url={PAGE}", ""),
        ("", ""),
    ],
)
def test_a_page_that_sends_on_tells_where(content: str, there: str) -> None:
    page = f'<html><head><meta http-equiv=Refresh content="{content}"></head></html>'
    assert leads_to(page.encode(), PAGE) == there
