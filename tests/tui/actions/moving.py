"""Moving about: the cursor, the panes, and what is gone to."""

from __future__ import annotations

import apsw

from feeds.types import ScopeKind
from tests.tui.actions.scene import Scene, shows
from tests.tui.test_news import bring


@shows("down", "up")
async def the_cursor_moves_and_the_list_follows(on: Scene) -> None:
    await on.do("down")
    assert on.main.sections.cursor == 1
    assert on.main.scope.kind is ScopeKind.UNREAD
    await on.do("up")
    assert on.main.sections.cursor == 0
    assert on.main.scope.kind is ScopeKind.ALL


@shows("page-down", "page-up")
async def a_page_is_as_much_as_is_seen(on: Scene) -> None:
    await on.do("next-pane", "page-down")
    assert on.main.articles.cursor == on.main.articles.size.height // on.main.articles.ROW - 1
    await on.do("page-up")
    assert on.main.articles.cursor == 0


@shows("last", "first")
async def the_edges_are_reached_at_once(on: Scene) -> None:
    await on.do("next-pane", "last")
    assert on.main.articles.cursor == len(on.main.articles.rows) - 1
    await on.do("first")
    assert on.main.articles.cursor == 0


@shows("open", "back")
async def a_list_and_an_article_are_opened_and_left(on: Scene) -> None:
    await on.do("open")
    assert on.app.focused is on.main.articles
    await on.do("open")
    assert on.app.focused is on.main.page
    assert on.main.page.article == on.first.id
    assert on.first.read
    await on.do("back")
    assert on.app.focused is on.main.articles
    await on.do("back")
    assert on.app.focused is on.main.sections


@shows("go-all", "go-unread", "go-today", "go-starred")
async def each_section_that_is_always_there_has_its_keys(on: Scene) -> None:
    on.app.reader.star([on.first.id])
    for kind in ("unread", "today", "starred", "all"):
        await on.do(f"go-{kind}")
        assert on.main.scope.kind is ScopeKind(kind)
        assert on.app.focused is on.main.articles
        assert on.sees(on.main.scope_heading.text)
    assert len(on.main.articles.rows) > 1


@shows("fold")
async def a_section_hides_its_feeds_and_shows_them(on: Scene) -> None:
    shown = [one.name for one in on.main.sections.entries]
    on.main.sections.go_to(next(at for at, one in enumerate(on.main.sections.entries) if one.foldable))
    await on.do("fold")
    assert len(on.main.sections.entries) == len(shown) - 1
    await on.do("fold")
    assert [one.name for one in on.main.sections.entries] == shown


@shows("next-pane", "previous-pane")
async def the_focus_goes_round_the_panes(on: Scene) -> None:
    for action, pane in (
        ("next-pane", on.main.articles),
        ("next-pane", on.main.page),
        ("previous-pane", on.main.articles),
    ):
        await on.do(action)
        assert on.app.focused is pane


@shows("wider", "narrower")
async def the_pane_with_the_focus_changes_its_width(on: Scene) -> None:
    before = on.main.sections.size.width
    await on.do("wider")
    assert on.main.sections.size.width > before
    await on.do("narrower")
    assert on.main.sections.size.width == before


@shows("news")
async def what_waits_over_the_list_is_shown(on: Scene) -> None:
    await on.do("next-pane")
    before = [row.id for row in on.main.articles.rows]
    bring(on.app.reader.path)
    on.main.look()
    await on.settle()
    assert [row.id for row in on.main.articles.rows] == before
    await on.do("news")
    assert [row.id for row in on.main.articles.rows][2:] == before
    with apsw.Connection(str(on.app.reader.path)) as other:
        other.execute("DELETE FROM article WHERE CAST(key AS TEXT) LIKE 'new-%'")


@shows("back-or-quit", ends=True)
async def one_key_of_newsboats_goes_back_and_from_the_sections_out(on: Scene) -> None:
    from tui.config import Config

    on.app.configure(Config(preset="newsboat"))
    await on.do("next-pane", "back-or-quit")
    assert on.app.focused is on.main.sections
    await on.tap("back-or-quit")
    await on.pilot.pause()
    assert not on.app.is_running
