"""Which keyboard layout is likely on beside a Latin one: by what the system says of it, or else by the locale."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

_SECONDS = 2.0
"""How long a program that tells of the keyboard may take."""
_FILE = Path("/etc/default/keyboard")
_XKB: Mapping[tuple[str, str], str] = {
    ("ara", "azerty"): "ar-azerty",
    ("ara", "azerty_digits"): "ar-azerty",
    ("ara", "mac"): "ar-mac",
    ("ara", "mac-phonetic"): "ar-mac",
    ("ara", ""): "ar-101",
    ("eg", ""): "ar-101",
    ("sy", ""): "ar-101",
    ("iq", ""): "ar-101",
    ("iq", "ku_ara"): "ckb",
    ("ma", ""): "ar-azerty",
    ("dz", "ar"): "ar-101",
    ("ir", ""): "fa-isiri9147",
    ("ir", "winkeys"): "fa-win",
    ("ir", "ku_ara"): "ckb",
    ("il", ""): "he-si1452",
    ("pk", ""): "ur-phonetic",
    ("pk", "urd-crulp"): "ur-crulp",
    ("pk", "ara"): "ar-101",
}
"""Layout and variant of xkeyboard-config; a variant that is not here counts as the layout."""
_MAC: Sequence[tuple[str, str]] = (
    ("Arabic - PC", "ar-101"),
    ("ArabicPC", "ar-101"),
    ("Arabic", "ar-mac"),
    ("Persian", "fa-isiri9147"),
    ("Hebrew", "he-si1452"),
    ("Urdu", "ur-phonetic"),
    ("Kurdish", "ckb"),
)
"""Beginnings of the names of Apple's layouts, as macOS keeps them."""
_LANGUAGES: Mapping[str, str] = {
    "ar": "ar-101",
    "ar_DZ": "ar-azerty",
    "ar_MA": "ar-azerty",
    "ar_TN": "ar-azerty",
    "fa": "fa-isiri9147",
    "he": "he-si1452",
    "iw": "he-si1452",
    "ur": "ur-phonetic",
    "ckb": "ckb",
    "ku_IQ": "ckb",
}

Ask = Callable[[Sequence[str]], str]
"""Runs a program and gives what it writes, or an empty string."""


def by_locale(environ: Mapping[str, str]) -> str:
    """The layout that readers of the locale's language mostly have, or an empty string."""
    names = [environ.get(key, "").partition(".")[0] for key in ("LC_ALL", "LC_CTYPE", "LANG")]
    # Where a locale is not installed, Python itself sets LC_CTYPE to C.UTF-8 (PEP 538), which says nothing of people.
    name = next((name for name in names if name not in ("", "C", "POSIX")), "")
    return _LANGUAGES.get(name) or _LANGUAGES.get(name.partition("_")[0], "")


def by_system(environ: Mapping[str, str], ask: Ask | None = None, file: Path = _FILE) -> str:
    """The first layout of ours that the system names, or an empty string. Over ssh the keyboard is another machine's,
    so nothing is asked. Runs programs: not for the event loop."""
    if environ.get("SSH_CONNECTION"):
        return ""
    ask = ask or _ask
    return next(filter(None, _told(environ, ask, file)), "")


def _told(environ: Mapping[str, str], ask: Ask, file: Path) -> Iterator[str]:
    if sys.platform == "darwin":
        yield of_mac(ask(["defaults", "read", "com.apple.HIToolbox", "AppleEnabledInputSources"]))
        return
    if environ.get("DISPLAY"):
        yield of_xkb(ask(["setxkbmap", "-query"]))
    yield of_xkb(ask(["localectl", "status"]))
    with suppress(OSError, UnicodeDecodeError):
        yield of_xkb(file.read_text("utf-8"))


def of_xkb(text: str) -> str:
    """The layout in what `setxkbmap -query`, `localectl status` or `/etc/default/keyboard` says, all of which have a
    line of layouts and one of their variants, in the same order."""
    layouts = _list(text, r"(?:X11 Layout|XKBLAYOUT|layout)")
    variants = _list(text, r"(?:X11 Variant|XKBVARIANT|variant)")
    for at, layout in enumerate(layouts):
        name, _, inside = layout.partition("(")
        variant = inside.rstrip(")") or (variants[at] if at < len(variants) else "")
        found = _XKB.get((name, variant)) or _XKB.get((name, ""))
        if found:
            return found
    return ""


def of_mac(text: str) -> str:
    """The layout in the list of input sources that macOS keeps."""
    for name in re.findall(r'"KeyboardLayout Name" = "?([^";]+)', text):
        for begins, layout in _MAC:
            if name.startswith(begins):
                return layout
    return ""


def _list(text: str, name: str) -> list[str]:
    found = re.search(rf"^\s*{name}\s*[:=]\s*\"?([^\"\n]*)", text, re.MULTILINE)
    return [one.strip() for one in found[1].split(",")] if found else []


def _ask(command: Sequence[str]) -> str:
    import subprocess

    with suppress(OSError, subprocess.SubprocessError):
        return subprocess.run(  # noqa: S603 (the names above)
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=_SECONDS, check=False
        ).stdout
    return ""
