"""Setting one thing leaves the rest of the user's file as it was written."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import SettingsUnreadable
from tui import words
from tui.config import Config, load
from tui.i18n import languages
from tui.settings_file import put

WRITTEN = """\
# إعداداتي
theme = "nashra-light"   # easier at noon

measure = 60

[keys]
# like another reader
star = ["f"]
"""


def test_a_file_that_was_not_there_is_made_with_the_setting_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep/er/config.toml"
    assert put(path, "terminal", "konsole").terminal == "konsole"
    assert path.read_text("utf-8") == 'terminal = "konsole"\n'


def test_comments_order_and_other_settings_stay_when_one_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(WRITTEN, "utf-8")
    put(path, "measure", 80)
    assert path.read_text("utf-8") == WRITTEN.replace("measure = 60", "measure = 80")


def test_a_setting_that_is_new_comes_before_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(WRITTEN, "utf-8")
    settings = put(path, "country", "EG")
    assert settings.country == load(path).country == "EG"
    assert settings.keys == {"star": ["f"]}
    left = path.read_text("utf-8").replace('country = "EG"\n', "")
    assert left.replace("\n\n", "\n") == WRITTEN.replace("\n\n", "\n")


@pytest.mark.parametrize(("name", "value"), [("measure", "wide"), ("terminal", "konsol"), ("hijri_offset", 5)])
def test_a_value_that_a_setting_does_not_take_is_refused_and_the_file_stays(
    tmp_path: Path, name: str, value: str | int
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(WRITTEN, "utf-8")
    with pytest.raises(SettingsUnreadable):
        put(path, name, value)
    assert path.read_text("utf-8") == WRITTEN
    assert [one.name for one in tmp_path.iterdir()] == ["config.toml"]


def test_a_file_that_is_broken_already_is_left_for_its_owner_to_mend(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("theme = \n", "utf-8")
    with pytest.raises(SettingsUnreadable) as told:
        put(path, "measure", 80)
    assert told.value.args_["path"] == str(path)
    assert path.read_text("utf-8") == "theme = \n"


@pytest.mark.parametrize("written", ['# إعداداتي\ntheme = "day"\n'.encode("cp1256"), "theme = 1".encode("utf-16")])
def test_a_file_in_another_encoding_is_told_of_and_no_traceback(tmp_path: Path, written: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(written)
    with pytest.raises(SettingsUnreadable) as told:
        load(path)
    assert told.value.args_["path"] == str(path)
    assert told.value.args_["why"]


def test_a_link_to_a_file_elsewhere_stays_a_link_and_its_mode_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "dotfiles.toml", tmp_path / "config.toml"
    real.write_text(WRITTEN, "utf-8")
    real.chmod(0o600)
    link.symlink_to(real)
    put(link, "measure", 80)
    assert link.is_symlink()
    assert load(real).measure == 80
    assert real.stat().st_mode & 0o777 == 0o600


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), st.integers(20, 200))
def test_whatever_a_theme_is_called_it_is_read_as_it_was_set(
    tmp_path_factory: pytest.TempPathFactory, name: str, measure: int
) -> None:
    path = tmp_path_factory.mktemp("settings") / "config.toml"
    put(path, "measure", measure)
    put(path, "theme", name)
    assert (load(path).theme, load(path).measure) == (name, measure)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (
            'digits = "roman"',
            'Line 1: “digits” can\'t be "roman". It takes one of "auto", "latin", "arabic", "persian".',
        ),
        ("digits = 3", '“digits” can\'t be 3. It takes one of "auto", "latin", "arabic", "persian".'),
        ('language = "xx"', f"“language” can't be “xx”. It can be: {', '.join(languages())}."),
        ('measure = "wide"', '“measure” can\'t be "wide". It takes a whole number.'),
        ("measure = 5", "measure is a number from 20 to 400."),
        ("measure =", "Invalid value"),
        ("player = 3", "player"),
    ],
)
def test_a_value_that_can_not_be_is_told_with_those_that_can(tmp_path: Path, written: str, why: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(written, "utf-8")
    with pytest.raises(SettingsUnreadable) as raised:
        load(path)
    assert why in words.error(raised.value.code, raised.value.args_)


@pytest.mark.parametrize(
    "written",
    [
        WRITTEN,
        "",
        "measure = true",
        "measure = 60.0",
        "measure = 60.5",
        "measure = 5",
        'theme = ["a"]',
        'digits = "persian"',
        'digits = "roman"',
        "digits = ['persian']",
        'language = "xx"',
        'player = ["mpv", "{url}"]',
        'player = ["mpv", 3]',
        'player = "mpv"',
        "[commands]\nlater = ['a', 'b']",
        "[commands]\nlater = 'a'",
        "commands = ['a']",
        "nothing = 1\n[unknown]\nat = 1979-05-27",
        "keys = 3",
        "measure = 60\nmeasure = 70",
    ],
)
def test_what_is_right_is_read_as_it_is_told_to_be_and_what_is_wrong_is_not(tmp_path: Path, written: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(written, "utf-8")
    try:
        wanted = msgspec.toml.decode(written, type=Config)
    except msgspec.MsgspecError:
        with pytest.raises(SettingsUnreadable):
            load(path)
    else:
        assert load(path) == wanted
        assert [type(getattr(load(path), name)) for name in Config.__annotations__] == [
            type(getattr(wanted, name)) for name in Config.__annotations__
        ]
