"""The terminal given back as it was, however the program ends, and answers that come when no one waits any more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import termios
import time

import pytest

from tests.terminal import Terminal
from tui.text.terminal import EXPLICIT
from tui.text.terminal.detection import QUESTIONS, READY, SENTINEL

ENTER, LEAVE = EXPLICIT.enter, EXPLICIT.leave
ALTERNATE, NORMAL = "\x1b[?1049h", "\x1b[?1049l"
LISTENS = "\x1b[?2004h"
"""Bracketed paste: the last of what the driver turns on, once keys are read."""

PROGRAM = """
import os, sys, time
from tui.terminal_session import Session
session = Session(os.environ)
{before}
from textual.app import App
from textual.widgets import Input

class Typing(App):
    def __init__(self):
        super().__init__()
        self.driver_class = session.driver(self.driver_class)
    def compose(self):
        yield Input(placeholder="ready")
    def on_mount(self):
        {mounted}
    def on_input_submitted(self, message):
        self.exit(message.value)
    def key_f5(self):
        with self.suspend():
            print("suspended", flush=True)
            time.sleep(0.2)

with session:
    {inside}
    typed = Typing().run()
print("typed:", repr(typed))
"""


def program(before: str = "pass", mounted: str = "pass", inside: str = "pass") -> list[str]:
    return [sys.executable, "-c", PROGRAM.format(before=before, mounted=mounted, inside=inside)]


def explicit(**parts: str) -> Terminal:
    return Terminal(program(**parts), environ={"NASHRA_TERMINAL": "explicit"})


def answering(answer: str) -> Terminal:
    said = {SENTINEL.encode(): answer.encode()}
    return Terminal(program(), answer=lambda piece: next((said[one] for one in said if one in piece), b""))


def echoes(terminal: Terminal) -> bool:
    """Whether the terminal echoes what is typed and gives it a line at a time, as a shell left it."""
    mode = termios.tcgetattr(terminal._fd)[3]
    return bool(mode & termios.ECHO) and bool(mode & termios.ICANON)


def test_the_terminal_is_entered_before_the_first_paint_and_left_after_the_last() -> None:
    with explicit() as terminal:
        terminal.until("eady")
        terminal.type("\r")
        assert terminal.end() == 0
        text = terminal.text
        assert text.count(ENTER) == text.count(LEAVE) == 1
        assert text.index(ENTER) < text.index(ALTERNATE) < text.index(NORMAL) < text.index(LEAVE)
        assert text.index(LEAVE) < text.index("typed:")
        assert echoes(terminal)


def test_a_terminal_that_says_that_it_has_the_mode_is_asked_once_and_entered() -> None:
    with answering("\x1b[8;1$y" + READY) as terminal:
        terminal.until("eady")
        assert terminal.text.count(QUESTIONS) == 1
        assert terminal.text.index(QUESTIONS) < terminal.text.index(ENTER) < terminal.text.index(ALTERNATE)


def test_a_terminal_that_says_that_it_lacks_the_mode_is_not_entered() -> None:
    with answering("\x1b[8;0$y" + READY) as terminal:
        terminal.until("eady")
        terminal.type("\r")
        terminal.end()
        assert ENTER not in terminal.text
        assert LEAVE not in terminal.text


VERSION, KIND = "\x1bP>|Konsole 22.12.3\x1b\\", "\x1b[>1;115;0c"


@pytest.mark.parametrize(
    "pieces",
    [
        ["\x1b[8;1$y\x1b[0n"],
        ["\x1b[8;1$y", "\x1b[0n"],
        ["\x1b[8", ";1$y\x1b", "[0n"],
        [VERSION + KIND + READY],
        [VERSION[:5], VERSION[5:-1], VERSION[-1] + KIND[:4], KIND[4:] + READY],
    ],
)
def test_an_answer_that_comes_late_is_not_typed_into_the_app(pieces: list[str]) -> None:
    with Terminal(program()) as terminal:
        terminal.until("eady")
        for piece in pieces:
            terminal.type(piece)
            time.sleep(0.02)
        time.sleep(0.3)
        terminal.type("a\r")
        terminal.until("typed: 'a'")
        terminal.end()
        assert "8;1$y" not in terminal.text.replace("^[", "\x1b")
        assert "Konsole" not in terminal.text
        assert echoes(terminal)


def test_a_key_pressed_while_an_answer_is_waited_for_is_a_key() -> None:
    with Terminal(program()) as terminal:
        terminal.until("eady")
        for piece in ("ab", "\x1b[D", "\x1b[8;1$y", "c", "\x1b[0n", "\r"):
            terminal.type(piece)
            time.sleep(0.1)
        terminal.until("typed: 'acb'")
        terminal.end()


def test_what_is_typed_while_the_terminal_is_asked_is_typed_into_the_app() -> None:
    inside = "print('waiting', flush=True)"
    before = "print('asked', flush=True); time.sleep(0.5)"
    with Terminal(program(before=before, inside=inside)) as terminal:
        terminal.until("asked")
        terminal.type("a\x1b[8;0$yب\x1b[0nc")
        terminal.until("eady")
        terminal.type("\r")
        terminal.until("typed: 'aبc'")
        terminal.end()


def test_an_answer_that_comes_as_the_program_ends_does_not_reach_the_shell() -> None:
    program_ending = program(before="import atexit, signal", inside="sys.exit(3)")
    shell = '"$@"; echo ended; read -r line; echo "got:[$line]"'
    with Terminal(["sh", "-c", shell, "sh", *program_ending]) as terminal:
        terminal.until(SENTINEL)
        time.sleep(0.25)
        terminal.type("\x1b[8;1$y\x1b[0n")
        terminal.until("ended")
        terminal.type("x\n")
        terminal.until("got:[x]")
        terminal.end()


def test_inside_tmux_the_question_goes_to_the_terminal_outside_and_cells_are_marked() -> None:
    inside = "print('found', session.found.strategy.name, session.found.source, flush=True)"
    asked = ("\x1bPtmux;" + (QUESTIONS + SENTINEL).replace("\x1b", "\x1b\x1b") + "\x1b\\").encode()
    environ = {"TMUX": "/nowhere,1,0", "TERM": "tmux-256color"}
    answer = lambda piece: ("\x1b[8;1$y" + READY).encode() if asked in piece else b""  # noqa: E731
    with Terminal(program(inside=inside), environ=environ, answer=answer) as terminal:
        terminal.until("found marked DECRQM 8")
        terminal.until("eady")
        assert ENTER not in terminal.text


def test_an_answer_that_comes_while_textual_starts_is_neither_echoed_nor_typed() -> None:
    with Terminal(program(inside="print('waiting', flush=True); time.sleep(0.3)")) as terminal:
        terminal.until("waiting")
        terminal.type("\x1b[8;1$y\x1b[0n")
        terminal.until("eady")
        terminal.type("a\r")
        terminal.until("typed: 'a'")
        assert "8;1$y" not in terminal.text


def test_a_terminal_that_never_answers_is_not_waited_for() -> None:
    inside = "print('waited', time.monotonic() - session._asked_at, flush=True)"
    with Terminal(program(inside=inside)) as terminal:
        text = terminal.until(lambda text: "waited" in text and "\n" in text.partition("waited")[2])
        assert float(text.partition("waited")[2].split()[0]) < 2


def test_the_terminal_is_given_back_after_a_crash() -> None:
    with explicit(mounted="1 / 0") as terminal:
        terminal.end()
        assert "ZeroDivisionError" in terminal.text
        assert terminal.text.count(ENTER) == terminal.text.count(LEAVE) == 1
        assert echoes(terminal)


def test_it_is_given_back_when_the_program_fails_before_there_is_an_app() -> None:
    with Terminal(program(before="raise SystemExit(3)")) as terminal:
        assert terminal.end() == 3
        assert QUESTIONS in terminal.text
        assert echoes(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("part", ["before", "inside"])
def test_it_is_given_back_when_a_signal_ends_the_program_before_the_app_listens(number: int, part: str) -> None:
    environ = {"NASHRA_TERMINAL": "explicit"} if part == "inside" else {}
    parts = {part: "print('here', flush=True); time.sleep(20)"}
    with Terminal(program(**parts), environ=environ) as terminal:
        terminal.until("here")
        terminal.kill(number)
        assert terminal.end() == 128 + number
        assert terminal.text.count(ENTER) == terminal.text.count(LEAVE) == (part == "inside")
        assert echoes(terminal)


@pytest.mark.parametrize("how", ["from outside", "by the app"])
def test_it_is_given_back_while_the_program_is_stopped_and_taken_again(how: str) -> None:
    with explicit() as terminal:
        terminal.until("eady")
        if how == "from outside":
            terminal.kill(signal.SIGTSTP)
            terminal.until(LEAVE)
            os.waitid(os.P_PID, terminal.pid, os.WSTOPPED | os.WNOWAIT)
            terminal.kill(signal.SIGCONT)
        else:
            terminal.type("\x1b[15~")
            text = terminal.until("suspended")
            assert text.index(LEAVE) < text.index("suspended")
        terminal.until(lambda text: text.count(ENTER) == text.count(LISTENS) == 2)
        text = terminal.text
        assert text.index(NORMAL) < text.index(LEAVE) < text.rindex(ENTER) < text.rindex(ALTERNATE)
        terminal.type("\r")
        terminal.end()
        assert terminal.text.count(LEAVE) == 2


def test_a_program_without_a_terminal_asks_nothing_and_writes_nothing() -> None:
    code = "import os\nfrom tui.terminal_session import Session\nwith Session(os.environ): print('done')"
    done = subprocess.run(
        [sys.executable, "-c", code], input="", capture_output=True, text=True, timeout=60, env={"PATH": ""}
    )
    assert (done.stdout, done.stderr, done.returncode) == ("done\n", "", 0)
