"""The parts of an article that lists never load: its HTML, and what else the feed said of it, packed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import IntEnum
from functools import cached_property
from threading import local
from typing import TYPE_CHECKING, Any

import apsw

from feeds.types import Author, Enclosure, Link

if TYPE_CHECKING:
    from zstandard import ZstdCompressor

    from feeds.parsed import ParsedArticle


class Kind(IntEnum):
    """The ``kind`` of a row of ``body``."""

    HTML = 0
    """The content, or the summary where the feed sent no content."""
    META = 1
    """JSON: what `meta` packs."""
    COMMENTS = 2
    """The thread that its comments feed gave when it was last opened (`packing`)."""
    PAGE = 3
    """What its web page has of it (`packing` of a `feeds.extract.Page`)."""
    EARLIER = 4
    """JSON: what it said before its feed changed it (`earlier`)."""


_SHORT = 400
"""Bytes of a text that is kept as it is: packing it would save less than looking costs."""
_PACKED = b"\x28\xb5\x2f\xfd"
"""What a Zstandard frame begins with (RFC 8878, 3.1.1), and UTF-8 never does."""


def meta(article: ParsedArticle) -> str:
    """What has no column of its own, as JSON without what was not said; `Meta` reads it."""
    said: dict[str, Any] = {
        "guid": article.guid,
        "base": article.base,
        "authors": [[a.name, a.url, a.email, a.avatar, a.bio] for a in article.authors],
        "enclosures": [[e.url, e.type, e.length, e.title] for e in article.enclosures],
        "related": [[link.url, link.title] for link in article.related],
        "comments_url": article.comments_url,
        "comments_feed": article.comments_feed,
        "comments_count": article.comments_count,
        "image": article.image,
        "updated": seconds(article.updated),
    }
    return json.dumps({name: value for name, value in said.items() if value or value == 0}, ensure_ascii=False)


class Meta:
    """The reading side of `meta`."""

    def __init__(self, packed: str) -> None:
        said: dict[str, Any] = json.loads(packed or "{}")
        self.guid: str = said.get("guid", "")
        self.base: str = said.get("base", "")
        self.authors = tuple(Author(*fields) for fields in said.get("authors", ()))
        self.enclosures = tuple(Enclosure(*fields) for fields in said.get("enclosures", ()))
        self.related = tuple(Link(*fields) for fields in said.get("related", ()))
        self.comments_url: str = said.get("comments_url", "")
        self.comments_feed: str = said.get("comments_feed", "")
        self.comments_count: int | None = said.get("comments_count")
        self.image: str = said.get("image", "")
        self.updated = moment(said.get("updated"))


def pack(text: str) -> tuple[bytes, bytes]:
    """(hash, data) as ``body`` keeps them."""
    raw = text.encode("utf-8", "replace")
    return digest(raw), squeezed(raw)


def digest(raw: bytes) -> bytes:
    """The hash of a text in UTF-8, 16 bytes."""
    from hashlib import blake2b

    return blake2b(raw, digest_size=16).digest()


def squeezed(raw: bytes) -> bytes:
    """A text in UTF-8 as it is kept; Zstandard packs HTML to 0.4 in a third of zlib's time."""
    return raw if len(raw) < _SHORT else _of_thread.compressor.compress(raw)


class _OfThread(local):
    """A compressor for each thread: two may not share one."""

    @cached_property
    def compressor(self) -> ZstdCompressor:
        from zstandard import ZstdCompressor

        return ZstdCompressor(level=1)


_of_thread = _OfThread()


def load(connection: apsw.Connection, article: int, kind: Kind) -> str:
    """The text kept under ``kind``, or empty."""
    data: bytes | None = connection.execute("SELECT data FROM body WHERE article = ? AND kind = ?", (article, kind)).get
    if not data:
        return ""
    if not data.startswith(_PACKED):
        return data.decode("utf-8")
    from zstandard import ZstdDecompressor, ZstdError

    try:
        return ZstdDecompressor().decompress(data).decode("utf-8")
    except ZstdError as error:
        raise apsw.CorruptError(str(error)) from error


def save(connection: apsw.Connection, article: int, kind: Kind, packed: tuple[bytes, bytes]) -> bool:
    """Write the text if it is another than the one kept; whether it was."""
    connection.execute(
        "INSERT INTO body(article, kind, hash, data) VALUES(?, ?, ?, ?) ON CONFLICT(article, kind)"
        " DO UPDATE SET hash = excluded.hash, data = excluded.data WHERE hash <> excluded.hash",
        (article, kind, *packed),
    )
    return connection.changes() > 0


def seconds(when: datetime | None) -> int | None:
    return None if when is None else int(when.timestamp())


def moment(at: int | None) -> datetime | None:
    return None if at is None else datetime.fromtimestamp(at, UTC)
