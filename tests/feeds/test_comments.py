"""The comments on an article, from their own feed."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from feeds import adding, update
from feeds.blocks import Paragraph
from feeds.comments import refresh_comments, thread
from feeds.errors import Missing, NoComments, PrivateAddress
from feeds.parse import parse
from feeds.parse.worker import read_broken
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
    return next(row.id for row in store.articles(Scope()).rows if row.title == title)


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


def item(number: int, text: str, *, hour: int, answers: int | None = None, words: str = "In reply to") -> str:
    """A comment as WordPress sends it."""
    at = "https://a.org/post/#comment-{}"
    lead = f'<p>{words} <a href="{at.format(answers)}">Sara</a>.</p>' if answers else ""
    return (
        f"<item><title>By: {number}</title><link>{at.format(number)}</link><guid>{at.format(number)}</guid>"
        f"<pubDate>Wed, 25 Nov 2026 {hour:02}:00:00 GMT</pubDate><description>{text}</description>"
        f"<content:encoded><![CDATA[{lead}<p>{text}</p>]]></content:encoded></item>"
    )


def rss(*items: str) -> bytes:
    content = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    return f"<rss version='2.0' {content}><channel><title>x</title>{''.join(items)}</channel></rss>".encode()


def threaded(document: bytes) -> list[tuple[str, int]]:
    found = thread(parse(document, url="https://a.org/"))
    return [(block.text.text, one.depth) for one in found for block in one.blocks if isinstance(block, Paragraph)]


_REPLY = "<thr:in-reply-to ref='tag:a.org,2026:{0}' href='https://a.org/#{0}' type='text/html'/>"


def entry(number: int, answers: str = "") -> str:
    return (
        f"<entry><id>tag:a.org,2026:{number}</id><title>x</title><link href='https://a.org/#{number}'/>{answers}"
        f"<updated>2026-11-25T0{number}:00:00Z</updated>"
        f"<content type='html'>&lt;p&gt;{number}&lt;/p&gt;</content></entry>"
    )


def test_an_atom_feed_that_names_what_each_answers_is_a_thread_whatever_reads_it() -> None:
    names = "xmlns='http://www.w3.org/2005/Atom' xmlns:thr='http://purl.org/syndication/thread/1.0'"
    entries = (
        entry(1, "<thr:in-reply-to ref='tag:a.org,2026:article' href='https://a.org/'/>"),
        entry(2),
        entry(3, _REPLY.format(1)),
        entry(4, "<thr:in-reply-to ref='unknown' href='https://a.org/#3'/>"),
    )
    document = f"<feed {names}><title>x</title>{''.join(entries)}</feed>".encode()
    assert threaded(document) == [("1", 0), ("3", 1), ("4", 2), ("2", 0)]
    lenient = read_broken(document.decode(), "https://a.org/")
    assert lenient is not None
    assert [one.depth for one in thread(lenient)] == [0, 1, 2, 0]


def test_answers_stand_under_what_they_answer_and_the_line_that_says_so_goes() -> None:
    assert threaded(
        rss(
            item(15, "e", hour=12, answers=12),
            item(14, "d", hour=11, answers=11, words="ردًا على"),
            item(13, "c", hour=10),
            item(12, "b", hour=9, answers=11),
            item(11, "a", hour=8),
        )
    ) == [("a", 0), ("b", 1), ("e", 2), ("d", 1), ("c", 0)]


def test_a_link_to_another_comment_inside_a_text_makes_no_answer() -> None:
    long = "x" * 130
    linked = f'&lt;p&gt;{long} &lt;a href="https://a.org/post/#comment-11"&gt;y&lt;/a&gt;&lt;/p&gt;&lt;p&gt;z&lt;/p&gt;'
    other = f"<item><guid>o</guid><description>{linked}</description></item>"
    assert [depth for _, depth in threaded(rss(item(11, "a", hour=8), other))] == [0, 0, 0]
    only = '&lt;a href="https://a.org/post/#comment-11"&gt;y&lt;/a&gt;'
    assert threaded(rss(item(11, "a", hour=8), f"<item><guid>o</guid><description>{only}</description></item>")) == [
        ("a", 0),
        ("y", 0),
    ]


def test_comments_that_answer_themselves_one_another_or_none_that_is_there_are_all_shown() -> None:
    assert threaded(
        rss(
            item(11, "a", hour=8, answers=11),
            item(12, "b", hour=9, answers=13),
            item(13, "c", hour=10, answers=12),
        )
    ) == [("a", 0), ("b", 0), ("c", 1)]
    # The one it answers is on an earlier page of comments: what tells so stays.
    assert threaded(rss(item(12, "b", hour=9, answers=5))) == [("In reply to Sara.", 0), ("b", 0)]


def test_answers_of_blogger_stand_under_what_they_answer() -> None:
    feeds = "https://www.blogger.com/feeds/77/88/comments/default/"
    entry = (
        "<entry><id>tag:blogger.com,1999:blog-77.post-{number}</id><title>t</title><published>2026-11-25T0{hour}:00:00Z"
        "</published><updated>2026-11-25T09:00:00Z</updated><content type='html'>{text}</content>"
        "<link rel='self' href='" + feeds + "{number}'/>{related}</entry>"
    )
    entries = [
        entry.format(number=9000002, hour=3, text="b", related=f"<link rel='related' href='{feeds}9000001'/>"),
        entry.format(number=9000003, hour=2, text="c", related=""),
        entry.format(number=9000001, hour=1, text="a", related=""),
    ]
    document = f"<feed xmlns='http://www.w3.org/2005/Atom'><id>x</id><title>x</title>{''.join(entries)}</feed>"
    assert threaded(document.encode()) == [("a", 0), ("b", 1), ("c", 0)]


def test_a_thread_of_a_thousand_answers_is_read() -> None:
    many = [item(n, "x", hour=8, answers=n - 1 if n > 1 else None) for n in range(1, 1_001)]
    assert threaded(rss(*many))[-1] == ("x", 999)


def test_a_document_that_is_far_too_long_gives_what_there_is_room_for() -> None:
    short, long = item(1, "a", hour=8), item(2, "b" * 2_100_000, hour=9)
    assert threaded(rss(long, short)) == [("a", 0)]
    hostile = [f"<item><description><![CDATA[{'<b><p>' * 2_000}]]></description></item>"] * 1_200
    start = time.process_time()
    assert len(thread(parse(rss(*hostile), url="https://a.org/"))) < 1_000
    assert time.process_time() - start < 5


def test_comments_without_dates_stay_in_the_order_of_the_document() -> None:
    parsed = parse(
        b"<rss version='2.0'><channel><item><title>b</title></item><item><title>a</title></item></channel></rss>",
        url="https://a.org/",
    )
    assert [block.text.text for one in thread(parsed) for block in one.blocks] == ["b", "a"]  # type: ignore[union-attr]
