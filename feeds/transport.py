"""How requests reach a server: past the rules about addresses, through the proxy of a feed or of the environment."""

from __future__ import annotations

import ssl
from contextlib import suppress
from socket import AF_INET, AF_INET6, SOCK_DGRAM, socket
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx
import truststore

from feeds.addresses import Backend, check, is_loopback, literal


class Reach(httpx.AsyncBaseTransport):
    """Two pools, one that reaches only the Internet and one for feeds that the user lets reach further; and the proxies
    of feeds and of the environment, behind which only an address that is a number can be checked."""

    def __init__(self, connections: int) -> None:
        self._connections = connections
        self._context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._direct = {further: self._pool(Backend(allow_private=further)) for further in (False, True)}
        self._proxies: dict[str, httpx.AsyncHTTPTransport] = {}
        self._environment = getproxies()

    def _pool(self, backend: Backend) -> httpx.AsyncHTTPTransport:
        transport = httpx.AsyncHTTPTransport(verify=self._context, http2=True)
        transport._pool = httpcore.AsyncConnectionPool(  # noqa: SLF001 (httpx has no parameter for the backend)
            ssl_context=self._context,
            max_connections=self._connections,
            max_keepalive_connections=self._connections,
            http2=True,
            network_backend=backend,
        )
        return transport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        further = bool(request.extensions.get("allow_private"))
        # A feed's own proxy carries all of it: whoever sets one does not want to be seen without.
        proxy = str(request.extensions.get("nashra_proxy", "")) or self._proxy_for(request.url)
        if not proxy:
            return await self._direct[further].handle_async_request(request)
        if not further:
            check(request.url.host, literal(request.url.host))
        if proxy not in self._proxies:
            self._proxies[proxy] = httpx.AsyncHTTPTransport(verify=self._context, http2=True, proxy=proxy)
        return await self._proxies[proxy].handle_async_request(request)

    def _proxy_for(self, url: httpx.URL) -> str:
        """The proxy that the environment names for ``url``, or empty; this machine is reached without one."""
        proxies = self._environment
        if not proxies or url.host == "localhost" or any(map(is_loopback, literal(url.host))) or proxy_bypass(url.host):
            return ""
        proxy = proxies.get(url.scheme) or proxies.get("all") or ""
        return proxy if not proxy or "://" in proxy else f"http://{proxy}"

    async def aclose(self) -> None:
        for transport in (*self._direct.values(), *self._proxies.values()):
            await transport.aclose()


def has_route() -> bool:
    """Whether this machine has a way to the Internet. Nothing is sent: the addresses are for documentation (RFC 5737,
    RFC 3849), to which the same way leads."""
    for family, address in ((AF_INET, "192.0.2.1"), (AF_INET6, "2001:db8::1")):
        with suppress(OSError), socket(family, SOCK_DGRAM) as probe:
            probe.connect((address, 9))
            return True
    return False
