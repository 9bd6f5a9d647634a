"""Whose fault it is that a host is not reached: that of this machine's network, or that of the host's name server."""

from __future__ import annotations

import errno
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import httpcore
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from feeds import update
from feeds.errors import Missing
from feeds.schedule import HOUR, FetchState
from feeds.store.library import Store
from tests.feeds.conftest import NOW
from tests.feeds.serving import rss

Fail = Callable[[str], Exception | None]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Callable[[Fail], None]:
    """Has a name lead to this machine, which counts for the Internet here, unless an error is given for it."""

    def set_names(fail: Fail) -> None:
        real = socket.getaddrinfo

        def getaddrinfo(host: str, *rest: Any, **more: Any) -> list[Any]:
            if error := fail(host):
                raise error
            return real("127.0.0.1", *rest, **more)

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        monkeypatch.setattr("feeds.addresses.is_private", lambda _address: False)

    return set_names


def no_answer(_host: str = "") -> Exception:
    return socket.gaierror(socket.EAI_AGAIN, "try again")


async def test_being_offline_moves_no_timer_and_ends_no_back_off(store: Store, names: Callable[[Fail], None]) -> None:
    feeds = [store.subscribe(f"https://{name}.example/feed").id for name in "abc"]
    store.save_failure(feeds[0], Missing(url="https://a.example/feed", status=404), FetchState(errors=3, due_at=NOW))
    before = [store.due(NOW, [feed], True)[0].state for feed in feeds]
    names(no_answer)
    summary = await update.refresh(store)
    assert [one.error for one in summary.failed] == ["connection-failed"] * 3
    assert [store.due(NOW, [feed], True)[0].state for feed in feeds] == before
    assert len(store.due(NOW)) == 3


@pytest.mark.parametrize(("route", "error", "errors"), [(False, "connection-failed", 0), (True, "unknown-host", 1)])
async def test_a_name_that_nobody_knows_is_its_feeds_fault_only_where_there_is_a_way_to_the_internet(
    store: Store, names: Callable[[Fail], None], monkeypatch: pytest.MonkeyPatch, route: bool, error: str, errors: int
) -> None:
    names(lambda _host: socket.gaierror(socket.EAI_NONAME, "not known"))
    monkeypatch.setattr("feeds.fetch.has_route", lambda: route)
    feed = store.subscribe("https://a.example/feed").id
    assert [one.error for one in (await update.refresh(store)).failed] == [error]
    assert store.due(NOW, [feed], True)[0].state.errors == errors


def test_a_machine_without_a_network_has_no_way_to_the_internet() -> None:
    code = "from feeds.transport import has_route; print(has_route())"
    alone = ["unshare", "--map-root-user", "--net", sys.executable, "-c", code]
    if not shutil.which("unshare") or subprocess.run([*alone[:3], "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network of its own can be had here")
    assert subprocess.run(alone, capture_output=True, check=True, text=True).stdout == "False\n"


async def test_a_network_that_is_down_moves_no_timer_though_the_name_is_known(
    store: Store, names: Callable[[Fail], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def connect_tcp(*_rest: object) -> None:
        raise httpcore.ConnectError from OSError(errno.ENETUNREACH, "no route")

    names(lambda _host: None)
    monkeypatch.setattr("httpcore.AnyIOBackend.connect_tcp", connect_tcp)
    feed = store.subscribe("https://a.example/feed").id
    before = store.due(NOW, [feed], True)[0].state
    assert [one.error for one in (await update.refresh(store)).failed] == ["connection-failed"]
    assert store.due(NOW, [feed], True)[0].state == before


@pytest.mark.parametrize("order", [["lost", "near"], ["near", "lost"]])
@pytest.mark.parametrize("status", [200, 404])
async def test_a_host_whose_own_name_server_fails_backs_off_where_others_are_reached(
    store: Store, httpserver: HTTPServer, names: Callable[[Fail], None], order: list[str], status: int
) -> None:
    names(lambda host: no_answer() if host == "lost.example" else None)
    httpserver.expect_request("/f").respond_with_data(rss("أول"), status=status)
    for host in order:
        store.subscribe(f"http://{host}.example:{httpserver.port}/f")
    summary = await update.refresh(store)
    assert {one.error for one in summary.failed} == {"connection-failed"} | ({"missing"} if status == 404 else set())
    [lost] = [due for due in store.due(NOW, None, True) if "lost" in due.feed.url]
    assert lost.state.errors == 1
    assert lost.state.due_at >= NOW + HOUR
    assert lost.feed.error_args == {"url": lost.feed.url, "host": "lost.example"}, "not that this machine is offline"


async def test_a_network_that_goes_down_in_the_midst_of_a_refresh_moves_no_timer(
    store: Store, httpserver: HTTPServer, names: Callable[[Fail], None]
) -> None:
    down: list[bool] = []

    def handler(_request: Request) -> Response:
        down.append(True)
        return Response(rss("أول"))

    httpserver.expect_request("/f").respond_with_handler(handler)
    names(lambda host: no_answer() if down or host == "lost.example" else None)
    for host in ("near", "lost"):
        store.subscribe(f"http://{host}.example:{httpserver.port}/f")
    summary = await update.refresh(store)
    assert (summary.new, [one.error for one in summary.failed]) == (1, ["connection-failed"])
    [lost] = [due for due in store.due(NOW, None, True) if "lost" in due.feed.url]
    assert (lost.state.errors, lost.state.due_at) == (0, 0)


async def test_a_feed_on_this_machine_is_no_sign_of_a_network(
    store: Store, httpserver: HTTPServer, names: Callable[[Fail], None]
) -> None:
    names(lambda host: no_answer() if host == "lost.example" else None)
    httpserver.expect_request("/f").respond_with_data(rss("أول"))
    store.subscribe(f"http://near.example:{httpserver.port}/f", allow_private=True)
    lost = store.subscribe(f"http://lost.example:{httpserver.port}/f").id
    await update.refresh(store)
    assert store.due(NOW, [lost], True)[0].state.errors == 0
