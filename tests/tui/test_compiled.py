"""Compiled catalogs say what Python's own reader of them says."""

from __future__ import annotations

import gettext
from array import array
from pathlib import Path

import pytest

from tui.compiled import Catalog

_LOCALES = Path(__file__).parents[2] / "tui" / "locales"


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("swapped", [False, True])
def test_each_message_and_each_form_is_what_gettext_reads(language: str, swapped: bool) -> None:
    path = _LOCALES / language / "LC_MESSAGES" / "nashra.mo"
    with path.open("rb") as compiled:
        theirs = gettext.GNUTranslations(compiled)
    ours = Catalog(_swapped(path.read_bytes()) if swapped else path.read_bytes())
    plurals = {key[0] for key in theirs._catalog if isinstance(key, tuple)}  # type: ignore[attr-defined]
    single = [key for key in theirs._catalog if isinstance(key, str) and key]  # type: ignore[attr-defined]
    assert len(single) > 500
    assert len(plurals) > 5
    assert [ours.gettext(one) for one in single] == [theirs.gettext(one) for one in single]
    for one in plurals:
        counts = [*range(112), 200, 1_000_000]
        assert [ours.ngettext(one, "m", n) for n in counts] == [theirs.ngettext(one, "m", n) for n in counts]
    assert set(ours.texts()) == {text for key, text in theirs._catalog.items() if key}  # type: ignore[attr-defined]


def test_what_no_catalog_has_stays_as_it_is() -> None:
    for catalog in (Catalog(), Catalog((_LOCALES / "ar" / "LC_MESSAGES" / "nashra.mo").read_bytes())):
        assert catalog.gettext("never said") == "never said"
        assert [catalog.ngettext("one", "many", n) for n in (0, 1, 2)] == ["many", "one", "many"]


def _swapped(compiled: bytes) -> bytes:
    """The same written by a machine of the other byte order."""
    numbers = array("I", compiled[:28])
    count, keys, texts = numbers[2], numbers[3], numbers[4]
    whole = bytearray(compiled)
    for at, length in ((0, 28), (keys, 8 * count), (texts, 8 * count)):
        part = array("I", compiled[at : at + length])
        part.byteswap()
        whole[at : at + length] = part.tobytes()
    return bytes(whole)
