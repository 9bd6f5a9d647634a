"""The morning edition in the reader: its sections, its end, and how it goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Scope, ScopeKind
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import Open, nashra, text_of
from tests.tui.test_keys import WIDE, press
from tui.config import Config
from tui.text import paragraph

FIVE = Config(edition_minutes=5)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two sections, one of which writes a lot."""
    store = Store(tmp_path / "papers.db", clock=lambda: NOW)
    for number, (section, count) in enumerate((("سياسة", 20), ("علوم", 2))):
        feed = store.subscribe(f"https://{number}.example/feed", title=f"صحيفة {number}", section=section)
        articles = [
            make_article(n, guid=f"{n}", title=f"خبر {number} {n}", content=f"<p>{'كلمة ' * 77}</p>")
            for n in range(1, count + 1)
        ]
        store.save_articles(feed.id, make_feed(articles), FetchState(), NOW)
    store.close()
    return tmp_path / "papers.db"


def drawn(text: str) -> str:
    return "".join(run.text for run in paragraph(text, base="rtl", language="ar").fit(200).runs)


async def read_all(pilot: Pilot[None], count: int) -> None:
    for _article in range(count):
        await press(pilot, "n")


async def test_one_key_shows_a_bounded_list_with_its_sections_and_its_end(open_app: Open, path: Path) -> None:
    app = open_app("ar", path, FIVE)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        assert app.main.scope.kind is ScopeKind.EDITION
        assert app.focused is app.main.articles
        shown = text_of(app)
        for said in ("نشرة الصباح", "── سياسة", "── علوم", "── نهاية النشرة", "9 مقالات", "5 دقائق"):
            assert drawn(said) in shown
        assert app.main.articles.current == app.main.articles.rows[0]
        assert not app.main.articles.can_stand(0)
        await press(pilot, "G")
        assert app.main.articles.current == app.main.articles.rows[-1]
        await press(pilot, "g", "g")
        assert app.main.articles.current == app.main.articles.rows[0]


async def test_reading_it_to_the_end_is_told_and_the_key_makes_another(open_app: Open, path: Path) -> None:
    app = open_app("ar", path, FIVE)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        first = [row.id for row in app.main.articles.rows]
        await read_all(pilot, len(first))
        assert [row.id for row in app.main.articles.rows] == first
        assert all(row.read for row in app.main.articles.rows)
        assert app.main.opened == first[-1]
        await press(pilot, "n")
        for said in ("انتهت النشرة", "قُرئ 9 من 9", "بقي خارجها 13 مقالًا", "E لنشرة أخرى"):
            assert said in app.main.notice.text
        await press(pilot, "E")
        assert not {row.id for row in app.main.articles.rows} & set(first)


async def test_it_is_the_same_after_a_restart_and_goes_on_at_the_first_unread(open_app: Open, path: Path) -> None:
    app = open_app("ar", path, FIVE)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        rows = app.main.articles.rows
        await read_all(pilot, 2)
    again = open_app("en", path, FIVE)
    async with again.run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        assert [row.id for row in again.main.articles.rows] == [row.id for row in rows]
        assert again.main.articles.current is not None
        assert again.main.articles.current.id == rows[2].id
        assert "2 of 9 read" in text_of(again)


async def test_back_leads_to_the_list_of_the_section_again(open_app: Open, path: Path) -> None:
    app = open_app("en", path, FIVE)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "E", "escape")
        assert app.main.scope == app.main.sections.scope
        assert len(app.main.articles.rows) == 22
        assert app.main.articles.can_stand(0)


async def test_all_of_an_edition_is_marked_as_read_and_nothing_else(open_app: Open, path: Path) -> None:
    app = open_app("en", path, FIVE)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "E", "ctrl+a")
        assert all(row.read for row in app.main.articles.rows)
        assert app.reader.counts().unread == 13


async def test_with_nothing_unread_it_says_so(open_app: Open, path: Path) -> None:
    with Reader(path) as reader:
        reader.mark_all_read(Scope())
    app = open_app("en", path, FIVE)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        assert "All is read." in text_of(app)


def test_the_command_prints_a_row_an_article_for_scripts(path: Path) -> None:
    with Reader(path) as reader:
        ids = {row.id for row in reader.articles(Scope(), None, 100).rows}
    done = nashra("--library", str(path), "edition", "--minutes", "5")
    assert done.returncode == 0, done.stderr
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert len(lines) == 9
    assert {int(line[0]) for line in lines} <= ids
    assert nashra("--library", str(path), "edition").stdout == done.stdout
