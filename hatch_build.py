"""Compiles the message catalogs when the project is built or installed, so that only their sources are kept.

By hand, ``python hatch_build.py`` does the same, and ``python hatch_build.py fa`` first begins a catalog of Persian, or
adds to it the messages that it lacks, with nothing in them (docs/languages.md).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from babel import Locale
from babel.localedata import exists, locale_identifiers
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, where hatchling need not be
    BuildHookInterface = object  # type: ignore[assignment,misc]

_SOURCE = "en"
_DIGITS = {"latn": "latin", "arab": "arabic", "arabext": "persian"}
"""The names that tui.region has for those of CLDR."""
_FIELDS = {"d": "{day}", "M": "{month}", "L": "{month}", "y": "{year}"}
_PART = r"'([^']*)'|([dMLy])\2*|([A-Za-z]+)\s*|([^A-Za-z']+)"


def compile_catalogs(root: Path) -> None:
    """Write ``nashra.mo`` beside each ``nashra.po`` under ``root``, with what CLDR says of its language."""
    for source in (root / "tui" / "locales").glob("*/LC_MESSAGES/*.po"):
        catalog = _read(source)
        for name, said in facts(source.parts[-3]).items():
            # As its key has the context before it: by their keys they are sorted, and looked for.
            catalog.add(f"language\x04{name}", said)
        with source.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalog)


def facts(language: str) -> Mapping[str, str]:
    """What `tui.i18n.Facts` has of a language, by CLDR: what it calls itself, its direction, the digits that it is
    written with in all countries, the usual ones first, and a date with its year and without. Raises
    babel.UnknownLocaleError."""
    locale = Locale.parse(language)
    all_of_it = [locale, *(Locale.parse(one) for one in locale_identifiers() if one.split("_")[0] == locale.language)]
    digits = dict.fromkeys(_DIGITS.get(one.default_numbering_system, "latin") for one in all_of_it)
    # English as the world has it, not as the United States do.
    world = f"{language}_001"
    found = Locale.parse(world) if exists(world) else locale
    return {
        "name": locale.get_display_name() or language,
        "direction": "rtl" if locale.text_direction == "rtl" else "ltr",
        "digits": " ".join(digits),
        "date": date(str(found.date_formats["long"].pattern)),
        "day": date(str(found.datetime_skeletons["MMMMd"])),
    }


def date(pattern: str) -> str:
    """A date pattern of CLDR (UTS #35, 8) as Python fills it; an era, which some have, is left out."""
    return "".join(map(_part, re.finditer(_PART, pattern.replace("''", "\u2019")))).strip()


def _part(found: re.Match[str]) -> str:
    quoted, field, _other, plain = found.groups()
    return _FIELDS[field] if field else quoted or plain or ""


def begin(root: Path, language: str) -> Path:
    """Make the catalog of a language, or add what it lacks to it; what is there stays. Returns where it is."""
    folder = root / "tui" / "locales"
    path = folder / language / "LC_MESSAGES" / "nashra.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = "# Nashra's interface."
    begun = path.exists()
    catalog = _read(path) if begun else Catalog(language, charset="utf-8", header_comment=head, fuzzy=False)
    for message in _read(folder / _SOURCE / "LC_MESSAGES" / "nashra.po"):
        if message.id and catalog.get(message.id) is None:
            catalog.add(message.id, locations=message.locations)
    with path.open("wb") as lines:
        write_po(lines, catalog, width=0, omit_header=False)
    return path


def _read(path: Path) -> Catalog:
    with path.open("rb") as lines:
        return read_po(lines, locale=path.parts[-3])


class CatalogHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles the catalogs before anything is put into a wheel, or the project is installed in place."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_catalogs(Path(self.root))


if __name__ == "__main__":
    here = Path(__file__).parent
    for wanted in sys.argv[1:]:
        sys.stdout.write(f"{begin(here, wanted)}\n")
    compile_catalogs(here)
