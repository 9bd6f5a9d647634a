"""Addresses as they are shown: without what signs in, and a host that could be taken for another one in Punycode, so
that no one is led astray."""

from __future__ import annotations

import re
from unicodedata import name, normalize

from feeds.clean import without_sign_in

_HOST = re.compile(r"(?<=://)[^/?#\s:@\[\]]+")


def shown(address: str) -> str:
    """``address`` without a name and a password, its host in letters if all of them are of one script (UTS #39, 5.1),
    else in Punycode; what a host in Punycode stands for is shown by the same rule."""
    return _HOST.sub(lambda found: _host(found[0]), without_sign_in(address))


def _host(host: str) -> str:
    if host.isascii() and "xn--" not in host.lower():
        return host
    try:
        letters = ".".join(map(_letters, host.split(".")))
        return letters if len({_script(char) for char in letters if char.isalpha()}) == 1 else _punycode(letters)
    except (UnicodeError, ValueError):
        return host.encode("ascii", "backslashreplace").decode()


def _letters(label: str) -> str:
    if label.lower().startswith("xn--"):
        return normalize("NFC", label[4:].encode("ascii").decode("punycode"))
    return normalize("NFC", label).lower()


def _punycode(host: str) -> str:
    return ".".join(
        label if label.isascii() else "xn--" + label.encode("punycode").decode() for label in host.split(".")
    )


def _script(char: str) -> str:
    """The script of a letter, as its name begins: LATIN, ARABIC, CYRILLIC."""
    script = name(char, "").partition(" ")[0]
    # Japanese is written in three that no one takes for another.
    return "CJK" if script in ("HIRAGANA", "KATAKANA", "CJK") else script
