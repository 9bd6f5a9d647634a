"""The whole text of an article, from its page."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from feeds import adding
from feeds.blocks import Content, Paragraph, Text
from feeds.errors import FeedError, NoArticle, PrivateAddress
from feeds.extract import Page
from feeds.fulltext import refresh_full_text, with_page
from feeds.reader import Reader
from feeds.store.library import Store
from feeds.types import Scope
from tests.feeds.conftest import NOW
from tui import words

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
    return next(row.id for row in store.articles(Scope()).rows if row.title == title)


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
    with pytest.raises(NoArticle):
        await refresh_full_text(store, article(store))
    assert store.web_page(article(store)) is not None


HTML = "text/html; charset=utf-8"
CLOSED = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
CONSENT = f"""<html><head><title>قبل أن تتابع</title></head><body><h1>خصوصيتك تهمنا</h1><form method="post">
<p>{"نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لحفظ معلومات على جهازك والوصول إليها وعرض إعلانات تناسبك. " * 3}</p>
<p>{"يمكنك قبول ذلك أو رفضه، وتغيير رأيك متى شئت من صفحة الخصوصية أسفل كل صفحة من صفحات الموقع. " * 3}</p>
<button>قبول الكل</button><button>رفض الكل</button></form></body></html>"""
SHELL = """<html><head><title>خبر</title><script src="/app.js"></script></head><body><noscript>You need to enable
JavaScript to run this app.</noscript><div id="root"></div></body></html>"""
FAILURES = {
    "payment required": (402, "", HTML, "paywalled"),
    "forbidden": (403, PAGE, HTML, "forbidden"),
    "not found": (404, "", HTML, "no-article"),
    "gone": (410, "", HTML, "no-article"),
    "failed": (500, "", HTML, "server-failed"),
    "closed": (
        200,
        f"<html><head>{CLOSED}</head><article><h1>خبر</h1><p>{SENTENCE * 4}</p></article>",
        HTML,
        "paywalled",
    ),
    "shell": (200, SHELL, HTML, "no-article"),
    "consent": (200, CONSENT, HTML, "no-article"),
    "front page": (200, "<html><body><nav>قائمة</nav></body></html>", HTML, "no-article"),
    "nothing": (200, "", HTML, "no-article"),
    "portable document": (200, "%PDF-1.7\n" + SENTENCE * 20, "application/pdf", "no-article"),
    "data": (200, "{" + SENTENCE * 20 + "}", "application/json", "no-article"),
}


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
async def test_a_page_that_can_not_be_had_or_holds_no_article_says_so_and_the_summary_stays(
    store: Store, httpserver: HTTPServer, failure: tuple[int, str, str, str]
) -> None:
    status, body, content_type, code = failure
    httpserver.expect_request("/page").respond_with_data(body, status=status, content_type=content_type)
    with pytest.raises(FeedError) as told:
        await refresh_full_text(store, article(store))
    assert told.value.code == code
    assert "/page" in words.error(code, told.value.args_)
    with Reader(store.path) as reader:
        assert not reader.has_full_text(article(store))
        (summary,) = reader.content(article(store)).blocks
        assert isinstance(summary, Paragraph)
        assert summary.text.text == "ملخص قصير."


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


def test_what_a_feed_sent_stays_where_a_page_that_is_not_free_gives_less() -> None:
    short, long = (Paragraph(Text("مطلع")),), (Paragraph(Text("النص كله هنا")),)
    for sent, given, paywalled, shown in (
        (long, short, True, long),
        (long, short, False, short),
        (short, long, True, long),
    ):
        assert with_page(Content(sent, "ar"), Page("", "", given, paywalled=paywalled)).blocks == shown
