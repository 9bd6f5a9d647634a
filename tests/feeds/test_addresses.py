"""Which addresses may be connected to, and that the ones looked at are the ones connected to."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer

from feeds.addresses import Backend, is_private, literal, resolve
from feeds.errors import ConnectionFailed, PrivateAddress, UnknownHost
from feeds.fetch import fetch, open_client

Answers = dict[str, list[str]]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """What names resolve to; numbers resolve to themselves. A list is used up from the left, down to its last."""
    known: Answers = {}
    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *rest: Any, **more: Any) -> list[Any]:
        if host not in known:
            return real(host, port, *rest, **more)
        addresses = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        return [entry for address in addresses.split() for entry in real(address, port, *rest, **more)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return known


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.255.254",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "0.0.0.0",
        "192.0.0.1",
        "198.18.0.1",
        "203.0.113.5",
        "224.0.0.251",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::192.168.1.1",
        "64:ff9b:1::10.0.0.1",
        "2002:7f00:1::1",
        "2002:c0a8:101::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
    ],
)
def test_an_address_of_this_machine_its_network_or_nowhere_is_private(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "172.15.255.255",
        "172.32.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "2606:4700:4700::1111",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1",
        "::ffff:8.8.8.8",
    ],
)
def test_an_address_of_the_internet_is_not_private(address: str) -> None:
    assert not is_private(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_as_private_inside_an_ipv6_one(address: IPv4Address) -> None:
    plain, number = is_private(str(address)), int(address)
    for wrapped in (0xFFFF << 32 | number, 0x2002 << 112 | number << 80, 0x64FF9B << 96 | number):
        assert is_private(str(IPv6Address(wrapped))) == plain


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("2130706433", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("10.1", "10.0.0.1"),
        ("[::1]", "::1"),
    ],
)
def test_a_number_is_read_in_every_form_a_resolver_takes(host: str, address: str) -> None:
    assert literal(host) == [address]


def test_a_name_is_no_number() -> None:
    assert literal("news.example") == []
    assert literal("الجزيرة.نت") == []


async def test_a_name_that_leads_to_a_private_address_is_refused_also_among_others(names: Answers) -> None:
    names["news.example"] = ["8.8.8.8 127.0.0.1"]
    names["paper.example"] = ["::1"]
    async with open_client() as client:
        for host in names:
            with pytest.raises(PrivateAddress) as told:
                await fetch(client, f"http://{host}/f")
            assert told.value.args_ == {"url": f"http://{host}/f", "host": host}


async def test_the_address_looked_at_is_the_one_connected_to(names: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    # A name that answers otherwise the second time (DNS rebinding).
    names["news.example"] = ["203.0.114.1", "127.0.0.1"]
    asked: list[str] = []
    backend = Backend()

    async def connect_tcp(host: str, *_rest: object) -> object:
        asked.append(host)
        return object()

    monkeypatch.setattr(backend._backend, "connect_tcp", connect_tcp)
    await backend.connect_tcp("news.example", 80)
    assert asked == ["203.0.114.1"]


async def test_a_redirect_to_a_name_that_leads_home_is_refused(names: Answers, httpserver: HTTPServer) -> None:
    names["home.example"] = ["127.0.0.1"]
    port = httpserver.port
    httpserver.expect_request("/f").respond_with_data(
        status=302, headers={"Location": f"http://home.example:{port}/secret"}
    )
    httpserver.expect_request("/secret").respond_with_data(b"secret")
    async with open_client() as client:
        # The user's word is for the host that was typed.
        with pytest.raises(PrivateAddress) as told:
            await fetch(client, httpserver.url_for("/f"), allow_private=True)
    assert told.value.args_["host"] == "home.example"
    assert [request.path for request, _ in httpserver.log] == ["/f"]


async def test_the_next_address_of_a_host_is_tried_where_one_is_dead(names: Answers, httpserver: HTTPServer) -> None:
    names["two.example"] = ["127.0.0.2 127.0.0.1"]
    httpserver.expect_request("/f").respond_with_data(b"here")
    async with open_client() as client:
        answer = await fetch(client, f"http://two.example:{httpserver.port}/f", allow_private=True)
    assert answer.body == b"here"


@pytest.mark.parametrize(
    ("failure", "kind", "offline"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), UnknownHost, None),
        (socket.gaierror(socket.EAI_AGAIN, "no answer"), ConnectionFailed, "yes"),
        (UnicodeError("label too long"), UnknownHost, None),
    ],
)
async def test_a_name_nobody_knows_is_told_from_a_network_that_is_down(
    monkeypatch: pytest.MonkeyPatch, failure: Exception, kind: type[Exception], offline: str | None
) -> None:
    def fail(*_rest: object, **_more: object) -> None:
        raise failure

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(kind) as told:
        await resolve("news.example", 80)
    assert told.value.args_.get("offline") == offline  # type: ignore[attr-defined]


async def test_lookups_that_hang_hold_up_neither_others_nor_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    real: Callable[..., list[Any]] = socket.getaddrinfo

    def getaddrinfo(host: str, *rest: Any, **more: Any) -> list[Any]:
        if host == "slow.example":
            stop.wait(20)
        return real("127.0.0.1", *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    began = time.monotonic()

    async def slow() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(resolve("slow.example", 80), 0.3)

    waiting = [asyncio.create_task(slow()) for _ in range(50)]
    await asyncio.sleep(0)
    assert await resolve("fast.example", 80) == ["127.0.0.1"]
    await asyncio.gather(*waiting)
    stop.set()
    assert time.monotonic() - began < 10
