"""How requests get to a server: encrypted, by which version of HTTP, and by whose proxy."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx
import pytest
import trustme
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived
from pytest_httpserver import HTTPServer

from feeds import addresses, update
from feeds.errors import ConnectionFailed, PrivateAddress, ProxyFailed, TlsFailed, UnknownHost
from feeds.fetch import fetch, open_client
from feeds.linked import fetch_linked
from feeds.store.library import Store
from feeds.types import FeedSettings

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

RSS = b"<rss version='2.0'><channel><title>x</title><item><guid>1</guid><title>y</title></item></channel></rss>"


@asynccontextmanager
async def listening(serve: Serve, context: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """The port of a server that closes what is open at its end."""
    tasks: set[asyncio.Task[None]] = set()
    writers: set[asyncio.StreamWriter] = set()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if task := asyncio.current_task():
            tasks.add(task)
        writers.add(writer)
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await serve(reader, writer)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context) as server:
        yield server.sockets[0].getsockname()[1]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for writer in writers:
            # At once: a client that is still there would be waited for.
            writer.transport.abort()
            with suppress(ConnectionError, ssl.SSLError):
                await writer.wait_closed()


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with open_client() as client:
        yield client


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system vouches for the authority; it comes before the client, which looks at that once."""
    path = tmp_path / "authorities.pem"
    authority.cert_pem.write_to_path(path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))


@pytest.fixture(scope="module")
def context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "paper.example").configure_cert(context)
    return context


@pytest.fixture
def tls_server(context: ssl.SSLContext) -> Iterator[HTTPServer]:
    with HTTPServer(host="127.0.0.1", ssl_context=context, threaded=True) as server:
        yield server


# ── Encrypted ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_certificate_that_nobody_vouches_for_is_told_as_such(
    client: httpx.AsyncClient, tls_server: HTTPServer
) -> None:
    with pytest.raises(TlsFailed):
        await fetch(client, f"https://localhost:{tls_server.port}/f", allow_private=True)


async def test_one_that_the_system_vouches_for_is_taken_but_for_its_own_name_only(
    trusted: None, client: httpx.AsyncClient, tls_server: HTTPServer
) -> None:
    tls_server.expect_request("/f").respond_with_data(RSS)
    answer = await fetch(client, f"https://localhost:{tls_server.port}/f", allow_private=True)
    assert answer.body == RSS
    with pytest.raises(TlsFailed):
        await fetch(client, f"https://127.0.0.1:{tls_server.port}/f", allow_private=True)


async def test_no_other_list_of_authorities_than_the_systems_is_looked_at(
    tls_server: HTTPServer, either: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    def where() -> str:
        raise AssertionError

    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("certifi.where", where)
    either.to = tls_server.port
    async with open_client() as client:
        for settings in (FeedSettings(), FeedSettings(proxy=either.url)):
            with pytest.raises(TlsFailed):
                await fetch(client, f"https://localhost:{tls_server.port}/f", allow_private=True, settings=settings)


@pytest.mark.parametrize("up", [True, False])
async def test_a_feed_moves_to_an_encrypted_address_for_good_but_never_from_one(
    trusted: None,
    client: httpx.AsyncClient,
    tls_server: HTTPServer,
    httpserver: HTTPServer,
    up: bool,
) -> None:
    plain, safe = f"http://localhost:{httpserver.port}/f", f"https://localhost:{tls_server.port}/f"
    old, new = (plain, safe) if up else (safe, plain)
    (httpserver if up else tls_server).expect_request("/f").respond_with_data(status=301, headers={"Location": new})
    (tls_server if up else httpserver).expect_request("/f").respond_with_data(RSS)
    answer = await fetch(client, old, allow_private=True)
    assert (answer.body, answer.url, answer.moved_to) == (RSS, new, new if up else "")


class Http2Server:
    """Speaks nothing but HTTP/2 (RFC 9113), and keeps what was asked."""

    def __init__(self) -> None:
        self.connections = 0
        self.asked: list[dict[str, str]] = []
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        connection = H2Connection(H2Configuration(client_side=False, header_encoding="utf-8"))
        connection.initiate_connection()
        writer.write(connection.data_to_send())
        while data := await reader.read(65_536):
            for event in connection.receive_data(data):
                if isinstance(event, RequestReceived):
                    self.asked.append(dict(event.headers))  # type: ignore[arg-type]
                    connection.send_headers(event.stream_id, [(":status", "200"), ("etag", 'W/"1"')])
                    connection.send_data(event.stream_id, RSS, end_stream=True)
            writer.write(connection.data_to_send())


@pytest.fixture
async def http2(authority: trustme.CA) -> AsyncIterator[Http2Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_alpn_protocols(["h2"])
    authority.issue_cert("localhost").configure_cert(context)
    server = Http2Server()
    async with listening(server.serve, context) as port:
        server.url = f"https://localhost:{port}/f"
        yield server


async def test_http_2_is_spoken_to_a_server_that_does_over_one_connection(
    trusted: None, client: httpx.AsyncClient, http2: Http2Server
) -> None:
    first = await fetch(client, http2.url, allow_private=True)
    again = await fetch(client, http2.url, allow_private=True, etag=first.headers["etag"])
    assert (first.body, again.body) == (RSS, RSS)
    assert [one.get("if-none-match") for one in http2.asked] == [None, 'W/"1"']
    assert http2.asked[0]["user-agent"].startswith("Nashra/")
    assert http2.connections == 1


# ── Proxies ─────────────────────────────────────────────────────────────────────────────────────────────────


class Proxy:
    """Leads every name to one port of this machine; keeps what it was asked for."""

    def __init__(self, to: int) -> None:
        self.to = to
        self.asked: list[str] = []
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        raise NotImplementedError

    async def lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, said: bytes, sent: bytes) -> None:
        """Tell the client ``said`` and the server ``sent``, then pass on what each says."""
        upstream, downstream = await asyncio.open_connection("127.0.0.1", self.to)
        writer.write(said)
        downstream.write(sent)
        try:
            await asyncio.gather(self._pass(reader, downstream), self._pass(upstream, writer))
        finally:
            downstream.close()
            with suppress(ConnectionError):
                await downstream.wait_closed()

    async def _pass(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65_536):
                target.write(data)
                await target.drain()
        target.close()


class SocksProxy(Proxy):
    """SOCKS 5 without a sign-in (RFC 1928)."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly((await reader.readexactly(2))[1])
        writer.write(b"\x05\x00")
        _, _, _, kind = await reader.readexactly(4)
        host = await reader.readexactly(4 if kind == 1 else (await reader.readexactly(1))[0])
        port = int.from_bytes(await reader.readexactly(2))
        self.asked.append(f"{host.decode('latin-1')}:{port}")
        await self.lead(reader, writer, b"\x05\x00\x00\x01" + bytes(6), b"")


class HttpProxy(Proxy):
    """Leads on requests in the absolute form, and tunnels (RFC 9112, 3.2.2; RFC 9110, 9.3.6)."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        method, target, _ = head.split(b"\r\n")[0].decode("latin-1").split(" ")
        self.asked.append(f"{method} {target}")
        if method == "CONNECT":
            await self.lead(reader, writer, b"HTTP/1.1 200 OK\r\n\r\n", b"")
        else:
            await self.lead(reader, writer, b"", head)


@pytest.fixture
async def socks(httpserver: HTTPServer) -> AsyncIterator[Proxy]:
    proxy = SocksProxy(httpserver.port)
    async with listening(proxy.serve) as port:
        proxy.url = f"socks5h://127.0.0.1:{port}"
        yield proxy


@pytest.fixture
async def proxy(httpserver: HTTPServer) -> AsyncIterator[Proxy]:
    proxy = HttpProxy(httpserver.port)
    async with listening(proxy.serve) as port:
        proxy.url = f"http://127.0.0.1:{port}"
        yield proxy


@pytest.fixture(params=["socks", "http"])
async def either(httpserver: HTTPServer, request: pytest.FixtureRequest) -> AsyncIterator[Proxy]:
    """The one kind and then the other."""
    proxy = SocksProxy(httpserver.port) if request.param == "socks" else HttpProxy(httpserver.port)
    async with listening(proxy.serve) as port:
        scheme = "socks5h" if request.param == "socks" else "http"
        proxy.url = f"{scheme}://127.0.0.1:{port}"
        yield proxy


@pytest.fixture
def offline_names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that were looked up here, none of which is known."""
    asked: list[str] = []

    async def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        raise UnknownHost(url=host, host=host)

    monkeypatch.setattr(addresses, "resolve", resolve)
    return asked


async def test_a_feed_goes_through_the_socks_proxy_that_is_its_own_which_looks_up_the_name(
    client: httpx.AsyncClient, httpserver: HTTPServer, socks: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    httpserver.expect_request("/f").respond_with_data(b"through")
    settings = FeedSettings(proxy=socks.url)
    assert (await fetch(client, "http://paper.invalid/f", settings=settings)).body == b"through"
    assert socks.asked == ["paper.invalid:80"]
    with pytest.raises(PrivateAddress):
        await fetch(client, "http://10.0.0.1/f", settings=settings)
    assert (await fetch(client, httpserver.url_for("/f"), allow_private=True, settings=settings)).body == b"through"
    assert len(socks.asked) == 2, "its proxy carries all of it"


async def test_a_feed_goes_through_the_http_proxy_that_is_its_own_and_others_do_not(
    client: httpx.AsyncClient, httpserver: HTTPServer, proxy: Proxy
) -> None:
    httpserver.expect_request("/f").respond_with_data(b"through")
    settings = FeedSettings(proxy=proxy.url)
    assert (await fetch(client, "http://paper.invalid/f", settings=settings)).body == b"through"
    assert proxy.asked == ["GET http://paper.invalid/f"]
    with pytest.raises((UnknownHost, ConnectionFailed)):
        await fetch(client, "http://paper.invalid/f")
    assert len(proxy.asked) == 1


async def test_what_is_encrypted_goes_through_either_and_is_held_to_its_certificate(
    trusted: None, client: httpx.AsyncClient, tls_server: HTTPServer, either: Proxy
) -> None:
    either.to = tls_server.port
    tls_server.expect_request("/f").respond_with_data(RSS)
    settings = FeedSettings(proxy=either.url)
    assert (await fetch(client, "https://paper.example/f", settings=settings)).body == RSS
    assert [one.removeprefix("CONNECT ") for one in either.asked] == ["paper.example:443"]
    with pytest.raises(TlsFailed):
        await fetch(client, "https://other.example/f", settings=settings)


async def test_all_that_is_about_a_feed_goes_through_its_proxy_and_no_name_is_looked_up_here(
    store: Store, httpserver: HTTPServer, offline_names: list[str], either: Proxy
) -> None:
    httpserver.expect_request("/f").respond_with_data(status=302, headers={"Location": "http://there.invalid/to"})
    httpserver.expect_request("/to").respond_with_data(RSS)
    httpserver.expect_request("/page").respond_with_data(b"<p>x")
    feed = store.subscribe("http://here.invalid/f").id
    store.set_feed_settings(feed, FeedSettings(proxy=either.url))
    assert (await update.refresh(store)).failed == []
    await fetch_linked(store, feed, "http://page.invalid/page")
    asked = [(one.host, one.path) for one, _ in httpserver.log]
    assert asked == [
        ("here.invalid", "/robots.txt"),
        ("here.invalid", "/f"),
        ("there.invalid", "/to"),
        ("page.invalid", "/page"),
    ]
    assert offline_names == []


@pytest.mark.parametrize("name", ["http_proxy", "HTTPS_PROXY", "all_proxy"])
async def test_the_proxy_of_the_environment_is_used(
    trusted: None,
    httpserver: HTTPServer,
    tls_server: HTTPServer,
    proxy: Proxy,
    socks: Proxy,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    through = socks if name == "all_proxy" else proxy
    monkeypatch.setenv(name, through.url)
    server = tls_server if name == "HTTPS_PROXY" else httpserver
    through.to = server.port
    server.expect_request("/f").respond_with_data(b"through")
    url = "https://paper.example/f" if name == "HTTPS_PROXY" else "http://paper.example/f"
    async with open_client() as client:
        assert (await fetch(client, url)).body == b"through"
    assert len(through.asked) == 1


async def test_the_proxy_of_the_environment_is_not_used_where_it_says_so_nor_for_numbers_that_lead_home(
    proxy: Proxy, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", proxy.url)
    monkeypatch.setenv("no_proxy", "near.invalid")
    async with open_client() as client:
        for host in ("10.0.0.1", "0xa.1", "2130706433", "[fd00::1]", "localhost"):
            with pytest.raises(PrivateAddress):
                await fetch(client, f"http://{host}/f")
        with pytest.raises((UnknownHost, ConnectionFailed)):
            await fetch(client, "http://near.invalid/f")
        assert proxy.asked == []
        httpserver.expect_request("/f").respond_with_data(status=302, headers={"Location": "http://10.0.0.1/f"})
        with pytest.raises(PrivateAddress):
            await fetch(client, "http://paper.invalid/f")
        httpserver.expect_request("/near").respond_with_data(b"near")
        near = await fetch(client, f"http://127.0.0.1:{httpserver.port}/near", allow_private=True)
        assert near.body == b"near"
    assert proxy.asked == ["GET http://paper.invalid/f"]


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_proxy_that_is_not_there_is_named(client: httpx.AsyncClient, scheme: str) -> None:
    with pytest.raises(ProxyFailed) as told:
        await fetch(client, "https://paper.invalid/f", settings=FeedSettings(proxy=f"{scheme}://127.0.0.1:1"))
    assert told.value.args_ == {"url": "https://paper.invalid/f", "proxy": f"{scheme}://127.0.0.1:1"}


async def test_a_proxy_that_leads_nowhere_is_named_as_well(client: httpx.AsyncClient) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    async with listening(refuse) as port:
        proxy = f"http://127.0.0.1:{port}"
        with pytest.raises(ProxyFailed):
            await fetch(client, "https://paper.invalid/f", settings=FeedSettings(proxy=proxy))
