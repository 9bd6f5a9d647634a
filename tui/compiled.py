"""A compiled catalog of messages (GNU gettext, 10.3 "The Format of GNU MO Files"), of which each is decoded when it is
asked for: Python's own reader decodes all of them at once, a tenth of the time of a command."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property
from struct import unpack_from

_LITTLE = b"\xde\x12\x04\x95"


class Catalog:
    """The messages of a language. An empty file has none: every message stays as it is."""

    def __init__(self, compiled: bytes = b"") -> None:
        self._decoded: dict[str, str] = {}
        self._compiled = compiled
        self._keys: tuple[int, ...] = ()
        """The length and the offset of each key; they stand in the order of their bytes, as the format wants them."""
        self._texts: tuple[int, ...] = ()
        if compiled:
            order = "<" if compiled.startswith(_LITTLE) else ">"
            count, keys_at, texts_at = unpack_from(f"{order}3I", compiled, 8)
            self._keys = unpack_from(f"{order}{2 * count}I", compiled, keys_at)
            self._texts = unpack_from(f"{order}{2 * count}I", compiled, texts_at)

    def _part(self, table: tuple[int, ...], number: int) -> bytes:
        length, at = table[2 * number : 2 * number + 2]
        return self._compiled[at : at + length]

    def _key(self, number: int) -> bytes:
        # A message with plurals has both of its own forms as its key.
        return self._part(self._keys, number).partition(b"\0")[0]

    def _text(self, message: str) -> str | None:
        wanted, count = message.encode(), len(self._keys) // 2
        number = bisect_left(range(count), wanted, key=self._key)
        found = number < count and self._key(number) == wanted
        return self._part(self._texts, number).decode() if found else None

    def gettext(self, message: str) -> str:
        """The message in the language, or as it is."""
        if message not in self._decoded:
            text = self._text(message)
            self._decoded[message] = message if text is None else text
        return self._decoded[message]

    def ngettext(self, one: str, many: str, n: int) -> str:
        """The form for ``n`` of a message that has several."""
        if self._text(one) is None:
            return one if n == 1 else many
        return self.gettext(one).split("\0")[self._form(n)]

    def texts(self) -> Iterator[str]:
        """All that the catalog can say."""
        for number in range(len(self._keys) // 2):
            if self._key(number):
                yield from self._part(self._texts, number).decode().split("\0")

    @cached_property
    def _form(self) -> Callable[[int], int]:
        """The number of the form for a count, by the catalog's header."""
        from gettext import c2py

        rule = self.gettext("").partition("plural=")[2].partition(";")[0]
        form: Callable[[int], int] = c2py(rule)
        return form
