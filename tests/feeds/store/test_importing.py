"""What another reader kept, in and out again."""

from __future__ import annotations

import pytest

from feeds.feed_list import FeedList, KeptArticle, ListedFeed, Refused, Why
from feeds.schedule import FetchState
from feeds.store import importing
from feeds.store.library import Store
from feeds.types import FeedSettings, Scope, ScopeKind
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.feeds.store.lists import A, B, C, bring, contents, with_articles


def test_folders_become_sections_with_their_parents(store: Store) -> None:
    done = bring(store, A, B, C)
    sections = {one.id: one for one in store.sections()}
    chains = {}
    for feed in store.feeds():
        names, at = [], feed.section
        while at is not None:
            names.append(sections[at].name)
            at = sections[at].parent
        chains[feed.url] = tuple(reversed(names))
    assert chains == {one.url: one.folders for one in (A, B, C)}
    assert len(sections) == 3
    [first] = [one for one in done.added if one.url == A.url]
    assert (first.title, first.direction, first.site) == ("أ", "rtl", "https://a.example/home")
    assert (done.known, done.articles) == (0, 0)


def test_settings_of_a_list_are_kept_and_given_again(store: Store) -> None:
    wanted = FeedSettings((("X-A", "1"),), "Mine/1", "socks5h://127.0.0.1:9050", True, full_text="never")
    done = bring(store, ListedFeed(A.url, settings=wanted, direction="ltr"), B)
    one, other = (feed.id for feed in done.added)
    assert importing.chosen(store._connections) == {one: wanted}
    assert store.feed_settings(other) == FeedSettings()
    assert store.feed(one).direction == "ltr"


def test_what_a_list_says_of_its_folders_is_kept_for_new_sections_only(store: Store) -> None:
    store.add_section("عالم")
    wanted = FeedList([A, C], full_text={("عالم",): "always", ("عالم", "آسيا"): "never", ("آسيا",): "always"})
    importing.bring(store._connections, wanted, NOW)
    assert [(one.name, one.full_text) for one in store.sections()] == [
        ("عالم", ""),
        ("آسيا", "never"),
        ("آسيا", "always"),
    ]


def test_feeds_and_sections_that_are_there_stay_and_are_used(store: Store) -> None:
    old = store.subscribe(A.url, title="قديم", section="عالم")
    done = bring(store, A, B)
    assert done.known == 1
    assert [one.url for one in done.added] == [B.url]
    assert store.feed(old.id) == old
    assert done.added[0].section == old.section


def test_an_import_of_nothing_new_has_nothing_to_undo(store: Store) -> None:
    bring(store, A)
    assert bring(store, A).id is None
    assert bring(store).id is None


def test_what_was_refused_and_hidden_is_told(store: Store) -> None:
    wanted = FeedList([ListedFeed(A.url, hidden=True)], [Refused("exec:x", Why.COMMAND)])
    done = importing.bring(store._connections, wanted, NOW)
    assert (done.refused, done.hidden) == ((Refused("exec:x", Why.COMMAND),), 1)


def test_progress_goes_up_to_the_total(store: Store) -> None:
    told: list[tuple[int, int]] = []
    articles = tuple(KeptArticle(make_article(n)) for n in range(250))
    feeds = [ListedFeed(f"https://{n}.example/") for n in range(450)] + [with_articles(A, *articles)]
    importing.bring(store._connections, FeedList(feeds), NOW, lambda *one: told.append(one))
    assert told == [(200, 701), (400, 701), (701, 701)]


def test_an_import_stopped_from_outside_leaves_no_feed(store: Store) -> None:
    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    before = contents(store)
    with pytest.raises(InterruptedError):
        importing.bring(
            store._connections, FeedList([ListedFeed(f"https://{n}.example/") for n in range(300)]), NOW, stop
        )
    assert contents(store) == before


def test_articles_come_with_their_marks_and_in_their_order(store: Store) -> None:
    one, two, three = (make_article(n) for n in (1, 2, 3))
    done = bring(store, with_articles(A, KeptArticle(one, read=True), KeptArticle(two), KeptArticle(three, True, True)))
    rows = store.articles(Scope()).rows
    assert [(row.title, row.read, row.starred) for row in rows] == [
        (one.title, True, False),
        (two.title, False, False),
        (three.title, True, True),
    ]
    assert done.articles == 3
    assert (store.counts().unread, store.counts().starred) == (1, 1)


def test_an_article_without_a_date_stands_where_the_other_reader_first_saw_it(store: Store) -> None:
    undated = KeptArticle(make_article(9, published=None), seen=NOW - 5_400)
    bring(store, with_articles(A, undated, *(KeptArticle(make_article(n)) for n in (1, 2))))
    assert [row.title for row in store.articles(Scope()).rows] == [make_article(n).title for n in (1, 9, 2)]


def test_the_next_refresh_doubles_no_article_that_came(store: Store) -> None:
    done = bring(store, with_articles(A, *(KeptArticle(make_article(n), read=True) for n in range(3))))
    feed = done.added[0].id
    new, _changed = store.save_articles(feed, make_feed([make_article(n) for n in range(4)]), FetchState(), NOW)
    assert new == 1
    assert store.counts().unread == 1


def test_known_articles_keep_their_text_and_gain_marks_but_lose_none(store: Store) -> None:
    feed = store.subscribe(A.url)
    store.save_articles(feed.id, make_feed([make_article(1), make_article(2)]), FetchState(), NOW)
    first, second = store.articles(Scope()).rows
    store.mark_read([first.id])
    done = bring(
        store,
        with_articles(
            A,
            KeptArticle(make_article(1, title="آخر")),
            KeptArticle(make_article(2), True, True),
            KeptArticle(make_article(3)),
        ),
    )
    assert done.articles == 1
    rows = {row.id: row for row in store.articles(Scope()).rows}
    assert (rows[first.id].title, rows[first.id].read) == (first.title, True)
    assert (rows[second.id].read, rows[second.id].starred) == (True, True)


def test_starred_articles_are_found_among_the_starred(store: Store) -> None:
    bring(store, with_articles(A, KeptArticle(make_article(1), starred=True), KeptArticle(make_article(2))))
    assert [row.title for row in store.articles(Scope(ScopeKind.STARRED)).rows] == [make_article(1).title]
