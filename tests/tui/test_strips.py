"""Rows are cut as Textual cuts them, and go when nothing shows them."""

from __future__ import annotations

import gc

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.strip import Strip

from tests.tui.conftest import Open
from tui.strips import let_rows_go

plain = Strip.divide
let_rows_go()


@given(st.lists(st.text("aبع世", min_size=1, max_size=5), max_size=4), st.sets(st.integers(1, 40), max_size=4))
def test_rows_are_cut_as_textual_cuts_them(texts: list[str], cuts: set[int]) -> None:
    def row() -> Strip:
        return Strip(map(Segment, texts))

    for where in (sorted(cuts), sorted({*cuts, row().cell_length})):
        assert [*row().divide(iter(where))] == [*plain(row(), iter(where))]


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
