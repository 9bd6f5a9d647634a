"""What signs in to a feed: where it is kept, and who is told it."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
import time
from base64 import b64encode
from typing import Any

import keyring
import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, PasswordDeleteError
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from feeds import secrets
from feeds.errors import BadSetting, FeedNotFound, FetchError
from feeds.fetch import fetch, open_client
from feeds.reader import Reader
from feeds.store import removed
from feeds.types import FeedRefreshed, FeedSettings, Scope
from tests.feeds.conftest import NOW

PASSWORD = "p4ss-wörd"
BASIC = "Basic " + b64encode(f"سلمى:{PASSWORD}".encode()).decode()
FEED = b"<rss version='2.0'><channel><title>x</title><item><guid>1</guid><title>y</title></item></channel></rss>"


class Alive(KeyringBackend):  # type: ignore[no-untyped-call]
    """Keeps all in memory."""

    priority = 1

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.held:
            raise PasswordDeleteError
        del self.held[service, username]


class Locked(Alive):
    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringError("locked")


class Waiting(Alive):
    """Waits for a person, who comes when it is too late."""

    come = threading.Event()

    def set_password(self, service: str, username: str, password: str) -> None:
        self.come.wait(60)


@pytest.fixture
def feed(library: Reader, httpserver: HTTPServer) -> int:
    return library._store.subscribe(httpserver.url_for("/f"), allow_private=True).id


def told(httpserver: HTTPServer) -> list[tuple[str, str, str | None]]:
    """The host, path and Authorization of each request."""
    return [(one.host.partition(":")[0], one.path, one.headers.get("Authorization")) for one, _ in httpserver.log]


def files(library: Reader) -> bytes:
    """All that the database holds, its log included."""
    return b"".join(path.read_bytes() for path in library.path.parent.glob("library.db*") if "secrets" not in path.name)


# ── Keeping ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_a_keyring_it_is_in_a_file_that_only_its_owner_can_read(library: Reader, feed: int) -> None:
    library.set_secret(feed, "basic", "سلمى", PASSWORD)
    path = secrets.file_of(library.path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert PASSWORD in json.loads(json.loads(path.read_text("utf-8")).popitem()[1])["secret"]
    assert library.feed_settings(feed).sign_in == "basic"
    assert PASSWORD.encode() not in files(library)
    library.forget_secret(feed)
    assert json.loads(path.read_text("utf-8")) == {}
    assert library.feed_settings(feed) == FeedSettings(private=True)


def test_a_keyring_that_is_alive_holds_it_and_no_file_does(library: Reader, feed: int) -> None:
    alive = Alive()
    keyring.set_keyring(alive)
    library.set_secret(feed, "bearer", "", "abc.def")
    [((service, _), said)] = alive.held.items()
    assert (service, json.loads(said)["secret"]) == ("nashra", "abc.def")
    assert not secrets.file_of(library.path).exists()
    assert b"abc.def" not in files(library)
    found = secrets.read(library.path, library.feed_settings(feed).secret)
    assert found is not None
    assert found.header() == (b"Authorization", b"Bearer abc.def")
    library.forget_secret(feed)
    assert alive.held == {}


@pytest.mark.parametrize("broken", [Locked(), Waiting(), keyring.backends.null.Keyring()])  # type: ignore[no-untyped-call]
def test_a_keyring_that_fails_waits_or_keeps_nothing_is_done_without(
    library: Reader, feed: int, broken: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets, "_PATIENCE", 0.2)
    keyring.set_keyring(broken)
    Waiting.come.clear()
    began = time.monotonic()
    library.set_secret(feed, "bearer", "", "abc.def")
    Waiting.come.set()
    assert time.monotonic() - began < 30
    assert secrets.file_of(library.path).exists()
    assert secrets.read(library.path, library.feed_settings(feed).secret) is not None


def test_without_the_package_the_file_serves(library: Reader, feed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring.set_keyring(Alive())
    monkeypatch.setitem(sys.modules, "keyring", None)
    library.set_secret(feed, "bearer", "", "abc.def")
    assert secrets.file_of(library.path).exists()


def test_what_is_set_anew_takes_the_place_of_what_was_there_and_goes_with_its_feed(library: Reader, feed: int) -> None:
    other = library.subscribe("https://other.example/feed").id
    library.set_secret(other, "bearer", "", "other")
    library.set_secret(feed, "bearer", "", "first")
    library.set_secret(feed, "basic", "me", "second")
    held = secrets.file_of(library.path).read_text("utf-8")
    assert "first" not in held
    assert "second" in held
    library.unsubscribe(feed)
    assert "second" in secrets.file_of(library.path).read_text("utf-8"), "it can still be undone"
    library._store.clock = lambda: NOW + removed.KEPT
    assert library.forget_removed() == 1
    held = secrets.file_of(library.path).read_text("utf-8")
    assert "second" not in held
    assert "other" in held


def test_settings_that_are_set_leave_the_secret_alone(library: Reader, feed: int) -> None:
    library.set_secret(feed, "basic", "me", PASSWORD)
    library.set_feed_settings(feed, FeedSettings(private=True, as_browser=True))
    kept = library.feed_settings(feed)
    assert (kept.sign_in, kept.as_browser) == ("basic", True)


@pytest.mark.parametrize(
    ("kind", "user", "secret", "name"),
    [
        ("basic", "a:b", "x", "user"),
        ("basic", "", "x", "user"),
        ("basic", "me", "x\r\nHost: y", "secret"),
        ("bearer", "", "a b", "secret"),
        ("bearer", "", "a\n", "secret"),
        ("bearer", "", "", "secret"),
    ],
)
def test_what_no_header_can_say_is_refused(
    library: Reader, feed: int, kind: Any, user: str, secret: str, name: str
) -> None:
    with pytest.raises(BadSetting) as refused:
        library.set_secret(feed, kind, user, secret)
    assert refused.value.args_ == {"name": name}
    with pytest.raises(FeedNotFound):
        library.set_secret(99, "basic", "me", "x")
    assert not secrets.file_of(library.path).exists()


def test_a_secret_shows_nothing_of_itself() -> None:
    shown = repr(secrets.Secret("basic", "سلمى", PASSWORD, "https://a.example/"))
    assert PASSWORD not in shown
    assert "سلمى" not in shown


def test_the_keyring_is_not_imported_by_a_refresh_that_needs_none(library: Reader, feed: int) -> None:
    library.set_secret(feed, "basic", "me", PASSWORD)
    code = (
        "import asyncio, sys; from pathlib import Path; from feeds.reader import Reader\n"
        "with Reader(Path(sys.argv[1])) as reader: asyncio.run(reader.refresh())\n"
        "sys.exit('keyring' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(library.path)], check=False).returncode == 0


# ── Telling ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_feeds_own_server_is_told_and_no_other(library: Reader, feed: int, httpserver: HTTPServer) -> None:
    away = f"http://127.0.0.1:{httpserver.port}/away"
    for path, to in (("/f", "/near"), ("/near", away)):
        httpserver.expect_request(path).respond_with_data(status=302, headers={"Location": to})
    httpserver.expect_request("/away").respond_with_data(FEED)
    library.set_feed_settings(feed, FeedSettings(private=True, headers=(("X-Key", "k"),)))
    library.set_secret(feed, "basic", "سلمى", PASSWORD)
    summary = await library.refresh()
    assert [one.error for one in summary.failed] == ["private-address"], "the word was not meant for that host"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("feeds.addresses.is_private", lambda _address: False)
        assert (await library.refresh()).failed == []
    assert told(httpserver)[-3:] == [
        ("localhost", "/f", BASIC),
        ("localhost", "/near", BASIC),
        ("127.0.0.1", "/away", None),
    ]
    keys = {(one.path, one.headers.get("X-Key")) for one, _ in httpserver.log}
    assert keys == {("/robots.txt", None), ("/f", "k"), ("/near", "k"), ("/away", None)}
    assert ("localhost", "/robots.txt", None) in told(httpserver)


async def test_a_feed_that_has_moved_to_another_host_does_not_take_it_along(
    library: Reader, feed: int, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/f").respond_with_data(FEED)
    library.set_secret(feed, "bearer", "", "abc.def")
    library._store.move(feed, f"http://127.0.0.1:{httpserver.port}/f")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("feeds.addresses.is_private", lambda _address: False)
        assert (await library.refresh()).failed == []
    assert [one[2] for one in told(httpserver)] == [None, None]


@pytest.mark.parametrize(
    ("home", "there", "same"),
    [
        ("https://a.example/f", "https://a.example/other", True),
        ("https://a.example/f", "https://a.example:443/other", True),
        ("http://a.example/f", "https://a.example/f", True),
        ("https://a.example/f", "http://a.example/f", False),
        ("https://a.example/f", "https://a.example:8443/f", False),
        ("https://a.example/f", "https://a.example.evil.example/f", False),
        ("https://a.example/f", "https://www.a.example/f", False),
    ],
)
def test_another_port_or_less_safety_is_another_server(home: str, there: str, same: bool) -> None:
    from feeds.addresses import same_server

    assert same_server(home, there) is same


async def test_it_is_in_no_log_error_report_or_list(
    library: Reader, feed: int, httpserver: HTTPServer, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[Request] = []

    def refuse(request: Request) -> Response:
        seen.append(request)
        return Response(status=401)

    httpserver.expect_request("/f").respond_with_handler(refuse)
    library.set_feed_settings(feed, FeedSettings(private=True, headers=(("X-Key", "k3y-word"),)))
    library.set_secret(feed, "basic", "سلمى", PASSWORD)
    reports: list[FeedRefreshed] = []
    with caplog.at_level(logging.DEBUG):
        summary = await library.refresh(report=reports.append)
    assert seen[0].headers["Authorization"] == BASIC
    said = repr((summary, reports, library.feeds(), library.history(feed))) + library.export_opml() + caplog.text
    assert summary.failed[0].error == "refused"
    assert "k3y-word" not in said
    for word in (PASSWORD, BASIC.removeprefix("Basic "), "سلمى"):
        assert word not in said
        assert word.encode() not in files(library)


# ── In the address ──────────────────────────────────────────────────────────────────────────────────────────

IN_ADDRESS = "s%C3%A4lma:p%40ss-word"


def with_sign_in(httpserver: HTTPServer, path: str) -> str:
    return httpserver.url_for(path).replace("://", f"://{IN_ADDRESS}@")


async def test_what_an_address_holds_signs_in_to_its_server_alone_and_stays_where_the_feed_moves_to(
    library: Reader, httpserver: HTTPServer
) -> None:
    away = f"http://127.0.0.1:{httpserver.port}/away"
    for path, to in (("/f", httpserver.url_for("/g")), ("/out", away)):
        httpserver.expect_request(path).respond_with_data(status=301, headers={"Location": to})
    for path in ("/g", "/away"):
        httpserver.expect_request(path).respond_with_data(FEED)
    near, far = (
        library._store.subscribe(with_sign_in(httpserver, path), allow_private=True).id for path in ("/f", "/out")
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("feeds.addresses.is_private", lambda _address: False)
        for _ in range(3):
            assert (await library.refresh()).failed == []
    basic = "Basic " + b64encode("sälma:p@ss-word".encode()).decode()
    seen = {(host, path): sign_in for host, path, sign_in in told(httpserver)}
    assert seen == {
        ("localhost", "/robots.txt"): None,
        ("localhost", "/f"): basic,
        ("localhost", "/g"): basic,
        ("localhost", "/out"): basic,
        ("127.0.0.1", "/robots.txt"): None,
        ("127.0.0.1", "/away"): None,
    }
    urls = {feed.id: feed.url for feed in library.feeds()}
    assert urls == {near: with_sign_in(httpserver, "/g"), far: away}


@pytest.mark.parametrize("answer", ["refused", "not-a-feed", "bad-redirect", "throttled", "server-failed"])
async def test_what_an_address_holds_is_in_no_error_history_or_list(
    library: Reader, httpserver: HTTPServer, answer: str
) -> None:
    answers = {
        "refused": Response(status=401),
        "not-a-feed": Response(b"<!doctype html><p>x"),
        "bad-redirect": Response(status=302, headers={"Location": "/f"}),
        "throttled": Response(status=429),
        "server-failed": Response(status=503),
    }
    httpserver.expect_request("/f").respond_with_handler(lambda _request: answers[answer])
    feed = library._store.subscribe(with_sign_in(httpserver, "/f"), allow_private=True).id
    summary = await library.refresh()
    assert [one.error for one in summary.failed] == [answer]
    again = await library.refresh()
    said = repr((*summary.failed, *again.failed)) + library.export_opml()
    said += repr((library.history(feed), library.feeds()[0].error_args))
    assert httpserver.url_for("/f") in said
    for word in ("p%40ss", "p@ss", "lma"):
        assert word not in said


async def test_nor_in_the_error_of_a_document_that_could_not_be_read_before(
    library: Reader, httpserver: HTTPServer
) -> None:
    answers = [Response(b"<p>x", headers={"ETag": '"1"'}), Response(status=500), Response(status=304)]
    httpserver.expect_request("/robots.txt").respond_with_data(status=404)
    httpserver.expect_request("/f").respond_with_handler(lambda _request: answers.pop(0))
    library._store.subscribe(with_sign_in(httpserver, "/f"), allow_private=True)
    for error in ("not-a-feed", "server-failed", "parse"):
        [failed] = (await library.refresh()).failed
        assert (failed.error, failed.error_args and failed.error_args["url"]) == (error, httpserver.url_for("/f"))


async def test_articles_do_not_lead_to_addresses_that_hold_it(library: Reader, httpserver: HTTPServer) -> None:
    item = b"<item><guid>1</guid><title>y</title><link>/page</link></item>"
    document = b"<rss version='2.0'><channel><title>x</title>%s</channel></rss>" % item
    httpserver.expect_request("/f").respond_with_data(document)
    library._store.subscribe(with_sign_in(httpserver, "/f"), allow_private=True)
    await library.refresh()
    assert [row.url for row in library.articles(Scope()).rows] == [httpserver.url_for("/page")]


async def test_the_proxy_of_the_environment_alone_is_told_what_signs_in_to_it(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", f"http://me:p4ss@localhost:{httpserver.port}")
    httpserver.expect_request("/f").respond_with_data(FEED)
    async with open_client() as client:
        await fetch(client, "http://paper.invalid/f")
    [(request, _)] = httpserver.log
    assert request.headers["Proxy-Authorization"] == "Basic " + b64encode(b"me:p4ss").decode()
    assert "Authorization" not in request.headers
    monkeypatch.setenv("http_proxy", "http://me:p4ss@localhost:1")
    async with open_client() as client:
        with pytest.raises(FetchError) as failed:
            await fetch(client, "http://paper.invalid/f")
    assert "p4ss" not in str(failed.value)


# ── Lost ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_feed_whose_secret_is_lost_is_not_asked_and_held_nothing_against(
    library: Reader, feed: int, httpserver: HTTPServer
) -> None:
    library.set_secret(feed, "basic", "me", PASSWORD)
    secrets.file_of(library.path).unlink()
    before = library._store.due(NOW)[0].state
    summary = await library.refresh()
    assert [one.error for one in summary.failed] == ["no-secret"]
    assert "/f" not in [path for _, path, _ in told(httpserver)]
    assert library._store.due(NOW)[0].state == before
