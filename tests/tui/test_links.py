"""The links of an article: their numbers in the text, and letters over those in view."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeds.blocks import Cell, Span, SpanKind, Table, Text
from feeds.parsed import ParsedArticle
from feeds.schedule import FetchState
from feeds.store.library import Store
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import press, settled
from tui import browser, i18n
from tui.app import NashraApp
from tui.config import Config
from tui.document import Piece
from tui.hints import LETTERS, hints, labels
from tui.inline import without_numbers
from tui.layout import rows_of
from tui.links import links, numbered
from tui.roles import LinkKey, Role
from tui.text import Mark

BODY = (
    '<p>خبر فيه <a href="https://a.example/1">رابط أول</a> ثم <a href="https://b.example/2">Microsoft</a> في النص.</p>'
    '<table><tr><td>بلد</td><td><a href="https://c.example/3">مصدر</a></td></tr></table>'
)


def paragraph_of(*hrefs: str) -> Piece:
    """A word, then a link of four letters for each address, with a word between."""
    text, marks = "كلمة ", []
    for href in hrefs:
        marks.append(Mark(len(text), len(text) + 4, LinkKey(href)))
        text += "رابط ثم "
    return Piece(Role.BODY, text, tuple(marks), language="ar")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the browser was given."""
    found: list[str] = []
    monkeypatch.setattr(browser, "open_link", lambda href: found.append(href) or True)
    return found


def library_of(article: ParsedArticle, folder: Path) -> Path:
    """A library with this article alone."""
    path = folder / "links.db"
    store = Store(path, clock=lambda: NOW)
    feed = store.subscribe("https://paper.example/feed", title="الجريدة").id
    store.save_articles(feed, make_feed([article]), FetchState(), NOW)
    store.close()
    return path


@pytest.fixture(params=["ar", "en"])
def app(open_app: Open, tmp_path: Path, request: pytest.FixtureRequest) -> NashraApp:
    path = library_of(make_article(1, content=BODY, language="ar"), tmp_path)
    return open_app(request.param, path=path, config=Config(keyboard="ar-101"))


# ── Numbers ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_link_has_its_number_behind_its_words_and_the_same_address_the_same_number() -> None:
    i18n.use("ar")
    pieces = numbered([paragraph_of("https://a", "https://b", "https://a"), Piece(Role.LINK, "خبر", href="https://b")])
    assert pieces[0].text.replace("\u200e", "") == "كلمة رابط[1] ثم رابط[2] ثم رابط[1] ثم "
    assert pieces[1].text.replace("\u200e", "") == "خبر[2]"
    assert [href for _text, href in links(pieces)] == ["https://a", "https://b"]


def test_marks_stay_on_their_words() -> None:
    piece = paragraph_of("https://a", "https://b")
    after = Mark(10, 12, SpanKind.STRONG)
    (told,) = numbered([Piece(Role.BODY, piece.text, (*piece.marks, after), language="ar")])
    words = [told.text[mark.start : mark.end] for mark in told.marks if isinstance(mark.key, LinkKey)]
    assert words == ["رابط", "رابط"]
    (strong,) = (mark for mark in told.marks if mark.key is SpanKind.STRONG)
    assert told.text[strong.start : strong.end] == piece.text[10:12]


def test_marks_of_notes_have_no_number_and_cells_of_tables_do() -> None:
    i18n.use("en")
    link = Text("source here", (Span(0, 6, SpanKind.LINK, "https://c"), Span(7, 11, SpanKind.STRONG)))
    table = Table(((Cell(Text("a")), Cell(link)),))
    note, set_ = numbered([paragraph_of("#note-1"), Piece(Role.TABLE, table=table)])
    assert without_numbers(note.text) == note.text
    assert set_.table is not None
    cell = set_.table.rows[0][1].text
    assert cell.text.replace("\u200e", "") == "source[1] here"
    assert [cell.text[span.start : span.end] for span in cell.spans] == ["source", "here"]


async def test_numbers_are_shown_and_not_copied_and_can_be_left_out(app: NashraApp) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "enter")
        assert all(f"[{n}]" in text_of(app) for n in (1, 2, 3))
        row = next(at for at, row in enumerate(app.main.page.rows) if "[1]" in row.text)
        await pilot.click(app.main.page, offset=(app.main.page.size.width // 2, row + 1), times=3)
        assert app.clipboard == "خبر فيه رابط أول ثم Microsoft في النص."
        app.configure(Config(link_numbers="hide"))
        await settled(pilot)
        assert "[1]" not in text_of(app)


async def test_a_count_before_the_key_opens_the_link_of_that_number(app: NashraApp, opened: list[str]) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "enter", "2", "o")
        await press(pilot, "3", "o")
        await press(pilot, "o")
        assert opened == ["https://b.example/2", "https://c.example/3", app.main.articles.rows[0].url]
        await press(pilot, "9", "o")
        assert len(opened) == 3
        assert "9" in app.main.notice.text


# ── Letters ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_letters_of_a_link_follow_it_in_an_arabic_layout_too(app: NashraApp, opened: list[str]) -> None:
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "enter", "semicolon")
        assert [hint.letters for hint in app.main.page.hints] == ["a", "s", "d"]
        await press(pilot, "s")
        assert app.main.page.hints == ()
        await press(pilot, "ك", "ش")
        assert opened == ["https://b.example/2", "https://a.example/1"]


async def test_any_other_key_and_a_scroll_take_the_letters_away(app: NashraApp, opened: list[str]) -> None:
    async with app.run_test(size=(100, 10)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "enter", "semicolon", "escape")
        assert (app.main.page.hints, app.taker) == ((), None)
        assert app.main.page.has_focus
        await press(pilot, "semicolon")
        app.main.page.scroll_to(y=2, animate=False)
        await settled(pilot)
        assert (app.main.page.hints, app.taker) == ((), None)
        await press(pilot, "semicolon", "z")
        assert opened == []


async def test_from_the_list_they_go_to_the_page_first_also_where_it_was_not_shown(app: NashraApp) -> None:
    async with app.run_test(size=(50, 20)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "enter", "escape", "semicolon")
        assert app.main.page.has_focus
        assert len(app.main.page.hints) >= 2


def test_letters_stand_where_the_words_of_a_link_start_to_be_read() -> None:
    text = Text(
        "قال Microsoft نعم", (Span(4, 13, SpanKind.LINK, "https://b"), Span(14, 17, SpanKind.LINK, "https://c"))
    )
    marks = [Mark(span.start, span.end, LinkKey(span.href)) for span in text.spans]
    (row,) = rows_of([Piece(Role.BODY, text.text, tuple(marks), language="ar")], 20)
    found = {hint.href: hint.cell for hint in hints([row], 0, 1)}
    assert row.text[found["https://b"]] == "M"
    assert found["https://c"] == row.text.index("Microsoft") - 2


@pytest.mark.parametrize("count", [0, 1, len(LETTERS), len(LETTERS) + 1, 300, 400])
def test_no_letters_begin_others(count: int) -> None:
    found = labels(count)
    assert len(set(found)) == count
    assert len({len(one) for one in found}) <= 1


def test_a_link_over_two_lines_and_one_that_comes_again_have_letters_once() -> None:
    rows = rows_of([paragraph_of("https://a", "https://b", "https://a"), Piece(Role.LINK, "خبر", href="https://c")], 10)
    assert [hint.href for hint in hints(rows, 0, len(rows))] == ["https://a", "https://b", "https://c"]
    assert hints(rows, len(rows) - 1, len(rows))[0].href == "https://c"


def test_a_page_without_links_stays_as_it_is() -> None:
    piece = Piece(Role.BODY, "نص")
    assert numbered([piece]) == (piece,)


async def test_an_article_without_links_is_told_of_in_a_word_and_no_list_opens(open_app: Open, tmp_path: Path) -> None:
    path = library_of(make_article(1, url="", content="<p>Words alone.</p>"), tmp_path)
    app = open_app("en", path=path)
    async with app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "tab", "enter", "l")
        assert app.screen is app.main
        assert "The article has no link." in text_of(app)
