"""Where Nashra keeps its files (XDG Base Directory Specification; ``~/Library`` on macOS)."""

from __future__ import annotations

import os
import sys
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
