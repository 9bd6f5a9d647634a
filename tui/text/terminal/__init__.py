"""What each terminal must be sent so that finished cells stay where they are put.

A `Strategy` says how to enter and leave the terminal's right mode and how a finished row is written in it. The table is
all that knows terminals.

A row is encoded when it is written, after the compositor's cuts, and whole: an overlay that cut a row already encoded
would leave broken text. In Textual that is `Compositor.render_full_update` and `render_partial_update`: for a strategy
that encodes, a screen gets a compositor that widens what has changed to whole rows and joins the strips of each. Where
rows are written as they are, nothing stands between Textual and the terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tui.text.terminal.rows import Row, apart, marked, words


@dataclass(frozen=True, slots=True)
class Strategy:
    """``enter`` and ``leave`` are sent before the first row and after the last. ``encode`` takes a row to what is sent
    for it; without it rows are sent as they are. ``marks`` says that the terminal draws a mark on its letter."""

    name: str
    enter: str = ""
    leave: str = ""
    encode: Callable[[Row], str] | None = None
    marks: bool = True

    def line(self, cells: str) -> str:
        """What is sent for a row of finished cells without style."""
        return self.encode([("", cells)]) if self.encode else cells


VISUAL = Strategy("visual")
"""For terminals that order nothing themselves: xterm, urxvt and most others."""
EXPLICIT = Strategy("explicit", "\x1b[8l", "\x1b[8h")
"""For terminals that order text themselves until they are told that it is done (BDSM of ECMA-48, as VTE's
proposal has it: https://terminal-wg.pages.freedesktop.org/bidi/): VTE, mintty, WezTerm."""

UNMARKED = Strategy("unmarked", marks=False)
"""For terminals that order nothing, and drop marks or misplace them: st, Alacritty, foot."""
MLTERM = Strategy("mlterm", "\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07")
"""For mlterm, whose ordering has a switch of its own (its PROTOCOL document, OSC 5379)."""

MARKED = Strategy("marked", encode=marked)
"""For tmux inside a terminal that orders text: tmux swallows the escape that would tell it not to."""
APART = Strategy("apart", encode=apart)
"""For QTerminal, which orders each stretch of one style."""
WORDS = Strategy("words", encode=words, marks=False)
"""For kitty, which joins and turns round each word, and leaves words where they are; marks part its words."""

STRATEGIES: Mapping[str, Strategy] = {
    one.name: one for one in (VISUAL, EXPLICIT, UNMARKED, MLTERM, MARKED, APART, WORDS)
}

QUESTION = "\x1b[8$p"
"""DECRQM for BDSM. A terminal that has the mode answers ``CSI 8 ; 1 $ y`` or ``CSI 8 ; 2 $ y``."""
SENTINEL = "\x1b[5n"
"""DSR, asked after `QUESTION`: once it is answered, no other answer will come."""
READY = "\x1b[0n"
"""The answer to `SENTINEL`."""
ANSWERS = (*(f"\x1b[8;{state}$y" for state in range(5)), READY)
"""All that a terminal may say to both. (DA1 would do as a sentinel, too, but no one can list its answers.)"""

_KNOWS_BDSM = ANSWERS[1:3]
_FIRST_VTE = 5800
_KNOW_BDSM = frozenset(("mintty", "WezTerm"))
_MISPLACE_MARKS = frozenset(("st", "alacritty", "foot"))
"""The first words of their TERM."""


def by_name(environ: Mapping[str, str], setting: str = "") -> Strategy | None:
    """The strategy that the user named, in the settings or in NASHRA_TERMINAL, which wins."""
    return STRATEGIES.get(environ.get("NASHRA_TERMINAL", "")) or STRATEGIES.get(setting)


def told(environ: Mapping[str, str], setting: str = "") -> Strategy | None:
    """What can be told without asking the terminal, or what must be assumed where asking does harm."""
    named = by_name(environ, setting)
    if named:
        return named
    if environ.get("TMUX") or environ.get("STY"):
        # A multiplexer swallows the escape; what it was started in leaves its name behind.
        return MARKED if _is_vte(environ) else VISUAL
    if environ.get("VTE_VERSION", "").isdigit():
        # Another terminal that was started from VTE inherits this, and ignores the escape.
        return EXPLICIT if _is_vte(environ) else VISUAL
    if environ.get("KITTY_WINDOW_ID") or environ.get("TERM") == "xterm-kitty":
        return WORDS
    if environ.get("MLTERM"):
        return MLTERM
    if environ.get("TERM", "").partition("-")[0] in _MISPLACE_MARKS:
        return UNMARKED
    if environ.get("TERM_PROGRAM") == "Apple_Terminal":
        # It writes the end of the question on the screen.
        return VISUAL
    return EXPLICIT if environ.get("TERM_PROGRAM") in _KNOW_BDSM else None


def _is_vte(environ: Mapping[str, str]) -> bool:
    """Whether this runs in a VTE that orders text."""
    version = environ.get("VTE_VERSION", "")
    return version.isdigit() and int(version) >= _FIRST_VTE


def detect(environ: Mapping[str, str], setting: str = "", ask: Callable[[], str] | None = None) -> Strategy:
    """The strategy for the terminal that ``environ`` describes. ``ask`` gives its answer to `QUESTION`; it is called
    only where the environment does not tell."""
    known = told(environ, setting)
    if known:
        return known
    answer = ask() if ask else ""
    return EXPLICIT if any(one in answer for one in _KNOWS_BDSM) else VISUAL
