"""The terminal for as long as the reader has it: asked what it can do, told how to draw, and given back as it was."""

from __future__ import annotations

import atexit
import os
import select
import signal
import sys
import termios
import time
import tty
from collections.abc import Callable, Mapping
from contextlib import suppress
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, cast

from tui.text.terminal import ANSWERS, QUESTION, READY, SENTINEL, VISUAL, Strategy, detect, told

if TYPE_CHECKING:
    from textual.driver import Driver

_DEADLINE = 0.15
"""Seconds in which a terminal must have answered, counted from when it was asked."""
_ENDINGS = (signal.SIGTERM, signal.SIGHUP)


class Session:
    """Made before the app is imported, so that the terminal answers while Python reads files.

    Used as a context manager around the app, which draws through `driver`. However the program ends, short of
    SIGKILL, the terminal gets its modes back.
    """

    def __init__(self, environ: Mapping[str, str], setting: str = "") -> None:
        self._environ = environ
        self._setting = setting
        self._asked_at = 0.0
        self._mode: list[Any] | None = None
        self._entered = False
        self.strategy: Strategy = VISUAL
        atexit.register(self.close)
        # Until the app has a loop that listens to them, these would end Python where it stands.
        self._handlers = {
            number: signal.signal(number, _end) for number in _ENDINGS if signal.getsignal(number) is signal.SIG_DFL
        }
        if told(environ, setting) is None:
            self._ask()

    def __enter__(self) -> Session:
        self.strategy = detect(self._environ, self._setting, self._answer if self._mode else None)
        self.enter()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def enter(self) -> None:
        """Tell the terminal to leave our cells where they are."""
        if not self._entered:
            self._entered = True
            _write(self.strategy.enter)

    def leave(self, write: Callable[[str], None] | None = None) -> None:
        """Give the terminal back its own ways, through ``write`` if given; doing it twice is harmless."""
        if self._entered:
            self._entered = False
            (write or _write)(self.strategy.leave)

    def close(self) -> None:
        """Leave for good; what was read from the terminal but not by anyone goes to no one."""
        self.leave()
        self._restore()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._handlers.clear()
        atexit.unregister(self.close)

    def driver(self, base: type[Driver]) -> type[Driver]:
        """Textual's driver ``base`` that enters whenever it takes the terminal and leaves whenever it gives it back:
        at the end, on a crash, and around Ctrl-Z."""
        session = self

        class SessionDriver(base):  # type: ignore[misc, valid-type]
            def start_application_mode(self) -> None:
                session.enter()
                super().start_application_mode()

            def stop_application_mode(self) -> None:
                super().stop_application_mode()
                # By its own way out: what it still has to write is written first.
                session.leave(self.write)
                self.flush()

        return SessionDriver

    def _ask(self) -> None:
        if not (sys.stdin.isatty() and sys.__stderr__ and sys.__stderr__.isatty()):
            return
        with suppress(termios.error, ValueError):
            mode = termios.tcgetattr(sys.stdin.fileno())
            tty.setcbreak(sys.stdin.fileno())
            self._mode = mode
            self._asked_at = time.monotonic()
            _write(QUESTION + SENTINEL)

    def _answer(self) -> str:
        """What came back until the sentinel's answer or the deadline."""
        fd, said = sys.stdin.fileno(), b""
        while READY.encode() not in said:
            left = self._asked_at + _DEADLINE - time.monotonic()
            # What has arrived is read even when the deadline has passed meanwhile.
            if not select.select([fd], [], [], max(left, 0))[0]:
                _swallow()
                return said.decode("ascii", "ignore")
            piece = os.read(fd, 1024)
            if not piece:
                break
            said += piece
        # The mode stays as it is while an answer may still come: it would be echoed.
        self._restore()
        return said.decode("ascii", "ignore")

    def _restore(self) -> None:
        if self._mode is not None:
            with suppress(termios.error, ValueError):
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSAFLUSH, self._mode)
            self._mode = None


def _swallow() -> None:
    """Let Textual pass over answers that come late, whole or in pieces. It would take them for typing."""
    from textual._ansi_sequences import ANSI_SEQUENCES_KEYS, IGNORE_SEQUENCE

    cast("dict[str, object]", ANSI_SEQUENCES_KEYS).update(dict.fromkeys(ANSWERS, IGNORE_SEQUENCE))


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _write(text: str) -> None:
    """Straight to the terminal: Textual draws on the error stream, past Python's own."""
    if text and sys.__stderr__ is not None and sys.__stderr__.isatty():
        with suppress(OSError):  # the terminal may be gone
            sys.__stderr__.write(text)
            sys.__stderr__.flush()
