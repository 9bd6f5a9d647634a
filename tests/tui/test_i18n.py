"""The language in use, and messages with their places and plurals."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui import i18n
from tui.i18n import _, from_locale, plural


def test_a_language_without_a_catalog_gives_english() -> None:
    i18n.use("fr")
    assert (i18n.language(), i18n.rtl(), _("Help")) == ("en", False, "Help")


def test_arabic_is_in_use_from_the_moment_it_is_asked_for() -> None:
    i18n.use("ar")
    assert (i18n.language(), i18n.rtl(), _("Help")) == ("ar", True, "مساعدة")


def test_catalogs_that_were_never_compiled_leave_english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(i18n, "_LOCALES", tmp_path)
    i18n.use("ar")
    assert plural("{n} new article", "{n} new articles", 3) == "3 new articles"


def test_places_are_filled_and_what_fills_them_is_not_read_again() -> None:
    assert _("Added: {title}", title="{url}") == "Added: {url}"


@pytest.mark.parametrize(
    ("n", "form"),
    [
        (0, "لا جديد"),
        (1, "مقال جديد"),
        (2, "مقالان جديدان"),
        (3, "3 مقالات جديدة"),
        (10, "10 مقالات جديدة"),
        (11, "11 مقالًا جديدًا"),
        (99, "99 مقالًا جديدًا"),
        (100, "100 مقال جديد"),
        (103, "103 مقالات جديدة"),
    ],
)
def test_arabic_counts_take_their_six_forms(n: int, form: str) -> None:
    i18n.use("ar")
    assert plural("{n} new article", "{n} new articles", n) == form


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "ar_EG.UTF-8"}, "ar"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ar"}, "ar"),
        ({"LANG": "ar_SA.UTF-8", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:ar:en"}, "ar"),
        ({"LANG": "C", "LANGUAGE": "ar"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
    ],
)
def test_the_locale_names_the_language(environ: dict[str, str], language: str) -> None:
    assert from_locale(environ) == language
