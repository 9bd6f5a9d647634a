"""What is not well-formed, and what is no feed at all."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from feeds.errors import BrokenFeed, EmptyDocument, NotAFeed, ParseError, ParseTimeout
from feeds.parse import NeedsLenientError, lenient, parse, parse_anywhere
from feeds.parse.worker import feedparser_result, read_with_feedparser, to_parsed_feed

URL = "https://example.com/feed.xml"
BROKEN = (
    "<rss version='2.0'><channel><title>نشرة</title><link>https://example.com/</link><language>ar</language>"
    "<item><title>أول & آخر</title><link>/1?a=1&b=2</link><description>one<br>two</description><author>a@b.org (سارة)</author>"
    "<pubDate>٢٥ نوفمبر ٢٠٢٦</pubDate><category>سياسة</category><enclosure url='/a.mp3' type='audio/mpeg' length='9'></item>"
    "<br><item><title>ثان</title><guid>https://example.com/2</guid></item></channel>"
)


async def test_broken_xml_loses_nothing() -> None:
    with pytest.raises(NeedsLenientError):
        parse(BROKEN.encode(), url=URL)
    parsed = await parse_anywhere(BROKEN.encode(), url=URL)
    assert (parsed.title, parsed.url, parsed.language) == ("نشرة", "https://example.com/", "ar")
    first, second = parsed.articles
    assert (first.title, first.url, first.summary) == ("أول & آخر", "https://example.com/1?a=1&b=2", "one<br>two")
    assert [(author.name, author.email) for author in first.authors] == [("سارة", "a@b.org")]
    assert first.published is not None
    assert (first.published.year, first.published.month, first.published.day) == (2026, 11, 25)
    assert (first.categories, first.enclosures[0].url, first.enclosures[0].length) == (
        ("سياسة",),
        "https://example.com/a.mp3",
        9,
    )
    assert (second.title, second.url) == ("ثان", "https://example.com/2")


@pytest.mark.parametrize("declared", ["utf-8", "windows-1256", "x-unknown", "utf-16"])
@pytest.mark.parametrize("charset", ["utf-8", "cp1256"])
async def test_the_rule_of_encodings_holds_for_broken_xml_too(declared: str, charset: str) -> None:
    body = f"<?xml version='1.0' encoding='{declared}'?>{BROKEN}".encode() if charset == "utf-8" else (
        f"<?xml version='1.0' encoding='{declared}'?>{BROKEN}".replace("٢٥ نوفمبر ٢٠٢٦", "").encode(charset)
    )  # fmt: skip
    parsed = await parse_anywhere(body, url=URL, content_type=f"text/xml; charset={declared}")
    assert parsed.articles[0].title == "أول & آخر"


@pytest.mark.parametrize(
    ("body", "title", "articles"),
    [
        ("<feed xmlns='http://www.w3.org/2005/Atom'><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>نشرة</div></subtitle></feed>",
         "نشرة", []),
        ("<rss version='2.0'><channel><language>ar</langauge></channel></rss>", "", []),
        ("<feed xmlns='http://www.w3.org/2005/Atom'><title type='xhtml'>نشرة <h:b>x</h:b></subtitle><a xmlns:h='u'/></feed>",
         "نشرة x", []),
        ("<rss version='2.0'><channel><title type='xhtml'>&#xD800;&#27;نشرة</titel></channel></rss>", "نشرة", []),
    ],
)  # fmt: skip
async def test_where_feedparser_finds_nothing_what_can_be_saved_is_kept(
    body: str, title: str, articles: list[str]
) -> None:
    result = feedparser_result(body, URL)
    assert result is None or to_parsed_feed(result, URL) is None
    parsed = await parse_anywhere(body.encode(), url=URL)
    assert (parsed.title, [article.title for article in parsed.articles]) == (title, articles)


async def test_a_truncated_feed_gives_what_came() -> None:
    body = "<rss version='2.0'><channel><title>T</title><item><title>a</title></item><item><title>b</title><descr"
    assert [article.title for article in (await parse_anywhere(body.encode(), url=URL)).articles] == ["a", "b"]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", EmptyDocument),
        (b" \r\n\t", EmptyDocument),
        (b"\xef\xbb\xbf", EmptyDocument),
        (b"\0\0\0\0", EmptyDocument),
        (
            b"<!doctype html><html><head><title>x</title></head><body><article><p>y</p></article></body></html>",
            NotAFeed,
        ),
        (b"<?xml version='1.0'?><!-- c --><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", NotAFeed),
        (b"<opml version='2.0'><body/></opml>", NotAFeed),
        (b"Page not found", NotAFeed),
        (b"%PDF-1.7 \x00\x01\x02", NotAFeed),
        (b"\x89PNG\r\n\x1a\n", NotAFeed),
        (b"<rss><channel>", BrokenFeed),
        (b"<rss", NotAFeed),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'><entr", BrokenFeed),
    ],
)
async def test_what_is_no_feed_gets_a_clear_error(body: bytes, error: type[ParseError]) -> None:
    with pytest.raises(error) as raised:
        await parse_anywhere(body, url=URL)
    assert raised.value.args_["url"] == URL


async def test_an_author_that_sets_the_pattern_running_is_killed_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lenient, "TIME_LIMIT", 2.0)
    body = (
        b"<rss version='2.0'><channel><title>T</title><item><br><author>"
        + b"a" * 40_000
        + b"</author></item></channel>"
    )
    start = time.monotonic()
    try:
        parsed = await parse_anywhere(body, url=URL)
    except ParseTimeout as error:
        assert error.args_ == {"url": URL}  # noqa: PT017
    else:
        assert len(parsed.articles) == 1
    assert time.monotonic() - start < 4
    assert (await parse_anywhere(BROKEN.encode(), url=URL)).title == "نشرة"


async def test_a_worker_over_its_time_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lenient, "read_with_feedparser", _sleep)
    start = time.monotonic()
    with pytest.raises(ParseTimeout):
        await parse_anywhere(BROKEN.encode(), url=URL)
    assert time.monotonic() - start < 6


async def test_a_worker_over_its_memory_gives_an_error_and_the_next_feed_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(lenient, "read_with_feedparser", _swell)
        with pytest.raises(BrokenFeed):
            await parse_anywhere(BROKEN.encode(), url=URL)
    assert (await parse_anywhere(BROKEN.encode(), url=URL)).title == "نشرة"


async def test_a_worker_that_dies_gives_an_error_and_the_next_feed_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(lenient, "read_with_feedparser", _die)
        with pytest.raises(BrokenFeed):
            await parse_anywhere(BROKEN.encode(), url=URL)
    assert (await parse_anywhere(BROKEN.encode(), url=URL)).title == "نشرة"


async def test_one_worker_serves_many_feeds() -> None:
    for _ in range(12):
        assert (await parse_anywhere(BROKEN.encode(), url=URL)).title == "نشرة"


async def test_feedparser_stays_out_of_this_process() -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "feedparser"]:
        del sys.modules[name]
    await parse_anywhere(BROKEN.encode(), url=URL)
    assert "feedparser" not in sys.modules


def _sleep(_text: str, _url: str) -> None:
    time.sleep(30)


def _swell(text: str, url: str) -> object:
    read_with_feedparser(text, url)
    return len(bytearray(300 * 1024 * 1024))


def _die(_text: str, _url: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
