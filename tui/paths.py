"""Where Nashra keeps its files (XDG Base Directory Specification; ``~/Library`` on macOS)."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def library() -> Path:
    """The library of articles."""
    return _folder("XDG_DATA_HOME", ".local/share", "Application Support") / "library.db"


def config() -> Path:
    """The settings; it need not be there."""
    return _folder("XDG_CONFIG_HOME", ".config", "Preferences") / "config.toml"


def _folder(variable: str, home: str, mac: str) -> Path:
    named = os.environ.get(variable, "")
    if Path(named).is_absolute():
        return Path(named) / "nashra"
    if sys.platform == "darwin":
        return Path.home() / "Library" / mac / "nashra"
    return Path.home() / home / "nashra"
