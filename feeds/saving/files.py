"""A file of a new name in a folder: one that any file system takes, and never in the place of another."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from unicodedata import category, normalize

from feeds.clean import clean_line
from feeds.errors import FileUnwritable

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
"""What FAT, exFAT and NTFS have no place for in a name, and the slash of all others."""
_RESERVED = re.compile(r"(con|prn|aux|nul|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
"""Names of devices on Windows, whatever ending follows."""
_LONGEST = 120
"""Bytes of a name without its ending: encrypted home folders take 143, most file systems 255."""
_TRIES = 1_000


def name_of(title: str, otherwise: str) -> str:
    """A title as the name of a file without its ending; ``otherwise`` where nothing of it can be one."""
    name = _UNSAFE.sub(" ", normalize("NFC", clean_line(title)))
    # What is not seen would make two names that look the same; a joiner is a part of a word.
    name = "".join(char for char in name if category(char) not in ("Cf", "Co", "Cn", "Cs") or char == "\u200c")
    name = " ".join(name.split()).lstrip(".-~ ")
    name = _cut(name, _LONGEST).rstrip(". ")
    if _RESERVED.match(name):
        name = f"_{name}"
    return name if any(char.isalnum() for char in name) else otherwise


def _cut(name: str, most: int) -> str:
    """As much of a name as takes so many bytes, whole words where there are several, and no letter without its
    marks."""
    if len(name.encode()) <= most:
        return name
    kept = name.encode()[:most].decode("utf-8", "ignore")
    following = name[len(kept)]
    if category(following).startswith("M"):
        while kept and category(kept[-1]).startswith("M"):
            kept = kept[:-1]
        kept = kept[:-1]
    words, _blank, _rest = kept.rpartition(" ")
    return words if words and following != " " else kept


def write(folder: Path, name: str, ending: str, data: bytes) -> Path:
    """Write a new file, with a number behind its name where there is one of that name: where it is. The folder is made
    if need be. Raises FileUnwritable."""
    path = folder / f"{name}.{ending}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(2, _TRIES):
            try:
                file = path.open("xb")
            except FileExistsError:
                path = folder / f"{name} ({number}).{ending}"
                continue
            try:
                with file:
                    file.write(data)
            except OSError:
                # Half a file is none.
                with suppress(OSError):
                    path.unlink()
                raise
            return path
    except OSError as error:
        raise FileUnwritable(path=path, why=error.strerror or error) from error
    raise FileUnwritable(path=path, why=FileExistsError.__name__)
