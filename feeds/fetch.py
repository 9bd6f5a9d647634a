"""Asking a server for a feed: one client, conditional requests, limits on time and bytes, checked addresses."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import metadata
from typing import TypeAlias
from urllib.parse import urljoin, urlsplit

import httpx

from feeds.addresses import same_server
from feeds.clean import without_sign_in
from feeds.decompress import Overflow, decompress
from feeds.errors import (
    BadAddress,
    BadRedirect,
    ConnectionFailed,
    FetchError,
    Forbidden,
    Gone,
    HttpError,
    Missing,
    ProxyFailed,
    Refused,
    ServerFailed,
    Throttled,
    TimedOut,
    TlsFailed,
    TooLarge,
    UnknownHost,
)
from feeds.fetched import Answer
from feeds.sample.transport import SampleTransport
from feeds.schedule import THROTTLED, http_date, retry_after
from feeds.secrets import Secret, sign_in_of, with_sign_in_of
from feeds.transport import Reach, has_route
from feeds.types import FeedSettings

DEADLINE = 60.0
"""Seconds for a feed in all, redirects and the last byte included."""
PACKED = 16 * 1024 * 1024
"""Bytes read from the network at most."""
UNPACKED = 32 * 1024 * 1024
"""Bytes of a feed at most."""
REDIRECTS = 8
CONNECTIONS = 32

_WEB = ("http", "https")
_SENDABLE = re.compile(rb"[\t\x20-\x7e\x80-\xff]{1,4000}")
"""What HTTP allows in a header's value (RFC 9110, 5.5)."""
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
_AS_BROWSER = (
    (b"User-Agent", b"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
    (b"Accept", b"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    (b"Accept-Language", b"ar,en-US;q=0.7,en;q=0.3"),
    (b"Upgrade-Insecure-Requests", b"1"),
    (b"Sec-Fetch-Dest", b"document"),
    (b"Sec-Fetch-Mode", b"navigate"),
    (b"Sec-Fetch-Site", b"none"),
    (b"Sec-Fetch-User", b"?1"),
)
_PLAIN = FeedSettings()

Before: TypeAlias = Callable[[str], Awaitable[None]]
"""Told the host that is to be asked next."""


async def _at_once(_host: str) -> None:
    return


@cache
def user_agent() -> str:
    """The program, its version and its page, where who runs a server finds whose requests these are."""
    about = metadata("nashra")
    pages = dict(str(one).split(", ", 1) for one in about.get_all("Project-URL") or ())
    page = f" (+{pages['Homepage']})" if "Homepage" in pages else ""
    return f"Nashra/{about['Version']}{page}"


class _Redirected(Exception):
    """A server sent us elsewhere."""

    def __init__(self, status: int, location: str) -> None:
        super().__init__(status, location)
        self.status = status
        self.location = location


async def _stop_at_redirects(response: httpx.Response) -> None:
    """Comes before httpx reads Location, whose errors for odd ones can't be told from those of a broken answer."""
    if response.status_code in (301, 302, 303, 307, 308):
        raise _Redirected(response.status_code, response.headers.get("location", ""))


class _NoCookies(httpx.Cookies):
    """Keeps none."""

    def extract_cookies(self, response: httpx.Response) -> None:  # noqa: ARG002
        return


@asynccontextmanager
async def open_client() -> AsyncIterator[httpx.AsyncClient]:
    """The client of one refresh."""
    async with httpx.AsyncClient(
        transport=Reach(CONNECTIONS),
        mounts={"sample://": SampleTransport()},
        headers={"User-Agent": user_agent(), "Accept": _ACCEPT},
        event_hooks={"response": [_stop_at_redirects]},
        timeout=httpx.Timeout(20.0),
    ) as client:
        client._cookies = _NoCookies()  # noqa: SLF001 (the setter makes a copy of another kind)
        yield client


async def fetch(
    client: httpx.AsyncClient,
    url: str,
    *,
    etag: str = "",
    modified: str = "",
    allow_private: bool = False,
    settings: FeedSettings = _PLAIN,
    secret: Secret | None = None,
    home: str = "",
    before: Before = _at_once,
    deadline: float = DEADLINE,
) -> Answer:
    """Ask for ``url``; ``etag`` and ``modified`` go back as they came. Raises the kinds of FetchError.

    ``allow_private`` is the user's word about the host of ``url``: a redirect to another one is checked all the same,
    and is sent neither ``secret`` nor the headers that ``settings`` add. ``home`` is the address of the feed where
    ``url`` is another one. ``before`` is awaited with each host before it is asked, which ``deadline`` (in seconds)
    does not count; what it raises comes through. A name and a password in ``url``, or in ``home``, sign in where there
    is no ``secret``, and are in no address of what comes back but in ``moved_to`` at the same server.
    """
    conditions = {b"If-None-Match": etag, b"If-Modified-Since": modified}
    address = without_sign_in(url)
    asked = _Asked(
        url=address,
        home=home or address,
        headers=[*_named(settings), *((name, value.encode("latin-1")) for name, value in conditions.items() if value)],
        at_home=[(name.encode(), value.encode("latin-1")) for name, value in settings.headers],
        secret=secret or sign_in_of(url) or sign_in_of(home),
        proxy=settings.proxy,
        allow_private=allow_private,
        before=before,
    )
    try:
        async with asyncio.timeout(deadline) as limit:
            answer = await _follow(client, asked, limit)
    except TimeoutError:
        raise TimedOut(url=address) from None
    except FetchError as error:
        # A redirect or a backend may tell another address: the one that the user knows comes first.
        known = error.args_ | {"url": address}
        if isinstance(error, UnknownHost) and not has_route():
            # Some systems say of every name that nobody knows it while no network is up.
            raise ConnectionFailed(**known, offline="yes") from error
        raise type(error)(**known) from error
    except httpx.HTTPError as error:
        raise _told(error, address, settings.proxy) from error
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise BadAddress(url=address) from error
    return replace(answer, moved_to=with_sign_in_of(url, answer.moved_to))


_Headers: TypeAlias = Sequence[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What `fetch` was given, as `_follow` needs it."""

    url: str
    home: str
    headers: _Headers
    at_home: _Headers = field(repr=False)
    """For the server of ``home`` alone."""
    secret: Secret | None
    proxy: str
    allow_private: bool
    before: Before


def _named(settings: FeedSettings) -> _Headers:
    """The headers by which a server sees who asks."""
    told = dict(_AS_BROWSER) if settings.as_browser else {}
    if settings.user_agent:
        told[b"User-Agent"] = settings.user_agent.encode("latin-1")
    return list(told.items())


def _private(asked: _Asked, here: str) -> _Headers:
    """The headers that only some servers may see, for a request to ``here``."""
    at_home = list(asked.at_home) if same_server(asked.home, here) else []
    secret = asked.secret
    return [*at_home, secret.header()] if secret and same_server(secret.home, here) else at_home


async def _wait(limit: asyncio.Timeout, before: Before, host: str) -> None:
    """``limit`` ends so much later."""
    ends, clock = limit.when(), asyncio.get_running_loop().time
    began = clock()
    limit.reschedule(None)
    await before(host)
    limit.reschedule(ends and ends + clock() - began)


async def _follow(client: httpx.AsyncClient, asked: _Asked, limit: asyncio.Timeout) -> Answer:
    url = here = asked.url
    seen, for_good, home = {url}, True, urlsplit(url).hostname
    for _hop in range(REDIRECTS + 1):
        host = urlsplit(here).hostname
        await _wait(limit, asked.before, host or "")
        request = client.build_request(
            "GET",
            here,
            headers=[*asked.headers, *_private(asked, here)],
            extensions={"allow_private": asked.allow_private and host == home, "nashra_proxy": asked.proxy},
        )
        try:
            response = await client.send(request, stream=True)
        except _Redirected as redirect:
            there = _target(here, redirect.location)
            # No move gives up encryption.
            for_good = for_good and redirect.status in (301, 308) and not (_is_tls(here) and not _is_tls(there))
            here = there
        else:
            try:
                return await _read(response, here, here if for_good and here != url else "")
            finally:
                await response.aclose()
        if here in seen:
            raise BadRedirect(url=url, to=here)
        seen.add(here)
    raise BadRedirect(url=url, to=here)


def _is_tls(url: str) -> bool:
    return url.startswith("https:")


def _target(here: str, location: str) -> str:
    try:
        there = urljoin(here, location.strip())
        parts = urlsplit(there)
    except ValueError:
        raise BadRedirect(url=here, to=location[:200]) from None
    if not location or parts.scheme not in _WEB or not parts.hostname:
        raise BadRedirect(url=here, to=there[:200])
    return without_sign_in(parts._replace(fragment="").geturl())


async def _read(response: httpx.Response, url: str, moved_to: str) -> Answer:
    headers = _headers(response)
    if response.status_code == 304:
        return Answer(url, None, headers, moved_to, status=304)
    if not response.is_success:
        raise _status(response.status_code, url, headers)
    pieces: list[bytes] = []
    size = 0
    async for piece in response.aiter_raw():
        size += len(piece)
        if size > PACKED:
            raise TooLarge(url=url, limit=PACKED)
        pieces.append(piece)
    try:
        body = decompress(b"".join(pieces), headers.get("content-encoding", ""), UNPACKED)
    except Overflow:
        raise TooLarge(url=url, limit=UNPACKED) from None
    except ValueError:
        raise ConnectionFailed(url=url) from None
    return Answer(url, body, headers, moved_to, response.status_code, size)


def _headers(response: httpx.Response) -> dict[str, str]:
    """Names in lower case. Validators are told byte for byte, as Latin-1; one that can't be sent back is left out."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    for name in ("etag", "last-modified"):
        sent = [value for key, value in response.headers.raw if key.lower() == name.encode()]
        if sent:
            headers[name] = sent[0].decode("latin-1") if _SENDABLE.fullmatch(sent[0]) else ""
    return headers


def _status(status: int, url: str, headers: Mapping[str, str]) -> HttpError:
    # By the server's own clock, since a date is.
    wait = retry_after(headers.get("retry-after", ""), http_date(headers.get("date", "")))
    host = urlsplit(url).hostname
    if status == 429 or (status == 503 and wait is not None):
        return Throttled(url=url, host=host, status=status, retry_after=THROTTLED if wait is None else wait)
    kinds: dict[int, type[HttpError]] = {401: Refused, 403: Forbidden, 404: Missing, 410: Gone}
    return kinds.get(status, ServerFailed if status >= 500 else HttpError)(url=url, host=host, status=status)


def _told(error: httpx.HTTPError, url: str, proxy: str) -> FetchError:
    """What went wrong below HTTP, as ours."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError):
            return TlsFailed(url=url, why=getattr(cause, "verify_message", "") or cause.reason or "")
        cause = cause.__cause__ or cause.__context__
    if proxy and isinstance(error, httpx.ProxyError | httpx.ConnectError | httpx.ConnectTimeout):
        return ProxyFailed(url=url, proxy=proxy)
    if isinstance(error, httpx.TimeoutException):
        return TimedOut(url=url)
    if isinstance(error, httpx.UnsupportedProtocol | httpx.LocalProtocolError):
        return BadAddress(url=url)
    return ConnectionFailed(url=url)
