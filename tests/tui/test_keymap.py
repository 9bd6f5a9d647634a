"""The keys of actions: the defaults, presets, the user's own, and what is said of those that can't be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui import keymap
from tui.actions import ACTIONS


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("j", "j"),
        ("/", "slash"),
        (",", "comma"),
        ("+", "plus"),
        (" ", "space"),
        ("^p", "ctrl+p"),
        ("Ctrl+P", "ctrl+p"),
        ("Shift+j", "J"),
        ("ctrl++", "ctrl+plus"),
        ("PgDn", "pagedown"),
        ("g  g", "g g"),
        ("⇧Tab", "shift+tab"),
        ("F5", "f5"),
        ("question_mark", "question_mark"),
        ("ت", "ت"),
        ("nonsense", None),
        ("hold+x", None),
        ("", None),
    ],
)
def test_keys_are_read_as_people_write_them(written: str, key: str | None) -> None:
    assert keymap.read(written) == key


@given(st.text(max_size=12))
def test_whatever_is_written_is_a_key_or_none(written: str) -> None:
    key = keymap.read(written)
    assert key is None or key == key.strip() != ""


@pytest.mark.parametrize("rtl", [True, False])
@pytest.mark.parametrize("preset", sorted(keymap.PRESETS))
def test_no_preset_is_at_odds_with_itself_and_all_that_had_a_key_has_one(preset: str, rtl: bool) -> None:
    assert set(keymap.PRESETS[preset]) <= {action.id for action in ACTIONS}
    found = keymap.keys({}, rtl=rtl, preset=preset)
    for action, keys in keymap.PRESETS[preset].items():
        assert len(found[action]) == len(keys)
    assert [action.id for action in ACTIONS if action.keys and not found[action.id]] == []


def test_the_defaults_are_at_odds_nowhere() -> None:
    found = keymap.keys({}, rtl=False)
    assert {action.id: len(action.keys) for action in ACTIONS} == {action: len(keys) for action, keys in found.items()}


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"down": ["x"]}, ["x is now for “Down” and no longer for Fold"]),
        ({"help": ["g"]}, ["g (“Help”) begins like g g (To the top), g a (Go to all articles)"]),
        ({"help": ["m m"]}, ["m m (“Help”) begins like m (Mark as read or unread)"]),
        ({"up": ["9"], "down": ["9"]}, ["9 is now for “Up” and no longer for Down"]),
        ({"dwon": ["x"]}, ["“dwon”, which is no action"]),
        ({"down": ["ctrl+nn"]}, ["“ctrl+nn” is no key"]),
        ({"down": ["ctrl+n"], "read": []}, []),
    ],
)
def test_what_is_wrong_with_ones_own_keys_is_told(own: dict[str, list[str]], said: list[str]) -> None:
    faults = keymap.keymap(own, rtl=False).faults
    assert len(faults) == len(said)
    for fault, part in zip(faults, said, strict=True):
        assert part in fault


@given(st.dictionaries(st.sampled_from([one.id for one in ACTIONS]), st.lists(st.sampled_from(list("gjx/?")))))
def test_ones_own_keys_are_never_bound_twice_and_never_begin_one_another(own: dict[str, list[str]]) -> None:
    found = keymap.keys(own, rtl=True)
    for action in ACTIONS:
        inside = action.id in keymap.IN_DIALOGS
        rivals = {
            key
            for other in ACTIONS
            if other.id != action.id and (other.id in keymap.IN_DIALOGS) == inside and other.place == action.place
            for key in found[other.id]
        }
        for key in found[action.id]:
            assert key not in rivals
            assert not any(rival.startswith(f"{key} ") for rival in rivals)
