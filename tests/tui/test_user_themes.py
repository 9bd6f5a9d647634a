"""A user's own themes: read from their files, watched, and told of where they are broken."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from textual.color import Color

from tests.tui.conftest import Open
from tests.tui.test_keys import settled
from tui import paths, user_themes
from tui.config import Config
from tui.themes import THEMES, Palette, title

DOCUMENT = (Path(__file__).parents[2] / "docs/themes.md").read_text("utf-8")
[EXAMPLE] = re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    paths.themes().mkdir(parents=True)
    return paths.themes()


def test_the_example_of_the_document_is_a_theme(folder: Path) -> None:
    (folder / "palms.toml").write_text(EXAMPLE, "utf-8")
    found = user_themes.read(folder)
    assert not found.faults
    assert [(one.name, one.dark, one.ansi) for one in found.themes] == [("palms", True, False)]
    assert found.titles["palms"]["ar"] == "بستان النخيل"


def test_the_document_tells_of_every_field_and_every_theme() -> None:
    named = set(re.findall(r"^\| `(\w+)`", DOCUMENT, re.MULTILINE))
    assert {field.name for field in fields(Palette)} <= named
    assert all(f"| `{theme.name}` |" in DOCUMENT for theme in THEMES)


@pytest.mark.parametrize(
    ("written", "line", "told"),
    [
        ('background = "#000"\n\nforeground = "#12"\n', "3", "#12"),
        ('background = "#000"\nforeground = "#fff"\nlinks = "red"\n', "3", "links"),
        ('background = "#000"\n', "", "foreground"),
        ('foreground = 3\nbackground = "#000"\n', "1", "3"),
        ('foreground = "#fff"\nbackground = "#000\n', "2", ""),
        ('foreground = "#fff"\nbackground = "#000"\ndark = "yes"\n', "3", "dark"),
        ('foreground = "#fff"\nbackground = "ansi_default"\n', "1", "foreground"),
    ],
)
def test_what_is_wrong_is_told_with_its_file_and_line(folder: Path, written: str, line: str, told: str) -> None:
    (folder / "mine.toml").write_text(written, "utf-8")
    found = user_themes.read(folder)
    [fault] = found.faults
    assert not found.themes
    assert "mine.toml" in fault
    assert told in fault
    assert not line or f"line {line}" in fault


async def test_a_theme_is_taken_as_it_is_changed_and_one_that_breaks_stays_as_it_was(
    open_app: Open, folder: Path
) -> None:
    file = folder / "mine.toml"
    file.write_text(EXAMPLE, "utf-8")
    app = open_app("en", config=Config(theme="mine"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert app.theme == "mine"
        assert title("mine") == "Palm grove"
        for background in ("#101010", "#ffffdd"):
            file.write_text(EXAMPLE.replace("#141a14", background), "utf-8")
            await app.look_at_themes()
            await pilot.pause()
            assert app.main.styles.background == Color.parse(background)
        file.write_text("background = \n", "utf-8")
        await app.look_at_themes()
        await pilot.pause()
        assert "line 1" in app.main.notice.text
        assert app.main.styles.background == Color.parse("#ffffdd")
        file.unlink()
        await app.look_at_themes()
        await pilot.pause()
        assert app.theme == THEMES[0].name
