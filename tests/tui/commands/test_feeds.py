"""The commands about one feed or section."""

from __future__ import annotations

import io
import os
import pty
import select
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

from feeds.errors import (
    FetchError,
    Forbidden,
    Gone,
    HttpError,
    Missing,
    NashraError,
    ParseError,
    PrivateAddress,
    Refused,
)
from feeds.reader import Reader
from feeds.schedule import FetchState
from feeds.store.history import Entry
from feeds.store.library import Store
from feeds.types import FeedSettings, FetchRecord
from tests.feeds.conftest import NOW, make_article, make_feed
from tests.feeds.test_secrets import Alive
from tests.tui.commands.test_reading import Run, run
from tui import feed_words
from tui.feed_words import Remedy

__all__ = ["run"]

PASSWORD = "kalimat-sirr"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A feed that was fetched, and one in a section that has not been yet."""
    path = tmp_path / "library.db"
    store = Store(path, clock=lambda: NOW)
    news = store.subscribe("https://news.example/feed")
    store.subscribe("https://sport.example/feed/", title="ملاعب", section="رياضة")
    store.save_articles(news.id, make_feed([make_article(1), make_article(2)]), FetchState(fetched_at=NOW), NOW)
    store.log([Entry(news.id, NOW, 200, new=2, bytes=4096, took=120), Entry(news.id, NOW, 304, took=40)])
    store.close()
    return path


def settings(path: Path, feed: int = 1) -> FeedSettings:
    with Reader(path) as reader:
        return reader.feed_settings(feed)


# ── Looking ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "words",
    ["1", "https://news.example/feed", "news.example/feed", "feed://news.example/feed", "http://news.example/feed/"],
)
def test_a_feed_is_found_by_its_number_or_its_address(run: Run, words: str) -> None:
    code, out, _err = run("feed", words)
    assert code == 0
    assert "Address: https://news.example/feed\n" in out


def test_the_page_tells_the_times_the_answers_and_the_settings_without_marks_in_a_pipe(run: Run) -> None:
    _code, out, _err = run("feed", "1")
    assert out.startswith("أخبار المثال\n")
    for part in ("Fetched: ", "Fetched again: ", "Last news: ", "Settings\n", "Proxy: ", "What it answered\n"):
        assert part in out
    assert "nothing new · 304 · 40 ms" in out
    assert "2 new · 200 · 4 KB · 120 ms" in out
    assert "\u200e" not in out
    assert "It has not been fetched yet." in run("feed", "2")[1]


@pytest.mark.parametrize("words", ["9", "elsewhere.example", ""])
def test_a_feed_that_is_not_there_is_one_sentence_and_exit_code_1(run: Run, words: str) -> None:
    code, out, err = run("feed", words)
    assert (code, out, err.count("\n")) == (1, "", 1)


def test_a_feed_that_is_well_but_still_says_since_when(run: Run, path: Path) -> None:
    connection = Store(path)._connections.get()
    connection.execute("UPDATE article SET sort_at = unixepoch() - 100 * 86400")
    _code, out, _err = run("feed", "1")
    assert "there is no news since" in out


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (Refused(url="https://news.example/feed", status=401), "nashra feed 1 --sign-in basic"),
        (Forbidden(url="https://news.example/feed", status=403), "nashra feed 1 --as-browser"),
        (Gone(url="https://news.example/feed", status=410), "nashra remove 1"),
        (Missing(url="https://news.example/feed", status=404), "https://news.example/"),
    ],
)
def test_an_error_is_told_in_words_with_what_to_do(run: Run, path: Path, error: NashraError, remedy: str) -> None:
    store = Store(path)
    store.save_failure(1, error, FetchState(fetched_at=NOW))
    store.log([Entry(1, NOW, int(error.args_["status"]), error.code)])
    store.close()
    _code, out, _err = run("feed", "1")
    assert f" · {remedy}\n" in out.split("What you can do: ")[1]
    assert f"({error.args_['status']})" in out
    assert "failed" not in out.split("What it answered")[1], "each answer has words of its own"


@pytest.mark.parametrize(
    "kind", [*FetchError.__subclasses__(), *HttpError.__subclasses__(), *ParseError.__subclasses__()]
)
def test_every_answer_of_a_fetch_has_words_that_are_its_own(kind: type[NashraError]) -> None:
    record = FetchRecord(datetime.now(UTC), 0, kind.code, 0, 0, 0, 0)
    assert feed_words.answer(record) not in ("", "\u200efailed\u200e")


@pytest.mark.parametrize(
    ("error", "remedy", "option"),
    [
        (Forbidden(url="https://news.example/feed", status=403), Remedy.AS_BROWSER, "--as-browser"),
        (PrivateAddress(url="https://news.example/feed"), Remedy.PRIVATE, "--allow-private"),
    ],
)
def test_a_setting_is_advice_until_it_is_set(
    run: Run, path: Path, error: NashraError, remedy: Remedy, option: str
) -> None:
    store = Store(path)
    store.save_failure(1, error, FetchState())
    store.close()
    first = lambda *words: run("feed", "1", *words)[1].split("What you can do: ")[1].split(" · ")[0]  # noqa: E731
    assert first() == remedy.value
    assert first(option) == Remedy.FETCH.value


# ── Setting ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_setting_can_be_set_and_taken_back(run: Run, path: Path) -> None:
    code, out, _err = run(
        *("feed", "1", "--user-agent", "Mine/1.0", "--proxy", "socks5h://127.0.0.1:9050", "--as-browser"),
        *("--header", "X-Key: a b", "--header", "Accept-Language: ar", "--full-text", "--direction", "rtl"),
        "--allow-private",
    )
    assert code == 0
    assert settings(path) == FeedSettings(
        headers=(("X-Key", "a b"), ("Accept-Language", "ar")),
        user_agent="Mine/1.0",
        proxy="socks5h://127.0.0.1:9050",
        as_browser=True,
        private=True,
        full_text="always",
    )
    for part in ("Mine/1.0", "socks5h://127.0.0.1:9050", "X-Key: a b, Accept-Language: ar", "right to left"):
        assert part in out
    run("feed", "1", "--header", "x-key:", "--no-as-browser", "--no-allow-private", "--no-full-text")
    assert settings(path).headers == (("Accept-Language", "ar"),)
    assert settings(path).full_text == "never"
    run("feed", "1", "--user-agent", "", "--proxy", "", "--header", "Accept-Language:", "--inherit-full-text")
    assert settings(path) == FeedSettings()
    assert "as each text has it" in run("feed", "1", "--direction", "auto")[1]


@pytest.mark.parametrize(
    "words",
    [
        ["--proxy", "ftp://a.example"],
        ["--proxy", f"http://me:{PASSWORD}@a.example"],
        ["--user-agent", "سطر"],
        ["--header", "X-Key"],
        ["--header", f"Authorization: Bearer {PASSWORD}"],
        ["--header", "X-Key: one\r\nHost: other"],
    ],
)
def test_what_can_not_be_set_is_one_sentence_that_repeats_no_secret_and_nothing_is_set(
    run: Run, path: Path, words: list[str]
) -> None:
    code, out, err = run("feed", "1", "--as-browser", *words)
    assert (code, out) == (1, "")
    assert err.strip()
    assert PASSWORD not in err
    assert settings(path) == FeedSettings()


# ── Signing in ───────────────────────────────────────────────────────────────────────────────────────────────


def said(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_a_name_and_a_password_are_read_from_a_pipe_and_it_is_told_where_they_are(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(monkeypatch, f"me\n{PASSWORD}\n")
    code, out, err = run("feed", "1", "--sign-in", "basic")
    assert code == 0
    assert settings(path).sign_in == "basic"
    assert f"{path}.secrets" in err
    assert "Sign-in: by name · in a file" in out
    assert PASSWORD not in out + err


def test_a_token_is_read_into_the_keyring_and_forgotten(run: Run, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alive = Alive()
    keyring.set_keyring(alive)
    said(monkeypatch, f"{PASSWORD}\n")
    _code, out, err = run("feed", "1", "--sign-in", "bearer")
    assert "Sign-in: by token · in the keyring" in out
    assert "kept in the system's keyring" in err
    assert len(alive.held) == 1
    _code, out, err = run("feed", "1", "--sign-in", "none")
    assert "Sign-in: none" in out
    assert alive.held == {}
    assert settings(path) == FeedSettings()


@pytest.mark.parametrize(("kind", "text"), [("basic", ""), ("basic", "a:b\nx\n"), ("bearer", "a b\n"), ("bearer", "")])
def test_what_signs_in_nowhere_is_told(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, text: str
) -> None:
    said(monkeypatch, text)
    code, out, _err = run("feed", "1", "--sign-in", kind)
    assert (code, out) == (1, "")
    assert settings(path) == FeedSettings()


def test_no_argument_takes_a_secret(run: Run) -> None:
    code, _out, _err = run("feed", "1", "--sign-in", f"basic:{PASSWORD}")
    assert code == 2


def test_on_a_terminal_the_password_is_asked_for_without_being_shown(path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "tui",
        "--library",
        str(path),
        "--lang",
        "en",
        "feed",
        "1",
        "--sign-in",
        "basic",
    ]
    child = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    seen = ""
    for asked, typed in (("Name:", "me\n"), ("Password:", f"{PASSWORD}\n"), ("What it answered", "")):
        seen += until(ours, asked)
        os.write(ours, typed.encode())
    child.wait(10)
    os.close(ours)
    assert "by name" in seen
    assert PASSWORD not in seen
    assert settings(path).sign_in == "basic"


def until(terminal: int, text: str) -> str:
    """What is written to a terminal until ``text`` is."""
    seen, end = "", time.monotonic() + 20
    while text not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                seen += os.read(terminal, 4096).decode(errors="replace")
            except OSError:
                break
    return seen


# ── Sections, and leaving ────────────────────────────────────────────────────────────────────────────────────


def test_a_section_tells_how_its_feeds_do_and_can_be_told_to_show_pages(run: Run, path: Path) -> None:
    code, out, _err = run("section", "رياضه")
    assert code == 0
    assert "Always show the whole text: no" in out
    assert "https://sport.example/feed/" in out
    assert "news.example" not in out
    assert "Always show the whole text: yes" in run("section", "رياضة", "--full-text")[1]
    with Reader(path) as reader:
        assert [reader.wants_full_text(feed.id) for feed in reader.feeds()] == [True, False]
    assert "by the section: yes" in run("feed", "2")[1]
    assert "Always show the whole text: no" in run("section", "رياضة", "--inherit-full-text")[1]
    assert run("section", "nowhere")[0] == 1


def test_a_feed_is_left_with_its_articles(run: Run, path: Path) -> None:
    code, out, _err = run("remove", "news.example/feed")
    assert (code, out) == (0, "Unsubscribed: أخبار المثال\n")
    with Reader(path) as reader:
        assert [feed.title for feed in reader.feeds()] == ["ملاعب"]
        assert reader.counts().total == 0
    assert run("remove", "1")[0] == 1
