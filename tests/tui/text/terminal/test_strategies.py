"""Which strategy a terminal gets, by what its environment and its answers say."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tui.text.terminal import (
    ANSWERS,
    EXPLICIT,
    MARKED,
    MLTERM,
    READY,
    STRATEGIES,
    UNMARKED,
    VISUAL,
    WORDS,
    Row,
    Strategy,
    detect,
)

HAS_THE_MODE = "\x1b[8;1$y" + READY
LACKS_THE_MODE = "\x1b[8;0$y" + READY


def must_not_be_asked() -> str:
    raise AssertionError("asked")


@pytest.mark.parametrize(
    ("environ", "setting", "expected"),
    [
        ({"NASHRA_TERMINAL": "visual", "VTE_VERSION": "7006"}, "explicit", VISUAL),
        ({"NASHRA_TERMINAL": "explicit", "TMUX": "/run/tmux,1,0"}, "", EXPLICIT),
        ({"VTE_VERSION": "7006"}, "visual", VISUAL),
        ({"TMUX": "/run/tmux,1,0"}, "explicit", EXPLICIT),
        ({"TMUX": "/run/tmux,1,0", "VTE_VERSION": "7006"}, "", MARKED),
        ({"STY": "1.pts-0", "VTE_VERSION": "7006"}, "", MARKED),
        ({"TMUX": "/run/tmux,1,0", "KITTY_WINDOW_ID": "1"}, "", VISUAL),
        ({"KITTY_WINDOW_ID": "1"}, "", WORDS),
        ({"TERM": "xterm-kitty"}, "", WORDS),
        ({"VTE_VERSION": "7006"}, "", EXPLICIT),
        ({"VTE_VERSION": "5800"}, "", EXPLICIT),
        ({"VTE_VERSION": "5603"}, "", VISUAL),
        ({"TERM_PROGRAM": "WezTerm"}, "", EXPLICIT),
        ({"TERM_PROGRAM": "mintty"}, "", EXPLICIT),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "", VISUAL),
        ({"MLTERM": "3.9.0"}, "", MLTERM),
        ({"MLTERM": "3.9.0", "TMUX": "/run/tmux,1,0"}, "", VISUAL),
        ({"TERM": "alacritty"}, "", UNMARKED),
        ({"TERM": "st-256color"}, "", UNMARKED),
        ({"TERM": "foot", "NASHRA_TERMINAL": "visual"}, "", VISUAL),
    ],
)
def test_what_the_user_or_the_environment_says_is_taken_without_asking(
    environ: Mapping[str, str], setting: str, expected: Strategy
) -> None:
    assert detect(environ, setting, must_not_be_asked) is expected


@pytest.mark.parametrize("state", ["1", "2"])
def test_a_terminal_that_has_the_explicit_mode_on_or_off_is_told_to_use_it(state: str) -> None:
    assert detect({"TERM": "xterm"}, "", lambda: f"\x1b[8;{state}$y" + READY) is EXPLICIT


@pytest.mark.parametrize("answer", ["", READY, LACKS_THE_MODE, "\x1b[8;3$y", "\x1b[8;4$y", "\x1b[?8;1$y", "8;1$y"])
def test_any_other_answer_or_none_leaves_the_terminal_alone(answer: str) -> None:
    assert detect({"TERM": "xterm"}, "", lambda: answer) is VISUAL


@pytest.mark.parametrize("word", ["", "konsol", "VISUAL"])
def test_a_word_that_names_no_strategy_is_passed_over(word: str) -> None:
    assert detect({"NASHRA_TERMINAL": word}, word, lambda: HAS_THE_MODE) is EXPLICIT


def test_a_version_of_vte_that_is_no_number_is_passed_over() -> None:
    assert detect({"VTE_VERSION": "new"}, "", lambda: LACKS_THE_MODE) is VISUAL


def test_with_no_way_to_ask_cells_are_sent_in_visual_order() -> None:
    assert detect({}) is VISUAL


def test_every_strategy_is_found_by_its_name_and_leaves_what_it_enters() -> None:
    for name, strategy in STRATEGIES.items():
        assert strategy.name == name
        assert bool(strategy.enter) == bool(strategy.leave)


def test_a_row_is_sent_as_it_is_or_as_the_strategy_encodes_it() -> None:
    def doubled(row: Row) -> str:
        return "".join(sgr + cells * 2 for sgr, cells in row)

    assert VISUAL.line("ab") == EXPLICIT.line("ab") == "ab"
    assert Strategy("doubled", encode=doubled).line("ab") == "abab"


def test_the_answers_are_those_of_the_mode_in_every_state_and_the_sentinels() -> None:
    assert {HAS_THE_MODE, LACKS_THE_MODE} <= {answer + READY for answer in ANSWERS}
    assert READY in ANSWERS
