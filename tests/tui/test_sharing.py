"""Sharing an article from the app: what is copied, saved, and given to programs of the user's own."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest

from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.tui.conftest import Open
from tests.tui.test_keys import WIDE, press, settled
from tui import i18n, sharing
from tui.config import Config
from tui.screens.sharing import SharingScreen

EVIL = "-rf $(reboot) `id` ; {url} \u202e\x07@x"


def library(path: Path, **over: object) -> Path:
    store = Store(path, clock=lambda: NOW)
    feed = store.subscribe("https://news.example/feed", title="أخبار")
    store.save_articles(feed.id, make_feed([make_article(1, **over)]), FetchState(), NOW)
    store.close()
    return path


def program(tmp_path: Path, code: str) -> list[str]:
    script = tmp_path / "pro gram.py"
    script.write_text(f"#!{sys.executable}\nimport json, os, sys, time\n{code}\n")
    script.chmod(0o755)
    return [str(script)]


def send(path: Path, command: list[str]) -> str:
    with Reader(path, clock=lambda: NOW) as reader:
        return sharing.send(reader, 1, "Later", command)


# ── Programs ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_program_has_the_article_on_its_standard_input_and_its_fields_as_arguments(tmp_path: Path) -> None:
    path = library(tmp_path / "one.db", title=EVIL)
    given = program(tmp_path, "print(json.dumps([sys.argv[1:], json.load(sys.stdin)]))")
    line = send(path, [*given, "{title}", "--url={url}", "{feed}: {authors}", "{nothing}", "{html}{id}"][:5])
    assert line.startswith('[[" -rf $(reboot)')
    with Reader(path) as reader:
        fields = json.loads(reader.as_json(1))
    args = sharing.arguments([*given, "{title}", "--title={title}", "{feed}: {authors}", "{nothing}", "{id}"], fields)
    clean = "-rf $(reboot) `id` ; {url} @x"
    assert args == [*given, f" {clean}", f"--title={clean}", "أخبار: سلمى حداد", "{nothing}", "1"]


@pytest.mark.parametrize("title", ["-x", "@/etc/passwd", "+x", "=cmd"])
def test_no_title_is_taken_for_an_option_or_for_a_file(title: str) -> None:
    assert sharing.arguments(["p", "{title}", "a{title}"], {"title": title}) == ["p", f" {title}", f"a{title}"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("sys.exit('\\x1b[31mno \\u202esuch list')", "“Later” failed (1): [31mno such list"),
        ("print('on its output'); sys.exit(3)", "“Later” failed (3): on its output"),
        ("sys.exit(7)", "“Later” failed (7) and did not say why."),
    ],
)
def test_a_failure_is_told_with_what_the_program_said(tmp_path: Path, code: str, said: str) -> None:
    i18n.use("en")
    with pytest.raises(sharing.NotDoneError, match="Later") as caught:
        send(library(tmp_path / "one.db"), program(tmp_path, code))
    assert str(caught.value) == said


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    i18n.use("en")
    with pytest.raises(sharing.NotDoneError, match="is not there: no-such-program"):
        send(library(tmp_path / "one.db"), ["no-such-program"])


def test_a_program_that_takes_too_long_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    i18n.use("ar")
    monkeypatch.setattr(sharing, "SECONDS", 1)
    # The child of the child holds the pipe.
    code = "import subprocess\nsubprocess.Popen(['sleep', '60'])\ntime.sleep(60)"
    began = time.monotonic()
    with pytest.raises(sharing.NotDoneError, match="تجاوز ثانية واحدة"):
        send(library(tmp_path / "one.db"), program(tmp_path, code))
    assert time.monotonic() - began < 30


def test_a_program_that_does_not_read_is_no_trouble(tmp_path: Path) -> None:
    path = library(tmp_path / "one.db", content=f"<p>{'نص ' * 100_000}</p>")
    assert send(path, program(tmp_path, "print('done')")) == "done"


# ── The folder ───────────────────────────────────────────────────────────────────────────────────────────────


def test_articles_are_saved_where_the_settings_say_or_among_the_users_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "مستندات"))
    monkeypatch.chdir(tmp_path)
    assert sharing.folder(Config(save_to="~/here")) == tmp_path / "here"
    assert sharing.folder(Config()) == tmp_path
    (tmp_path / "مستندات").mkdir()
    if sys.platform != "darwin":
        assert sharing.folder(Config()) == tmp_path / "مستندات"


# ── The app ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_one_key_offers_all_ways_and_each_does_what_it_says(
    open_app: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = program(tmp_path, "print('kept as', json.load(sys.stdin)['id'])")
    config = Config(save_to=str(tmp_path / "out"), commands={"لاحقًا": given})
    app = open_app("en", library(tmp_path / "one.db"), config)
    copied: list[str] = []
    monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        await press(pilot, "tab")

        async def choose(text: str) -> str:
            await press(pilot, "vertical_line")
            assert isinstance(app.screen, SharingScreen)
            at = [choice.text for choice in app.screen.list.choices].index(text)
            app.screen.list.go_to(at)
            await press(pilot, "enter")
            await settled(pilot)
            return app.main.notice.text

        assert await choose("The link") == "Link copied."
        assert await choose("Title and link") == "Title and link copied."
        await choose("A quotation with its source")
        await choose("A quotation in Markdown")
        assert copied[:2] == ["https://news.example/1", "الخبر رقم 1\nhttps://news.example/1"]
        assert copied[2].startswith("«الخبر رقم 1»")
        assert copied[3].startswith("> نص الخبر رقم 1")
        assert await choose("Markdown") == f"Saved: {tmp_path / 'out' / 'الخبر رقم 1.md'}"
        assert (tmp_path / "out" / "الخبر رقم 1.md").read_text("utf-8").startswith("# الخبر رقم 1\n")
        assert "kept as 1" in await choose("لاحقًا")
