"""Memory that is free goes back to the system."""

from __future__ import annotations

from contextlib import suppress


def give_back() -> None:
    """Give back what was freed between things that stay: GNU's malloc keeps it, and the process grows by what stands
    open between two collections. Other C libraries have no call for it."""
    import ctypes

    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
