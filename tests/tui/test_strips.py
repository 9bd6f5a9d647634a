"""Rows are what Textual's are, and go when nothing shows them."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.cache import FIFOCache
from textual.color import Color
from textual.filter import Monochrome
from textual.strip import Strip

from tests.tui.conftest import Open
from tui.strips import let_rows_go

_plain, _started = Strip.divide, Strip.__init__
assert _plain.__module__ == _started.__module__ == "textual.strip", "ours is held to Textual's"
let_rows_go()
_BOLD, _SLANTED = Style(bold=True), Style(italic=True)


def textuals(texts: list[str]) -> Strip:
    """A row as Textual starts it."""
    row = Strip.__new__(Strip)
    _started(row, [Segment(text, _SLANTED) for text in texts])
    return row


ROWS = st.lists(st.text("aبع世", min_size=1, max_size=5), max_size=4)
DEEDS: dict[str, Callable[[Strip, int, int], Strip]] = {
    "crop": lambda row, one, other: row.crop(min(one, other), max(one, other)),
    "crop_extend": lambda row, one, other: row.crop_extend(min(one, other), max(one, other), _BOLD),
    "adjust": lambda row, one, _other: row.adjust_cell_length(one, _BOLD),
    "style": lambda row, _one, _other: row.apply_style(_BOLD),
    "filter": lambda row, _one, _other: row.apply_filter(Monochrome(), Color(0, 0, 0)),
    "offsets": lambda row, one, other: row.apply_offsets(one, other),
    "simplify": lambda row, _one, _other: row.simplify(),
}


@given(ROWS, st.sets(st.integers(1, 40), max_size=4))
def test_rows_are_cut_as_textual_cuts_them(texts: list[str], cuts: set[int]) -> None:
    for where in (sorted(cuts), sorted({*cuts, textuals(texts).cell_length})):
        assert [*Strip(Segment(text, _SLANTED) for text in texts).divide(iter(where))] == [
            *_plain(textuals(texts), iter(where))
        ]


@pytest.mark.parametrize("deed", DEEDS)
@given(texts=ROWS, one=st.integers(0, 20), other=st.integers(0, 20))
def test_whatever_is_made_of_a_row_is_what_textual_makes_of_its_own(
    deed: str, texts: list[str], one: int, other: int
) -> None:
    ours = Strip(Segment(text, _SLANTED) for text in texts)
    for _time in range(2):
        assert list(DEEDS[deed](ours, one, other)) == list(DEEDS[deed](textuals(texts), one, other))


def test_a_row_has_no_cache_until_it_remembers_and_then_it_does() -> None:
    row = Strip([Segment("abc"), Segment("def")])
    assert not [one for one in gc.get_referents(row) if isinstance(one, FIFOCache)]
    assert row.crop(1, 3) is row.crop(1, 3)
    assert len([one for one in gc.get_referents(row) if isinstance(one, FIFOCache)]) == 1
    with pytest.raises(AttributeError):
        row.nothing_of_the_kind  # type: ignore[attr-defined]  # noqa: B018


def rows_left() -> int:
    return sum(isinstance(one, Strip) for one in gc.get_objects())


async def test_what_the_keys_drew_goes_without_the_collector(open_app: Open) -> None:
    app = open_app("ar")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*"jkjk")
        gc.collect()
        gc.disable()
        try:
            await pilot.press(*"jkjkjk")
            before = rows_left()
            gc.collect()
            assert rows_left() == before
        finally:
            gc.enable()
