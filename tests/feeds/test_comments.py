"""The comments on an article, from their own feed."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from feeds import adding, update
from feeds.comments import refresh_comments, thread
from feeds.errors import Missing, NoComments, PrivateAddress
from feeds.parse import parse
from feeds.reader import Reader
from feeds.store.library import Store
from feeds.types import Scope
from tests.feeds.conftest import NOW

FEED = """<rss version="2.0" xmlns:wfw="http://wellformedweb.org/CommentAPI/"><channel><title>صحيفة</title>
<item><guid>1</guid><title>خبر</title><wfw:commentRss>{url}</wfw:commentRss></item>
<item><guid>2</guid><title>بلا تعليقات</title></item></channel></rss>"""
COMMENTS = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>التعليقات</title>
<item><title>الثاني</title><dc:creator>سالم</dc:creator><pubDate>Wed, 25 Nov 2026 09:00:00 GMT</pubDate>
<content:encoded>&lt;p&gt;شكرًا &lt;script&gt;x()&lt;/script&gt;لكم&lt;/p&gt;</content:encoded></item>
<item><title>الأول</title><dc:creator>مريم</dc:creator><pubDate>Wed, 25 Nov 2026 08:00:00 GMT</pubDate>
<description>مقال جيد</description></item></channel></rss>"""


@pytest.fixture
def store(tmp_path: Path, httpserver: HTTPServer) -> Store:
    httpserver.expect_request("/feed").respond_with_data(FEED.format(url=httpserver.url_for("/comments")))
    store = Store(tmp_path / "library.db", clock=lambda: NOW)
    asyncio.run(adding.add(store, httpserver.url_for("/feed"), allow_private=True))
    return store


def article(store: Store, title: str) -> int:
    return next(row.id for row in store.page(Scope()).rows if row.title == title)


async def test_they_are_fetched_and_kept_oldest_first_with_names_and_safe_text(
    store: Store, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/comments").respond_with_data(COMMENTS)
    assert await refresh_comments(store, article(store, "خبر")) == 2
    with Reader(store.path) as reader:
        found = reader.content(article(store, "خبر")).comments
    assert [one.author for one in found] == ["مريم", "سالم"]
    assert [block.text.text for one in found for block in one.blocks] == ["مقال جيد", "شكرًا لكم"]  # type: ignore[union-attr]
    assert found[0].published is not None


async def test_a_thread_that_can_not_be_fetched_leaves_what_was_kept(store: Store, httpserver: HTTPServer) -> None:
    httpserver.expect_oneshot_request("/comments").respond_with_data(COMMENTS)
    await refresh_comments(store, article(store, "خبر"))
    httpserver.expect_request("/comments").respond_with_data("", status=404)
    with pytest.raises(Missing):
        await refresh_comments(store, article(store, "خبر"))
    assert len(store.comments(article(store, "خبر"))) == 2


async def test_an_article_without_a_feed_of_comments_says_so(store: Store) -> None:
    with pytest.raises(NoComments):
        await refresh_comments(store, article(store, "بلا تعليقات"))


async def test_the_users_word_about_a_private_feed_does_not_hold_for_another_host_that_it_names(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    elsewhere = "http://127.0.0.2:9/comments"
    httpserver.expect_request("/feed").respond_with_data(FEED.format(url=elsewhere))
    store = Store(tmp_path / "other.db", clock=lambda: NOW)
    await adding.add(store, httpserver.url_for("/feed"), allow_private=True)
    with pytest.raises(PrivateAddress):
        await refresh_comments(store, article(store, "خبر"))


async def test_a_refresh_of_the_feed_keeps_the_thread(store: Store, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/comments").respond_with_data(COMMENTS)
    await refresh_comments(store, article(store, "خبر"))
    await update.refresh(store)
    assert len(store.comments(article(store, "خبر"))) == 2


def test_comments_without_dates_stay_in_the_order_of_the_document() -> None:
    parsed = parse(
        b"<rss version='2.0'><channel><item><title>b</title></item><item><title>a</title></item></channel></rss>",
        url="https://a.org/",
    )
    assert [block.text.text for one in thread(parsed) for block in one.blocks] == ["b", "a"]  # type: ignore[union-attr]
