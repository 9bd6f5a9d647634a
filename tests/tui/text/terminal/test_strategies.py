"""The table of what terminals are sent."""

from __future__ import annotations

from typing import get_args, get_type_hints

from tui.config import Config
from tui.text.terminal import EXPLICIT, MARKED, STRATEGIES, VISUAL


def test_every_strategy_is_found_by_its_name_and_leaves_what_it_enters() -> None:
    for name, strategy in STRATEGIES.items():
        assert strategy.name == name
        assert bool(strategy.enter) == bool(strategy.leave)


def test_a_row_is_sent_as_it_is_or_as_the_strategy_encodes_it() -> None:
    assert VISUAL.line("\ufee7\ufead") == EXPLICIT.line("\ufee7\ufead") == "\ufee7\ufead"
    assert MARKED.line("\ufee7\ufead") == "\ufee7\u200e\ufead\u200e"


def test_every_strategy_leaves_a_row_of_latin_letters_and_frames_alone() -> None:
    for strategy in STRATEGIES.values():
        assert strategy.line("│ a-b (c) [2025] │") == "│ a-b (c) [2025] │"


def test_the_settings_name_every_strategy_and_no_other() -> None:
    assert set(get_args(get_type_hints(Config)["terminal"])) == {"", *STRATEGIES}
