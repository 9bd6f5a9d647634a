"""One notification about what came: by the terminal where it has them, else by the desktop's own program, else a bell.

What feeds wrote is in it, so nothing in it can act: no control character, no markup, no option.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from html import escape
from typing import NamedTuple
from unicodedata import category

from feeds.answers import News
from feeds.clean import clean_line
from tui import words
from tui.i18n import _, language, plural
from tui.text.terminal import detection

_ST = "\x1b\\"
_BELL = "\x07"
_TITLE, _BODY = 100, 240
"""Characters at most."""
_NAMED = 3
"""Feeds or articles that are named of many."""
_DEADLINE = 5.0
_OUTER = "#{client_termtype}|#{client_termname}|#{allow-passthrough}"
"""The terminal outside of tmux, and whether what is sent through reaches it."""
_KINDS: Mapping[str, str] = {
    "kitty": "99",
    "foot": "777",
    "rxvt": "777",
    "ghostty": "777",
    "iterm": "9",
    "wezterm": "9",
    "conemu": "9",
}
"""The control sequence by the beginning of a terminal's name, as in XTVERSION, TERM or TERM_PROGRAM."""


class Notice(NamedTuple):
    """Plain texts of one line; ``body`` may be empty."""

    title: str
    body: str = ""


def of_rules(news: Sequence[News]) -> Notice | None:
    """What rules want told, in one; None where that is nothing."""
    if not news:
        return None
    if len(news) == 1:
        return Notice(news[0].title or _("Untitled"), news[0].feed)
    title = plural("{n} article in {feeds}", "{n} articles in {feeds}", len(news), feeds=_names([n.feed for n in news]))
    return Notice(title, " · ".join(one.title for one in news[:_NAMED] if one.title))


def of_refresh(come: Mapping[str, int]) -> Notice | None:
    """What a refresh brought, new articles by the names of feeds; None where that is nothing."""
    found = {name: count for name, count in come.items() if count}
    if not found:
        return None
    most_first = sorted(found, key=lambda name: -found[name])
    total = sum(found.values())
    return Notice(plural("{n} new article in {feeds}", "{n} new articles in {feeds}", total, feeds=_names(most_first)))


def _names(feeds: Sequence[str]) -> str:
    """Names of feeds, each once, the first few."""
    unique = list(dict.fromkeys(_safe(one, _TITLE // 2) for one in feeds))
    return words.comma(language()).join(unique[:_NAMED]) + (" …" if len(unique) > _NAMED else "")


def notify(notice: Notice, write: Callable[[str], None] | None, environ: Mapping[str, str], answers: str = "") -> None:
    """Show a notification: through ``write`` by the terminal, which said ``answers`` when it was asked who it is. It
    may wait for another program: call it off the event loop."""
    sequence = _sequence(notice, environ, answers) if write else ""
    if write and sequence:
        write(sequence)
    elif not _by_desktop(notice, environ) and write:
        write(_BELL)


# ── By the terminal ──────────────────────────────────────────────────────────────────────────────────────────


def _sequence(notice: Notice, environ: Mapping[str, str], answers: str) -> str:
    between = detection.multiplexed(environ)
    if between == "screen":
        return ""
    if not between:
        names = (detection.version(answers), environ.get("TERM_PROGRAM", ""), environ.get("TERM", ""))
        variables = ("kitty" * ("KITTY_WINDOW_ID" in environ), "conemu" * ("ConEmuPID" in environ))
        return drawn(notice, kind(*names, *variables))
    *names_outside, passes = _asked_of_tmux()
    if passes not in ("on", "all", "1"):
        return ""
    return detection.through(drawn(notice, kind(*names_outside)), environ)


def kind(*names: str) -> str:
    """The number of the control sequence that a terminal of these names has, the first that is known; empty without."""
    for name in names:
        plain = re.sub("^xterm-", "", name.lower())
        for begun, number in _KINDS.items():
            if plain.startswith(begun):
                return number
    return ""


def drawn(notice: Notice, number: str) -> str:
    """The control sequence: OSC 9 (iTerm2), OSC 777 (urxvt), or OSC 99 (kitty's protocol for notifications)."""
    title, body = _safe(notice.title, _TITLE), _safe(notice.body, _BODY)
    if number == "9":
        # A figure at the start is a command of ConEmu's.
        return f"\x1b]9;{_('Nashra')}: {' · '.join(filter(None, (title, body)))}{_ST}"
    if number == "777":
        title = title.replace(";", ",")
        return f"\x1b]777;notify;{title};{body}{_ST}"
    if number == "99":
        more = f"\x1b]99;i=nashra:d=1:e=1:p=body;{_coded(body)}{_ST}"
        return f"\x1b]99;i=nashra:d=0:e=1:o=unfocused;{_coded(title)}{_ST}{more}"
    return ""


def _coded(text: str) -> str:
    return b64encode(text.encode("utf-8", "replace")).decode()


def _asked_of_tmux() -> Sequence[str]:
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(  # noqa: S603
            ["tmux", "display-message", "-p", _OUTER],  # noqa: S607 (the user's own)
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_DEADLINE,
            check=True,
        )
        return done.stdout.decode("utf-8", "replace").strip().split("|")
    return ("", "", "")


# ── By the desktop ───────────────────────────────────────────────────────────────────────────────────────────


def _by_desktop(notice: Notice, environ: Mapping[str, str]) -> bool:
    """Whether the desktop's program showed it. A desktop on the machine that one is logged in to from afar is not the
    reader's."""
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"):
        return False
    program = shutil.which("notify-send", path=environ.get("PATH"))
    if program is None:
        return False
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(  # noqa: S603 (each text is one argument, after the last option)
            [program, f"--app-name={_('Nashra')}", "--", *arguments(notice)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_DEADLINE,
            check=False,
        )
        return done.returncode == 0
    return False


def arguments(notice: Notice) -> list[str]:
    """The title, which is plain text, and the body, of which notification servers read markup (Desktop Notifications
    Specification, 3) and notify-send escapes."""
    body = escape(_safe(notice.body, _BODY), quote=False).replace("\\", "\\\\")
    return [_safe(notice.title, _TITLE), *([body] if body else [])]


def _safe(text: str, most: int) -> str:
    """A text on one line, without controls and without embeddings, overrides and isolates that would not be closed; cut
    to so many characters, no letter without its marks."""
    line = clean_line(text)
    if len(line) <= most:
        return line
    end = most - 1
    while end > 0 and category(line[end]).startswith("M"):
        end -= 1
    return line[:end].rstrip() + "…"


def notify_here(notice: Notice) -> None:
    """Show a notification from a command: on its terminal, if it has one."""
    stream = next((one for one in (sys.stdout, sys.stderr) if one is not None and one.isatty()), None)

    def write(text: str) -> None:
        assert stream is not None
        stream.write(text)
        stream.flush()

    notify(notice, write if stream else None, os.environ)
