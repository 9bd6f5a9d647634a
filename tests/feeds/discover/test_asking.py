"""All feeds of a site, looked into."""

from __future__ import annotations

import asyncio
from collections import Counter
from urllib.parse import urlsplit

import pytest
from pytest_httpserver import HTTPServer

from feeds.discover import FoundFeed, discover, preview
from feeds.errors import (
    BadAddress,
    ConnectionFailed,
    EmptyDocument,
    Missing,
    NoFeedFound,
    PrivateAddress,
    Throttled,
    TimedOut,
)
from feeds.fetch import fetch, open_client
from feeds.fetched import Answer
from tests.feeds.conftest import make_article, make_feed
from tests.feeds.discover.pages import link


def test_a_preview_has_the_newest_first_and_the_language_of_the_titles() -> None:
    undated = make_article(8, published=None, title="", summary="<p>بلا <b>تاريخ</b></p>")
    articles = [make_article(3), undated, make_article(1), make_article(2)]
    seen = preview(make_feed(articles, language="en-us"), limit=4)
    assert (seen.title, seen.site, seen.language, seen.articles) == ("أخبار المثال", "https://news.example/", "ar", 4)
    assert [one.title for one in seen.newest] == [*(make_article(n).title for n in (1, 2, 3)), "بلا تاريخ"]
    assert seen.newest[-1].published is None
    assert len(preview(make_feed(articles), limit=2).newest) == 2


class Web:
    """A web of documents by their addresses; what is an error is raised."""

    def __init__(self, documents: dict[str, str | Exception]) -> None:
        self.documents = documents
        self.asked: list[str] = []
        self.under_way: Counter[str] = Counter()
        self.most = 0

    async def __call__(self, url: str) -> Answer:
        self.asked.append(url)
        host = urlsplit(url).netloc
        self.under_way[host] += 1
        assert self.under_way[host] == 1, "one request to a host at once"
        self.most = max(self.most, self.under_way.total())
        await asyncio.sleep(0.001)
        self.under_way[host] -= 1
        said = self.documents.get(url, Missing(url=url, status=404))
        if isinstance(said, Exception):
            raise said
        kind = "text/xml" if said.startswith("<rss") else "text/html"
        return Answer(url, said.encode(), {"content-type": f"{kind}; charset=utf-8"})


def rss(title: str) -> str:
    return (
        f"<rss version='2.0'><channel><title>{title}</title><item><title>خبر من {title}</title></item></channel></rss>"
    )


async def test_an_address_of_a_feed_gives_that_feed() -> None:
    web = Web({"https://a.example/feed": rss("أ")})
    [one] = await discover("a.example/feed", web)
    assert one.feed == FoundFeed("https://a.example/feed", "أ", "rss", "ar")
    assert one.preview is not None
    assert one.preview.newest[0].title == "خبر من أ"
    assert one.answer is not None
    assert one.answer.body == rss("أ").encode()
    assert web.asked == ["https://a.example/feed"]


async def test_all_feeds_of_a_site_come_with_previews_and_what_is_no_feed_does_not() -> None:
    page = link("/a", more="title=A") + link("/none") + link("https://b.example/b") + link("/same")
    web = Web(
        {
            "https://a.example/": page,
            "https://a.example/a": rss("أ"),
            "https://a.example/none": "<p>page</p>",
            "https://b.example/b": rss("ب"),
            "https://a.example/same": rss("أ"),
        }
    )
    found = await discover("https://a.example", web)
    assert [(one.feed.url, one.feed.title) for one in found] == [
        ("https://a.example/a", "A"),
        ("https://b.example/b", "ب"),
    ]


async def test_at_most_ten_are_fetched_and_four_at_once_and_the_rest_is_named() -> None:
    named = [f"https://{n}.example/feed" for n in range(14)]
    web = Web({"https://a.example/": "".join(map(link, named)), **{one: rss(one) for one in named}})
    found = await discover("https://a.example/", web)
    assert [one.feed.url for one in found] == named
    assert [one.preview is not None for one in found] == [True] * 10 + [False] * 4
    assert len(web.asked) == 11
    assert web.most == 4


async def test_only_the_first_is_asked_for_where_one_is_enough() -> None:
    page = link("/none") + link("/a") + link("/b")
    web = Web({"https://a.example/": page, "https://a.example/a": rss("أ"), "https://a.example/b": rss("ب")})
    assert [one.feed.title for one in await discover("https://a.example/", web, first=True)] == ["أ"]
    assert web.asked == ["https://a.example/", "https://a.example/none", "https://a.example/a"]


async def test_where_one_is_enough_an_empty_feed_is_taken_only_if_there_is_no_other() -> None:
    empty = "<rss version='2.0'><channel><title>R</title></channel></rss>"
    web = Web({"https://github.com/o/r/releases.atom": empty, "https://github.com/o/r/tags.atom": rss("T")})
    assert [one.feed.title for one in await discover("github.com/o/r", web, first=True)] == ["T"]
    del web.documents["https://github.com/o/r/tags.atom"]
    assert [one.feed.title for one in await discover("github.com/o/r", web, first=True)] == ["R"]


def items(count: int, kind: str = "rss", title: str = "موقع", start: int = 0) -> str:
    numbers = range(start, start + count)
    if kind == "atom":
        entries = "".join(
            f"<entry><id>u{n}</id><title>خبر {n}</title><link href='https://a.example/{n}?utm_source=atom'/></entry>"
            for n in numbers
        )
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{title}</title>{entries}</feed>"
    entries = "".join(f"<item><title>خبر {n}</title><link>http://www.a.example/{n}</link></item>" for n in numbers)
    return f"<rss version='2.0'><channel><title>{title}</title>{entries}</channel></rss>"


@pytest.mark.parametrize(
    ("other", "offered"),
    [
        (items(10, "atom"), 1),
        (items(5, "atom"), 1),
        (items(25, "atom"), 1),
        (items(10, "atom", "آخر"), 1),
        (items(5, "atom", "الرياضة"), 2),
        (items(10, "atom", start=3), 2),
        (items(10), 1),
        (items(5), 2),
        (items(0), 2),
    ],
)
async def test_the_same_feed_in_another_format_is_offered_once(other: str, offered: int) -> None:
    page = link("/rss", more="title='الموقع RSS'") + link("/atom", "application/atom+xml", "title='الموقع Atom'")
    web = Web({"https://a.example/": page, "https://a.example/rss": items(10), "https://a.example/atom": other})
    found = await discover("https://a.example/", web)
    assert [one.feed.url for one in found] == ["https://a.example/rss", "https://a.example/atom"][:offered]


async def test_comments_on_the_same_articles_are_another_feed() -> None:
    comments = items(10).replace("خبر", "تعليق على خبر")
    page = link("/rss") + link("/comments.rss")
    web = Web(
        {"https://a.example/": page, "https://a.example/rss": items(10), "https://a.example/comments.rss": comments}
    )
    assert len(await discover("https://a.example/", web)) == 2


async def test_feeds_of_comments_are_offered_last_though_the_page_names_them_first() -> None:
    page = link("/comments/feed/", more="title='تعليقات الموقع'") + link("/feed/", more="title='الموقع'")
    web = Web(
        {"https://a.example/": page, "https://a.example/comments/feed/": rss("ت"), "https://a.example/feed/": rss("أ")}
    )
    assert [one.feed.title for one in await discover("a.example", web)] == ["الموقع", "تعليقات الموقع"]


async def test_an_account_whose_profile_is_on_another_host_is_found_as_its_server_tells() -> None:
    finger = "https://a.example/.well-known/webfinger?resource=acct:salma@a.example"
    profile = '{"rel": "http://webfinger.net/rel/profile-page", "href": "https://social.example/@salma"}'
    web = Web(
        {
            finger: f'{{"links": [1, {{"rel": "self", "href": "https://x.example/"}}, {profile}]}}',
            "https://social.example/@salma.rss": rss("سلمى"),
        }
    )
    [one] = await discover("@salma@a.example", web)
    assert one.feed.url == "https://social.example/@salma.rss"
    assert web.asked == ["https://a.example/@salma.rss", finger, "https://social.example/@salma.rss"]


@pytest.mark.parametrize("said", ["", "[]", "[" * 50_000, '{"links": {}}', '{"links": [{"rel": 1, "href": 2}]}', "x"])
async def test_an_account_that_no_server_knows_is_told(said: str) -> None:
    web = Web({"https://a.example/.well-known/webfinger?resource=acct:salma@a.example": said})
    with pytest.raises(Missing):
        await discover("salma@a.example", web)


async def test_of_a_host_that_does_not_answer_no_other_feed_is_asked_for() -> None:
    page = link("/1") + link("/2") + link("https://b.example/feed")
    silent = TimedOut(url="https://a.example/1")
    web = Web({"https://a.example/": page, "https://a.example/1": silent, "https://b.example/feed": rss("ب")})
    assert [one.feed.title for one in await discover("https://a.example/", web)] == ["ب"]
    assert "https://a.example/2" not in web.asked


async def test_where_only_http_is_served_a_service_is_found_there_by_its_page() -> None:
    failed = ConnectionFailed(url="https://a.example/category/x/feed/")
    web = Web(
        {
            "https://a.example/category/x/feed/": failed,
            "http://a.example/category/x/": link("/category/x/feed/"),
            "http://a.example/category/x/feed/": rss("أ"),
        }
    )
    [one] = await discover("a.example/category/x/", web)
    assert one.feed.url == "http://a.example/category/x/feed/"
    assert web.asked.count("https://a.example/category/x/") == 0


async def test_a_host_that_does_not_answer_is_not_asked_for_all_the_usual_places() -> None:
    silent = TimedOut(url="https://a.example/feed")
    web = Web({"https://a.example/": "<p>page</p>", "https://a.example/feed": silent})
    with pytest.raises(NoFeedFound):
        await discover("https://a.example/", web)
    assert web.asked == ["https://a.example/", "https://a.example/feed"]


async def test_what_is_wrong_with_the_feed_itself_is_told() -> None:
    web = Web({"https://a.example/": "", "https://b.example/": link("https://a.example/")})
    with pytest.raises(EmptyDocument):
        await discover("https://a.example/", web)
    with pytest.raises(NoFeedFound):
        await discover("https://b.example/", web)


async def test_the_feeds_of_a_service_are_asked_for_before_its_page() -> None:
    web = Web({"https://github.com/o/r/releases.atom": rss("R"), "https://github.com/o/r/tags.atom": rss("T")})
    assert [one.feed.title for one in await discover("github.com/o/r", web)] == ["R", "T"]
    assert "https://github.com/o/r" not in web.asked


async def test_http_is_tried_where_https_is_not_served_and_nothing_was_said() -> None:
    failed = ConnectionFailed(url="https://a.example/")
    web = Web({"https://a.example/": failed, "http://a.example/": rss("أ")})
    [one] = await discover("a.example", web)
    assert one.feed.url == "http://a.example/"
    with pytest.raises(ConnectionFailed):
        await discover("https://a.example/", web)


async def test_a_page_that_sends_on_is_followed_once() -> None:
    web = Web(
        {
            "https://a.example/": '<meta http-equiv="refresh" content="0;url=/ar/">',
            "https://a.example/ar/": link("/ar/feed"),
            "https://a.example/ar/feed": rss("أ"),
        }
    )
    [one] = await discover("https://a.example/", web)
    assert one.feed.url == "https://a.example/ar/feed"


async def test_where_nothing_is_named_the_usual_places_are_tried_one_by_one_until_one_is_a_feed() -> None:
    web = Web({"https://a.example/": "<p>page</p>", "https://a.example/rss": rss("أ")})
    [one] = await discover("https://a.example/", web)
    assert one.feed.url == "https://a.example/rss"
    assert web.asked == ["https://a.example/", "https://a.example/feed", "https://a.example/rss"]


async def test_a_site_without_a_feed_is_told() -> None:
    web = Web({"https://a.example/x": "<p>page</p>"})
    with pytest.raises(NoFeedFound):
        await discover("https://a.example/x", web)
    assert len(web.asked) <= 11


async def test_a_service_without_feeds_is_told_and_not_asked() -> None:
    web = Web({})
    with pytest.raises(NoFeedFound):
        await discover("https://t.me/s/channel", web)
    with pytest.raises(BadAddress):
        await discover("words", web)
    assert web.asked == []


async def test_a_host_that_asks_for_rest_is_asked_no_more() -> None:
    throttled = Throttled(url="https://a.example/1", status=429, retry_after=60)
    page = link("/1") + link("/2") + link("https://b.example/feed")
    web = Web({"https://a.example/": page, "https://a.example/1": throttled, "https://b.example/feed": rss("ب")})
    [one] = await discover("https://a.example/", web)
    assert one.feed.url == "https://b.example/feed"
    assert "https://a.example/2" not in web.asked
    del web.documents["https://b.example/feed"]
    with pytest.raises(Throttled):
        await discover("https://a.example/", web)


async def test_a_page_that_cannot_be_had_is_told_as_it_is() -> None:
    with pytest.raises(Missing):
        await discover("https://a.example/x", Web({}))


async def test_a_real_server_is_asked_by_the_fetching_that_refreshes_use(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data(link("/feed"), content_type="text/html")
    httpserver.expect_request("/feed").respond_with_data(rss("أ"), content_type="text/xml; charset=utf-8")
    async with open_client() as client:
        with pytest.raises(PrivateAddress):
            await discover(httpserver.url_for("/"), lambda url: fetch(client, url))
        [one] = await discover(httpserver.url_for("/"), lambda url: fetch(client, url, allow_private=True))
    assert one.feed.url == httpserver.url_for("/feed")
    assert one.feed.title == "أ"
