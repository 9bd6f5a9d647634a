"""Which terminal this is: by the user's word, by what the terminal answers, and by what the environment says.

Answers come before the environment where both speak, since a terminal that is started from another inherits its
variables. A multiplexer hides the terminal: what is asked goes through it to the one outside, where it lets that pass.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from feeds.values import dataclass, replace
from tui.text.terminal import (
    APART,
    EXPLICIT,
    KONSOLE,
    LOGICAL,
    MARKED,
    MLTERM,
    PUTTY,
    STRATEGIES,
    UNMARKED,
    VISUAL,
    WORDS,
    Strategy,
)

QUESTIONS = "\x1b[8$p\x1b[>q\x1b[>c\x1b[c"
"""DECRQM for BDSM, XTVERSION, DA2 and DA1."""
SENTINEL = "\x1b[5n"
"""DSR, asked after `QUESTIONS`: once it is answered, no other answer will come."""
READY = "\x1b[0n"
"""The answer to `SENTINEL`."""
ANSWER = re.compile(
    "\x1b\\[8;[0-4]\\$y|\x1bP>\\|[^\x1b]{0,80}\x1b\\\\|\x1b\\[>[\\d;]{1,24}c|\x1b\\[\\?[\\d;]{1,60}c|\x1b\\[0n"
)
"""All that a terminal may say to these."""
UNFINISHED = re.compile(
    "\x1b(?:\\[(?:8(?:;(?:[0-4]\\$?)?)?|>[\\d;]{0,24}|\\?[\\d;]{0,60}|0)?|P(?:>(?:\\|[^\x1b]{0,80}\x1b?)?)?)?\\Z"
)
"""The beginning of an answer at the end of what has come so far."""

_PATIENCE = 0.1
"""Seconds that the beginning of an answer is held back; a key that begins like one is late by as much."""

_KNOWS_BDSM = re.compile("\x1b\\[8;[12]\\$y")
_VERSION = re.compile("\x1bP>\\|([^\x1b]*)\x1b")
_KIND = re.compile("\x1b\\[>([\\d;]*)c")

_FIRST_VTE = 5800
_BY_NAME: Mapping[str, Strategy] = {
    "konsole": KONSOLE,
    "kitty": WORDS,
    "xterm-kitty": WORDS,
    "mlterm": MLTERM,
    "foot": UNMARKED,
    "st": UNMARKED,
    "stterm": UNMARKED,
    "alacritty": UNMARKED,
    "iterm2": LOGICAL,
    "xterm": VISUAL,
}
"""By the first word of what a terminal calls itself: in XTVERSION, or in TERM, where «xterm» tells nothing."""
_BY_KIND: Mapping[str, Strategy] = {"0;136;0": PUTTY, "0;115;0": APART, "24;279;0": MLTERM}
"""By DA2, of those that have no XTVERSION."""
_BY_PROGRAM: Mapping[str, Strategy] = {"mintty": EXPLICIT, "WezTerm": EXPLICIT, "Apple_Terminal": LOGICAL}
_MANY_COLOURS = frozenset(("xterm", "konsole", "kitty", "foot", "wezterm", "iterm2", "contour", "ghostty"))
_BY_VARIABLE: Mapping[str, Strategy] = {"KONSOLE_VERSION": KONSOLE, "MLTERM": MLTERM, "KITTY_WINDOW_ID": WORDS}
_FIRST_ITERM = (3, 7)
"""The first iTerm2 that orders text unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Found:
    """A strategy, and what it was told from, as `nashra doctor` shows it."""

    strategy: Strategy
    source: str


class Replies:
    """Parts what a terminal answers from what is typed, while answers may still come."""

    def __init__(self) -> None:
        self.said = ""
        """The answers so far."""
        self._held = ""
        self._held_at = 0.0

    @property
    def done(self) -> bool:
        """Whether no more answers will come."""
        return READY in self.said

    def take(self, come: str, now: float) -> str:
        """What was typed of ``come``. The beginning of an answer is held back; ``now`` is in seconds."""
        if self.done:
            return come
        come, self._held = self._held + come, ""
        self.said += "".join(ANSWER.findall(come))
        typed = ANSWER.sub("", come)
        if not self.done and (begun := UNFINISHED.search(typed)):
            self._held, self._held_at = begun[0], now
            typed = typed[: begun.start()]
        return typed

    def release(self, now: float) -> str:
        """What was held back for too long to be an answer."""
        if not self._held or now - self._held_at < _PATIENCE:
            return ""
        typed, self._held = self._held, ""
        return typed


def named(environ: Mapping[str, str], setting: str = "") -> Found | None:
    """The strategy that the user named: in NASHRA_TERMINAL, where the command line puts its own, or the settings."""
    for source, name in (("NASHRA_TERMINAL", environ.get("NASHRA_TERMINAL", "")), ("terminal", setting)):
        if name in STRATEGIES:
            return Found(reaching(STRATEGIES[name], environ), f"{source}={name}")
    return None


def multiplexed(environ: Mapping[str, str]) -> str:
    """``tmux`` or ``screen`` where one of them stands between, else an empty string."""
    return "tmux" if environ.get("TMUX") else "screen" if environ.get("STY") else ""


def questions(environ: Mapping[str, str]) -> str:
    """What to ask this terminal, or the one outside of a multiplexer; empty where asking does harm."""
    if environ.get("TERM_PROGRAM") == "Apple_Terminal" or environ.get("TERM", "dumb") in ("dumb", "linux"):
        # The first writes the end of a question on the screen.
        return ""
    return through(QUESTIONS + SENTINEL, environ)


def version(answers: str) -> str:
    """What a terminal calls itself, with its release (XTVERSION), among its answers; empty where it does not say."""
    said = _VERSION.search(answers)
    return said[1] if said else ""


def through(sent: str, environ: Mapping[str, str]) -> str:
    """What is to be sent for ``sent`` to reach the terminal itself."""
    between = multiplexed(environ)
    if not (sent and between):
        return sent
    return "\x1bPtmux;" + sent.replace("\x1b", "\x1b\x1b") + "\x1b\\" if between == "tmux" else f"\x1bP{sent}\x1b\\"


def reaching(strategy: Strategy, environ: Mapping[str, str]) -> Strategy:
    """``strategy`` with its switches thrown through a multiplexer, where there is one and it lets them pass."""
    if not (strategy.enter and multiplexed(environ)):
        return strategy
    return replace(strategy, enter=through(strategy.enter, environ), leave=through(strategy.leave, environ))


def detect(environ: Mapping[str, str], setting: str = "", answers: str = "", outer: str = "") -> Found:
    """The strategy for the terminal that ``environ`` describes. ``answers`` is what it said to `questions`; ``outer``
    is what tmux says of the terminal outside: its XTVERSION, its TERM and what it can do, parted by ``|``."""
    if found := named(environ, setting):
        return found
    found = _by_answers(answers)
    if multiplexed(environ):
        found = found or _by_outer(outer) or _by_variables(environ, ("VTE_VERSION",)) or Found(VISUAL, "")
        # Other panes want the terminal as it is; in mlterm there is no other way.
        strategy = MARKED if found.strategy is EXPLICIT else reaching(found.strategy, environ)
        return Found(strategy, found.source)
    return found or _by_environment(environ, answers) or Found(VISUAL, "")


def many_colours(answers: str) -> bool:
    """Whether a terminal that said ``answers`` is one that takes colours of 24 bits (SGR 38;2), whatever its TERM."""
    return bool(_KNOWS_BDSM.search(answers)) or version_name(answers) in _MANY_COLOURS


def version_name(answers: str) -> str:
    """What a terminal that said ``answers`` calls itself in XTVERSION, in small letters and without the version."""
    version = _VERSION.search(answers)
    return _first_word(version[1]) if version else ""


def _first_word(version: str) -> str:
    return (re.match("[\\w-]*", version) or [""])[0].lower()


def _by_answers(answers: str) -> Found | None:
    if _KNOWS_BDSM.search(answers):
        return Found(EXPLICIT, "DECRQM 8")
    if version := _VERSION.search(answers):
        return Found(_of_version(version[1]), f"XTVERSION {version[1]}")
    kind = _KIND.search(answers)
    if kind and kind[1] in _BY_KIND:
        return Found(_BY_KIND[kind[1]], f"DA2 {kind[1]}")
    return None


def _of_version(version: str) -> Strategy:
    name = _first_word(version)
    if name == "iterm2" and tuple(map(int, re.findall("\\d+", version)[1:3])) < _FIRST_ITERM:
        return VISUAL
    return _BY_NAME.get(name, VISUAL)


def _by_outer(outer: str) -> Found | None:
    version, term, _features = _parts(outer)
    if version:
        return Found(_of_version(version), f"tmux: {version}")
    return _by_term(term, "tmux: ")


def _parts(outer: str) -> tuple[str, str, str]:
    version, _, rest = outer.partition("|")
    term, _, features = rest.partition("|")
    return version, term, features


def few_colours(outer: str) -> bool:
    """Whether tmux says that the terminal outside takes no more than eight colours, whatever it tells programs."""
    _version, term, features = _parts(outer)
    return bool(term) and "256" not in term and not {"256", "RGB"} & set(features.split(","))


def _by_term(term: str, source: str) -> Found | None:
    for name in (term, term.partition("-")[0]):
        if name != "xterm" and name in _BY_NAME:
            return Found(_BY_NAME[name], f"{source}{term}")
    return None


def _by_environment(environ: Mapping[str, str], answers: str) -> Found | None:
    if found := _by_term(environ.get("TERM", ""), "TERM="):
        return found
    program, version = environ.get("TERM_PROGRAM", ""), environ.get("TERM_PROGRAM_VERSION", "")
    if program in _BY_PROGRAM:
        return Found(_BY_PROGRAM[program], f"TERM_PROGRAM={program}")
    if program == "iTerm.app":
        return Found(_of_version(f"iTerm2 {version}"), f"TERM_PROGRAM={program} {version}")
    kind = _KIND.search(answers)
    if READY not in answers:
        return _by_variables(environ, ("VTE_VERSION", *_BY_VARIABLE))
    # One that answers but does not give its name has inherited these; VTE tells its version as others have it.
    return _by_variables(environ, ("VTE_VERSION",)) if kind and environ.get("VTE_VERSION", "-") in kind[1] else None


def _by_variables(environ: Mapping[str, str], names: Sequence[str]) -> Found | None:
    for name in names:
        value = environ.get(name, "")
        if name == "VTE_VERSION":
            if value.isdigit() and int(value) >= _FIRST_VTE:
                return Found(EXPLICIT, f"{name}={value}")
        elif value:
            return Found(_BY_VARIABLE[name], f"{name}={value}")
    return None
