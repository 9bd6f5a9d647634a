"""Compiles the message catalogs when the project is built or installed, so that only their sources are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, where hatchling need not be
    BuildHookInterface = object  # type: ignore[assignment,misc]


def compile_catalogs(root: Path) -> None:
    """Write ``nashra.mo`` beside each ``nashra.po`` under ``root``."""
    for source in (root / "tui" / "locales").glob("*/LC_MESSAGES/*.po"):
        with source.open("rb") as lines:
            catalog = read_po(lines, locale=source.parts[-3])
        with source.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalog)


class CatalogHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the catalogs before anything is put into a wheel, or the project is installed in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogs(Path(self.root))


if __name__ == "__main__":
    compile_catalogs(Path(__file__).parent)
