"""The reader beside other programs: marks and news that they make, a library that fails, long and narrow lists."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from feeds.errors import LibraryDamaged
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import ArticleRow
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import Open
from tests.tui.test_keys import WIDE, app, press, settled
from tui.app import NashraApp

__all__ = ["app"]


async def test_a_mark_that_another_program_makes_is_shown(app: NashraApp, library_path: Path) -> None:
    async with app.run_test(size=WIDE) as pilot:
        with Reader(library_path) as other:
            other.mark_read([app.main.articles.rows[0].id])
        await pilot.pause(1.2)
        assert app.main.articles.rows[0].read


async def test_narrow_screens_show_one_pane_after_another(app: NashraApp) -> None:
    async with app.run_test(size=(40, 12)) as pilot:
        await press(pilot, "enter", "enter")
        assert app.main.page.region.width == 40
        await press(pilot, "escape")
        assert app.main.articles.region.width == 40
        await press(pilot, "escape")
        assert app.main.sections.region.width == 40


@pytest.mark.parametrize("method", ["articles", "counts", "next_unread", "mark_read", "star", "content", "article"])
async def test_a_library_that_fails_is_told_of_in_words_and_the_reader_goes_on(
    app: NashraApp, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    async with app.run_test(size=WIDE) as pilot:

        def fails(*_given: object, **_named: object) -> None:
            raise LibraryDamaged(path="library.db", kept_as="")

        told: list[str] = []
        tell_error = app.main.tell_error
        monkeypatch.setattr(app.main, "tell_error", lambda error: (told.append(error.code), tell_error(error)))
        monkeypatch.setattr(app.reader, method, fails)
        await press(pilot, "j", "tab", "enter", "n", "m", "s")
        await press(pilot, "escape", "k")
        assert app.is_running
        assert set(told) == {"library-damaged"}


@asynccontextmanager
async def far_down_a_long_list(
    open_app: Open, folder: Path
) -> AsyncIterator[tuple[Pilot[None], NashraApp, ArticleRow]]:
    """A reader on an article beyond what is read within a frame, above which one more has just been stored."""
    path = folder / "long.db"
    store = Store(path, clock=lambda: NOW)
    feed = store.subscribe("https://news.example/feed")
    store.save_articles(feed.id, make_feed([make_article(n) for n in range(1, 901)]), FetchState(), NOW)
    app = open_app("en", path=path)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", *["pagedown"] * 45)
        stood = app.main.articles.current
        assert stood is not None
        assert len(app.main.articles.rows) > 500
        store.save_articles(feed.id, make_feed([make_article(0), make_article(1)]), FetchState(), NOW)
        yield pilot, app, stood
    store.close()


async def test_a_long_list_is_renewed_with_its_cursor_where_it_was(open_app: Open, tmp_path: Path) -> None:
    async with far_down_a_long_list(open_app, tmp_path) as (pilot, app, stood):
        app.main.renew()
        await settled(pilot)
        assert app.main.articles.rows[0].title == make_article(0).title
        assert app.main.articles.current == stood


async def test_news_waits_over_a_long_list_and_the_cursor_stays_where_it_was(open_app: Open, tmp_path: Path) -> None:
    async with far_down_a_long_list(open_app, tmp_path) as (pilot, app, stood):
        await pilot.pause(1.2)
        await settled(pilot)
        assert len(app.main.articles.waiting) == 1
        assert app.main.articles.rows[0].title == make_article(1).title
        assert app.main.articles.current == stood
