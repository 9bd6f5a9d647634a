"""What the main screens look like. The pictures override the viewer's own ordering: they show what terminals do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import Open
from tests.tui.showing import mixed_library
from tests.tui.states.clock import Clock
from tui.config import Config
from tui.roles import Role

SIZES = [(40, 12), (80, 24), (120, 40), (160, 48), (300, 80)]
Compare = Callable[..., bool]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is also the home, with nothing of another reader's, and settings that are kept nowhere."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path


async def pressed(pilot: Pilot[None], keys: list[str]) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def keys(*names: str) -> Callable[[Pilot[None]], object]:
    return lambda pilot: pressed(pilot, list(names))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_lists_as_the_reader_opens(
    snap_compare: Compare, open_app: Open, language: str, size: tuple[int, int]
) -> None:
    assert snap_compare(open_app(language), terminal_size=size, run_before=keys("tab", "s", "down"))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_article_is_read(snap_compare: Compare, open_app: Open, language: str, size: tuple[int, int]) -> None:
    assert snap_compare(open_app(language), terminal_size=size, run_before=keys("tab", "j", "j", "j", "enter"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_end_of_an_article_with_card_related_articles_and_comments(
    snap_compare: Compare, open_app: Open, language: str
) -> None:
    app = open_app(language)
    assert snap_compare(app, terminal_size=(120, 40), run_before=keys("tab", "j", "j", "j", "enter", "G"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_tables_lists_and_code(
    snap_compare: Compare, open_app: Open, edition: Path, tmp_path: Path, language: str
) -> None:
    app = open_app(language, path=mixed_library(edition, tmp_path / "mixed.db"))

    async def opened(pilot: Pilot[None]) -> None:
        await pressed(pilot, ["tab", "enter"])
        rows = app.main.page.rows[: app.main.page.size.height]
        assert {row.role for row in rows} >= {Role.TABLE, Role.CODE}
        assert sum("•" in row.text for row in rows) == 2

    assert snap_compare(app, terminal_size=(120, 50), run_before=opened)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_edition(snap_compare: Compare, open_app: Open, language: str) -> None:
    assert snap_compare(open_app(language), terminal_size=(80, 24), run_before=keys("E"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_help(snap_compare: Compare, open_app: Open, language: str) -> None:
    assert snap_compare(open_app(language), terminal_size=(80, 24), run_before=keys("question_mark"))


@pytest.mark.parametrize("size", SIZES[:3])
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("step", ["language", "feeds"])
def test_the_first_run(
    snap_compare: Compare, open_app: Open, nowhere: Path, language: str, size: tuple[int, int], step: str
) -> None:
    app = open_app(language, path=nowhere / "new.db")
    assert snap_compare(app, terminal_size=size, run_before=keys(*["enter", "enter"] if step == "feeds" else []))


@pytest.mark.parametrize("size", SIZES[:3])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_settings(
    snap_compare: Compare, open_app: Open, nowhere: Path, language: str, size: tuple[int, int]
) -> None:
    assert snap_compare(open_app(language), terminal_size=size, run_before=keys("comma", "j", "j", "j"))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_catalogue_with_a_feed_ticked(snap_compare: Compare, open_app: Open, nowhere: Path, language: str) -> None:
    app = open_app(language, path=nowhere / "new.db")
    steps = keys("enter", "enter", "j", "j", "enter", "j", "space")
    assert snap_compare(app, terminal_size=(80, 24), run_before=steps)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_filter_with_what_it_found(snap_compare: Compare, open_app: Open, language: str) -> None:
    assert snap_compare(open_app(language), terminal_size=(80, 24), run_before=keys("slash", *"النخيل", "enter"))


MAIN = {
    "lists": ("tab", "s", "down"),
    "article": ("tab", "j", "j", "j", "enter"),
    "end": ("tab", "j", "j", "j", "enter", "G"),
    "edition": ("E",),
    "help": ("question_mark",),
    "settings": ("comma", "j", "j", "j"),
    "first-run": (),
}
"""The keys to the main screens."""


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", MAIN)
def test_the_main_screens_by_day(
    snap_compare: Compare, open_app: Open, nowhere: Path, name: str, language: str
) -> None:
    path = nowhere / "new.db" if name == "first-run" else None
    app = open_app(language, path=path, config=Config(theme="nashra-light"))
    assert snap_compare(app, terminal_size=(80, 24), run_before=keys(*MAIN[name]))
