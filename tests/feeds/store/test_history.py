"""What is kept of each feed's answers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feeds.reader import Reader
from feeds.schedule import HOUR, FetchState
from feeds.store.history import KEPT, Entry
from feeds.store.hosts import Host
from feeds.store.library import Store
from feeds.types import FetchRecord
from tests.feeds.conftest import NOW, make_article, make_feed


def moment(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)


def test_the_last_thirty_answers_of_each_feed_are_kept_newest_first(library: Reader) -> None:
    one, other = (library.subscribe(f"https://{n}.example/feed").id for n in "ab")
    library._store.log([Entry(other, NOW, 200, "", 3, 1, 5000, 120)])
    for number in range(KEPT + 5):
        library._store.log([Entry(one, NOW + number, 0, "timed-out", took=number)])
    assert library.history(other) == (FetchRecord(moment(NOW), 200, "", 3, 1, 5000, 120),)
    kept = library.history(one)
    assert [record.at for record in kept] == [moment(NOW + number) for number in range(KEPT + 4, 4, -1)]
    assert len(kept) == 30
    assert {(record.status, record.error) for record in kept} == {(0, "timed-out")}


def test_the_history_of_a_feed_goes_with_it_and_none_is_kept_of_one_that_is_gone(library: Reader) -> None:
    feed = library.subscribe("https://a.example/feed").id
    library._store.log([Entry(feed, NOW)])
    library.unsubscribe(feed)
    library._store.log([Entry(feed, NOW)])
    assert library.history(feed) == ()


def test_the_time_of_the_next_fetch_is_told_but_for_a_feed_that_ended(library: Reader) -> None:
    feed = library.subscribe("https://a.example/feed").id
    assert library.next_fetch(feed) == moment(NOW), "it never was asked"
    library._store.save_unchanged(feed, FetchState(due_at=NOW + HOUR))
    assert library.next_fetch(feed) == moment(NOW + HOUR)
    library._store.rest("a.example", NOW + 2 * HOUR)
    assert library.next_fetch(feed) == moment(NOW + 2 * HOUR), "its host wants rest"
    library._store.save_unchanged(feed, FetchState(due_at=NOW + HOUR, ended=True))
    assert library.next_fetch(feed) is None


def test_the_last_news_is_of_the_day_of_the_newest_article_not_of_its_coming(library: Reader) -> None:
    feed = library.subscribe("https://a.example/feed").id
    assert library.last_news(feed) is None
    years_ago = make_article(1, published=moment(NOW - 3000 * 24 * HOUR))
    library._store.save_articles(feed, make_feed([years_ago]), FetchState(), NOW)
    assert library.last_news(feed) == moment(NOW - 3000 * 24 * HOUR)
    library._store.save_articles(
        feed, make_feed([make_article(2, published=None), years_ago]), FetchState(), NOW + HOUR
    )
    assert library.last_news(feed) == moment(NOW + HOUR)


@pytest.mark.parametrize("order", [(500, 100), (100, 500)])
def test_a_host_rests_for_the_longest_that_it_asked_for(store: Store, order: tuple[int, int]) -> None:
    for seconds in order:
        store.rest("a.example", NOW + seconds)
    store.save_robots("a.example", NOW, 10)
    assert store.hosts() == {"a.example": Host(NOW + 500, NOW, 10)}
