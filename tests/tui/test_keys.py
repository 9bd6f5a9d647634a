"""What each key does, in both languages, on the sample edition."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from textual.pilot import Pilot

from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Scope, ScopeKind
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import Open, text_of
from tui import browser, i18n
from tui.actions import ACTIONS
from tui.app import NashraApp
from tui.config import Config
from tui.text import show_harakat
from tui.widgets.field import Field
from tui.widgets.rows import Rows

WIDE = (140, 40)


@pytest.fixture(params=["ar", "en"])
def app(open_app: Open, request: pytest.FixtureRequest) -> NashraApp:
    return open_app(request.param)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until no worker is at work and all is drawn."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def arrow(app: NashraApp, which: str) -> str:
    return app.keys["open" if which == "toward" else "back"][1]


@pytest.mark.parametrize(("down", "up"), [("j", "k"), ("down", "up")])
async def test_down_and_up_move_the_cursor_and_the_list_follows_the_section(app: NashraApp, down: str, up: str) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, down, down, down, down)
        assert app.main.sections.cursor == 4
        assert app.main.scope.kind is ScopeKind.SECTION
        assert len(app.main.articles.rows) == 3
        await press(pilot, up)
        assert app.main.scope.kind is ScopeKind.STARRED


async def test_enter_and_the_arrow_that_points_at_the_article_open_and_escape_and_the_other_go_back(
    app: NashraApp,
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        for on, off in (("enter", "escape"), (arrow(app, "toward"), arrow(app, "away"))):
            await press(pilot, on)
            assert app.focused is app.main.articles
            await press(pilot, on)
            assert app.focused is app.main.page
            assert app.main.page.article == app.main.articles.rows[0].id
            await press(pilot, off, off)
            assert app.focused is app.main.sections


async def test_tab_goes_round_the_panes_and_shift_tab_back(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        seen = []
        for key in ("tab", "tab", "tab", "shift+tab"):
            await press(pilot, key)
            seen.append(app.focused)
        main = app.main
        assert seen == [main.articles, main.page, main.sections, main.page]


async def test_pages_and_edges_move_far(app: NashraApp) -> None:
    async with app.run_test(size=(140, 20)) as pilot:
        await press(pilot, "tab", "G")
        assert app.main.articles.cursor == 27
        await press(pilot, "g", "g")
        assert app.main.articles.cursor == 0
        await press(pilot, "pagedown")
        assert app.main.articles.cursor == 8
        await press(pilot, "ctrl+b")
        assert app.main.articles.cursor == 0


async def test_space_opens_scrolls_and_then_goes_to_the_next_unread(app: NashraApp) -> None:
    async with app.run_test(size=(140, 16)) as pilot:
        await press(pilot, "space")
        first = app.main.opened
        assert first == app.main.articles.rows[0].id
        scrolled = 0
        for _ in range(20):
            before = app.main.page.scroll_offset.y
            await press(pilot, "space")
            scrolled += app.main.page.scroll_offset.y > before
            if app.main.opened != first:
                break
        assert scrolled >= 1
        assert app.main.opened == app.main.articles.rows[1].id


async def test_n_and_p_go_through_what_is_unread_and_it_is_read_then(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        rows = [row.id for row in app.main.articles.rows]
        await press(pilot, "n")
        assert app.main.opened == rows[0]
        await press(pilot, "n")
        assert app.main.opened == rows[1]
        assert app.main.articles.cursor == 1
        assert app.reader.article(rows[1]).row.read
        app.reader.mark_read([rows[0]], False)
        await press(pilot, "p")
        assert app.main.opened == rows[0]
        assert app.reader.counts().unread == 26


async def test_p_brings_the_last_unread_of_a_long_list_into_it(open_app: Open, library_path: Path) -> None:
    store = Store(library_path)
    feed = store.subscribe("https://long.example/")
    old = [make_article(number) for number in range(10_000, 10_700)]
    store.save_articles(feed.id, make_feed(old), FetchState(), NOW)
    store.close()
    app = open_app("en")
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "p")
        await app.workers.wait_for_complete()
        await pilot.pause()
        current = app.main.articles.current
        assert current
        assert current.title == old[-1].title
        assert app.main.opened == current.id
        # One after the other, none left out and none twice.
        rows = [row.id for row in app.main.articles.rows]
        assert len(rows) == len(set(rows)) == app.reader.counts().total


async def test_when_all_is_read_n_says_so(app: NashraApp) -> None:
    app.reader.mark_all_read(Scope())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "n")
        assert app.main.opened is None
        assert app.main.notice.display


async def test_m_turns_the_read_mark_and_s_the_star(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab")
        row = app.main.articles.rows[0]
        for read in (True, False):
            await press(pilot, "m")
            assert app.reader.article(row.id).row.read is read
            assert app.main.articles.rows[0].read is read
        for starred in (True, False):
            await press(pilot, "s")
            assert app.reader.article(row.id).row.starred is starred
            assert ("★" in text_of(app)) is starred


async def test_all_is_marked_as_read_and_taken_back_and_done_again(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "m", "ctrl+a")
        assert app.reader.counts().unread == 0
        assert "•" not in text_of(app)
        await press(pilot, "u")
        assert app.reader.counts().unread == 27
        assert "•" in text_of(app)
        await press(pilot, "u")
        assert app.reader.counts().unread == 28
        await press(pilot, "u")
        assert app.main.notice.display
        await press(pilot, "ctrl+r", "ctrl+r")
        assert app.reader.counts().unread == 0


async def test_t_gives_tags_and_takes_them(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab")
        first, second = (row.id for row in app.main.articles.rows[:2])
        await press(pilot, "t")
        app.screen.query_one(Field).insert_text_at_cursor("قضايا البيئة")
        await press(pilot, "enter")
        assert app.reader.labels(first)[0] == ("قضايا البيئة",)
        await press(pilot, "escape", "j", "t")
        app.screen.query_one(Field).insert_text_at_cursor("بيئ")
        await press(pilot, "tab", "enter")
        assert app.reader.labels(second)[0] == ("قضايا البيئة",)
        await press(pilot, "enter")
        assert app.reader.labels(second)[0] == ()


async def test_a_tag_of_nothing_is_told_of_and_stays_to_be_mended(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "t")
        app.screen.query_one(Field).insert_text_at_cursor("#")
        await press(pilot, "enter")
        assert app.screen.query_one(Field).value == "#"
        assert app.reader.tags() == ()


@pytest.mark.parametrize("leave", ["enter", "escape"])
async def test_a_note_is_kept_however_its_screen_is_left(app: NashraApp, leave: str) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "N")
        app.screen.query_one(Field).insert_text_at_cursor("للعدد القادم")
        await press(pilot, leave)
        article = app.main.articles.rows[0].id
        assert app.reader.labels(article)[1] == "للعدد القادم"
        await press(pilot, "N")
        assert app.screen.query_one(Field).value == "للعدد القادم"


LINKED = """<p>قال <a href="https://b.example/one">بيان</a> إن الخبر صحيح<sup><a href="#n1" id="m1">1</a></sup>.</p>
<p>ثم <a href="https://b.example/one">البيان</a> نفسه.</p><table><tr><td><a href="https://b.example/two">جدول</a></td></tr>
</table><hr><p id="n1">1. حاشية <a href="#m1" role="doc-backlink">↩</a></p>"""


async def test_l_lists_the_links_each_once_and_enter_opens_one(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(browser, "open_link", lambda url: opened.append(url) or True)
    app = open_app("ar", path=linked(tmp_path))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "enter", "l")
        assert [choice.value for choice in app.screen.choices()] == ["https://b.example/one", "https://b.example/two"]
        await press(pilot, "j", "enter")
        assert opened == ["https://b.example/two"]
        assert app.screen is app.main


async def test_a_mark_leads_to_its_note_and_the_note_back(open_app: Open, tmp_path: Path) -> None:
    app = open_app("ar", path=linked(tmp_path))
    async with app.run_test(size=(140, 8)) as pilot:
        await press(pilot, "tab", "enter")
        app.main.follow("#note-1")
        await pilot.pause()
        assert app.main.page.scroll_offset.y > 0
        app.main.follow("#mark-1")
        await pilot.pause()
        assert app.main.page.scroll_offset.y < 8


async def test_the_second_article_opened_in_a_narrow_window_is_as_wide_as_the_first(app: NashraApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        widths = []
        for keys in (("tab", "enter"), ("escape", "j", "enter")):
            await press(pilot, *keys)
            widths.append(app.main.page.measure)
            assert max(row.width for row in app.main.page.rows) > 40
        assert widths[0] == widths[1]


def linked(folder: Path) -> Path:
    """A library with one article of links and a footnote."""
    path = folder / "linked.db"
    store = Store(path, clock=lambda: NOW)
    feed = store.subscribe("https://a.example/feed")
    article = make_article(1, url="", guid="1", authors=(), content=LINKED)
    store.save_articles(feed.id, make_feed([article]), FetchState(), NOW)
    store.close()
    return path


async def test_o_hands_the_link_to_the_browser(app: NashraApp, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(browser, "open_link", lambda url: opened.append(url) or True)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "o")
        assert opened == [app.main.articles.rows[0].url]


async def test_slash_filters_as_one_types_and_escape_shows_all_again(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"عنوان:النخيل")
        assert [row.title for row in app.main.articles.rows] == ["طريق النخيل يعود إلى الخريطة بعد أربعين عامًا"]
        await press(pilot, "enter")
        assert app.focused is app.main.articles
        await press(pilot, "slash", *"xyz")
        assert app.main.articles.rows == []
        await press(pilot, "escape")
        assert len(app.main.articles.rows) == 28


async def test_question_mark_shows_every_key_that_is_bound_and_what_has_none_but_can_be_done(app: NashraApp) -> None:
    async with app.run_test(size=(120, 60)) as pilot:
        await press(pilot, "question_mark")
        rows = app.screen.query_one(Rows)
        shown = {choice.value for choice in rows.choices if not choice.heading}  # type: ignore[attr-defined]
        assert shown == {action for action in ACTIONS if app.keys[action.id] or action.palette}
        await press(pilot, "escape")
        assert app.screen is app.main


async def test_the_palette_finds_commands_sections_and_feeds(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "ctrl+p", *"رياضه", "enter")
        assert app.screen is app.main
        assert app.main.scope.kind is ScopeKind.SECTION
        assert app.main.scope_heading.text == "رياضة"
        await press(pilot, "ctrl+p", *i18n._("Help").lower(), "enter")
        assert type(app.screen).__name__ == "HelpScreen"


async def test_x_folds_a_section_and_unfolds_it(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        before = len(app.main.sections.entries)
        await press(pilot, "j", "j", "j", "j", "j", "x")
        assert len(app.main.sections.entries) == before - 1
        assert app.main.sections.cursor == 4
        await press(pilot, "x")
        assert len(app.main.sections.entries) == before


async def test_the_theme_changes(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        before = app.theme
        await press(pilot, "ctrl+t")
        assert app.theme != before


async def test_e_tells_of_feeds_that_failed(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "e")
        assert type(app.screen).__name__ == "FailuresScreen"


async def test_a_opens_the_field_for_an_address(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "a", *"x.example")
        assert type(app.screen).__name__ == "AddScreen"
        assert app.screen.query_one("Input").value == "x.example"  # type: ignore[attr-defined]


async def test_q_leaves(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("q")
        await pilot.pause()
    assert not app.is_running


async def test_keys_of_ones_own_take_the_place_of_the_defaults(open_app: Open) -> None:
    app = open_app("en", config=Config(keys={"down": ["ctrl+n"]}))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "j")
        assert app.main.sections.cursor == 0
        await press(pilot, "ctrl+n")
        assert app.main.sections.cursor == 1


async def test_y_copies_the_link_and_shift_y_the_article_as_logical_text(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "j", "j", "j", "y")
        assert app.clipboard == "https://edition.example/world/palm-road"
        await press(pilot, "Y")
        assert "بلدية «عين السدرة» أن طريق النخيل القديم" in app.clipboard
        assert "+972-8-555-0134" in app.clipboard


async def test_h_hides_the_vowel_signs_and_shows_them_again(app: NashraApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "j", "j", "j", "enter")
        assert "\u064e" in text_of(app)
        await press(pilot, "h")
        assert "\u064e" not in text_of(app)
        await press(pilot, "h")
        assert "\u064e" in text_of(app)


@pytest.mark.parametrize(("setting", "shown"), [("auto", True), ("show", True), ("hide", False)])
async def test_the_settings_say_whether_vowel_signs_are_drawn(
    open_app: Open, setting: Literal["auto", "show", "hide"], shown: bool
) -> None:
    app = open_app("ar", config=Config(harakat=setting))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "tab", "j", "j", "j", "enter")
        assert ("\u064e" in text_of(app)) is shown
    show_harakat(True)
