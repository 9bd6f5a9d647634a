"""What is typed, without what the terminal answers to the questions of a session."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser

from tui.text.terminal.detection import Replies

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.message import Message


class ListeningParser(XTermParser):
    """Textual's parser, which would take an answer that comes late for typing. ``typed`` was read before there was a
    parser; ``listens`` says whether answers may still come."""

    def __init__(self, replies: Replies, typed: str, listens: Callable[[], bool], debug: bool = False) -> None:
        super().__init__(debug)
        self._replies = replies
        self._typed = typed
        self._listens = listens

    def feed(self, data: str) -> Iterable[Message]:
        if data and self._listens():
            data = self._replies.take(data, time.monotonic())
        elif data:
            data = self._replies.release(float("inf")) + data
        else:
            return super().feed(data)
        typed, self._typed = self._typed + data, ""
        return super().feed(typed) if typed else ()

    def tick(self) -> Iterable[Message]:
        typed, self._typed = self._typed + self._replies.release(time.monotonic()), ""
        if typed:
            yield from super().feed(typed)
        yield from super().tick()


@contextmanager
def parser_for(driver: type[Driver], replies: Replies, typed: str, listens: Callable[[], bool]) -> Iterator[None]:
    """While it is entered, ``driver`` reads through such a parser; it makes one when it starts to read."""
    module = sys.modules[driver.__module__]
    plain = getattr(module, "XTermParser", None)
    if plain is None:
        yield
        return
    setattr(module, "XTermParser", lambda debug=False: ListeningParser(replies, typed, listens, debug))  # noqa: B010
    try:
        yield
    finally:
        setattr(module, "XTermParser", plain)  # noqa: B010
