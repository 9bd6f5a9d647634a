"""Articles saved and given away by commands."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.tui.test_sharing import library, program
from tui.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    path = library(tmp_path / "library.db")

    def run(*words: str, lang: str = "en") -> tuple[int, str, str]:
        code = main(["--library", str(path), "--lang", lang, *words])
        said = capfd.readouterr()
        return code, said.out, said.err

    return run


def test_an_article_is_saved_in_each_form_and_the_path_is_all_that_a_pipe_is_told(run: Run, tmp_path: Path) -> None:
    for form, ending in (("markdown", "md"), ("html", "html"), ("epub", "epub")):
        path = tmp_path / "out" / f"الخبر رقم 1.{ending}"
        assert run("save", "1", f"--{form}", "--to", str(path.parent)) == (0, f"{path}\n", "")
    assert ZipFile(path).namelist()[0] == "mimetype"
    assert run("save", "1", "--epub", "--to", str(path.parent))[1].endswith(" (2).epub\n")


def test_what_can_not_be_saved_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert run("save", "99", "--html", "--to", str(tmp_path))[0] == 1
    code, out, err = run("save", "1", "--html", "--to", str(tmp_path / "file"))
    assert (code, out) == (1, "")
    assert err.startswith(f"The file can't be written: {tmp_path / 'file'}")
    assert run("save", "1")[0] == 2


def test_an_article_is_given_to_a_program_of_the_settings(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config" / "nashra" / "config.toml"
    config.parent.mkdir(parents=True)
    given = program(tmp_path, "print(sys.argv[1]); sys.exit(int(json.load(sys.stdin)['id'] != 1))")[0]
    config.write_text(f'[commands]\n"later" = ["{given}", "{{url}}"]\n"broken" = ["/no/such"]\n', "utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    if sys.platform == "darwin":
        pytest.skip("settings are elsewhere")
    assert run("send", "1", "later") == (0, "https://news.example/1\n", "")
    assert run("send", "1", "broken") == (1, "", "The program of “broken” is not there: /no/such\n")
    assert run("send", "1", "never") == (1, "", "There is nothing of that name: never\n")
