"""Pictures of articles: fetched when the reader asks, kept beside the library up to a size, and made small enough for a
terminal. A part of `Reader`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from feeds.errors import BadPicture, TooLarge

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

    from feeds.answers import Picture
    from feeds.store.library import Store

BYTES = 8 * 1024 * 1024
"""Of a picture at most."""
PIXELS = 40_000_000
"""Of a picture at most: a small file may say that it has a thousand times as many."""
KEPT = 100 * 1024 * 1024
"""Bytes of all pictures that are kept; those that were looked at longest ago go first."""
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
"""What is decoded, by Pillow's names; all else has decoders that few look after."""


class Pictures:
    """Nothing is fetched but by `picture`."""

    _store: Store

    async def picture(self, article_id: int, url: str, *, width: int, height: int) -> Picture:
        """A picture of an article in at most so many pixels, from those that are kept or from the network by its feed's
        settings. It is decoded here: call it in a process that may end. Raises ArticleNotFound, BadPicture and the
        kinds of FetchError."""
        if (data := kept(self._store.path, url)) is not None:
            return small(data, url, width, height)
        data = await fetched(self._store, article_id, url)
        made = small(data, url, width, height)
        keep(self._store.path, url, data)
        return made


def kept(library: Path, url: str) -> bytes | None:
    """A picture as it was sent, if it is kept beside the library."""
    place = _place(library, url)
    try:
        data = place.read_bytes()
        place.touch()
    except OSError:
        return None
    return data


async def fetched(store: Store, article_id: int, url: str) -> bytes:
    """A picture as it is sent now, by the settings of the article's feed. Raises ArticleNotFound, BadPicture and the
    kinds of FetchError."""
    from feeds.linked import fetch_linked

    feed = store.article(article_id).row.feed
    try:
        answer = await fetch_linked(store, feed, url)
    except TooLarge as error:
        raise BadPicture(**error.args_) from error
    data = answer.body or b""
    if len(data) > BYTES:
        raise BadPicture(url=url)
    return data


def small(data: bytes, url: str, width: int, height: int) -> Picture:
    """The picture in ``data`` within so many pixels, never larger than it is. Raises BadPicture for what is none, too
    large, or cut off."""
    from PIL import Image

    from feeds.answers import Picture

    with opened(data, url) as image:
        image.draft("RGB", (width, height))
        image.thumbnail((width, height))
        # What is transparent is drawn on black, as terminals mostly are.
        whole = Image.new("RGBA", image.size, "black")
        whole.alpha_composite(image.convert("RGBA"))
        made = whole.convert("RGB")
        return Picture(made.width, made.height, made.tobytes())


@contextmanager
def opened(data: bytes, url: str) -> Iterator[ImageFile]:
    """The picture in ``data``, to be decoded in the body of ``with``. Raises BadPicture there, too, for what is none,
    too large, or cut off."""
    import warnings

    from PIL import Image

    try:
        with warnings.catch_warnings():
            # Pillow only warns of what it holds for a bomb up to twice its limit.
            warnings.simplefilter("error")
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                if image.width * image.height > PIXELS:
                    raise BadPicture(url=url)
                yield image
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError, Warning) as error:
        raise BadPicture(url=url) from error


def _place(library: Path, url: str) -> Path:
    # It takes 2 ms to import, which no other need of a start pays for.
    from hashlib import sha256

    return library.with_name(f"{library.name}.pictures") / sha256(url.encode()).hexdigest()


def keep(library: Path, url: str, data: bytes) -> None:
    """Keep a picture, whole or not at all; what can't be kept is only not kept."""
    place = _place(library, url)
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, exist_ok=True)
        half = place.with_suffix(".new")
        half.write_bytes(data)
        half.replace(place)
        _shrink(sorted(place.parent.iterdir(), key=lambda one: one.stat().st_mtime))


def _shrink(oldest_first: Sequence[Path]) -> None:
    left = sum(one.stat().st_size for one in oldest_first)
    for one in oldest_first[:-1]:
        if left <= KEPT:
            return
        left -= one.stat().st_size
        one.unlink()
