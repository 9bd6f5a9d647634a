"""What makes an article the same one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.store.identity import canonical, identify
from tests.feeds.conftest import make_article


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://news.example/a", "https://www.news.example/a"),
        ("https://news.example/a?utm_source=rss&utm_medium=x", "https://news.example/a"),
        ("https://news.example/a?at_medium=RSS&at_campaign=KARANGA&id=5", "https://news.example/a?id=5"),
        ("https://news.example/a?fbclid=1&id=5", "https://news.example/a?id=5&gclid=2"),
        ("https://News.Example/a", "https://news.example/a"),
        ("https://news.example", "https://news.example/"),
    ],
)
def test_links_are_the_same_after_scheme_www_and_tracking_are_set_aside(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/a?id=5", "https://news.example/a?id=6"),
        ("https://news.example/a", "https://news.example/A"),
        ("https://news.example/a#1", "https://news.example/a#2"),
        ("https://news.example/a", "https://other.example/a"),
        ("https://news.example/a?attitude=1", "https://news.example/a"),
    ],
)
def test_links_that_lead_elsewhere_stay_different(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@given(st.text())
def test_any_string_can_be_compared_as_a_link_and_comparing_it_again_changes_nothing(url: str) -> None:
    assert canonical(canonical(url)) == canonical(url)


def test_a_guid_alone_decides_whatever_the_rest() -> None:
    [one] = identify([make_article(1)])
    [other] = identify(
        [make_article(1, url="https://news.example/moved", title="عنوان آخر", content="", published=None)]
    )
    assert one.key == other.key
    assert len(one.key) == 16


def test_a_body_never_decides() -> None:
    [one] = identify([make_article(1, guid="", url="", content="<p>قبل</p>", summary="")])
    [other] = identify([make_article(1, guid="", url="", content="<p>بعد</p>", summary="جديد")])
    assert one.key == other.key


def test_without_guid_the_link_decides_and_without_link_title_and_date() -> None:
    [one], [retitled], [other] = (
        identify([article])
        for article in (make_article(1, guid=""), make_article(1, guid="", title="آخر"), make_article(2, guid=""))
    )
    assert one.key == retitled.key != other.key
    by_title = identify([make_article(n, guid="", url="") for n in (1, 1, 2)])
    assert by_title[0].key == by_title[1].key != by_title[2].key


def test_articles_with_nothing_but_a_body_are_not_one_article() -> None:
    bare = {"guid": "", "url": "", "title": "", "published": None, "summary": ""}
    one, other = identify([make_article(1, content="<p>أ</p>", **bare), make_article(2, content="<p>ب</p>", **bare)])
    assert one.key != other.key
