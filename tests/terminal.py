"""A terminal for tests: a real pty that shows a program its size and keeps every byte that reaches it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence


class Terminal:
    """Runs ``command`` and collects what it writes. ``answer`` is asked for every piece, and what it gives is typed."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (100, 30),
        environ: Mapping[str, str] | None = None,
        answer: Callable[[bytes], bytes] = lambda _piece: b"",
    ) -> None:
        self.written = b""
        self._answer = answer
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            # As a terminal starts it, whatever a test before this one has set for its own process.
            signal.pthread_sigmask(signal.SIG_SETMASK, [])
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.execvpe(
                command[0],
                list(command),
                {
                    **inherited,
                    "TERM": "xterm-256color",
                    "LANG": "C.UTF-8",
                    "XDG_CONFIG_HOME": os.devnull,
                    "XDG_STATE_HOME": os.devnull,
                    **(environ or {}),
                },
            )
        columns, rows = size
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.code: int | None = None

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.hang_up()

    def until(self, wanted: Callable[[str], bool] | str, seconds: float = 15) -> str:
        """Read until what was written satisfies ``wanted`` or contains it; AssertionError after ``seconds``."""
        met = wanted if callable(wanted) else lambda text: wanted in text
        end = time.monotonic() + seconds
        while not met(self.text):
            assert time.monotonic() < end, f"not seen within {seconds} s in {self.text[-2000:]!r}"
            if not self._read(0.1):
                break
        assert met(self.text), self.text[-2000:]
        return self.text

    def type(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def hang_up(self) -> None:
        """Take the terminal away, as when its window is closed; doing it twice is harmless."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def kill(self, number: int) -> None:
        os.kill(self.pid, number)

    def end(self, seconds: float = 60) -> int:
        """Wait until the program has ended: its exit code; AssertionError after ``seconds``."""
        end = time.monotonic() + seconds
        while self.code is None:
            assert time.monotonic() < end, f"not ended within {seconds} s after {self.text[-2000:]!r}"
            if not self._read(0.1):
                time.sleep(0.01)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
        while self._read(0.05):
            pass
        return self.code

    @property
    def text(self) -> str:
        return self.written.decode("utf-8", "replace")

    def _read(self, seconds: float) -> bool:
        """Whether the program may still write."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return self.code is None
        try:
            piece = os.read(self._fd, 65536)
        except OSError:
            return False
        self.written += piece
        if said := self._answer(piece):
            os.write(self._fd, said)
        return bool(piece)
