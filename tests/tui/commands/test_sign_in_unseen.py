"""The name and the password in a feed's address are in nothing that a command prints or writes down."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from tui.cli import main

PASSWORD = "kalimat-sirr"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_signs_in_is_printed_by_no_command_and_kept_in_no_log(
    language: str, tmp_path: Path, httpserver: HTTPServer, capfd: pytest.CaptureFixture[str]
) -> None:
    """Feeds without titles, of which one comes, and the others fail each in its way."""
    httpserver.expect_request("/ok").respond_with_data(
        "<rss version='2.0'><channel><item><guid>1</guid><title>y</title></item></channel></rss>"
    )
    for status in (401, 403, 404, 410, 500):
        httpserver.expect_request(f"/{status}").respond_with_data("", status=status)
    httpserver.expect_request("/page").respond_with_data("<html><body>x</body></html>", content_type="text/html")
    base = httpserver.url_for("/").replace("http://", f"http://someone:{PASSWORD}@")
    paths = ("ok", "401", "403", "404", "410", "500", "page")
    listed = [f"{base}{path}" for path in paths] + [f"ftp://someone:{PASSWORD}@ftp.example/feed"]
    outlines = "".join(f'<outline type="rss" xmlUrl="{url}"/>' for url in listed)
    (tmp_path / "feeds.opml").write_text(f'<opml version="2.0"><body>{outlines}</body></opml>', "utf-8")
    log = tmp_path / "log"
    before = ["--lang", language, "-v", "--log", str(log), "--library", str(tmp_path / "library.db")]

    def said(*words: str) -> str:
        main([*before, *words])
        return "".join(capfd.readouterr())

    assert "ftp.example" in said("import", str(tmp_path / "feeds.opml"))
    for feed in range(1, len(paths) + 1):
        assert PASSWORD not in said("feed", str(feed), "--allow-private")
    assert "404" in said("refresh")
    numbered = [("feed", str(feed)) for feed in range(1, len(paths) + 1)]
    listing = [(name, *json) for name in ("feeds", "list", "stats", "rules") for json in ((), ("--json",))]
    wrong = [
        *(("add", "--allow-private", f"{base}{path}") for path in ("ok", "404", "page", "nothing")),
        ("add", f"ftp://someone:{PASSWORD}@ftp.example/feed"),
        *((name, f"{base}unknown") for name in ("feed", "remove", "show")),
    ]
    shown = [("show", "1", *form) for form in ((), ("--json",), ("--html",), ("--markdown",))]
    rest = [("export",), ("export", "--json"), ("edition",), ("search", "feed:someone"), ("remove", "2"), ("undo",)]
    for words in (*numbered, *listing, *wrong, *shown, *rest):
        told = said(*words)
        assert PASSWORD not in told, words
        assert "someone:" not in told, words
    assert PASSWORD not in log.read_text("utf-8")
