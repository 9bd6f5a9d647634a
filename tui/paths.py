"""Where Nashra keeps its files (XDG Base Directory Specification; ``~/Library`` on macOS)."""

from __future__ import annotations

import os
import sys
import zlib
from pathlib import Path

from feeds.errors import NoHome


def library() -> Path:
    """The library of articles. Raises NoHome."""
    return _folder("XDG_DATA_HOME", ".local/share", "Application Support") / "library.db"


def config() -> Path:
    """The settings; it need not be there, and without a home it can't be."""
    try:
        return _folder("XDG_CONFIG_HOME", ".config", "Preferences") / "config.toml"
    except NoHome:
        return Path(os.devnull, "config.toml")


def state(library: Path) -> Path:
    """Where the reader was in ``library``; without a home it is kept nowhere."""
    name = f"{zlib.crc32(os.fsencode(library)):08x}.json"
    try:
        return _folder("XDG_STATE_HOME", ".local/state", "Application Support") / "state" / name
    except NoHome:
        return Path(os.devnull, name)


def themes() -> Path:
    """The folder of the user's own themes, which need not be there."""
    return config().with_name("themes")


def _folder(variable: str, home: str, mac: str) -> Path:
    named = os.environ.get(variable, "")
    if Path(named).is_absolute():
        return Path(named) / "nashra"
    try:
        at_home = Path.home()
    except RuntimeError as error:
        raise NoHome from error
    if sys.platform == "darwin":
        return at_home / "Library" / mac / "nashra"
    return at_home / home / "nashra"
