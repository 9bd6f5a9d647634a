"""What each command writes into a pipe: logical text, without marks of direction, joined forms or controls."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.rules import rule
from tui.cli import main
from tui.commands import COMMANDS

FORBIDDEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb50-\ufdff\ufe70-\ufefc\x1b]")
TYPED: dict[str, list[list[str]]] = {
    "add": [["--sample"], ["https://[/"]],
    "search": [["رقم"]],
    "show": [["3"], ["3", "--markdown"], ["3", "--html"]],
    "mark": [["read", "1"], ["unread", "--query", "رقم"]],
    "star": [["1"]],
    "unstar": [["1"]],
    "tag": [["غزة‏", "1"]],
    "untag": [["غزة", "1"]],
    "open": [["4"]],
    "fetch": [["4"]],
    "comments": [["1"]],
    "import": [["missing.opml"]],
    "export": [[], ["--atom"]],
    "backup": [["backup.db"]],
    "restore": [["backup.db"]],
    "feed": [["1"], ["1", "--keep-days", "-9"]],
    "section": [["أخبار"]],
    "remove": [["2"]],
    "rules": [[], ["test", "رقم"], ["test", 'رقم "']],
    "config": [["path"], ["show"], ["check"]],
    "help": [[], ["rules"], ["serve"]],
    "completion": [["bash"], ["zsh"], ["fish"]],
    "serve": [["--host", "192.0.2.1"]],
}
"""What each command is given, of those that need something."""


def test_no_command_writes_marks_of_direction_into_a_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    store = Store(tmp_path / "library.db", clock=lambda: NOW)
    feed = store.subscribe("https://news.example/feed", section="أخبار", title="أخبار\u200f (BBC)").id
    store.subscribe("http://127.0.0.1:1/feed", title="CNN \u200eعربي", allow_private=True)
    marked = {"title": "\u200fقال: «Apple\u200e» ربحت 3-1", "content": "<p>\u200fنص\u200e C++ و#غزة</p>"}
    found = [make_article(1, comments_url="https://news.example/c"), make_article(2), make_article(3, **marked)]
    store.save_articles(feed, make_feed([*found, make_article(4, url="")]), FetchState(), NOW)
    store.close()
    with Reader(tmp_path / "library.db", clock=lambda: NOW) as reader:
        reader.add_rule(rule("نخيل", "نخل", read=True, tags=("بيئة",)))
        reader.index()
    for language in ("ar", "en"):
        for name, (_room, told) in COMMANDS.items():
            for given in TYPED.get(name, [[]]) if told else []:
                main(["--library", str(tmp_path / "library.db"), "--lang", language, name, *given])
                said = capfd.readouterr()
                for text in (said.out, said.err):
                    if name != "export":  # as the feeds wrote it, for other programs
                        assert not FORBIDDEN.search(text), (language, name, given, FORBIDDEN.search(text), text[:2000])
