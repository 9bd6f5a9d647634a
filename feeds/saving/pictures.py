"""The pictures that go along with a saved article: those that are kept, and the others where the reader says so."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO

from feeds import pictures
from feeds.errors import BadPicture, FetchError
from feeds.saving.copy import Picture
from feeds.store.library import Store

MOST = 40
"""Pictures of an article that go along at most, the first ones."""
ALL = 32 * 1024 * 1024
"""Bytes of all of them at most."""
_WIDEST = 1_600
"""Pixels of a side: more is of no use to a page."""
_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif"}


async def pictures_of(store: Store, article: int, urls: Sequence[str], *, fetch: bool) -> dict[str, Picture]:
    """The pictures by their addresses; one that can't be had is left out, and with ``fetch`` asked for before. They are
    decoded here: call it in a process that may end."""
    found: dict[str, Picture] = {}
    left = ALL
    for url in urls[:MOST]:
        data = pictures.kept(store.path, url)
        with suppress(FetchError, BadPicture):
            is_new = data is None and fetch
            if is_new:
                data = await pictures.fetched(store, article, url)
            if data is None:
                continue
            made = ready(data, url)
            if is_new:
                pictures.keep(store.path, url, data)
            if len(made.data) <= left:
                found[url] = made
                left -= len(made.data)
    return found


def ready(data: bytes, url: str) -> Picture:
    """A picture as books have it: as it was sent if that will do, else smaller, or of another format. Raises
    BadPicture."""
    with pictures.opened(data, url) as image:
        kind = image.format or ""
        # All of it is decoded: what is cut off is no picture.
        image.load()
        if kind in _TYPES and max(image.size) <= _WIDEST:
            return Picture(data, _TYPES[kind])
        is_opaque = image.mode in ("RGB", "L", "CMYK", "YCbCr")
        made = image.convert("RGB" if is_opaque else "RGBA")
        made.thumbnail((_WIDEST, _WIDEST))
        out = BytesIO()
        kind = "JPEG" if is_opaque else "PNG"
        made.save(out, kind)
        return Picture(out.getvalue(), _TYPES[kind])
