"""The settings: typed fields with their defaults, read from a TOML file that need not be there."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from feeds.errors import SettingsUnreadable


@dataclass(frozen=True, slots=True)
class Config:
    """All that a user can set."""

    language: Literal["", "ar", "en"] = ""
    """The language of the interface; empty takes the locale's."""
    theme: str = "nashra-dark"
    """The colours, by the name of a theme."""
    terminal: str = ""
    """How Arabic is sent to this terminal, by the name of a strategy; empty finds out."""
    measure: int = 72
    """Cells in a line of an article, at most."""
    harakat: Literal["auto", "show", "hide"] = "auto"
    """Whether vowel signs are drawn; auto draws them where the terminal puts them on their letters."""
    keys: dict[str, list[str]] = field(default_factory=dict)
    """Keys of your own, by the id of an action."""


def load(path: Path) -> Config:
    """The settings in ``path``, or the defaults where there is no file. Raises SettingsUnreadable."""
    if not path.exists():
        return Config()
    import msgspec

    try:
        return msgspec.toml.decode(path.read_bytes(), type=Config)
    except (OSError, msgspec.MsgspecError) as error:
        raise SettingsUnreadable(path=path, why=error) from error
