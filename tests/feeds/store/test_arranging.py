"""Naming, moving and ordering feeds and sections, each taken back and done again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from feeds.errors import BadSetting, FeedNotFound, NotFound
from feeds.schedule import FetchState
from feeds.store.library import Store
from tests.feeds.conftest import NOW, make_article, make_feed

FEEDS = 5


def stock(store: Store) -> Store:
    """Five feeds: two in each of two sections, one in none."""
    for n in range(FEEDS):
        feed = store.subscribe(f"https://{n}.example/feed", section=["سياسة", "رياضة", ""][n // 2])
        store.save_articles(feed.id, make_feed([make_article(n)]), FetchState(), NOW)
    return store


@pytest.fixture
def stocked(store: Store) -> Store:
    return stock(store)


def state(store: Store) -> Any:
    """All that a deed can change."""
    texts = {feed.id: store.feed_settings(feed.id).full_text for feed in store.feeds()}
    return store.sections(), store.feeds(), texts, store.counts()


DEEDS: dict[str, Callable[[Store], int]] = {
    "rename": lambda s: s.rename_feed(1, "اسم آخر"),
    "move": lambda s: s.move_feeds([1, 2, 5], 2),
    "move out": lambda s: s.move_feeds([1], None),
    "move to a new one": lambda s: s.move_feeds([1, 2], "صحف"),
    "full text": lambda s: s.set_full_text([1, 3], "always"),
    "order": lambda s: s.reorder_feed(1, 1),
    "rename a section": lambda s: s.rename_section(1, "صحف"),
    "remove a section": lambda s: s.remove_section(1),
    "order of sections": lambda s: s.reorder_section(2, -1),
    "add a section": lambda s: s.add_section("جديد").id,
    "unsubscribe": lambda s: s.unsubscribe(1, 2, 3),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_is_taken_back_and_done_again(stocked: Store, deed: str) -> None:
    before = state(stocked)
    assert DEEDS[deed](stocked)
    after = state(stocked)
    assert after != before
    stocked.undo()
    assert state(stocked) == before
    stocked.redo()
    assert state(stocked) == after
    assert stocked.redo() is None


def test_moving_puts_feeds_at_the_end_of_the_section_in_their_order(stocked: Store) -> None:
    assert stocked.move_feeds([2, 1, 3], 2) == 2, "one is there already"
    assert [feed.id for feed in stocked.feeds()] == [3, 4, 2, 1, 5]


def test_the_order_goes_no_further_than_its_ends(stocked: Store) -> None:
    assert stocked.reorder_feed(1, -1) == 0
    assert stocked.reorder_feed(1, 9) == 1
    assert [feed.id for feed in stocked.feeds()] == [2, 1, 3, 4, 5]
    assert stocked.reorder_section(1, -1) == 0


def test_what_is_in_a_removed_section_goes_to_the_one_around_it(stocked: Store) -> None:
    connection = stocked._connections.get()
    connection.execute("INSERT INTO section(id, parent, name, position) VALUES(9, 1, 'مصر', 9)")
    stocked.move_feeds([3, 4], 9)
    stocked.remove_section(1)
    assert {one.name: one.parent for one in stocked.sections()}["مصر"] is None
    assert [feed.section for feed in stocked.feeds() if feed.id in (1, 2, 3)] == [9, None, None]


@pytest.mark.parametrize("name", ["", " \n", "رياضة"])
def test_a_section_is_not_given_a_name_that_can_not_be_told_from_others(stocked: Store, name: str) -> None:
    with pytest.raises(BadSetting):
        stocked.rename_section(1, name)
    assert [one.name for one in stocked.sections()] == ["سياسة", "رياضة"]
    assert stocked.undo() is None


def test_what_is_not_there_is_told(stocked: Store) -> None:
    with pytest.raises(FeedNotFound):
        stocked.rename_feed(99, "x")
    for deed in (
        stocked.remove_section,
        lambda id_: stocked.move_feeds([1], id_),
        lambda id_: stocked.reorder_section(id_, 1),
    ):
        with pytest.raises(NotFound):
            deed(99)
    with pytest.raises(BadSetting):
        stocked.add_section(" ")
    assert stocked.undo() is None


def test_what_was_changed_since_stays_as_it_is(stocked: Store) -> None:
    stocked.move_feeds([1, 2], 2)
    stocked._connections.get().execute("UPDATE feed SET section = NULL WHERE id = 1")
    stocked.undo()
    assert {feed.id: feed.section for feed in stocked.feeds()}[1] is None
    assert {feed.id: feed.section for feed in stocked.feeds()}[2] == 1


class Deeds(RuleBasedStateMachine):
    """Any deeds, undone and redone: a model holds every state that was."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = stock(Store(Path(self.folder.name) / "library.db", clock=lambda: NOW))
        self.past = [state(self.store)]
        self.future: list[Any] = []

    feeds = st.lists(st.integers(1, FEEDS), min_size=1, max_size=3, unique=True)

    def done(self, deed: Callable[[], object]) -> None:
        """A deed that changes something is one that can be taken back."""
        try:
            deed()
        except (FeedNotFound, NotFound, BadSetting):
            return
        if state(self.store) != self.past[-1]:
            self.past.append(state(self.store))
            self.future.clear()

    @rule(feeds=feeds)
    def unsubscribe(self, feeds: list[int]) -> None:
        self.done(lambda: self.store.unsubscribe(*feeds))

    @rule(feeds=feeds, to=st.one_of(st.none(), st.integers(1, 3), st.sampled_from(["سياسة", "جديد"])))
    def move(self, feeds: list[int], to: int | str | None) -> None:
        self.done(lambda: self.store.move_feeds(feeds, to))

    @rule(feed=st.integers(1, FEEDS), title=st.sampled_from(["", "أ"]))
    def rename(self, feed: int, title: str) -> None:
        self.done(lambda: self.store.rename_feed(feed, title))

    @rule(section=st.integers(1, 3), name=st.sampled_from(["أ", "سياسة"]))
    def rename_section(self, section: int, name: str) -> None:
        self.done(lambda: self.store.rename_section(section, name))

    @rule(section=st.integers(1, 3))
    def remove_section(self, section: int) -> None:
        self.done(lambda: self.store.remove_section(section))

    @rule(section=st.integers(1, 3), by=st.sampled_from([-1, 1]))
    def reorder_section(self, section: int, by: int) -> None:
        self.done(lambda: self.store.reorder_section(section, by))

    @rule(feed=st.integers(1, FEEDS), by=st.sampled_from([-1, 1]))
    def reorder(self, feed: int, by: int) -> None:
        self.done(lambda: self.store.reorder_feed(feed, by))

    @rule()
    def mark(self) -> None:
        self.done(lambda: self.store.mark_read([1, 2, 3]))

    @rule()
    def undo(self) -> None:
        if len(self.past) > 1:
            self.store.undo()
            self.future.append(self.past.pop())

    @rule()
    def redo(self) -> None:
        if self.future:
            self.store.redo()
            self.past.append(self.future.pop())

    @invariant()
    def the_library_is_as_the_model_says(self) -> None:
        assert state(self.store) == self.past[-1]

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


Deeds.TestCase.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
TestDeeds = Deeds.TestCase
