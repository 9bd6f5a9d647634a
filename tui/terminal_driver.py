"""Textual's way to the terminal, for as long as a session lasts: its modes taken and given back, its end seen."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, TextIO

from textual.driver import Driver
from textual.messages import ExitApp

from tui import terminal_input
from tui.last_screen import ALTERNATE

if TYPE_CHECKING:
    from tui.terminal_session import Session


class SessionDriver(Driver):
    """Stands before a driver of Textual's, ``base``. Enters the session whenever it takes the terminal and leaves
    it whenever it gives it back: at the end, on a crash, and around Ctrl-Z."""

    session: ClassVar[Session]
    base: ClassVar[type[Driver]]
    _file: Any
    _key_thread: Any

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        if not self.is_web:
            self._file = _Lasting(self._file)

    def start_application_mode(self) -> None:
        self.session.enter()
        self.session.taken()
        super().start_application_mode()  # type: ignore[safe-super]
        self.write(terminal_input.KEYS_BESIDE)
        self.flush()

    def write(self, data: str) -> None:
        if self.session.pictured and data == ALTERNATE:
            # It is there already, and to ask for it again would clear it.
            self.session.pictured, self.session.drawn_over = False, True
            return
        super().write(data)  # type: ignore[safe-super]

    def stop_application_mode(self) -> None:
        super().stop_application_mode()  # type: ignore[safe-super]
        # By its own way out: what it still has to write is written first.
        self.session.leave(self.write)
        self.flush()

    def resume_application_mode(self) -> None:
        # Whoever continues a program may not have stopped it (timeout(1)): its threads are still there.
        if self._key_thread is not None and self._key_thread.is_alive():
            self.suspend_application_mode()
        super().resume_application_mode()

    def run_input_thread(self) -> None:
        session = self.session
        typed, session.typed = session.typed, ""
        try:
            with terminal_input.parser_for(self.base, session.replies, typed, session.listens):
                super().run_input_thread()  # type: ignore[misc]
        except OSError:
            # The kernel tells this to the programs in the foreground alone.
            os.kill(os.getpid(), signal.SIGHUP)
        if self.is_web:
            # Whoever served the page is gone, and nobody could end the app any more.
            self._app.post_message(ExitApp())


class _Lasting:
    """A file that takes what is written to a terminal that is gone: the thread that writes would end at the first
    error, and all that waits for it would wait for ever."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.fileno, self.isatty = file.fileno, file.isatty

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()
