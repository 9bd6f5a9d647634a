"""What each terminal must be sent so that finished cells stay where they are put.

A `Strategy` says how to enter and leave the terminal's right mode and how a finished row is written in it. The table is
all that knows terminals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


def _as_it_is(row: str) -> str:
    return row


@dataclass(frozen=True, slots=True)
class Strategy:
    """``enter`` and ``leave`` are sent before the first row and after the last; ``encode`` takes the finished cells of
    one whole row, from left to right, to what is sent for them."""

    name: str
    enter: str = ""
    leave: str = ""
    encode: Callable[[str], str] = _as_it_is


VISUAL = Strategy("visual")
"""For terminals that order nothing themselves: xterm, urxvt, st, Alacritty, foot and most others."""
EXPLICIT = Strategy("explicit", "\x1b[8l", "\x1b[8h")
"""For terminals that order text themselves until they are told that it is done (BDSM of ECMA-48, as VTE's
proposal has it: https://terminal-wg.pages.freedesktop.org/bidi/): VTE, mintty, WezTerm."""

STRATEGIES: Mapping[str, Strategy] = {one.name: one for one in (VISUAL, EXPLICIT)}

QUESTION = "\x1b[8$p"
"""DECRQM for BDSM. A terminal that has the mode answers ``CSI 8 ; 1 $ y`` or ``CSI 8 ; 2 $ y``."""
_KNOWS_BDSM = ("\x1b[8;1$y", "\x1b[8;2$y")
_FIRST_VTE = 5800


def by_name(environ: Mapping[str, str], setting: str = "") -> Strategy | None:
    """The strategy that the user named, in the settings or in NASHRA_TERMINAL, which wins."""
    return STRATEGIES.get(environ.get("NASHRA_TERMINAL", "")) or STRATEGIES.get(setting)


def detect(environ: Mapping[str, str], setting: str = "", ask: Callable[[], str] | None = None) -> Strategy:
    """The strategy for the terminal that ``environ`` describes. ``ask`` gives its answer to `QUESTION`; it is called
    only where the environment does not tell."""
    named = by_name(environ, setting)
    if named:
        return named
    if environ.get("TMUX") or environ.get("STY"):
        # Whatever the outer terminal leaves in the environment, a multiplexer swallows the escape.
        return VISUAL
    version = environ.get("VTE_VERSION", "")
    if version.isdigit():
        return EXPLICIT if int(version) >= _FIRST_VTE else VISUAL
    answer = ask() if ask else ""
    return EXPLICIT if any(one in answer for one in _KNOWS_BDSM) else VISUAL
