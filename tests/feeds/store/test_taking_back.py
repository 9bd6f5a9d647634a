"""An import out of the library again."""

from __future__ import annotations

import pytest

from feeds.errors import NotFound
from feeds.feed_list import FeedList, KeptArticle
from feeds.schedule import FetchState
from feeds.store import importing, labels, taking_back
from feeds.store.importing import Imported
from feeds.store.library import Store
from feeds.store.taking_back import ImportUndone
from feeds.types import Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.feeds.store.lists import A, B, C, bring, contents, with_articles


def undo(store: Store, done: Imported) -> ImportUndone:
    assert done.id is not None
    return taking_back.undo(store._connections, done.id)


def test_undoing_takes_away_exactly_what_came(store: Store) -> None:
    feed = store.subscribe(B.url, section="قسم")
    store.save_articles(feed.id, make_feed([make_article(1), make_article(2)]), FetchState(), NOW)
    store.mark_read([1])
    before = contents(store)
    came = with_articles(B, KeptArticle(make_article(2), True, True), KeptArticle(make_article(3), True))
    done = bring(store, A, came, with_articles(C, KeptArticle(make_article(4), starred=True)))
    assert len(store.articles(Scope()).rows) == 4
    assert undo(store, done) == ImportUndone(2, 2)
    assert contents(store) == before


def test_undoing_also_takes_what_came_to_the_feeds_by_a_refresh_unread(store: Store) -> None:
    done = bring(store, A)
    store.save_articles(done.added[0].id, make_feed([make_article(1)]), FetchState(), NOW)
    assert undo(store, done) == ImportUndone(1, 1)
    assert store.feeds() == []
    assert store.sections() == []


@pytest.mark.parametrize("what", ["read", "starred", "unread", "tagged", "noted", "signs in"])
def test_a_feed_in_which_something_was_done_since_stays_whole_and_the_rest_goes(store: Store, what: str) -> None:
    old = store.subscribe(C.url)
    store.save_articles(old.id, make_feed([make_article(9)]), FetchState(), NOW)
    before = contents(store)
    came = with_articles(A, KeptArticle(make_article(1)), KeptArticle(make_article(2), read=True))
    done = bring(store, came, B, with_articles(C, KeptArticle(make_article(9), starred=True)))
    rows = {row.title: row.id for row in store.articles(Scope()).rows}
    touched = done.added[0].id
    one, other = rows[make_article(1).title], rows[make_article(2).title]
    do, back = {
        "read": (lambda: store.mark_read([one]), lambda: store.mark_read([one], read=False)),
        "starred": (lambda: store.star([one]), lambda: store.star([one], starred=False)),
        "unread": (lambda: store.mark_read([other], read=False), lambda: store.mark_read([other])),
        "tagged": (lambda: put_tag(store, one, True), lambda: put_tag(store, one, False)),
        "noted": (lambda: put_note(store, one, "م"), lambda: put_note(store, one, "")),
        "signs in": (lambda: store.set_secret(touched, "basic:file:1"), lambda: store.set_secret(touched, "")),
    }[what]
    do()
    here = [row for row in store.articles(Scope()).rows if row.feed == touched]
    undone = undo(store, done)
    assert (undone.feeds, undone.articles, [one.id for one in undone.touched]) == (1, 0, [touched])
    assert [row for row in store.articles(Scope()).rows if row.feed == touched] == here
    assert [feed.url for feed in store.feeds()] == [A.url, C.url]
    assert store.counts().starred == (what == "starred")
    back()
    assert undo(store, done) == ImportUndone(1, 2)
    assert contents(store) == before


def put_tag(store: Store, article: int, value: bool) -> None:
    labels.tag(store._connections, [article], "وسم", value, NOW)


def put_note(store: Store, article: int, text: str) -> None:
    labels.set_note(store._connections, article, text, NOW)


def test_an_article_that_came_to_a_feed_that_was_there_stays_with_its_tag(store: Store) -> None:
    old = store.subscribe(C.url)
    done = bring(store, with_articles(C, KeptArticle(make_article(1)), KeptArticle(make_article(2))))
    put_tag(store, 1, True)
    assert undo(store, done) == ImportUndone(0, 1, (store.feed(old.id),))
    assert [row.id for row in store.articles(Scope()).rows] == [1]


def test_a_feed_that_was_moved_since_stays(store: Store) -> None:
    done = bring(store, A, B)
    with store._connections.write() as connection:
        connection.execute("UPDATE feed SET section = NULL WHERE id = 1")
    assert [one.id for one in undo(store, done).touched] == [1]
    assert [feed.url for feed in store.feeds()] == [A.url]
    assert store.sections() == []


def test_marks_and_articles_of_feeds_that_were_there_stay_where_they_were_changed_since(store: Store) -> None:
    old = store.subscribe(C.url)
    store.save_articles(old.id, make_feed([make_article(1), make_article(2)]), FetchState(), NOW)
    marked = [KeptArticle(make_article(n), starred=True) for n in (1, 2)]
    fresh = [KeptArticle(make_article(n)) for n in (3, 4)]
    done = bring(store, with_articles(C, *marked, *fresh))
    rows = {row.title: row.id for row in store.articles(Scope()).rows}
    store.mark_read([rows[make_article(1).title], rows[make_article(3).title]])
    assert undo(store, done) == ImportUndone(0, 1, (store.feed(old.id),))
    left = {row.title: (row.read, row.starred) for row in store.articles(Scope()).rows}
    assert left == {
        make_article(1).title: (True, True),
        make_article(2).title: (False, False),
        make_article(3).title: (True, False),
    }


def test_the_imports_that_can_be_taken_back_are_told_the_newest_first(store: Store) -> None:
    first, second = bring(store, A, B), bring(store, C)
    bring(store, C)
    store.mark_read([1])
    kept = taking_back.imports(store._connections, 9)
    assert [(one.id, one.feeds, one.at.timestamp(), one.first) for one in kept] == [
        (second.id, 1, NOW, "https://c.example/"),
        (first.id, 2, NOW, "أ"),
    ]
    store.unsubscribe(first.added[0].id)
    undo(store, second)
    assert [(one.id, one.feeds) for one in taking_back.imports(store._connections, 9)] == [(first.id, 1)]
    store.unsubscribe(first.added[1].id)
    assert taking_back.imports(store._connections, 9) == ()


def test_an_import_that_was_stopped_among_its_articles_is_taken_back_as_well(store: Store) -> None:
    store.subscribe("https://old.example/")
    before = contents(store)

    def stop(done: int, _total: int) -> None:
        if done > 2:
            raise InterruptedError

    many = tuple(KeptArticle(make_article(n), read=True) for n in range(250))
    wanted = FeedList([with_articles(A, *many), with_articles(B, *many), C])
    with pytest.raises(InterruptedError):
        importing.bring(store._connections, wanted, NOW, stop)
    [left] = taking_back.imports(store._connections, 9)
    assert left.feeds == 3
    assert store.counts().total == 250
    assert taking_back.undo(store._connections, left.id) == ImportUndone(3, 250)
    assert contents(store) == before


def test_a_feed_removed_since_hinders_no_undoing(store: Store) -> None:
    done = bring(store, A, C)
    store.unsubscribe(done.added[1].id)
    assert undo(store, done).feeds == 1


def test_a_section_that_has_been_used_since_stays(store: Store) -> None:
    done = bring(store, A, B)
    other = store.subscribe("https://other.example/", section="عالم")
    undo(store, done)
    assert [one.name for one in store.sections()] == ["عالم"]
    assert store.feed(other.id).section == store.sections()[0].id


def test_an_import_is_undone_once_and_only_an_import(store: Store) -> None:
    done = bring(store, with_articles(A, KeptArticle(make_article(1))))
    store.mark_read([1])
    store.mark_read([1], read=False)
    undo(store, done)
    for wrong in (done.id or 0, (done.id or 0) + 1, 99):
        with pytest.raises(NotFound):
            taking_back.undo(store._connections, wrong)
