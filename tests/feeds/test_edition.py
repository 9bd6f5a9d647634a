"""What goes into an edition, and how long it stays the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.edition import LEAST, Candidate, choose
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Cursor, Scope, ScopeKind
from tests.feeds.conftest import NOW, make_article, make_feed

DAY = 86_400


@st.composite
def unread(draw: st.DrawFn) -> list[Candidate]:
    count = draw(st.integers(0, 60))
    found = []
    for id_ in range(1, count + 1):
        feed = draw(st.integers(1, 8))
        story = draw(st.integers(1, id_))
        found.append(
            Candidate(id_, feed % 3 or None, feed, story, draw(st.integers(0, 5)), NOW - draw(st.integers(0, 20 * DAY)))
        )
    return found


@given(unread(), st.lists(st.integers(0, 2_000), min_size=61, max_size=61), st.integers(1, 60))
def test_an_edition_has_each_story_once_and_ends_in_time(
    candidates: list[Candidate], lengths: list[int], minutes: int
) -> None:
    chosen = choose(candidates, lengths.__getitem__, minutes=minutes, now=NOW)
    by_id = {one.id: one for one in candidates}
    stories = [by_id[one.id].story for one in chosen]
    assert len(set(stories)) == len(stories)
    taken = sum(max(one.seconds, LEAST) for one in chosen)
    assert taken <= minutes * 60 or len(chosen) == 1
    assert bool(chosen) == bool(candidates)
    assert all(one.seconds == lengths[one.id] and one.section == by_id[one.id].section for one in chosen)
    sections = [one.section for one in chosen]
    assert sections == sorted(sections, key=list(dict.fromkeys(one.section for one in candidates)).index)


@given(unread(), st.integers(1, 30))
def test_no_section_and_no_feed_of_a_section_goes_short_of_another(candidates: list[Candidate], minutes: int) -> None:
    # Each its own story, all fresh and short: nothing but turns decides.
    alike = [one._replace(story=one.id, sort_at=NOW - one.id) for one in candidates]
    chosen = {one.id for one in choose(alike, lambda _article: 15, minutes=minutes, now=NOW)}
    for of in (section_of, feed_of):
        has = Counter(of(one) for one in alike if one.id in chosen)
        waits = {of(one) for one in alike if one.id not in chosen}
        for short in waits:
            others = [of(one) for one in alike if of(one) != short and _together(of(one), short)]
            assert all(has[other] <= has[short] + 1 for other in others)


def section_of(one: Candidate) -> object:
    return one.section


def feed_of(one: Candidate) -> object:
    return one.section, one.feed


def _together(one: object, other: object) -> bool:
    """Sections stand beside each other; feeds only within one."""
    return not isinstance(one, tuple) or not isinstance(other, tuple) or one[0] == other[0]


def test_what_is_told_most_comes_first_and_old_news_last() -> None:
    old = Candidate(1, 1, 1, 1, 9, NOW - 30 * DAY)
    new = Candidate(2, 1, 1, 2, 0, NOW - 60)
    told = Candidate(3, 1, 1, 3, 4, NOW - 7_200)
    chosen = choose([old, new, told], lambda _article: 30, minutes=10, now=NOW)
    assert [one.id for one in chosen] == [3, 2, 1]


def test_an_article_that_would_fill_the_edition_is_left_out_unless_it_is_all_there_is() -> None:
    long, short = Candidate(1, 1, 1, 1, 5, NOW), Candidate(2, 1, 1, 2, 0, NOW)
    lengths = {1: 1_600, 2: 30}
    assert [one.id for one in choose([long, short], lengths.__getitem__, minutes=10, now=NOW)] == [2]
    assert [one.id for one in choose([long], lengths.__getitem__, minutes=10, now=NOW)] == [1]


@pytest.fixture
def full(tmp_path: Path) -> Reader:
    """A feed that writes a lot, one that does not, and one in no section."""
    store = Store(tmp_path / "library.db", clock=lambda: NOW)
    for number, (section, count) in enumerate((("سياسة", 40), ("علوم", 2), ("", 1))):
        feed = store.subscribe(f"https://{number}.example/feed", title=f"صحيفة {number}", section=section)
        articles = [
            make_article(n, guid=f"{number}-{n}", title=f"خبر {number} {n}", content=f"<p>{'كلمة ' * 77}</p>")
            for n in range(1, count + 1)
        ]
        store.save_articles(feed.id, make_feed(articles), FetchState(), NOW)
    store.close()
    return Reader(tmp_path / "library.db", clock=lambda: NOW)


def test_it_is_the_same_until_it_is_read_and_after_a_restart_and_another_the_day_after(full: Reader) -> None:
    with full:
        assert full.edition() is None
        first = full.open_edition("2026-11-25", 5)
        assert [part.section for part in first.parts] == ["سياسة", "علوم", ""]
        assert (first.seconds, len(first.rows), first.read) == (297, 9, 0)
        full.mark_read([first.rows[0].id])
        again = full.open_edition("2026-11-25", 20)
        assert [row.id for row in again.rows] == [row.id for row in first.rows]
        assert again.read == 1
    with Reader(full.path, clock=lambda: NOW) as reopened:
        kept = reopened.edition()
        assert kept == again
        tomorrow = reopened.open_edition("2026-11-26", 5)
        assert tomorrow.day == "2026-11-26"
        assert first.rows[0].id not in {row.id for row in tomorrow.rows}
        reopened.mark_read([row.id for row in tomorrow.rows])
        after = reopened.open_edition("2026-11-26", 5)
        assert not {row.id for row in after.rows} & {row.id for row in tomorrow.rows}


def test_its_list_is_in_its_order_with_what_was_read_and_the_next_unread_follows_it(full: Reader) -> None:
    scope = Scope(ScopeKind.EDITION)
    with full:
        assert full.articles(scope).rows == ()
        rows = full.open_edition("2026-11-25", 5).rows
        assert full.articles(scope).rows == rows
        full.mark_read([rows[1].id])
        assert [row.id for row in full.articles(scope).rows] == [row.id for row in rows]
        at = Cursor(rows[0].sort_at, rows[0].id)
        assert full.next_unread(scope, at) == rows[2]
        assert full.next_unread(scope, Cursor(rows[2].sort_at, rows[2].id), backwards=True) == rows[0]
        assert full.next_unread(scope, None) == rows[0]
        full.mark_all_read(scope)
        assert full.next_unread(scope, None) is None
        assert full.counts().unread == 43 - len(rows)


def test_what_goes_from_the_library_goes_from_the_edition(full: Reader) -> None:
    with full:
        rows = full.open_edition("2026-11-25", 5).rows
        full.unsubscribe(rows[0].feed)
        kept = full.edition()
        assert kept is not None
        assert [row.id for row in kept.rows] == [row.id for row in rows if row.feed != rows[0].feed]


def test_with_nothing_unread_there_is_nothing_in_it(library: Reader) -> None:
    assert library.open_edition("2026-11-25", 20).rows == ()
