"""The interface's language: messages from the catalogs, with places filled and plurals chosen.

Messages are English sentences in the code; ``locales/<language>/LC_MESSAGES/nashra.mo`` holds what they are in a
language, and what CLDR says of it, which ``hatch_build.py`` puts there. Each catalog is a language that can be chosen.
One is in use at a time, for the whole process.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple, cast

from tui.compiled import Catalog
from tui.keyed import filled, joined

SOURCE = "en"
"""The language of the messages in the code."""
LATIN_DIGITS = "0123456789"
_LOCALES = Path(__file__).parent / "locales"
_CATALOG = Path("LC_MESSAGES", "nashra.mo")
_CONTEXT = "language"
"""Of the messages that are no words but what CLDR says."""

_LRM = "\u200e"


class Facts(NamedTuple):
    """What a language needs beside words (CLDR)."""

    name: str = "English"
    """What it calls itself."""
    direction: Literal["ltr", "rtl"] = "ltr"
    digits: str = "latin"
    """The names of the digits that it is written with (`tui.region.Digits`), the usual ones first."""
    date: str = "{day} {month} {year}"
    """A date with the month by its name."""
    day: str = "{day} {month}"
    """The same without the year."""


_language = SOURCE
_digits = LATIN_DIGITS
_catalog = Catalog()
_facts = Facts()


def languages() -> tuple[str, ...]:
    """The languages that there are catalogs of (ISO 639), and English in any case."""
    return tuple(sorted({SOURCE, *(found.parts[-3] for found in _LOCALES.glob(f"*/{_CATALOG}"))}))


def use(language: str) -> None:
    """Take ``language`` from now on; one that there is no catalog for gives English."""
    global _language, _catalog, _facts
    _language = language if language in languages() else SOURCE
    _catalog = _read(_language)
    _facts = _facts_of(_catalog)


def facts(language: str) -> Facts:
    """What CLDR says of a language that there is a catalog of."""
    return _facts if language == _language else _facts_of(_read(language))


def _read(language: str) -> Catalog:
    try:
        return Catalog((_LOCALES / language / _CATALOG).read_bytes())
    except FileNotFoundError:
        # A tree whose catalogs were never compiled speaks English.
        return Catalog()


def _facts_of(catalog: Catalog) -> Facts:
    said = {name: catalog.gettext(f"{_CONTEXT}\x04{name}").rpartition("\x04") for name in Facts._fields}
    return Facts(**{name: cast("Literal['ltr']", it) for name, (_key, missing, it) in said.items() if not missing})


def use_digits(ten: str) -> None:
    """Write numbers with these ten digits, zero first, from now on, where the language has other than the Latin."""
    global _digits
    _digits = ten


def digits() -> str:
    """The ten digits of the language in use: English has the Latin ones whatever the country."""
    return _digits if _facts.digits != Facts().digits else LATIN_DIGITS


def usual_digits() -> str:
    """The name of the digits that the language in use is written with where no country says otherwise."""
    return _facts.digits.split()[0]


def date(day: int, month: str, year: int) -> str:
    """A date in the order and with the signs of the language in use, its month in words."""
    return _facts.date.format(day=number(day), month=month, year=number(year))


def day(day_of_month: int, month: str) -> str:
    """`date` without the year."""
    return _facts.day.format(day=number(day_of_month), month=month)


def number(n: int) -> str:
    """``n`` in the digits in use."""
    return str(n).translate(str.maketrans(LATIN_DIGITS, digits()))


def language() -> str:
    """The language in use (ISO 639)."""
    return _language


def rtl() -> bool:
    """Whether the interface runs from right to left."""
    return _facts.direction == "rtl"


def side() -> Literal["ltr", "rtl"]:
    """The direction of the interface."""
    return _facts.direction


def from_locale(environ: Mapping[str, str]) -> str:
    """The language that the environment asks for: LC_ALL, LC_MESSAGES and LANG in this order, and LANGUAGE before them
    unless the locale is C (GNU gettext, 2.3)."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "C")
    plain = locale.split(".")[0] in ("C", "POSIX")
    wanted = [locale] if plain else [*environ.get("LANGUAGE", "").split(":"), locale]
    known = languages()
    for name in wanted:
        whole = name.replace("-", "_").split(".")[0].split("@")[0]
        for code in (whole, whole.split("_")[0].lower()):
            if code in known:
                return code
    return SOURCE


def _(message: str, **places: object) -> str:
    """``message`` in the language in use, its ``{places}`` filled, whole numbers in the digits in use."""
    return _filled(_catalog.gettext(message), places)


def N_(message: str) -> str:  # noqa: N802 (the name that catalogs' tools know)
    """Marks a message that is translated where it is shown."""
    return message


def plural(one: str, many: str, n: int, **places: object) -> str:
    """The form of a message for ``n``, which fills ``{n}``; Arabic has six."""
    return _filled(_catalog.ngettext(one, many, n), {"n": n, **places})


def _filled(message: str, places: Mapping[str, object]) -> str:
    if not places:
        return message
    return filled(message, {name: _placed(it) for name, it in places.items()})


def _placed(value: object) -> str:
    """A value as it stands in a sentence: from right to left a path or the like keeps its last sign at its end."""
    if isinstance(value, int):
        return number(value)
    text = value if isinstance(value, str) else str(value)
    if not (rtl() and text) or (text[0].isalnum() and text[-1].isalnum()) or text[0] == _LRM:
        return text
    return text if any("\u0590" <= char <= "\u08ff" for char in text) else joined("", (_LRM, text, _LRM))
