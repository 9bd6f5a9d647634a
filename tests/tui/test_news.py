"""What comes while someone reads waits until it is asked for, and nothing moves."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest
from textual.pilot import Pilot

from feeds.types import ArticleRow, Cursor, Page
from tests.tui.conftest import Open, text_of
from tui.app import NashraApp
from tui.news import renewed


def row(number: int, at: int | None = None) -> ArticleRow:
    when = number if at is None else at
    return ArticleRow(number, 1, "feed", f"title {number}", "", "", "en", when, None, read=False, starred=False)


def ids(rows: list[ArticleRow]) -> list[int]:
    return [one.id for one in rows]


def test_what_came_above_the_end_of_the_list_waits_wherever_its_date_puts_it() -> None:
    page = Page([row(30), row(20), row(31, at=15), row(10)], None)
    found = renewed([row(20), row(10)], page, news=True)
    assert (ids(found.rows), found.waiting) == ([20, 10], {30, 31})


def test_what_the_reader_did_shows_at_once_but_not_what_waited_before() -> None:
    page = Page([row(30), row(25), row(20)], None)
    found = renewed([row(20)], page, {30}, news=False)
    assert (ids(found.rows), found.waiting) == ([25, 20], {30})


def test_more_news_than_is_read_leaves_the_list_as_it_was() -> None:
    page = Page([row(number) for number in range(200, 50, -1)], Cursor(51, 51))
    found = renewed([row(20), row(10)], page, news=True)
    assert ids(found.rows) == [20, 10]
    assert len(found.waiting) == 150
    assert found.following == Cursor(10, 10)


def test_what_is_gone_goes() -> None:
    assert ids(renewed([row(20), row(10)], Page([row(30), row(10)], None), news=True).rows) == [10]
    assert renewed([row(20)], Page([], None), news=True).rows == []


def test_a_list_does_not_get_longer_by_being_read_anew() -> None:
    page = Page([row(number) for number in range(200, 50, -1)], Cursor(51, 51))
    found = renewed([row(number) for number in range(200, 140, -1)], page, news=True)
    assert ids(found.rows) == list(range(200, 140, -1))
    assert found.following == Cursor(141, 141)


def bring(library: Path, count: int = 2) -> None:
    """Have another program bring articles, newer than all."""
    with apsw.Connection(str(library)) as other:
        [(newest,)] = other.execute("SELECT id FROM article ORDER BY sort_at DESC, id DESC LIMIT 1")
        for number in range(count):
            new = {"sort_at": f"sort_at + {100_000 + number}", "key": f"'new-{number}'", "story": "NULL"}
            copy(other, "article", new, f"id = {newest}")
            copy(other, "article_text", {"article": str(other.last_insert_rowid())}, f"article = {newest}")


def copy(other: apsw.Connection, table: str, new: dict[str, str], which: str) -> None:
    columns = [name for _at, name, *_rest in other.execute(f"PRAGMA table_info({table})") if name != "id"]
    given = ", ".join(new.get(one, one) for one in columns)
    other.execute(f"INSERT INTO {table}({', '.join(columns)}) SELECT {given} FROM {table} WHERE {which}")


async def settled(pilot: Pilot[None]) -> None:
    for _round in range(2):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def shown(app: NashraApp) -> list[int]:
    return ids(app.main.articles.rows)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("way", ["equals_sign", "k", "click"])
async def test_news_waits_over_the_list_and_is_shown_by_its_key_a_step_onto_it_or_a_click(
    open_app: Open, library_path: Path, language: str, way: str
) -> None:
    app = open_app(language)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("tab")
        await settled(pilot)
        before, rows = shown(app), text_of(app).splitlines()[1:20]
        bring(library_path)
        app.main.look()
        await settled(pilot)
        assert shown(app) == before
        assert len(app.main.articles.waiting) == 2
        assert "(=)" in text_of(app).splitlines()[0]
        assert [line[-1:] for line in rows] == [line[-1:] for line in text_of(app).splitlines()[1:20]]
        if way == "click":
            await pilot.click("#scope")
        else:
            await pilot.press(way)
        await settled(pilot)
        assert len(shown(app)) == len(before) + 2
        assert shown(app)[2:] == before
        assert app.main.articles.cursor == 0
        assert "(=)" not in text_of(app).splitlines()[0]


async def test_an_article_that_is_read_stays_where_it_is_when_news_arrives(open_app: Open, library_path: Path) -> None:
    app = open_app("en")
    async with app.run_test(size=(120, 14)) as pilot:
        await pilot.press("tab", "j", "j", "j", "enter")
        await settled(pilot)
        await pilot.press("j", "j", "j")
        before = (app.main.page.scroll_offset, app.main.articles.scroll_offset, app.main.articles.cursor, shown(app))
        bring(library_path, 12)
        app.main.look()
        await settled(pilot)
        now = (app.main.page.scroll_offset, app.main.articles.scroll_offset, app.main.articles.cursor, shown(app))
        assert now == before
        assert "12 new" in text_of(app)


async def test_from_the_sections_news_shows_at_once(open_app: Open, library_path: Path) -> None:
    app = open_app("en")
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        before = shown(app)
        bring(library_path)
        app.main.look()
        await settled(pilot)
        assert len(shown(app)) == len(before) + 2


async def test_where_nothing_waits_the_key_says_so(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("equals_sign")
        assert "Nothing new is waiting." in text_of(app)
