"""The interface's language: messages from the catalogs, with places filled and plurals chosen.

Messages are English sentences in the code; ``locales/<language>/LC_MESSAGES/nashra.mo`` holds what they are in a
language. One language is in use at a time, for the whole process.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from tui.compiled import Catalog

LANGUAGES = ("ar", "en")
LATIN_DIGITS = "0123456789"
_LOCALES = Path(__file__).parent / "locales"

_LRM = "\u200e"

_language = "en"
_digits = LATIN_DIGITS
_catalog = Catalog()


def use(language: str) -> None:
    """Take ``language`` from now on; one that there is no catalog for gives English."""
    global _language, _catalog
    _language = language if language in LANGUAGES else "en"
    try:
        _catalog = Catalog((_LOCALES / _language / "LC_MESSAGES" / "nashra.mo").read_bytes())
    except FileNotFoundError:
        # A tree whose catalogs were never compiled speaks English.
        _catalog = Catalog()


def use_digits(ten: str) -> None:
    """Write numbers in Arabic with these ten digits, zero first, from now on."""
    global _digits
    _digits = ten


def digits() -> str:
    """The ten digits of the language in use: English has the Latin ones whatever the country."""
    return _digits if _language == "ar" else LATIN_DIGITS


def number(n: int) -> str:
    """``n`` in the digits in use."""
    return str(n).translate(str.maketrans(LATIN_DIGITS, digits()))


def language() -> str:
    """The language in use (ISO 639)."""
    return _language


def rtl() -> bool:
    """Whether the interface runs from right to left."""
    return _language == "ar"


def side() -> Literal["ltr", "rtl"]:
    """The direction of the interface."""
    return "rtl" if rtl() else "ltr"


def from_locale(environ: Mapping[str, str]) -> str:
    """The language that the environment asks for: LC_ALL, LC_MESSAGES and LANG in this order, and LANGUAGE before them
    unless the locale is C (GNU gettext, 2.3)."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "C")
    plain = locale.split(".")[0] in ("C", "POSIX")
    wanted = [locale] if plain else [*environ.get("LANGUAGE", "").split(":"), locale]
    for name in wanted:
        code = name.replace("-", "_").split("_")[0].split(".")[0].lower()
        if code in LANGUAGES:
            return code
    return "en"


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
    return message.format_map({name: _placed(it) for name, it in places.items()})


def _placed(value: object) -> str:
    """A value as it stands in a sentence: in Arabic a path or the like keeps the sign at its end at that end."""
    if isinstance(value, int):
        return number(value)
    text = str(value)
    if not (_language == "ar" and text) or (text[0].isalnum() and text[-1].isalnum()) or text[0] == _LRM:
        return text
    return text if any("\u0590" <= char <= "\u08ff" for char in text) else f"{_LRM}{text}{_LRM}"
