"""Unpacking what came over the network, piece by piece, so that a bomb is met at its cap and not in memory."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

_PIECE = 1 << 16
_LAYERS = 3
_MEMBERS = 1_000
"""Streams in a row that one body may be made of; a hostile one has millions of empty ones."""


class Overflow(Exception):
    """More than may be unpacked."""


def decompress(body: bytes, encodings: str, most: int) -> bytes:
    """``body`` as it was before the Content-Encoding ``encodings`` were applied, the last one first.

    Raises Overflow beyond ``most`` bytes, and ValueError for what is not so packed.
    """
    applied = [one.strip().lower() for one in encodings.split(",") if one.strip()]
    if len(applied) > _LAYERS:
        raise ValueError(encodings[:80])
    for encoding in reversed(applied):
        if encoding == "identity":
            continue
        pieces: list[bytes] = []
        size = 0
        for piece in _unpacked(body, encoding):
            size += len(piece)
            if size > most:
                raise Overflow
            pieces.append(piece)
        body = b"".join(pieces)
    if len(body) > most:
        raise Overflow
    return body


def _unpacked(body: bytes, encoding: str) -> Iterator[bytes]:
    if encoding in ("gzip", "x-gzip"):
        return _inflated(body, zlib.MAX_WBITS | 16)
    if encoding == "deflate":
        # RFC 9110, 8.4.1.2: zlib's format, but many servers send the bare stream.
        return _inflated(body, zlib.MAX_WBITS if body[:1] in (b"\x78", b"\x58", b"\x38") else -zlib.MAX_WBITS)
    if encoding == "br":
        return _brotli(body)
    if encoding == "zstd":
        return _zstd(body)
    raise ValueError(encoding)


def _inflated(body: bytes, window: int) -> Iterator[bytes]:
    # In slices: the decompressor copies what it has not used yet, which of a whole body would be done each time.
    waiting = memoryview(body)
    for _member in range(_MEMBERS):
        if not waiting:
            return
        stream = zlib.decompressobj(window)
        try:
            while waiting and not stream.eof:
                part: bytes | memoryview = waiting[:_PIECE]
                waiting = waiting[_PIECE:]
                while part and not stream.eof:
                    yield stream.decompress(part, _PIECE)
                    part = stream.unconsumed_tail
        except zlib.error as error:
            raise ValueError(str(error)) from error
        if not stream.eof:
            # What the decompressor still holds, of a body that was cut off as well.
            while piece := stream.decompress(b"", _PIECE):
                yield piece
            return
        waiting = memoryview(body)[len(body) - len(waiting) - len(stream.unused_data) :]
    raise ValueError("too many members")


def _brotli(body: bytes) -> Iterator[bytes]:
    import brotli

    stream = brotli.Decompressor()
    try:
        yield stream.process(body, output_buffer_limit=_PIECE)
        while not stream.is_finished():
            piece = stream.process(b"", output_buffer_limit=_PIECE)
            if not piece:
                return
            yield piece
    except brotli.error as error:
        raise ValueError(str(error)) from error


def _zstd(body: bytes) -> Iterator[bytes]:
    import zstandard

    # RFC 8878, 3.1.1.1.2 recommends to support windows of 8 MB at least and lets larger ones be refused.
    reader = zstandard.ZstdDecompressor(max_window_size=1 << 23).stream_reader(
        io.BytesIO(body), read_across_frames=True
    )
    try:
        while piece := reader.read(_PIECE):
            yield piece
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error
