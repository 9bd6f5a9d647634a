"""Which strategy a terminal gets, by the user's word, what it answers and what its environment says."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.terminal import STRATEGIES
from tui.text.terminal.detection import ANSWER, READY, SENTINEL, Replies, detect, few_colours, many_colours, questions

YES, NO = "\x1b[8;1$y", "\x1b[8;0$y"
TMUX = {"TMUX": "/run/tmux,1,0", "TERM": "tmux-256color"}
SCREEN = {"STY": "1.pts-0", "TERM": "screen"}


def version(name: str) -> str:
    return f"\x1bP>|{name}\x1b\\"


def kind(numbers: str) -> str:
    return f"\x1b[>{numbers}c"


REAL = {
    "xterm": ({"TERM": "xterm"}, NO + version("XTerm(379)") + kind("41;379;0"), "visual"),
    "urxvt": ({"TERM": "rxvt-unicode-256color"}, kind("85;95;0"), "visual"),
    "st": ({"TERM": "st-256color"}, "", "unmarked"),
    "alacritty": ({"TERM": "alacritty"}, kind("0;1700;1"), "unmarked"),
    "kitty": ({"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}, NO + version("kitty(0.26.5)"), "words"),
    "mlterm": ({"TERM": "mlterm", "MLTERM": "3.9.0"}, NO + kind("24;279;0"), "mlterm"),
    "konsole": ({"TERM": "xterm-256color"}, version("Konsole 22.12.3") + kind("1;115;0"), "konsole"),
    "pterm": ({"TERM": "xterm"}, kind("0;136;0"), "putty"),
    "vte": ({"TERM": "xterm", "VTE_VERSION": "7006"}, YES + kind("65;7006;1"), "explicit"),
    "qterminal": ({"TERM": "xterm-256color"}, kind("0;115;0"), "apart"),
}
"""What each real terminal answered, and its environment."""


@pytest.mark.parametrize("name", REAL)
def test_each_real_terminal_is_known_by_its_answers(name: str) -> None:
    environ, answers, expected = REAL[name]
    assert detect(environ, "", answers + READY).strategy.name == expected


@pytest.mark.parametrize("name", REAL)
def test_a_terminal_that_is_started_from_another_is_taken_for_itself(name: str) -> None:
    environ, answers, expected = REAL[name]
    inherited = {"KONSOLE_VERSION": "221203", "KITTY_WINDOW_ID": "1", "VTE_VERSION": "6800"}
    assert detect({**inherited, **environ}, "", answers + READY).strategy.name == expected


@pytest.mark.parametrize("name", REAL)
def test_it_is_known_over_a_line_that_carries_no_variable_but_TERM(name: str) -> None:  # noqa: N802
    environ, answers, expected = REAL[name]
    assert detect({"TERM": environ["TERM"]}, "", answers + READY).strategy.name == expected


@pytest.mark.parametrize("name", sorted(REAL.keys() - {"vte", "mlterm", "st", "alacritty"}))
@pytest.mark.parametrize("multiplexer", [TMUX, SCREEN])
def test_through_a_multiplexer_it_is_known_by_the_same_answers(name: str, multiplexer: Mapping[str, str]) -> None:
    _environ, answers, expected = REAL[name]
    assert detect(multiplexer, "", answers + READY).strategy.name == expected


def test_the_explicit_mode_is_not_set_through_a_multiplexer_whose_other_panes_want_it_as_it_is() -> None:
    assert detect(TMUX, "", REAL["vte"][1] + READY).strategy.name == "marked"


def test_the_switch_of_mlterm_is_thrown_through_a_multiplexer_and_so_is_one_that_the_user_chose() -> None:
    found = detect(TMUX, "", REAL["mlterm"][1] + READY).strategy
    assert (found.name, found.enter) == ("mlterm", "\x1bPtmux;\x1b\x1b]5379;use_ctl=false\x07\x1b\\")
    assert detect(TMUX, "explicit").strategy.leave == "\x1bPtmux;\x1b\x1b[8h\x1b\\"
    assert detect(SCREEN, "explicit").strategy.enter == "\x1bP\x1b[8l\x1b\\"
    assert detect({}, "explicit").strategy.enter == "\x1b[8l"


@pytest.mark.parametrize(
    ("outer", "few"),
    [
        ("|xterm|clipboard,title", True),
        ("|xterm|256,title", False),
        ("|xterm|RGB", False),
        ("|xterm-256color|", False),
        ("", False),
    ],
)
def test_tmux_tells_of_a_terminal_with_few_colours(outer: str, few: bool) -> None:
    assert few_colours(outer) is few


@pytest.mark.parametrize(
    ("outer", "expected"),
    [
        ("XTerm(379)|xterm", "visual"),
        ("kitty(0.26.5)|xterm-kitty", "words"),
        ("Konsole 22.12.3|xterm-256color", "konsole"),
        ("|st-256color", "unmarked"),
        ("|alacritty", "unmarked"),
        ("|mlterm", "mlterm"),
        ("|xterm", "marked"),
        ("", "marked"),
    ],
)
def test_where_questions_do_not_pass_tmux_tells_the_terminal_and_else_what_started_it(
    outer: str, expected: str
) -> None:
    assert detect({**TMUX, "VTE_VERSION": "7006"}, "", "", outer).strategy.name == expected


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"TERM": "xterm-kitty"}, "words"),
        ({"KITTY_WINDOW_ID": "1"}, "words"),
        ({"KONSOLE_VERSION": "221203"}, "konsole"),
        ({"MLTERM": "3.9.0"}, "mlterm"),
        ({"VTE_VERSION": "5800"}, "explicit"),
        ({"VTE_VERSION": "5603"}, "visual"),
        ({"VTE_VERSION": "new"}, "visual"),
        ({"TERM_PROGRAM": "WezTerm"}, "explicit"),
        ({"TERM_PROGRAM": "mintty"}, "explicit"),
        ({"TERM_PROGRAM": "vscode"}, "visual"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "logical"),
        ({"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.7.0"}, "logical"),
        ({"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.4.16"}, "visual"),
        ({"TERM": "foot"}, "unmarked"),
        ({"TERM": "xterm-256color"}, "visual"),
        ({}, "visual"),
    ],
)
def test_one_that_answers_nothing_is_taken_for_what_the_environment_says(
    environ: Mapping[str, str], expected: str
) -> None:
    assert detect(environ).strategy.name == expected


@pytest.mark.parametrize("answers", ["", YES + READY, version("kitty(1.0)") + READY])
def test_the_users_word_always_wins_and_that_of_the_environment_over_the_settings(answers: str) -> None:
    assert detect({"TERM": "alacritty", **TMUX}, "logical", answers).strategy.name == "logical"
    assert detect({"NASHRA_TERMINAL": "putty"}, "logical", answers).strategy.name == "putty"
    assert detect({"NASHRA_TERMINAL": "putty"}, "logical", answers).source == "NASHRA_TERMINAL=putty"


def test_a_word_that_names_no_strategy_is_passed_over() -> None:
    assert detect({"NASHRA_TERMINAL": "konsol"}, "", YES + READY).strategy.name == "explicit"


@pytest.mark.parametrize("answers", [READY, NO + READY, "\x1b[8;3$y", "\x1b[?8;1$y", "8;1$y", kind("9;9;9") + READY])
def test_any_other_answer_leaves_the_terminal_alone(answers: str) -> None:
    assert detect({"TERM": "xterm"}, "", answers).strategy.name == "visual"


def test_terminals_that_take_many_colours_are_known_by_their_answers() -> None:
    known = {name for name, (_environ, answers, _expected) in REAL.items() if many_colours(answers)}
    assert known == {"xterm", "kitty", "konsole", "vte"}


def test_the_source_tells_from_what_it_was_known() -> None:
    assert detect({}, "", version("Konsole 22.12.3") + READY).source == "XTVERSION Konsole 22.12.3"
    assert detect({"VTE_VERSION": "7006"}).source == "VTE_VERSION=7006"
    assert detect({}).source == ""


@pytest.mark.parametrize("environ", [{"TERM": "dumb"}, {"TERM": "linux"}, {"TERM_PROGRAM": "Apple_Terminal"}, {}])
def test_a_terminal_that_a_question_would_harm_is_not_asked(environ: Mapping[str, str]) -> None:
    assert questions(environ) == ""


def test_questions_go_through_a_multiplexer_in_its_envelope() -> None:
    plain = questions({"TERM": "xterm"})
    assert plain.endswith(SENTINEL)
    assert questions(TMUX) == "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    assert questions(SCREEN) == f"\x1bP{plain}\x1b\\"


ANSWERS = [YES, NO, version("Konsole 22.12.3"), kind("1;115;0"), kind("65;7006;1")]
TYPED = ["a", "ن", "\x1b[A", "\x1b", "\x1bx", "\x1b[200~", "\r", "8", "\x1bOP", "[", "\x1b[>1u"]


@given(st.lists(st.sampled_from(TYPED), max_size=6), st.permutations(ANSWERS), st.data())
def test_answers_are_parted_from_what_is_typed_wherever_they_are_cut(
    typed: list[str], answers: list[str], data: st.DataObject
) -> None:
    mixed: list[str] = [*typed]
    at = 0
    for answer in [*answers, READY]:
        at = data.draw(st.integers(at, len(mixed)))
        mixed.insert(at, answer)
        at += 1
    # A lone escape before an answer would be a part of no answer, as one before a letter is.
    come = "".join(mixed)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(come)), max_size=5)))
    replies = Replies()
    found = ""
    for start, end in zip([0, *cuts], [*cuts, len(come)], strict=True):
        found += replies.take(come[start:end], 0.0)
    assert found + replies.release(1.0) == "".join(typed)
    assert replies.said == "".join([*answers, READY])
    assert replies.done


def test_what_begins_like_an_answer_and_is_none_is_let_go_after_a_moment() -> None:
    replies = Replies()
    assert replies.take("x\x1b", 0.0) == "x"
    assert replies.release(0.05) == ""
    assert replies.release(0.2) == "\x1b"
    assert replies.release(0.3) == ""


def test_every_answer_of_a_real_terminal_is_one_that_is_known() -> None:
    for _environ, answers, _expected in REAL.values():
        assert ANSWER.sub("", answers) == ""
    assert all(one[2] in STRATEGIES for one in REAL.values())
