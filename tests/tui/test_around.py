"""Ways on from the end of an article within the app: what is near it in the library, and its neighbours."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.geometry import Offset

from feeds.reader import Reader
from feeds.schedule import FetchState
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import press, settled
from tui.app import NashraApp
from tui.around import article_at
from tui.roles import Role

BRIDGE, BRIDGES = "افتتاح جسر النخيل في البصرة", "جسور البصرة والنخيل"
TITLES = [BRIDGE, "A match", "طقس الجمعة", BRIDGES, *(f"خبر {n}" for n in "أبتثجح")]


@pytest.fixture
def bridges(tmp_path: Path) -> Path:
    path = tmp_path / "bridges.db"
    with Reader(path, clock=lambda: NOW) as reader:
        feed = reader.subscribe("https://news.example/feed").id
        articles = [
            make_article(n, title=title, summary="", content=f"<p>متن{n}</p>" * 30) for n, title in enumerate(TITLES)
        ]
        reader._store.save_articles(feed, make_feed(articles), FetchState(), NOW)
        reader.index()
    return path


def on_page(app: NashraApp) -> str | None:
    row = app.main.opened_row
    return row.title if row else None


def steps(app: NashraApp) -> list[str]:
    lines = [line for row in app.main.page.rows if row.role is Role.STEP for line in row.lines()]
    return [line.line.source.text.replace("\u200e", "") for line in lines]


async def test_what_is_near_comes_to_the_end_is_opened_by_its_number_and_left_to_where_one_was(
    open_app: Open, bridges: Path
) -> None:
    app = open_app("ar", path=bridges)
    async with app.run_test(size=(150, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "enter")
        rows = [row.text for row in app.main.page.rows]
        label = next(at for at, row in enumerate(app.main.page.rows) if row.role is Role.LABEL and row.lines())
        assert label > max(at for at, row in enumerate(app.main.page.rows) if row.role is Role.BODY)
        assert "[1]" in rows[label + 1]
        await press(pilot, "end")
        place = app.main.page.place
        await press(pilot, "1", "o")
        assert on_page(app) == BRIDGES
        assert app.main.page.scroll_offset.y == 0
        assert app.main.opened_row
        assert app.reader.article(app.main.opened_row.id).row.read
        await press(pilot, "escape")
        assert on_page(app) == BRIDGE
        assert app.main.page.place == place
        assert app.main.focused is app.main.page
        await press(pilot, "escape")
        assert app.main.focused is app.main.articles


async def test_the_neighbours_are_named_at_the_foot_by_arrows_and_clicked(open_app: Open, bridges: Path) -> None:
    app = open_app("en", path=bridges)
    async with app.run_test(size=(150, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "tab", "enter")
        assert steps(app) == ["A match ←"]
        await press(pilot, "J")
        assert steps(app) == [f"← {BRIDGE}", "طقس الجمعة →"], "an article in English is turned from the left"
        await press(pilot, "end")
        at = next(at for at, row in enumerate(app.main.page.rows) if row.role is Role.STEP and "→" in row.text)
        line = app.main.page.rows[at].lines()[0]
        left = (app.main.page.size.width - app.main.page.rows[at].width) // 2
        row = at + 1 - app.main.page.scroll_offset.y
        await pilot.click(app.main.page, offset=Offset(app.main.page.lead + left + line.cell + 2, row))
        await settled(pilot)
        assert on_page(app) == "طقس الجمعة"
        assert app.main.articles.current
        assert app.main.articles.current.title == "طقس الجمعة"


async def test_in_an_edition_the_neighbours_are_those_beyond_its_labels(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=(150, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "E")
        rows = [row.title for row in app.main.articles.rows]
        assert app.main.articles.labels
        await press(pilot, "home", "enter")
        seen = []
        for _step in rows[1:]:
            seen.append(on_page(app))
            await press(pilot, "J")
        assert [*seen, on_page(app)] == rows
        assert text_of(app)


def test_only_an_address_of_the_app_leads_to_an_article() -> None:
    assert article_at("nashra:article/12") == 12
    assert [article_at(one) for one in ("nashra:article/", "nashra:article/x", "https://a.example/12")] == [None] * 3
