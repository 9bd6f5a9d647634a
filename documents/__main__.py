"""``python -m documents``: write all that is made from the code into ``docs``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from documents import commands, keys, settings, tasks

DOCS = Path(__file__).parent.parent / "docs"
MADE: Mapping[str, Callable[[], str]] = {
    "commands.md": commands.page,
    "keys.md": keys.page,
    "settings.md": settings.page,
    "tasks.md": tasks.page,
    "nashra.1": commands.manual,
}
"""The text of each file."""


def main() -> None:
    for name, made in MADE.items():
        (DOCS / name).write_text(made(), "utf-8")


if __name__ == "__main__":
    main()
