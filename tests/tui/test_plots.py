"""Plots of block characters."""

from __future__ import annotations

import pytest

from tui import i18n
from tui.plots import bar, columns, fitted, sparkline, stretched


def test_columns_fill_cells_by_eighths_and_nothing_is_a_dot_and_not_little() -> None:
    assert columns([0, 1, 8, 12, 16], 2) == ["   ▄█", "·▁███"]
    assert sparkline([0, 1, 1_000]) == "·▁█"
    assert columns([0, 0], 2) == ["  ", "··"]
    assert columns([], 2) == ["", ""]


@pytest.mark.parametrize(("language", "half"), [("ar", "▐"), ("en", "▌")])
def test_a_bar_is_full_or_empty_only_where_all_or_nothing_is(language: str, half: str) -> None:
    i18n.use(language)
    assert [bar(share, 4) for share in (0, 0.001, 0.5, 0.6, 0.999, 1)] == [
        "····",
        f"{half}···",
        "██··",
        f"██{half}·",
        f"███{half}",
        "████",
    ]


def test_more_values_than_cells_are_summed_up_and_fewer_are_drawn_wider() -> None:
    assert fitted([1, 2, 3, 4, 5], 3) == [3, 7, 5]
    assert fitted([1, 2, 3], 3) == [1, 2, 3]
    assert stretched("▁█", 3) == "▁█"
    assert stretched("▁█", 6) == "▁▁ ██ "
