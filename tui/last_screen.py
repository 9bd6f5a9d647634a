"""The last screen of lists, written again at the next start before the app is imported: the reader comes up as it was
left, and draws over that once it is there.

It is shown only where nothing that it shows can have changed: the library and the place in it by their files, the
settings, the language, the size, the day, the terminal and how it is sent rows. What differs all the same, as the age
of an article does, is set right when the app draws.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tui import __version__, i18n, paths

if TYPE_CHECKING:
    from tui.config import Config
    from tui.terminal_session import Session

ALTERNATE, NORMAL = "\x1b[?1049h", "\x1b[?1049l"
"""The screen of programs and that of the shell (xterm, "DEC Private Mode Set")."""
_UNSEEN, SEEN = "\x1b[?25l", "\x1b[?25h"
_LARGEST = 1 << 20
"""Bytes of a file of ours, at most."""
_VARIABLES = ("TERM", "COLORTERM", "NO_COLOR", "TZ", "LC_ALL", "LC_TIME", "LANG", "TMUX", "STY")
"""Of the environment, what a screen is drawn by, with all that begin with ``TEXTUAL_``."""
_ANSWERED = 0.03
"""Seconds that a terminal may take to say how it is sent rows: over a line it takes longer than is won."""


class LastScreen:
    """That of one library, kept beside the place in it."""

    def __init__(self, library: Path, settings: Config, environ: Mapping[str, str]) -> None:
        """``environ`` is as the program was given it, before a session adds to it."""
        self._library, self._place = library, paths.state(library)
        self._path = self._place.with_suffix(".screen")
        drawn_by = {name: environ.get(name) for name in _VARIABLES}
        drawn_by |= {name: value for name, value in environ.items() if name.startswith("TEXTUAL_")}
        self._settings, self._given = settings, (__version__, drawn_by)

    def show(self, session: Session) -> None:
        """Write what was kept, if it is what the reader would show now and ``session`` knows how to send it."""
        with suppress(OSError, ValueError):
            with self._path.open("rb") as file:
                key, answers, strategy, rows = file.read(_LARGEST).decode().split("\n", 3)
            size = os.get_terminal_size(sys.__stderr__.fileno()) if sys.__stderr__ else (0, 0)
            if key != self._key(self._settings, size):
                return
            # The terminal is waited for last, as it may answer meanwhile, and not at all if it said nothing last time.
            known = session.knows_within(_ANSWERED) if answers == "True" else session.guesses()
            if known and strategy == repr(session.strategy):
                session.picture(f"{ALTERNATE}{_UNSEEN}{rows}")

    def keep(self, settings: Config, size: Sequence[int], session: Session, rows: str) -> None:
        """Keep ``rows`` as ``session`` sent them to a terminal of ``size``, columns and lines, by settings that may be
        others by then, once the library is closed. What fails is let go."""
        draft = self._path.with_name(f".{self._path.name}.new")
        with suppress(OSError, ValueError):
            text = f"{self._key(settings, size)}\n{session.answers}\n{session.strategy!r}\n{rows}".encode()
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(text)
            draft.replace(self._path)

    def forget(self) -> None:
        """There is none that a start may show."""
        with suppress(OSError):
            self._path.unlink()

    def _key(self, settings: Config, size: Sequence[int]) -> str:
        """All that the screen was drawn by but the strategy, in a line."""
        stamps = [*_stamps(self._library), *_stamps(paths.themes())]
        day = time.strftime("%Y-%m-%d %z")
        return repr((*self._given, i18n.language(), settings, tuple(size), day, stamps, self._place.read_bytes()))


def _stamps(path: Path) -> Iterator[tuple[str, int, int, int]]:
    """Of a library, or of the files of a folder, what is another when they have changed: what SQLite has written to a
    library may stand in the log beside it."""
    files = sorted(path.iterdir()) if path.is_dir() else [path, path.with_name(f"{path.name}-wal")]
    for file in files:
        with suppress(FileNotFoundError, NotADirectoryError):
            told = file.stat()
            if told.st_size:
                yield file.name, told.st_ino, told.st_size, told.st_mtime_ns
