"""The reader goes on where it was, and nothing in the file can stop it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import Open, text_of
from tui import paths, state
from tui.state import State

STATE = State(sections=30, pane=2, reading=True, zen=True, kind="feed", scope=3, row=5, article=5, piece=2, folded=(1,))


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def settled(pilot: Pilot[None]) -> None:
    for _round in range(2):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def test_a_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    state.save(tmp_path / "new" / "s.json", tmp_path, STATE)
    assert state.load(tmp_path / "new" / "s.json", tmp_path) == STATE
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["s.json"]


@pytest.mark.parametrize(
    "change",
    [{"pane": 7}, {"pane": -1}, {"sections": 1 << 80}, {"row": "5"}, {"kind": "none"}, {"folded": [None]}, {"zen": 1}],
)
def test_a_state_with_a_field_that_is_off_is_that_of_a_first_start(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "s.json"
    state.save(path, tmp_path, STATE)
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | change), "utf-8")
    assert state.load(path, tmp_path) == State()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"null", b"\xff\x00", b"[" * 100_000, b'{"library": 1}'])
async def test_a_damaged_state_stops_no_start(open_app: Open, tmp_path: Path, damage: bytes) -> None:
    kept = tmp_path / "s.json"
    kept.write_bytes(damage)
    app = open_app("en", kept=kept)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        assert "All articles" in text_of(app)
        assert app.focused is app.main.sections
    assert state.load(kept, app.reader.path).kind == "all"


def test_a_state_is_that_of_one_library_alone(tmp_path: Path) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    state.save(tmp_path / "s.json", one, STATE)
    assert state.load(tmp_path / "s.json", other) == State()
    assert paths.state(one) != paths.state(other)


@pytest.mark.parametrize("place", ["a file in the way", "nowhere"])
async def test_a_state_that_cannot_be_written_is_let_go(open_app: Open, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    kept = tmp_path / "file" / "s.json" if place == "a file in the way" else Path("/dev/null/s.json")
    app = open_app("en", kept=kept)
    async with app.run_test(size=(120, 30)) as pilot:
        await pressed(pilot, "tab")
    assert app.return_code in (0, None)


@pytest.mark.parametrize("language", ["ar", "en"])
async def test_the_next_start_goes_on_in_the_same_list_article_and_place_of_its_text_at_another_width(
    open_app: Open, tmp_path: Path, language: str
) -> None:
    kept = tmp_path / "s.json"
    app = open_app(language, kept=kept)
    async with app.run_test(size=(80, 12)) as pilot:
        await pressed(pilot, "j", *["j"] * 3, "tab", "j", "enter", ">", *["j"] * 9)
        scope, opened, place = app.main.scope, app.main.opened, app.main.page.place
        widths = app.main.panes.sizes
        assert place.piece > 0
        first = app.main.page.rows[app.main.page.scroll_offset.y - 1].lines()
    again = open_app(language, kept=kept)
    async with again.run_test(size=(160, 12)) as pilot:
        await settled(pilot)
        assert (again.main.scope, again.main.opened) == (scope, opened)
        assert again.main.articles.current is not None
        assert again.main.articles.current.id == opened
        assert again.main.sections.scope == scope
        assert again.focused is again.main.page
        assert again.main.panes.sizes == widths
        now = again.main.page.place
        assert now.piece == place.piece
        row = again.main.page.rows[again.main.page.scroll_offset.y - 1].lines()
        assert bool(row) == bool(first)
        if row and first:
            assert row[0].line.start <= first[0].line.start < row[0].line.end


async def test_zen_and_folded_sections_are_as_they_were(open_app: Open, tmp_path: Path) -> None:
    kept = tmp_path / "s.json"
    app = open_app("en", kept=kept)
    async with app.run_test(size=(160, 40)) as pilot:
        await pressed(pilot, *["j"] * 4, "x", "tab", "z")
        entries = len(app.main.sections.entries)
    again = open_app("en", kept=kept)
    async with again.run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        assert again.main.panes.view.zen
        assert again.main.page.region.size == (160, 40)
        assert len(again.main.sections.entries) == entries


async def test_what_is_gone_is_passed_over(open_app: Open, library_path: Path, tmp_path: Path) -> None:
    kept = tmp_path / "s.json"
    for was in (
        STATE,
        State(kind="section", scope=99),
        State(kind="saved", scope=99, pane=1),
        State(kind="tag", scope=9),
    ):
        state.save(
            kept,
            library_path,
            replace(was, article=99_999, row=99_999, scope=99_999),
        )
        app = open_app("en", kept=kept)
        async with app.run_test(size=(120, 30)) as pilot:
            await settled(pilot)
            assert app.main.scope.kind == "all"
            assert app.main.articles.rows
            assert app.main.opened is None


async def test_another_width_leaves_the_same_text_at_the_top(open_app: Open) -> None:
    app = open_app("en")
    async with app.run_test(size=(80, 12)) as pilot:
        await pressed(pilot, *["j"] * 5, "tab", "enter", *["j"] * 12)
        place = app.main.page.place
        await pilot.resize_terminal(160, 12)
        await settled(pilot)
        assert app.main.page.place.piece == place.piece
        await pilot.resize_terminal(80, 12)
        await settled(pilot)
        assert app.main.page.place.piece == place.piece
