"""Backups, exports and what goes after a refresh, as the command line does them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.library import Store
from feeds.types import FeedSettings, Retention, Scope
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.feeds.store.conftest import smash
from tui.cli import main
from tui.commands.keeping import retention
from tui.config import Config, load

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with twenty articles, all read 400 days ago but the oldest."""
    store = Store(tmp_path / "library.db", clock=lambda: NOW - 400 * 86_400)
    feed = store.subscribe("https://news.example/feed").id
    store.save_articles(feed, make_feed([make_article(n) for n in range(20)]), FetchState(), NOW)
    store.mark_read(range(2, 21))
    store.close()
    return store.path


@pytest.fixture
def run(path: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str, lang: str = "en") -> tuple[int, str, str]:
        code = main(["--library", str(path), "--lang", lang, *words])
        said = capfd.readouterr()
        return code, said.out, said.err

    return run


def total(path: Path) -> int:
    with Reader(path) as reader:
        return reader.counts().total


def test_a_backup_and_a_restore_tell_where_things_are_and_what_is_in_them(run: Run, path: Path, tmp_path: Path) -> None:
    backup = tmp_path / "نسخة.db"
    code, out, err = run("backup", str(backup))
    assert (code, err) == (0, "")
    assert out == (
        f"Backup written: {backup} (1 MB)\n"
        "It holds the library; your settings and what signs in to feeds are not in it.\n"
    )
    assert run("remove", "1")[0] == 0
    assert run("add", "--sample")[0] == 0
    code, out, err = run("restore", str(backup))
    assert (code, err) == (0, "")
    [kept] = tmp_path.glob("library.db.before-restore-*")
    assert out == f"Restored: 20 articles.\nWhat the library was before is kept: {kept}\n"
    assert total(path) == 20
    assert run("restore", str(kept))[0] == 0
    assert total(path) == 0


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_what_can_not_be_restored_or_written_over_is_one_sentence(
    run: Run, path: Path, tmp_path: Path, lang: str
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("ملاحظات")
    damaged = tmp_path / "damaged.db"
    run("backup", str(damaged))
    smash(damaged, "article_text", whole=True)
    for words in (
        ("restore", notes),
        ("restore", damaged),
        ("backup", notes),
        ("backup", tmp_path / "no" / "where.db"),
    ):
        code, out, err = run(words[0], str(words[1]), lang=lang)
        assert (code, out) == (1, "")
        assert err.count("\n") == 1
        assert "Traceback" not in err
        assert ("نسخة" in err or "الملف" in err) == (lang == "ar")
    assert total(path) == 20


def test_exports_are_json_lines_atom_and_opml(run: Run, path: Path) -> None:
    with Reader(path) as reader:
        reader.star([3])
    code, out, _err = run("export", "--json")
    assert code == 0
    assert [json.loads(line)["id"] for line in out.splitlines()] == list(range(1, 21))
    code, out, _err = run("export", "--atom")
    assert code == 0
    assert out.count("<entry") == 1
    code, out, _err = run("export")
    assert code == 0
    assert "<opml" in out
    assert run("export", "--json", "--atom")[0] == 2


def test_old_articles_go_after_a_refresh_as_the_settings_say(
    run: Run, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    settings = tmp_path / "nashra" / "config.toml"
    settings.parent.mkdir()
    with Reader(path) as reader:
        connection = reader._store._connections.get()
        connection.execute("UPDATE article SET sort_at = sort_at - 40000000, first_seen = first_seen - 40000000")
    httpserver.expect_request("/robots.txt").respond_with_data(status=404)
    httpserver.expect_request("/feed").respond_with_data(
        "<rss version='2.0'><channel><title>t</title><item><guid>1</guid><title>x</title></item></channel></rss>"
    )
    assert run("add", "--allow-private", httpserver.url_for("/feed"))[0] == 0
    assert run("refresh", "2")[0] == 0
    assert total(path) == 21, "by default everything stays"
    settings.write_text("keep_articles = 5\n")
    assert run("list")[0] == 0
    assert run("refresh", "--report", "2")[0] == 0
    assert total(path) == 21, "only what follows behind a refresh lets them go"
    assert run("refresh", "2")[0] == 0
    assert total(path) == 7, "the newest five, the unread one, and that of the other feed"
    settings.write_text("keep_days = 30\nkeep_unread = 'as-others'\n")
    assert run("keep-up")[0] == 0
    with Reader(path) as reader:
        assert {row.title for row in reader.articles(Scope()).rows} == {"x"}


def test_what_a_feed_keeps_is_set_shown_and_taken_back(run: Run, path: Path) -> None:
    code, out, _err = run("feed", "1", "--keep-days", "30", "--keep-articles", "-1")
    assert code == 0
    assert "Days that articles are kept: 30\n" in out
    assert "Articles that are kept: all\n" in out
    with Reader(path) as reader:
        assert reader.feed_settings(1) == FeedSettings(keep_days=30, keep_articles=-1)
    code, out, err = run("feed", "1", "--keep-days", "-5", lang="ar")
    assert (code, out) == (1, "")
    assert "أكبر من 0" in err
    kept = run("feed", "1", "--keep-days", "0", "--keep-articles", "0")[1]
    assert "Days that articles are kept: as of all feeds\n" in kept


def test_settings_become_what_is_kept_and_one_below_nothing_is_refused(tmp_path: Path) -> None:
    assert retention(Config()) == Retention()
    file = tmp_path / "config.toml"
    file.write_text("keep_days = 7\nkeep_articles = 100\nkeep_in_all = 5000\nkeep_unread = 'as-others'")
    assert retention(load(file)) == Retention(7, 100, 5_000, unread_too=True)
    with pytest.raises(ValueError, match="keep_in_all"):
        Config(keep_in_all=-1)


# ── Where the library can't be used as it is ──


@pytest.mark.parametrize(("lang", "said"), [("ar", "كانت المكتبة معطوبة"), ("en", "The library was damaged")])
def test_a_damaged_library_is_told_by_whichever_command_meets_it(run: Run, path: Path, lang: str, said: str) -> None:
    smash(path, "category", whole=True)
    path.with_name("library.db.suspect").touch()
    code, out, err = run("list", lang=lang)
    assert code == 0
    assert out.count("\n") == 20, "what can be read of it is there"
    [kept] = path.parent.glob("library.db.damaged-*[0-9]")
    assert said in err
    assert str(kept) in err
    assert run("list", lang=lang)[2] == ""


@pytest.mark.parametrize(("lang", "said"), [("ar", "--library"), ("en", "--library")])
@pytest.mark.parametrize("words", [["list"], ["refresh"], []])
def test_without_a_home_the_library_is_asked_for(
    lang: str,
    said: str,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", lambda _uid: {}["nobody"])
    assert main(["--lang", lang, *words]) == 1
    err = capfd.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert main(["--lang", lang, "--library", str(tmp_path / "l.db"), "list"]) == 0


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_where_nothing_can_be_made_another_place_is_asked_for(lang: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", lang, "--library", "/dev/null/library.db", "list"]) == 1
    err = capfd.readouterr().err
    assert "--library" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(("lang", "said"), [("ar", "نشرة"), ("en", "Update Nashra")])
def test_a_library_of_a_later_version_says_what_to_do(run: Run, path: Path, lang: str, said: str) -> None:
    with Reader(path) as reader:
        reader._store._connections.get().pragma("user_version", 9_999)
    code, out, err = run("list", lang=lang)
    assert (code, out) == (1, "")
    assert said in err
