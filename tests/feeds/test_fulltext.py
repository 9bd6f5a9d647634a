"""The whole text of an article, from its page."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from feeds import adding
from feeds.errors import FeedError, Missing, NoArticle, PrivateAddress
from feeds.fulltext import refresh_full_text
from feeds.reader import Reader
from feeds.store.library import Store
from feeds.types import Scope
from tests.feeds.conftest import NOW

FEED = """<rss version="2.0"><channel><title>صحيفة</title>
<item><guid>1</guid><title>خبر</title><link>{page}</link><description>ملخص قصير.</description></item>
<item><guid>2</guid><title>بلا رابط</title></item></channel></rss>"""
SENTENCE = "أعلنت البلدية اليوم أن مكتبة المدينة ستفتح أبوابها للقراء من جديد بعد سنوات من الترميم الطويل. "
PAGE = f"""<html lang="ar" dir="rtl"><head><title>خبر</title></head><body><header><a href="/">الرئيسية</a></header>
<article><h1>خبر</h1><p>{SENTENCE * 4}</p><h2>ما بعد الافتتاح</h2><p>{SENTENCE * 4}</p>
<ul><li>{SENTENCE}</li><li>{SENTENCE}</li></ul></article><footer>كل الحقوق محفوظة</footer></body></html>"""


@pytest.fixture
def store(tmp_path: Path, httpserver: HTTPServer) -> Store:
    httpserver.expect_request("/feed").respond_with_data(FEED.format(page=httpserver.url_for("/page")))
    store = Store(tmp_path / "library.db", clock=lambda: NOW)
    asyncio.run(adding.add(store, httpserver.url_for("/feed"), allow_private=True))
    return store


def article(store: Store, title: str = "خبر") -> int:
    return next(row.id for row in store.page(Scope()).rows if row.title == title)


async def test_the_body_is_that_of_the_page_from_then_on_and_the_feeds_own_is_kept(
    store: Store, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/page").respond_with_data(PAGE, content_type="text/html; charset=utf-8")
    await refresh_full_text(store, article(store))
    with Reader(store.path) as reader:
        assert reader.has_full_text(article(store))
        full, sent = reader.content(article(store)), reader.content(article(store), full=False)
    assert [type(one).__name__ for one in full.blocks] == ["Paragraph", "Heading", "Paragraph", "ListBlock"]
    assert "محفوظة" not in repr(full)
    assert [one.text.text for one in sent.blocks] == ["ملخص قصير."]  # type: ignore[union-attr]


async def test_a_page_that_is_gone_leaves_what_was_kept(store: Store, httpserver: HTTPServer) -> None:
    httpserver.expect_oneshot_request("/page").respond_with_data(PAGE, content_type="text/html; charset=utf-8")
    await refresh_full_text(store, article(store))
    httpserver.expect_request("/page").respond_with_data("", status=404)
    with pytest.raises(Missing):
        await refresh_full_text(store, article(store))
    assert store.web_page(article(store)) is not None


async def test_a_page_without_an_article_says_so_and_the_summary_stays(store: Store, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/page").respond_with_data("<html><body><nav>قائمة</nav></body></html>")
    with pytest.raises(FeedError) as told:
        await refresh_full_text(store, article(store))
    assert told.value.code == "no-article"
    with Reader(store.path) as reader:
        assert not reader.has_full_text(article(store))
        assert reader.content(article(store)).blocks


async def test_an_article_without_a_link_has_no_page(store: Store) -> None:
    with pytest.raises(NoArticle):
        await refresh_full_text(store, article(store, "بلا رابط"))


async def test_a_page_on_another_private_host_is_not_reached_by_the_word_about_the_feed(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/feed").respond_with_data(FEED.format(page="http://127.0.0.2:9/page"))
    store = Store(tmp_path / "other.db", clock=lambda: NOW)
    await adding.add(store, httpserver.url_for("/feed"), allow_private=True)
    with pytest.raises(PrivateAddress):
        await refresh_full_text(store, article(store))
