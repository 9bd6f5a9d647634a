"""A new language is one file: its catalog, with what CLDR says of it put beside the words when it is compiled."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.localedata import locale_identifiers
from babel.messages.pofile import read_po, write_po

import hatch_build
from tests.tui.conftest import Open, text_of
from tests.tui.test_keys import press, settled
from tui import config, i18n, region, words
from tui.config import Config
from tui.text import paragraph

WORDS = {
    "Sections": "بخش‌ها",
    "Unread": "خوانده‌نشده",
    "Settings": "تنظیمات",
    "Help": "راهنما",
    "November": "نوامبر",
    ("{n} day ago", "{n} days ago"): ("{n} روز پیش",),
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sources of the two catalogs that are always there, which are those in use."""
    source = Path(hatch_build.__file__).parent / "tui" / "locales"
    for language in ("ar", "en"):
        there = tmp_path / "tui" / "locales" / language
        shutil.copytree(source / language, there, ignore=shutil.ignore_patterns("*.mo"))
    monkeypatch.setattr(i18n, "_LOCALES", tmp_path / "tui" / "locales")
    return tmp_path


@pytest.fixture
def persian(root: Path) -> Path:
    """Persian is there, begun as docs/languages.md says, with a few words."""
    path = hatch_build.begin(root, "fa")
    with path.open("rb") as lines:
        catalog = read_po(lines, locale="fa")
    for message, said in WORDS.items():
        found = catalog.get(message)
        assert found, message
        found.string = said
    with path.open("wb") as lines:
        write_po(lines, catalog)
    hatch_build.compile_catalogs(root)
    return path


def test_a_catalog_more_is_a_language_more_with_all_that_it_needs(persian: Path, tmp_path: Path) -> None:
    assert i18n.languages() == ("ar", "en", "fa")
    assert i18n.facts("fa") == ("فارسی", "rtl", "persian", "{day} {month} {year}", "{day} {month}")
    assert i18n.from_locale({"LANG": "fa_IR.UTF-8"}) == "fa"
    i18n.use("fa")
    region.use(region.of(Config(), {}))
    assert (i18n.rtl(), words.day(datetime(2026, 11, 25, tzinfo=UTC))) == (True, "۲۵ نوامبر ۲۰۲۶")
    assert i18n.plural("{n} day ago", "{n} days ago", 3) == "۳ روز پیش"
    # What nobody has translated yet is in English.
    assert i18n._("Feeds") == "Feeds"
    (tmp_path / "config.toml").write_text('language = "fa"', "utf-8")
    assert config.load(tmp_path / "config.toml").language == "fa"


async def test_the_app_speaks_a_language_that_was_added(persian: Path, open_app: Open) -> None:
    app = open_app("fa")
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        top = text_of(app).splitlines()[0]
        assert top.rstrip().endswith(paragraph("بخش‌ها", language="fa").fit(20).text)
        await press(pilot, "comma")
        await press(pilot, "enter")
        assert paragraph("فارسی", language="fa").fit(20).text in text_of(app)


def test_a_language_that_there_is_no_catalog_of_is_told_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=f"It can be: {', '.join(i18n.languages())}"):
        Config(language="xx")


def test_what_cldr_says_of_every_language_can_be_read() -> None:
    for language in locale_identifiers():
        said = hatch_build.facts(language)
        assert said["direction"] in ("ltr", "rtl")
        assert set(said["digits"].split()) <= set(region.DIGITS)
        assert [said["date"].count(place) for place in ("{day}", "{month}", "{year}")] == [1, 1, 1], language
        assert said["date"].format(day=1, month="x", year=2)
        assert [said["day"].count(place) for place in ("{day}", "{month}", "{year}")] == [1, 1, 0], language
        assert said["day"].format(day=1, month="x")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", ("العربية", "rtl", "latin arabic", "{day} {month} {year}", "{day} {month}")),
        ("en", ("English", "ltr", "latin", "{day} {month} {year}", "{day} {month}")),
        ("he", ("עברית", "rtl", "latin", "{day} ב{month} {year}", "{day} ב{month}")),
        ("ckb", ("کوردیی ناوەندی", "rtl", "arabic", "{day}ی {month}ی {year}", "{month} {day}")),
        ("ku", ("kurdî (kurmancî)", "ltr", "latin", "{day}ê {month}a {year}an", "{day}ê {month}ê")),
        ("de", ("Deutsch", "ltr", "latin", "{day}. {month} {year}", "{day}. {month}")),
    ],
)
def test_a_language_is_as_cldr_has_it(language: str, said: tuple[str, ...]) -> None:
    assert tuple(hatch_build.facts(language).values()) == said


def test_a_catalog_that_is_there_is_completed_and_keeps_its_words(persian: Path, root: Path) -> None:
    source = root / "tui" / "locales" / "en" / "LC_MESSAGES" / "nashra.po"
    with source.open("a", encoding="utf-8") as lines:
        lines.write('\nmsgid "A message that is new"\nmsgstr "A message that is new"\n')
    hatch_build.begin(root, "fa")
    with persian.open("rb") as lines:
        catalog = read_po(lines, locale="fa")
    assert catalog["A message that is new"].string == ""
    assert catalog["Settings"].string == "تنظیمات"
    assert catalog["{n} day ago"].string == ("{n} روز پیش",)


def test_nothing_imports_babel_to_know_its_language() -> None:
    asked = "import sys; from tui import i18n; i18n.use('ar'); assert i18n.rtl(); assert 'babel' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", asked], timeout=60).returncode == 0
