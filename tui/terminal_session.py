"""The terminal for as long as the reader has it: asked what it can do, told how to draw, and given back as it was."""

from __future__ import annotations

import atexit
import os
import select
import sys
import termios
import time
import tty
from collections.abc import Mapping
from types import TracebackType

from tui.text.terminal import QUESTION, VISUAL, Strategy, by_name, detect

_DEADLINE = 0.15
"""Seconds in which a terminal must have answered, counted from when it was asked."""
_SENTINEL = "\x1b[c"
"""DA1, which every terminal answers: once its answer is there, no other will come."""


class Session:
    """Made before the app is imported, so that the terminal answers while Python reads files."""

    def __init__(self, environ: Mapping[str, str], setting: str = "") -> None:
        self._environ = environ
        self._setting = setting
        self._asked_at = 0.0
        self._mode: list[object] | None = None
        self._entered = False
        self.strategy: Strategy = VISUAL
        self._ask()

    def __enter__(self) -> Session:
        self.strategy = detect(self._environ, self._setting, self._answer if self._mode else None)
        self._restore()
        atexit.register(self.leave)
        self.enter()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()
        atexit.unregister(self.leave)

    def enter(self) -> None:
        """Tell the terminal to leave our cells where they are."""
        if not self._entered:
            self._entered = True
            self._write(self.strategy.enter)

    def leave(self) -> None:
        """Give the terminal back its own ways; doing it twice is harmless."""
        if self._entered:
            self._entered = False
            self._write(self.strategy.leave)

    def _ask(self) -> None:
        told = by_name(self._environ, self._setting) or any(map(self._environ.get, ("TMUX", "STY", "VTE_VERSION")))
        if told or not (sys.stdin.isatty() and sys.__stderr__ and sys.__stderr__.isatty()):
            return
        try:
            self._mode = termios.tcgetattr(sys.stdin.fileno())
            tty.setcbreak(sys.stdin.fileno())
        except (termios.error, ValueError):
            self._mode = None
            return
        self._asked_at = time.monotonic()
        self._write(QUESTION + _SENTINEL)

    def _answer(self) -> str:
        """What came back until the sentinel or the deadline."""
        fd, said = sys.stdin.fileno(), b""
        while True:
            left = self._asked_at + _DEADLINE - time.monotonic()
            # What has arrived is read even when the deadline has passed meanwhile.
            if not select.select([fd], [], [], max(left, 0))[0]:
                return said.decode("ascii", "ignore")
            said += os.read(fd, 1024)
            if b"\x1b[?" in said and said.rstrip().endswith(b"c"):
                return said.decode("ascii", "ignore")

    def _restore(self) -> None:
        if self._mode is not None:
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self._mode)  # type: ignore[arg-type]

    def _write(self, text: str) -> None:
        """Straight to the terminal: Textual draws on the error stream, past Python's own."""
        if text and sys.__stderr__ is not None and sys.__stderr__.isatty():
            sys.__stderr__.write(text)
            sys.__stderr__.flush()
