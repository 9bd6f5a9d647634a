"""What reaches a real terminal: the app's own sequences and nothing of a feed's, and the terminal's ways given back."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tui.text import paragraph
from tui.text.terminal import STRATEGIES

ENTER, LEAVE = "\x1b[8l", "\x1b[8h"


def reader(library: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "tui", "--library", str(library), "--lang", "ar", *words]


def as_vte(piece: bytes) -> bytes:
    """Answers of a terminal that has the explicit mode."""
    return (b"\x1b[8;1$y" if b"\x1b[8$p" in piece else b"") + (b"\x1b[0n" if b"\x1b[5n" in piece else b"")


def as_xterm(piece: bytes) -> bytes:
    return (b"\x1b[8;0$y" if b"\x1b[8$p" in piece else b"") + (b"\x1b[0n" if b"\x1b[5n" in piece else b"")


TITLE = paragraph("لماذا تنكسر العربية في الطرفية؟").fit(60).text


def test_a_terminal_that_orders_text_itself_is_told_not_to_and_given_back_at_the_end(library_path: Path) -> None:
    with Terminal(reader(library_path), answer=as_vte) as terminal:
        terminal.until(TITLE)
        assert terminal.text.index(ENTER) < terminal.text.index(TITLE)
        assert LEAVE not in terminal.text
        terminal.type("q")
        assert terminal.end() == 0
        assert terminal.text.count(ENTER) == terminal.text.count(LEAVE) == 1


def test_a_terminal_that_orders_nothing_is_told_nothing(library_path: Path) -> None:
    with Terminal(reader(library_path), answer=as_xterm) as terminal:
        terminal.until(TITLE)
        terminal.type("q")
        terminal.end()
        assert ENTER not in terminal.text
        assert LEAVE not in terminal.text


def test_a_terminal_that_answers_nothing_gets_the_reader_all_the_same(library_path: Path) -> None:
    with Terminal(reader(library_path)) as terminal:
        terminal.until(TITLE)
        assert ENTER not in terminal.text


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        ({"VTE_VERSION": "7000"}, True),
        ({"VTE_VERSION": "5200"}, False),
        ({"VTE_VERSION": "7000", "TMUX": "/tmp/tmux"}, False),
        ({"NASHRA_TERMINAL": "explicit"}, True),
        ({"NASHRA_TERMINAL": "visual", "VTE_VERSION": "7000"}, False),
    ],
)
def test_the_environment_tells_the_terminal_and_the_users_word_comes_first(
    library_path: Path, environ: dict[str, str], told: bool
) -> None:
    with Terminal(reader(library_path), environ=environ) as terminal:
        terminal.until(lambda text: TITLE in text.replace("\u200e", ""))
        assert (ENTER in terminal.text) is told


WORDS = "لماذا تنكسر العربية"
CELLS = paragraph(WORDS).fit(60).text
SENT = {
    "visual": ("", CELLS, ""),
    "explicit": ("\x1b[8l", CELLS, "\x1b[8h"),
    "unmarked": ("", CELLS, ""),
    "mlterm": ("\x1b]5379;use_ctl=false\x07", CELLS, "\x1b]5379;use_ctl=true\x07"),
    "marked": ("", "\u200e".join(CELLS), ""),
    "apart": ("", CELLS[::-1], ""),
    "konsole": ("", CELLS[::-1], ""),
    "words": ("", " ".join(word[::-1] for word in CELLS.split()), ""),
    "putty": ("", CELLS[::-1], ""),
    "logical": ("", WORDS, ""),
}
"""By the name of a strategy: what enters it, what is sent for the words, what leaves it."""


def test_every_strategy_has_its_bytes_here() -> None:
    assert SENT.keys() == STRATEGIES.keys()


@pytest.mark.parametrize("name", SENT)
def test_from_enter_to_leave_a_terminal_is_sent_what_its_strategy_says(library_path: Path, name: str) -> None:
    enter, sent, leave = SENT[name]
    with Terminal(reader(library_path), environ={"NASHRA_TERMINAL": name}) as terminal:
        terminal.until(lambda text: sent in _plain(text))
        # Whole rows are sent again where a part of one changes.
        drawn = len(terminal.text)
        terminal.type("\tj")
        terminal.until(lambda text: sent in _plain(text[drawn:]))
        terminal.type("?")
        terminal.until(lambda text: "Esc" in text[drawn:].replace("\u200e", ""))
        terminal.type("\x1b")
        terminal.type("q")
        terminal.kill(signal.SIGTERM)
        terminal.end()
        text = terminal.text
    assert text.startswith(f"{enter}\x1b[?1049h")
    assert text.count("\x1b[8l") == text.count("\x1b[8h") == (name == "explicit")
    assert text.count("use_ctl=false") == text.count("use_ctl=true") == (name == "mlterm")
    assert text.rindex(leave) > text.index("\x1b[?1049l")
    signs = {"marked": "\u200e", "konsole": "\u200c\u200d\u200e"}.get(name, "")
    assert not set("\u200c\u200d\u200e\u200f\u202d\u2066\u2067\u2069").difference(signs) & set(text)
    assert ("\u2800" in text) is (name in ("apart", "putty", "logical"))


def _plain(text: str) -> str:
    return re.sub("\x1b\\[[\\d;]*m", "", text)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_terminal_is_given_back_when_the_reader_is_told_to_end(library_path: Path, number: int) -> None:
    with Terminal(reader(library_path), environ={"NASHRA_TERMINAL": "explicit"}) as terminal:
        terminal.until(TITLE)
        terminal.kill(number)
        assert terminal.end() == 128 + number
        assert LEAVE in terminal.text
        assert "\x1b[?1049l" in terminal.text


def test_the_terminal_is_given_back_on_control_z_and_taken_again(library_path: Path) -> None:
    with Terminal(reader(library_path), environ={"NASHRA_TERMINAL": "explicit"}) as terminal:
        terminal.until(TITLE)
        terminal.type("\x1a")
        terminal.until(LEAVE)
        _pid, status = os.waitpid(terminal.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        terminal.kill(signal.SIGCONT)
        terminal.until(lambda text: text.count(ENTER) == 2)
        assert terminal.text.index(ENTER) < terminal.text.index(LEAVE) < terminal.text.rindex(ENTER)


@pytest.mark.parametrize("also", ["", "kill -HUP $told; kill -CONT $told"])
def test_the_reader_ends_when_its_terminal_goes_away_whether_it_is_told_or_not(
    library_path: Path, tmp_path: Path, also: str
) -> None:
    """The kernel tells the first program of the terminal alone, which here says nothing, or more than enough."""
    ended = tmp_path / "ended"
    script = f'exec 3<&0; trap "told=$!; {also}" HUP; "$@" <&3 & wait $!; wait $!; echo >{ended}'
    with Terminal(["sh", "-c", script, "sh", *reader(library_path)]) as terminal:
        terminal.until(TITLE)
        terminal.hang_up()
        end = time.monotonic() + 15
        while not ended.exists():
            assert time.monotonic() < end, "it goes on without a terminal"
            time.sleep(0.1)


@pytest.mark.parametrize(
    ("lang", "welcome"), [("ar_EG.UTF-8", "أهلًا بكم في نشرة"), ("en_GB.UTF-8", "Welcome to Nashra")]
)
def test_the_command_alone_opens_the_users_own_library_in_the_locales_language(
    tmp_path: Path, lang: str, welcome: str
) -> None:
    environ = {"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path), "LANG": lang}
    with Terminal([sys.executable, "-m", "tui"], environ=environ, answer=as_xterm) as terminal:
        terminal.until(paragraph(welcome).fit(40).text)
        terminal.kill(signal.SIGTERM)
        terminal.end()
    assert (tmp_path / "data/nashra/library.db").exists()


def test_nothing_that_a_hostile_feed_sends_reaches_the_terminal(hostile_library: Path) -> None:
    with Terminal(reader(hostile_library)) as terminal:
        terminal.until("[/b]")
        terminal.type("\tn")
        terminal.type("nnnnn")
        terminal.until("gpj.exe")
        terminal.type("q")
        assert terminal.end() == 0
    harmless(terminal.text)


@pytest.mark.parametrize("words", [["list"], ["feeds"], ["show", "1"], ["show", "4"], ["refresh"]])
def test_nothing_of_it_reaches_the_terminal_from_a_command_either(hostile_library: Path, words: list[str]) -> None:
    with Terminal(reader(hostile_library, *words)) as terminal:
        terminal.end()
    assert len(terminal.text) > 10
    harmless(terminal.text)


def harmless(text: str) -> None:
    text = re.sub("\x1b\\]22;[a-z-]*\x07", "", text)  # the shape of the pointer, which Textual sets
    for evil in ("\x1b]52", "\x1b]0;evil", "\x1b[2Jw", "\u202e", "\x9b", "\x07"):
        assert evil not in text, repr(evil)
    # What OSC there is are the app's own: none carries the feed's words.
    assert not [osc for osc in re.findall("\x1b\\]([^\x07\x1b]*)", text) if "evil" in osc or "ZXZ" in osc]


def test_commands_print_arabic_in_order_on_a_terminal_and_at_its_right(library_path: Path) -> None:
    with Terminal(reader(library_path, "list"), size=(100, 30)) as terminal:
        terminal.end()
    rows = [line.rstrip("\r") for line in terminal.text.split("\n")]
    row = next(line for line in rows if TITLE[:20] in line)
    assert len(row.rstrip()) <= 100
    assert row.rstrip().endswith("9")


def test_a_refresh_draws_its_progress_in_place_and_takes_it_away(library_path: Path) -> None:
    with Terminal(reader(library_path, "refresh"), size=(60, 10)) as terminal:
        assert terminal.end() == 0
    drawn = terminal.text.split("\r\x1b[K")
    assert len([line for line in drawn if "█" in line]) == 11
    assert drawn[-1].strip() == paragraph("لا جديد").fit(20).text


@pytest.mark.parametrize("environ", [{"TERM": "xterm"}, {"NO_COLOR": "1"}])
def test_the_row_under_the_cursor_is_seen_without_colours(library_path: Path, environ: dict[str, str]) -> None:
    with Terminal(reader(library_path), environ=environ, answer=as_xterm) as terminal:
        terminal.until(TITLE)
        terminal.until(lambda text: re.search("\x1b\\[(?:[\\d;]*;)?7[;m]", text) is not None)


@pytest.mark.parametrize(
    ("environ", "setting", "mark"),
    [
        ({}, "", True),
        ({"TERM": "alacritty"}, "", False),
        ({}, "unmarked", False),
        ({"NASHRA_TERMINAL": "visual"}, "unmarked", True),
    ],
)
def test_commands_print_as_the_terminal_and_the_settings_have_it(
    library_path: Path, tmp_path: Path, environ: dict[str, str], setting: str, mark: bool
) -> None:
    (tmp_path / "nashra").mkdir()
    (tmp_path / "nashra/config.toml").write_text(f'terminal = "{setting}"\n')
    with Terminal(reader(library_path, "show", "3"), environ={"XDG_CONFIG_HOME": str(tmp_path), **environ}) as terminal:
        assert terminal.end() == 0
    assert ("\u064e" in terminal.text) is mark
