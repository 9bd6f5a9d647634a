"""An article that its publisher changed says so, and stays read."""

from __future__ import annotations

from pathlib import Path

from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import press, settled


async def test_the_list_and_the_page_tell_that_an_article_was_edited(open_app: Open, tmp_path: Path) -> None:
    path = tmp_path / "edited.db"
    store = Store(path, clock=lambda: NOW)
    feed = store.subscribe("https://news.example/feed").id
    store.save_articles(feed, make_feed([make_article(1), make_article(2)]), FetchState(), NOW - 7200)
    [row] = [row for row in store.articles(Scope()).rows if row.title == make_article(1).title]
    store.mark_read([row.id])
    store.save_articles(feed, make_feed([make_article(1, title="A title put right")]), FetchState(), NOW - 3600)
    store.close()
    app = open_app("en", path=path)
    async with app.run_test(size=(200, 30)) as pilot:
        await settled(pilot)
        assert text_of(app).count("edited") == 1
        await press(pilot, "tab")
        app.main.articles.go_to(next(at for at, one in enumerate(app.main.articles.rows) if one.id == row.id))
        assert app.main.articles.rows[app.main.articles.cursor].read
        await press(pilot, "enter")
        assert "Edited 1 hour ago" in " ".join(row.text for row in app.main.page.rows)
