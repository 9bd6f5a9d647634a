"""How much a command says, and what it writes down: quiet, as usual or step by step, and a log that is kept small.
Nothing that signs in reaches either."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

LARGEST = 1_000_000
"""Bytes of a log, after which another is begun."""
KEPT = 3
"""Logs that are kept beside it, under its name with .1 and so on."""
_HIDDEN = "…"

_quiet = False
_verbose = False
_file: Path | None = None


def use(*, quiet: bool = False, verbose: bool = False, file: str = "") -> None:
    """For the whole process, from now on."""
    global _quiet, _verbose, _file
    _quiet, _verbose, _file = quiet, verbose, Path(file).expanduser() if file else None


def quiet() -> bool:
    """Whether nothing is said but what was asked for and what went wrong."""
    return _quiet


def progress() -> bool:
    """Whether a line that is written over may tell how far a command is."""
    return not (_quiet or _verbose)


def noted() -> bool:
    """Whether a `step` goes anywhere, for those that are costly to tell."""
    return _verbose or _file is not None


def step(told: str) -> None:
    """Tell what was done: on standard error where steps are asked for, and in the log."""
    note(told)
    if _verbose:
        from tui.printing import Printer

        Printer(sys.stderr).write(safe(told) + "\n")


def note(told: str) -> None:
    """Write into the log alone. One that can't be written is told of once, and stops nothing."""
    global _file
    if _file is None:
        return
    from feeds.clean import clean_line

    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    lines = "".join(f"{now} {os.getpid()} {clean_line(safe(line))}\n" for line in told.splitlines())
    try:
        _append(_file, lines.encode("utf-8", "replace"))
    except OSError as error:
        from tui.i18n import _
        from tui.printing import Printer

        unwritten, _file = _file, None
        told = _("The log can't be written: {path} ({why})", path=unwritten, why=error.strerror)
        Printer(sys.stderr).write(told + "\n")


def safe(text: str) -> str:
    """``text`` without what signs in: a name and a password in an address, what follows a question mark in one, parts
    of its path that look drawn by lot, and the values of headers and names that say what they are."""
    for pattern, kept in _patterns():
        text = pattern.sub(kept, text)
    return text


def words(typed: Iterable[str]) -> str:
    """What was typed after ``nashra``, as the log has it: headers without their values."""
    import shlex

    shown = []
    before = ""
    for word in typed:
        value = word.removeprefix("--header=")
        if before == "--header" or value != word:
            name, colon, _value = value.partition(":")
            word = word.removesuffix(value) + name + (colon and f"{colon} {_HIDDEN}")
        shown.append(word)
        before = word
    return shlex.join(shown)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    import re

    named = r"(?:authorization|api[_-]?key|auth|token|secret|passw(?:or)?d|cookie|session|signature|credential)"
    return (
        (re.compile(r"\b([a-z][a-z0-9+.-]*://)[^/?#\s]*@", re.IGNORECASE), r"\1"),
        (re.compile(r"(\b[a-z][a-z0-9+.-]*://[^?#\s]*[?#])[^\s«»“”'\"]+", re.IGNORECASE), rf"\1{_HIDDEN}"),
        # A UUID, or twenty letters and digits in a row with a digit among them: no word of any language.
        (
            re.compile(r"(?<=/)(?=[^/\s]*\d)(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\w{20,})", re.IGNORECASE),
            _HIDDEN,
        ),
        (re.compile(rf"\b([\w-]*{named}[\w-]*[\"']?\s*[:=]\s*).+", re.IGNORECASE), rf"\1{_HIDDEN}"),
        (re.compile(r"\b(bearer|basic|digest)\s+[A-Za-z0-9._~+/=-]{6,}", re.IGNORECASE), rf"\1 {_HIDDEN}"),
    )


def _append(file: Path, lines: bytes) -> None:
    """One program at a time: two that begin another log at once would lose one. Raises OSError."""
    import fcntl

    file.parent.mkdir(parents=True, exist_ok=True)
    while True:
        handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            if not os.path.samestat(os.fstat(handle), file.stat()):
                continue
            size = os.fstat(handle).st_size
            if size and size + len(lines) > LARGEST:
                _turn(file)
                continue
            os.write(handle, lines)
            return
        except FileNotFoundError:
            continue  # another program has just begun another one
        finally:
            os.close(handle)


def _turn(file: Path) -> None:
    """Put the log aside, and those before it one further; the last one goes."""
    for number in range(KEPT, 0, -1):
        before = file if number == 1 else file.with_name(f"{file.name}.{number - 1}")
        if before.exists():
            before.replace(file.with_name(f"{file.name}.{number}"))


def hush_asyncio() -> None:
    """Of a process that ends with the event loop, asyncio warns or not as it happens: that is no news for people."""
    import logging

    logging.getLogger("asyncio").setLevel(logging.ERROR)
