"""What the reader did, taken back and done again; tags and notes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from feeds.answers import Change, Tag
from feeds.errors import ArticleNotFound, BadSetting
from feeds.schedule import FetchState
from feeds.store import marks
from feeds.store.library import Store
from feeds.types import Scope
from tests.feeds.conftest import NOW, make_article, make_feed

COUNT = 10


def stock(store: Store) -> Store:
    """One feed of ten articles, ids 1 to 10."""
    feed = store.subscribe("https://a.example/feed")
    store.save_articles(feed.id, make_feed([make_article(n) for n in range(COUNT)]), FetchState(), NOW)
    return store


@pytest.fixture
def stocked(store: Store) -> Store:
    return stock(store)


def state(store: Store) -> Any:
    """Everything that a deed can change."""
    connection = store._connections.get()
    articles = connection.execute("SELECT id, read, star FROM article ORDER BY id").fetchall()
    tags = connection.execute("SELECT t.name, a.article FROM tag t JOIN article_tag a ON a.tag = t.id ORDER BY 1, 2")
    notes = connection.execute("SELECT article, text FROM note ORDER BY 1")
    return articles, tags.fetchall(), notes.fetchall()


def test_a_new_library_has_nothing_to_take_back(stocked: Store) -> None:
    assert stocked.undo() is None
    assert stocked.redo() is None


def test_marking_all_read_is_taken_back_in_one_step_and_done_again(
    stocked: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "SLICE", 3)
    stocked.mark_read([2, 5])
    before = state(stocked)
    stocked.mark_all_read(Scope())
    after = state(stocked)
    assert stocked.undo() == Change("read", True, 8)
    assert state(stocked) == before
    assert stocked.counts().unread == 8
    assert stocked.redo() == Change("read", True, 8)
    assert state(stocked) == after


def test_what_was_changed_since_in_another_way_stays(stocked: Store) -> None:
    stocked.star([1, 2, 3])
    stocked._connections.get().execute("UPDATE article SET star = 0 WHERE id = 2")
    assert stocked.undo() == Change("star", True, 2)
    assert stocked.counts().starred == 0


def test_a_new_deed_ends_what_can_be_done_again(stocked: Store) -> None:
    stocked.star([1])
    stocked.undo()
    stocked.mark_read([2])
    assert stocked.redo() is None
    assert stocked.undo() == Change("read", True, 1)


def test_what_was_taken_back_before_a_new_deed_stays_so_when_that_is_done_again(stocked: Store) -> None:
    stocked.star([1])
    stocked.undo()
    stocked.set_note(1, "ملاحظة")
    stocked.undo()
    assert stocked.redo() == Change("note", True, 1)
    assert stocked.redo() is None


def test_articles_that_have_gone_hold_nothing_up(stocked: Store) -> None:
    stocked.star([1, 2])
    stocked._connections.get().execute("DELETE FROM article WHERE id = 1")
    assert stocked.undo() == Change("star", True, 1)


def test_an_import_in_between_is_not_taken_back_by_it(stocked: Store) -> None:
    stocked.star([1])
    stocked._connections.get().execute("INSERT INTO op(at, kind, args) VALUES(0, 'import', '{}')")
    assert stocked.undo() == Change("star", True, 1)
    assert stocked.undo() is None


def test_a_tag_is_given_and_taken_and_counted(stocked: Store) -> None:
    assert stocked.tag([1, 2, 99], "  #فلسطين ") == 2
    assert stocked.tag([2, 3], "فلسطين") == 1
    assert stocked.tag([1], "Read later") == 1
    assert stocked.tags() == (Tag("Read later", 1), Tag("فلسطين", 3))
    assert stocked.labels(1)[0] == ("Read later", "فلسطين")
    assert stocked.tag([1], "Read later", False) == 1
    assert stocked.tags() == (Tag("فلسطين", 3),)
    assert stocked.undo() == Change("tag", False, 1, "Read later")
    assert stocked.labels(1)[0] == ("Read later", "فلسطين")


def test_another_spelling_is_the_tag_that_is_there(stocked: Store) -> None:
    stocked.tag([1], "أسئلة")
    assert stocked.tag([2], "اسئله") == 1
    assert stocked.tags() == (Tag("أسئلة", 2),)
    assert stocked.tag([2], "لا وجود له", False) == 0


@pytest.mark.parametrize("name", ["", " # ", "ً", "\u200f", "x" * 61])
def test_what_names_nothing_is_no_tag(stocked: Store, name: str) -> None:
    with pytest.raises(BadSetting):
        stocked.tag([1], name)
    assert stocked.tags() == ()


def test_a_note_is_kept_changed_and_taken_back(stocked: Store) -> None:
    assert stocked.set_note(1, "للقراءة مرة أخرى\nمهم\x1b[2J")
    assert stocked.labels(1)[1] == "للقراءة مرة أخرى\nمهم[2J"
    assert not stocked.set_note(1, "للقراءة مرة أخرى\nمهم[2J")
    assert stocked.set_note(1, "")
    assert stocked.undo() == Change("note", False, 1)
    assert stocked.labels(1)[1] == "للقراءة مرة أخرى\nمهم[2J"
    assert stocked.undo() == Change("note", True, 1)
    assert stocked.labels(1)[1] == ""
    with pytest.raises(ArticleNotFound):
        stocked.set_note(99, "خبر")
    with pytest.raises(BadSetting):
        stocked.set_note(1, "خ" * 20_001)


def test_tags_and_notes_go_with_their_article(stocked: Store) -> None:
    stocked.tag([1], "وسم")
    stocked.set_note(1, "ملاحظة")
    stocked.unsubscribe(1)
    assert stocked.tags() == ()
    assert stocked._connections.get().execute("SELECT count(*) FROM note").get == 0


class Deeds(RuleBasedStateMachine):
    """Any deeds, undone and redone: a model holds every state that was."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = stock(Store(Path(self.folder.name) / "library.db", clock=lambda: NOW))
        self.past = [state(self.store)]
        self.future: list[Any] = []

    ids = st.lists(st.integers(1, COUNT + 2), max_size=5)

    def done(self, changed: int) -> None:
        if changed:
            self.past.append(state(self.store))
            self.future.clear()

    @rule(ids=ids, read=st.booleans())
    def mark(self, ids: list[int], read: bool) -> None:
        self.done(self.store.mark_read(ids, read))

    @rule(ids=ids, starred=st.booleans())
    def star(self, ids: list[int], starred: bool) -> None:
        self.done(self.store.star(ids, starred))

    @rule()
    def mark_all(self) -> None:
        self.done(self.store.mark_all_read(Scope()))

    @rule(ids=ids, name=st.sampled_from(["وسم", "وسمٌ", "b"]), value=st.booleans())
    def tag(self, ids: list[int], name: str, value: bool) -> None:
        self.done(self.store.tag(ids, name, value))

    @rule(article=st.integers(1, COUNT), text=st.sampled_from(["", "أ", "ب"]))
    def note(self, article: int, text: str) -> None:
        self.done(self.store.set_note(article, text))

    @rule()
    def undo(self) -> None:
        if self.store.undo() is not None:
            self.future.append(self.past.pop())

    @rule()
    def redo(self) -> None:
        if self.store.redo() is not None:
            self.past.append(self.future.pop())

    @invariant()
    def the_library_is_as_the_model_says(self) -> None:
        assert state(self.store) == self.past[-1]

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


Deeds.TestCase.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
TestDeeds = Deeds.TestCase
