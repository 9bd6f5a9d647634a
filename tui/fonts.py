"""Whether the fonts of this machine have the joined forms of Arabic letters, where fontconfig can tell."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass

_FORMS = "fe80-fefc"
"""Arabic Presentation Forms-B: all that joins in Arabic itself."""
_DEADLINE = 5.0


@dataclass(frozen=True, slots=True)
class ArabicFont:
    """``family`` is empty where no font has the forms; ``even`` says that all its letters are of one width."""

    family: str
    even: bool


def arabic_font(environ: Mapping[str, str]) -> ArabicFont | None:
    """The font that joined letters most likely come from, or None where that can't be seen from here: the terminal is
    on another machine, or there is no fontconfig."""
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY") or not shutil.which("fc-list"):
        return None
    for even in (True, False):
        families = _families(f":charset={_FORMS}" + (":spacing=100" if even else ""))
        if families is None:
            return None
        if families:
            # The font of the terminal itself, where it is among them, is the one that it draws with.
            usual = _families("monospace", match=True) or []
            return ArabicFont(next((name for name in usual if name in families), families[0]), even)
    return ArabicFont("", even=False)


def _families(pattern: str, *, match: bool = False) -> list[str] | None:
    command = ["fc-match", "-f", "%{family}\n", pattern] if match else ["fc-list", pattern, "family"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_DEADLINE, check=True)  # noqa: S603 (no word of a feed's is in it)
    except (OSError, subprocess.SubprocessError):
        return None
    return sorted({line.split(",")[0].split(":")[0].strip() for line in done.stdout.splitlines() if line.strip()})
