"""What lies under a dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.renderables.background_screen import BackgroundScreen

from tests.tui.conftest import Open
from tui.screens.dialog import Dialog
from tui.screens.main import MainScreen


def cells(segments: Iterable[Segment]) -> list[tuple[str, Style | None]]:
    """Each letter with its look."""
    return [(char, segment.style) for segment in segments if not segment.control for char in segment.text]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("theme", ["nashra-dark", "nashra-light", "nashra-16"])
async def test_it_is_dimmed_as_textual_would_dim_it(open_app: Open, language: str, theme: str) -> None:
    app = open_app(language)
    async with app.run_test(size=(100, 30)) as pilot:
        app.theme = theme
        await pilot.press("question_mark")
        await pilot.pause()
        over = app.screen
        assert isinstance(over, Dialog)
        options = app.console_options.update(width=100, height=30, highlight=False)
        textuals = app.console.render(BackgroundScreen(app.main, over.styles.background), options)
        rows = list(Segment.split_lines(textuals))
        strips = over._render().render_strips(100, 30, over.visual_style, None)  # type: ignore[arg-type]
        assert [cells(strip) for strip in strips] == [cells(row) for row in rows[:30]]
        assert {strip.cell_length for strip in strips} == {100}
        assert over.size == Size(100, 30)
        assert any(char.strip() for strip in strips for char, _style in cells(strip)), "there is something to dim"


def look(main: MainScreen) -> None:
    main.articles.styles.background = "red"


def place(main: MainScreen) -> None:
    main.sections.styles.width = 12


@pytest.mark.parametrize("change", [look, place])
async def test_what_changes_under_a_dialog_is_seen_through_it(
    open_app: Open, change: Callable[[MainScreen], None]
) -> None:
    app = open_app("en")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()

        def seen() -> list[list[tuple[str, Style | None]]]:
            return [cells(strip) for strip in app.screen._render().render_strips(100, 30, None, None)]  # type: ignore[arg-type]

        before = seen()
        change(app.main)
        await pilot.pause()
        kept, app.main._compositor._rows = seen(), None  # type: ignore[attr-defined]
        assert kept == seen() != before
