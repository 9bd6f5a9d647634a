"""Copying where the terminal alone does not: tmux keeps OSC 52 to itself unless told otherwise, and VTE and Konsole
ignore it, so the clipboard's own program is given the text as well."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

_DEADLINE = 3.0


def programs(environ: Mapping[str, str]) -> list[Sequence[str]]:
    """What to run with the text on its standard input. A clipboard on the machine that one is logged in to from afar
    is not the reader's."""
    found: list[Sequence[str]] = []
    if environ.get("TMUX"):
        found.append(("tmux", "load-buffer", "-w", "-"))
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"):
        return found
    if environ.get("WAYLAND_DISPLAY") and shutil.which("wl-copy"):
        found.append(("wl-copy",))
    elif environ.get("DISPLAY") and shutil.which("xclip"):
        found.append(("xclip", "-selection", "clipboard"))
    elif environ.get("DISPLAY") and shutil.which("xsel"):
        found.append(("xsel", "--input", "--clipboard"))
    elif sys.platform == "darwin":
        found.append(("pbcopy",))
    return found


def give(text: str, to: Sequence[Sequence[str]]) -> None:
    """Run each of ``to`` with ``text``; one that fails is passed over. Waits for them: call it off the event loop."""
    for command in to:
        try:
            subprocess.run(  # noqa: S603 (the text is on the standard input, never in the command)
                command,
                input=text.encode("utf-8", "ignore"),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_DEADLINE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
