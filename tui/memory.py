"""What a long session holds: little that is of no use any more."""

from __future__ import annotations

import gc
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual._styles_cache import StylesCache

if TYPE_CHECKING:
    import ctypes

_COLLECTIONS = 10_000, 10, 1_000
"""Objects that a collection of the newest comes after, a screen or two of them, as most go by themselves; such
collections until one of the middle generation, and of these until a full one that no clock asked for."""
_ARENA_MAX = -8
"""As GNU's malloc.h has it."""


def keep_what_is_there() -> None:
    """What is there at the start stays, so the collector need not look through it each time."""
    gc.freeze()
    gc.set_threshold(*_COLLECTIONS)
    gc.enable()
    hold_together()


def collect() -> None:
    """Throw away what is of no use, and give what is free back to the system. Takes some milliseconds."""
    # What 1,024 widgets drew last, of screens long left too, stands there as the first argument of a method; 16,384
    # pieces of texts that were cut once stand in the other.
    StylesCache.get_inner_outer.cache_clear()
    Segment._split_cells.cache_clear()  # noqa: SLF001 (there is no other way in)
    gc.collect()
    # What was freed between things that stay is kept, and the process would grow by all that ever stood open.
    _tell_malloc("malloc_trim", 0)


def hold_together() -> None:
    """Let all threads take memory from one place: each has its own else, which grows to the most that it ever held."""
    _tell_malloc("mallopt", _ARENA_MAX, 1)


def _tell_malloc(call: str, *words: int) -> None:
    """Where the C library is GNU's; others have no such call."""
    with suppress(AttributeError, OSError):
        getattr(_c_library(), call)(*words)


@cache
def _c_library() -> ctypes.CDLL:
    import ctypes

    return ctypes.CDLL(None)
