"""Which addresses may be connected to: none of this machine's or its network's, unless the user said so (SSRF)."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Iterable
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Thread
from urllib.parse import urlsplit

import httpcore
from httpcore import SOCKET_OPTION, AsyncNetworkBackend, AsyncNetworkStream

from feeds.errors import ConnectionFailed, PrivateAddress, UnknownHost

_GLOBAL = ip_network("2000::/3")
"""All of IPv6 that is given out to the Internet (IANA, IPv6 Global Unicast Address Assignments)."""
_NAT64 = ip_network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}
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


def literal(host: str) -> list[str]:
    """The numeric address that ``host`` is in itself, as a list of one, in all the ways a resolver takes it
    (``0x7f.1``, ``2130706433``); empty for a name."""
    with suppress(OSError, UnicodeError):
        return [socket.inet_ntoa(socket.inet_aton(host))]
    with suppress(ValueError):
        return [str(ip_address(host.strip("[]")))]
    return []


def is_loopback(address: str) -> bool:
    """Whether a numeric address is this machine's to itself."""
    return ip_address(address.partition("%")[0]).is_loopback


def _inside(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None


def same_server(home: str, there: str) -> bool:
    """Whether ``there`` is an address of the server of ``home``, reached no less safely: what is meant for the one may
    be told to the other. The same host encrypted counts, at the usual ports."""
    ours, theirs = urlsplit(home), urlsplit(there)
    if not ours.hostname or ours.hostname != theirs.hostname:
        return False
    pair = [(parts.scheme, parts.port or _PORTS.get(parts.scheme)) for parts in (ours, theirs)]
    return pair[0] == pair[1] or pair == [("http", 80), ("https", 443)]


class Backend(AsyncNetworkBackend):
    """Resolves a host, looks at its addresses and connects to just those: no second lookup can give another."""

    def __init__(self, *, allow_private: bool = False) -> None:
        self._backend = httpcore.AnyIOBackend()
        self._allow_private = allow_private

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's signature)
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> AsyncNetworkStream:
        """Raises PrivateAddress, what `resolve` raises, ConnectionFailed with ``offline`` where no address can be
        routed to, and httpcore's errors."""
        addresses = await resolve(host, port)
        if not self._allow_private:
            check(host, addresses)
        failures: list[Exception] = []
        for address in addresses:
            limit = timeout if address == addresses[-1] else min(timeout or _FIRST_TRY, _FIRST_TRY)
            try:
                return await self._backend.connect_tcp(address, port, limit, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failures.append(error)
        if all(map(_no_route, failures)):
            raise ConnectionFailed(url=host, host=host, offline="yes") from failures[-1]
        raise next(error for error in reversed(failures) if not _no_route(error))

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


def check(host: str, addresses: Iterable[str]) -> None:
    """Raises PrivateAddress if any of ``addresses`` is one: whoever mixes them means no good."""
    if any(map(is_private, addresses)):
        raise PrivateAddress(url=host, host=host)


async def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses of ``host``. Raises UnknownHost, or ConnectionFailed where there is no network to ask."""
    try:
        found = await _looked_up(host, port)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise ConnectionFailed(url=host, host=host, offline="yes") from error
        raise UnknownHost(url=host, host=host) from error
    except (OSError, UnicodeError) as error:
        raise UnknownHost(url=host, host=host) from error
    return list(dict.fromkeys(found))


async def _looked_up(host: str, port: int) -> list[str]:
    """In a thread that nobody waits for: the loop's own few would be taken by names that never answer, and the program
    would wait for them when it ends."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(found: list[str] | None, error: Exception | None) -> None:
        if answer.done():
            return
        if error is None:
            answer.set_result(found or [])
        else:
            answer.set_exception(error)

    def look_up() -> None:
        found, failure = None, None
        try:
            found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            failure = error
        with suppress(RuntimeError):  # the loop was closed meanwhile
            loop.call_soon_threadsafe(settle, found, failure)

    Thread(target=look_up, name="nashra-lookup", daemon=True).start()
    return await answer


def _no_route(error: BaseException) -> bool:
    """Whether an attempt failed on this side: no network is up, or none of that kind of address."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.errno in (errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
