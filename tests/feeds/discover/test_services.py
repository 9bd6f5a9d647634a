"""From what a person types or pastes to the feed, for each kind of place that the reader is meant to know."""

from __future__ import annotations

import pytest

from feeds.discover import discover
from tests.feeds.discover.pages import link
from tests.feeds.discover.test_asking import Web, rss

CHANNEL = "UCabcdefghijklmnopqrstuv"
OTHER = "UC" + "x" * 22
VIDEOS = f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"
CHANNEL_PAGE = (
    f'<a href="/channel/{OTHER}">x</a><link rel="canonical" href="https://www.youtube.com/channel/{CHANNEL}">'
)
VIDEO_PAGE = (
    f'<a href="/channel/{OTHER}">x</a><script>{{"videoDetails":{{"videoId":"a","channelId":"{CHANNEL}"}}}}</script>'
)
FINGER = (
    '{"links": [{"rel": "http://webfinger.net/rel/profile-page", "type": "text/html",'
    ' "href": "https://social.example/@salma"}]}'
)

WEB = {
    "https://paper.example/": link("/feed/", more="title='الصحيفة'"),
    "https://paper.example/feed/": rss("الصحيفة"),
    "https://paper.example/ar/category/سياسة/feed/": rss("سياسة"),
    "https://youtube.com/@nashra": CHANNEL_PAGE,
    "https://www.youtube.com/@nashra": CHANNEL_PAGE,
    "https://www.youtube.com/watch?v=a&t=1s": VIDEO_PAGE,
    "https://youtu.be/a?si=b": VIDEO_PAGE,
    "https://www.youtube.com/shorts/a": VIDEO_PAGE,
    VIDEOS: rss("قناة"),
    "https://social.example/@salma.rss": rss("سلمى"),
    "https://name.example/.well-known/webfinger?resource=acct:salma@name.example": FINGER,
    "https://bsky.app/profile/name.bsky.social/rss": rss("Name"),
    "https://www.reddit.com/r/arabs/.rss": rss("arabs"),
    "https://github.com/o/r/releases.atom": rss("Releases"),
    "https://github.com/o/r/commits.atom": rss("Commits"),
    "https://الجزيرة.نت/": link("/rss"),
    "https://الجزيرة.نت/rss": rss("الجزيرة"),
}


@pytest.mark.parametrize(
    ("typed", "feeds"),
    [
        ("paper.example", ["https://paper.example/feed/"]),
        ("HTTPS://Paper.Example", ["https://paper.example/feed/"]),
        ("https://paper.example/feed/", ["https://paper.example/feed/"]),
        ("feed:https://paper.example/feed/", ["https://paper.example/feed/"]),
        ("feed://paper.example/feed/", ["https://paper.example/feed/"]),
        ("rss://paper.example/feed/", ["https://paper.example/feed/"]),
        ("https://paper.example/ar/category/سياسة/", ["https://paper.example/ar/category/سياسة/feed/"]),
        ("https://paper.example/ar/category/سياسة/page/3/", ["https://paper.example/ar/category/سياسة/feed/"]),
        ("https://paper.example/ar/category/سياسة/feed/", ["https://paper.example/ar/category/سياسة/feed/"]),
        ("youtube.com/@nashra", [VIDEOS]),
        ("https://www.youtube.com/@nashra", [VIDEOS]),
        (f"https://www.youtube.com/channel/{CHANNEL}", [VIDEOS]),
        ("https://www.youtube.com/watch?v=a&t=1s", [VIDEOS]),
        ("https://youtu.be/a?si=b", [VIDEOS]),
        ("https://www.youtube.com/shorts/a", [VIDEOS]),
        ("https://social.example/@salma", ["https://social.example/@salma.rss"]),
        ("@salma@social.example", ["https://social.example/@salma.rss"]),
        ("salma@name.example", ["https://social.example/@salma.rss"]),
        ("https://bsky.app/profile/name.bsky.social", ["https://bsky.app/profile/name.bsky.social/rss"]),
        ("@name.bsky.social", ["https://bsky.app/profile/name.bsky.social/rss"]),
        ("r/arabs", ["https://www.reddit.com/r/arabs/.rss"]),
        ("https://old.reddit.com/r/arabs", ["https://www.reddit.com/r/arabs/.rss"]),
        ("github.com/o/r", ["https://github.com/o/r/releases.atom", "https://github.com/o/r/commits.atom"]),
        ("https://github.com/o/r/commits/", ["https://github.com/o/r/commits.atom"]),
        ("الجزيرة.نت", ["https://الجزيرة.نت/rss"]),
        (" \u200fالجزيرة.نت\u200e ", ["https://الجزيرة.نت/rss"]),
        ("\u2067https://الجزيرة.نت\u2069\n", ["https://الجزيرة.نت/rss"]),
    ],
)
async def test_the_feeds_are_found(typed: str, feeds: list[str]) -> None:
    web = Web(dict(WEB))
    found = await discover(typed, web)
    assert [one.feed.url for one in found] == feeds
    assert all(one.preview and one.preview.newest for one in found)
    # Few enough that no site minds.
    assert len(web.asked) <= 4
