"""Which feeds are due."""

from __future__ import annotations

from feeds.schedule import FetchState
from feeds.store.library import Store
from tests.feeds.conftest import NOW


def ids(store: Store, now: int = NOW, only: list[int] | None = None, force: bool = False) -> list[int]:
    return [due.feed.id for due in store.due(now, only, force)]


def test_a_new_feed_is_due_and_one_whose_time_has_not_come_is_not(store: Store) -> None:
    one, other = (store.subscribe(f"https://{n}.example/feed").id for n in "ab")
    store.save_unchanged(one, FetchState(due_at=NOW + 1))
    assert ids(store) == [other]
    assert ids(store, NOW + 1) == [other, one], "the longest waiting first"


def test_force_asks_all_and_only_names_which(store: Store) -> None:
    one, other = (store.subscribe(f"https://{n}.example/feed").id for n in "ab")
    for feed in (one, other):
        store.save_unchanged(feed, FetchState(due_at=NOW + 1))
    assert ids(store, force=True) == [one, other]
    assert ids(store, only=[other]) == []
    assert ids(store, only=[other], force=True) == [other]
    assert ids(store, only=[], force=True) == []


def test_a_feed_that_ended_is_asked_only_by_force_and_by_name(store: Store) -> None:
    feed = store.subscribe("https://a.example/feed").id
    store.save_unchanged(feed, FetchState(ended=True))
    assert ids(store) == ids(store, force=True) == ids(store, only=[feed]) == []
    assert ids(store, only=[feed], force=True) == [feed]


def test_timers_survive_a_restart(store: Store) -> None:
    feed = store.subscribe("https://a.example/feed").id
    store.save_unchanged(feed, FetchState(due_at=NOW + 60, errors=3))
    store.close()
    again = Store(store.path)
    assert ids(again) == []
    assert again.due(NOW + 60)[0].state == FetchState(due_at=NOW + 60, errors=3)
    again.close()
