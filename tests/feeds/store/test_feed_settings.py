"""How one feed is to be asked for: kept as it is set, beside what others keep there."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from feeds.errors import BadSetting, FeedNotFound
from feeds.reader import Reader
from feeds.types import FeedSettings
from tests.feeds.conftest import NOW

ALL = FeedSettings(
    headers=(("X-Key", "a b"), ("Accept-Language", "ar")),
    user_agent="Mine/1.0",
    proxy="socks5h://127.0.0.1:9050",
    as_browser=True,
    private=True,
    full_text="always",
)


@pytest.fixture
def feed(library: Reader) -> int:
    return library.subscribe("https://news.example/feed").id


def raw(library: Reader, feed: int) -> dict[str, object]:
    [(settings,)] = library._store._connections.get().execute("SELECT settings FROM feed WHERE id = ?", (feed,))
    found: dict[str, object] = json.loads(settings)
    return found


def put(library: Reader, feed: int, settings: str) -> None:
    library._store._connections.get().execute("UPDATE feed SET settings = ? WHERE id = ?", (settings, feed))


def test_a_feed_has_no_settings_of_its_own_until_some_are_set(library: Reader, feed: int) -> None:
    assert library.feed_settings(feed) == FeedSettings()
    library.set_feed_settings(feed, ALL)
    assert library.feed_settings(feed) == ALL
    assert library._store.due(NOW)[0].settings == ALL
    library.set_feed_settings(feed, replace(ALL, headers=(("X-Key", "c"),), as_browser=False))
    assert library.feed_settings(feed).headers == (("X-Key", "c"),)
    library.set_feed_settings(feed, FeedSettings())
    assert raw(library, feed) == {}


def test_settings_outlive_the_program(library: Reader, feed: int) -> None:
    library.set_feed_settings(feed, ALL)
    with Reader(library.path) as again:
        assert again.feed_settings(feed) == ALL


def test_members_that_are_not_known_here_are_kept(library: Reader, feed: int) -> None:
    put(library, feed, '{"later": {"a": [1]}, "as_browser": true}')
    library.set_feed_direction(feed, "rtl")
    library.set_feed_settings(feed, FeedSettings(user_agent="Mine/1.0"))
    assert raw(library, feed) == {
        "later": {"a": [1]},
        "direction": "rtl",
        "user_agent": "Mine/1.0",
    }


def test_a_feed_that_was_let_be_near_by_an_earlier_version_still_may_be(library: Reader, feed: int) -> None:
    put(library, feed, '{"private": 1}')
    assert library._store.due(NOW)[0].settings.private
    for said in ('"no"', "[0]", "2", "0", "false"):
        put(library, feed, f'{{"private": {said}}}')
        assert not library._store.due(NOW)[0].settings.private


@pytest.mark.parametrize("settings", ['{"headers": 3, "proxy": [], "as_browser": "yes", "full_text": 1}', "[]", '"x"'])
def test_settings_of_another_form_are_as_if_they_were_not_there(library: Reader, feed: int, settings: str) -> None:
    put(library, feed, settings)
    assert library.feed_settings(feed) == FeedSettings()
    assert library._store.due(NOW)[0].settings == FeedSettings()


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        (FeedSettings(headers=(("Authorization", "Bearer x"),)), "Authorization"),
        (FeedSettings(headers=(("cookie", "a=b"),)), "cookie"),
        (FeedSettings(headers=(("Host", "other.example"),)), "Host"),
        (FeedSettings(headers=(("X-Key", "a\r\nHost: b"),)), "X-Key"),
        (FeedSettings(headers=(("X Key", "a"),)), "X Key"),
        (FeedSettings(headers=(("X-Key", "مفتاح"),)), "X-Key"),
        (FeedSettings(user_agent="a\nb"), "user_agent"),
        (FeedSettings(proxy="ftp://a.example"), "proxy"),
        (FeedSettings(proxy="a.example:3128"), "proxy"),
        (FeedSettings(proxy="http://name:password@a.example:3128"), "proxy"),
        (FeedSettings(proxy="http://a.example:port"), "proxy"),
    ],
)
def test_what_can_not_be_sent_or_signs_in_is_refused_and_nothing_is_set(
    library: Reader, feed: int, wrong: FeedSettings, name: str
) -> None:
    with pytest.raises(BadSetting) as told:
        library.set_feed_settings(feed, wrong)
    assert told.value.args_ == {"name": name}
    assert raw(library, feed) == {}


def test_settings_of_a_feed_that_is_not_there_are_an_error(library: Reader) -> None:
    with pytest.raises(FeedNotFound):
        library.feed_settings(9)
    with pytest.raises(FeedNotFound):
        library.set_feed_settings(9, FeedSettings(as_browser=True))
    with pytest.raises(FeedNotFound):
        library.next_fetch(9)


def test_a_feed_that_moves_to_another_host_keeps_only_what_was_not_meant_for_the_first(
    library: Reader, feed: int
) -> None:
    library.set_feed_settings(feed, ALL)
    library._store.move(feed, "https://news.example/other")
    assert library.feed_settings(feed) == ALL
    library._store.move(feed, "https://elsewhere.example/feed")
    assert library.feed_settings(feed) == replace(ALL, headers=(), private=False)
