"""Serves ``sample://edition/<file>`` from the files beside this one, as a server would."""

from __future__ import annotations

from hashlib import blake2b
from importlib.resources import files

import httpx

_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml"}


class SampleTransport(httpx.AsyncBaseTransport):
    """Answers with the file and its ETag, 304 to that ETag, and 404 to any other address."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        name = request.url.path.strip("/")
        kind = _TYPES.get(name.rpartition(".")[2])
        found = files("feeds.sample").joinpath(name)
        if request.url.host != "edition" or "/" in name or kind is None or not found.is_file():
            return httpx.Response(404, request=request)
        body = found.read_bytes()
        etag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
        headers = {"ETag": etag, "Content-Type": kind}
        if request.headers.get("If-None-Match") == etag:
            return httpx.Response(304, headers=headers, request=request)
        return httpx.Response(200, headers=headers, stream=httpx.ByteStream(body), request=request)
