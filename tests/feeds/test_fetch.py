"""What a server says and does, and what comes of it: a body, or one error with its arguments."""

from __future__ import annotations

import asyncio
import gzip
import re
import resource
import threading
import time
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from urllib.parse import quote

import brotli
import httpx
import pytest
import zstandard
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from feeds import fetch as fetching
from feeds.errors import (
    BadAddress,
    BadRedirect,
    ConnectionFailed,
    FetchError,
    Forbidden,
    Gone,
    HttpError,
    Missing,
    PrivateAddress,
    Refused,
    ServerFailed,
    Throttled,
    TimedOut,
    TooLarge,
    UnknownHost,
)
from feeds.fetch import fetch, open_client


class RawServer:
    """Gives the same bytes to each connection, then closes it; keeps what was asked."""

    def __init__(self) -> None:
        self.answer = b""
        self.requests: list[bytes] = []
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.requests.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(self.answer)
        with suppress(ConnectionError):
            await writer.drain()
        writer.close()


@pytest.fixture
async def raw_server() -> AsyncIterator[RawServer]:
    raw = RawServer()
    async with await asyncio.start_server(raw.serve, "127.0.0.1", 0) as server:
        raw.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/f"
        yield raw


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with open_client() as client:
        yield client


async def get(client: httpx.AsyncClient, url: str, **more: object) -> fetching.Answer:
    return await fetch(client, url, allow_private=True, **more)  # type: ignore[arg-type]


async def test_a_body_comes_with_its_type_and_the_client_names_itself(
    client: httpx.AsyncClient, httpserver: HTTPServer
) -> None:
    seen: list[Request] = []

    def handler(request: Request) -> Response:
        seen.append(request)
        return Response(
            b"<rss/>", content_type="application/rss+xml; charset=windows-1256", headers={"Set-Cookie": "a=b"}
        )

    httpserver.expect_request("/f").respond_with_handler(handler)
    answer = await get(client, httpserver.url_for("/f"))
    await get(client, httpserver.url_for("/f"))
    assert (answer.body, answer.content_type) == (b"<rss/>", "application/rss+xml; charset=windows-1256")
    assert re.fullmatch(r"Nashra/[\d.]+ \(\+https://\S+\)", seen[0].headers["User-Agent"])
    assert {*seen[0].headers["Accept-Encoding"].split(", ")} == {"gzip", "deflate", "br", "zstd"}
    assert "Referer" not in seen[0].headers
    assert "Cookie" not in seen[1].headers


async def test_validators_go_back_byte_for_byte_and_304_has_no_body(
    client: httpx.AsyncClient, httpserver: HTTPServer
) -> None:
    etag, modified = 'W/"a,b c"', "Tue, 24 Nov 2026 08:00:00 GMT"
    httpserver.expect_request("/f", headers={"If-None-Match": etag, "If-Modified-Since": modified}).respond_with_data(
        status=304, headers={"ETag": etag}
    )
    answer = await get(client, httpserver.url_for("/f"), etag=etag, modified=modified)
    assert answer.body is None
    assert answer.headers["etag"] == etag


@pytest.mark.parametrize(
    ("etag", "back"),
    [
        (b'W/"x"', b'W/"x"'),
        (b"unquoted", b"unquoted"),
        (b'"a\\"b", "c"', b'"a\\"b", "c"'),
        ('"خبر"'.encode(), '"خبر"'.encode()),
        (b'"\xc7\xe1"', b'"\xc7\xe1"'),
    ],
)
async def test_a_validator_of_any_bytes_goes_back_as_it_came(
    client: httpx.AsyncClient, raw_server: RawServer, etag: bytes, back: bytes
) -> None:
    raw_server.answer = b"HTTP/1.1 200 OK\r\nETag: " + etag + b"\r\nContent-Length: 1\r\n\r\nx"
    first = await get(client, raw_server.url)
    await get(client, raw_server.url, etag=first.headers["etag"])
    assert b"\r\nIf-None-Match: " + back + b"\r\n" in raw_server.requests[1]


async def test_a_redirect_to_an_arabic_path_is_followed(client: httpx.AsyncClient, raw_server: RawServer) -> None:
    raw_server.answer = "HTTP/1.1 301 Moved\r\nLocation: /أخبار?عدد=١\r\nContent-Length: 0\r\n\r\n".encode()
    with pytest.raises(BadRedirect):  # it leads there for ever
        await get(client, raw_server.url)
    assert raw_server.requests[1].startswith(f"GET /{quote('أخبار')}?".encode())


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"no http",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: unheard\r\nContent-Length: 4\r\n\r\nnope",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 50_000,
    ],
)
async def test_an_answer_that_breaks_off_or_is_no_http_is_a_failed_connection(
    client: httpx.AsyncClient, raw_server: RawServer, answer: bytes
) -> None:
    raw_server.answer = answer
    with pytest.raises(ConnectionFailed):
        await get(client, raw_server.url)


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data)[2:-4]),
        ("br", brotli.compress),
        ("zstd", zstandard.ZstdCompressor().compress),
    ],
)
async def test_packed_bodies_are_unpacked_and_bombs_stop_at_the_cap(
    client: httpx.AsyncClient, httpserver: HTTPServer, encoding: str, pack: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "خبر".encode() * 40_000
    httpserver.expect_request("/f").respond_with_data(pack(text), headers={"Content-Encoding": encoding})  # type: ignore[operator]
    assert (await get(client, httpserver.url_for("/f"))).body == text
    monkeypatch.setattr(fetching, "UNPACKED", len(text) - 1)
    with pytest.raises(TooLarge):
        await get(client, httpserver.url_for("/f"))


def gzip_bomb(size: int) -> bytes:
    return gzip.compress(bytes(size), 9)


def members_bomb(_size: int) -> bytes:
    """Streams of nothing, hundreds of thousands of them."""
    return gzip.compress(b"") * 700_000


def brotli_bomb(size: int) -> bytes:
    packer, piece = brotli.Compressor(quality=5), bytes(1 << 20)
    return b"".join(packer.process(piece) for _ in range(size >> 20)) + packer.finish()  # type: ignore[no-any-return]


def zstd_bomb(size: int) -> bytes:
    packer = zstandard.ZstdCompressor().compressobj()
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "make"),
    [
        ("gzip", gzip_bomb),
        ("gzip", members_bomb),
        ("gzip, gzip", lambda size: gzip.compress(gzip_bomb(size))),
        ("br", brotli_bomb),
        ("zstd", zstd_bomb),
    ],
)
async def test_a_bomb_of_half_a_gigabyte_costs_no_more_memory_than_the_cap(
    client: httpx.AsyncClient, httpserver: HTTPServer, encoding: str, make: Callable[[int], bytes]
) -> None:
    bomb = make(512 * 1024 * 1024)
    assert len(bomb) < fetching.PACKED
    httpserver.expect_request("/f").respond_with_data(bomb, headers={"Content-Encoding": encoding})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    with pytest.raises((TooLarge, ConnectionFailed)):
        await get(client, httpserver.url_for("/f"))
    assert time.monotonic() - began < 5
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < 4 * fetching.UNPACKED


async def test_more_bytes_than_the_cap_are_not_read(
    client: httpx.AsyncClient, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "PACKED", 10_000)
    httpserver.expect_request("/f").respond_with_data(b"x" * 10_001)
    with pytest.raises(TooLarge) as told:
        await get(client, httpserver.url_for("/f"))
    assert told.value.args_["url"] == httpserver.url_for("/f")


async def test_a_body_that_drips_for_ever_ends_at_the_deadline(
    client: httpx.AsyncClient, httpserver: HTTPServer
) -> None:
    stop = threading.Event()

    def drip() -> Iterator[bytes]:
        while not stop.wait(0.05):
            yield b" "

    httpserver.expect_request("/f").respond_with_handler(lambda _request: Response(drip()))
    began = time.monotonic()
    with pytest.raises(TimedOut):
        await get(client, httpserver.url_for("/f"), deadline=0.4)
    stop.set()
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("status", "headers", "kind", "args"),
    [
        (401, {}, Refused, {"status": "401"}),
        (403, {}, Forbidden, {"status": "403"}),
        (404, {}, Missing, {"status": "404"}),
        (410, {}, Gone, {"status": "410"}),
        (418, {}, HttpError, {"status": "418"}),
        (429, {}, Throttled, {"retry_after": "600"}),
        (429, {"Retry-After": "120"}, Throttled, {"retry_after": "120"}),
        (503, {"Retry-After": "7"}, Throttled, {"retry_after": "7"}),
        (503, {}, ServerFailed, {"status": "503"}),
        (500, {}, ServerFailed, {"status": "500"}),
    ],
)
async def test_each_status_that_is_no_feed_is_an_error_of_its_kind(
    client: httpx.AsyncClient,
    httpserver: HTTPServer,
    status: int,
    headers: dict[str, str],
    kind: type[FetchError],
    args: dict[str, str],
) -> None:
    httpserver.expect_request("/f").respond_with_data(status=status, headers=headers)
    with pytest.raises(kind) as told:
        await get(client, httpserver.url_for("/f"))
    assert type(told.value) is kind
    assert args.items() <= told.value.args_.items()


@pytest.mark.parametrize(
    ("chain", "for_good"),
    [
        ((301,), True),
        ((308,), True),
        ((301, 308), True),
        ((308,) * 8, True),
        ((302,), False),
        ((303,), False),
        ((307,), False),
        ((301, 302), False),
        ((302, 301), False),
        ((301, 307, 308), False),
    ],
)
async def test_a_chain_of_redirects_is_followed_and_moves_the_feed_if_all_are_permanent(
    client: httpx.AsyncClient, httpserver: HTTPServer, chain: tuple[int, ...], for_good: bool
) -> None:
    for hop, status in enumerate(chain):
        headers = {"Location": f"/{hop + 1}#part", "Set-Cookie": "a=b"}
        httpserver.expect_request(f"/{hop}").respond_with_data(status=status, headers=headers)
    last = httpserver.url_for(f"/{len(chain)}")
    httpserver.expect_request(f"/{len(chain)}").respond_with_data(b"here")
    moved = await get(client, httpserver.url_for("/0"))
    assert (moved.body, moved.url, moved.moved_to) == (b"here", last, last if for_good else "")
    assert not [one.headers for one, _ in httpserver.log if {"Cookie", "Referer"} & {*one.headers.keys()}]


async def test_a_redirect_signs_in_nowhere(client: httpx.AsyncClient, httpserver: HTTPServer) -> None:
    there = httpserver.url_for("/f")
    location = there.replace("://", "://name:password@")
    httpserver.expect_request("/a").respond_with_data(status=301, headers={"Location": location})
    httpserver.expect_request("/f").respond_with_data(b"here")
    answer = await get(client, httpserver.url_for("/a"))
    assert (answer.url, answer.moved_to) == (there, there)
    assert "Authorization" not in httpserver.log[-1][0].headers


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "javascript:alert(1)", "data:text/xml,x", "ftp://a.example/", "", "/loop"]
)
async def test_a_redirect_to_another_kind_of_address_or_in_a_circle_is_refused(
    client: httpx.AsyncClient, httpserver: HTTPServer, location: str
) -> None:
    httpserver.expect_request("/loop").respond_with_data(status=302, headers={"Location": location})
    with pytest.raises(BadRedirect) as told:
        await get(client, httpserver.url_for("/loop"))
    assert told.value.args_["url"] == httpserver.url_for("/loop")


async def test_a_chain_of_twenty_redirects_is_refused(client: httpx.AsyncClient, httpserver: HTTPServer) -> None:
    for hop in range(20):
        httpserver.expect_request(f"/{hop}").respond_with_data(status=302, headers={"Location": f"/{hop + 1}"})
    httpserver.expect_request("/20").respond_with_data(b"here")
    with pytest.raises(BadRedirect):
        await get(client, httpserver.url_for("/0"))


async def test_whoever_is_waited_for_before_a_host_is_asked_takes_nothing_of_the_deadline(
    client: httpx.AsyncClient, httpserver: HTTPServer
) -> None:
    waited: list[str] = []

    async def before(host: str) -> None:
        waited.append(host)
        await asyncio.sleep(0.8)

    httpserver.expect_request("/0").respond_with_data(status=302, headers={"Location": "/1"})
    httpserver.expect_request("/1").respond_with_data(b"here")
    answer = await get(client, httpserver.url_for("/0"), before=before, deadline=1.5)
    assert (answer.body, waited) == (b"here", ["localhost", "localhost"])


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "[::1]",
        "[fe80::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "224.0.0.1",
    ],
)
async def test_an_address_that_leads_to_this_machine_or_its_network_is_not_connected_to(
    client: httpx.AsyncClient, host: str
) -> None:
    with pytest.raises(PrivateAddress) as told:
        await fetch(client, f"http://{host}:9/f")
    assert told.value.args_["url"] == f"http://{host}:9/f"


async def test_this_machine_is_not_asked_at_all(client: httpx.AsyncClient, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/f").respond_with_data(b"secret")
    with pytest.raises(PrivateAddress):
        await fetch(client, httpserver.url_for("/f"))
    assert not httpserver.log


async def test_unknown_hosts_dead_ports_and_odd_addresses_each_have_their_error(client: httpx.AsyncClient) -> None:
    with pytest.raises((UnknownHost, ConnectionFailed)) as told:
        await fetch(client, "https://no-such-host.invalid/feed")
    assert told.value.args_["url"] == "https://no-such-host.invalid/feed"
    with pytest.raises(ConnectionFailed):
        await get(client, "http://127.0.0.1:1/feed")
    for odd in ("gopher://a.example/", "http://", "http://a.example:port/"):
        with pytest.raises(BadAddress):
            await get(client, odd)
