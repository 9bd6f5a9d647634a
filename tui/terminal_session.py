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
from typing import TYPE_CHECKING, Any

from tui.last_screen import NORMAL, SEEN
from tui.text.terminal import VISUAL, Strategy
from tui.text.terminal.detection import Found, Replies, detect, few_colours, many_colours, multiplexed, named, questions

if TYPE_CHECKING:
    from subprocess import Popen

    from textual.driver import Driver

_DEADLINE = 0.15
"""Seconds in which a terminal must have answered, counted from when it was asked."""
_OUTER = "#{client_termtype}|#{client_termname}|#{client_termfeatures}"
_LATEST = 3.0
"""Seconds after which no answer is waited for any more."""
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
        self._known = self._closed = False
        self._tmux: Popen[str] | None = None
        self._called = ""
        self.pictured = self.drawn_over = False
        """Whether there is a picture on the terminal, and whether the app has come to draw over it."""
        self.replies = Replies()
        """What the terminal has answered."""
        self.typed = ""
        """What was typed while the terminal was asked."""
        self.found = Found(VISUAL, "")
        atexit.register(self.close)
        # Until the app has a loop that listens to them, these would end Python where it stands.
        self._handlers = {
            number: signal.signal(number, _end) for number in _ENDINGS if signal.getsignal(number) is signal.SIG_DFL
        }
        if named(environ, setting) is None:
            self._ask()

    @property
    def strategy(self) -> Strategy:
        """How rows are sent to this terminal, once the session is entered."""
        return self.found.strategy

    def __enter__(self) -> Session:
        self._know()
        # The mode stays as it is while an answer may still come: it would be echoed.
        if self.replies.done and not self.pictured:
            self._restore()
        self.enter()
        return self

    @property
    def answers(self) -> bool:
        """Whether the terminal has said what it was asked, if it was."""
        return self.replies.done or not self._asked_at

    def knows_within(self, seconds: float) -> bool:
        """Whether the terminal has said all that it was asked in this time, so that `strategy` is known."""
        if self._mode:
            self._listen(time.monotonic() + seconds)
            if not self.replies.done:
                return False
        self._know()
        return True

    def guesses(self) -> bool:
        """Whether `strategy` is what it will be if the terminal says nothing, as in a multiplexer that lets no question
        through; what it says all the same comes to its right when the session is entered."""
        if multiplexed(self._environ) and not self._known:
            self.found = detect(self._environ, self._setting, "", self._outer())
        return bool(multiplexed(self._environ))

    def picture(self, rows: str) -> None:
        """Show what the app is to draw over. Until it reads keys they wait, unseen, in the terminal."""
        if not (sys.stdin.isatty() and sys.__stderr__ and sys.__stderr__.isatty()):
            return
        with suppress(termios.error):
            self._hold_keys()
        self.enter()
        self.pictured = True
        _write(rows)

    def _know(self) -> None:
        """Tell the terminal by its answers, or without them when it has had its time."""
        if self._known:
            return
        self._known = True
        if self._mode:
            self._listen(self._asked_at + _DEADLINE)
        outer = self._outer()
        found = detect(self._environ, self._setting, self.replies.said, outer)
        if found != self.found:
            self.change(found)
        if few_colours(outer):
            # Colours that tmux makes eight of are not told apart.
            os.environ.update(COLORTERM="", TERM="screen")
        elif not multiplexed(self._environ) and many_colours(self.replies.said):
            # A login over a line brings TERM along, but not this; xterm sets it for no one.
            os.environ.setdefault("COLORTERM", "truecolor")

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

    def taken(self) -> None:
        """The app takes the terminal over, with the mode that it has found."""
        if self.pictured and not self.listens():
            self._restore()

    def change(self, found: Found) -> None:
        """Go over to another strategy, in the middle of it all."""
        entered = self._entered
        self.leave()
        self.found = found
        if entered:
            self.enter()

    def close(self) -> None:
        """Leave for good. An answer that is still to come is waited for, lest the shell takes it for typing."""
        self.leave()
        if self.pictured:
            self.pictured = False
            _write(f"{SEEN}{NORMAL}")
        if self.listens() and not self._closed:
            self._wait_for_the_last()
        self._closed = True
        self._restore()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._handlers.clear()
        atexit.unregister(self.close)

    def driver(self, base: type[Driver]) -> type[Driver]:
        """Textual's driver ``base`` that enters whenever it takes the terminal and leaves whenever it gives it back:
        at the end, on a crash, and around Ctrl-Z."""
        from tui.terminal_driver import SessionDriver

        return type("Driver", (SessionDriver, base), {"session": self, "base": base})

    def listens(self) -> bool:
        """Whether the terminal may still answer."""
        return bool(self._asked_at) and not self.replies.done and time.monotonic() - self._asked_at < _LATEST

    def _ask(self) -> None:
        asked = questions(self._environ)
        if not (asked and sys.stdin.isatty() and sys.__stderr__ and sys.__stderr__.isatty()):
            return
        with suppress(termios.error, ValueError):
            self._hold_keys()
            self._asked_at = time.monotonic()
            # Some write on the screen what they don't know: the line is empty, and is made so again.
            _write(f"{asked}\r\x1b[K")
        if multiplexed(self._environ) == "tmux":
            import subprocess

            with suppress(OSError):
                self._tmux = subprocess.Popen(  # noqa: S603
                    ["tmux", "display-message", "-p", _OUTER],  # noqa: S607 (the user's own)
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    text=True,
                )

    def _outer(self) -> str:
        """What tmux calls the terminal outside."""
        if self._tmux is None:
            return self._called
        from subprocess import TimeoutExpired

        tmux, self._tmux = self._tmux, None
        with suppress(TimeoutExpired, OSError, ValueError):
            self._called = tmux.communicate(timeout=self._left())[0].strip()
            return self._called
        tmux.kill()
        tmux.communicate()
        return ""

    def _left(self) -> float:
        """Seconds until the terminal must have answered."""
        return max(self._asked_at + _DEADLINE - time.monotonic(), 0.01)

    def _hold_keys(self) -> None:
        """Have what is typed given as it is typed, and not written on the screen. Raises termios.error."""
        if self._mode is None:
            mode = termios.tcgetattr(sys.stdin.fileno())
            # By default what was typed before is thrown away.
            tty.setcbreak(sys.stdin.fileno(), termios.TCSANOW)
            self._mode = mode
            # Newer versions of Python do so themselves: Enter is to come as it is.
            held = termios.tcgetattr(sys.stdin.fileno())
            held[tty.IFLAG] &= ~termios.ICRNL
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, held)

    def _listen(self, until: float) -> None:
        """Read until the sentinel's answer, or the moment ``until``."""
        while not self.replies.done:
            left = max(until - time.monotonic(), 0.0)
            if not select.select([sys.stdin.fileno()], [], [], left)[0] or not self._read():
                break

    def _read(self) -> bool:
        piece = os.read(sys.stdin.fileno(), 1024)
        self.typed += self.replies.take(piece.decode("utf-8", "replace"), time.monotonic())
        return bool(piece)

    def _wait_for_the_last(self) -> None:
        with suppress(OSError, ValueError, termios.error):
            tty.setcbreak(sys.stdin.fileno(), termios.TCSANOW)
            end = time.monotonic() + _DEADLINE
            while not self.replies.done and select.select([sys.stdin.fileno()], [], [], end - time.monotonic())[0]:
                if not self._read():
                    break

    def _restore(self) -> None:
        if self._mode is not None:
            with suppress(termios.error, ValueError):
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self._mode)
            self._mode = None


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _write(text: str) -> None:
    """Straight to the terminal: Textual draws on the error stream, past Python's own."""
    if text and sys.__stderr__ is not None and sys.__stderr__.isatty():
        with suppress(OSError):  # the terminal may be gone
            sys.__stderr__.write(text)
            sys.__stderr__.flush()
