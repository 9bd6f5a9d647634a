"""The settings by commands: where they are, what they are, edited and checked."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.cli import main
from tui.config import Config, load

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "nashra" / "config.toml"


@pytest.fixture
def run(file: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str, lang: str = "en") -> tuple[int, str, str]:
        code = main(["--lang", lang, "config", *words])
        said = capfd.readouterr()
        return code, said.out, said.err

    return run


def write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")


def test_the_path_is_told_whether_the_file_is_there_or_not(run: Run, file: Path) -> None:
    assert run("path") == (0, f"{file}\n", "")


def test_what_is_shown_is_toml_that_can_be_read_back(run: Run, file: Path) -> None:
    write(file, 'measure = 80\ncountry = "EG"\nplayer = ["mpv", "{url}"]\n[keys]\nstar = ["g *"]\n')
    code, out, err = run("show")
    assert (code, err) == (0, "")
    assert "measure = 80\n" in out
    assert 'language = "" # as at first\n' in out
    file.write_text(out, "utf-8")
    assert load(file) == Config(measure=80, country="EG", player=["mpv", "{url}"], keys={"star": ["g *"]})
    shown = tomllib.loads(out)
    assert {name: value for name, value in json.loads(run("show", "--json")[1]).items() if value != {}} == shown


def test_mistakes_are_told_and_do_not_stop_what_mends_them(run: Run, file: Path) -> None:
    write(file, 'measure = "wide"\ndigits = "roman"\n')
    code, out, err = run("check")
    assert (code, out) == (1, "")
    assert [line.partition(":")[0] for line in err.splitlines()] == ["Line 1", "Line 2"]
    assert run("path")[0] == 0
    code, out, err = run("show")
    assert (code, out) == (1, "")
    assert str(file) in err
    write(file, "measure = 80\n")
    assert run("check") == (0, f"The settings are right: {file}\n", "")


def test_the_editor_is_the_user_s_own_and_what_it_left_is_checked(
    run: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", "sh -c 'echo measure = 5 > \"$0\"'")
    code, out, err = run("edit")
    assert (code, out, err) == (1, "", "Line 1: measure is a number from 20 to 400.\n")
    monkeypatch.setenv("VISUAL", "sh -c 'echo measure = 50 > \"$0\"'")
    assert run("edit")[0] == 0
    assert load(file).measure == 50
    monkeypatch.delenv("VISUAL")
    code, _out, err = run("edit", lang="ar")
    assert code == 1
    assert "false" in err
    monkeypatch.setenv("EDITOR", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run("edit")[2] == "No editor was found: name one in $EDITOR.\n"


def test_without_a_deed_it_is_wrong_use(run: Run) -> None:
    assert run()[0] == 2
