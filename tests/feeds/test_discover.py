"""From a site's page to the addresses of its feeds."""

from __future__ import annotations

import asyncio
from collections import Counter
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.discover import FoundFeed, candidates, discover, feeds_in, feeds_of, guesses, leads_to, meant, preview
from feeds.errors import BadAddress, ConnectionFailed, Missing, NoFeedFound, Throttled
from feeds.fetched import Answer
from tests.feeds.conftest import make_article, make_feed

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


@pytest.mark.parametrize(
    ("typed", "addresses"),
    [
        ("https://a.example/x", ["https://a.example/x"]),
        ("  \u200f https://a.example/x \u202c\n", ["https://a.example/x"]),
        ("«الجزيرة.نت»", ["https://الجزيرة.نت/", "http://الجزيرة.نت/"]),
        ("<https://a.example/x>،", ["https://a.example/x"]),
        ("(https://a.example/x).", ["https://a.example/x"]),
        ("https://ar.wikipedia.org/wiki/يافا_(مدينة)", ["https://ar.wikipedia.org/wiki/يافا_(مدينة)"]),
        ("a.example/feed", ["https://a.example/feed", "http://a.example/feed"]),
        ("a.example:8080", ["https://a.example:8080/", "http://a.example:8080/"]),
        ("localhost:8000/feed", ["https://localhost:8000/feed", "http://localhost:8000/feed"]),
        ("http://[::1]", ["http://[::1]/"]),
        ("feed:https://a.example/x", ["https://a.example/x"]),
        ("feed://a.example/x", ["https://a.example/x", "http://a.example/x"]),
        ("feeds://a.example/x", ["https://a.example/x"]),
        ("feed:a.example/x", ["https://a.example/x", "http://a.example/x"]),
        ("rss:http://a.example/x", ["http://a.example/x"]),
        ("RSS://a.example/x", ["https://a.example/x", "http://a.example/x"]),
        ("@name@social.example", ["https://social.example/@name", "http://social.example/@name"]),
        ("r/arabs", ["https://www.reddit.com/r/arabs", "http://www.reddit.com/r/arabs"]),
        ("/u/someone", ["https://www.reddit.com/user/someone", "http://www.reddit.com/user/someone"]),
        ("words", []),
        ("two words", []),
        ("javascript:alert(1)", []),
        ("file:///etc/passwd", []),
        ("-o", []),
        ("", []),
    ],
)
def test_what_is_typed_or_pasted_is_taken_for_what_it_means(typed: str, addresses: list[str]) -> None:
    assert meant(typed) == addresses


YOUTUBE = "https://www.youtube.com/feeds/videos.xml?"
CHANNEL = "UCabcdefghijklmnopqrstuv"


@pytest.mark.parametrize(
    ("url", "feeds"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}/videos", [f"{YOUTUBE}channel_id={CHANNEL}"]),
        ("https://m.youtube.com/playlist?list=PL1-x", [f"{YOUTUBE}playlist_id=PL1-x"]),
        ("https://www.youtube.com/watch?v=1&list=PL1", [f"{YOUTUBE}playlist_id=PL1"]),
        ("https://www.youtube.com/user/Name", [f"{YOUTUBE}user=Name"]),
        ("https://www.youtube.com/@handle", []),
        ("https://social.example/@name", ["https://social.example/@name.rss"]),
        ("https://social.example/@name/", ["https://social.example/@name.rss"]),
        ("https://social.example/@name@other.example", ["https://other.example/@name.rss"]),
        ("https://social.example/users/name", ["https://social.example/users/name.rss"]),
        ("https://bsky.app/profile/a.example", ["https://bsky.app/profile/a.example/rss"]),
        ("https://old.reddit.com/r/arabs/", ["https://www.reddit.com/r/arabs/.rss"]),
        ("https://www.reddit.com/r/a+b/new", ["https://www.reddit.com/r/a+b/new/.rss"]),
        ("https://www.reddit.com/u/me/m/many/", ["https://www.reddit.com/user/me/m/many/.rss"]),
        (
            "https://github.com/o/r.git",
            [f"https://github.com/o/r/{name}.atom" for name in ("releases", "commits", "tags")],
        ),
        ("https://github.com/o/r/releases/tag/1", ["https://github.com/o/r/releases.atom"]),
        ("https://github.com/o/r/tree/a/b", ["https://github.com/o/r/commits/a/b.atom"]),
        ("https://github.com/o", ["https://github.com/o.atom"]),
        ("https://github.com/topics/rss", []),
        (
            "https://gitlab.com/g/s/p",
            [f"https://gitlab.com/g/s/p{rest}" for rest in ("/-/releases.atom", "/-/tags?format=atom", ".atom")],
        ),
        ("https://gitlab.example/g/p/-/commits/main", ["https://gitlab.example/g/p/-/commits/main?format=atom"]),
        ("https://paper.example/ar/category/سياسة/page/2/", ["https://paper.example/ar/category/سياسة/feed/"]),
        ("https://paper.example/author/salma", ["https://paper.example/author/salma/feed/"]),
        ("https://paper.example/tag/x/", ["https://paper.example/tag/x/feed/", "https://paper.example/tag/x.rss"]),
        ("https://paper.example/?cat=5", ["https://paper.example/?cat=5&feed=rss2"]),
        ("https://name.wordpress.com/2026/11/25/post/", ["https://name.wordpress.com/feed/"]),
        ("https://name.blogspot.com/2026/11/x.html", ["https://name.blogspot.com/feeds/posts/default"]),
        ("https://name.blogspot.co.uk/search/label/X", ["https://name.blogspot.co.uk/feeds/posts/default/-/X"]),
        ("https://medium.com/@name/post-1", ["https://medium.com/feed/@name"]),
        ("https://medium.com/tag/gaza", ["https://medium.com/feed/tag/gaza"]),
        ("https://name.medium.com/post", ["https://name.medium.com/feed"]),
        ("https://name.substack.com/p/post", ["https://name.substack.com/feed"]),
        ("https://substack.com/@name", ["https://name.substack.com/feed"]),
        ("https://name.tumblr.com/post/1", ["https://name.tumblr.com/rss"]),
        ("https://name.tumblr.com/tagged/x", ["https://name.tumblr.com/tagged/x/rss"]),
        ("https://www.tumblr.com/name", ["https://name.tumblr.com/rss"]),
        (
            "https://ar.m.wikipedia.org/wiki/غزة",
            ["https://ar.wikipedia.org/w/index.php?title=%D8%BA%D8%B2%D8%A9&action=history&feed=atom"],
        ),
        ("https://meta.discourse.example/t/slug/12/3", ["https://meta.discourse.example/t/slug/12.rss"]),
        ("https://meta.discourse.example/c/a/b/5", ["https://meta.discourse.example/c/a/b/5.rss"]),
        ("https://meta.discourse.example/latest", ["https://meta.discourse.example/latest.rss"]),
        (
            "https://stackoverflow.com/questions/tagged/python+rss",
            ["https://stackoverflow.com/feeds/tag?tagnames=python+rss&sort=newest"],
        ),
        ("https://islam.stackexchange.com/questions/12/x", ["https://islam.stackexchange.com/feeds/question/12"]),
        ("https://superuser.com/users/3/x", ["https://superuser.com/feeds/user/3"]),
        ("https://paper.example/", []),
        ("https://paper.example/category/x/feed", []),
        ("https://t.me/channel", []),
    ],
)
def test_feeds_of_services_are_known_by_the_address(url: str, feeds: list[str]) -> None:
    assert candidates(url) == feeds


@given(st.text(alphabet="abc/@.:?&=[]#-_%أ") | st.text())
def test_no_address_makes_it_fail(text: str) -> None:
    for address in (*meant(text), *meant(f"https://{text}"), *meant(f"https://github.com/{text}")):
        assert all(one.startswith(("http://", "https://")) for one in candidates(address))


@pytest.mark.parametrize(
    "markup",
    [
        f'<link rel="canonical" href="https://www.youtube.com/channel/{CHANNEL}">',
        f'<script>{{"externalId":"{CHANNEL}"}}</script>',
        f'<script>{{"channelId":"{CHANNEL}","x":1}}</script>',
    ],
)
def test_a_channel_is_found_in_the_markup_of_its_page_and_only_on_youtube(markup: str) -> None:
    assert feeds_of(markup.encode(), "https://www.youtube.com/@handle") == [f"{YOUTUBE}channel_id={CHANNEL}"]
    assert feeds_of(markup.encode(), PAGE) == []


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
