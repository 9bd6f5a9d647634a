"""Marking, starring and tagging by commands, what undo and redo make of it, and opening in the browser."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import Scope, ScopeKind
from tests.feeds.conftest import NOW, make_article, make_feed
from tui.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with six articles that are unread, and a second feed with one."""
    store = Store(tmp_path / "library.db", clock=lambda: NOW)
    feed = store.subscribe("https://news.example/feed").id
    store.save_articles(feed, make_feed([make_article(n) for n in range(1, 7)]), FetchState(), NOW)
    other = store.subscribe("https://sport.example/feed", title="ملاعب").id
    store.save_articles(other, make_feed([make_article(7, url="ftp://sport.example/7")]), FetchState(), NOW)
    store.close()
    with Reader(tmp_path / "library.db") as reader:
        reader.index()
    return tmp_path / "library.db"


@pytest.fixture
def run(path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str, lang: str = "en") -> tuple[int, str, str]:
        code = main(["--library", str(path), "--lang", lang, *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def ids(path: Path, kind: ScopeKind = ScopeKind.UNREAD) -> set[int]:
    with Reader(path) as reader:
        return {row.id for row in reader.articles(Scope(kind)).rows}


def test_articles_are_marked_by_their_numbers_and_undo_in_the_reader_takes_it_back(run: Run, path: Path) -> None:
    assert run("mark", "read", "1", "3") == (0, "2 articles marked as read.\n", "")
    assert ids(path) == {2, 4, 5, 6, 7}
    assert run("mark", "unread", "3")[1] == "1 article is unread again.\n"
    with Reader(path) as reader:
        reader.undo()
        assert {row.id for row in reader.articles(Scope(ScopeKind.UNREAD)).rows} == {2, 4, 5, 6, 7}
        reader.undo()
    assert ids(path) == set(range(1, 8))


def test_a_query_marks_all_that_it_finds_as_one_deed(run: Run, path: Path) -> None:
    assert run("mark", "read", "--query", "feed:المثال")[1] == "6 articles marked as read.\n"
    assert run("star", "--query", "is:read")[1] == "6 articles starred.\n"
    assert run("tag", "غزة", "--query", "is:starred")[1] == "6 articles tagged «غزة».\n"
    assert run("mark", "unread", "--query", "tag:غزة")[1] == "6 articles are unread again.\n"
    assert run("undo")[1] == "Undo · 6 articles marked as read.\n"
    assert run("undo")[1] == "Undo · Tag «غزة» taken from 6 articles.\n"
    assert ids(path) == {7}
    assert run("redo")[1] == "Redo · 6 articles tagged «غزة».\n"
    assert run("tags")[1] == "6\tغزة\n"


def test_stars_and_tags_are_given_and_taken(run: Run, path: Path) -> None:
    assert run("star", "2", "4")[1] == "2 articles starred.\n"
    assert run("unstar", "2")[1] == "The star of 1 article removed.\n"
    assert ids(path, ScopeKind.STARRED) == {4}
    assert run("tag", "نخيل", "2", lang="ar")[1] == "وُسم مقال واحد بـ«نخيل».\n"
    assert run("untag", "نخيل", "2")[1] == "Tag «نخيل» taken from 1 article.\n"
    assert run("tag", "#", "2") == (1, "", "That is no name for a tag.\n")


def test_a_number_that_is_not_there_stops_all_of_it(run: Run, path: Path) -> None:
    for words in (("mark", "read"), ("star",), ("tag", "x"), ("open",)):
        code, out, err = run(*words, "1", "99")
        assert (code, out) == (1, "")
        assert "99" in err
    assert ids(path) == set(range(1, 8))
    assert ids(path, ScopeKind.STARRED) == set()


@pytest.mark.parametrize(
    "words", [(), ("--query", ""), ("--query", "  "), ("--query", "()"), ("1", "--query", "feed:x")]
)
def test_without_articles_or_with_a_query_that_asks_for_nothing_nothing_is_marked(
    run: Run, path: Path, words: tuple[str, ...]
) -> None:
    for deed in (("mark", "read"), ("mark", "unread"), ("star",), ("tag", "x")):
        code, out, err = run(*deed, *words)
        assert (code, out) == (2, "")
        assert "Name articles by their numbers, or by --query." in err
    assert ids(path) == set(range(1, 8))


def test_nothing_to_undo_is_told_and_is_no_success(run: Run) -> None:
    assert run("undo") == (1, "", "Nothing to undo.\n")
    assert run("redo", lang="ar") == (1, "", "لا شيء لإعادة تنفيذه.\n")


def test_pages_are_opened_by_the_browser_that_is_set(
    run: Run, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> {opened}\n')
    browser.chmod(0o700)
    monkeypatch.setenv("BROWSER", str(browser))
    assert run("open", "1", "2")[0] == 0
    for _turn in range(100):
        if opened.exists() and opened.read_text().count("\n") == 2:
            break
        time.sleep(0.05)
    assert sorted(opened.read_text().split()) == ["https://news.example/5", "https://news.example/6"]
    assert run("open", "7") == (1, "", "This link can't be opened: ftp://sport.example/7\n")


def test_the_room_of_marks_brings_in_no_app() -> None:
    import subprocess

    code = "import sys, tui.commands.marking; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"textual", "rich", "httpx", "asyncio"} & set(modules)
