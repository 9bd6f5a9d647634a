"""Rows that are light, and go as soon as nothing shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from textual.cache import FIFOCache
from textual.strip import Strip

_OTHERS = {"_segments", "_cell_length", "_render_cache", "_link_ids", "_cell_count"}
"""What a row of Textual holds beside what it remembers: None at first, but for the first two."""


def let_rows_go() -> None:
    """Each of Textual's rows comes with seven caches, most of them never used: four fifths of all that a screen is made
    of. And it remembers what it was cut into; one that stays whole, as nearly all do, would remember itself, and wait
    with all of its cells for the garbage collector, which then takes a second after minutes of keys."""
    plain = Strip.divide
    if plain.__module__ == __name__:
        return

    def divide(strip: Strip, cuts: Iterable[int]) -> Sequence[Strip]:
        cuts = list(cuts)
        return [strip] if cuts == [strip.cell_length] else plain(strip, cuts)

    setattr(Strip, "divide", divide)  # noqa: B010
    made = Strip([])
    sizes = {name: held._maxsize for name in Strip.__slots__ if isinstance(held := getattr(made, name), FIFOCache)}  # noqa: SLF001
    if set(Strip.__slots__) - set(sizes) != _OTHERS:
        return

    def start(strip: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
        strip._segments = list(segments)  # noqa: SLF001
        strip._cell_length = cell_length  # noqa: SLF001
        strip._render_cache = strip._link_ids = strip._cell_count = None  # noqa: SLF001

    def missing(strip: Strip, name: str) -> object:
        """The cache ``name``, at its first use."""
        if name not in sizes:
            raise AttributeError(name)
        cache: FIFOCache[object, object] = FIFOCache(sizes[name])
        setattr(strip, name, cache)
        return cache

    setattr(Strip, "__init__", start)  # noqa: B010
    setattr(Strip, "__getattr__", missing)  # noqa: B010
