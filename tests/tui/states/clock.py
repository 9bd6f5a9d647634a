"""A clock that stands until a test moves it on, for all that the app does by the clock."""

from __future__ import annotations

from typing import Any

import pytest
from textual._callback import invoke
from textual.message_pump import MessagePump
from textual.timer import Timer
from textual.widgets import Input

_FRAME = 0.05
"""Seconds up to which a timer is Textual's own, between two frames."""


class Clock:
    """What is repeated never comes, what is to come once comes when `move_on` says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._now = 0.0
        self._due: list[tuple[float, Timer]] = []
        once, again = MessagePump.set_timer, MessagePump.set_interval

        def set_timer(pump: MessagePump, delay: float, *given: Any, **named: Any) -> Timer:
            if delay <= _FRAME:
                return once(pump, delay, *given, **named)
            timer = once(pump, delay, *given, **named | {"pause": True})
            self._due.append((self._now + delay, timer))
            return timer

        def set_interval(pump: MessagePump, interval: float, *given: Any, **named: Any) -> Timer:
            return again(pump, interval, *given, **named | ({"pause": True} if interval > _FRAME else {}))

        monkeypatch.setattr(MessagePump, "set_timer", set_timer)
        monkeypatch.setattr(MessagePump, "set_interval", set_interval)
        # Textual resumes this one at every key.
        monkeypatch.setattr(Input, "_toggle_cursor", lambda _field: None)

    async def move_on(self, seconds: float) -> None:
        """Let ``seconds`` pass."""
        self._now += seconds
        passed = [timer for at, timer in self._due if at <= self._now]
        self._due = [one for one in self._due if one[0] > self._now]
        for timer in passed:
            # One that was stopped has no task.
            if timer._task is not None and timer._callback is not None:
                timer.stop()
                await invoke(timer._callback)
