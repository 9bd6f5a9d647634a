"""Notifications: one for all that came, safe whatever feeds wrote, by the terminal or the desktop."""

from __future__ import annotations

import base64
import json
import os
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer

from feeds.answers import News, RuleActions
from feeds.reader import Reader
from feeds.store.library import Store
from tests.feeds.conftest import NOW
from tests.terminal import Terminal
from tests.tui.conftest import Open
from tests.tui.rules import come, path, rule
from tests.tui.test_keys import WIDE, settled
from tui import i18n, notifying
from tui.config import Config
from tui.notifying import Notice, arguments, drawn, kind

__all__ = ["path"]
EVIL = "\x1b]0;x\x07-rf <b>&amp; $(id)\u202e;a\\n\x9b31m"
FEED = "<rss version='2.0'><channel><title>صحيفة</title>{}</channel></rss>"


# ── What is said ─────────────────────────────────────────────────────────────────────────────────────────────


def test_many_articles_are_one_notification_with_their_number_in_its_form() -> None:
    i18n.use("ar")
    news = [News(n, f"خبر {n}", "ar", ("الأولى", "الثانية")[n % 2]) for n in range(12)]
    assert notifying.of_rules(news) == Notice("12 مقالًا في الأولى، الثانية", "خبر 0 · خبر 1 · خبر 2")
    assert notifying.of_rules(news[:1]) == Notice("خبر 0", "الأولى")
    assert notifying.of_rules([]) is None
    told = {n: notifying.of_refresh({"الأولى": n}) for n in (0, 1, 2, 3, 11, 100)}
    assert [one and one.title for one in told.values()] == [
        None,
        "مقال جديد في الأولى",
        "مقالان جديدان في الأولى",
        "3 مقالات جديدة في الأولى",
        "11 مقالًا جديدًا في الأولى",
        "100 مقال جديد في الأولى",
    ]
    i18n.use("en")
    many = notifying.of_refresh({"a": 1, "b": 5, "c": 0, "d": 2, "e": 1})
    assert many == Notice("9 new articles in b, d, a …")


@given(st.text(max_size=400), st.text(max_size=400), st.sampled_from(["9", "99", "777"]))
def test_nothing_in_a_notification_can_end_it_or_turn_what_follows(title: str, body: str, number: str) -> None:
    told = drawn(Notice(title, body), number)
    inside = re.sub("^\x1b\\]|\x1b\\\\$", "", told).replace("\x1b\\\x1b]", "")
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", inside)
    assert len(told) < 2_200
    if number == "777":
        assert told.partition("notify;")[2].split(";", 1)[0] == told.split(";")[2]


def test_the_terminals_sequences_are_those_of_their_documents() -> None:
    i18n.use("en")
    one = Notice("9;4: عنوان;x", "متن")
    assert drawn(one, "9") == "\x1b]9;Nashra: 9;4: عنوان;x · متن\x1b\\"
    assert drawn(one, "777") == "\x1b]777;notify;9,4: عنوان,x;متن\x1b\\"
    first, second, _end = drawn(one, "99").split("\x1b\\")
    assert re.fullmatch(r"\x1b\]99;i=nashra:d=0:e=1:o=unfocused;(.+)", first)
    assert base64.b64decode(first.rpartition(";")[2]).decode() == one.title
    assert second.startswith("\x1b]99;i=nashra:d=1:e=1:p=body;")
    assert base64.b64decode(second.rpartition(";")[2]).decode() == one.body


@pytest.mark.parametrize(
    ("names", "number"),
    [
        (("kitty(0.32.0)", "", "xterm-kitty"), "99"),
        (("", "", "xterm-kitty"), "99"),
        (("foot(1.18.1)",), "777"),
        (("", "", "rxvt-unicode-256color"), "777"),
        (("iTerm2 3.5.0",), "9"),
        (("", "iTerm.app", "xterm-256color"), "9"),
        (("", "WezTerm", "xterm-256color"), "9"),
        (("", "", "xterm-ghostty"), "777"),
        (("XTerm(380)", "", "xterm-256color"), ""),
        (("", "", "tmux-256color"), ""),
    ],
)
def test_each_terminal_is_sent_what_it_has(names: tuple[str, ...], number: str) -> None:
    assert kind(*names) == number


def test_a_body_is_no_markup_and_a_long_one_is_cut_between_letters() -> None:
    title, body = arguments(Notice(EVIL, EVIL))
    assert title == "]0;x-rf <b>&amp; $(id);a\\n31m"
    assert body == "]0;x-rf &lt;b&gt;&amp;amp; $(id);a\\\\n31m"
    assert arguments(Notice("x")) == ["x"]
    [long] = arguments(Notice("مُّ" * 200))
    assert len(long) <= 100
    assert long.endswith(("مُّ…", "م…"))


# ── Who is told ──────────────────────────────────────────────────────────────────────────────────────────────


def fake(folder: Path) -> tuple[dict[str, str], Path]:
    """A notify-send that writes down its arguments, an environment that finds it, and where it writes."""
    told = folder / "told"
    folder.mkdir(exist_ok=True)
    script = folder / "notify-send"
    script.write_text(
        f"#!{sys.executable}\nimport json, sys\nopen({str(told)!r}, 'a').write(json.dumps(sys.argv[1:]) + '\\n')\n"
    )
    script.chmod(0o755)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}, told


def test_the_desktop_is_given_arguments_after_the_last_option(tmp_path: Path) -> None:
    i18n.use("en")
    environ, told = fake(tmp_path / "bin")
    notifying.notify(Notice("--help", EVIL), None, environ)
    assert json.loads(told.read_text())[:3] == ["--app-name=Nashra", "--", "--help"]
    # On a machine that one is logged in to from afar nobody sees its desktop.
    written: list[str] = []
    notifying.notify(Notice("x"), written.append, {**environ, "SSH_TTY": "/dev/pts/1"})
    assert written == ["\x07"]
    assert len(told.read_text().splitlines()) == 1


def test_inside_tmux_it_goes_through_only_where_that_is_let_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "tmux"
    script.write_text('#!/bin/sh\necho "foot(1.18.1)|foot|$PASSES"\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")
    environ = {"TMUX": "/tmp/x,1,0", "PATH": str(tmp_path), "TERM": "tmux-256color"}
    for passes, sent in (("on", "\x1bPtmux;\x1b\x1b]777;notify;x;\x1b\x1b\\\x1b\\"), ("off", "\x07")):
        monkeypatch.setenv("PASSES", passes)
        written: list[str] = []
        notifying.notify(Notice("x"), written.append, environ)
        assert written == [sent]


def refreshed(tmp_path: Path, server: HTTPServer, setting: str, environ: dict[str, str]) -> str:
    """What a refresh of two new articles writes to a terminal."""
    items = "".join(f"<item><guid>{n}</guid><title>خبر {n}</title></item>" for n in range(2))
    server.expect_request("/f").respond_with_data(FEED.format(items).encode())
    config = tmp_path / "config" / "nashra" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(f'notifications = "{setting}"\n')
    library = tmp_path / f"{setting}.db"
    store = Store(library)
    store.subscribe(server.url_for("/f"), title="صحيفة", allow_private=True)
    store.close()
    command = [sys.executable, "-m", "tui", "--library", str(library), "--lang", "ar", "refresh", "--notify"]
    with Terminal(command, environ={**environ, "XDG_CONFIG_HOME": str(tmp_path / "config")}) as terminal:
        assert terminal.end() == 0
        return terminal.text


@pytest.mark.skipif(sys.platform == "darwin", reason="settings are elsewhere")
def test_a_refresh_tells_its_terminal_in_bytes_or_the_desktop(tmp_path: Path, httpserver: HTTPServer) -> None:
    environ, told = fake(tmp_path / "bin")
    text = refreshed(tmp_path, httpserver, "all", {**environ, "TERM": "rxvt-unicode-256color"})
    assert "\x1b]777;notify;مقالان جديدان في صحيفة;\x1b\\" in text
    assert not told.exists()
    text = refreshed(tmp_path, httpserver, "rules", {**environ, "TERM": "rxvt-unicode-256color"})
    assert "\x1b]777" not in text
    (tmp_path / "all.db").unlink()
    text = refreshed(tmp_path, httpserver, "all", environ)
    assert "notify;" not in text
    assert json.loads(told.read_text()) == ["--app-name=نشرة", "--", "مقالان جديدان في صحيفة"]


# ── What rules want told ─────────────────────────────────────────────────────────────────────────────────────


def test_what_a_rule_wants_told_is_given_once_and_only_while_it_is_news(path: Path) -> None:
    with Reader(path, clock=lambda: NOW) as reader:
        reader.add_rule(rule("نخيل", "نخيل", notify=True))
        come(path, range(10, 18))
        reader.index()
        reader.run_rules()
        assert [one.title for one in reader.take_news()] == ["الخبر رقم 13", "الخبر رقم 17"]
        assert reader.take_news() == []
        come(path, range(18, 22))
        reader.index()
        reader.run_rules()
    with Reader(path, clock=lambda: NOW + 2 * 86_400) as reader:
        assert reader.take_news() == []


async def test_the_reader_tells_in_itself_while_it_is_in_front_and_outside_when_it_is_not(
    open_app: Open, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Reader(path, clock=lambda: NOW) as reader:
        reader.add_rule(rule("نخيل", "نخيل", notify=True))
        assert reader.rules()[0].actions == RuleActions(notify=True)
        app = open_app("en", path, Config(refresh_every=0))
        told: list[Notice] = []
        monkeypatch.setattr(app, "notify_outside", told.append)
        async with app.run_test(size=WIDE) as pilot:
            await settled(pilot)
            for numbers, in_front in ((range(10, 14), True), (range(14, 18), False)):
                come(path, numbers)
                reader.index()
                reader.run_rules()
                app.app_focus = in_front
                await app.main._notify()
            assert "الخبر رقم 13" in app.main.notice.text
            assert told == [Notice("الخبر رقم 17", "أخبار المثال")]
