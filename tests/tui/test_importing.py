"""Coming from another reader on the command line, and leaving with a list."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.types import Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tui.cli import main

Run = Callable[..., tuple[int, str, str]]

LIST = """<opml><body><outline text="عالم"><outline text="آسيا"><outline text="أ" xmlUrl="https://a.example/"/></outline>
<outline text="ب" xmlUrl="https://b.example/"/></outline><outline xmlUrl="exec:ls"/></body></opml>"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def run(library: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str, lang: str = "en") -> tuple[int, str, str]:
        code = main(["--library", str(library), "--lang", lang, *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "feeds.opml"
    path.write_text(LIST, "utf-8")
    return path


def test_a_list_is_taken_and_what_is_not_is_told_with_the_reason(run: Run, file: Path) -> None:
    code, out, err = run("import", str(file))
    assert code == 0
    assert out.splitlines()[0] == "2 feeds added."
    assert out.splitlines()[-1] == "To take it back: nashra import --undo 1"
    assert err == "exec:ls: a program would be run for it\n"


def test_what_came_of_it_is_told_as_json(run: Run, file: Path) -> None:
    told = json.loads(run("import", "--json", str(file))[1])
    assert told == {
        "kind": "imported",
        "id": 1,
        "added": 2,
        "feeds": [1, 2],
        "known": 0,
        "articles": 0,
        "hidden": 0,
        "left_out": 1,
        "refused": [{"address": "exec:ls", "why": "command"}],
    }
    assert json.loads(run("import", "--json", str(file))[1])["known"] == 2


def test_newsboats_list_is_told_by_its_content(run: Run, tmp_path: Path) -> None:
    urls = tmp_path / "urls"
    urls.write_text('https://a.example/ news "~A" !\nquery:x:y\n', "utf-8")
    code, out, err = run("import", str(urls), lang="ar")
    assert code == 0
    assert "مخفيّة" in out
    assert "بحث وليس خلاصة" in err


def test_an_import_is_taken_back_by_its_number_but_what_was_read_stays(run: Run, file: Path, library: Path) -> None:
    run("import", str(file))
    with Reader(library, clock=lambda: NOW) as reader:
        reader._store.save_articles(1, make_feed([make_article(1)]), FetchState(), NOW)
        reader.mark_read([1])
    code, out, err = run("import", "--undo", "1")
    assert (code, err) == (0, "")
    assert out == "1 feed removed.\nWhat was read, starred or moved since stays: أ\n"
    assert run("import", "--undo", "1")[0] == 1
    told = json.loads(run("import", "--undo", "1", "--json")[1])
    assert told == {"kind": "undone", "feeds": 0, "articles": 0, "touched": [1]}
    with Reader(library) as reader:
        reader.mark_read([1], read=False)
    assert run("import", "--undo", "1")[:2] == (0, "1 feed removed.\n1 article removed.\n")
    with Reader(library) as reader:
        assert (reader.feeds(), reader.sections(), reader.articles(Scope()).rows) == ([], [], ())
    assert run("import", "--undo", "1")[0] == 1


@pytest.mark.parametrize(
    ("answer", "proxy"), [("y\n", "http://p.example:1"), ("نعم\n", "http://p.example:1"), ("", "")]
)
def test_the_proxies_of_a_list_are_asked_about_once(
    run: Run, tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch, answer: str, proxy: str
) -> None:
    path = tmp_path / "list.opml"
    path.write_text(
        "<opml><body><outline xmlUrl='https://a.example/' nashra:proxy='http://p.example:1'/></body></opml>"
    )
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    code, _out, err = run("import", str(path))
    assert code == 0
    assert "http://p.example:1" in err
    with Reader(library) as reader:
        assert reader.feed_settings(1).proxy == proxy


def test_a_list_that_was_exported_and_imported_elsewhere_is_exported_the_same(
    run: Run, file: Path, tmp_path: Path
) -> None:
    run("import", str(file))
    _code, first, _err = run("export")
    other, library = tmp_path / "other.opml", str(tmp_path / "other.db")
    other.write_text(first, "utf-8")
    run("--library", library, "import", str(other))
    assert run("--library", library, "export")[1] == first
    assert "آسيا" in first


def test_a_file_of_another_kind_is_told_and_a_command_needs_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "letter"
    path.write_text("Dear reader", "utf-8")
    assert run("import", str(path))[0] == 1
    assert run("import", str(tmp_path / "none"))[0] == 1
    assert run("import")[0] == 2
