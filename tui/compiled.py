"""A compiled catalog of messages (GNU gettext, 10.3 "The Format of GNU MO Files"), of which each is decoded when it is
asked for: Python's own reader decodes all of them at once, a tenth of the time of a command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from struct import unpack_from

_LITTLE = b"\xde\x12\x04\x95"


class Catalog:
    """The messages of a language. An empty file has none: every message stays as it is."""

    def __init__(self, compiled: bytes = b"") -> None:
        self._decoded: dict[str, str] = {}
        self._texts: dict[bytes, bytes] = {}
        if not compiled:
            return
        order = "<" if compiled.startswith(_LITTLE) else ">"
        count, keys_at, texts_at = unpack_from(f"{order}3I", compiled, 8)
        keys = _parts(compiled, unpack_from(f"{order}{2 * count}I", compiled, keys_at))
        texts = _parts(compiled, unpack_from(f"{order}{2 * count}I", compiled, texts_at))
        # A message with plurals has both of its own forms as its key.
        self._texts = {key.partition(b"\0")[0]: text for key, text in zip(keys, texts, strict=True)}

    def gettext(self, message: str) -> str:
        """The message in the language, or as it is."""
        if message not in self._decoded:
            text = self._texts.get(message.encode())
            self._decoded[message] = message if text is None else text.decode()
        return self._decoded[message]

    def ngettext(self, one: str, many: str, n: int) -> str:
        """The form for ``n`` of a message that has several."""
        if one.encode() not in self._texts:
            return one if n == 1 else many
        return self.gettext(one).split("\0")[self._form(n)]

    def texts(self) -> Iterator[str]:
        """All that the catalog can say."""
        for key, text in self._texts.items():
            if key:
                yield from text.decode().split("\0")

    @cached_property
    def _form(self) -> Callable[[int], int]:
        """The number of the form for a count, by the catalog's header."""
        from gettext import c2py

        rule = self.gettext("").partition("plural=")[2].partition(";")[0]
        form: Callable[[int], int] = c2py(rule)
        return form


def _parts(compiled: bytes, table: tuple[int, ...]) -> Iterator[bytes]:
    """The strings that a table of lengths and offsets points at."""
    for length, at in zip(table[::2], table[1::2], strict=True):
        yield compiled[at : at + length]
