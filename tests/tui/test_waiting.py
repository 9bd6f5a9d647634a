"""A sign that something is under way comes after a moment, is the same for all work, and never for what is over at
once; and what is empty says what to do."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.worker import Worker, WorkerState

from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Scope, ScopeKind
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import WIDE, press, settled
from tui import i18n, waiting
from tui.app import NashraApp
from tui.config import Config
from tui.screens.failures import FailuresScreen
from tui.screens.labels import TagsScreen
from tui.screens.manage import ManageScreen
from tui.widgets.field import Field
from tui.widgets.heading import Heading


async def test_work_is_told_of_after_a_moment_and_until_its_end(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "AFTER", 60)
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        main, over, told = app.main, threading.Event(), []
        monkeypatch.setattr(type(main), "show_work", lambda self, text: told.append(text))
        main.run_worker(lambda: None, thread=True, group="find")
        await settled(pilot)
        assert (told, main._begun) == ([], {}), "it was over at once"
        main.run_worker(over.wait, thread=True, group="smart")
        main.run_worker(over.wait, thread=True, group="find")
        await pilot.pause()
        [worker] = main._begun
        main._take_long(worker)
        assert told[0].endswith(" Searching")
        over.set()
        await settled(pilot)
        assert told[-1] == ""
        assert main._turning is None


async def test_work_of_the_app_that_ends_when_its_screens_are_left_is_let_go(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        worker = app.run_worker(lambda: None, thread=True, group="arranging")
        await settled(pilot)
    assert not app.screen_stack
    app.on_worker_state_changed(Worker.StateChanged(worker, WorkerState.SUCCESS))


async def test_the_sign_is_in_the_last_line_and_in_the_heading_of_a_dialog(open_app: Open) -> None:
    app = open_app("ar")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        app.main.show_work("⠋ جارٍ البحث")
        await pilot.pause()
        assert "⠋" in text_of(app).splitlines()[-1]
        app.main.show_work("")
        await press(pilot, "g", "f")
        screen = app.screen
        assert isinstance(screen, ManageScreen)
        screen.show_work("⠋ جارٍ العدّ")
        await pilot.pause()
        assert screen.query_one("#dialog-heading", Heading).aside == "⠋ جارٍ العدّ"
        assert "⠋" in text_of(app)


async def test_a_refresh_that_is_over_at_once_is_not_drawn(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.widgets.status.AFTER", 60)
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        status = app.main.status
        status.start()
        await pilot.pause()
        assert "Refreshing" not in text_of(app)
        status._show_progress()
        await pilot.pause()
        assert "Refreshing" in text_of(app)
        status.end()
        await pilot.pause()
        assert "Refreshing" not in text_of(app)


# ── What is empty ────────────────────────────────────────────────────────────────────────────────────────────


def hint(app: NashraApp) -> str:
    return app.main.articles.hint


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_a_library_without_feeds_or_never_fetched_says_what_to_do(
    open_app: Open, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "new.db"
    app = open_app(language, path=path, config=Config(keys={"add": ["A"]}))
    async with app.run_test(size=(60, 20)) as pilot:
        await settled(pilot)
        await press(pilot, "escape")
        assert hint(app) == app.main.with_steps(i18n._("No feeds yet."), "add", "palette")
        assert "A" in hint(app)
        await press(pilot, "g", "f")
        assert isinstance(app.screen, ManageScreen)
        assert app.screen.list.hint.startswith(i18n._("No feeds yet."))
        await press(pilot, "escape", "g", "i", "escape")
        app.reader.subscribe("https://news.example/feed")
        app.changed("")
        app.main.show_list(app.main.scope)
        await settled(pilot)
        assert hint(app) == app.main.with_steps(i18n._("Nothing has been fetched yet."), "refresh-all")


async def test_each_empty_list_says_what_to_do(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        main, reader = app.main, app.reader
        found = {}
        for scope in (Scope(ScopeKind.STARRED), Scope(ScopeKind.TODAY, NOW + 86_400), Scope(ScopeKind.TAG, 99)):
            main.show_list(scope)
            found[scope.kind] = hint(app)
        assert found[ScopeKind.STARRED] == "No starred articles yet. s gives an article a star."
        assert found[ScopeKind.TODAY] == "Nothing has come today. R fetches what is new."
        assert found[ScopeKind.TAG] == "No article has this tag. t gives an article tags."
        await main.search_for("قققققق")
        await settled(pilot)
        assert hint(app) == "Nothing found. Esc shows all again."
        assert "Nothing found. Esc" in text_of(app)
        await press(pilot, "escape")
        reader.mark_all_read(Scope())
        main.show_list(Scope(ScopeKind.UNREAD))
        assert hint(app) == "All is read. R fetches what is new. g a shows all articles."
        for feed in reader.feeds():
            reader.mute(f"feed:“{feed.title}”")
        main.show_list(Scope())
        assert hint(app) == "All that there is is muted. g r lists what is muted."


async def test_each_empty_dialog_says_what_to_do_and_in_a_narrow_pane_it_wraps(open_app: Open, tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    store = Store(path, clock=lambda: NOW)
    store.subscribe("https://news.example/feed", title="A paper")
    store.save_articles(1, make_feed([make_article(1)]), FetchState(), NOW)
    store.close()
    with Reader(path, clock=lambda: NOW) as reader:
        reader.index()
    app = open_app("en", path=path)
    async with app.run_test(size=(44, 20)) as pilot:
        await settled(pilot)
        row = app.main.articles.rows[0]
        for screen, said in (
            (FailuresScreen([]), "All feeds are well. Esc closes this."),
            (TagsScreen(row), "No tags yet. Type one: Enter gives it."),
        ):
            app.show(screen)
            await settled(pilot)
            assert screen.list.hint == said
            area = screen.query_one("#choices").region
            lines = [line[area.x : area.right] for line in text_of(app).splitlines()[area.y : area.bottom]]
            assert " ".join(" ".join(lines).split()) == said
            app.pop_screen()
            await settled(pilot)
        await press(pilot, "ctrl+p", *"zzzzqq")
        assert "Nothing found" in text_of(app)
        await press(pilot, "escape", "g", "f", "slash", *"zzzz")
        assert "Nothing found" in text_of(app)
        assert app.screen.query_one(Field).value == "zzzz"
