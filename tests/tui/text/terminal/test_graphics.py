"""Terminals draw pictures by the protocol that they say they know."""

from __future__ import annotations

import pytest

from tui.text.terminal.detection import ANSWER, READY, UNFINISHED, Replies
from tui.text.terminal.graphics import graphics

XTERM = "\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c"


@pytest.mark.parametrize(
    ("answers", "term", "wanted"),
    [
        ("\x1bP>|kitty(0.26.5)\x1b\\\x1b[?62;c", "xterm-kitty", "kitty"),
        ("\x1bP>|ghostty 1.2\x1b\\\x1b[?62;22;52c", "xterm-ghostty", "kitty"),
        ("\x1bP>|WezTerm 20240203\x1b\\\x1b[?65;4;6;18;22c", "xterm-256color", "sixel"),
        ("\x1bP>|Konsole 22.12.3\x1b\\\x1b[?62;1;4c", "xterm-256color", "sixel"),
        ("\x1bP>|Konsole 22.04.0\x1b\\\x1b[?62;1c", "xterm-256color", "kitty"),
        (XTERM + "\x1b[?63;1;2;4;6;9;15;22c", "xterm", "sixel"),
        (XTERM + "\x1b[?64;1;2;6;9;15;22c", "xterm", ""),
        ("\x1b[?4c", "vt", ""),
        ("", "xterm-kitty", "kitty"),
        ("", "foot", "sixel"),
        ("", "xterm", ""),
    ],
)
def test_a_terminal_draws_as_it_says(answers: str, term: str, wanted: str) -> None:
    assert graphics({"TERM": term}, answers) == wanted
    assert graphics({"TERM": term, "TMUX": "/tmp/x"}, answers) == "", "a multiplexer keeps none of it"


def test_what_a_terminal_says_of_itself_is_no_typing_however_it_comes() -> None:
    said = "\x1b[?63;1;2;4;6c" + READY
    assert ANSWER.sub("", said) == ""
    for cut in range(1, len(said)):
        replies = Replies()
        assert replies.take(said[:cut], 0.0) + replies.take(said[cut:], 0.01) == ""
        assert replies.said == said
    assert UNFINISHED.search("\x1b[?63;1")
