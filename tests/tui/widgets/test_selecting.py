"""Selecting with the mouse on the page of an article."""

from __future__ import annotations

import base64
import os
import re
import sys
import time
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.terminal import Terminal
from tests.tui.conftest import Open
from tests.tui.test_keys import press, settled
from tui import clipboard
from tui.app import NashraApp
from tui.text import paragraph
from tui.widgets.article import ArticlePane

SIZE = (140, 40)


@pytest.fixture(params=["ar", "en"])
def app(open_app: Open, request: pytest.FixtureRequest) -> NashraApp:
    return open_app(request.param)


async def opened(pilot: Pilot[None]) -> ArticlePane:
    """The article on letters that don't join, on the page."""
    app: NashraApp = pilot.app  # type: ignore[assignment]
    await settled(pilot)
    await press(pilot, "tab")
    app.main.articles.go_to(next(at for at, row in enumerate(app.main.articles.rows) if "تنكسر" in row.title))
    await press(pilot, "enter")
    return app.main.page


def ends(page: ArticlePane, role: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """The cells of the pane at the left and right end of the text of the first row with a role."""
    at = next(at for at, row in enumerate(page.rows) if row.role == role and row.lines())
    cell, _column, line = page.rows[at].lines()[0]
    _row, origin = page.page_cell(0, at + 1)
    return (cell - origin, at + 1), (cell - origin + line.width - 1, at + 1)


async def drag(pilot: Pilot[None], page: ArticlePane, start: tuple[int, int], end: tuple[int, int]) -> None:
    await pilot.mouse_down(page, offset=start)
    await pilot.hover(page, offset=end)
    await pilot.mouse_up(page, offset=end)
    await settled(pilot)


async def test_a_drag_over_a_title_copies_it_as_it_is_read(app: NashraApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        page = await opened(pilot)
        left, right = ends(page, "title")
        await drag(pilot, page, right, left)
        assert app.clipboard == "لماذا تنكسر العربية في الطرفية؟"
        assert len(page.selected(left[1] - 1)) == right[0] - left[0] + 1


async def test_what_is_selected_is_seen_and_is_no_more_after_a_click(app: NashraApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        page = await opened(pilot)
        left, right = ends(page, "title")
        plain = page.render_line(left[1])
        await drag(pilot, page, right, (right[0] - 4, right[1]))
        look = page.look("article--selected").bgcolor
        marked = [segment for segment in page.render_line(left[1]) if segment.style and segment.style.bgcolor == look]
        assert sum(segment.cell_length for segment in marked) == 5
        assert page.render_line(left[1]).text == plain.text
        await pilot.click(page, offset=(left[0], left[1] + 2))
        await settled(pilot)
        assert page.selection is None
        assert page.render_line(left[1]) == plain


async def test_twice_selects_a_word_and_thrice_a_paragraph(app: NashraApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        page = await opened(pilot)
        _left, right = ends(page, "title")
        await pilot.click(page, offset=right, times=2)
        await settled(pilot)
        assert app.clipboard == "لماذا"
        await pilot.click(page, offset=right, times=3)
        await settled(pilot)
        assert app.clipboard == "لماذا تنكسر العربية في الطرفية؟"


async def test_a_drag_over_a_link_follows_nothing(app: NashraApp, monkeypatch: pytest.MonkeyPatch) -> None:
    followed: list[str] = []
    monkeypatch.setattr("tui.browser.open_link", lambda href: bool(followed.append(href)) or True)
    async with app.run_test(size=SIZE) as pilot:
        page = await opened(pilot)
        at = next(at for at, row in enumerate(page.rows) if "UAX" in row.text)
        page.scroll_to(y=at, animate=False)
        await pilot.pause()
        y = at + 1 - page.scroll_offset.y
        _row, origin = page.page_cell(0, y)
        x = page.rows[at].text.index("U") - origin
        await drag(pilot, page, (x, y), (x + 2, y))
        assert app.clipboard == "UAX"
        assert followed == []
        await pilot.click(page, offset=(x, y))
        assert len(followed) == 1


async def test_a_drag_past_the_edge_scrolls_on(app: NashraApp) -> None:
    async with app.run_test(size=(140, 14)) as pilot:
        page = await opened(pilot)
        await pilot.mouse_down(page, offset=(20, 3))
        await pilot.hover("#status")
        await pilot.pause(0.4)
        assert page.scroll_offset.y > 0
        await pilot.mouse_up("#status")
        await settled(pilot)
        assert app.clipboard.count("\n") > 2


async def test_another_article_is_shown_with_nothing_selected(app: NashraApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        page = await opened(pilot)
        left, right = ends(page, "title")
        await drag(pilot, page, right, left)
        await press(pilot, "n")
        assert page.selection is None


async def test_a_drag_over_a_title_in_the_list_copies_it_and_opens_nothing(app: NashraApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        rows = app.main.articles
        at = next(at for at, row in enumerate(rows.rows) if "Python" in row.title or "ISBN" in row.title or at == 3)
        title = rows.rows[at].title
        y, width = at * rows.ROW, rows.size.width
        before = rows.cursor
        await pilot.mouse_down(rows, offset=(width - 2, y))
        await pilot.hover(rows, offset=(1, y))
        await pilot.mouse_up(rows, offset=(1, y))
        await settled(pilot)
        copied = app.clipboard
        assert copied
        assert copied in title
        assert len(copied) > len(title) // 2
        assert app.main.opened is None
        assert rows.cursor == before
        look = rows.look("rows--selected").bgcolor
        seen = [segment for segment in rows.render_line(y) if segment.style and segment.style.bgcolor == look]
        assert sum(segment.cell_length for segment in seen) >= len(copied) // 2


async def test_a_drag_over_rows_of_the_list_copies_them_line_by_line_and_a_scroll_takes_the_mark_away(
    app: NashraApp,
) -> None:
    async with app.run_test(size=(140, 20)) as pilot:
        await settled(pilot)
        rows = app.main.articles
        await pilot.mouse_down(rows, offset=(5, 0))
        await pilot.hover(rows, offset=(5, 4))
        await pilot.mouse_up(rows, offset=(5, 4))
        await settled(pilot)
        assert app.clipboard.count("\n") == 4
        assert rows.rows[1].title[:10] in app.clipboard
        rows.scroll_to(y=6, animate=False)
        await pilot.pause()
        assert rows.selection is None


async def test_a_click_in_the_list_opens_as_ever(app: NashraApp) -> None:
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        await pilot.click(app.main.articles, offset=(5, 2))
        await settled(pilot)
        assert app.main.opened == app.main.articles.rows[1].id


# ── What reaches the terminal and the clipboard ──────────────────────────────────────────────────────────────


def test_a_drag_in_a_real_terminal_reaches_its_clipboard_as_logical_text(library_path: Path) -> None:
    command = [sys.executable, "-m", "tui", "--library", str(library_path), "--lang", "ar"]
    with Terminal(command, size=(60, 20), environ={"NASHRA_TERMINAL": "visual"}) as terminal:
        terminal.until("\x1b[?1006h")
        terminal.until("Enter")
        time.sleep(0.5)
        terminal.type("\t")
        time.sleep(0.5)
        terminal.type("\r")
        terminal.until(paragraph("قراءة").fit(20).text)
        for kind, x, end in ((0, 59, "M"), (32, 4, "M"), (0, 4, "m")):
            terminal.type(f"\x1b[<{kind};{x};3{end}")
            time.sleep(0.1)
        terminal.until("\x1b]52;c;")
        text = terminal.until(lambda text: re.search("\x1b\\]52;c;[^\x07]*\x07", text) is not None)
        found = re.search("\x1b\\]52;c;([^\x07]*)\x07", text)
        assert found is not None
        copied = base64.b64decode(found[1]).decode()
        terminal.type("q")
        terminal.end()
    assert copied
    assert not re.search("[\ufb50-\ufdff\ufe70-\ufefc\u200e\u2800]", copied)
    assert re.search("[\u0620-\u064a]", copied)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Programs that keep what they are given, and how they were called."""
    for name in ("tmux", "wl-copy", "xclip"):
        (tmp_path / name).write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/{name}.how\ncat > {tmp_path}/{name}.got\n')
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return tmp_path


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, []),
        ({"TMUX": "/run/tmux"}, ["tmux"]),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, ["wl-copy"]),
        ({"DISPLAY": ":0"}, ["xclip"]),
        ({"DISPLAY": ":0", "TMUX": "/run/tmux"}, ["tmux", "xclip"]),
        ({"DISPLAY": ":10", "SSH_CONNECTION": "10.0.0.1"}, []),
        ({"DISPLAY": ":10", "SSH_TTY": "/dev/pts/1", "TMUX": "/run/tmux"}, ["tmux"]),
    ],
)
def test_the_clipboard_of_this_machine_is_given_the_text_too_but_not_that_of_one_far_away(
    programs: Path, environ: dict[str, str], expected: list[str]
) -> None:
    to = clipboard.programs(environ)
    assert [command[0] for command in to] == expected
    clipboard.give("نشرة\n", to)
    for name in expected:
        assert (programs / f"{name}.got").read_text("utf-8") == "نشرة\n"


def test_a_clipboard_that_fails_or_is_not_there_is_passed_over(programs: Path) -> None:
    (programs / "xclip").write_text("#!/bin/sh\nexit 1\n")
    clipboard.give("x", [("no-such-program",), ("xclip",), ("wl-copy",)])
    assert (programs / "wl-copy.got").read_text() == "x"
