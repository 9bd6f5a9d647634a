"""What may be typed: the version, help in both languages, and how little is imported to answer."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tui import i18n
from tui.cli import main

_COMMANDS = ("add", "refresh", "list", "show")


def test_the_version_is_told_without_importing_what_only_the_app_needs() -> None:
    first, *_rest, modules = _said_and_imported("--version")
    assert first == f"nashra {version('nashra')}"
    assert not {"argparse", "dataclasses", "gettext", "apsw", "tui.cli"} & set(modules.split())


def test_articles_are_listed_without_importing_what_only_fetching_or_the_app_needs(tmp_path: Path) -> None:
    *_rest, modules = _said_and_imported("--library", str(tmp_path / "library.db"), "list")
    assert "feeds.reader" in modules.split()
    assert not {"textual", "rich", "httpx", "lxml", "feedparser", "asyncio", "logging", "feeds.blocks"} & set(
        modules.split()
    )


def test_the_version_is_told_among_other_options_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "ar", "--version"]) == 0
    assert capsys.readouterr().out == f"nashra {version('nashra')}\n"
    i18n.use("en")


def _said_and_imported(*words: str) -> list[str]:
    """The lines that a command wrote, and at last the modules that it imported."""
    code = "import sys; from tui.__main__ import main; main(); print(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("words", [[], *([command] for command in _COMMANDS)])
def test_each_command_has_help_in_each_language(
    language: str, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", language, *words, "--help"]) == 0
    out = capsys.readouterr().out
    assert "nashra" in out
    assert bool(re.search("[\u0621-\u064a]", out)) == (language == "ar")
    i18n.use("en")


@pytest.mark.parametrize(("words", "language"), [(["--lang", "ar"], "ar"), (["--lang=ar"], "ar"), ([], "en")])
def test_the_language_is_what_was_asked_for_else_the_locale(
    words: list[str], language: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert main([*words, "--library", str(tmp_path / "library.db"), "list"]) == 0
    assert i18n.language() == language
    i18n.use("en")


@pytest.mark.parametrize("after", [True, False])
def test_the_library_and_the_language_may_stand_before_the_command_and_after_it(
    after: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--library", str(tmp_path / "library.db"), "--lang", "ar"]
    assert main(["refresh", *words] if after else [*words, "refresh"]) == 0
    assert capsys.readouterr().out == "لا جديد\n"
    assert (tmp_path / "library.db").exists()
    i18n.use("en")


# ── What is passed over in the settings, and what has no terminal ────────────────────────────────────────────


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the settings, with a name that none has."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    file = tmp_path / "nashra" / "config.toml"
    file.parent.mkdir()
    file.write_text("measure = 80\nmesure = 90\n", "utf-8")
    return file


@pytest.mark.parametrize(("words", "said"), [((), True), (("--quiet",), False), (("refresh", "--report"), False)])
def test_a_command_tells_of_a_setting_that_is_none_unless_it_is_to_be_quiet(
    words: tuple[str, ...], said: bool, settings: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = words if "refresh" in words else (*words, "list")
    assert main(["--library", str(tmp_path / "library.db"), *command]) == 0
    told = f"{settings}: Line 2: There is no setting “mesure”. Did you mean “measure”?\n"
    assert capsys.readouterr().err == (told if said else "")


def test_where_the_settings_are_looked_after_it_is_told_once(
    settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["config", "check"]) == 1
    assert capsys.readouterr().err.count("mesure") == 1


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("stream", [0, 1, 2])
def test_the_reader_needs_a_terminal_and_says_so(language: str, stream: int, tmp_path: Path) -> None:
    """Its three streams are a terminal's but one, which is a file."""
    out = tmp_path / "out"
    out.touch()
    mine, theirs = os.openpty()
    streams = [theirs, theirs, theirs]
    with out.open("r+b") as file:
        streams[stream] = file.fileno()
        words = [sys.executable, "-m", "tui", "--lang", language, "--library", str(tmp_path / "library.db")]
        done = subprocess.run(
            words,
            stdin=streams[0],
            stdout=streams[1],
            stderr=streams[2],
            timeout=30,
            check=False,
            env={**os.environ, "COLUMNS": "300"},
        )
    os.close(theirs)
    said = out.read_text("utf-8") if stream == 2 else os.read(mine, 10_000).decode("utf-8")
    os.close(mine)
    assert done.returncode == 1
    assert "nashra help" in said
    assert "\x1b[?1049h" not in said, "the screen is left alone"
