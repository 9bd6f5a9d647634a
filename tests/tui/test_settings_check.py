"""What is wrong in the file of the settings, with its line and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import SettingsUnreadable
from tests.tui.conftest import Open
from tests.tui.test_keys import settled
from tui import i18n
from tui.config import Config, load
from tui.settings_check import allowed
from tui.settings_mistakes import mistakes

ALL_WRONG = """\
# mine
measure = "wide"
langage = "ar"
digits = "roman"
player = "mpv"
edition_minutes = 5000
theme = "blue"
country = "EG"
[keys]
star = ["g *"]
nothing = ["x"]
read = ["^^^"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def told(file: Path, text: str) -> list[str]:
    file.write_text(text, "utf-8")
    return [str(one) for one in mistakes(file)]


def test_each_mistake_is_told_with_its_line_and_what_is_allowed(file: Path) -> None:
    first, unknown, choice, many, range_, theme, action, key = told(file, ALL_WRONG)
    assert first == 'Line 2: “measure” can\'t be "wide". It takes a whole number.'
    assert unknown == "Line 3: There is no setting “langage”. Did you mean “language”?"
    assert choice == 'Line 4: “digits” can\'t be "roman". It takes one of "auto", "latin", "arabic", "persian".'
    assert many == 'Line 5: “player” can\'t be "mpv". It takes a list of texts in brackets.'
    assert range_ == "Line 6: edition_minutes is a number from 1 to 600."
    assert theme.startswith("Line 7: There is no theme “blue”, but: nashra-16, ")
    assert action.startswith("Line 11: ")
    assert "“nothing”" in action
    assert key.startswith("Line 12: “^^^” is no key.")


def test_in_arabic_too(file: Path) -> None:
    i18n.use("ar")
    for line in told(file, ALL_WRONG):
        assert line.startswith("السطر ")


@pytest.mark.parametrize(
    ("text", "line"), [("measure = 80\nx = [\n", 3), ("a = \n", 1), ("measure = 80\nmeasure = 90\n", 2), ("ا = 1", 1)]
)
def test_what_is_no_toml_is_told_with_its_line(file: Path, text: str, line: int) -> None:
    [one] = told(file, text)
    assert one.startswith(f"Line {line}: This is no TOML")


def test_a_table_that_is_of_the_wrong_kind_has_the_line_of_its_head(file: Path) -> None:
    [one] = told(file, "measure = 80\n[keys]\nstar = 5\n")
    assert (
        one
        == "Line 2: “keys” can't be {'star': 5}. It takes a table whose values are each a list of texts in brackets."
    )


def test_nothing_is_wrong_with_what_can_be_loaded(file: Path) -> None:
    assert mistakes(file) == []
    for text in ("", "\ufeffmeasure = 80\n", 'keys = { star = ["g *"] }', "theme = 'nashra-light'"):
        assert told(file, text) == []
        assert isinstance(load(file), Config)


@given(st.text())
def test_no_text_is_beyond_it(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    assert isinstance(mistakes(file), list)


def test_each_setting_says_what_it_takes() -> None:
    for name in Config.__dataclass_fields__:
        assert allowed(name)


def test_a_mistyped_theme_is_told_with_the_one_that_is_meant(file: Path) -> None:
    assert told(file, 'theme = "nashra-drak"\n') == [
        "Line 1: There is no theme “nashra-drak”. Did you mean “nashra-dark”?"
    ]


@pytest.mark.parametrize("text", ["measure = 'wide'\nlangage = 1\n", "langage = 1\ndigits = 'roman'\n", "x = \n"])
def test_what_keeps_the_settings_from_being_read_is_told_as_the_check_tells_it(file: Path, text: str) -> None:
    lines = [line for line in told(file, text) if "langage" not in line]
    with pytest.raises(SettingsUnreadable) as raised:
        load(file)
    assert [raised.value.args_["why"]] == lines


async def test_the_reader_tells_at_its_start_what_of_the_settings_it_passes_over(open_app: Open) -> None:
    app = open_app("en", config=Config(theme="nashra-drak"))
    app.told = ["config.toml: Line 2: There is no setting “mesure”."]
    async with app.run_test() as pilot:
        await settled(pilot)
        assert "There is no setting “mesure”." in app.main.notice.text
        assert "Did you mean “nashra-dark”?" in app.main.notice.text
