"""Sections that make themselves, in the pane."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from feeds.answers import SmartSection
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Scope, ScopeKind
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import Open
from tests.tui.test_keys import WIDE, press, settled
from tui.app import NashraApp
from tui.screens import main
from tui.widgets.field import Field


@pytest.fixture(params=["ar", "en"])
def app(open_app: Open, request: pytest.FixtureRequest) -> NashraApp:
    return open_app(request.param)


def names(app: NashraApp, kind: ScopeKind) -> list[str]:
    return [one.name for one in app.main.sections.entries if one.scope.kind is kind and not one.heading]


async def stand_on(pilot: Pilot[None], kind: ScopeKind) -> None:
    app: NashraApp = pilot.app  # type: ignore[assignment]
    pane = app.main.sections
    pane.focus()
    pane.go_to(next(at for at, one in enumerate(pane.entries) if one.scope.kind is kind and not one.heading))
    await settled(pilot)


async def test_today_is_a_section_that_begins_at_midnight(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await stand_on(pilot, ScopeKind.TODAY)
        assert app.main.articles.rows == []
        midnight = app.now().astimezone().replace(hour=0, minute=0)
        assert app.main.scope == Scope(ScopeKind.TODAY, int(midnight.timestamp()))


async def test_a_tag_becomes_a_section(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "t")
        app.screen.query_one(Field).insert_text_at_cursor("مهم")
        await press(pilot, "enter", "escape")
        app.main.renew()
        await settled(pilot)
        assert names(app, ScopeKind.TAG) == ["#مهم"]
        await stand_on(pilot, ScopeKind.TAG)
        assert len(app.main.articles.rows) == 1


async def test_a_search_is_saved_and_then_a_section_that_can_be_searched_marked_and_removed(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"قسم:رياضة", "enter", "ctrl+s")
        app.screen.query_one("#name", Field).insert_text_at_cursor("ملاعب")
        await press(pilot, "enter")
        assert app.screen is app.main
        await press(pilot, "escape")
        await settled(pilot)
        assert names(app, ScopeKind.SAVED) == ["⌕ ملاعب"]
        await stand_on(pilot, ScopeKind.SAVED)
        assert len(app.main.articles.rows) == 3
        await press(pilot, "slash", *"الأهلي", "enter")
        assert len(app.main.articles.rows) == 1
        await press(pilot, "escape", "ctrl+a")
        assert app.reader.counts().unread == 25
        await stand_on(pilot, ScopeKind.SAVED)
        await press(pilot, "i")
        assert app.screen.query_one("#name", Field).value == "ملاعب"
        await press(pilot, "tab", "tab", "enter")
        await settled(pilot)
        assert names(app, ScopeKind.SAVED) == []


async def test_what_can_not_be_searched_for_is_told_and_stays_to_be_mended(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+s")
        assert app.screen is app.main
        await press(pilot, "slash", *"خبر", "ctrl+s")
        app.screen.query_one("#query", Field).value = '"خبر'
        await press(pilot, "enter")
        assert app.screen.query_one("#query", Field).value == '"خبر'
        assert app.reader.saved_searches() == ()


async def test_categories_stand_under_a_heading_that_the_cursor_passes_over(open_app: Open, tmp_path: Path) -> None:
    path = tmp_path / "topics.db"
    store = Store(path, clock=lambda: NOW)
    for number, name in enumerate(("الاقتصاد", "إقتصاد")):
        feed = store.subscribe(f"https://{number}.example/feed")
        articles = [make_article(n, guid=f"{number}-{n}", categories=(name,)) for n in range(2)]
        store.save_articles(feed.id, make_feed(articles), FetchState(), NOW)
    store.close()
    app = open_app("ar", path=path)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        pane = app.main.sections
        assert names(app, ScopeKind.CATEGORY) == ["الاقتصاد"]
        heading = next(at for at, one in enumerate(pane.entries) if one.heading)
        pane.go_to(heading - 1)
        await press(pilot, "j")
        assert pane.cursor == heading + 1
        assert app.main.scope.kind is ScopeKind.CATEGORY
        assert len(app.main.articles.rows) == 4


async def test_marks_one_after_another_have_the_sections_counted_once_when_keys_rest(
    app: NashraApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []
    count = app.reader.smart_sections

    def counting(since: int) -> Sequence[SmartSection]:
        counted.append(since)
        return count(since)

    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "t")
        app.screen.query_one(Field).insert_text_at_cursor("مهم")
        await press(pilot, "enter", "escape")
        app.main.renew()
        await settled(pilot)
        monkeypatch.setattr(app.reader, "smart_sections", counting)
        monkeypatch.setattr(main, "KEYS_REST", 3_600)
        unread = tagged_unread(app)
        await press(pilot, "m", "m", "s", "m", "m")
        assert (counted, tagged_unread(app)) == ([], unread)
        monkeypatch.setattr(main, "KEYS_REST", 0.01)
        await press(pilot, "m")
        for _look in range(200):
            await pilot.pause(0.01)
            if tagged_unread(app) != unread:
                break
        assert (len(counted), tagged_unread(app)) == (1, 0)


def tagged_unread(app: NashraApp) -> int:
    return next(one.unread for one in app.main.sections.entries if one.scope.kind is ScopeKind.TAG)
