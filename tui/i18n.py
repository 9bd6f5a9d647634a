"""The interface's language: messages from the catalogs, with places filled and plurals chosen.

Messages are English sentences in the code; ``locales/<language>/LC_MESSAGES/nashra.mo`` holds what they are in a
language. One language is in use at a time, for the whole process.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from pathlib import Path

LANGUAGES = ("ar", "en")
_LOCALES = Path(__file__).parent / "locales"

_language = "en"
_catalog: gettext.NullTranslations = gettext.NullTranslations()


def use(language: str) -> None:
    """Take ``language`` from now on; one that there is no catalog for gives English."""
    global _language, _catalog
    _language = language if language in LANGUAGES else "en"
    try:
        with (_LOCALES / _language / "LC_MESSAGES" / "nashra.mo").open("rb") as compiled:
            _catalog = gettext.GNUTranslations(compiled)
    except FileNotFoundError:
        # A tree whose catalogs were never compiled speaks English.
        _catalog = gettext.NullTranslations()


def language() -> str:
    """The language in use (ISO 639)."""
    return _language


def rtl() -> bool:
    """Whether the interface runs from right to left."""
    return _language == "ar"


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
    """``message`` in the language in use, its ``{places}`` filled."""
    return _filled(_catalog.gettext(message), places)


def N_(message: str) -> str:  # noqa: N802 (the name that catalogs' tools know)
    """Marks a message that is translated where it is shown."""
    return message


def plural(one: str, many: str, n: int, **places: object) -> str:
    """The form of a message for ``n``, which fills ``{n}``; Arabic has six."""
    return _filled(_catalog.ngettext(one, many, n), {"n": n, **places})


def _filled(message: str, places: Mapping[str, object]) -> str:
    return message.format_map(places) if places else message
