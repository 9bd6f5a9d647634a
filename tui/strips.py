"""Rows that go as soon as nothing shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.strip import Strip

_Divide = Callable[[Strip, Iterable[int]], Sequence[Strip]]


def let_rows_go() -> None:
    """Textual's rows remember what they were cut into. One that stays whole, as nearly all do, would remember itself,
    and wait with all of its cells for the garbage collector, which then takes a second after minutes of keys."""
    plain: _Divide = Strip.divide
    if getattr(plain, "__module__", None) == __name__:
        return

    def divide(strip: Strip, cuts: Iterable[int]) -> Sequence[Strip]:
        cuts = list(cuts)
        return [strip] if cuts == [strip.cell_length] else plain(strip, cuts)

    setattr(Strip, "divide", divide)  # noqa: B010
