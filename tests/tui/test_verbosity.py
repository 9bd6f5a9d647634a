"""How much commands say, and the log: what it holds, that nothing that signs in is in it, and that it stays small."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.tui.conftest import nashra
from tui import verbosity
from tui.cli import main

SECRETS = (
    "https://salma:QAHWA77@news.example/feed",
    "socks5://salma:QAHWA77@proxy.example:1080",
    "https://news.example/feed?token=QAHWA77&lang=ar",
    "https://news.example/feed?u=1&x=QAHWA77",
    "https://news.example/feed#QAHWA77",
    "https://news.example/private/QAHWA77b5d1c9a0e4f8877aa/rss",
    "https://news.example/550e8400-e29b-41d4-a716-QAHWA7700000/rss".replace("QAHWA77", "446655"),
    "Authorization: Basic QAHWA77==",
    "Proxy-Authorization: Bearer QAHWA77",
    "asked with bearer QAHWA77QAHWA77",
    "X-Api-Key: QAHWA77",
    "Cookie: session=QAHWA77; theme=dark",
    "{'password': 'QAHWA77'}",
    "access_token=QAHWA77",
)


@pytest.fixture(autouse=True)
def no_log(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is said otherwise after a test than before."""
    monkeypatch.setenv("NASHRA_LOG", "")
    monkeypatch.delenv("NASHRA_LOG")
    yield
    verbosity.use()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "logs" / "nashra.log"


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(["--library", str(tmp_path / "library.db"), "--lang", "en", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


# ── What signs in ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", SECRETS)
def test_nothing_that_signs_in_is_left(text: str) -> None:
    told = verbosity.safe(f"قبل {text}")
    assert "QAHWA77" not in told
    assert "446655440000" not in told
    assert told.startswith("قبل ")


@pytest.mark.parametrize(
    "text",
    [
        "Fetching https://news.example/2026/11/25/the-last-lamplighter-keeps-his-hours",
        "أخبار المثال: 3 new articles",
        "timed-out url=https://news.example/feed",
        "https://الجزيرة.نت/أخبار/2026/خبر-طويل-عن-المدينة",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert verbosity.safe(text) == text


@given(st.text(alphabet="abc?/#@:=&. \nAuthorizationtoken", max_size=60), st.text(max_size=20))
def test_a_password_in_an_address_is_never_left_whatever_stands_around_it(around: str, after: str) -> None:
    assert "QAHWA77" not in verbosity.safe(f"{around} https://salma:QAHWA77@news.example/{after}")


def test_values_of_headers_that_are_typed_are_left_out() -> None:
    typed = ["feed", "3", "--header", "X-Any: QAHWA77", "--header=X-Other: QAHWA77", "--header", "X-Gone"]
    assert verbosity.words(typed) == "feed 3 --header 'X-Any: …' '--header=X-Other: …' --header X-Gone"


# ── The log ──────────────────────────────────────────────────────────────────────────────────────────────────

FEED = b"<rss version='2.0'><channel><title>News</title><item><guid>1</guid><title>y</title></item></channel></rss>"


def test_a_day_with_secrets_leaves_none_of_them_in_the_log(tmp_path: Path, log: Path, httpserver: HTTPServer) -> None:
    def asked(request: Request) -> Response:
        signed = request.authorization is not None and request.authorization.password == "QAHWA77"
        allowed = signed or request.headers.get("X-Any") == "QAHWA77"
        return Response(FEED if allowed else b"", 200 if allowed else 401)

    httpserver.expect_request("/feed").respond_with_handler(asked)
    httpserver.expect_request("/signed").respond_with_handler(asked)
    url = httpserver.url_for("/feed")
    common = ("--library", str(tmp_path / "library.db"), "--log", str(log), "--lang", "en", "-v")
    for words, said in (
        (("add", "--allow-private", url.replace("://", "://salma:QAHWA77@") + "?token=QAHWA77"), ""),
        (("add", "--allow-private", httpserver.url_for("/signed")), ""),
        (("feed", "1", "--header", "X-Any: QAHWA77", "--proxy", ""), ""),
        (("feed", "1", "--sign-in", "bearer"), "QAHWA77\n"),
        (("feed", "1", "--sign-in", "basic"), "salma\nQAHWA77\n"),
        (("feed", "1", "--proxy", "http://salma:QAHWA77@127.0.0.1:1"), ""),
        (("refresh",), ""),
        (("feeds",), ""),
    ):
        done = nashra(*common, *words, said=said)
        assert "Traceback" not in done.stderr
        assert ":QAHWA77" not in done.stderr
    told = log.read_text("utf-8")
    assert "QAHWA77" not in told
    assert "nashra 0." in told
    assert "feed 1 --header 'X-Any: …' --proxy ''" in told
    assert "left with" in told
    assert (log.stat().st_mode & 0o777) == 0o600


def test_the_log_tells_each_command_what_it_did_and_how_it_ended(
    run: Callable[..., tuple[int, str, str]], log: Path
) -> None:
    assert run("--log", str(log), "add", "--sample")[0] == 0
    assert run("--log", str(log), "refresh")[0] == 0
    assert run("show", "99", "--log", str(log))[0] == 1
    lines = log.read_text("utf-8").splitlines()
    for line in lines:
        assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \d+ \S", line)
    told = "\n".join(line.split(" ", 2)[2] for line in lines)
    assert "feeds added." in told
    assert "نشرة: رياضة: 3 new articles" in told
    assert "article-not-found id=99\nleft with 1 after" in told


def test_the_log_is_that_of_the_settings_too(tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "nashra").mkdir()
    (tmp_path / "nashra" / "config.toml").write_text(f'log = "{log}"\n')
    assert main(["--library", str(tmp_path / "library.db"), "feeds"]) == 0
    assert "feeds" in log.read_text()


def test_what_breaks_is_in_the_log_with_its_traceback_and_without_secrets(
    run: Callable[..., tuple[int, str, str]], log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> int:
        raise RuntimeError("at https://salma:QAHWA77@news.example/")

    monkeypatch.setattr("tui.commands.run", broken)
    with pytest.raises(RuntimeError):
        run("--log", str(log), "list")
    told = log.read_text()
    assert "RuntimeError: at https://news.example/" in told
    assert "QAHWA77" not in told


def test_a_log_that_is_full_is_put_aside_and_the_oldest_goes(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbosity, "LARGEST", 2_000)
    verbosity.use(file=str(log))
    for number in range(200):
        verbosity.note(f"step {number} {'x' * 50}")
    kept = sorted(log.parent.iterdir())
    assert [one.name for one in kept] == ["nashra.log", "nashra.log.1", "nashra.log.2", "nashra.log.3"]
    assert all(one.stat().st_size <= 2_000 for one in kept)
    assert "step 199 " in log.read_text()


def test_many_that_write_at_once_lose_no_line(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verbosity, "LARGEST", 20_000)
    verbosity.use(file=str(log))

    def write(who: int) -> None:
        for number in range(100):
            verbosity.note(f"{who}:{number}")

    threads = [threading.Thread(target=write, args=(who,)) for who in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    told = "".join(one.read_text() for one in log.parent.iterdir())
    assert {line.split()[2] for line in told.splitlines()} == {f"{w}:{n}" for w in range(4) for n in range(100)}


def test_a_log_that_can_not_be_written_is_told_of_once_and_stops_nothing(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    code, _out, err = run("--log", str(tmp_path / "file" / "log"), "add", "--sample")
    assert code == 0
    assert err.count("The log can't be written") == 1
    assert err.count("\n") == 1


# ── How much is said ─────────────────────────────────────────────────────────────────────────────────────────


def test_quiet_says_what_was_asked_for_and_errors_alone(run: Callable[..., tuple[int, str, str]]) -> None:
    for words in (("add", "--sample"), ("refresh",), ("mark", "read", "1"), ("undo",), ("remove", "1")):
        assert run(*words, "-q") == (0, "", "")
    assert run("-q", "list", "--limit", "1")[1].count("\n") == 1
    code, out, err = run("--quiet", "show", "99")
    assert (code, out, err.count("\n")) == (1, "", 1)


def test_verbose_tells_each_step_on_standard_error(run: Callable[..., tuple[int, str, str]]) -> None:
    run("add", "--sample")
    code, out, err = run("refresh", "-v")
    assert (code, out) == (0, "28 new articles\n")
    assert err.count("\n") == 11
    assert "نشرة: رياضة: 3 new articles\n" in err
    assert run("list", "-q", "-v")[0] == 2


def test_without_a_log_nothing_of_it_is_imported() -> None:
    code = "import sys, tui.verbosity as s; s.use(); s.note('x'); print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"logging", "fcntl", "tui.printing", "shlex"} & set(modules)
