"""How many workers are at one kind of work at once: a limiter belongs to one event loop."""

from __future__ import annotations

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar


class Turns:
    """``name`` is of the work, ``total`` the workers that may be at it."""

    def __init__(self, name: str, total: int) -> None:
        self._total = total
        self._limiter: RunVar[CapacityLimiter] = RunVar(name)

    def limiter(self) -> CapacityLimiter:
        """Of the event loop that runs."""
        try:
            return self._limiter.get()
        except LookupError:
            limiter = CapacityLimiter(self._total)
            self._limiter.set(limiter)
            return limiter
