"""From an address to the feeds of well-known services."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.discover import candidates, feeds_of, meant
from tests.feeds.discover.pages import PAGE


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
        (
            "@name.bsky.social",
            ["https://bsky.app/profile/name.bsky.social", "http://bsky.app/profile/name.bsky.social"],
        ),
        ("youtube.com/@name", ["https://youtube.com/@name", "http://youtube.com/@name"]),
        ("\u2067الجزيرة.نت\u2069 ", ["https://الجزيرة.نت/", "http://الجزيرة.نت/"]),
        ("\u200eالجزيرة . نت\u200f/\u061cأخبار", ["https://الجزيرة.نت/أخبار", "http://الجزيرة.نت/أخبار"]),
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
        f'<meta itemprop="channelId" content="{CHANNEL}">',
        f'<meta itemprop="identifier" content="{CHANNEL}">',
        f'<script>{{"videoDetails":{{"videoId":"abc","title":"ت","channelId":"{CHANNEL}"}}}}</script>',
        f'<script>{{"externalChannelId":"{CHANNEL}"}}</script>',
        f'<link rel="canonical" href="https://www.youtube.com/channel/{CHANNEL}">',
    ],
)
def test_the_channel_of_a_video_is_the_one_that_made_it(markup: str) -> None:
    other = "UC" + "x" * 22
    page = f'<a href="/channel/{other}">Music</a>{markup}<script>{{"channelId":"{other}"}}</script>'
    for url in ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/shorts/abc", "https://youtu.be/abc"):
        assert feeds_of(page.encode(), url) == [f"{YOUTUBE}channel_id={CHANNEL}"]


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
