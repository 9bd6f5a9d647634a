"""Many hosts that are one local server, which keeps what was asked of it and when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from feeds import addresses
from feeds.store.library import Store
from tests.feeds.conftest import NOW

Answering = Callable[[Request], Response]


def http_date(at: int) -> str:
    return format_datetime(datetime.fromtimestamp(at, UTC), usegmt=True)


def rss(*titles: str, said: str = "") -> bytes:
    """A feed with an article for each title; ``said`` stands in its channel."""
    items = "".join(f"<item><guid>{title}</guid><title>{title}</title></item>" for title in titles)
    space = "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"
    return f"<rss version='2.0' {space}><channel><title>خ</title>{said}{items}</channel></rss>".encode()


def conditional(etag: str = '"1"', modified: str = "", body: bytes = b"", **headers: str) -> Answering:
    """Sends ``body`` with its validators, and 304 to those who have them."""
    sent = {"ETag": etag, "Last-Modified": modified}
    sent = {name: value for name, value in sent.items() if value} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }

    def answer(request: Request) -> Response:
        asked = (request.headers.get("If-None-Match", ""), request.headers.get("If-Modified-Since", ""))
        if asked == (etag, modified):
            return Response(status=304, headers=sent)
        return Response(body or rss("أول"), headers=sent)

    return answer


def status(code: int, **headers: str) -> Answering:
    return lambda _request: Response(status=code, headers={n.replace("_", "-"): v for n, v in headers.items()})


@dataclass(frozen=True, slots=True)
class Asked:
    at: int
    """By the clock of the test."""
    host: str
    path: str
    headers: dict[str, str]

    @property
    def plain(self) -> bool:
        """Whether it had no conditions."""
        return not {"If-None-Match", "If-Modified-Since"} & self.headers.keys()


@dataclass
class World:
    """Each address under ``*.example`` that has no answer of its own is not there (404)."""

    server: HTTPServer
    now: int = NOW
    log: list[Asked] = field(default_factory=list)
    robots: list[Asked] = field(default_factory=list)
    answers: dict[str, Answering] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.server.expect_request(re.compile(".*")).respond_with_handler(self._answer)

    def url(self, name: str) -> str:
        """The address of ``host/path``, as in ``a.example/feed``."""
        host, _, path = name.partition("/")
        return f"http://{host}:{self.server.port}/{path}"

    def subscribe(self, store: Store, name: str, answer: Answering) -> int:
        self.answers[name] = answer
        return store.subscribe(self.url(name), allow_private=True).id

    def clock(self) -> int:
        return self.now

    def asked(self, name: str = "") -> list[Asked]:
        """What was asked of ``name``, a host or an address, robots.txt left out."""
        return [one for one in self.log if name in ("", one.host, f"{one.host}{one.path}")]

    def _answer(self, request: Request) -> Response:
        host = request.host.partition(":")[0]
        one = Asked(self.now, host, request.path, dict(request.headers.items()))
        (self.robots if request.path == "/robots.txt" else self.log).append(one)
        return self.answers.get(host + request.path, status(404))(request)


@pytest.fixture(scope="module")
def threaded() -> Iterator[HTTPServer]:
    """A server that answers many at once, as the one of pytest-httpserver does not."""
    with HTTPServer(host="127.0.0.1", threaded=True) as server:
        yield server


@pytest.fixture
def world(threaded: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> World:
    async def resolve(host: str, _port: int) -> list[str]:
        assert host.endswith(".example"), host
        return ["127.0.0.1"]

    monkeypatch.setattr(addresses, "resolve", resolve)
    threaded.clear()
    world = World(threaded)
    # What the server dates its answers by.
    monkeypatch.setattr(BaseHTTPRequestHandler, "date_time_string", lambda _self: http_date(world.now))
    return world
