"""What changed in an article is shown word by word, in the order in which it is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import Open, nashra, text_of
from tests.tui.test_keys import press, settled
from tui.app import NashraApp
from tui.changes import compared
from tui.document import Piece
from tui.roles import ADDED, REMOVED, LinkKey, Role
from tui.text import Mark

OLD = "<p>أعلنت الوزارة أمس عن خطة من ثلاث مراحل.</p><p>تبدأ في آذار.</p><p>فقرة حُذفت كلها من الخبر.</p>"
NEW = "<p>أعلنت الوزارة اليوم عن خطة من أربع مراحل.</p><p>تبدأ في آذار.</p><p>New words in another script.</p>"


def body(*texts: str) -> list[Piece]:
    return [Piece(Role.BODY, text) for text in texts]


def words_of(pieces: list[Piece], key: str) -> list[str]:
    return [piece.text[mark.start : mark.end] for piece in pieces for mark in piece.marks if mark.key == key]


def test_words_that_went_stand_in_brackets_before_those_that_came() -> None:
    [found] = compared(body("one two three four"), body("one 2 three four five"))
    assert found.text == "one [two] 2 three four five"
    assert words_of([found], REMOVED) == ["[two]"]
    assert words_of([found], ADDED) == ["2", "five"]


def test_a_block_that_another_was_not_made_of_went_or_came_whole() -> None:
    found = compared(body("same", "gone away for good"), body("same", "nothing alike here"))
    assert [piece.text for piece in found] == ["same", "[gone away for good]", "nothing alike here"]
    assert words_of(found, REMOVED) == ["[gone away for good]"]


def test_links_stay_on_their_words() -> None:
    new = [Piece(Role.BODY, "see the page now", (Mark(8, 12, LinkKey("https://a.example/")),))]
    [found] = compared(body("see a long page now"), new)
    at = [mark for mark in found.marks if isinstance(mark.key, LinkKey)]
    assert [found.text[mark.start : mark.end] for mark in at] == ["page"]


def test_a_text_made_to_be_slow_is_compared_block_by_block() -> None:
    many = " ".join(str(n % 100) for n in range(5_000))
    assert len(compared(body(many), body(many + " 7", *["x y"] * 5_000))) == 5_002


@given(st.lists(st.text("ab \n", max_size=12), max_size=6), st.lists(st.text("ab \n", max_size=12), max_size=6))
def test_without_what_went_the_new_text_is_left_and_without_what_came_the_old(old: list[str], new: list[str]) -> None:
    found = compared(body(*old), body(*new))
    assert _left(found, REMOVED) == " ".join(new).split()
    bare = " ".join(_left(found, ADDED)).replace("[", "").replace("]", "")
    assert sorted(bare.split()) == sorted(" ".join(old).split())


def _left(pieces: list[Piece], without: str) -> list[str]:
    said: list[str] = []
    for piece in pieces:
        text = piece.text
        for mark in sorted(piece.marks, key=lambda mark: -mark.start):
            if mark.key == without:
                text = text[: mark.start] + " " + text[mark.end :]
        said += text.split()
    return said


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    path = tmp_path / "edited.db"
    store = Store(path, clock=lambda: NOW)
    feed = store.subscribe("https://news.example/feed").id
    store.save_articles(feed, make_feed([make_article(1, content=OLD)]), FetchState(), NOW - 7200)
    store.mark_read([store.articles(Scope()).rows[0].id])
    new = make_article(1, title="الخبر المصحّح رقم 1", content=NEW)
    store.save_articles(feed, make_feed([new]), FetchState(), NOW - 3600)
    store.close()
    return path


def _styled(app: NashraApp, word: str) -> Style:
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            if word in segment.text and segment.style:
                return segment.style
    raise AssertionError(word)


async def test_a_key_shows_what_changed_and_takes_it_back_to_where_one_was(open_app: Open, edited: Path) -> None:
    app = open_app("en", path=edited)
    async with app.run_test(size=(160, 16)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "enter", "end")
        assert any("What was changed" in row.text for row in app.main.page.rows)
        place = app.main.page.place
        await press(pilot, "w")
        assert "[what went] what came" in text_of(app)
        assert app.main.page.scroll_offset.y == 0
        lines = [line.line.source.text for row in app.main.page.rows for line in row.lines()]
        assert "أعلنت الوزارة [أمس] اليوم عن خطة من [ثلاث] أربع مراحل." in lines
        assert "[فقرة حُذفت كلها من الخبر.]" in lines
        assert _styled(app, "[what went]").strike
        came = _styled(app, "New words")
        assert came.bold
        assert came.underline
        await press(pilot, "w")
        assert "what went" not in text_of(app)
        assert app.main.page.place == place
        await press(pilot, "w", "escape")
        assert app.main.focused is app.main.page
        assert "what went" not in text_of(app)


async def test_an_article_as_it_came_has_no_changes(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=(160, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "enter", "w")
        assert "The article was not changed." in text_of(app)


def test_the_linear_mode_says_it_in_words(edited: Path) -> None:
    done = nashra("--library", str(edited), "--lang", "en", "read", said="g a\n1\nw\nq\n")
    assert "Went: أمس\nCame: اليوم" in done.stdout
    assert "Where it is now: أعلنت الوزارة اليوم عن خطة من أربع مراحل." in done.stdout
