"""What each terminal must be sent so that finished cells stay where they are put.

A `Strategy` says how to enter and leave the terminal's right mode and how a finished row is written in it. The table is
all that knows terminals; which of it this terminal needs is found by `tui.text.terminal.detection`.

A row is encoded when it is written, after the compositor's cuts, and whole: an overlay that cut a row already encoded
would leave broken text. In Textual that is `Compositor.render_full_update` and `render_partial_update`: for a strategy
that encodes, a screen gets a compositor that widens what has changed to whole rows and joins the strips of each. Where
rows are written as they are, nothing stands between Textual and the terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from feeds.values import dataclass

if TYPE_CHECKING:
    from tui.text.terminal.rows import Row


@dataclass(frozen=True, slots=True)
class Strategy:
    """``enter`` and ``leave`` are sent before the first row and after the last. ``encoder`` gives what takes a row to
    what is sent for it; without it rows are sent as they are. ``marks`` says that the terminal draws a mark on its
    letter."""

    name: str
    enter: str = ""
    leave: str = ""
    encoder: str = ""
    marks: bool = True

    def row(self, row: Row) -> str:
        """What is sent for a row of finished cells."""
        if self.encoder:
            return _encoded(self.encoder, tuple(row))
        return "".join(f"\x1b[{style}m{text}\x1b[0m" if style else text for style, text in row)

    def line(self, cells: str) -> str:
        """What is sent for a row of finished cells without style."""
        return self.row([("", cells)]) if self.encoder else cells


@lru_cache(1024)
def _encoded(encoder: str, row: tuple[tuple[str, str], ...]) -> str:
    # Most rows are sent again as they were, a line further up.
    return _encoder(encoder)(row)


@cache
def _encoder(name: str) -> Callable[[Row], str]:
    # Most terminals need none of them, and the first screen waits for what is imported.
    from tui.text.terminal import implicit, rows

    encoders: Mapping[str, Callable[[Row], str]] = {
        "marked": rows.marked,
        "single": rows.single,
        "words": rows.words,
        "konsole": implicit.konsole,
        "apart": implicit.apart,
        "putty": implicit.putty,
        "logical": implicit.logical,
    }
    return encoders[name]


VISUAL = Strategy("visual")
"""For terminals that order nothing themselves: xterm, urxvt and most others."""
EXPLICIT = Strategy("explicit", "\x1b[8l", "\x1b[8h")
"""For terminals that order text themselves until they are told that it is done (BDSM of ECMA-48, as VTE's
proposal has it: https://terminal-wg.pages.freedesktop.org/bidi/): VTE, mintty, WezTerm."""
UNMARKED = Strategy("unmarked", marks=False)
"""For terminals that order nothing, and drop marks or misplace them: st, Alacritty, foot."""
MLTERM = Strategy("mlterm", "\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07", "single")
"""For mlterm, whose ordering has a switch of its own (its PROTOCOL document, OSC 5379)."""
MARKED = Strategy("marked", encoder="marked")
"""For tmux inside a terminal that orders text: tmux swallows the escape that would tell it not to."""
KONSOLE = Strategy("konsole", encoder="konsole")
"""For Konsole, which orders each stretch of one style and joins letters anew."""
WORDS = Strategy("words", encoder="words", marks=False)
"""For kitty, which joins and turns round each word, and leaves words where they are; marks part its words."""
PUTTY = Strategy("putty", encoder="putty")
"""For PuTTY, which orders whole rows by their first letter."""
APART = Strategy("apart", encoder="apart", marks=False)
"""For QTerminal, which orders each stretch of one style by itself and drops marks."""
LOGICAL = Strategy("logical", encoder="logical")
"""For terminals that order and join all text and can't be told not to: iTerm2, Apple's Terminal."""

STRATEGIES: Mapping[str, Strategy] = {
    one.name: one for one in (VISUAL, EXPLICIT, UNMARKED, MLTERM, MARKED, APART, KONSOLE, WORDS, PUTTY, LOGICAL)
}
