"""Old articles go by age and by count, but never what the reader made their own, and none comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.errors import LibraryBusy
from feeds.parsed import ParsedArticle
from feeds.schedule import FetchState
from feeds.store import pruned, pruning
from feeds.store.library import Store
from feeds.types import FeedSettings, Retention, Scope
from tests.feeds.conftest import NOW, make_article, make_feed

DAY = 86_400
BEFORE = NOW - 400 * DAY
MONTH = Retention(days=30)


def aged(n: int, days: int) -> ParsedArticle:
    return make_article(n, published=datetime.fromtimestamp(NOW, UTC) - timedelta(days=days, minutes=n))


def subscribed(store: Store, articles: Sequence[ParsedArticle], name: str = "news") -> int:
    """A feed whose articles all came 400 days ago, whatever their dates; the last one has the lowest id."""
    feed = store.subscribe(f"https://{name}.example/feed").id
    store.save_articles(feed, make_feed(articles), FetchState(), NOW)
    store._connections.get().execute("UPDATE article SET first_seen = ? WHERE feed = ?", (BEFORE, feed))
    return feed


def at(store: Store, now: int, deed: Callable[[], object]) -> None:
    """Do something as if it were ``now``."""
    usual, store.clock = store.clock, lambda: now
    deed()
    store.clock = usual


def ids(store: Store) -> set[int]:
    return {row.id for row in store.articles(Scope(), None, 1000).rows}


def titles(store: Store) -> set[str]:
    return {row.title for row in store.articles(Scope(), None, 1000).rows}


@pytest.fixture
def read_long_ago(store: Store) -> Store:
    """Forty articles, 10, 20 … 400 days old, that came and were read 400 days ago."""
    subscribed(store, [aged(n, 10 * (n + 1)) for n in range(40)])
    at(store, BEFORE, lambda: store.mark_all_read(Scope()))
    return store


# ── By age ──


def test_what_was_read_and_is_older_goes_and_the_rest_stays(read_long_ago: Store) -> None:
    assert read_long_ago.prune(MONTH) == 38
    assert titles(read_long_ago) == {"الخبر رقم 0", "الخبر رقم 1"}
    assert read_long_ago.counts().total == 2
    connection = read_long_ago._connections.get()
    for table in ("article_text", "body", "article_category"):
        assert (
            connection.execute(f"SELECT count(*) FROM {table} WHERE article NOT IN (SELECT id FROM article)").get == 0
        )
    assert connection.execute("PRAGMA integrity_check").get == "ok"


def test_without_a_bound_everything_stays(read_long_ago: Store) -> None:
    assert read_long_ago.prune(Retention(unread_too=True)) == 0
    assert read_long_ago.counts().total == 40


@pytest.mark.parametrize(
    "own",
    [
        lambda store: store.star([1]),
        lambda store: store.tag([1], "مهم"),
        lambda store: store.set_note(1, "للعودة"),
        lambda store: store.mark_read([1], False),
    ],
)
def test_what_the_reader_made_their_own_stays(read_long_ago: Store, own: Callable[[Store], object]) -> None:
    at(read_long_ago, BEFORE, lambda: own(read_long_ago))
    assert read_long_ago.prune(replace(MONTH, articles=1, in_all=1)) == 38
    assert ids(read_long_ago) == {1, 40}


def test_unread_articles_go_too_if_the_reader_says_so(store: Store) -> None:
    subscribed(store, [aged(n, 10 * (n + 1)) for n in range(40)])
    assert store.prune(MONTH) == 0
    assert store.prune(replace(MONTH, unread_too=True)) == 38
    assert store.counts().unread == 2


def test_age_counts_from_the_coming_of_an_article_and_from_its_reading(store: Store) -> None:
    feed = subscribed(store, [aged(1, 300), aged(2, 300)])
    store.save_articles(feed, make_feed([aged(3, 300)]), FetchState(), NOW - 10 * DAY)
    at(store, BEFORE, lambda: store.mark_read([1, 3]))
    at(store, NOW - 10 * DAY, lambda: store.mark_read([2]))
    assert store.prune(MONTH) == 1
    assert ids(store) == {2, 3}


def test_what_was_read_or_lost_its_star_tag_or_note_in_the_last_day_stays_for_undo(read_long_ago: Store) -> None:
    store = read_long_ago
    at(store, BEFORE, lambda: (store.star([1]), store.tag([2], "مهم"), store.set_note(3, "للعودة")))
    at(store, NOW - 3600, lambda: (store.star([1], False), store.tag([2], "مهم", False), store.set_note(3, "")))
    at(store, NOW - 3600, lambda: (store.mark_read([4], False), store.mark_read([4])))
    assert store.prune(Retention(days=1, articles=1)) == 36
    assert ids(store) == {1, 2, 3, 4}
    at(store, NOW + 2 * DAY, lambda: store.prune(Retention(articles=1)))
    assert ids(store) == {4}


# ── By count ──


def test_the_newest_of_each_feed_stay(store: Store) -> None:
    for name in ("one", "two"):
        subscribed(store, [aged(n, n + 1) for n in range(20)], name)
    at(store, BEFORE, lambda: store.mark_all_read(Scope()))
    assert store.prune(Retention(articles=5)) == 30
    assert titles(store) == {f"الخبر رقم {n}" for n in range(5)}
    assert [feed.total for feed in store.feeds()] == [5, 5]


def test_what_a_feed_says_goes_before_what_is_said_of_all(store: Store) -> None:
    feeds = [subscribed(store, [aged(n, n + 1) for n in range(20)], name) for name in ("a", "b", "c", "d")]
    at(store, BEFORE, lambda: store.mark_all_read(Scope()))
    store.set_feed_settings(feeds[1], FeedSettings(keep_articles=2))
    store.set_feed_settings(feeds[2], FeedSettings(keep_articles=-1))
    store.set_feed_settings(feeds[3], FeedSettings(keep_days=3, keep_articles=-1))
    store.prune(Retention(articles=5))
    assert [feed.total for feed in store.feeds()] == [5, 2, 20, 2]
    assert store.prune(Retention(in_all=1)) == 7
    assert [feed.total for feed in store.feeds()] == [0, 0, 20, 2], "those that keep all keep them"


def test_the_newest_of_all_feeds_stay(store: Store) -> None:
    subscribed(store, [aged(n, n + 1) for n in range(20)], "a")
    subscribed(store, [aged(n, n + 11) for n in range(20)], "b")
    at(store, BEFORE, lambda: store.mark_all_read(Scope()))
    assert store.prune(Retention(in_all=14)) == 26
    assert [feed.total for feed in store.feeds()] == [12, 2]


# ── Coming back ──


def test_an_article_that_went_does_not_come_back_while_its_feed_lists_it_edited_or_not(read_long_ago: Store) -> None:
    read_long_ago.prune(MONTH)
    again = [aged(n, 10 * (n + 1)) for n in range(39)] + [replace(aged(39, 400), title="عنوان معدل", content="نص معدل")]
    for round_ in range(3):
        found = read_long_ago.save_articles(1, make_feed([aged(90 + round_, 0), *again]), FetchState(), NOW)
        assert found == (1, 0)
    assert read_long_ago.counts().total == 5


def test_one_that_was_not_listed_for_long_is_forgotten(read_long_ago: Store) -> None:
    store = read_long_ago
    store.prune(MONTH)
    remembered = "SELECT count(*) FROM pruned"
    connection = store._connections.get()
    assert connection.execute(remembered).get == 38
    store.save_articles(1, make_feed([aged(n, 10 * (n + 1)) for n in range(10)]), FetchState(), NOW)
    assert connection.execute(remembered).get == 8, "those that the feed still lists"
    store.save_articles(1, make_feed([aged(0, 10)]), FetchState(), NOW + pruned.REMEMBERED - DAY)
    assert connection.execute(remembered).get == 8, "a feed may leave one out and list it again"
    assert store.save_articles(1, make_feed([aged(5, 60)]), FetchState(), NOW + pruned.REMEMBERED - DAY) == (0, 0)
    store.save_articles(1, make_feed([aged(0, 10)]), FetchState(), NOW + pruned.REMEMBERED + DAY)
    assert connection.execute(remembered).get == 1
    store.unsubscribe(1)
    assert connection.execute(remembered).get == 0


def test_another_article_under_the_guid_of_one_that_went_is_new(store: Store) -> None:
    feed = subscribed(store, [aged(0, 300)])
    at(store, BEFORE, lambda: store.mark_all_read(Scope()))
    assert store.prune(MONTH) == 1
    guid = aged(0, 300).guid
    listed = [aged(0, 300), replace(aged(1, 200), guid=guid)]
    assert store.save_articles(feed, make_feed(listed), FetchState(), NOW) == (1, 0)
    assert titles(store) == {"الخبر رقم 1"}


def test_rivals_under_one_guid_that_went_both_stay_away(store: Store) -> None:
    listed = [aged(0, 300), replace(aged(1, 200), guid=aged(0, 300).guid)]
    feed = subscribed(store, listed)
    at(store, BEFORE, lambda: store.mark_all_read(Scope()))
    assert store.prune(MONTH) == 2
    assert store.save_articles(feed, make_feed(listed), FetchState(), NOW) == (0, 0)


# ── With others at work ──


def test_one_that_is_starred_while_others_go_stays(read_long_ago: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    take = pruning._take

    def starred_before(*given: object) -> int:
        read_long_ago.star([7])
        return take(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(pruning, "_take", starred_before)
    assert read_long_ago.prune(MONTH) == 37
    assert 7 in ids(read_long_ago)


def test_it_stops_between_slices_when_told_to(read_long_ago: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruning, "SLICE", 10)
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) > 2

    assert read_long_ago.prune(MONTH, stop) == 20
    assert read_long_ago.prune(MONTH) == 18


def test_it_is_left_to_the_program_that_refreshes(read_long_ago: Store) -> None:
    with read_long_ago.refresh_lock(), pytest.raises(LibraryBusy):
        read_long_ago.prune(MONTH)


def test_what_a_server_is_still_to_be_told_and_the_head_of_a_story_stay(read_long_ago: Store) -> None:
    connection = read_long_ago._connections.get()
    connection.execute("INSERT INTO remote(account, article, remote_id, dirty) VALUES(1, 1, 'a', 1), (1, 2, 'b', 0)")
    connection.execute("UPDATE article SET story = 5 WHERE id IN (5, 40)")
    read_long_ago.prune(MONTH)
    assert {1, 5, 40} < ids(read_long_ago)
    assert 2 not in ids(read_long_ago)


# ── All of it at once ──


@dataclass(frozen=True)
class Past:
    """What became of an article, in days before now."""

    published: int
    read: int | None
    starred: bool
    tagged: bool
    noted: bool


PASTS = st.builds(Past, st.integers(0, 60), st.none() | st.integers(0, 60), st.booleans(), st.booleans(), st.booleans())
BOUNDS = st.sampled_from([0, 1, 5, 30])


@settings(max_examples=60, deadline=None)
@given(st.lists(PASTS, max_size=12), BOUNDS, st.sampled_from([0, 1, 3, 8]), st.sampled_from([0, 2, 7]), st.booleans())
def test_what_stays_is_what_the_rules_say(
    pasts: list[Past], days: int, articles: int, in_all: int, unread_too: bool
) -> None:
    wanted = Retention(days, articles, in_all, unread_too)
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "library.db", lambda: NOW)
        feed = subscribed(store, [aged(n, past.published) for n, past in enumerate(pasts)])
        known = {row.title: row.id for row in store.articles(Scope(), None, 100).rows}
        by_id = {known[f"الخبر رقم {n}"]: past for n, past in enumerate(pasts)}
        for id_, past in by_id.items():
            if past.read is not None:
                at(store, NOW - past.read * DAY, lambda id_=id_: store.mark_read([id_]))  # type: ignore[misc]
            for wants, deed in (
                (past.starred, lambda id_=id_: store.star([id_])),
                (past.tagged, lambda id_=id_: store.tag([id_], "مهم")),
                (past.noted, lambda id_=id_: store.set_note(id_, "ملاحظة")),
            ):
                if wants:
                    at(store, BEFORE, deed)

        def may_go(past: Past) -> bool:
            own = past.starred or past.tagged or past.noted
            return not own and (unread_too if past.read is None else past.read > 1)

        order = [row.id for row in store.articles(Scope(), None, 100).rows]
        left = [
            id_
            for id_ in order
            if not (
                days
                and may_go(by_id[id_])
                and by_id[id_].published >= days
                and (by_id[id_].read is None or (by_id[id_].read or 0) > days)
            )
        ]
        for bound in (articles, in_all):
            # Places are counted as they are when the rule is applied, after those before it.
            if bound:
                left = [id_ for place, id_ in enumerate(left) if place < bound or not may_go(by_id[id_])]
        total = store.prune(wanted)
        assert [row.id for row in store.articles(Scope(), None, 100).rows] == left
        assert total == len(order) - len(left)
        fresh = [aged(n, past.published) for n, past in enumerate(pasts)]
        assert store.save_articles(feed, make_feed(fresh), FetchState(), NOW) == (0, 0), "none comes back"
        store.close()
