"""``nashra doctor``: what it found and from what, the card, and the answer that becomes the setting."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.tui.conftest import nashra
from tui.card import answered, card
from tui.commands.doctor import of_font
from tui.config import load
from tui.fonts import ArabicFont, arabic_font
from tui.text.terminal import KONSOLE, PUTTY, STRATEGIES, VISUAL
from tui.text.terminal.detection import READY, SENTINEL

KNOWN = b"\x1bP>|Konsole 22.12.3\x1b\\\x1b[>1;115;0c" + READY.encode()


def doctor(home: Path, **environ: str) -> Terminal:
    return Terminal(
        [sys.executable, "-m", "tui", "--lang", "en", "doctor"],
        environ={"XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home), "PATH": os.environ["PATH"], **environ},
        answer=lambda piece: KNOWN if SENTINEL.encode() in piece else b"",
    )


def test_it_tells_how_arabic_is_sent_and_from_which_answer_that_was_told(tmp_path: Path) -> None:
    with doctor(tmp_path) as terminal:
        text = terminal.until("Enter to leave")
        terminal.type("\n")
        assert terminal.end() == 0
    assert "«konsole», told from XTVERSION Konsole 22.12.3" in text
    assert f"Settings: {tmp_path}/nashra/config.toml" in text.replace("\r\n", "")
    assert not (tmp_path / "nashra/config.toml").exists()


def test_the_card_has_a_line_for_each_strategy_as_that_strategy_sends_it(tmp_path: Path) -> None:
    with doctor(tmp_path) as terminal:
        text = terminal.until("Enter to leave")
        for line in card():
            assert line.sent in text
    assert [line.number for line in card()] == list(range(1, len(STRATEGIES) + 1))
    assert {line.strategy.name for line in card()} == STRATEGIES.keys()


def test_the_number_of_a_line_is_kept_as_the_setting_in_any_digits(tmp_path: Path) -> None:
    number = next(line.number for line in card() if line.strategy is PUTTY)
    with doctor(tmp_path) as terminal:
        terminal.until("Enter to leave")
        terminal.type("٨\n")
        terminal.until('terminal = "putty"')
        terminal.end()
    assert number == 8
    assert load(tmp_path / "nashra/config.toml").terminal == "putty"
    with doctor(tmp_path) as terminal:
        assert "«putty», as you set it" in terminal.until("Enter to leave")


def test_it_says_so_when_the_environment_overrules_what_was_kept(tmp_path: Path) -> None:
    with doctor(tmp_path, NASHRA_TERMINAL="visual") as terminal:
        terminal.until("Enter to leave")
        terminal.type("8\n")
        terminal.until("NASHRA_TERMINAL still says otherwise: visual")


def test_a_number_that_no_line_has_changes_nothing(tmp_path: Path) -> None:
    with doctor(tmp_path) as terminal:
        terminal.until("Enter to leave")
        terminal.type("77\n")
        terminal.until("There is no line 77.")
    assert not (tmp_path / "nashra/config.toml").exists()
    assert answered("77") is answered("") is answered("-1") is answered("x") is None
    assert answered(" 1 ") is VISUAL


def test_in_a_pipe_it_tells_and_asks_nothing() -> None:
    told = nashra("--lang", "en", "doctor")
    assert told.returncode == 0
    assert "Arabic is sent as" in told.stdout
    assert "\x1b" not in told.stdout
    assert len(told.stdout.splitlines()) == 6


@pytest.mark.parametrize("name", ["visual", "konsole", "logical"])
def test_the_command_line_overrules_the_environment_and_the_settings(tmp_path: Path, name: str) -> None:
    (tmp_path / "nashra").mkdir()
    (tmp_path / "nashra/config.toml").write_text('terminal = "mlterm"\n')
    with Terminal(
        [sys.executable, "-m", "tui", "--lang", "en", "doctor", "--terminal", name],
        environ={"XDG_CONFIG_HOME": str(tmp_path), "NASHRA_TERMINAL": "putty"},
    ) as terminal:
        assert re.search(f"«{name}», as you set it", terminal.until("Enter to leave"))


def test_a_line_gives_the_terminal_its_ways_back_after_itself() -> None:
    for line in card():
        assert line.sent.startswith(line.strategy.enter)
        assert line.sent.endswith(line.strategy.leave)
    assert next(line for line in card() if line.strategy is KONSOLE).sent.count("\u200e") >= 2


# ── Fonts ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def fontconfig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fontconfig that lists what is in two files, the second of fonts of one width."""
    (tmp_path / "fc-list").write_text(
        f'#!/bin/sh\ncase "$1" in *spacing*) cat {tmp_path}/even;; *) cat {tmp_path}/any;; esac 2>/dev/null\nexit 0\n'
    )
    (tmp_path / "fc-match").write_text("#!/bin/sh\necho Usual\n")
    for name in ("fc-list", "fc-match"):
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return tmp_path


def test_the_font_is_the_usual_one_where_it_has_the_forms(fontconfig: Path) -> None:
    (fontconfig / "even").write_text("Another,Another Bold\nUsual\n")
    assert arabic_font({}) == ArabicFont("Usual", even=True)
    (fontconfig / "even").write_text("Another:style=Book\n")
    assert arabic_font({}) == ArabicFont("Another", even=True)


def test_a_font_of_many_widths_and_none_at_all_are_told_apart(fontconfig: Path) -> None:
    (fontconfig / "any").write_text("Naskh\n")
    assert arabic_font({}) == ArabicFont("Naskh", even=False)
    (fontconfig / "any").write_text("")
    assert arabic_font({}) == ArabicFont("", even=False)


@pytest.mark.usefixtures("fontconfig")
def test_fonts_of_another_machine_are_not_looked_for_on_this_one() -> None:
    assert arabic_font({"SSH_CONNECTION": "10.0.0.1 22"}) is None


def test_each_outcome_has_a_sentence_of_its_own() -> None:
    outcomes = [None, ArabicFont("", even=False), ArabicFont("Naskh", even=False), ArabicFont("Mono", even=True)]
    assert len({of_font(one) for one in outcomes}) == 4
