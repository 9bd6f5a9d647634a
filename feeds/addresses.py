"""Which addresses may be connected to: none of this machine's or its network's, unless the user said so (SSRF)."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpcore
from httpcore import SOCKET_OPTION, AsyncNetworkBackend, AsyncNetworkStream

from feeds.errors import ConnectionFailed, PrivateAddress, UnknownHost

_GLOBAL = ip_network("2000::/3")
"""All of IPv6 that is given out to the Internet (IANA, IPv6 Global Unicast Address Assignments)."""
_NAT64 = ip_network("64:ff9b::/96")
_FIRST_TRY = 3.0
"""Seconds for an address that is not the last one: a network whose IPv6 leads nowhere must not cost all the time."""


def is_private(address: str) -> bool:
    """Whether a numeric address leads to this machine, a local network, or nowhere on the Internet; an IPv4 address
    inside an IPv6 one (mapped, 6to4, Teredo, NAT64 of RFC 6052) is looked at in its place."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        inner = _inside(found)
        if inner is not None:
            return is_private(str(inner))
        return not found.is_global or found not in _GLOBAL
    return not found.is_global or found.is_multicast


def _inside(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None


class CheckedBackend(AsyncNetworkBackend):
    """Resolves a host, looks at its addresses and connects to just those: no second lookup can give another."""

    def __init__(self) -> None:
        self._backend = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's signature)
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> AsyncNetworkStream:
        addresses = await resolve(host, port)
        if any(map(is_private, addresses)):
            raise PrivateAddress(url=host, host=host)
        failure: Exception = httpcore.ConnectError(host)
        for address in addresses:
            try:
                return await self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses of ``host``. Raises UnknownHost, or ConnectionFailed where there is no network to ask."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise ConnectionFailed(url=host, host=host, offline="yes") from error
        raise UnknownHost(url=host, host=host) from error
    except (OSError, UnicodeError) as error:
        if isinstance(error, OSError) and error.errno == errno.ENETUNREACH:
            raise ConnectionFailed(url=host, host=host, offline="yes") from error
        raise UnknownHost(url=host, host=host) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
