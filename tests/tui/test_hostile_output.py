"""What reaches a terminal when stock widgets are given hostile text raw, as no code of ours should: a second wall."""

from __future__ import annotations

import re
import sys

import pytest

from tests.terminal import Terminal

PROGRAM = r"""
from textual.app import App
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from tui.widgets.bidi import BidiFilter
from tui.widgets.heading import Prose

HOSTILE = {hostile!r}

class Shown(App):
    CSS = "Prose {{ height: auto; }} OptionList {{ height: 12; }}"
    def get_line_filters(self):
        return [BidiFilter(), *super().get_line_filters()]
    def compose(self):
        yield Prose("\n".join(HOSTILE))
        yield OptionList(*map(Option, HOSTILE), markup=False)
    def on_mount(self):
        for title in HOSTILE:
            self.notify(title, title=title, markup=False, timeout=60)
        self.set_timer(0.5, lambda: self.notify("all-shown", markup=False))
    def key_q(self):
        self.exit()
    def action_bell(self):
        self.exit(return_code=9)

app = Shown()
app.run()
raise SystemExit(app.return_code)
"""
HOSTILE = {
    "[/b]": "[/b]",
    "[@click=app.bell]x": "[@click=app.bell]x",
    "aa\x1b]52;c;ZXZpbA==\x07": "aa",
    "bb\u202egpj.exe": "gpj.exe",
    "cc\x9b31mz": "cc",
    "\x1b[2Jdd خبر": "dd",
}
"""What is sent, and what must be seen of it."""


@pytest.fixture(scope="module")
def written() -> str:
    """All that reached the terminal."""
    program = PROGRAM.format(hostile=list(HOSTILE))
    with Terminal([sys.executable, "-c", program], size=(100, 50)) as terminal:
        terminal.until("all-shown")
        terminal.type("q")
        assert terminal.end() == 0
        return terminal.text


@pytest.mark.parametrize("seen", HOSTILE.values())
def test_hostile_text_is_shown_as_typed_without_its_controls(written: str, seen: str) -> None:
    assert written.count(seen) >= 3


@pytest.mark.parametrize("evil", ["\x1b]52", "\x1b[2Jd", "\x1b[31mz", "\x9b", "\u202e", "ZXZpbA==\x07"])
def test_no_control_of_it_reaches_the_terminal(written: str, evil: str) -> None:
    assert evil not in written


def test_every_sequence_that_reaches_the_terminal_is_of_a_kind_that_the_app_sends(written: str) -> None:
    rest = re.sub(r"\x1b\[[<>?]?[\d;]*\$?[a-zA-Z]", "", written)
    rest = re.sub(r"\x1b\]22;[a-z-]*\x07", "", rest)  # the shape of the pointer
    assert not re.findall(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f].{0,20}", rest)
